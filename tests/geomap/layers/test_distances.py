"""How far events lie from a user's own layers."""

from pathlib import Path

import geopandas
import pytest
from factories import AT_KLISHCHIIVKA, make_event
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Point, box

from gazetteer.geodesy import destination, distance_km
from gazetteer.model import LonLat
from geomap.layers.distances import measure_distances
from geomap.layers.overlays import Overlay
from geomap.layers.table import build_rows
from geomap.model import NOWHERE, Event, Form, Shape, When, Where


def _at(lon: float, lat: float, *, form: Form = Form.POINT, radius_m: float = 500.0) -> Event:
    shape = Shape(form=form, lon=lon, lat=lat, radius_m=radius_m)
    return make_event(where=Where(shape=shape))


def _layer(path: Path, shapes: list[object], days: list[str] | None = None) -> Overlay:
    columns = {"geometry": shapes} | ({"date": days} if days else {})
    geopandas.GeoDataFrame(columns, crs="EPSG:4326").to_file(path)
    return Overlay(path, "Front")


@pytest.fixture(scope="module")
def meridian(tmp_path_factory: pytest.TempPathFactory) -> Overlay:
    """Return a line from south to north, of one piece."""
    path = tmp_path_factory.mktemp("layers") / "front.geojson"
    return _layer(path, [LineString([(37, 40), (37, 60)])])


@given(lat=st.floats(44, 56), km=st.floats(0, 100), bearing=st.sampled_from([90.0, 270.0]))
def test_distance_is_that_on_the_sphere(
    meridian: Overlay, lat: float, km: float, bearing: float
) -> None:
    """
    Going some kilometres straight from the line gives these kilometres, on either side.
    """
    there = destination(LonLat(37, lat), bearing=bearing, km=km)
    (event,) = measure_distances([_at(*there)], [meridian])

    assert event.distances[0].layer == "Front"
    assert event.distances[0].km == pytest.approx(km, abs=0.06)


def test_areas_are_measured_from_edge_to_edge(tmp_path: Path) -> None:
    """
    A disc counts from its rim; an area of the layer by its outline, from within as from without.
    """
    layer = _layer(tmp_path / "held.gpkg", [box(36, 47, 38, 49)])
    half = distance_km(LonLat(37, 48), LonLat(37, 49))
    inside, near, across = measure_distances(
        [
            _at(37, 48.9),
            _at(37, 49.1, form=Form.DISC, radius_m=5000),
            _at(37, 49, form=Form.DISC, radius_m=5000),
        ],
        [layer],
    )

    assert inside.distances[0].km == pytest.approx(half / 10, abs=0.1)
    assert near.distances[0].km == pytest.approx(half / 10 - 5, abs=0.1)
    assert across.distances[0].km == 0


def test_the_layer_of_the_day_counts(tmp_path: Path) -> None:
    """
    Of a layer with days the latest not after the event is taken; before the first there is none.
    """
    layer = _layer(
        tmp_path / "f.geojson", [Point(37, 48), Point(38, 48)], ["2024-02-01", "2024-03-01"]
    )
    days = [None, "2024-01-31", "2024-02-20", "2024-03-01"]
    events = [make_event(where=_at(37, 48).where, when=When(first=day, last=day)) for day in days]
    found = [event.distances for event in measure_distances(events, [layer])]

    assert found[:2] == [(), ()]
    assert found[2][0].km == 0
    assert found[3][0].km == pytest.approx(74.4, abs=0.2)


def test_what_is_not_drawn_has_no_distance_and_old_ones_go(meridian: Overlay) -> None:
    """
    Without a mark there is nothing to measure from; without layers, no distance stays.
    """
    drawn, nowhere = measure_distances(
        [make_event(), make_event(where=NOWHERE, mappable=False)], [meridian]
    )
    (again,) = measure_distances([drawn], [])

    assert drawn.distances
    assert nowhere.distances == again.distances == ()


def test_rows_tell_the_nearest_layer(tmp_path: Path, meridian: Overlay) -> None:
    """
    Of several layers the row has the nearest; without any, both columns are null.
    """
    spot = AT_KLISHCHIIVKA.shape
    near = _layer(tmp_path / "depot.geojson", [Point(spot.lon, spot.lat)])._replace(name="Depot")
    events = measure_distances([make_event()], [meridian, near])
    row, bare = build_rows([*events, make_event()], claims=[])

    assert (row["overlay_km"], row["overlay_name"]) == (0, "Depot")
    assert (bare["overlay_km"], bare["overlay_name"]) == (None, None)
