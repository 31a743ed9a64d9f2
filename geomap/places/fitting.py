"""Which places of a name fit what the words around it say: kind, containers and anchors."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from gazetteer.geodesy import bearing_deg, distance_km
from gazetteer.model import Place, PlaceKind
from gazetteer.search import lies_in_district
from gazetteer.theatre import Theatre
from geomap.places.evidence import covered

AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_A_CITY, _GREAT = 10_000, 100_000
_BESIDE_KM = 15.0
_TURN_DEG, _TURN_KM = 80.0, 6.0
_AROUND_SEAT_KM = 35.0
_AXIS_KM = 20.0


class Hints(msgspec.Struct, frozen=True):
    """
    What a sentence says about a name.

    `wanted` is settlement, admin, water or empty; `containers` are regions it is said to lie in,
    `anchors` places it is said to lie near, each with the kilometres that this may mean;
    `village` says that it is called a village; `regions` are areas that the sentence names
    without saying that it lies there, `scene` those in which it has put what it tells before;
    `company` are the other members of its list, each with the settlements it may be; `seat` says
    that the name is an adjective made of it; `turned` are places from which it is said to lie in a
    direction, each with the degrees.
    """

    wanted: str = ""
    containers: tuple[Place, ...] = ()
    anchors: tuple[tuple[Place, float], ...] = ()
    village: bool = False
    regions: tuple[Place, ...] = ()
    scene: tuple[Place, ...] = ()
    company: tuple[tuple[Place, ...], ...] = ()
    seat: bool = False
    turned: tuple[tuple[Place, float], ...] = ()


def fit_places(places: Sequence[Place], hints: Hints, theatre: Theatre | None) -> list[Place]:
    """Return the places that fit; those surely in a named district alone where there are any."""
    fitting = [place for place in places if _fits(place, hints)]
    if not fitting and hints.village:
        fitting = [
            p for p in places if p.population < _GREAT and _fits(p, replace(hints, village=False))
        ]
    turned = [p for p in fitting if all(_is_turned(p, *told) for told in hints.turned)]
    fitting = turned or fitting
    fitting = _within_scene(_without_namesake_areas(fitting, hints), hints)
    fitting = _without_lesser_towns(fitting, hints, theatre)
    fitting = _parts_of(fitting, hints) or fitting
    return _surely_within(fitting, hints) or fitting or _beside_district(places, hints)


def _within_scene(places: list[Place], hints: Hints) -> list[Place]:
    """Of towns and villages of a name take those in the region that the sentence is about."""
    inside = [p for p in places if in_any(p, hints.scene)]
    if not inside or hints.containers or hints.anchors:
        return places
    return [p for p in places if p in inside or p.population >= _GREAT]


def _beside_district(places: Sequence[Place], hints: Hints) -> list[Place]:
    """
    Take a town that a former district lay around, though it never was a part of it.

    Also a village at its edge whose former district is not known.
    """
    districts = [area for area in hints.containers if area.kind is PlaceKind.ADMIN2]
    others = tuple(area for area in hints.containers if area not in districts)
    wider = replace(hints, containers=others)
    return [
        place
        for place in places
        if place.kind is PlaceKind.SETTLEMENT
        and (place.population >= _A_CITY or (place.population and place.former_admin2 is None))
        and _fits(place, wider)
        and any(d.former_admin2 and _is_beside(place, d) for d in districts)
    ]


def _parts_of(places: list[Place], hints: Hints) -> list[Place]:
    """Return the parts of a city that is named beside them, or of one in the district named."""
    named = {area.id for area in (*hints.containers, *(anchor for anchor, _ in hints.anchors))}
    cities = named | {area.part_of for area in hints.containers if area.part_of}
    return [p for p in places if p.part_of in cities]


def _is_beside(place: Place, district: Place) -> bool:
    return distance_km(place.point, district.point) <= district.radius_m / 1000 + _BESIDE_KM


def _surely_within(places: list[Place], hints: Hints) -> list[Place]:
    """Return the places known to lie in a district that is named, not those that only may."""
    districts = [area for area in hints.containers if area.kind is PlaceKind.ADMIN2]
    return [p for p in places if any(lies_in_district(p, d) for d in districts)]


def _fits(place: Place, hints: Hints) -> bool:
    """Hold the kind, the containers and the anchors against a place."""
    if hints.wanted == "settlement" and place.kind is not PlaceKind.SETTLEMENT:
        return False
    if hints.wanted == "admin" and place.kind not in AREAS:
        return False
    if hints.village and place.population >= _A_CITY:
        return False
    if hints.wanted == "area" and place.kind is PlaceKind.SETTLEMENT and not _articled(place):
        return False
    if not (hints.containers or hints.anchors) and _is_off_scene(place, hints):
        return False
    near = all(distance_km(place.point, anchor.point) <= km for anchor, km in hints.anchors)
    return near and _is_inside(place, hints.containers)


def _is_turned(place: Place, anchor: Place, bearing: float) -> bool:
    """Say whether a place may lie in a direction from another one; what is beside it does."""
    off = abs((bearing_deg(anchor.point, place.point) - bearing + 180) % 360 - 180)
    return off <= _TURN_DEG or distance_km(anchor.point, place.point) <= _TURN_KM


def _is_inside(place: Place, areas: Sequence[Place]) -> bool:
    """Say whether a place may lie in all of some regions, and in one of some districts."""
    districts = [area for area in areas if area.kind is PlaceKind.ADMIN2]
    others = [area for area in areas if area.kind is not PlaceKind.ADMIN2]
    inside = not districts or any(lies_in(place, district) for district in districts)
    return inside and all(lies_in(place, area) for area in others)


def _is_off_scene(place: Place, hints: Hints) -> bool:
    """
    Say whether a village, town or district lies outside all regions the sentence is about.

    What is called a town or village there is none of another region, however large.
    """
    scene = hints.scene
    near = any(area.kind is PlaceKind.ADMIN2 for area in scene)
    abroad = place.country not in {area.country for area in scene}
    most = _GREAT if near or abroad or hints.wanted == "settlement" else _A_CITY
    village = place.kind is PlaceKind.SETTLEMENT and place.population < most
    small = village or (place.kind is PlaceKind.ADMIN2 and not near)
    return small and bool(scene) and not any(lies_in(place, area) for area in scene)


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
        if place.kind not in AREAS
        or place.part_of is not None
        or not any(
            city.country == place.country
            and distance_km(city.point, place.point) * 1000 <= max(place.radius_m, 100_000)
            for city in cities
        )
    ]


def in_any(place: Place, areas: Sequence[Place]) -> bool:
    """Say whether a settlement may lie in one of some areas; an axis is known by its middle."""
    return place.kind is PlaceKind.SETTLEMENT and any(
        _is_along(place, area) if area.kind is PlaceKind.REGION else lies_in(place, area)
        for area in areas
    )


def _is_along(place: Place, axis: Place) -> bool:
    return distance_km(place.point, axis.point) <= _AXIS_KM + axis.radius_m / 1000


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
    if area.id == place.part_of or area.part_of is not None:
        return area.id == place.part_of or _overlap(place, area)
    if area.kind is PlaceKind.ADMIN1:
        return place.admin1 == area.admin1
    if area.kind is PlaceKind.ADMIN2:
        return lies_in_district(place, area) is not False
    settled = place.kind is PlaceKind.SETTLEMENT
    return area.kind is not PlaceKind.SETTLEMENT or (settled and _is_around(place, area))


def _overlap(place: Place, area: Place) -> bool:
    """Say whether a place may lie in a part of a city."""
    return distance_km(place.point, area.point) <= (area.radius_m + place.radius_m) / 1000


def _is_around(place: Place, seat: Place) -> bool:
    """Say whether a settlement may lie in the district that a town is the seat of."""
    known = place.admin2_name is not None and place.admin2_name == seat.admin2_name
    reach = 2 * _AROUND_SEAT_KM if known else _AROUND_SEAT_KM
    return place.admin1 == seat.admin1 and distance_km(place.point, seat.point) <= reach
