"""
Polygons of areas: admin1 units and the vernacular regions that are unions of them.

Ids are those of `Place.area_id`: `UA.05`, or `theatre:ukraine/donbas`. Polygons are loaded when
the first is asked for.
"""

import json
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from gazetteer.errors import SourceError, TheatreError
from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from gazetteer.theatre import Region, list_theatres, load_theatre

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
    return _union(_region(area_id))


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
    import shapely  # noqa: PLC0415

    polygon = area_polygon(area_id)
    inside = polygon.centroid
    if not polygon.contains(inside):
        inside = shapely.maximum_inscribed_circle(polygon, tolerance=0.01).interpolate(0)
    center = LonLat(round(inside.x, _DECIMALS), round(inside.y, _DECIMALS))
    corners = chain.from_iterable(chain.from_iterable(area_rings(area_id)))
    reach_km = max(distance_km(center, LonLat(*corner)) for corner in corners)
    return center, float(round(reach_km * 1000))


@lru_cache(maxsize=1)
def _units() -> "dict[str, BaseGeometry]":
    from shapely.geometry import shape  # noqa: PLC0415

    features = json.loads(AREAS_FILE.read_bytes())["features"]
    return {each["properties"]["id"]: shape(each["geometry"]) for each in features}


def _region(area_id: str) -> Region:
    name, _, short = area_id.removeprefix("theatre:").partition("/")
    if area_id.startswith("theatre:") and name in list_theatres():
        for region in load_theatre(name).regions:
            if region.id == short:
                return region
    message = f"area {area_id!r}: no polygon of that id; see gazetteer/data/areas.json"
    raise SourceError(message)


def _union(region: Region) -> "BaseGeometry":
    import shapely  # noqa: PLC0415

    if missing := sorted(set(region.members) - _units().keys()):
        message = f"region {region.id}: no polygon for {', '.join(missing)}"
        raise TheatreError(message)
    united = shapely.union_all([_units()[member] for member in region.members])
    return (
        united if region.clip is None else shapely.intersection(united, shapely.box(*region.clip))
    )
