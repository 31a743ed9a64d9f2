"""Which place of the world each name of a document means: candidates scored by named signs."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gazetteer.model import Candidate, Place, PlaceKind, Reason
from gazetteer.theatre import Theatre
from geomap.places.general.atlas import plain_form
from geomap.places.general.evidence import Evidence, Vote
from geomap.places.general.proposals import Proposal
from geomap.places.resolve import lies_in

ROUNDS = 3
_VOTED = 4
_MIN_VOTE = 0.02
_MIN_BELIEF = 0.04
_AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION, PlaceKind.COUNTRY})
_LINKS = frozenset({",", ", in", "(", "in", ", a city in", ", a town in", ", a suburb of"})
_JOINED = frozenset({",", "(", ", in", "in"})

Weights = Mapping[str, float]
NOTHING = Evidence()


@dataclass(frozen=True)
class Ranked:
    """The places of a name, the likeliest first; how sure it is, its signs and their ground."""

    candidates: tuple[Candidate, ...] = ()
    sure: float = 0.0
    signs: Mapping[str, float] = field(default_factory=dict)
    context: tuple[tuple[Place, ...], Evidence] = ((), NOTHING)


def rank_places(
    text: str,
    proposals: Sequence[Proposal],
    beliefs: Sequence[float],
    weights: Weights,
    *,
    theatre: Theatre | None = None,
) -> list[Ranked]:
    """
    Rank the places of each proposal by all that the document tells.

    Parameters
    ----------
    beliefs
        How surely each proposal is a place name at all, 0 to 1.
    weights
        Points of each sign of `place_signs`.
    theatre
        A theatre of war whose places are preferred.
    """
    outers = [containers_beside(text, proposals, at) for at in range(len(proposals))]
    told = _share_containers(proposals, outers)
    evidence = Evidence(theatre=theatre)
    ranked: list[Ranked] = []
    for _ in range(ROUNDS):
        memo: dict[tuple[str, bool, tuple[str, ...]], Ranked] = {}
        ranked = []
        for one, outer, belief in zip(proposals, told, beliefs, strict=True):
            if belief < _MIN_BELIEF:
                ranked.append(Ranked())
                continue
            known = (one.text.casefold(), one.demonym, tuple(place.id for place in outer))
            if known not in memo:
                memo[known] = _rank(one, outer, evidence, weights)
            ranked.append(memo[known])
        evidence = Evidence(_votes(proposals, ranked, beliefs), theatre)
    return ranked


def _votes(
    proposals: Sequence[Proposal], ranked: Sequence[Ranked], beliefs: Sequence[float]
) -> list[Vote]:
    """Let each name vote for its likely places, with the most belief that a mention of it has."""
    votes: dict[tuple[str, str], Vote] = {}
    for one, found, belief in zip(proposals, ranked, beliefs, strict=True):
        name = one.text.casefold()
        for candidate in found.candidates[:_VOTED]:
            share = found.sure * math.exp(candidate.score - found.candidates[0].score)
            vote = Vote(name, candidate.place, belief * share)
            known = votes.get((name, candidate.place.id))
            if vote.belief > (known.belief if known else _MIN_VOTE):
                votes[name, candidate.place.id] = vote
    return [votes[key] for key in sorted(votes)]


def containers_beside(text: str, proposals: Sequence[Proposal], at: int) -> tuple[Place, ...]:
    """Return the areas that the next name may mean, in "Town, Region" and "Town in Region"."""
    if at + 1 >= len(proposals):
        return ()
    one, outer = proposals[at], proposals[at + 1]
    gap = " ".join(text[one.end : outer.start].split())
    if gap not in _LINKS or outer.demonym or one.demonym:
        return ()
    areas = tuple(place for place in outer.places if place.kind in _AREAS)
    return tuple(
        area
        for area in areas
        if any(place != area and _narrower(place, area) for place in one.places)
    )


def _narrower(place: Place, area: Place) -> bool:
    """Say whether a place lies in an area and is a smaller kind of thing."""
    order = [PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.ADMIN1, PlaceKind.COUNTRY]
    kinds = [order.index(p.kind) if p.kind in order else 2 for p in (place, area)]
    return kinds[0] < kinds[1] and lies_in(place, area)


def _share_containers(
    proposals: Sequence[Proposal], outers: Sequence[tuple[Place, ...]]
) -> list[tuple[Place, ...]]:
    """Let the first mention that is told apart speak for those that are not."""
    first: dict[str, tuple[Place, ...]] = {}
    for one, outer in zip(proposals, outers, strict=True):
        if outer:
            first.setdefault(one.text.casefold(), outer)
    return [
        outer or (() if one.demonym else first.get(one.text.casefold(), ()))
        for one, outer in zip(proposals, outers, strict=True)
    ]


def _rank(one: Proposal, outer: Sequence[Place], evidence: Evidence, weights: Weights) -> Ranked:
    signs = {place.id: place_signs(one, place, outer, evidence) for place in one.places}
    scored = [score(place, signs[place.id], weights) for place in one.places]
    scored.sort(key=lambda c: (-c.score, c.place.id))
    if not scored:
        return Ranked(context=(tuple(outer), evidence))
    best = scored[0]
    sure = 1 / sum(math.exp(c.score - best.score) for c in scored)
    return Ranked(tuple(scored), sure, signs[best.place.id], (tuple(outer), evidence))


def place_signs(
    one: Proposal, place: Place, outer: Sequence[Place], evidence: Evidence
) -> dict[str, float]:
    """Return the signs that a proposal means a place, each with its strength."""
    form = plain_form(one.text)
    signs = {
        place.kind.value: 1.0,
        "its own name": float(plain_form(place.name) == form or one.short),
        "first of its namesakes": float(place is one.places[0]),
        "in the unit beside it": float(any(_narrower(place, area) for area in outer)),
    }
    if place.kind is PlaceKind.SETTLEMENT:
        signs["population"] = math.log10(place.population + 100) - 4
    elif place.kind in {PlaceKind.ADMIN1, PlaceKind.ADMIN2}:
        signs["people of the unit"] = math.log10(place.population + 1000) - 6
    return signs | dict(evidence.signs(one.text.casefold(), place))


def score(place: Place, signs: Mapping[str, float], weights: Weights) -> Candidate:
    """Add up the points of a place."""
    reasons = tuple(
        Reason(name, points)
        for name, strength in signs.items()
        if (points := round(strength * weights.get(name, 0.0), 2))
    )
    return Candidate(place=place, score=round(sum(r.points for r in reasons), 2), reasons=reasons)
