"""The shape of an expression: from a place, its role and its words to a point, disc or region."""

from gazetteer.geodesy import destination
from gazetteer.model import LonLat, Place, PlaceKind
from geomap.model import Form, Relation, Role, Shape
from geomap.places.frames import Frame
from geomap.places.words import Lexicon, Radii

_WIDEST_M = 30_000.0
_FARTHEST_KM = 500.0
_ESTIMATED_M = 4_000.0
_SIDE_KM, _SIDE_M = 8.0, 10_000.0
_CITY, _COMPANY_TOWN, _TOWN = 100_000, 50_000, 5_000
AREAS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_BY_ROLE = {
    Role.ORIGIN: Relation.FROM,
    Role.DESTINATION: Relation.TO,
    Role.DIRECTION: Relation.TOWARD,
}
_BY_WORD = {
    "outside": Relation.OUTSIDE,
    "beyond": Relation.OUTSIDE,
    "between": Relation.BETWEEN,
    "at": Relation.AT,
    "for": Relation.AT,
    "against": Relation.AT,
}


def find_relation(frame: Frame, role: Role, lexicon: Lexicon) -> Relation:
    """Return how an event lies to the place of a frame."""
    word = frame.relation_word
    if frame.carrier == "axis" or _last_word(frame) in lexicon.nouns.axis:
        return Relation.AXIS
    if word == "bearing":
        return Relation.OUTSIDE if frame.distance_km is None else Relation.OFFSET
    if role in _BY_ROLE:
        return _BY_ROLE[role]
    if word in _BY_WORD:
        return _BY_WORD[word]
    if word in lexicon.prepositions.near | lexicon.prepositions.across:
        return Relation.NEAR if word in lexicon.prepositions.near else Relation.ACROSS
    return {"area": Relation.NEAR, "part": Relation.PART_OF}.get(frame.carrier, Relation.IN)


def _last_word(frame: Frame) -> str:
    return frame.name.text.rpartition(" ")[2].lower()


def make_shape(place: Place, frame: Frame, relation: Relation, lexicon: Lexicon) -> Shape | None:
    """
    Return where an event lies that stands in a relation to a place.

    None for a country or a continent, which is too weak to be drawn, for an axis that the
    theatre does not know, and for a power plant that has a city's name: none of them is the town
    that it is called after.
    """
    unknown_axis = relation is Relation.AXIS and place.kind is not PlaceKind.REGION
    if place.kind in {PlaceKind.COUNTRY, PlaceKind.MACROREGION} or unknown_axis:
        return None
    if place.part_of is None and place.kind in AREAS:
        return _region(place)
    radii = lexicon.radii_m
    if relation is Relation.OFFSET and frame.bearing is not None and frame.distance_km is not None:
        far = frame.distance_km > _FARTHEST_KM
        return None if far else _offset(place, frame.bearing, frame.distance_km, radii)
    towards = relation is Relation.TOWARD and place.population < _TOWN
    if towards or relation in {Relation.NEAR, Relation.OUTSIDE}:
        stated = 1200.0 * (frame.distance_km or 0.0)
        if stated > _WIDEST_M:
            return None  # "70 km from X" is nowhere near X
        extent = place.radius_m if place.kind is PlaceKind.FEATURE else 0.0
        return _at(place, Form.DISC, max(near_radius_m(place, radii), extent, stated))
    whole = place.part_of is None
    return _at_town(place, frame, radii) if whole else _at(place, Form.DISC, place.radius_m)


def make_corridor(one: Place, other: Place, lexicon: Lexicon) -> Shape | None:
    """Return the line between two settlements with its width, None between larger things."""
    if {one.kind, other.kind} != {PlaceKind.SETTLEMENT} or one.is_vague or other.is_vague:
        return None
    return Shape(
        form=Form.CORRIDOR,
        lon=one.point.lon,
        lat=one.point.lat,
        radius_m=lexicon.radii_m.corridor,
        to=(other.point.lon, other.point.lat),
    )


def make_side(place: Place, bearing: float) -> Shape:
    """Return where "west of X" may be for a place that nobody knows: a wide disc on that side."""
    point = destination(place.point, bearing=bearing, km=_SIDE_KM)
    lon, lat = round(point.lon, 5), round(point.lat, 5)
    return Shape(form=Form.DISC, lon=lon, lat=lat, radius_m=max(_SIDE_M, place.radius_m))


def near_radius_m(place: Place, radii: Radii) -> float:
    """Return how far "near X" reaches: the larger or vaguer the place, the farther."""
    if place.is_vague:
        return place.radius_m
    if place.population >= _CITY:
        return radii.near_city
    return radii.near_town if place.population >= _TOWN else radii.near_village


def _at(place: Place, form: Form, radius_m: float, *, region_id: str | None = None) -> Shape:
    lon, lat = place.point
    return Shape(form=form, lon=lon, lat=lat, radius_m=radius_m, region_id=region_id)


def _region(place: Place) -> Shape:
    """Draw an area as its polygon, as a circle of its extent where there is none."""
    return _at(place, Form.REGION, place.radius_m, region_id=place.area_id)


def _at_town(place: Place, frame: Frame, radii: Radii) -> Shape | None:
    """Take a town as a point, what is called after it as what may lie around it."""
    if frame.carrier == "admin":
        reach = radii.commune if frame.level == "commune" else radii.district
        return _at(place, Form.REGION, reach)
    if frame.works:  # one with the name of a city may be anywhere
        return _at(place, Form.DISC, radii.works) if place.population < _COMPANY_TOWN else None
    extent = radii.feature if frame.carrier == "feature" else 0.0
    form = Form.DISC if _is_estimated(place) or _is_somewhere_in(place, frame) else Form.POINT
    return _at(place, form, max(place.radius_m, extent))


def _is_somewhere_in(place: Place, frame: Frame) -> bool:
    """Say whether a part or a facility of a city is told of that only its size bounds."""
    called = frame.carrier == "feature" and frame.last > frame.name.last
    return place.population >= _CITY and (called or frame.carrier == "part")


def _is_estimated(place: Place) -> bool:
    """Say whether a village's point may be so far off that a pin on it would claim too much."""
    return place.is_vague or (place.population == 0 and place.radius_m >= _ESTIMATED_M)


def _offset(place: Place, bearing: float, distance_km: float, radii: Radii) -> Shape:
    """Step from a place by bearing and distance; the error grows with the distance."""
    point: LonLat = destination(place.point, bearing=bearing, km=distance_km)
    error = max(radii.offset, 200.0 * distance_km, place.radius_m if place.is_vague else 0.0)
    lon, lat = round(point.lon, 5), round(point.lat, 5)
    return Shape(form=Form.OFFSET, lon=lon, lat=lat, radius_m=error)
