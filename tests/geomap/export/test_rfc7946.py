import json

import pytest
from rfc7946 import find_faults

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
POINT = {"type": "Point", "coordinates": [0, 0]}


def collection(geometry=None, feature=(), **members):
    one = {"type": "Feature", "geometry": geometry, "properties": {}} | dict(feature)
    return json.dumps({"type": "FeatureCollection", "features": [one]} | members).encode()


def polygon(*rings):
    return {"type": "Polygon", "coordinates": rings}


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        POINT,
        {"type": "MultiPoint", "coordinates": [[0, 0]]},
        {"type": "LineString", "coordinates": [[0, 0], [1, 1]]},
        polygon(SQUARE),
        {"type": "MultiPolygon", "coordinates": [[SQUARE]]},
        {"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "GeometryCollection", "geometries": [POINT, polygon(SQUARE)]},
        {"type": "Point", "coordinates": [0, 0, 120.5]},
        {"type": "MultiPoint", "coordinates": [[179, 0], [-179, 1]], "bbox": [179, 0, -179, 1]},
    ],
)
def test_checker_passes_what_is_right(geometry):
    """
    The checker of the other tests finds no fault where there is none.
    """
    assert find_faults(collection(geometry)) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b'{"type": "Feature"}', "not a FeatureCollection"),
        (b"[]", "not a FeatureCollection"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b'{"type": "FeatureCollection"}', "features are not a list"),
        (b'{"type": "FeatureCollection", "features": [1]}', "not an object"),
        (collection({"type": "Point"}), "not nested as such"),
        (collection({"type": "LineString", "coordinates": [[[0, 0]]]}), "not nested as such"),
        (collection({"type": "GeometryCollection"}), "without geometries"),
        (
            collection(
                {"type": "GeometryCollection", "geometries": [{"type": "GeometryCollection"}]}
            ),
            "are nested",
        ),
        (collection({"type": "GeometryCollection", "geometries": [1]}), "not an object"),
        (collection({"type": "Point", "coordinates": [0, 91]}), "not a longitude"),
        (collection(bbox=[0, 0, 1, 1]), "encloses nothing"),
        (collection(POINT, bbox=[1, 0, -1, 0]), "does not fit"),
        (collection(crs={}), "has a crs"),
        (collection(geometry=None, coordinates=[]), "has a member 'coordinates'"),
        (collection(feature={"type": "feature"}), "not a Feature"),
        (collection(feature={"properties": []}), "properties is neither"),
        (collection(feature={"id": True}), "id is neither"),
        (collection({"type": "Circle"}), "unknown geometry"),
        (collection(POINT | {"properties": {}}), "has a member 'properties'"),
        (collection({"type": "Point", "coordinates": [0]}), "not a position"),
        (collection({"type": "Point", "coordinates": [0, "0"]}), "something else than numbers"),
        (collection({"type": "Point", "coordinates": [48.5, 137.9]}), "not a longitude"),
        (collection({"type": "LineString", "coordinates": [[0, 0]]}), "line of 1"),
        (collection({"type": "LineString", "coordinates": [[179, 0], [-179, 0]]}), "not cut"),
        (collection(polygon()), "without a ring"),
        (collection(polygon(SQUARE[:-1])), "not closed"),
        (collection(polygon(SQUARE[::-1])), "wound the wrong way"),
        (collection(polygon(SQUARE, SQUARE)), "wound the wrong way"),
        (collection(polygon([[0, 0]] * 4)), "encloses nothing"),
        (collection(POINT, bbox=[0, 0, 1, 1]), "does not fit"),
        (collection(POINT, bbox=[0, 0]), "not west, south, east, north"),
    ],
)
def test_checker_finds_what_is_wrong(data, fault):
    """
    The checker of the other tests finds each kind of fault.
    """
    assert any(fault in found for found in find_faults(data))


def test_checker_refuses_what_is_not_json():
    """
    NaN is not JSON.
    """
    with pytest.raises(ValueError, match="NaN is not JSON"):
        find_faults(b'{"type": NaN}')
