"""
Polygons of areas: admin1 units and the vernacular regions that are unions of them.

Ids are those of `Place.area_id`: `UA.05`, or `theatre:ukraine/donbas`. Polygons are loaded when
the first is asked for.
"""

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.errors import SourceError, TheatreError
from gazetteer.geodesy import circle, distance_km
from gazetteer.model import LonLat
from gazetteer.theatre import Region, Theatre, is_known, load_theatre

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

AREAS_FILE = Path(__file__).parent / "data" / "areas.json"
_DECIMALS = 4
Ring = list[tuple[float, float]]


def region_id(theatre: str, region: str) -> str:
    """Name a theatre's vernacular region, as its place and its area are called."""
    return f"theatre:{theatre}/{region}"


@lru_cache(maxsize=256)
def area_polygon(area_id: str) -> "BaseGeometry":
    """
    Return the polygon of an area in degrees WGS 84.

    A vernacular region is the union of its members, cut by its `clip`.

    Raises
    ------
    SourceError
        If no area has that id.
    """
    if area_id in _units():
        return _units()[area_id]
    return region_polygon(*_region(area_id))


def area_rings(area_id: str) -> list[list[Ring]]:
    """
    Return the polygons of an area for drawing: each a list of rings, each closed, lon then lat.

    The outer ring is counter-clockwise, holes are clockwise (RFC 7946).
    """
    from shapely.geometry.polygon import orient  # noqa: PLC0415

    polygon = area_polygon(area_id)
    parts = [orient(part) for part in getattr(polygon, "geoms", [polygon])]
    return [[_ring(part.exterior), *map(_ring, part.interiors)] for part in parts]


def _ring(line: "BaseGeometry") -> Ring:
    return [(round(lon, _DECIMALS), round(lat, _DECIMALS)) for lon, lat in line.coords]


def contains(area_id: str, point: LonLat) -> bool:
    """Say whether a point lies in an area or on its edge."""
    import shapely  # noqa: PLC0415

    return bool(shapely.intersects_xy(area_polygon(area_id), *point))


@lru_cache(maxsize=256)
def area_extent(area_id: str) -> tuple[LonLat, float]:
    """Return a point well inside an area, and the metres from it that reach all of its edge."""
    return polygon_extent(area_polygon(area_id))


def polygon_extent(polygon: "BaseGeometry") -> tuple[LonLat, float]:
    """Return a point well inside a polygon, and the metres from it that reach all of its edge."""
    import shapely  # noqa: PLC0415

    inside = polygon.centroid
    if not polygon.contains(inside):
        inside = shapely.maximum_inscribed_circle(polygon, tolerance=0.01).interpolate(0)
    center = LonLat(round(inside.x, _DECIMALS), round(inside.y, _DECIMALS))
    corners = shapely.get_coordinates(polygon)
    reach_km = max(distance_km(center, LonLat(*corner)) for corner in corners)
    return center, float(round(reach_km * 1000))


def geometry_extent(geometry: dict[str, object]) -> tuple[LonLat, float]:
    """
    Return a point of a GeoJSON geometry that stands for it, and the metres to its farthest part.

    Raises
    ------
    ValueError
        If it is no geometry, is empty, or has a coordinate that is no number.
    """
    import shapely  # noqa: PLC0415
    from shapely.errors import ShapelyError  # noqa: PLC0415
    from shapely.geometry import shape  # noqa: PLC0415

    try:
        drawn = shape(geometry)
    except (ShapelyError, AttributeError, KeyError, TypeError, IndexError) as error:
        message = f"not a GeoJSON geometry ({error!r})"
        raise ValueError(message) from error
    corners = shapely.get_coordinates(drawn)
    if not corners.size or not math.isfinite(corners.sum()):
        message = "the geometry is empty or has a coordinate that is no number"
        raise ValueError(message)
    if drawn.geom_type in {"Polygon", "MultiPolygon"}:
        return polygon_extent(shapely.make_valid(drawn, method="structure", keep_collapsed=False))
    point = drawn.representative_point()
    center = LonLat(round(point.x, 6), round(point.y, 6))
    return center, 1000 * max(distance_km(center, LonLat(*corner)) for corner in corners)


def forget_polygons() -> None:
    """Drop the polygons that were computed, because a theatre's regions have changed."""
    area_polygon.cache_clear()
    area_extent.cache_clear()


@lru_cache(maxsize=1)
def _units() -> "dict[str, BaseGeometry]":
    from shapely.geometry import shape  # noqa: PLC0415

    features = json.loads(AREAS_FILE.read_bytes())["features"]
    return {each["properties"]["id"]: shape(each["geometry"]) for each in features}


def _region(area_id: str) -> tuple[Region, Theatre]:
    name, _, short = area_id.removeprefix("theatre:").partition("/")
    if area_id.startswith("theatre:") and is_known(name):
        theatre = load_theatre(name)
        for region in theatre.regions:
            if region.id == short:
                return region, theatre
    message = f"area {area_id!r}: no polygon of that id; see gazetteer/data/areas.json"
    raise SourceError(message)


def region_polygon(region: Region, theatre: Theatre) -> "BaseGeometry":
    """
    Return the polygon of a theatre's region in degrees WGS 84.

    Raises
    ------
    TheatreError
        If a member has no polygon, neither ours nor the theatre's own.
    """
    import shapely  # noqa: PLC0415

    units = _units() | {code: _own_area(code, theatre) for code in theatre.areas}
    if missing := sorted(set(region.members) - units.keys()):
        message = (
            f"region {region.id}: no polygon for {', '.join(missing)}; put it into areas.geojson "
            "beside theatre.toml, or take another member"
        )
        raise TheatreError(message)
    if region.towns:
        return _around_towns(region)
    if not region.members:
        message = f"region {region.id}: has neither members nor towns"
        raise TheatreError(message)
    polygon = shapely.union_all([units[member] for member in region.members])
    if region.clip is not None:
        polygon = shapely.intersection(polygon, shapely.box(*region.clip))
    if region.outline:
        polygon = shapely.intersection(polygon, shapely.Polygon(region.outline))
    return polygon


def _around_towns(region: Region) -> "BaseGeometry":
    """Draw the hull of circles around the towns of a region."""
    import shapely  # noqa: PLC0415

    corners = [
        (round(lon, _DECIMALS), round(lat, _DECIMALS))
        for point in region.towns.values()
        for lon, lat in circle(LonLat(*point), radius_km=region.reach_km, points=24)
    ]
    return shapely.MultiPoint(corners).convex_hull


def _own_area(code: str, theatre: Theatre) -> "BaseGeometry":
    import shapely  # noqa: PLC0415
    from shapely.errors import ShapelyError  # noqa: PLC0415

    try:
        return shapely.make_valid(
            shapely.from_geojson(theatre.areas[code]), method="structure", keep_collapsed=False
        )
    except ShapelyError as error:
        message = f"theatre {theatre.name}: areas.geojson: {code}: {error}"
        raise TheatreError(message) from error
