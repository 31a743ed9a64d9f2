"""A text to its place names, found and resolved together: the general geoparser as one page."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from geomap.model import PlaceRef, Role, Sentence, Toponym, Unresolved
from geomap.places.general.atlas import Atlas
from geomap.places.general.judging import Judged, Trust, judge, why_unresolved
from geomap.places.general.points import customary_point
from geomap.places.general.proposals import Entity, Proposal, Span
from geomap.places.general.ranking import Ranked, containers_beside
from geomap.places.general.roles import role_of
from geomap.places.general.weights import read_weights
from geomap.places.refs import refer

_CERTAIN = 0.5
_WIDE_APART = 1000
"""Characters by which a name is the further away if it is a country's or a continent's."""


def find_toponyms(
    text: str,
    sentences: Sequence[Sentence],
    atlas: Atlas,
    *,
    entities: Sequence[Entity] | None = None,
    spans: Sequence[Span] | None = None,
    demonyms: bool = True,
) -> list[Toponym]:
    """
    Find the place names of a text and resolve them together.

    Parameters
    ----------
    text
        Any text; offsets count in it.
    sentences
        Its sentences; toponyms name theirs.
    entities
        What a language model calls named entities (mode `full`); None for mode `fast`.
    spans
        Place names that are given: only these are resolved and returned; the other names of the
        text still tell which places they are.
    demonyms
        Whether "Russian" is a toponym, of the role demonym.

    Returns
    -------
    toponyms
        In the order of the text. One without a place says why; a name that no gazetteer knows may
        have the place in which it lies, of the role container.
    """
    weights = read_weights()
    mode = weights.fast if entities is None else weights.full
    judged = judge(text, atlas, weights, entities=entities, spans=spans)
    trust = Trust(judged, mode)

    def resolved() -> Iterator[Toponym]:
        for at, one in enumerate(judged):
            left_out = one.proposal.reading.demonym and not demonyms
            if one.given or (spans is None and not left_out):
                why = why_unresolved(one, trust, weights)
                if why is not False:
                    whole = surroundings(text, judged, at) if why is Unresolved.UNKNOWN else None
                    sentence = _sentence_at(sentences, one.proposal.start)
                    yield _toponym(one, role_of(text, judged, at), why, whole, sentence)

    return list(resolved())


def surroundings(text: str, judged: Sequence[Judged], at: int) -> Ranked | None:
    """
    Return what the text tells of where an unknown name lies, None if nothing.

    That is the area in "Town, Region". A name that was given lies somewhere: if nothing better is
    said, then where the nearest name lies that is known, rather a town than a country.
    """
    one = judged[at]
    pair = [each.proposal for each in judged[at : at + 2]]
    if containers_beside(text, pair, 0) and (beside := judged[at + 1].ranked):
        return beside
    if not one.given:
        return None
    known = [other for other in judged if other.ranked and other.belief > _CERTAIN]
    nearest = min(known, key=lambda other: _apart(one, other), default=None)
    return nearest.ranked if nearest else None


def _apart(one: Judged, other: Judged) -> int:
    wide = other.ranked is not None and other.ranked.meanings[0].wide
    far = _WIDE_APART if wide or other.proposal.reading.demonym else 0
    return abs(other.proposal.start - one.proposal.start) + far


def _toponym(
    one: Judged, role: Role, why: Unresolved | None, whole: Ranked | None, sentence: int
) -> Toponym:
    """Return a name with its place, or with what an unknown one lies in."""
    found = one.proposal
    place = None
    if whole is not None:
        place = _refer(found, whole, Role.CONTAINER)
    elif one.ranked is not None and why is None:
        place = _refer(found, one.ranked, role)
    return Toponym(
        sentence=sentence,
        start=found.start,
        end=found.end,
        text=found.reading.text,
        role=role,
        place=place,
        unresolved=why,
    )


def _refer(found: Proposal, ranked: Ranked, role: Role) -> PlaceRef:
    """Return the first place, at the point that gazetteers have for it."""
    ref = refer(ranked.candidates, role, start=found.start, end=found.end)
    lon, lat = customary_point(ranked.meanings[0].place)
    return msgspec.structs.replace(ref, lon=lon, lat=lat)


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    at = bisect_right(sentences, offset, key=lambda sentence: sentence.start)
    return sentences[at - 1].index if at else 0
