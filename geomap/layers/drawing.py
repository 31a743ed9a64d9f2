"""Shapes ready to be written: each distinct shape is drawn and encoded once."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import msgspec

from geomap.layers.shapes import Rings, shape_geometry
from geomap.model import Shape

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees WGS 84."""


class Drawing(NamedTuple):
    """A shape's GeoJSON geometry as UTF-8, its kind (Point, Polygon, MultiPolygon), its bounds."""

    geojson: bytes
    kind: str
    bounds: Box


@lru_cache(maxsize=1 << 14)  # the same villages are reported again and again
def draw_shape(shape: Shape, *, rings: Rings | None = None) -> Drawing:
    """
    Return a shape as GeoJSON with its bounds; see `shape_geometry`.

    Raises
    ------
    ValueError, LookupError
        The shape cannot be.
    """
    geometry = shape_geometry(shape, rings=rings)
    lons, lats = zip(*_positions(geometry), strict=True)
    bounds = (min(lons), min(lats), max(lons), max(lats))
    return Drawing(msgspec.json.encode(geometry), geometry["type"], bounds)


def join_bounds(first: Box | None, second: Box) -> Box:
    """Return the box around two boxes, or around the second if there is no first."""
    if first is None:
        return second
    west, south, east, north = second
    return min(first[0], west), min(first[1], south), max(first[2], east), max(first[3], north)


def _positions(geometry: dict[str, Any]) -> Iterator[Any]:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "Point":
        return iter((coordinates,))
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    return chain.from_iterable(chain.from_iterable(polygons))
