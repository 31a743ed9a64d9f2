"""The command line, and how light it is."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from gazetteer import open_index
from gazetteer.cli import main
from gazetteer.terminal import printable

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
HEAVY = {"shapely", "geopandas", "pandas", "numpy", "spacy", "folium", "geopy", "marisa_trie"}


@pytest.fixture
def run(index):
    """Return a function that runs a command line against the default index."""

    def call(*arguments):
        return CliRunner().invoke(main, [*arguments, "--index", str(index.folder)])

    return call


def test_lookup_answers_with_reasons(run):
    """
    A front-line village comes with where it is and why it is this one.
    """
    result = run("lookup", "Klishchiivka")

    assert result.exit_code == 0
    assert "Donetsk Oblast" in result.output
    assert "+40 exact name" in result.output


def test_lookup_as_json(run):
    """
    Each line is one candidate, whose score is the sum of its reasons.
    """
    result = run("lookup", "Andriivka", "--json", "--near", "37.96,48.53", "--limit", "3")

    first, *others = map(json.loads, result.output.splitlines())
    assert len(others) == 2
    assert first["place"]["id"] == "theatre:ukraine/andriivka-bakhmut"
    assert first["score"] == pytest.approx(sum(points for _, points in first["reasons"]), abs=0.01)


def test_nothing_found(run):
    """
    An unknown name is exit code 3 and a word on what to try.
    """
    result = run("lookup", "Bakhmudstone")

    assert result.exit_code == 3
    assert "Bakhmut" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("near", ["48.53", "north,east", "48.53,137.96", "1,2,3"])
def test_a_wrong_point_is_wrong_usage(run, near):
    """
    A point that is none is exit code 2.
    """
    assert run("lookup", "Bakhmut", f"--near={near}").exit_code == 2


def test_hostile_names_are_shown_as_they_are(run):
    """
    Markup in a name is text.
    """
    result = run("lookup", "[red]Bakhmut[/red] {{ 7*6 }}")

    assert result.exit_code == 3
    assert "{{ 7*6 }}" in result.stderr


def test_info_tells_sources_and_checks(run):
    """
    The sources and licences are told, and the whole index is checked.
    """
    result = run("info", "--check")

    assert result.exit_code == 0
    assert "CC BY 4.0" in result.output
    assert "as it was written" in result.output


TABLE = "Ort,Laenge,Breite,country\nOak Farm,1.52,42.51,AD\nElm [red],x,42,AD\n"


@pytest.fixture(scope="module")
def own_index(tmp_path_factory):
    """Return an index of one's own choice: Andorra and a table, and what was said."""
    folder = tmp_path_factory.mktemp("own")
    (folder / "mine.csv").write_text(TABLE, encoding="utf-8")
    options = ["--source", folder / "mine.csv", "--country", "ad", "--bbox", "1,42,2,43"]
    columns = ["--column", "name=Ort", "--column", "lon=Laenge", "--column", "lat=Breite"]
    arguments = ["build", folder / "index", *options, *columns, "--theatre", "none"]
    result = CliRunner().invoke(main, list(map(str, arguments)))
    return folder / "index", result


def test_an_index_of_one_s_own_choice(own_index):
    """
    It is built from the packages and the file, and refused rows are told with file and line.
    """
    folder, result = own_index

    assert result.exit_code == 0
    assert "1 rows refused: no coordinates" in result.stderr
    assert "mine.csv:3: longitude 'x'" in result.stderr
    found = CliRunner().invoke(main, ["lookup", "Oak Farm", "--index", str(folder), "--json"])
    assert json.loads(found.stdout)["place"]["sources"] == ["user:mine"]


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Andorra la Vella", {"admin1", "settlement"}),
        ("Toulouse", set()),
        ("France", {"country"}),
    ],
)
def test_the_limits_hold(own_index, name, kinds):
    """
    Other countries' towns are left out, countries are not.
    """
    found = CliRunner().invoke(main, ["lookup", name, "--index", str(own_index[0]), "--json"])

    assert {json.loads(line)["place"]["kind"] for line in found.stdout.splitlines()} == kinds


def test_info_tells_each_input(own_index):
    """
    Licence, date or none, rows, what was refused, and a checksum of each file are told.
    """
    folder, _ = own_index
    result = CliRunner().invoke(main, ["info", "--check", "--index", str(folder)])

    assert "own file mine.csv (no date known), as its owner says: 1 places" in result.output
    assert "refused: 1 no coordinates" in result.output
    assert "mine.csv sha256 " in result.output
    assert str(folder.parent) not in (folder / "manifest.json").read_text(encoding="utf-8")


def test_info_as_json(own_index):
    """
    The manifest is one JSON object with all files.
    """
    folder, _ = own_index
    result = CliRunner().invoke(main, ["info", "--json", "--index", str(folder)])

    assert json.loads(result.output)["inputs"][-1]["rows"] == 2


def test_a_named_index_is_the_default(own_index, monkeypatch):
    """
    GEOMAP_GAZETTEER names the index for every command and for the library.
    """
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(own_index[0]))

    assert CliRunner().invoke(main, ["lookup", "Oak Farm"]).exit_code == 0
    with open_index() as index:
        assert index.folder == own_index[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--country", "UA"],
        ["build", "--source", "x.csv"],
        ["build", "f", "--source", "x.csv"],
        ["build", "f", "--country", "UKR"],
        ["build", "f", "--bbox", "1,2,3"],
        ["build", "f", "--bbox", "1,5,3,2"],
        ["build", "f", "--bbox", "nan,1,2,3"],
        ["build", "f", "--feature-class", "P,xx"],
        ["build", "f", "--column", "colour=red"],
        ["build", "f", "--column", "name"],
        ["build", "f", "--min-accuracy", "9"],
        ["build", "f", "--theatre", "atlantis"],
        ["fetch"],
        ["fetch", "Utopia"],
        ["fetch", "UA", "--base-url", "file:///tmp/"],
    ],
)
def test_wrong_usage(arguments, tmp_path, monkeypatch):
    """
    What cannot be meant is exit code 2 with words, and builds nothing.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(tmp_path / "cache"))
    result = CliRunner().invoke(main, arguments)

    assert result.exit_code == 2
    assert "Error" in result.stderr
    assert not list(tmp_path.rglob("manifest.json"))


def test_words_do_not_steer_the_terminal():
    """
    Control characters of a file are shown as codes.
    """
    assert printable("a\x1b[31mb\n") == "a\\x1b[31mb\n"


@pytest.mark.parametrize("verb", sorted(main.commands))
def test_a_verb_has_help_and_a_line_in_the_readme(verb):
    """
    No verb without words.
    """
    assert main.commands[verb].help
    assert f"gazetteer {verb}" in README


def test_a_damaged_index_is_told(tmp_path):
    """
    No index in a folder that was named is exit code 2, with what to do.
    """
    result = CliRunner().invoke(main, ["info", "--index", str(tmp_path)])

    assert result.exit_code == 2
    assert "gazetteer build" in result.output


@pytest.mark.parametrize(
    "code",
    [
        "import gazetteer",
        "import gazetteer; gazetteer.LonLat, gazetteer.Place",
        (
            "from click.testing import CliRunner; from gazetteer.cli import main;"
            "assert CliRunner().invoke(main, ['--help']).exit_code == 0"
        ),
    ],
)
def test_importing_and_help_are_light(code):
    """
    Neither the import nor the help loads a heavy library.
    """
    loaded = _modules_after(code)

    assert not loaded & HEAVY


def test_lookup_needs_no_polygons(index):
    """
    A lookup loads neither shapely nor anything that reads polygons.
    """
    code = (
        "from gazetteer import open_index, search_places;"
        f"index = open_index({str(index.folder)!r});"
        "assert search_places(index, 'Bakhmut')"
    )

    assert not _modules_after(code) & (HEAVY - {"marisa_trie"})


def test_public_names_are_there():
    """
    Every public name can be had, and they are sorted.
    """
    import gazetteer  # noqa: PLC0415

    assert sorted(gazetteer.__all__) == gazetteer.__all__
    assert all(getattr(gazetteer, name) is not None for name in gazetteer.__all__)
    with pytest.raises(AttributeError):
        gazetteer.nothing  # noqa: B018


def _modules_after(code):
    script = f"{code}; import sys; print(' '.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    return {name.split(".")[0] for name in done.stdout.split()}
