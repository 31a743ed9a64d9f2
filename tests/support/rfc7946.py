"""A checker of GeoJSON by RFC 7946: all that the text of the standard says MUST or SHOULD."""

import json
import math
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

_DEPTHS = {
    "Point": 0,
    "MultiPoint": 1,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
_FOREIGN = {
    "FeatureCollection": {"coordinates", "geometries", "geometry", "properties"},
    "Feature": {"coordinates", "geometries", "features"},
    "geometry": {"geometry", "properties", "features"},
}


def find_faults(data: bytes) -> list[str]:
    """Return what is wrong with a FeatureCollection as bytes; an empty list if nothing is."""
    return list(_collection(json.loads(data.decode("utf-8"), parse_constant=_refuse)))


def positions_of(geometry: dict[str, Any] | None) -> list[list[float]]:
    """Return all positions of a geometry."""
    if geometry is None or geometry.get("type") not in _DEPTHS:
        return []
    return list(_flat(geometry["coordinates"], _depth(geometry)))


def _refuse(constant: str) -> None:
    message = f"{constant} is not JSON"
    raise ValueError(message)


def _collection(found: dict[str, Any]) -> Iterator[str]:
    if found.get("type") != "FeatureCollection" or not isinstance(found.get("features"), list):
        yield "not a FeatureCollection"
        return
    yield from _members(found, "FeatureCollection")
    everything = []
    for number, feature in enumerate(found["features"]):
        yield from (f"feature {number}: {fault}" for fault in _feature(feature))
        everything += positions_of(feature.get("geometry"))
    yield from _bbox(found, everything)


def _members(found: dict[str, Any], kind: str) -> Iterator[str]:
    if "crs" in found:
        yield "has a crs (section 4)"
    for name in sorted(_FOREIGN[kind] & found.keys()):
        yield f"{kind} has a member {name!r} (section 7.1)"


def _feature(feature: dict[str, Any]) -> Iterator[str]:
    if feature.get("type") != "Feature":
        yield "not a Feature"
    yield from _members(feature, "Feature")
    for name in ("geometry", "properties"):
        if name not in feature or not isinstance(feature[name], dict | None):
            yield f"{name} is neither an object nor null (section 3.2)"
    if isinstance(feature.get("id", ""), bool) or not isinstance(feature.get("id", ""), str | int):
        yield "id is neither a string nor a number (section 3.2)"
    if feature.get("geometry") is not None:
        yield from _geometry(feature["geometry"])
        yield from _bbox(feature, positions_of(feature["geometry"]))


def _depth(geometry: dict[str, Any]) -> int:
    return _DEPTHS[geometry["type"]]


def _flat(coordinates: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield coordinates
        return
    for part in coordinates:
        yield from _flat(part, depth - 1)


def _geometry(geometry: dict[str, Any]) -> Iterator[str]:
    if geometry.get("type") not in _DEPTHS:
        yield f"unknown geometry {geometry.get('type')!r}"
        return
    yield from _members(geometry, "geometry")
    kind, coordinates = geometry["type"], geometry["coordinates"]
    for position in positions_of(geometry):
        yield from _position(position)
    if kind.endswith("LineString"):
        for line in _flat(coordinates, _depth(geometry) - 1):
            yield from _line(line, least=2)
    if kind.endswith("Polygon"):
        for polygon in _flat(coordinates, _depth(geometry) - 2):
            yield from _polygon(polygon)


def _position(position: Any) -> Iterator[str]:
    if not isinstance(position, list) or not 2 <= len(position) <= 3:
        yield f"{position!r} is not a position (section 3.1.1)"
        return
    if any(isinstance(x, bool) or not isinstance(x, int | float) for x in position):
        yield f"{position!r} holds something else than numbers"
        return
    lon, lat = position[:2]
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lon) <= 180 and abs(lat) <= 90):
        yield f"{position!r} is not a longitude and a latitude (section 4)"


def _line(line: list[list[float]], *, least: int) -> Iterator[str]:
    if len(line) < least:
        yield f"line of {len(line)} positions (section 3.1.4)"
    if any(abs(east[0] - west[0]) > 180 for west, east in pairwise(line)):
        yield "line over the antimeridian is not cut (section 3.1.9)"


def _polygon(rings: list[list[list[float]]]) -> Iterator[str]:
    if not rings:
        yield "polygon without a ring"
    for number, ring in enumerate(rings):
        yield from _line(ring, least=4)
        if ring[0] != ring[-1]:
            yield "ring is not closed (section 3.1.6)"
        area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
        if area == 0:
            yield "ring encloses nothing"
        elif (area > 0) == (number > 0):
            yield "ring is wound the wrong way (section 3.1.6)"


def _bbox(found: dict[str, Any], positions: list[list[float]]) -> Iterator[str]:
    if "bbox" not in found:
        return
    box = found["bbox"]
    if not isinstance(box, list) or len(box) != 4 or not all(map(math.isfinite, box)):
        yield f"bbox {box!r} is not west, south, east, north (section 5)"
        return
    west, south, east, north = box
    edges = [min(lon for lon, _ in positions), min(lat for _, lat in positions)]
    edges += [max(lon for lon, _ in positions), max(lat for _, lat in positions)]
    if edges != [west, south, east, north]:
        yield f"bbox {box!r} does not fit what it encloses"
