"""
The files of an index: names as a marisa-trie with postings, where places lie, and a manifest.

A damaged trie answers wrongly without an error, so that nothing is mapped before its checksum is
known to be right. The places themselves are in `gazetteer.records`, each with a checksum.
"""

import hashlib
import mmap
import sqlite3
import sys
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import marisa_trie
import msgspec

from gazetteer.errors import IndexDamagedError
from gazetteer.model import LonLat, Place
from gazetteer.records import RECORDS

FORMAT = 3
MANIFEST = "manifest.json"
PLACES = "places.sqlite"
NAME_TRIE, NAME_POSTINGS = "names.trie", "names.bin"
FOLDED_TRIE, FOLDED_POSTINGS = "folded.trie", "folded.bin"
CELLS_PER_DEGREE = 4
# Before the keys of names that may begin with a small letter ("eastern Ukraine").
SMALL = "^"
# Before the keys of short spellings, which a look-up finds and a text does not.
SHORT = "~"
# A posting is a number: its lowest bits are marks, the others the row.
DEMONYM, ACRONYM, INFLECTED, _ROW = 1, 2, 4, 3
_KINDS = DEMONYM | INFLECTED
_CHUNK = 1 << 20
_SAMPLE_BYTES = 1 << 16
_SAMPLES = 16
_SAMPLED = {PLACES, RECORDS}
_WHOLE_BYTES = 1 << 23
_SCHEMA = """
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE place (
  row INTEGER PRIMARY KEY, id TEXT NOT NULL, unit TEXT, lon REAL NOT NULL, lat REAL NOT NULL,
  cell INTEGER NOT NULL
);
"""
_INDEXES = """
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_cell ON place (cell);
CREATE INDEX place_unit ON place (unit) WHERE unit IS NOT NULL;
PRAGMA optimize;
"""


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


class Posting(NamedTuple):
    """One meaning of a name: the place's row, and how the name stands for it."""

    row: int
    demonym: bool = False
    acronym: bool = False
    inflected: bool = False


class NameTable:
    """A read-only map from names to postings, both files mapped into memory."""

    def __init__(self, trie: Path, postings: Path) -> None:
        self.trie = marisa_trie.Trie()
        self.trie.mmap(str(trie))
        self._get = self.trie.get
        with postings.open("rb") as file:
            mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._numbers = memoryview(mapped).cast("I")

    def key(self, name: str) -> int | None:
        """Return the key id of a name, None if it is unknown."""
        found: int | None = self._get(name)
        return found

    def begins(self, prefix: str) -> bool:
        """Say whether any name begins so."""
        return next(self.trie.iterkeys(prefix), None) is not None

    def get(self, name: str) -> list[Posting]:
        """Return what a name may mean, the most prominent place first; empty if unknown."""
        key = self.key(name)
        return [] if key is None else self.postings(key)

    def postings(self, key: int) -> list[Posting]:
        """Return the postings of a key id."""
        return [
            Posting(
                number >> _ROW,
                bool(number & DEMONYM),
                bool(number & ACRONYM),
                bool(number & INFLECTED),
            )
            for number in self._numbers_of(key)
        ]

    def rows(self, name: str, *, marks: int) -> list[int]:
        """Return the rows for which a name stands with just these marks (acronyms are names)."""
        key = self.key(name)
        if key is None:
            return []
        return [number >> _ROW for number in self._numbers_of(key) if number & _KINDS == marks]

    def _numbers_of(self, key: int) -> "memoryview[int] | tuple[int]":
        numbers = self._numbers
        first, last = numbers[key], numbers[key + 1]
        return (numbers[first],) if last - first == 1 else numbers[first:last]


def write_names(names: Mapping[str, list[Posting]], trie: Path, postings: Path) -> None:
    """Write names and their postings; the order of each list is kept."""
    built = marisa_trie.Trie(sorted(names))
    built.save(str(trie))
    by_key = sorted((built[name], name) for name in names)
    starts, numbers = array("I"), array("I")
    for _, name in by_key:
        starts.append(len(names) + 1 + len(numbers))
        numbers.extend(map(_pack, names[name]))
    starts.append(len(names) + 1 + len(numbers))
    postings.write_bytes(starts.tobytes() + numbers.tobytes())


def _pack(posting: Posting) -> int:
    row, demonym, acronym, inflected = posting
    return row << _ROW | inflected * INFLECTED | acronym * ACRONYM | demonym * DEMONYM


def cell_of(point: LonLat) -> int:
    """Return the number of a point's grid cell: rows from the south, cells from the west."""
    row = int((point.lat + 90) * CELLS_PER_DEGREE)
    wide = 360 * CELLS_PER_DEGREE
    return row * wide + min(int((point.lon + 180) * CELLS_PER_DEGREE), wide - 1)


def write_places(places: Iterable[Place], path: Path) -> None:
    """Write where places lie in their order, and what their ids are; the first has row 0."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?)",
        (
            (row, place.id, _unit(place), *place.point, cell_of(place.point))
            for row, place in enumerate(places)
        ),
    )
    connection.execute("COMMIT")
    connection.executescript(_INDEXES)
    connection.close()


def _unit(place: Place) -> str | None:
    return f"{place.country}.{place.admin1}" if place.country and place.admin1 else None


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
