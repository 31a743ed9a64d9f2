"""A checker of GeoJSON, by the rules of RFC 7946; what it finds names the section."""

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
    if data.startswith(b"\xef\xbb\xbf"):
        return ["starts with a byte order mark (RFC 8259, section 8.1)"]
    found = json.loads(data.decode("utf-8"), parse_constant=_refuse, object_pairs_hook=_object)
    return list(_collection(found))


def positions_of(geometry: Any) -> list[list[float]]:
    """Return all positions of a geometry; none of null, and of what is nested the wrong way."""
    if not isinstance(geometry, dict):
        return []
    if geometry.get("type") == "GeometryCollection":
        return [at for each in _listed(geometry.get("geometries")) for at in positions_of(each)]
    if geometry.get("type") not in _DEPTHS:
        return []
    return list(_flat(geometry.get("coordinates"), _depth(geometry)))


def _refuse(constant: str) -> None:
    message = f"{constant} is not JSON"
    raise ValueError(message)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        message = f"a member is there twice, of {', '.join(name for name, _ in pairs)}"
        raise ValueError(message)
    return found


def _collection(found: Any) -> Iterator[str]:
    if not isinstance(found, dict) or found.get("type") != "FeatureCollection":
        yield "not a FeatureCollection (section 3.3)"
        return
    if not isinstance(found.get("features"), list):
        yield "features are not a list (section 3.3)"
        return
    yield from _members(found, "FeatureCollection")
    everything = []
    for number, feature in enumerate(found["features"]):
        if not isinstance(feature, dict):
            yield f"feature {number}: not an object (section 3.3)"
            continue
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
        yield "not a Feature (section 3.2)"
    yield from _members(feature, "Feature")
    for name in ("geometry", "properties"):
        if name not in feature or not isinstance(feature[name], dict | None):
            yield f"{name} is neither an object nor null (section 3.2)"
    identity = feature.get("id", "")
    if isinstance(identity, bool) or not isinstance(identity, str | int | float):
        yield "id is neither a string nor a number (section 3.2)"
    if isinstance(feature.get("geometry"), dict):
        yield from _geometry(feature["geometry"])
    yield from _bbox(feature, positions_of(feature.get("geometry")))


def _geometry(geometry: dict[str, Any]) -> Iterator[str]:
    kind = geometry.get("type")
    if kind == "GeometryCollection":
        yield from _geometries(geometry)
        return
    if kind not in _DEPTHS:
        yield f"unknown geometry {kind!r} (section 1.4)"
        return
    yield from _members(geometry, "geometry")
    coordinates = geometry.get("coordinates")
    if not _is_nested(coordinates, _depth(geometry)):
        yield f"coordinates of {kind} are not nested as such (section 3.1)"
        return
    yield from _bbox(geometry, positions_of(geometry))
    for position in positions_of(geometry):
        yield from _position(position)
    if kind.endswith("LineString"):
        for line in _flat(coordinates, _depth(geometry) - 1):
            yield from _line(line, least=2)
    if kind.endswith("Polygon"):
        for polygon in _flat(coordinates, _depth(geometry) - 2):
            yield from _polygon(polygon)


def _geometries(geometry: dict[str, Any]) -> Iterator[str]:
    yield from _members(geometry, "geometry")
    if "coordinates" in geometry or not isinstance(geometry.get("geometries"), list):
        yield "GeometryCollection without geometries, or with coordinates (section 3.1.8)"
        return
    for part in geometry["geometries"]:
        if not isinstance(part, dict):
            yield "a geometry of a collection is not an object (section 3.1.8)"
            continue
        if part.get("type") == "GeometryCollection":
            yield "GeometryCollections are nested (section 3.1.8)"
        yield from _geometry(part)


def _depth(geometry: dict[str, Any]) -> int:
    return _DEPTHS[geometry["type"]]


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _flat(coordinates: Any, depth: int) -> Iterator[Any]:
    if depth == 0:
        yield coordinates
        return
    for part in _listed(coordinates):
        yield from _flat(part, depth - 1)


def _is_nested(coordinates: Any, depth: int) -> bool:
    if not isinstance(coordinates, list):
        return False
    if depth == 0:
        return not any(isinstance(number, list) for number in coordinates)
    return all(_is_nested(part, depth - 1) for part in coordinates)


def _position(position: list[Any]) -> Iterator[str]:
    if not 2 <= len(position) <= 3:
        yield f"{position!r} is not a position (section 3.1.1)"
        return
    if not all(map(_is_number, position)):
        yield f"{position!r} holds something else than numbers (section 3.1.1)"
        return
    lon, lat = position[:2]
    if not (abs(lon) <= 180 and abs(lat) <= 90):
        yield f"{position!r} is not a longitude and a latitude (section 4)"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _line(line: list[list[float]], *, least: int) -> Iterator[str]:
    if len(line) < least:
        yield f"line of {len(line)} positions (section 3.1.4)"
    if any(
        _is_placed(at) and _is_placed(to) and abs(to[0] - at[0]) > 180 for at, to in pairwise(line)
    ):
        yield "line over the antimeridian is not cut (section 3.1.9)"


def _is_placed(position: list[Any]) -> bool:
    return len(position) >= 2 and all(map(_is_number, position))


def _polygon(rings: list[list[list[float]]]) -> Iterator[str]:
    if not rings:
        yield "polygon without a ring (section 3.1.6)"
    for number, ring in enumerate(rings):
        yield from _line(ring, least=4)
        if not ring or not all(map(_is_placed, ring)):
            continue
        if ring[0] != ring[-1]:
            yield "ring is not closed (section 3.1.6)"
        area = sum(at[0] * to[1] - to[0] * at[1] for at, to in pairwise(ring))
        if area == 0:
            yield "ring encloses nothing (section 3.1.6)"
        elif (area > 0) == (number > 0):
            yield "ring is wound the wrong way (section 3.1.6)"


def _bbox(found: dict[str, Any], positions: list[list[float]]) -> Iterator[str]:
    if "bbox" not in found:
        return
    box = found["bbox"]
    if not isinstance(box, list) or len(box) not in {4, 6} or not all(map(_is_number, box)):
        yield f"bbox {box!r} is not west, south, east, north (section 5)"
        return
    west, south, east, north = (box[0], box[1], box[len(box) // 2], box[len(box) // 2 + 1])
    placed = [at for at in positions if _is_placed(at)]
    if not placed:
        yield f"bbox {box!r} encloses nothing (section 5)"
        return
    lats = [at[1] for at in placed]
    if [min(lats), max(lats)] != [south, north] or not _spans([at[0] for at in placed], west, east):
        yield f"bbox {box!r} does not fit what it encloses (section 5)"


def _spans(lons: list[float], west: float, east: float) -> bool:
    """Tell whether edges are those of longitudes; over the antimeridian, east is less than west."""
    if west <= east:
        return [min(lons), max(lons)] == [west, east]
    return all(lon >= west or lon <= east for lon in lons) and {west, east} <= set(lons)
