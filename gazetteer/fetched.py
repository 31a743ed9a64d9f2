"""What was fetched from GeoNames: files in the user's cache, and the list of them."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from gazetteer.cache import cache_root
from gazetteer.errors import SourceError

if TYPE_CHECKING:
    from gazetteer.sources.model import Source

LIST = "fetched.json"


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was fetched and verified; `changed` is what the server says of its age."""

    path: str
    size: int
    sha256: str
    url: str
    changed: str = ""


def fetched_folder() -> Path:
    """Return where fetched files are kept."""
    return cache_root() / "fetched"


def list_fetched() -> list[Fetched]:
    """
    Return the fetched files that are there, ordered by path.

    Raises
    ------
    SourceError
        If their list cannot be read.
    """
    folder = fetched_folder()
    if not (folder / LIST).is_file():
        return []
    try:
        found = msgspec.json.decode((folder / LIST).read_bytes(), type=list[Fetched])
    except (OSError, msgspec.DecodeError) as error:
        message = f"{folder / LIST}: {error}; remove the folder and fetch again"
        raise SourceError(message) from error
    return [each for each in found if _is_there(folder / each.path, each.size)]


def _is_there(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def fetched_sources() -> "Sequence[Source]":
    """Return the sources of what was fetched; none if nothing was."""
    found = {fetched_folder() / each.path: each for each in list_fetched()}
    if not found:
        return ()
    from gazetteer.sources.detect import sources_of  # noqa: PLC0415 - needed rarely

    return [_dated(source, found) for source in sources_of(sorted(found))]


def _dated(source: "Source", found: dict[Path, Fetched]) -> "Source":
    """Give a source the date that the server told of its main file."""
    changed = found[source.files[0]].changed
    return source._replace(version=f"published {changed}" if changed else "")
