"""Which place of the world each name of a document means: candidates scored by named signs."""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import add, mul

from gazetteer.model import Candidate, Place, PlaceKind, Reason
from gazetteer.theatre import Theatre
from geomap.places.evidence import covered
from geomap.places.fitting import lies_in
from geomap.places.general.evidence import EVIDENCE_SIGNS, Evidence, Vote
from geomap.places.general.proposals import Proposal
from geomap.places.general.reading import Meaning, Reading
from geomap.places.general.weights import Points, Weights, add_up

ROUNDS = 2
_VOTED = 4
_SHOWN = 6
_MIN_VOTE = 0.02
_SAME_DEGREES = 0.25
_MIN_BELIEF = 0.12
_HOPELESS = 6.0
"""Points behind the first place from which no other evidence will bring a place forward."""
_SETTLED = 0.999
"""How sure a name is to be so that the others are not asked about it again."""
_AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.COUNTRY})
_ORDER = (PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.ADMIN1, PlaceKind.COUNTRY)
_LINKS = frozenset({",", ", in", "(", "in", ", a city in", ", a town in", ", a suburb of"})
_LONGEST_LINK = max(map(len, _LINKS)) + 4

Outer = tuple[Place, ...]
NOTHING = Evidence()


@dataclass(frozen=True)
class Subject:
    """A name with the areas in which the text says it lies: mentions alike in both are one."""

    reading: Reading
    outer: Outer
    theatre: Theatre | None = None

    def signs(self, meaning: Meaning, evidence: Evidence) -> dict[str, float]:
        """Return the signs that it means a place, each with its strength."""
        found = evidence.strengths(self.reading.name, meaning)
        said = self.said(meaning.place)
        return {**meaning.signs, **said, **dict(zip(EVIDENCE_SIGNS, found, strict=False))}

    def said(self, place: Place) -> dict[str, float]:
        """Return what is told of a place before any other name is asked."""
        said = {}
        if any(_narrower(place, area) for area in self.outer):
            said["in the unit beside it"] = 1.0
        if covered(self.theatre, place):
            said["in the theatre"] = 1.0
        return said


class Ranked:
    """
    The places of a name, the likeliest first; how sure it is, and on what ground.

    First it is ranked alone; `weigh` ranks it again by what the other names say. `share` is the
    probability of the first place, `sure` also counts those beside it: a town and its district.
    """

    def __init__(self, subject: Subject, weights: Weights) -> None:
        self.subject = subject
        self.weights = weights
        self.evidence = NOTHING
        self._alone = _points_alone(subject, weights)
        self._last = self._alone
        self._least = -math.inf
        self._settled = len(self._alone) == 1
        self._order(self._alone)

    def weigh(self, evidence: Evidence) -> None:
        """Rank the places by the evidence, but for those that have no hope by what was before."""
        self.evidence = evidence
        if not self._settled:
            name, strengths = self.subject.reading.name, evidence.strengths
            worths = _worths(self.weights)
            each = zip(self._last, self._alone, self.subject.reading.meanings, strict=True)
            self._last = [
                last if last < self._least else alone + sum(map(mul, strengths(name, one), worths))
                for last, alone, one in each
            ]
            self._order(self._last)
            self._least = self.points[0] - _HOPELESS
            self._settled = self.share > _SETTLED

    def _order(self, points: Sequence[float]) -> None:
        meanings = self.subject.reading.meanings
        order = sorted(range(len(points)), key=lambda at: (-points[at], meanings[at].place.id))
        self.meanings = [meanings[at] for at in order]
        self.points = [points[at] for at in order]
        self.odds = [math.exp(each - self.points[0]) for each in self.points]
        self.share = 1 / sum(self.odds)
        self.sure = self.share * sum(
            o
            for m, o in zip(self.meanings, self.odds, strict=True)
            if o > _MIN_VOTE and _same(m, self.meanings[0])
        )

    @cached_property
    def signs(self) -> Mapping[str, float]:
        """The signs of the first place."""
        return self.subject.signs(self.meanings[0], self.evidence)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """The first places with their points; the first of all with its reasons."""
        others = zip(self.meanings[1:_SHOWN], self.points[1:], strict=False)
        return (
            score(self.meanings[0].place, self.signs, self.weights.place),
            *(Candidate(place=m.place, score=round(p, 2), reasons=()) for m, p in others),
        )

    def votes(self, belief: float) -> Iterator[Vote]:
        """Yield how much the name speaks for its likely places."""
        for meaning, odds in zip(self.meanings[:_VOTED], self.odds, strict=False):
            vote = belief * self.share * odds
            if vote > _MIN_VOTE:
                yield Vote(self.subject.reading.name, meaning, vote)


def rank_places(
    text: str,
    proposals: Sequence[Proposal],
    beliefs: Sequence[float],
    weights: Weights,
    *,
    theatre: Theatre | None = None,
) -> list[Ranked | None]:
    """
    Rank the places of each proposal by all that the document tells; None where there are none.

    Parameters
    ----------
    beliefs
        How surely each proposal is a place name at all, 0 to 1.
    weights
        Of them the points of each sign of a place count.
    theatre
        A theatre of war whose places are preferred.
    """
    outers = [containers_beside(text, proposals, at) for at in range(len(proposals))]
    keys = [
        (one.reading, outer)
        for one, outer in zip(proposals, _share_containers(proposals, outers), strict=True)
    ]
    most: dict[tuple[Reading, Outer], float] = {}
    for key, belief in zip(keys, beliefs, strict=True):
        if belief >= _MIN_BELIEF and key[0].places:
            most[key] = max(belief, most.get(key, 0.0))
    ranked = [Ranked(Subject(*key, theatre), weights) for key in most]
    for _ in range(ROUNDS):
        evidence = Evidence(_most(ranked, most.values()))
        for one in ranked:
            one.weigh(evidence)
    known = dict(zip(most, ranked, strict=True))
    return [known.get(key) for key in keys]


def _points_alone(subject: Subject, weights: Weights) -> Sequence[float]:
    """Return the points of each place of a name that no other name changes."""
    points = _standing_points(subject.reading, weights)
    if not subject.outer and subject.theatre is None:
        return points
    said = (add_up(subject.said(one.place), weights.place) for one in subject.reading.meanings)
    return list(map(add, points, said))


def _same(one: Meaning, other: Meaning) -> bool:
    """Say whether two places lie so near to each other that they are one answer."""
    north, east = one.lat - other.lat, (one.lon - other.lon) * other.narrowing
    return abs(north) < _SAME_DEGREES and abs(east) < _SAME_DEGREES


@lru_cache(maxsize=8)
def _worths(weights: Weights) -> tuple[float, ...]:
    return tuple(weights.place.get(sign, 0.0) for sign in EVIDENCE_SIGNS)


@lru_cache(maxsize=1 << 13)
def _standing_points(reading: Reading, weights: Weights) -> Sequence[float]:
    return [add_up(one.signs, weights.place) for one in reading.meanings]


def _most(ranked: Sequence[Ranked], beliefs: Iterable[float]) -> list[Vote]:
    """Let each name vote once for each of its likely places, with the most belief it has."""
    votes: dict[tuple[str, str], Vote] = {}
    for found, belief in zip(ranked, beliefs, strict=True):
        for vote in found.votes(belief):
            key = vote.name, vote.meaning.place.id
            if key not in votes or vote.belief > votes[key].belief:
                votes[key] = vote
    return [votes[key] for key in sorted(votes)]


def containers_beside(text: str, proposals: Sequence[Proposal], at: int) -> Outer:
    """Return the areas that the next name may mean, in "Town, Region" and "Town in Region"."""
    if at + 1 >= len(proposals):
        return ()
    one, outer = proposals[at], proposals[at + 1]
    if outer.start - one.end > _LONGEST_LINK or outer.reading.demonym or one.reading.demonym:
        return ()
    if " ".join(text[one.end : outer.start].split()) not in _LINKS:
        return ()
    return tuple(
        area
        for area in outer.reading.places
        if area.kind in _AREAS
        and (not one.reading.places or any(_narrower(p, area) for p in one.reading.places))
    )


def _narrower(place: Place, area: Place) -> bool:
    """Say whether a place lies in an area and is a smaller kind of thing."""
    kinds = [_ORDER.index(p.kind) if p.kind in _ORDER else 2 for p in (place, area)]
    return kinds[0] < kinds[1] and place != area and lies_in(place, area)


def _share_containers(proposals: Sequence[Proposal], outers: Iterable[Outer]) -> list[Outer]:
    """Let the first mention that is told apart speak for those that are not."""
    first: dict[str, Outer] = {}
    pairs = [(one.reading, outer) for one, outer in zip(proposals, outers, strict=True)]
    for reading, outer in pairs:
        if outer:
            first.setdefault(reading.name, outer)
    return [
        outer or (() if reading.demonym else first.get(reading.name, ()))
        for reading, outer in pairs
    ]


def score(place: Place, signs: Mapping[str, float], worth: Points) -> Candidate:
    """Add up the points of a place."""
    reasons = tuple(
        Reason(name, points)
        for name, strength in signs.items()
        if (points := round(strength * worth.get(name, 0.0), 2))
    )
    return Candidate(place=place, score=round(sum(r.points for r in reasons), 2), reasons=reasons)
