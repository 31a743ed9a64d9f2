"""A text to its place names, found and resolved together: the general geoparser as one page."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from geomap.model import PlaceRef, Role, Sentence, Toponym, Unresolved
from geomap.places.general.atlas import Atlas
from geomap.places.general.points import customary_point
from geomap.places.general.proposals import Entity, Proposal, Span, make_proposal, propose
from geomap.places.general.ranking import Ranked, rank_places
from geomap.places.general.signs import Page, read_signs
from geomap.places.general.weights import Weights, add_up, probability, read_weights
from geomap.places.resolve import Resolution, refer
from geomap.places.words import english

_TRUSTED_SIGNS = frozenset(
    {
        "in the unit beside it",
        "its country is named",
        "its region is named",
        "nearest",
        "neighbours",
        "population",
    }
)
_ROLES = {
    "before a word for a body": Role.ORGANISATION,
    "after a word for a body": Role.ORGANISATION,
    "after a first name": Role.PERSON,
    "before a verb of saying": Role.METONYM,
    "before an office": Role.TITLE,
    "before an office or unit": Role.TITLE,
    "before a street word": Role.STREET,
    "after from or to": Role.ORIGIN,
}


@dataclass(frozen=True)
class Judged:
    """A proposal with all that decides on it; points are log odds."""

    proposal: Proposal
    signs: Mapping[str, float]
    points: float
    ranked: Ranked
    given: bool = False

    @property
    def belief(self) -> float:
        """Return the probability that it is a place name at all."""
        return 1.0 if self.given else probability(self.points)


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
        In the order of the text. One without a place says why.
    """
    weights = read_weights()
    judged = judge(text, atlas, weights, entities=entities, spans=spans)
    mentions = by_name(judged)
    wanted = judged if spans is None else [one for one in judged if one.given]
    return [
        _toponym(one, _sentence_at(sentences, one.proposal.start), resolution)
        for one in wanted
        if demonyms or not one.proposal.demonym
        for resolution in _decide(one, mentions, weights, full=entities is not None)
    ]


def judge(
    text: str,
    atlas: Atlas,
    weights: Weights,
    *,
    entities: Sequence[Entity] | None = None,
    spans: Sequence[Span] | None = None,
) -> list[Judged]:
    """Propose names, judge each by its words, and rank the places of all of them together."""
    proposals = propose(text, atlas, entities or ())
    given = frozenset(spans or ())
    if given:
        proposals = _with_given(text, proposals, given, atlas)
    page = Page(text, english(), entities)
    mode = weights.fast if entities is None else weights.full
    around = [None, *proposals, None]
    signs = [read_signs(page, one, around[i], around[i + 2]) for i, one in enumerate(proposals)]
    points = [add_up(each, mode.name) for each in signs]
    known = [(one.start, one.end) in given for one in proposals]
    beliefs = [1.0 if k else probability(p) for k, p in zip(known, points, strict=True)]
    ranked = rank_places(text, proposals, beliefs, weights.place, theatre=atlas.theatre)
    return [Judged(*each) for each in zip(proposals, signs, points, ranked, known, strict=True)]


def _with_given(
    text: str, found: Sequence[Proposal], given: frozenset[Span], atlas: Atlas
) -> list[Proposal]:
    """Put the given spans in the place of what was found there."""
    spans = sorted(given)
    kept = [p for p in found if not any(s < p.end and e > p.start for s, e in spans)]
    return sorted(
        [*kept, *(make_proposal(text, span, atlas) for span in spans)],
        key=lambda one: (one.start, one.end),
    )


def by_name(judged: Sequence[Judged]) -> dict[str, list[float]]:
    """Collect the points of all mentions of each name."""
    points: dict[str, list[float]] = defaultdict(list)
    for one in judged:
        points[one.proposal.text.casefold()].append(one.points)
    return points


def trust_signs(one: Judged, mentions: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return the signs for believing a name's first place: as a name, and as this place."""
    of_name = mentions[one.proposal.text.casefold()]
    others = len(of_name) - 1
    best = one.ranked.candidates[0]
    signs = {
        "always": 1.0,
        "as a name": one.points,
        "other mentions": (sum(of_name) - one.points) / others if others else one.points,
        "its best mention": max(of_name),
        "sure of the place": one.ranked.sure,
        best.place.kind.value: 1.0,
        "demonym": float(one.proposal.demonym),
    }
    return signs | {k: v for k, v in one.ranked.signs.items() if k in _TRUSTED_SIGNS}


def _decide(
    one: Judged, mentions: Mapping[str, Sequence[float]], weights: Weights, *, full: bool
) -> Iterator[Resolution]:
    """Yield what a name is resolved to or why it is not; nothing where it is no name at all."""
    if not one.ranked.candidates:
        if one.belief >= weights.min_name:
            yield Resolution(unresolved=Unresolved.UNKNOWN)
        return
    mode = weights.full if full else weights.fast
    trust = probability(add_up(trust_signs(one, mentions), mode.trust))
    tied = one.ranked.sure < weights.min_lead
    if one.given or trust >= weights.min_trust:
        yield Resolution(one.ranked.candidates, Unresolved.TIED if tied else None)
    elif one.belief >= weights.min_name:
        yield Resolution(one.ranked.candidates, Unresolved.TIED if tied else Unresolved.TOO_WEAK)


def _toponym(one: Judged, sentence: int, resolution: Resolution) -> Toponym:
    found = one.proposal
    role = role_of(one)
    return Toponym(
        sentence=sentence,
        start=found.start,
        end=found.end,
        text=found.text,
        role=role,
        place=_place_ref(found, resolution, role),
        unresolved=resolution.unresolved,
    )


def _place_ref(found: Proposal, resolution: Resolution, role: Role) -> PlaceRef | None:
    """Return the place, at the point that gazetteers have for it, None for an abstention."""
    if resolution.place is None:
        return None
    ref = refer(resolution.ranked, role, start=found.start, end=found.end)
    lon, lat = customary_point(resolution.place)
    return msgspec.structs.replace(ref, lon=lon, lat=lat)


def role_of(one: Judged) -> Role:
    """Say roughly what a name does, from the words beside it."""
    if one.proposal.demonym:
        return Role.DEMONYM
    return next((role for sign, role in _ROLES.items() if sign in one.signs), Role.LOCATION)


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    at = bisect_right(sentences, offset, key=lambda sentence: sentence.start)
    return sentences[at - 1].index if at else 0
