"""A run with an index of one's own: its villages, its theatre and regions."""

import json

import pytest
from places import tiny_source

from gazetteer import build_index
from gazetteer.sources.detect import sources_of
from geomap.cli import main

ARTICLE = (
    "Russian artillery shelled the village of Vyhadane on Monday, residents said. "
    "Russian forces advanced across the North Fold, the general staff said.\n"
)
HEAD = 'name = "fold"\ntitle = "Fold"\ncountries = ["UA"]\nbounds = [22, 44, 42, 53]\n'
REGION = '[[region]]\nid = "north"\nname = "North Fold"\nmembers = ["UA.21"]\n'


@pytest.fixture
def own(tmp_path):
    """Return a folder with an article, and an index with a village and a theatre of one's own."""
    (tmp_path / "article.txt").write_text(ARTICLE, encoding="utf-8")
    table = "id,name,lon,lat,country,admin1\n1,Vyhadane,36.9,49.1,UA,07\n"
    (tmp_path / "mine.csv").write_text(table, encoding="utf-8")
    theatre = tmp_path / "theatre"
    theatre.mkdir()
    (theatre / "theatre.toml").write_text(HEAD, encoding="utf-8")
    (theatre / "regions.toml").write_text(REGION, encoding="utf-8")
    build_index(
        tmp_path / "index",
        sources=[tiny_source()],
        theatres=[theatre],
        more=sources_of([tmp_path / "mine.csv"]),
    )
    return tmp_path


def call(*arguments):
    """Run the command and return its exit code."""
    with pytest.raises(SystemExit) as exit_:
        main([str(argument) for argument in arguments])
    return exit_.value.code


@pytest.mark.parametrize("by", ["option", "environment"])
def test_a_run_knows_one_s_own_places(own, monkeypatch, by):
    """
    A village of one's own table and a region of one's own theatre are drawn where they are.
    """
    options = ["--gazetteer", own / "index"] if by == "option" else []
    monkeypatch.setenv("GEOMAP_GAZETTEER", "" if options else str(own / "index"))
    out = own / "out"

    assert call("run", own / "article.txt", "--theatre", "fold", "-o", out, *options) == 0
    lines = (out / "events.jsonl").read_text(encoding="utf-8").splitlines()
    shapes = [json.loads(line)["where"]["shape"] for line in lines]
    assert {"user:mine/1"} == {
        place["id"]
        for line in lines
        for place in json.loads(line)["where"]["places"]
        if place["kind"] == "settlement"
    }
    assert [36.9, 49.1] in [[shape["lon"], shape["lat"]] for shape in shapes]
    assert "theatre:fold/north" in [shape["region_id"] for shape in shapes]
    assert (
        call(
            "export",
            out / "events.jsonl",
            "--claims",
            out / "claims.jsonl",
            "-o",
            out / "again.geojson",
            *options,
        )
        == 0
    )
    assert (out / "again.geojson").is_file()


def test_a_folder_that_is_no_index_is_wrong_usage(own, capsys):
    """
    Exit code 2, with what to do.
    """
    assert call("run", own / "article.txt", "--gazetteer", own, "-o", own / "out") == 2
    assert "gazetteer build" in capsys.readouterr().err
