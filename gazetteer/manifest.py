"""
The manifest of an index folder: what it holds, where that comes from, and what its files must be.

A damaged trie answers wrongly without an error, so that nothing is mapped before its checksum is
known to be right. The places themselves are in `gazetteer.records`, each with a checksum.
"""

import hashlib
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gazetteer.errors import IndexDamagedError
from gazetteer.records import RECORDS

FORMAT = 3
MANIFEST = "manifest.json"
PLACES = "places.sqlite"
NAME_TRIE, NAME_POSTINGS = "names.trie", "names.bin"
FOLDED_TRIE, FOLDED_POSTINGS = "folded.trie", "folded.bin"
_CHUNK = 1 << 20
_SAMPLE_BYTES = 1 << 16
_SAMPLES = 16
_SAMPLED = {PLACES, RECORDS}
_WHOLE_BYTES = 1 << 23


class FileEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the index: bytes, sha256 of all of it, crc32 of all of it and of its samples."""

    size: int
    sha256: str
    crc32: int
    sample_crc32: int


class Input(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where places came from: a source, its licence, its date or version, and its files' sha256.

    Of a source that is read row by row: how many rows, how many of them are refused as wrong
    and left out as not wanted, by reason.
    """

    name: str
    licence: str
    version: str
    files: dict[str, str]
    places: int = 0
    rows: int = 0
    refused: dict[str, int] = {}
    left_out: dict[str, int] = {}


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What an index folder holds; read before anything else of it."""

    format: int
    byteorder: str
    places: int
    names: int
    folded_names: int
    inputs: tuple[Input, ...]
    files: dict[str, FileEntry]


def measure(path: Path) -> FileEntry:
    """Return length and checksums of a file."""
    digest, crc = hashlib.sha256(), 0
    for chunk in _chunks(path):
        digest.update(chunk)
        crc = zlib.crc32(chunk, crc)
    return FileEntry(
        size=path.stat().st_size,
        sha256=digest.hexdigest(),
        crc32=crc,
        sample_crc32=_sample_crc32(path),
    )


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _sample_crc32(path: Path) -> int:
    """Check the first block, the last, and some evenly between them."""
    size, crc = path.stat().st_size, 0
    with path.open("rb") as file:
        for step in range(_SAMPLES):
            file.seek(max(0, size - _SAMPLE_BYTES) * step // (_SAMPLES - 1))
            crc = zlib.crc32(file.read(_SAMPLE_BYTES), crc)
    return crc


def write_manifest(manifest: Manifest, folder: Path) -> None:
    """Write the manifest as indented JSON."""
    text = msgspec.json.encode(manifest, order="deterministic")
    (folder / MANIFEST).write_bytes(msgspec.json.format(text, indent=1) + b"\n")


def check_folder(folder: Path, *, full: bool = False) -> Manifest:
    """
    Check an index folder and return its manifest.

    Parameters
    ----------
    folder
        The index.
    full
        Whether to compare the sha256 of every byte; else names are read whole (crc32) and
        of many places only samples, because each place is checked when it is read.

    Raises
    ------
    IndexDamagedError
        If anything is missing, of another format, or fails its checksum.
    """
    manifest = _read_manifest(folder)
    for name, entry in sorted(manifest.files.items()):
        path = folder / name
        if not path.is_file():
            raise _damaged(folder, f"{name} is missing")
        if path.stat().st_size != entry.size:
            raise _damaged(folder, f"{name} has {path.stat().st_size} bytes, not {entry.size}")
        if not _matches(path, entry, full=full):
            raise _damaged(folder, f"{name} fails its checksum")
    return manifest


def check_unchanged(folder: Path, manifest: Manifest) -> None:
    """
    Check that the files that were opened after `check_folder` are those it has checked.

    Raises
    ------
    IndexDamagedError
        If another index was put there meanwhile.
    """
    if _read_manifest(folder) != manifest:
        message = f"index {folder}: it was replaced while it was opened; open it again"
        raise IndexDamagedError(message)


def _read_manifest(folder: Path) -> Manifest:
    try:
        data = (folder / MANIFEST).read_bytes()
        version = msgspec.json.decode(data, type=dict[str, object]).get("format")
    except (OSError, msgspec.DecodeError) as error:
        raise _damaged(folder, f"its manifest cannot be read ({error})") from error
    if version != FORMAT:
        raise _damaged(folder, f"its format is {version}, this program reads {FORMAT}")
    try:
        manifest = msgspec.json.decode(data, type=Manifest)
    except msgspec.DecodeError as error:
        raise _damaged(folder, f"its manifest is not one ({error})") from error
    if manifest.byteorder != sys.byteorder:
        raise _damaged(folder, f"it was built on a {manifest.byteorder}-endian machine")
    return manifest


def _matches(path: Path, entry: FileEntry, *, full: bool) -> bool:
    if full:
        return measure(path) == entry
    if path.name in _SAMPLED and entry.size > _WHOLE_BYTES:
        return _sample_crc32(path) == entry.sample_crc32
    crc = 0
    for chunk in _chunks(path):
        crc = zlib.crc32(chunk, crc)
    return crc == entry.crc32


def _damaged(folder: Path, what: str) -> IndexDamagedError:
    message = f"index {folder}: {what}; build it again with: gazetteer build --force {folder}"
    return IndexDamagedError(message)
