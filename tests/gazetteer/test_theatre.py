"""Theatres as data: the packaged one, one's own, and faults with file and line."""

import subprocess
import sys

import pytest
from places import tiny_source

from gazetteer import LonLat, TheatreError, build_index, load_theatre, open_index
from gazetteer.regions import contains
from gazetteer.theatre import list_theatres

HEAD = 'name = "x"\ntitle = "X"\ncountries = ["UA"]\nbounds = [1, 2, 3, 4]\n'
COLUMNS = "id,name,name_uk,name_ru,other_names,country,admin1,admin1_name,raion,lon,lat"
COLUMNS += ",uncertainty_m,class,established\n"
ROW = "a,A-town,А,А,Aa|Ab,UA,05,Donetsk Oblast,R,37.5,48.5,1500,village,seen\n"


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a theatre of one village."""
    (tmp_path / "theatre.toml").write_text(HEAD, encoding="utf-8")
    (tmp_path / "settlements.csv").write_text(COLUMNS + ROW, encoding="utf-8")
    return tmp_path


def test_the_packaged_theatre():
    """
    Ukraine has its regions and front-line villages, and covers border oblasts.
    """
    theatre = load_theatre("ukraine")

    assert "ukraine" in list_theatres()
    assert len(theatre.settlements) >= 40
    assert {"donbas", "eastern-ukraine"} <= {region.id for region in theatre.regions}
    assert theatre.covers("UA", "05")
    assert theatre.covers("RU", "09")
    assert not theatre.covers("FR", "11")


def test_a_folder_of_ones_own(folder):
    """
    A user's folder is a theatre.
    """
    (village,) = load_theatre(folder).settlements

    assert village.id == "theatre:x/a"
    assert village.names == ("A-town", "А", "Aa", "Ab")
    assert village.radius_m == 1500


REGIONS = """
[[region]]
id = "north"
name = "North Fold"
names = ["the North Fold"]
members = ["UA.21", "XX.1"]
clip = [33.0, 50.0, 36.0, 53.0]
"""
SQUARE = "[[[34, 52], [35, 52], [35, 52.9], [34, 52.9], [34, 52]]]"
AREAS = f"""{{"type": "FeatureCollection", "features": [{{"type": "Feature",
"properties": {{"id": "XX.1"}}, "geometry": {{"type": "Polygon", "coordinates": {SQUARE}}}}}]}}"""


@pytest.fixture
def own(folder):
    """Return a folder of a theatre with a region of two units, one with a polygon of its own."""
    (folder / "theatre.toml").write_text(HEAD.replace('"x"', '"fold"'), encoding="utf-8")
    (folder / "regions.toml").write_text(REGIONS, encoding="utf-8")
    (folder / "areas.geojson").write_text(AREAS, encoding="utf-8")
    return folder


def test_one_s_own_regions_are_in_the_index(own, tmp_path):
    """
    A region of one's own theatre is a place with an outline, its own units' polygons included.
    """
    build_index(tmp_path / "index", sources=[tiny_source()], theatres=[own])
    with open_index(tmp_path / "index") as index:
        [region] = index.lookup("North Fold")

    assert region.area_id == "theatre:fold/north"
    assert contains("theatre:fold/north", region.point)
    assert contains("theatre:fold/north", LonLat(34.5, 52.8))
    assert not contains("theatre:fold/north", LonLat(34.5, 52.95))


def test_an_index_brings_its_theatre_s_outlines(own, tmp_path):
    """
    Another process that only opens the index has the theatre, its regions and their outlines.
    """
    build_index(tmp_path / "index", sources=[tiny_source()], theatres=[own])
    code = (
        "import sys; from gazetteer import open_index, load_theatre;"
        "from gazetteer.regions import area_rings;"
        "index = open_index(sys.argv[1]); index.close();"
        "print(len(area_rings('theatre:fold/north')), load_theatre('fold').title)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "index")],
        check=True,
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )

    assert done.stdout.split() == ["1", "X"]
    assert str(own) not in (tmp_path / "index" / "theatres.json").read_text(encoding="utf-8")


def test_a_region_without_a_polygon_says_what_to_do(own, tmp_path):
    """
    A member that no file has an outline for is named, with the file to put it into.
    """
    (own / "areas.geojson").unlink()

    with pytest.raises(TheatreError, match=r"XX\.1.*areas\.geojson"):
        build_index(tmp_path / "index", sources=[tiny_source()], theatres=[own])


@pytest.mark.parametrize("text", ["{", "[]", '{"features": [{"properties": {}}]}'])
def test_wrong_outlines_name_their_file(own, text):
    """
    Outlines that cannot be read are an error with the file's name.
    """
    (own / "areas.geojson").write_text(text, encoding="utf-8")

    with pytest.raises(TheatreError, match=r"areas\.geojson"):
        load_theatre(own)


def test_wrong_facilities_name_their_file(own):
    """
    A facility without a point is an error with the file's name.
    """
    path = own / "facilities.toml"
    path.write_text('[patterns]\n[[facility]]\nid = "a"\n', encoding="utf-8")

    with pytest.raises(TheatreError, match=r"facilities\.toml"):
        load_theatre(own)


def test_a_packaged_name_is_taken(folder):
    """
    One's own theatre cannot be called as a packaged one.
    """
    (folder / "theatre.toml").write_text(HEAD.replace('"x"', '"ukraine"'), encoding="utf-8")

    with pytest.raises(TheatreError, match="packaged"):
        load_theatre(folder)


def test_an_unknown_theatre_names_the_known(tmp_path):
    """
    A name that is no theatre is answered with those that are.
    """
    with pytest.raises(TheatreError, match="ukraine"):
        load_theatre(tmp_path / "none")


@pytest.mark.parametrize(
    "row",
    [
        ROW.replace("37.5", "237.5"),
        ROW.replace("48.5", "nan"),
        ROW.replace("48.5", "north"),
        ROW.replace("village", "metropolis"),
        ROW.replace("A-town", ""),
        "a,b\n",
        ROW,
    ],
)
def test_a_wrong_row_is_named_by_file_and_line(folder, row):
    """
    The second row is wrong: out of range, no number, unknown class, empty, short, or a repetition.
    """
    (folder / "settlements.csv").write_text(COLUMNS + ROW + row, encoding="utf-8")

    with pytest.raises(TheatreError, match=r"settlements\.csv:3: "):
        load_theatre(folder)


def test_a_table_in_another_encoding_names_its_file(folder):
    """
    Settlements that are not UTF-8 are an error with the file's name.
    """
    (folder / "settlements.csv").write_bytes("id,name\nx,Бахмут\n".encode("cp1251"))

    with pytest.raises(TheatreError, match=r"settlements\.csv: cannot be read as a table in UTF-8"):
        load_theatre(folder)


def test_all_faults_are_told_at_once(folder):
    """
    Two wrong rows are two lines of one error.
    """
    wrong = ROW.replace("48.5", "north")
    (folder / "settlements.csv").write_text(COLUMNS + wrong + wrong, encoding="utf-8")

    with pytest.raises(TheatreError) as caught:
        load_theatre(folder)
    assert len(str(caught.value).splitlines()) == 2


@pytest.mark.parametrize("text", ["name = ", 'name = "x"\n', HEAD + "more = 1\n"])
def test_a_wrong_head_names_its_file(folder, text):
    """
    A head that cannot be read, lacks a key or has one too many is refused.
    """
    (folder / "theatre.toml").write_text(text, encoding="utf-8")

    with pytest.raises(TheatreError, match=r"theatre\.toml"):
        load_theatre(folder)
