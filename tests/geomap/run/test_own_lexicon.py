"""A type of a user's own goes from the text into the map and all files."""

import json

import pytest

from geomap.cli import main
from geomap.codec import decode_records
from geomap.events.own import read_own_rules
from geomap.model import Event
from geomap.run.manifest import digest_rules, read_manifest
from geomap.run.pipeline import run_files

TEXT = "On 5 May 2024 police shut the road in Kupiansk. Russian forces shelled Orikhiv."
RULES = """
[classes]
roadway = ["road", "highway"]

[[rule]]
name = "road_closure.verb"
type = "road_closure"
verbs = ["close", "shut"]
need = [["object=roadway"]]
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    path = tmp_path_factory.mktemp("lexicon") / "own.toml"
    path.write_text(RULES)
    return path


@pytest.fixture
def call(capsys):
    def run(*arguments):
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        return exit_.value.code, capsys.readouterr().err

    return run


@pytest.fixture(scope="module")
def written(index, own, tmp_path_factory):
    folder = tmp_path_factory.mktemp("run")
    (folder / "in.txt").write_text(TEXT)
    formats = ("kml", "gpkg", "parquet", "csv", "fgb")
    run_files(
        [folder / "in.txt"],
        folder / "out",
        index=index,
        formats=formats,
        own=read_own_rules(own),
    )
    return folder / "out"


def test_the_event_is_told_and_drawn(written):
    """
    It has its place and stands beside an event of ours.
    """
    lines = (written / "events.jsonl").read_bytes().splitlines()
    events = list(decode_records(lines, Event))

    assert [(event.type, event.mappable) for event in events] == [
        ("road_closure", True),
        ("shelling", True),
    ]


@pytest.mark.parametrize(
    "name", ["map.html", "events.geojson", "events.kml", "events.csv", "events.gpkg"]
)
def test_files_hold_it(written, name):
    """
    The type stands in each file by its name.
    """
    assert b"road_closure" in (written / name).read_bytes()


def test_the_page_has_a_legend_for_it(written):
    """
    A family of its own, which pages without such types do not have.
    """
    page = (written / "map.html").read_text(encoding="utf-8")

    assert '"label":"Road closure"' in page
    assert '"label":"Other"' in page


def test_the_manifest_tells_the_lexicon(written, own):
    """
    Its name and hash, and a sum of the rules that is not that of ours alone.
    """
    manifest = read_manifest(written / "manifest.json")

    assert manifest.lexicon is not None
    assert manifest.lexicon.name == "own.toml"
    assert manifest.lexicon.sha256 == read_own_rules(own).sha256
    assert manifest.rules == digest_rules(read_own_rules(own)) != digest_rules()
    assert manifest.counts["events.road_closure"] == 1


def test_its_events_can_be_chosen(written, tmp_path, call):
    """
    `--type` takes a type of one's own, and a slip in one of ours is refused with the right one.
    """
    source, target = written / "events.jsonl", tmp_path / "own.geojson"
    code, _ = call("export", source, "-o", target, "--type", "road_closure")
    _, slip = call("export", source, "-o", target, "--type", "clashs")
    types = [f["properties"]["type"] for f in json.loads(target.read_text())["features"]]

    assert (code, types) == (0, ["road_closure"])
    assert "did you mean 'clash'" in slip


def test_a_fault_stops_the_run(own, tmp_path, call):
    """
    Wrong usage, told before anything is read.
    """
    wrong = tmp_path / "wrong.toml"
    wrong.write_text(own.read_text().replace("=roadway", "=rodeway"))
    code, said = call("extract", "-", "--lexicon", wrong)

    assert code == 2
    assert "wrong.toml:5: rule 'road_closure.verb' speaks of a class 'rodeway'" in said
