import json
import math

import pytest
from factories import make_event
from hypothesis import given
from rfc7946 import positions_of
from shapely.geometry import shape as to_shapely
from strategies import shapes, square_rings

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from gazetteer.regions import AREAS_FILE, area_polygon, region_id
from gazetteer.theatre import load_theatre
from geomap.errors import RecordError
from geomap.layers import draw_event, shape_geometry
from geomap.model import Form, Shape, Where

BAKHMUT = LonLat(38.0, 48.6)
UNITS = [each["properties"]["id"] for each in json.loads(AREAS_FILE.read_bytes())["features"]]
VERNACULAR = [region_id("ukraine", region.id) for region in load_theatre("ukraine").regions]
AREAS = [*UNITS, *VERNACULAR]


def make_shape(form, **changes):
    fields = {"form": form, "lon": BAKHMUT.lon, "lat": BAKHMUT.lat, "radius_m": 12_000.0}
    return Shape(**(fields | changes))


@given(shapes())
def test_geometry_is_valid(shape):
    """
    Any shape becomes a geometry that is valid and not empty.
    """
    got = to_shapely(shape_geometry(shape, rings=square_rings))

    assert got.is_valid
    assert not got.is_empty


@pytest.mark.parametrize("form", [Form.DISC, Form.OFFSET])
def test_circle_has_its_radius(form):
    """
    Each corner of a disc lies `radius_m` from its centre, on the ground.
    """
    corners = positions_of(shape_geometry(make_shape(form)))

    assert len(corners) == 65
    assert all(
        distance_km(BAKHMUT, LonLat(*each)) == pytest.approx(12, abs=0.001) for each in corners
    )


def test_corridor_lies_around_its_line():
    """
    Each corner of a corridor is `radius_m` from one of its ends, and both ends are inside.
    """
    end = LonLat(38.6, 48.9)
    geometry = shape_geometry(make_shape(Form.CORRIDOR, to=tuple(end)))
    reaches = [
        min(distance_km(BAKHMUT, LonLat(*each)), distance_km(end, LonLat(*each)))
        for each in positions_of(geometry)
    ]

    assert reaches == pytest.approx([12] * len(reaches), abs=0.001)
    assert to_shapely(geometry).covers(
        to_shapely({"type": "LineString", "coordinates": [BAKHMUT, end]})
    )


def test_corridor_between_one_place_is_a_circle():
    """
    Ends too near each other to have a direction give the circle around them.
    """
    end = (BAKHMUT.lon, math.nextafter(BAKHMUT.lat, 0))
    corridor = shape_geometry(make_shape(Form.CORRIDOR, radius_m=0.0, to=end))

    assert corridor == shape_geometry(make_shape(Form.DISC, radius_m=0.0))


def test_point_stays_where_it_is():
    """
    A point is drawn at its place, to six decimals.
    """
    got = shape_geometry(make_shape(Form.POINT, lon=37.96123456789))

    assert got == {"type": "Point", "coordinates": [37.961235, 48.6]}


def test_region_keeps_holes_and_islands():
    """
    A region is all of its polygons, each wound as RFC 7946 asks.
    """
    got = shape_geometry(make_shape(Form.REGION, region_id="UA.05"), rings=square_rings)

    assert got["type"] == "MultiPolygon"
    assert [len(rings) for rings in got["coordinates"]] == [2, 1]
    assert to_shapely(got).area == pytest.approx(25 - 0.5 + 0.5)


@pytest.mark.parametrize("area_id", AREAS)
def test_region_is_the_gazetteers(area_id):
    """
    Without polygons given, those of the gazetteer are taken, and they are valid.
    """
    got = to_shapely(shape_geometry(make_shape(Form.REGION, region_id=area_id)))

    assert got.is_valid
    assert got.area == pytest.approx(area_polygon(area_id).area, rel=0.001)


def test_region_without_polygon_is_a_circle():
    """
    A region that no polygon is known of is drawn as far as its radius reaches.
    """
    assert shape_geometry(make_shape(Form.REGION)) == shape_geometry(make_shape(Form.DISC))


def test_circle_over_the_antimeridian_is_cut():
    """
    What crosses the antimeridian comes in two parts, both within bounds.
    """
    got = shape_geometry(make_shape(Form.DISC, lon=179.99))

    assert got["type"] == "MultiPolygon"
    assert {math.copysign(1, lon) for lon, _ in positions_of(got)} == {1, -1}
    assert all(abs(lon) > 179 for lon, _ in positions_of(got))


@pytest.mark.parametrize("lat", [90.0, -90.0, 89.95])
def test_circle_around_a_pole_is_a_cap(lat):
    """
    A circle that holds a pole covers every longitude.
    """
    got = to_shapely(shape_geometry(make_shape(Form.DISC, lat=lat)))

    assert got.is_valid
    assert (got.bounds[0], got.bounds[2]) == (-180, 180)


@pytest.mark.parametrize(
    "changes",
    [
        {"lon": 190.0},
        {"lat": math.nan},
        {"radius_m": math.inf},
        {"radius_m": -1.0},
        {"form": Form.REGION, "region_id": "XX.00"},
    ],
    ids=str,
)
def test_impossible_shape_is_named(changes):
    """
    A shape that cannot be is refused with the event's id, not drawn somewhere.
    """
    shape = Shape(**({"form": Form.DISC, "lon": 38.0, "lat": 48.6, "radius_m": 5.0} | changes))

    with pytest.raises(RecordError, match=r"ev-0123456789ab: where\.shape"):
        draw_event(make_event(where=Where(shape=shape)))


def test_event_that_is_not_mappable_has_no_geometry():
    """
    A place does not make an undrawn event a mark.
    """
    assert draw_event(make_event(mappable=False)) is None
