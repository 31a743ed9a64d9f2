"""The user's cache: what is old there, and what is in use."""

import os
import time

import pytest

from gazetteer.cache import default_folder, mark_used, other_indexes, prune_cache
from gazetteer.errors import SourceError
from gazetteer.fetched import LIST, fetched_folder, list_fetched
from gazetteer.remote_cache import default_cache

DAY_S = 86_400


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """Return a cache of our own."""
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(tmp_path))
    return tmp_path


def make_index(cache, name, days):
    """Make a folder that looks like an index which was used so many days ago."""
    folder = cache / name
    folder.mkdir()
    manifest = folder / "manifest.json"
    manifest.write_text("{}", encoding="utf-8")
    then = time.time() - days * DAY_S
    for path in (manifest, folder):
        os.utime(path, (then, then))
    return folder


def test_old_indexes_are_removed(cache):
    """
    What nobody opened for a month goes, with what a broken build has left; the rest stays.
    """
    keep = make_index(cache, "index-2-new", 100)
    old = make_index(cache, "index-1-old", 31)
    scraps = make_index(cache, ".index-1-old-abc", 31)
    recent = make_index(cache, "index-1-recent", 29)
    other = make_index(cache, "photos", 400)

    assert prune_cache(keep) == [scraps, old]
    assert keep.exists()
    assert other.exists()
    assert other_indexes(keep) == [recent]


def test_an_index_in_use_is_not_old(cache):
    """
    Opening marks an index, at most once a day.
    """
    keep, used = make_index(cache, "index-2-new", 0), make_index(cache, "index-1-used", 31)
    mark_used(used)

    assert prune_cache(keep) == []
    stamp = (used / "manifest.json").stat().st_mtime_ns
    mark_used(used)
    assert (used / "manifest.json").stat().st_mtime_ns == stamp


def test_no_cache_is_no_error(cache):
    """
    Nothing there: nothing to remove, nothing to mark.
    """
    missing = cache / "none" / "index-1"
    mark_used(missing)

    assert prune_cache(missing) == []


def test_what_is_fetched_makes_another_default(cache):
    """
    The name of the default index depends on what was fetched, and on files that are there only.
    """
    before = default_folder()
    fetched_folder().mkdir()
    entry = '{"path": "UA.txt", "size": 3, "sha256": "aa", "url": "https://example.org"}'
    (fetched_folder() / LIST).write_text(f"[{entry}]", encoding="utf-8")

    assert default_folder() == before
    (fetched_folder() / "UA.txt").write_text("abc", encoding="utf-8")
    assert default_folder() != before
    assert default_folder().parent == cache


def test_a_broken_list_of_fetched_files_is_told(cache):
    """
    The error names the file and what to do.
    """
    fetched_folder().mkdir()
    (fetched_folder() / LIST).write_text("[{", encoding="utf-8")

    with pytest.raises(SourceError, match="fetch again"):
        list_fetched()
    assert cache.exists()


def test_all_that_is_cached_is_in_one_folder(cache):
    """
    The variable that moves the indexes moves what geocoders answered, too.
    """
    assert default_cache().parent == default_folder().parent == cache
