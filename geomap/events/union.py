"""Several places as one: a count over a list of places is one record and is never multiplied."""

from collections.abc import Sequence

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.model import Form, Relation, Shape, Unresolved, Where

_WIDEST_M = 300_000.0
_ABROAD_M = 100_000.0  # of places in two countries, one of which may be a namesake
_MARGIN = 1.02


def unite_places(wheres: Sequence[Where], *, widest_m: float = _WIDEST_M) -> Where:
    """
    Return the place of what happened in all of some places together, as an area around them.

    The area is a circle that reaches all of them; one of more than `widest_m` metres has no shape.
    """
    if len(wheres) == 1:
        return wheres[0]
    shapes = [where.shape for where in wheres if where.shape is not None]
    countries = {place.country for where in wheres for place in where.places}
    widest_m = widest_m if len(countries) < 2 else min(widest_m, _ABROAD_M)
    area = _area_around(shapes, widest_m) if len(shapes) == len(wheres) else None
    return Where(
        expression=wheres[0].expression,
        relation=Relation.ACROSS,
        inferred=any(where.inferred for where in wheres),
        shape=area,
        unresolved=None if area else Unresolved.TOO_WEAK,
        places=tuple(dict.fromkeys(place for where in wheres for place in where.places)),
        context=tuple(dict.fromkeys(ref for where in wheres for ref in where.context)),
    )


def _area_around(shapes: Sequence[Shape], widest_m: float) -> Shape | None:
    west, east = min(s.lon for s in shapes), max(s.lon for s in shapes)
    south, north = min(s.lat for s in shapes), max(s.lat for s in shapes)
    middle = LonLat(round((west + east) / 2, 5), round((south + north) / 2, 5))
    reach = max(1000 * distance_km(middle, LonLat(s.lon, s.lat)) + s.radius_m for s in shapes)
    reach *= _MARGIN  # it is drawn as a polygon
    if reach > widest_m:
        return None
    return Shape(form=Form.REGION, lon=middle.lon, lat=middle.lat, radius_m=round(reach))
