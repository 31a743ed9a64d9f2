"""Places of events that may only be told by their region."""

from collections.abc import Collection
from functools import cache

from gazetteer.errors import GazetteerError
from geomap.layers.units import find_unit
from geomap.model import Event, EventType, Form, PlaceRef, Relation, Role, Shape, Where

_COARSE = frozenset(
    {
        EventType.AID_OBSTRUCTION,
        EventType.AID_DELIVERY,
        EventType.EVACUATION,
        EventType.DISPLACEMENT,
    }
)
_COARSE_TARGETS = frozenset({"medical"})


def is_delicate(event: Event, more: Collection[EventType] = ()) -> bool:
    """Tell whether an event is of aid, of flight, hit people in care, or is of one type more."""
    return event.type in _COARSE or event.type in more or event.target in _COARSE_TARGETS


def coarsen(where: Where) -> Where:
    """Return the first-order unit of a place; nowhere if there is none, or several."""
    areas = {(place.country, place.admin1) for place in where.places}
    if len(areas) != 1:
        return Where(inferred=where.inferred)
    ((country, admin1),) = areas
    unit = find_unit(where.places[0])
    if unit is None:
        return Where(inferred=where.inferred)
    return _unit(f"{country}.{admin1}", unit.name, inferred=where.inferred)


@cache
def _unit(area_id: str, name: str, *, inferred: bool) -> Where:
    from gazetteer.regions import area_extent  # noqa: PLC0415 - loads shapely

    try:
        point, radius_m = area_extent(area_id)
    except (GazetteerError, LookupError):
        return Where(inferred=inferred)
    country, _, admin1 = area_id.partition(".")
    place = PlaceRef(
        id=area_id,
        name=name,
        lon=point.lon,
        lat=point.lat,
        kind="admin1",
        role=Role.LOCATION,
        start=0,
        end=0,
        score=0.0,
        country=country,
        admin1=admin1,
    )
    shape = Shape(
        form=Form.REGION, lon=point.lon, lat=point.lat, radius_m=radius_m, region_id=area_id
    )
    return Where(relation=Relation.IN, inferred=inferred, shape=shape, places=(place,))
