"""Which place a name means: ranked candidates, each a sum of named reasons, or an abstention."""

from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer.model import Candidate, Place, PlaceKind
from gazetteer.names import fold
from gazetteer.theatre import Theatre
from geomap.model import Unresolved
from geomap.places.abstain import BROAD, abstain, are_apart, is_hamlet_by_itself
from geomap.places.evidence import Evidence, covered
from geomap.places.fitting import AREAS, Hints, fit_places
from geomap.places.reasons import score_place

_A_CITY, _GREAT, _LARGER = 10_000, 100_000, 10
_MANY = 5


@dataclass(frozen=True)
class Resolution:
    """The ranked places of a name, and why none of them is taken if so."""

    ranked: tuple[Candidate, ...] = ()
    unresolved: Unresolved | None = None

    @property
    def place(self) -> Place | None:
        """Return the place, None where the answer is an abstention."""
        return self.ranked[0].place if self.ranked and self.unresolved is None else None


def resolve_name(
    text: str,
    places: Sequence[Place],
    *,
    hints: Hints,
    evidence: Evidence,
    theatre: Theatre | None,
) -> Resolution:
    """
    Rank the places of a name and say whether the best one may be taken.

    Parameters
    ----------
    text
        The name as written.
    places
        All places of that name.
    """
    evidence = evidence.minus(places)
    fitting = fit_places(places, hints, theatre)
    if hints.wanted == "water":
        return Resolution(unresolved=Unresolved.TOO_WEAK)
    if not fitting:
        unknown = Unresolved.TOO_WEAK if hints.wanted == "area" else Unresolved.UNKNOWN
        return Resolution(unresolved=unknown)
    scored = [score_place(text, place, hints, evidence, theatre) for place in fitting]
    if not hints.containers:
        scored = _without_old_names(scored, text, theatre)
    ranked = _own_name_first(sorted(scored, key=lambda c: (-c.score, c.place.id)), text)
    if not hints.containers and not hints.anchors:
        ranked = _region_first(_city_first(ranked, theatre), hints)
    return Resolution(ranked=ranked, unresolved=abstain(ranked, text, hints, evidence, theatre))


def _without_old_names(
    scored: list[Candidate], text: str, theatre: Theatre | None
) -> list[Candidate]:
    """Leave out what once bore a name that many places of the theatre bear now."""
    now = [c for c in scored if c.reasons[0].name == "exact name" and covered(theatre, c.place)]
    if len(now) < _MANY:
        return scored
    own = fold(text)
    return [c for c in scored if c.reasons[0].name == "exact name" or fold(c.place.name) == own]


def _city_first(ranked: tuple[Candidate, ...], theatre: Theatre | None) -> tuple[Candidate, ...]:
    """
    Take a bare name for the theatre's great city of that name, wherever the others lie.

    Also for a lesser one before a hamlet of which the text tells nothing else.
    Not for one that bore it long ago, where others bear it now.
    """
    best = ranked[0].place
    now = {c.place.id for c in ranked if c.reasons[0].name == "exact name"}
    least = 2 * _A_CITY if is_hamlet_by_itself(ranked[0]) else _GREAT
    cities = [
        c
        for c in ranked[1:]
        if covered(theatre, c.place)
        and c.place.part_of is None
        and (not now or c.place.id in now)
        and c.place.population >= max(least, _LARGER * best.population)
    ]
    return (*cities, *(c for c in ranked if c not in cities))


def _region_first(ranked: tuple[Candidate, ...], hints: Hints) -> tuple[Candidate, ...]:
    """Take a bare name for the region of that name, unless a town has it as well."""
    towns = any(
        c.place.kind not in AREAS and (c.place.kind in BROAD or c.place.population >= _A_CITY)
        for c in ranked
    )
    regions = [c for c in ranked if c.place.kind is PlaceKind.ADMIN1]
    if towns or hints.wanted or hints.village:
        return ranked
    return (*regions, *(c for c in ranked if c not in regions))


def _own_name_first(ranked: list[Candidate], text: str) -> tuple[Candidate, ...]:
    """Put a place of that very name before its larger neighbour that only once bore it."""
    best = ranked[0].place
    form = fold(text)
    if fold(best.name) == form:
        return tuple(ranked)
    own = [c for c in ranked if fold(c.place.name) == form and not are_apart(best, c.place)]
    return (*own, *(c for c in ranked if c not in own))
