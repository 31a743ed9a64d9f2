"""Whether words are a place name, which places they mean, and whether that is to be believed."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from geomap.model import Unresolved
from geomap.places.general.atlas import Atlas
from geomap.places.general.proposals import Entity, Proposal, Span, make_proposal, propose
from geomap.places.general.ranking import Ranked, rank_places
from geomap.places.general.reading import Reading
from geomap.places.general.signs import Page, own_signs, read_signs
from geomap.places.general.weights import Mode, Weights, add_up, probability

_TRUSTED_SIGNS = (
    "in the theatre",
    "in the unit beside it",
    "its country is named",
    "its region is named",
    "nearest",
    "neighbours",
    "population",
)


class Judged(NamedTuple):
    """
    A proposal with all that decides on it.

    `around` are the signs of where it stands, `points` the log odds and `belief` the probability
    that it is a place name at all; a given one is.
    """

    proposal: Proposal
    around: Mapping[str, float]
    points: float
    belief: float
    ranked: Ranked | None
    given: bool = False

    @property
    def signs(self) -> Mapping[str, float]:
        """Return all signs for and against its being a place name."""
        return {**own_signs(self.proposal.reading), **self.around}


def judge(
    text: str,
    atlas: Atlas,
    weights: Weights,
    *,
    entities: Sequence[Entity] | None = None,
    spans: Sequence[Span] | None = None,
) -> list[Judged]:
    """Propose names, judge each by its words, and rank the places of all of them together."""
    given = frozenset(spans or ())
    proposals = propose(text, atlas, entities or ())
    if given:
        proposals = _with_given(text, proposals, given, atlas)
    mode = weights.fast if entities is None else weights.full
    page = Page(text, entities)
    beside = [None, *proposals, None]
    around = [read_signs(page, one, beside[i], beside[i + 2]) for i, one in enumerate(proposals)]
    points = [
        _own_points(one.reading, mode) + add_up(signs, mode.name)
        for one, signs in zip(proposals, around, strict=True)
    ]
    known = [(one.start, one.end) in given for one in proposals]
    beliefs = [1.0 if k else probability(p) for k, p in zip(known, points, strict=True)]
    ranked = rank_places(text, proposals, beliefs, weights, theatre=atlas.theatre)
    return list(map(Judged, proposals, around, points, beliefs, ranked, known))


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


@lru_cache(maxsize=1 << 13)
def _own_points(reading: Reading, mode: Mode) -> float:
    return add_up(own_signs(reading), mode.name)


class Trust:
    """How far the first places of a document's names are to be believed."""

    def __init__(self, judged: Sequence[Judged], mode: Mode) -> None:
        self._mode = mode
        self._mentions: dict[str, list[float]] = defaultdict(list)
        for one in judged:
            self._mentions[one.proposal.reading.name].append(one.points)
        self._standing: dict[Ranked, float] = {}

    def signs(self, one: Judged, ranked: Ranked) -> dict[str, float]:
        """Return the signs for believing a name's first place: as a name, and as this place."""
        return {**_ranked_signs(ranked), **self._mention_signs(one, ranked)}

    def probability(self, one: Judged, ranked: Ranked) -> float:
        """Return the probability that a name is a place name and means its first place."""
        if ranked not in self._standing:
            self._standing[ranked] = add_up(_ranked_signs(ranked), self._mode.trust)
        mention = add_up(self._mention_signs(one, ranked), self._mode.trust)
        return probability(self._standing[ranked] + mention)

    def _mention_signs(self, one: Judged, ranked: Ranked) -> dict[str, float]:
        of_name = self._mentions[one.proposal.reading.name]
        others = len(of_name) - 1
        return {
            "as a name": one.points,
            "other mentions": (sum(of_name) - one.points) / others if others else one.points,
            "its best mention": max(of_name),
            "a name and sure of the place": one.belief * ranked.sure,
        }


def _ranked_signs(ranked: Ranked) -> dict[str, float]:
    """Return the signs for believing the first place that all mentions of a name share."""
    found = ranked.signs
    return {
        "always": 1.0,
        "sure of the place": ranked.sure,
        ranked.meanings[0].place.kind: 1.0,
        "demonym": float(ranked.subject.reading.demonym),
        **{name: found[name] for name in _TRUSTED_SIGNS if name in found},
    }


def why_unresolved(
    one: Judged, trust: Trust, weights: Weights
) -> Unresolved | Literal[False] | None:
    """Return why a name has no place, None if it has one, False if it is no name at all."""
    ranked = one.ranked
    if ranked is None:
        reading = one.proposal.reading
        named = reading.called or one.belief >= weights.min_name
        return Unresolved.UNKNOWN if named and not reading.places else False
    tied = Unresolved.TIED if ranked.sure < weights.min_lead else None
    if one.given or trust.probability(one, ranked) >= weights.min_trust:
        return tied
    return (tied or Unresolved.TOO_WEAK) if one.belief >= weights.min_name else False
