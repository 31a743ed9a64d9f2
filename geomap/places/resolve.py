"""Which place a name means: ranked candidates, each a sum of named reasons, or an abstention."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gazetteer.geodesy import distance_km
from gazetteer.inflect import names_meant
from gazetteer.model import Candidate, Place, PlaceKind, Reason
from gazetteer.names import fold
from gazetteer.search import lies_in_district
from gazetteer.theatre import Theatre
from geomap.model import Alternative, PlaceRef, Role, Unresolved
from geomap.places.evidence import Evidence, covered, front_km, listed
from geomap.places.toponyms import Name

MIN_LEAD = 6.0
"""Points by which the best place must lead the next one that lies elsewhere."""
SAME_PLACE_KM = 5.0
"""Candidates nearer to each other than this are no two answers."""
FAMOUS = 200_000
"""Inhabitants from which a place is believed without any support from its document."""
_AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_BROAD = frozenset({PlaceKind.COUNTRY, PlaceKind.MACROREGION})
_ALTERNATIVES = 5
_A_CITY, _A_TOWN, _A_VILLAGE = 10_000, 5_000, 500
_NEIGHBOURHOOD_KM = 75.0
_GREAT, _LARGER = 100_000, 10
_FRONT_KM = 25.0
_AROUND_SEAT_KM = 35.0


@dataclass(frozen=True)
class Hints:
    """
    What a sentence says about a name.

    `wanted` is settlement, admin, water or empty; `containers` are regions it is said to lie in,
    `anchors` places it is said to lie near, each with the kilometres that this may mean;
    `village` says that it is called a village; `regions` are areas that the sentence names
    without saying that it lies there.
    """

    wanted: str = ""
    containers: tuple[Place, ...] = ()
    anchors: tuple[tuple[Place, float], ...] = ()
    village: bool = False
    regions: tuple[Place, ...] = ()


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
    fitting = _without_namesake_areas([place for place in places if _fits(place, hints)], hints)
    fitting = _without_lesser_towns(fitting, hints, theatre)
    fitting = _surely_within(fitting, hints) or fitting
    if hints.wanted == "water":
        return Resolution(unresolved=Unresolved.TOO_WEAK)
    if not fitting:
        unknown = Unresolved.TOO_WEAK if hints.wanted == "area" else Unresolved.UNKNOWN
        return Resolution(unresolved=unknown)
    scored = [_score(text, place, hints, evidence, theatre) for place in fitting]
    ranked = _own_name_first(sorted(scored, key=lambda c: (-c.score, c.place.id)), text)
    if not hints.containers and not hints.anchors:
        ranked = _region_first(_city_first(ranked, theatre), hints)
    return Resolution(ranked=ranked, unresolved=_abstain(ranked, text, hints, evidence, theatre))


def _surely_within(places: list[Place], hints: Hints) -> list[Place]:
    """Return the places known to lie in a district that is named, not those that only may."""
    districts = [area for area in hints.containers if area.kind is PlaceKind.ADMIN2]
    return [p for p in places if districts and all(lies_in_district(p, d) for d in districts)]


def _city_first(ranked: tuple[Candidate, ...], theatre: Theatre | None) -> tuple[Candidate, ...]:
    """
    Take a bare name for the theatre's great city of that name, wherever the others lie.

    Not for one that bore it long ago, where others bear it now.
    """
    best = ranked[0].place
    now = {c.place.id for c in ranked if c.reasons[0].name == "exact name"}
    cities = [
        c
        for c in ranked[1:]
        if covered(theatre, c.place)
        and (not now or c.place.id in now)
        and c.place.population >= max(_GREAT, _LARGER * best.population)
    ]
    return (*cities, *(c for c in ranked if c not in cities))


def _region_first(ranked: tuple[Candidate, ...], hints: Hints) -> tuple[Candidate, ...]:
    """Take a bare name for the region of that name, unless a town has it as well."""
    towns = any(
        c.place.kind not in _AREAS and (c.place.kind in _BROAD or c.place.population >= _A_CITY)
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
    own = [c for c in ranked if fold(c.place.name) == form and not _apart(best, c.place)]
    return (*own, *(c for c in ranked if c not in own))


def _fits(place: Place, hints: Hints) -> bool:
    """Hold the kind, the containers and the anchors against a place."""
    if hints.wanted == "settlement" and place.kind is not PlaceKind.SETTLEMENT:
        return False
    if hints.wanted == "admin" and place.kind not in _AREAS:
        return False
    if hints.village and place.population >= _A_CITY:
        return False
    if hints.wanted == "area" and place.kind is PlaceKind.SETTLEMENT and not _articled(place):
        return False
    near = all(distance_km(place.point, anchor.point) <= km for anchor, km in hints.anchors)
    return near and all(lies_in(place, area) for area in hints.containers)


def _articled(place: Place) -> bool:
    """Say whether a town is called "The ..."."""
    return any(name.lower().startswith("the ") for name in (place.name, *place.names))


def _without_namesake_areas(places: list[Place], hints: Hints) -> list[Place]:
    """Take a bare "Kharkiv" for the city: the region named after it is written as a region."""
    cities = [p for p in places if p.kind is PlaceKind.SETTLEMENT and p.population >= _A_CITY]
    if hints.wanted:
        return places
    return [
        place
        for place in places
        if place.kind not in _AREAS
        or not any(
            city.country == place.country
            and distance_km(city.point, place.point) * 1000 <= max(place.radius_m, 100_000)
            for city in cities
        )
    ]


def _in_any(place: Place, areas: Sequence[Place]) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and any(lies_in(place, area) for area in areas)


def _without_lesser_towns(
    places: list[Place], hints: Hints, theatre: Theatre | None
) -> list[Place]:
    """Take a bare "Crimea" for the theatre's region, not for a village that bears its name."""
    wide = any(
        p.kind in {PlaceKind.ADMIN1, PlaceKind.REGION} and covered(theatre, p) for p in places
    )
    if not wide or hints.wanted or hints.containers or hints.anchors:
        return places
    return [p for p in places if p.kind is not PlaceKind.SETTLEMENT or p.population >= _A_CITY]


def lies_in(place: Place, area: Place) -> bool:
    """Say whether a place may lie in an area; a region is known by its country only."""
    if area.kind is PlaceKind.MACROREGION or area.country is None:
        return True
    if place.country != area.country:
        return False
    if area.kind is PlaceKind.ADMIN1:
        return place.admin1 == area.admin1
    if area.kind is PlaceKind.ADMIN2:
        return lies_in_district(place, area) is not False
    if area.kind is PlaceKind.SETTLEMENT:
        return place.kind is PlaceKind.SETTLEMENT and _is_around(place, area)
    return True


def _is_around(place: Place, seat: Place) -> bool:
    """Say whether a settlement may lie in the district that a town is the seat of."""
    known = place.admin2_name is not None and place.admin2_name == seat.admin2_name
    reach = 2 * _AROUND_SEAT_KM if known else _AROUND_SEAT_KM
    return place.admin1 == seat.admin1 and distance_km(place.point, seat.point) <= reach


def _score(
    text: str, place: Place, hints: Hints, evidence: Evidence, theatre: Theatre | None
) -> Candidate:
    reasons = [
        _name_reason(text, place),
        _kind_reason(place, hints),
        _population_reason(place),
        _theatre_reason(place, theatre),
        _front_reason(place, theatre),
        Reason("in the region named beside it", 25.0 if hints.containers else 0.0),
        Reason("in a region of the sentence", 10.0 if _in_any(place, hints.regions) else 0.0),
        *(_anchor_reason(place, anchor, km) for anchor, km in hints.anchors),
        Reason("country of the document", round(8 * evidence.share_of_country(place), 1)),
        Reason("region of the document", round(12 * evidence.share_of_admin1(place), 1)),
        _nearness_reason(evidence.nearest_km(place)),
    ]
    kept = tuple(reason for reason in reasons if reason.points)
    return Candidate(place=place, score=round(sum(r.points for r in kept), 1), reasons=kept)


def _name_reason(text: str, place: Place) -> Reason:
    """Put a place's own name before an old or foreign one, and that before a mere likeness."""
    meant = names_meant(text, (place.name, *place.names))
    if not meant:
        return Reason("like its name", 28.0)
    own = any(fold(name) == fold(place.name) for name in meant)
    return Reason("exact name", 40.0) if own else Reason("another name of it", 33.0)


def _exact(text: str, place: Place) -> bool:
    return bool(names_meant(text, (place.name, *place.names)))


def _population_reason(place: Place) -> Reason:
    """Tell a town from its smaller namesakes; areas are not compared by their people."""
    if place.kind is not PlaceKind.SETTLEMENT:
        return Reason("population", 0.0)
    people = max(place.population, _A_VILLAGE)
    return Reason("population", round(5 * math.log10(people), 1))


def _theatre_reason(place: Place, theatre: Theatre | None) -> Reason:
    if theatre is None or not covered(theatre, place):
        return Reason("in the theatre", 0.0)
    return Reason("in the theatre", 15.0 if place.country in theatre.countries else 8.0)


def _front_reason(place: Place, theatre: Theatre | None) -> Reason:
    """Prefer what lies where the theatre lists its settlements: news of a war is from there."""
    distance = None if theatre is None else front_km(theatre, place)
    points = 0.0 if distance is None else max(0.0, 8.0 * (1 - distance / _FRONT_KM))
    return Reason("near the front line", round(points, 1))


def _kind_reason(place: Place, hints: Hints) -> Reason:
    """Take a bare name for a country or a settlement before a district of that name."""
    if hints.wanted:
        return Reason(f"called a {hints.wanted}", 10.0)
    points = {PlaceKind.COUNTRY: 60.0, PlaceKind.SETTLEMENT: 10.0, PlaceKind.ADMIN2: 0.0}
    return Reason(f"is a {place.kind}", points.get(place.kind, 8.0))


def _anchor_reason(place: Place, anchor: Place, reach_km: float) -> Reason:
    distance = distance_km(place.point, anchor.point)
    return Reason(f"near {anchor.name}", round(30.0 * (1 - 0.8 * distance / reach_km), 1))


def _nearness_reason(distance: float | None) -> Reason:
    points = 0.0 if distance is None else max(0.0, 12.0 * (1 - distance / 60))
    return Reason("near the document's places", round(points, 1))


def _abstain(
    ranked: Sequence[Candidate],
    text: str,
    hints: Hints,
    evidence: Evidence,
    theatre: Theatre | None,
) -> Unresolved | None:
    best = ranked[0]
    if all(candidate.place.kind in _AREAS for candidate in ranked):
        hints = replace(hints, wanted="admin")
    if not _supported(best, text, hints, evidence, theatre):
        return Unresolved.TOO_WEAK
    rivals = [
        c
        for c in ranked[1:]
        if _apart(best.place, c.place)
        and (c.score - best.score >= MIN_LEAD or not _dwarfed(c.place, best.place, hints))
    ]
    tied = bool(rivals) and best.score - rivals[0].score < MIN_LEAD
    return Unresolved.TIED if tied else None


def _dwarfed(place: Place, best: Place, hints: Hints) -> bool:
    """Say whether a namesake is so small beside a city that it would be told apart if meant."""
    told_apart = hints.containers or hints.anchors
    return not told_apart and best.population >= max(_LARGER * place.population, 2 * _A_CITY)


def _apart(one: Place, other: Place) -> bool:
    """Say whether two candidates are two answers; a city and its own region are one."""
    if one.is_vague != other.is_vague:
        return True
    if one.kind in _BROAD and one.country == other.country:
        return False
    return distance_km(one.point, other.point) > SAME_PLACE_KM and not (
        one.kind is not other.kind and (one.country, one.admin1) == (other.country, other.admin1)
    )


def _supported(
    best: Candidate, text: str, hints: Hints, evidence: Evidence, theatre: Theatre | None
) -> bool:
    """Ask for more than a name before a small place is believed."""
    place = best.place
    if place.kind in _BROAD or hints.containers or hints.anchors:
        return True
    if covered(theatre, place):
        return _known_here(place, text, evidence)
    if place.kind in _AREAS:
        return hints.wanted == "admin" or evidence.share_of_country(place) > 0
    needed = FAMOUS if theatre or evidence.share_of_country(place) < 0.2 else FAMOUS // 10
    return place.population >= needed


def _known_here(place: Place, text: str, evidence: Evidence) -> bool:
    """
    Believe a town of the theatre and a listed village, another village only near what is told.

    No gazetteer has all villages: a namesake far from all other places may be the wrong one.
    """
    if place.kind is not PlaceKind.SETTLEMENT or place.population >= _A_TOWN:
        return True
    if not _exact(text, place):
        return False
    nearest = evidence.nearest_km(place)
    return listed(place) or nearest is None or nearest <= _NEIGHBOURHOOD_KM


def make_ref(name: Name, resolution: Resolution, role: Role) -> PlaceRef | None:
    """Return the resolved place of a name as a record, None for an abstention."""
    if resolution.place is None:
        return None
    return refer(resolution.ranked, role, start=name.start, end=name.end)


def refer(ranked: Sequence[Candidate], role: Role, *, start: int, end: int) -> PlaceRef:
    """Return the first of some ranked places as a record, the others as its alternatives."""
    best, place = ranked[0], ranked[0].place
    return PlaceRef(
        id=place.id,
        name=place.name,
        lon=place.point.lon,
        lat=place.point.lat,
        kind=place.kind.value,
        role=role,
        start=start,
        end=end,
        score=best.score,
        reasons=tuple((reason.name, reason.points) for reason in best.reasons),
        alternatives=tuple(_alternative(c) for c in ranked[1 : _ALTERNATIVES + 1]),
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2_name,
    )


def _alternative(candidate: Candidate) -> Alternative:
    place = candidate.place
    return Alternative(
        id=place.id,
        name=place.name,
        lon=place.point.lon,
        lat=place.point.lat,
        score=candidate.score,
        admin1=place.admin1,
        country=place.country,
    )
