"""The tables of an index: names as a marisa-trie with postings, and where places lie."""

import mmap
import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import marisa_trie

from gazetteer.grid import cell_of
from gazetteer.model import Place

# Before the keys of names that may begin with a small letter ("eastern Ukraine").
SMALL = "^"
# Before the keys of short spellings, which a look-up finds and a text does not.
SHORT = "~"
# A posting is a number: its lowest bits are marks, the others the row.
DEMONYM, ACRONYM, INFLECTED, _ROW = 1, 2, 4, 3
_KINDS = DEMONYM | INFLECTED
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
