"""The command line, and how light it is."""

import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from gazetteer.cli import main

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
