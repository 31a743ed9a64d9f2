"""Shapes to GeoJSON geometries: the one place where a shape becomes something to draw."""

import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from gazetteer.geodesy import bearing_deg, bounds, circle, destination
from gazetteer.model import LonLat
from geomap.model import Form, Shape

Geometry = dict[str, Any]
Ring = list[tuple[float, float]]
Polygons = Sequence[Sequence[Sequence[Sequence[float]]]]
Rings = Callable[[str], Polygons]
"""From an area's id to its polygons, each a list of rings of longitude and latitude."""

_VERTICES = 64
_DIGITS = 6
_LEAST_M = 10.0  # a smaller circle would fall together when rounded


def shape_geometry(shape: Shape, *, rings: Rings | None = None) -> Geometry:
    """
    Return the GeoJSON geometry of a shape: degrees WGS 84, six decimals, RFC 7946 winding.

    A point is a point; an offset and a disc are circles of `radius_m`, a corridor is all that
    lies within `radius_m` of the line, a region its polygons (without an id: a circle).
    What crosses the antimeridian is cut there.

    Raises
    ------
    ValueError
        A coordinate or radius cannot be.
    """
    _check(shape)
    if shape.form is Form.POINT:
        return {"type": "Point", "coordinates": _rounded((shape.lon, shape.lat))}
    if shape.form is Form.REGION and shape.region_id is not None:
        return _multi((rings or _gazetteer_rings)(shape.region_id))
    center, radius_m = LonLat(shape.lon, shape.lat), max(shape.radius_m, _LEAST_M)
    if shape.form is Form.CORRIDOR and shape.to is not None:
        return _outline(_corridor(center, LonLat(*shape.to), radius_m=radius_m))
    if _holds_pole(center, radius_m=radius_m):
        return _multi([[_cap(center, radius_m=radius_m)]])
    return _outline(circle(center, radius_km=radius_m / 1000, points=_VERTICES))


def _check(shape: Shape) -> None:
    ends = [(shape.lon, shape.lat), *([shape.to] if shape.to else [])]
    for lon, lat in ends:
        if not (abs(lon) <= 180 and abs(lat) <= 90):  # false for NaN as well
            message = f"({lon}, {lat}) is not a longitude and a latitude"
            raise ValueError(message)
    if not (math.isfinite(shape.radius_m) and shape.radius_m >= 0):
        message = f"radius_m {shape.radius_m} is not a distance"
        raise ValueError(message)


def _corridor(start: LonLat, end: LonLat, *, radius_m: float) -> list[LonLat]:
    if _rounded(start) == _rounded(end):  # too near to have a direction
        return circle(start, radius_km=radius_m / 1000, points=_VERTICES)
    ring = [
        *_half_circle(end, outward=bearing_deg(end, start) + 180, radius_m=radius_m),
        *_half_circle(start, outward=bearing_deg(start, end) + 180, radius_m=radius_m),
    ]
    return [*ring, ring[0]]


def _half_circle(center: LonLat, *, outward: float, radius_m: float) -> list[LonLat]:
    turn = 360 / _VERTICES
    return [
        destination(center, bearing=outward + 90 - turn * step, km=radius_m / 1000)
        for step in range(_VERTICES // 2 + 1)
    ]


def _holds_pole(center: LonLat, *, radius_m: float) -> bool:
    _, south, _, north = bounds(center, radius_km=radius_m / 1000)
    return south <= -90 or north >= 90


def _cap(center: LonLat, *, radius_m: float) -> Ring:
    """Return the box around a circle that holds a pole, which no ring can go round."""
    _, south, _, north = bounds(center, radius_km=radius_m / 1000)
    eastward = (-180.0, -90.0, 0.0, 90.0, 180.0)
    ring = [*((lon, south) for lon in eastward), *((lon, north) for lon in reversed(eastward))]
    return [*ring, ring[0]]


def _outline(ring: Iterable[LonLat]) -> Geometry:
    points = list(ring)
    origin = points[0].lon
    unwrapped = [(origin + (point.lon - origin + 540) % 360 - 180, point.lat) for point in points]
    if all(-180 <= lon <= 180 for lon, _ in unwrapped):
        return _multi([[unwrapped]])
    return _multi(_cut(unwrapped))


def _cut(ring: Ring) -> list[list[Ring]]:
    """Cut a ring at the antimeridian; its longitudes may run below -180 or above 180."""
    from shapely.affinity import translate  # noqa: PLC0415 - heavy, and seldom needed
    from shapely.geometry import Polygon, box  # noqa: PLC0415

    whole, parts = Polygon(ring), []
    for turn in (-360, 0, 360):
        part = translate(whole, xoff=turn).intersection(box(-180, -90, 180, 90))
        if part.area:
            parts.append([list(part.exterior.coords)])
    return parts


def _multi(polygons: Polygons) -> Geometry:
    wound = [[_wound(ring, hole=n > 0) for n, ring in enumerate(rings)] for rings in polygons]
    kept = [[ring for ring in rings if len(ring) >= 4] for rings in wound if len(rings[0]) >= 4]
    if len(kept) == 1:
        return {"type": "Polygon", "coordinates": kept[0]}
    return {"type": "MultiPolygon", "coordinates": kept}


def _wound(ring: Sequence[Sequence[float]], *, hole: bool) -> list[list[float]]:
    """Return a ring rounded, without repeated points, and in the direction RFC 7946 asks."""
    points = [_rounded(point) for point in ring]
    kept = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(kept))
    return kept[::-1] if (area < 0) is not hole else kept


def _rounded(point: Sequence[float]) -> list[float]:
    return [round(float(point[0]), _DIGITS) + 0.0, round(float(point[1]), _DIGITS) + 0.0]


@cache
def _gazetteer_rings(area_id: str) -> Polygons:
    from gazetteer.regions import area_rings  # noqa: PLC0415 - loads shapely

    return area_rings(area_id)
