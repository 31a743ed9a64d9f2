"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from geomap.errors import ExportError


def write_atomically(path: str | os.PathLike[str], chunks: Iterable[bytes]) -> None:
    """
    Write a file so that a reader, or a crash, never meets half of it.

    The chunks go to a temporary file in the same folder, which is flushed to the disk and then
    takes the place of the old file. Missing folders are made.

    Parameters
    ----------
    path
        File to write; one that is there is replaced.
    chunks
        Its bytes; what they raise is passed on, and the old file stays.

    Raises
    ------
    ExportError
        The file cannot be written; the text names it and what to do.
    """
    with replacing(path) as temporary, temporary.open("wb") as handle:
        _fill(handle, chunks, target=Path(path))


def check_free(path: Path, *, force: bool = False) -> None:
    """
    Make sure that a file may be written.

    Raises
    ------
    ExportError
        It is there, and not to be replaced.
    """
    if path.exists() and not force:
        message = f"{path} is there already; choose another name, or replace it with --force"
        raise ExportError(message)


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """
    Yield a new file beside `path` that takes its place when the block ends well.

    It is flushed to the disk first; if the block raises, it is removed and the old file stays.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(
            prefix=f".{target.name[:80]}.", suffix=target.suffix[:40], dir=target.parent
        )
        os.close(number)
    except OSError as error:
        raise _failure(target, error) from error
    try:
        yield Path(name)
        _replace(Path(name), target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _fill(handle: BinaryIO, chunks: Iterable[bytes], *, target: Path) -> None:
    for chunk in chunks:
        try:
            handle.write(chunk)
        except OSError as error:
            raise _failure(target, error) from error


def _replace(temporary: Path, target: Path) -> None:
    try:
        with temporary.open("rb") as handle:
            os.fsync(handle.fileno())
        temporary.chmod(_mode(target))
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _failure(target, error) from error


def _mode(target: Path) -> int:
    """Return the rights a file made in the plain way would have; mkstemp gives its owner's only."""
    if target.is_file():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # folders cannot be opened there
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _failure(target: Path, error: OSError) -> ExportError:
    reason = error.strerror or str(error)
    message = f"cannot write {target}: {reason}; check the folder, its rights and the space left"
    return ExportError(message)
