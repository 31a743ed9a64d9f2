"""The public names, the verbs, and what the README says about them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import gazetteer
import geomap
from geomap.cli import VERBS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("package", [geomap, gazetteer], ids=lambda package: package.__name__)
def test_public_names_are_sorted_and_there(package):
    """
    Every public name can be had, and the list is in order.
    """
    assert list(package.__all__) == sorted(package.__all__)
    assert all(hasattr(package, name) for name in package.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    """
    Lazy loading hides no misspelling.
    """
    with pytest.raises(AttributeError, match="no_such_name"):
        geomap.no_such_name  # noqa: B018


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_a_verb_has_help_and_a_line_in_the_readme(verb):
    """
    No verb without words.
    """
    assert VERBS[verb].help
    assert f"geomap {verb}" in README


@pytest.mark.parametrize("name", geomap.__all__)
def test_a_public_name_is_in_the_readme(name):
    """
    What can be used is told.
    """
    assert f"`{name}" in README or f"{name}(" in README


def test_the_readme_example_runs(index, tmp_path):  # noqa: ARG001 - the index is built before
    """
    The Python of the README does what it says, in an empty folder.
    """
    [example] = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)
    article = tmp_path / "article.txt"
    article.write_text("Russian artillery shelled the village of Klishchiivka, near Bakhmut.")

    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "map.html").exists()


def test_the_version_is_the_distribution_s():
    """
    One version, in one place and in the change log.
    """
    assert f"## [{geomap.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_the_lock_names_no_registry():
    """
    The lock file holds versions and hashes, and no address.
    """
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")

    assert "://" not in lock
    assert "--index-url" not in lock
    assert lock.count("==") > 30
