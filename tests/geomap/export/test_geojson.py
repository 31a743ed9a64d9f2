import json
import math
import re
import warnings

import geopandas
import pytest
from factories import AT_KLISHCHIIVKA, make_claim, make_event
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from rfc7946 import find_faults, positions_of
from strategies import claims, events, square_rings

from geomap.export.geojson import encode_geojson, write_geojson
from geomap.layers import build_rows
from geomap.layers.codes import is_drawn
from geomap.layers.features import make_table
from geomap.model import EventType, Factuality, Form, Quote, Scope, Shape, When, Where
from geomap.schema import NAMES

AREA = Where(shape=Shape(form=Form.DISC, lon=38.0, lat=48.6, radius_m=12_000.0))


def encode(listed, known=()):
    return b"".join(encode_geojson(make_table(listed, claims=known, rings=square_rings)))


@settings(deadline=None)
@given(st.lists(events(), max_size=4), claims())
def test_file_follows_rfc_7946(listed, known):
    """
    Any events give a FeatureCollection without a fault.
    """
    assert find_faults(encode(listed, known)) == []


@settings(deadline=None)
@given(st.lists(events(), max_size=4), claims())
def test_properties_are_the_rows(listed, known):
    """
    What is read back is what was written: the rows, in the order of the events.
    """
    features = json.loads(encode(listed, known))["features"]

    assert [each["properties"] for each in features] == list(build_rows(listed, claims=known))
    assert [each["id"] for each in features] == [event.id for event in listed]


@settings(deadline=None)
@given(st.lists(events(), max_size=4), claims())
def test_only_drawn_events_have_a_geometry(listed, known):
    """
    A geometry is null exactly where an event is not drawn.
    """
    features = json.loads(encode(listed, known))["features"]

    assert [each["geometry"] is not None for each in features] == [*map(is_drawn, listed)]


@settings(deadline=None)
@given(st.lists(events(), max_size=4), claims())
def test_same_events_same_bytes(listed, known):
    """
    Writing twice gives the same file, whatever the order of the claims.
    """
    assert encode(listed, known) == encode(listed, known[::-1])


@settings(deadline=None)
@given(st.lists(events(), max_size=4))
def test_one_feature_a_line(listed):
    """
    A line holds one feature, whatever line breaks its texts hold; the first and last hold none.
    """
    lines = encode(listed).split(b"\n")

    assert len(lines) == len(listed) + 3
    assert all(json.loads(line.rstrip(b",")) for line in lines[1:-2])


@given(st.lists(events(), max_size=4), claims())
def test_timestamps_play(listed, known):
    """
    By kepler.gl's rules a column plays if each value is a year of four digits, a day and a time.
    """
    for row in build_rows(listed, claims=known):
        stamp, day = row["timestamp"], row["date_start"]

        assert (stamp is None) == (day is None)
        assert stamp is None or re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", stamp)


@pytest.mark.parametrize(
    "kind", [EventType.EVACUATION, EventType.AID_DELIVERY, EventType.TROOP_MOVEMENT]
)
def test_planned_movement_is_nowhere(kind):
    """
    No coordinate of a planned evacuation, aid run or movement is in the file.
    """
    event = make_event(type=kind, factuality=Factuality.PLANNED, scope=Scope.FUTURE, mappable=False)
    text = encode([event], [make_claim()]).decode()

    assert "37.96" not in text
    assert "48.53" not in text


def test_bbox_encloses_all_that_is_drawn():
    """
    The collection's box is that of its geometries; with none drawn there is no box.
    """
    drawn = json.loads(encode([make_event(), make_event(id="ev-2", where=AREA)]))
    lons = [lon for each in drawn["features"] for lon, _ in positions_of(each["geometry"])]

    assert (drawn["bbox"][0], drawn["bbox"][2]) == (min(lons), max(lons))
    assert "bbox" not in json.loads(encode([make_event(mappable=False)]))


def test_file_says_where_it_comes_from():
    """
    Program, attribution, caveat and codebook are told in one foreign member.
    """
    metadata = json.loads(encode([]))["metadata"]

    assert metadata["generator"].startswith("geomap ")
    assert any("GeoNames" in line for line in metadata["attribution"])
    assert "not for targeting" in metadata["caveat"]
    assert list(metadata["codebook"]) == list(NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Обстріл у Кліщіївці",
        "قصف على القرية",
        "🔥👨‍👩‍👧",
        "a\x00b\x1f\u2028",
        '"}],</script>{{7*6}}',
    ],
)
def test_any_script_survives(text):
    """
    Cyrillic, right-to-left, emoji, control characters and markup come back as they were.
    """
    claim = make_claim(quote=Quote(start=0, end=len(text), text=text))
    data = encode([make_event()], [claim])

    assert json.loads(data)["features"][0]["properties"]["quote"] == text
    if text.isprintable() and '"' not in text:
        assert text.encode() in data


def test_number_that_is_none_is_null():
    """
    There is no NaN in JSON; a confidence that is not a number is null.
    """
    data = encode([make_event()], [make_claim(confidence=math.nan)])

    assert json.loads(data)["features"][0]["properties"]["confidence"] is None


def test_gis_opens_the_file(tmp_path):
    """
    GDAL reads every row, dates as dates, times as times, and the geometry where there is one.
    """
    path = tmp_path / "events.geojson"
    listed = [
        make_event(),
        make_event(id="ev-2", where=AREA, when=When(first="1968-08-20", last="1968-08-21")),
        make_event(id="ev-3", where=replace(AT_KLISHCHIIVKA, shape=None), when=When()),
    ]
    write_geojson(listed, path, claims=[make_claim()])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pyogrio's own
        frame = geopandas.read_file(path)

    assert list(frame["event_id"]) == ["ev-0123456789ab", "ev-2", "ev-3"]
    assert frame["date_start"].dtype.kind == "M"
    assert str(frame["timestamp"].dt.tz) == "UTC"
    assert frame["date_start"][1].isoformat().startswith("1968-08-20")
    assert list(frame.geometry.geom_type[:2]) == ["Point", "Polygon"]
    assert frame.geometry[2] is None
    assert frame.crs.to_epsg() == 4326
