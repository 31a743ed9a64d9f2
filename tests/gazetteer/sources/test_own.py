"""Users' own tables and GeoJSON: columns by name, faults by row."""

import json
import math

import pytest
from geonames import read_all, ukraine

from gazetteer import LonLat, PlaceKind, SourceError
from gazetteer.sources.detect import sources_of

HEADER = "id,name,names,lon,lat,country,admin1,kind,population,radius_m\n"
ROW = "a1,Oak Farm,Dubove|Дубове,35.8343,47.4456,UA,26,settlement,120,800\n"


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a file of this content: its places by name, and its log."""

    def call(content, name="mine.csv", **options):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        [source] = sources_of([path], **options)
        return read_all(source, ukraine()), source.log

    return call


def test_a_row_is_a_place(read):
    """
    The usual names of columns need no word.
    """
    place = read(HEADER + ROW)[0]["Oak Farm"]

    assert place.id == "user:mine/a1"
    assert place.names == ("Oak Farm", "Dubove", "Дубове")
    assert place.point == LonLat(35.8343, 47.4456)
    assert (place.admin1, place.admin1_name) == ("26", "Zaporizhzhia Oblast")
    assert (place.population, place.radius_m) == (120, 800)
    assert place.sources == ("user:mine",)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_delimiters_and_encodings(read, delimiter, encoding):
    """
    What spreadsheets write can be read, decimal commas included.
    """
    text = delimiter.join(("Село", "Y", "X")) + "\r\n"
    text += delimiter.join(("Дубове", '"47,4456"', '"35,8343"')) + "\r\n"
    columns = {"name": "село"}
    places, _ = read(text.encode(encoding), columns=columns)

    assert places["Дубове"].point == LonLat(35.8343, 47.4456)


def test_columns_by_option(read):
    """
    Columns of any name are taken when they are named.
    """
    text = "Ort,Laenge,Breite\nOak Farm,35.8,47.4\n"
    places, _ = read(text, columns={"name": "Ort", "lon": "Laenge", "lat": "Breite"})

    assert places["Oak Farm"].id == "user:mine/oak-farm@35.8000,47.4000"


@pytest.mark.parametrize("columns", [{}, {"name": "Dorf"}])
def test_a_missing_column_is_told_with_those_there(read, columns):
    """
    The error names the file's columns and the option.
    """
    with pytest.raises(SourceError, match=r"mine\.csv:1: .*Ort.*--column name="):
        read("Ort,lon,lat\nOak Farm,35.8,47.4\n", columns=columns)


def test_unit_and_country_by_name(read):
    """
    "Ukraine" and "Zaporizhzhia Oblast" are as good as their codes.
    """
    text = "name,lon,lat,country,admin1\nOak Farm,35.8,47.4,Ukraine,Zaporizhzhia Oblast\n"
    place = read(text)[0]["Oak Farm"]

    assert (place.country, place.admin1) == ("UA", "26")


def test_a_geonames_id_is_that_place(read):
    """
    An id that begins with gn: is the place that GeoNames calls so.
    """
    assert read(HEADER + ROW.replace("a1", "gn:713174"))[0]["Oak Farm"].id == "gn:713174"


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a,b\n", "wrong number of columns"),
        (ROW.replace("47.4456", "x"), "no coordinates"),
        (ROW.replace("47.4456", ""), "no coordinates"),
        (ROW.replace("47.4456", "NaN"), "no coordinates"),
        (ROW.replace("47.4456", "-91"), "coordinates out of range"),
        (ROW.replace("35.8343,47.4456", "47.4456,35.8343"), "coordinates swapped"),
        (ROW.replace("Oak Farm", ""), "empty name"),
        (ROW.replace("Oak Farm", "Z" * 10_000), "name too long"),
        (ROW.replace("UA", "Utopia"), "unknown country"),
        (ROW.replace("settlement", "castle"), "unknown kind"),
        (ROW.replace("120", "many"), "not a number"),
        (ROW.replace("800", "nan"), "not a number"),
        (ROW.replace("a1", "b1"), "duplicate id"),
        (ROW.replace("a1", "gn:x"), "no id"),
        (ROW.replace("Oak", '"' + "q" * 200_000), "not a table row"),
        (ROW.replace("Oak", "\0"), "not text"),
    ],
)
def test_a_wrong_row_is_refused_alone(read, row, reason):
    """
    One bad row is told by file and line, and the row before it is read.
    """
    good = ROW.replace("a1", "b1").replace("Oak", "Elm")
    places, log = read(HEADER + good + row)

    assert set(places) == {"Elm Farm"}
    assert log.reasons() == {reason: 1}
    assert str(log.refused[0]).startswith("mine.csv:3: ")


def feature(geometry, **properties):
    """Return a GeoJSON feature."""
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def collection(*features):
    """Return a GeoJSON file of these features."""
    return json.dumps({"type": "FeatureCollection", "features": features})


SQUARE = {"type": "Polygon", "coordinates": [[[35, 47], [36, 47], [36, 48], [35, 48], [35, 47]]]}
HORSESHOE = {
    "type": "Polygon",
    "coordinates": [
        [[0, 40], [9, 40], [9, 49], [6, 49], [6, 41], [3, 41], [3, 49], [0, 49], [0, 40]]
    ],
}


def test_geojson_points_and_areas(read):
    """
    A point is a settlement; an area is a region with a point inside and the reach of its edge.
    """
    point = {"type": "Point", "coordinates": [35.8343, 47.4456, 100]}
    text = collection(
        feature(point, name="Oak Farm", names=["Dubove", "Дубове"]), feature(SQUARE, name="Field")
    )
    places, _ = read(text, name="mine.geojson")

    assert places["Oak Farm"].point == LonLat(35.8343, 47.4456)
    assert places["Oak Farm"].names == ("Oak Farm", "Dubove", "Дубове")
    assert places["Field"].kind is PlaceKind.REGION
    assert places["Field"].point == LonLat(35.5, 47.5)
    assert 65_000 < places["Field"].radius_m < 75_000


def test_the_point_of_an_area_lies_inside_it(read):
    """
    The middle of a horseshoe is not in it; its point is.
    """
    point = read(collection(feature(HORSESHOE, name="Bay")), name="a.json")[0]["Bay"].point

    assert not (3 < point.lon < 6 and point.lat > 41)


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        (feature(None, name="x"), "no geometry"),
        (feature({"type": "Point", "coordinates": []}, name="x"), "no coordinates"),
        (feature({"type": "Point", "coordinates": ["a", "b"]}, name="x"), "no coordinates"),
        (feature({"type": "Point", "coordinates": [35, 95]}, name="x"), "coordinates out of range"),
        (feature({"type": "Polygon", "coordinates": []}, name="x"), "no geometry"),
        (feature({"type": "Polygon", "coordinates": [[[1, 2]]]}, name="x"), "no geometry"),
        (feature({"type": "Blob"}, name="x"), "no geometry"),
        (feature({**SQUARE, "coordinates": [[[math.nan, 1]] * 4]}, name="x"), "no geometry"),
        (feature(SQUARE), "empty name"),
        (feature(SQUARE, name="x", country="UA", kind="castle"), "unknown kind"),
        ("no feature", "no geometry"),
        (None, "no geometry"),
    ],
)
def test_a_wrong_feature_is_refused_alone(read, wrong, reason):
    """
    One bad feature is told by its number, and the others are read.
    """
    places, log = read(collection(feature(SQUARE, name="Field"), wrong), name="mine.geojson")

    assert set(places) == {"Field"}
    assert log.reasons() == {reason: 1}
    assert log.refused[0].line == 2


@pytest.mark.parametrize("text", ['{"type": ', "[1, 2]", '{"a": 1}', "{" * 10_000])
def test_what_is_no_geojson_is_an_error(read, text):
    """
    A file that begins with a brace and is no GeoJSON is named.
    """
    with pytest.raises(SourceError, match=r"mine\.geojson"):
        read(text, name="mine.geojson")


def test_nothing_is_no_file(read, tmp_path):
    """
    An empty file and one that is not there are told as such.
    """
    with pytest.raises(SourceError, match="empty"):
        read("\n\n")
    with pytest.raises(SourceError, match="no such file"):
        sources_of([tmp_path / "none.csv"])


def test_two_files_of_one_name_are_refused(tmp_path):
    """
    Their places would have the same ids.
    """
    paths = [tmp_path / folder / "mine.csv" for folder in ("a", "b")]
    for path in paths:
        path.parent.mkdir()
        path.write_text(HEADER + ROW, encoding="utf-8")

    with pytest.raises(SourceError, match="rename one"):
        sources_of(paths)
