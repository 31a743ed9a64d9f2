"""The user's cache: where the default index and fetched files are kept, and what is old there."""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from gazetteer.manifest import MANIFEST

UNUSED_DAYS = 30.0
_DAY_S = 86_400.0
_INDEX = "index-"
_SCRAPS = f".{_INDEX}"


def cache_root() -> Path:
    """Return the folder of the user's cache that is ours; GEOMAP_CACHE_DIR moves it."""
    if chosen := os.environ.get("GEOMAP_CACHE_DIR"):
        return Path(chosen)
    import platformdirs  # noqa: PLC0415

    return Path(platformdirs.user_cache_dir("geomap"))


def default_folder() -> Path:
    """
    Return where the default index is kept.

    Its name holds the fingerprint of everything it is made from, so that a new version of a
    package, of our data, of the code that builds it or of fetched files makes a new index.
    """
    from gazetteer.fingerprint import fingerprint  # noqa: PLC0415

    return cache_root() / f"{_INDEX}{fingerprint()}"


def mark_used(folder: Path) -> None:
    """Note that an index was opened today; nothing but `prune_cache` ever looks at it."""
    manifest = folder / MANIFEST
    with suppress(OSError):
        if time.time() - manifest.stat().st_mtime > _DAY_S:
            os.utime(manifest)


def other_indexes(keep: Path) -> list[Path]:
    """Return the folders of other default indexes, finished or not, beside the one in use."""
    beside = keep.parent
    if not beside.is_dir():
        return []
    ours = (path for path in beside.iterdir() if path.name.startswith((_INDEX, _SCRAPS)))
    return sorted(path for path in ours if path != keep and path.is_dir())


def prune_cache(keep: Path, *, unused_days: float = UNUSED_DAYS) -> list[Path]:
    """
    Remove other default indexes that nobody has opened for a while, and what broken builds left.

    Parameters
    ----------
    keep
        The folder in use.
    unused_days
        How many days without use make an index old.

    Returns
    -------
    removed
        What was removed; a folder that cannot be removed stays and is no error.
    """
    old = [path for path in other_indexes(keep) if _unused_days(path) > unused_days]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return [path for path in old if not path.exists()]


def _unused_days(folder: Path) -> float:
    newest = max(_times(folder), default=time.time())
    return (time.time() - newest) / _DAY_S


def _times(folder: Path) -> Iterator[float]:
    for path in (folder, folder / MANIFEST):
        with suppress(OSError):
            yield path.stat().st_mtime
