import csv
import io
import json
import sqlite3
import warnings
import zipfile
from xml.etree import ElementTree as ET

import geopandas
import pyarrow.parquet as pq
import pyogrio
import pytest
from factories import AT_KLISHCHIIVKA, KLISHCHIIVKA, make_claim, make_event
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from shapely.geometry import shape as to_shapely
from strategies import claims, events, square_rings

from geomap.errors import ExportError
from geomap.export.formats import FORMATS, write_events
from geomap.export.kml import encode_placemark
from geomap.layers.features import make_table
from geomap.layers.select import Selection
from geomap.layers.shapes import shape_geometry
from geomap.model import DocumentInfo, EventType, Form, Quote, Shape, When
from geomap.schema import COLUMNS, RECORD, Kind

SETTINGS = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WORDS = "Снаряди впали — قصف 💥"
DOCUMENT = DocumentInfo(id="0123456789ab", sha256="ab" * 32, characters=9, published="2024-03-02")
SHAPES = {
    "ev-disc": Shape(form=Form.DISC, lon=38.0, lat=48.6, radius_m=9000.0),
    "ev-corridor": Shape(form=Form.CORRIDOR, lon=38.0, lat=48.6, radius_m=900.0, to=(38.4, 48.9)),
    "ev-region": Shape(form=Form.REGION, lon=38.0, lat=48.6, radius_m=1.0, region_id="UA.05"),
}
OLD = When(first="1654-01-18", last="1968-08-20", precision="day", basis="stated")
EVENTS = [
    make_event(id="ev-point", when=OLD),
    *(make_event(id=name, where=replace(AT_KLISHCHIIVKA, shape=it)) for name, it in SHAPES.items()),
    make_event(id="ev-undrawn", when=When(), mappable=False, type=EventType.CLASH),
    make_event(id="ev-own", type=EventType("road_closure")),
]
QUOTE = Quote(start=0, end=len(WORDS), text=WORDS)
TABLE = make_table(
    EVENTS, claims=[make_claim(quote=QUOTE)], documents=[DOCUMENT], rings=square_rings
)
GIS = (".geojson", ".geojsonl", ".gpkg", ".fgb", ".parquet")


def read(path):
    """Return all rows of a file, as a GIS gives them, by event."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # pyogrio's own
        if path.suffix == ".parquet":
            frames = [geopandas.read_parquet(path)]
        else:
            layers = [name for name, _ in pyogrio.list_layers(path) if name != "layer_styles"]
            frames = [pyogrio.read_dataframe(path, layer=layer) for layer in layers]
    rows = [row for frame in frames for row in frame.to_dict("records")]
    return {row["event_id"]: row for row in rows}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("formats")
    for suffix in FORMATS:
        write_events(TABLE, path / f"events{suffix}")
    return path


@pytest.mark.parametrize("suffix", GIS)
def test_gis_finds_every_event(folder, suffix):
    """
    Every event is in the file, drawn or not, with its words in their letters.
    """
    rows = read(folder / f"events{suffix}")

    assert sorted(rows) == sorted(event.id for event in EVENTS)
    assert {row["quote"] for row in rows.values()} == {WORDS}


@pytest.mark.parametrize("suffix", GIS)
def test_areas_keep_their_shape(folder, suffix):
    """
    Points, discs, corridors and regions are the same geometry in every format.
    """
    rows = read(folder / f"events{suffix}")

    assert rows["ev-point"]["geometry"].coords[0] == (37.96, 48.53)
    for name, shape in SHAPES.items():
        meant = to_shapely(shape_geometry(shape, rings=square_rings))
        assert rows[name]["geometry"].is_valid
        assert rows[name]["geometry"].symmetric_difference(meant).area == pytest.approx(0)
    assert rows["ev-undrawn"].get("geometry") is None


@pytest.mark.parametrize("suffix", GIS)
def test_old_and_missing_dates_survive(folder, suffix):
    """
    A day before 1970 is that day, and no date is no date.
    """
    rows = read(folder / f"events{suffix}")

    assert str(rows["ev-point"]["date_start"]).startswith("1654-01-18")
    assert str(rows["ev-point"]["date_end"]).startswith("1968-08-20")
    assert str(rows["ev-undrawn"]["date_start"]) in {"NaT", "None"}


@pytest.mark.parametrize("layer", ["events_points", "events_areas", "events_undrawn"])
def test_geopackage_has_the_types_of_the_schema(folder, layer):
    """
    Days are days, whole numbers whole, truth is truth, in layers of one kind of geometry.
    """
    info = pyogrio.read_info(folder / "events.gpkg", layer=layer)
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    wanted = {
        Kind.DATE: "OFTDate",
        Kind.DATETIME: "OFTDateTime",
        Kind.INT: "OFTInteger64",
        Kind.FLOAT: "OFTReal",
        Kind.BOOL: "OFTInteger",
    }

    assert types == {each.name: wanted.get(each.kind, "OFTString") for each in (*COLUMNS, RECORD)}
    kinds = {"events_points": "Point", "events_areas": "MultiPolygon", "events_undrawn": None}
    assert info["geometry_type"] == kinds[layer]


def test_geopackage_opens_styled(folder):
    """
    Both layers have a default style that draws each type and plays the two days.
    """
    base = sqlite3.connect(folder / "events.gpkg")
    styles = dict(
        base.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault")
    )
    base.close()

    assert sorted(styles) == ["events_areas", "events_points"]
    for style in styles.values():
        root = ET.fromstring(style)  # noqa: S314 - our own
        assert {each.get("value") for each in root.iter("category")} == {*EventType, ""}
        assert root.find("temporal").get("startField") == "date_start"


def test_geoparquet_says_what_it_is(folder):
    """
    The metadata are GeoParquet 1.1 with a covering, and readers can use it.
    """
    path = folder / "events.parquet"
    meta = json.loads(pq.read_metadata(path).metadata[b"geo"])
    near = geopandas.read_parquet(path, bbox=(37.9, 48.5, 37.97, 48.55))

    assert meta["version"] == "1.1.0"
    assert meta["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert "ev-point" in set(near["event_id"])
    assert "ev-undrawn" not in set(near["event_id"])


def test_flatgeobuf_is_indexed_when_all_is_drawn(folder, tmp_path):
    """
    The index cannot hold events without a place; a file of drawn events has it.
    """
    drawn = TABLE._replace(selection=Selection(precision=3))
    write_events(drawn, tmp_path / "events.fgb")
    found = [
        pyogrio.read_info(each / "events.fgb")["capabilities"]["fast_spatial_filter"]
        for each in (folder, tmp_path)
    ]

    assert found == [False, True]


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_events_that_come_once_are_all_written(tmp_path, suffix):
    """
    A generator of events gives the file that a list of them gives, also if it is read twice.
    """
    for name, listed in (("a", EVENTS), ("b", iter(EVENTS))):
        table = make_table(listed, claims=[], rings=square_rings)
        write_events(table, tmp_path / f"{name}{suffix}")

    assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()


def test_table_is_the_rows(folder):
    """
    A table has a line an event, empty cells for nulls, and marks for Excel.
    """
    data = (folder / "events.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))

    assert data.startswith(b"\xef\xbb\xbf")
    assert [row["event_id"] for row in rows] == [event.id for event in EVENTS]
    assert rows[0]["longitude"] == "37.96"
    assert rows[1]["longitude"] == ""
    assert rows[0]["quote"] == WORDS


@pytest.mark.parametrize("start", [*"=+-@\t\r\n\uff1d\uff0b\uff0d\uff20", " =", "\u3000="])
def test_no_cell_is_a_formula(tmp_path, start):
    """
    A text that a spreadsheet would calculate is a text.
    """
    place = replace(KLISHCHIIVKA, name=f"{start}1+1")
    event = make_event(where=replace(AT_KLISHCHIIVKA, places=(place,)))
    write_events(make_table([event], claims=[]), tmp_path / "a.csv")
    text = (tmp_path / "a.csv").read_text("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text, newline="")))

    assert row["location"].startswith("'")


@pytest.mark.parametrize("suffix", [".kml", ".kmz"])
def test_globe_opens_the_file(folder, suffix):
    """
    KML has a folder a type, each event once, with its days and its type's style.
    """
    path = folder / f"events{suffix}"
    data = zipfile.ZipFile(path).read("doc.kml") if suffix == ".kmz" else path.read_bytes()
    space = {"k": "http://www.opengis.net/kml/2.2"}
    root = ET.fromstring(data)  # noqa: S314 - our own
    folders = {
        each.find("k:name", space).text: each for each in root.iterfind(".//k:Folder", space)
    }

    assert [*folders] == ["Clash", "Shelling", "Road closure"]
    assert len(root.findall(".//k:Placemark", space)) == len(EVENTS)
    assert root.find(".//k:TimeSpan/k:begin", space).text == "1654-01-18"
    styles = {each.text for each in root.iterfind(".//k:styleUrl", space)}
    assert styles == {"#clash", "#shelling", "#other"}
    assert styles <= {f"#{each.get('id')}" for each in root.iterfind(".//k:Style", space)}


@SETTINGS
@given(st.lists(events(), max_size=4), claims(), st.sampled_from(sorted(FORMATS)))
def test_any_text_gives_a_file(tmp_path, listed, known, suffix):
    """
    Whatever the texts hold, the file is written, well-formed, and the same each time.
    """
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    for path in (one, two):
        write_events(make_table(listed, claims=known, rings=square_rings), path, force=True)
    if suffix == ".kml":
        ET.fromstring(one.read_bytes())  # noqa: S314 - our own

    assert one.read_bytes() == two.read_bytes()


@settings(max_examples=200)
@given(st.text(st.characters(), max_size=9))
def test_markup_stays_text(text):
    """
    A globe shows a quote as it stands, and finds no element in it.
    """
    table = make_table([make_event()], claims=[make_claim(quote=replace(QUOTE, text=text))])
    mark = ET.fromstring(encode_placemark(next(table.features()), table))  # noqa: S314 - our own
    shown = mark.findtext("description")

    assert "<" not in shown.replace("<br>", "")


def test_file_that_is_there_is_kept(tmp_path):
    """
    An old file is replaced only by force.
    """
    path = tmp_path / "events.csv"
    path.write_text("mine")
    with pytest.raises(ExportError, match=r"is there already; .*--force"):
        write_events(TABLE, path)

    assert path.read_text() == "mine"
    write_events(TABLE, path, force=True)
    assert path.read_text() != "mine"


def test_unknown_suffix_is_named(tmp_path):
    """
    A format that is none of ours is an error that lists what is.
    """
    with pytest.raises(ExportError, match=r"suffix '\.shp'; take \.geojson"):
        write_events(TABLE, tmp_path / "events.shp")


@pytest.mark.parametrize("suffix", [*GIS, ".kml", ".csv"])
def test_type_of_a_user_is_borne(folder, suffix):
    """
    A type that a user's lexicon tells is written as ours are, and drawn as something else.
    """
    path = folder / f"events{suffix}"
    if suffix in GIS:
        assert read(path)["ev-own"]["type"] == "road_closure"
    if suffix == ".kml":
        text = path.read_text("utf-8")

        assert "<Folder><name>Road closure</name>" in text
        assert "<styleUrl>#other</styleUrl>" in text
        assert '<Style id="other">' in text
    if suffix == ".csv":
        assert "road_closure" in path.read_text("utf-8-sig")


def test_filter_is_told_in_the_file(tmp_path):
    """
    Whoever gets a part of the events can see that it is one.
    """
    table = TABLE._replace(selection=Selection(types=(EventType.CLASH,)))
    for suffix in (".geojson", ".csv", ".parquet", ".gpkg", ".kml"):
        write_events(table, tmp_path / f"a{suffix}")
    parquet = pq.read_metadata(tmp_path / "a.parquet").metadata[b"geomap:filter"]
    told = json.loads((tmp_path / "a.geojson").read_bytes())["metadata"]["filter"]

    assert told == {"types": ["clash"]}
    assert json.loads(parquet) == told
    assert json.loads((tmp_path / "a.csv.about.json").read_bytes())["filter"] == told
    info = pyogrio.read_info(tmp_path / "a.gpkg", layer="events_points")
    assert json.loads(info["dataset_metadata"]["filter"]) == told
    assert "Filter:" in (tmp_path / "a.kml").read_text("utf-8")
