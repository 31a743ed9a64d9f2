"""`geomap export`, and the filters that it shares with `geomap map`."""

import json
import sys

import pytest
from factories import make_claim, make_event

from geomap.cli import main
from geomap.codec import encode_records
from geomap.model import EventType

EVENTS = [make_event(), make_event(id="ev-2", type=EventType.CLASH)]


@pytest.fixture
def events(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"".join(encode_records(EVENTS)))
    (tmp_path / "claims.jsonl").write_bytes(b"".join(encode_records([make_claim()])))
    return path


@pytest.fixture
def call(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        return exit_.value.code, *capsys.readouterr()

    return run


def test_several_files_in_one_call(call, events, tmp_path):
    """
    Each -o is a file, its format told by its suffix.
    """
    code, out, err = call(
        "export", events, "-o", tmp_path / "a.geojson", "-o", tmp_path / "new" / "b.parquet"
    )

    assert (code, out) == (0, "")
    assert err.count("wrote ") == 2
    assert (tmp_path / "a.geojson").is_file()
    assert (tmp_path / "new" / "b.parquet").is_file()


def test_nothing_is_written_if_one_cannot_be(call, events, tmp_path):
    """
    A bad name is told before work begins.
    """
    (tmp_path / "b.csv").write_text("mine")
    for last in ("b.csv", "b.shp"):
        code, _, err = call("export", events, "-o", tmp_path / "a.geojson", "-o", tmp_path / last)

        assert code == 2
        assert last in err
        assert not (tmp_path / "a.geojson").exists()


@pytest.mark.parametrize(("verb", "name"), [("export", "b.csv"), ("map", "b.html")])
def test_file_that_is_there_is_replaced_when_told_so(call, events, tmp_path, verb, name):
    """
    Without --force a file stays as it is, and nothing is done.
    """
    (tmp_path / name).write_text("mine")
    code, _, err = call(verb, events, "-o", tmp_path / name)

    assert code == 2
    assert "--force" in err
    assert (tmp_path / name).read_text() == "mine"
    assert call(verb, events, "-o", tmp_path / name, "--force")[0] == 0
    assert (tmp_path / name).read_text("utf-8-sig") != "mine"


@pytest.mark.parametrize(("verb", "name"), [("export", "b.csv"), ("map", "b.html")])
def test_generated_files_are_replaced(call, events, tmp_path, monkeypatch, verb, name):
    """
    In the folder `output` all is generated, so that files there are replaced without asking.
    """
    monkeypatch.chdir(tmp_path)
    (tmp_path / "output" / "new").mkdir(parents=True)
    for path in (f"output/{name}", f"output/new/{name}"):
        (tmp_path / path).write_text("mine")

        assert call(verb, events, "-o", path)[0] == 0
        assert (tmp_path / path).read_text("utf-8-sig") != "mine"
    (tmp_path / name).write_text("mine")

    assert call(verb, events, "-o", f"output/../{name}")[0] == 2


def test_filter_takes_a_part(call, events, tmp_path):
    """
    Options choose events, and the file tells which.
    """
    path = tmp_path / "a.geojson"
    asked = ("--type", "clash", "--since", "2024-01-01", "--bbox", "37,48,38,49")
    code, *_ = call("export", events, "-o", path, *asked, "--where", "quote=")
    found = json.loads(path.read_bytes())

    assert code == 0
    assert [each["id"] for each in found["features"]] == []
    assert found["metadata"]["filter"] == {
        "types": ["clash"],
        "since": "2024-01-01",
        "bbox": [37.0, 48.0, 38.0, 49.0],
        "where": ["quote="],
    }


@pytest.mark.parametrize(
    "asked",
    [("--where", "colour=red"), ("--bbox", "1,2,3"), ("--bbox", "9,9,1,1"), ("--type", "x")],
)
def test_condition_that_cannot_be_ends_with_2(call, events, asked):
    """
    A wrong filter is wrong usage.
    """
    code, _, err = call("export", events, *asked)

    assert code == 2
    assert "Error:" in err


def test_standard_input_is_read_whole(call, events, monkeypatch, tmp_path):
    """
    Events can come through a pipe, if it is told where their claims are.
    """
    for told, expected in (((), 3), (("--claims", tmp_path / "claims.jsonl"), 0)):
        with events.open("rb") as lines:
            monkeypatch.setattr(sys, "stdin", type("In", (), {"buffer": lines}))
            code, *_ = call(
                "export", "-", *told, "-o", tmp_path / "a.csv", "-o", tmp_path / "a.kml"
            )

        assert code == expected
    assert (tmp_path / "a.csv").read_text("utf-8-sig").count("urn:geomap:ev-") == 2


def test_what_is_not_there_is_named(call, events, tmp_path):
    """
    A file of events that is missing is not taken for missing claims, and those are asked for.
    """
    (tmp_path / "claims.jsonl").unlink()
    code, _, first = call("export", tmp_path / "away.jsonl", "-o", tmp_path / "a.csv")
    _, _, second = call("export", events, "-o", tmp_path / "a.csv")

    assert code == 3
    assert "away.jsonl: cannot be read: no such file" in first
    assert "say with --claims" in second


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "parquet"])
def test_files_of_ours_are_input(call, events, tmp_path, suffix):
    """
    What was exported can be exported, merged, drawn and explained, without its records beside it.
    """
    path = tmp_path / "away" / f"a.{suffix}"
    call("export", events, "-o", path)
    code, *_ = call("export", path, "-o", tmp_path / "b.csv", "--type", "clash")
    _, merged, _ = call("merge", path)
    _, words, _ = call("explain", "ev-2", path)
    drawn, *_ = call("map", path, "-o", tmp_path / "map.html")

    assert (code, drawn) == (0, 0)
    assert "ev-2" in (tmp_path / "b.csv").read_text("utf-8-sig")
    assert json.loads(merged.splitlines()[0])["claims"] == ["cl-0123456789ab"]
    assert "ev-2" in words
