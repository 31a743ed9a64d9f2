"""The index: names to places, read-only, memory-mapped, opened in milliseconds."""

import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from gazetteer.cache import default_folder, mark_used, prune_cache
from gazetteer.errors import GazetteerError, IndexDamagedError
from gazetteer.geodesy import bounds, distance_km
from gazetteer.grid import Box, cell_ranges
from gazetteer.keys import weight
from gazetteer.manifest import (
    FOLDED_POSTINGS,
    FOLDED_TRIE,
    MANIFEST,
    NAME_POSTINGS,
    NAME_TRIE,
    PLACES,
    Manifest,
    check_folder,
    check_unchanged,
)
from gazetteer.model import LonLat, NameMatch, Place, PlaceKind
from gazetteer.morphology import lemma_forms
from gazetteer.names import fold, normalise
from gazetteer.recognise import Recogniser
from gazetteer.records import RECORDS, RecordTable
from gazetteer.tables import DEMONYM, INFLECTED, SHORT, NameTable
from gazetteer.theatre import OWN_THEATRES, Theatre, load_theatre, recall_theatres
from gazetteer.typos import allowed_edits, similar_keys

if TYPE_CHECKING:
    from gazetteer.build import Progress

_CACHED_PLACES = 1 << 14
_PREFIX_KEYS = 2000
_MAPPED_BYTES = 1 << 30


class Index:
    """
    An open index; made by `open_index`, usable in several threads, picklable by its folder.

    Places are handed out as records, by id or by name. Nothing of it is ever written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest: Manifest = check_folder(folder)
        self._names = NameTable(folder / NAME_TRIE, folder / NAME_POSTINGS)
        self._folded = NameTable(folder / FOLDED_TRIE, folder / FOLDED_POSTINGS)
        self._records = RecordTable(folder / RECORDS)
        # Opened now and shared, so that a rebuilt folder is never mixed into an open index.
        self._connection = _connect(folder / PLACES)
        self._lock = threading.Lock()
        self._check_again()
        if OWN_THEATRES in self.manifest.files:
            recall_theatres(folder)
        self._at_row = lru_cache(maxsize=_CACHED_PLACES)(self._records.read)
        self._row_of = lru_cache(maxsize=_CACHED_PLACES)(self._find_row)
        self._recogniser = Recogniser(self._names, self._folded, self._read_id)

    def _check_again(self) -> None:
        try:
            check_unchanged(self.folder, self.manifest)
        except IndexDamagedError:
            self._connection.close()
            raise

    def __reduce__(self) -> tuple[type[Self], tuple[Path]]:
        """Pickle as the folder: another process maps the same files."""
        return type(self), (self.folder,)

    def __enter__(self) -> Self:
        """Return the index itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the index."""
        self.close()

    def close(self) -> None:
        """Close the file of places and forget those that are cached."""
        self._connection.close()
        for cache in (self._at_row, self._row_of):
            cache.cache_clear()

    def find_names(self, text: str) -> Iterator[NameMatch]:
        """
        Yield the names of the index that a text holds, from left to right, none overlapping.

        At each word the longest name is taken, an exact one before another spelling of the same
        length. A word in small letters begins only names that are written so ("eastern
        Ukraine"), an acronym must be in capitals; any other look at case is the caller's.
        `places` has the most prominent place first.
        """
        for start, end, how, ids in self._recogniser.walk(text):
            yield NameMatch(start=start, end=end, text=text[start:end], places=ids, how=how)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """
        Return the places of a name, the most prominent first.

        If none has this very name, then those of which it is a case form, else those of which it
        is another spelling.
        """
        return self.lookup_exact(name) or self.lookup_inflected(name) or self.lookup_folded(name)

    def lookup_exact(self, name: str) -> tuple[Place, ...]:
        """Return the places that have this name, whatever its case, diacritics and hyphens."""
        return self._places(self._names.rows(normalise(name), marks=0))

    def lookup_inflected(self, name: str) -> tuple[Place, ...]:
        """
        Return the places of which this is a case form in Ukrainian or Russian: Бахмуті.

        Those of the hand-written endings, else those of its lemmas where there is a dictionary.
        """
        rows = self._names.rows(normalise(name), marks=INFLECTED)
        return self._places(rows or self._lemma_rows(name))

    def _lemma_rows(self, name: str) -> list[int]:
        """Return the rows of the names that the words of a name may have as lemmas."""
        keys = lemma_forms(name)
        exact = [row for key in keys for row in self._names.rows(key, marks=0)]
        return exact or [row for key in keys for row in self._folded.rows(fold(key), marks=0)]

    def lookup_folded(self, name: str) -> tuple[Place, ...]:
        """Return the places that have this name in any romanisation, Ukrainian or Russian."""
        key = fold(name)
        rows = self._folded.rows(key, marks=0) or self._folded.rows(SHORT + key, marks=0)
        return self._places(rows)

    def lookup_demonym(self, word: str) -> tuple[Place, ...]:
        """Return the places whose people or things are called so, an adjective in any case."""
        key = normalise(word)
        own = self._names.rows(key, marks=DEMONYM)
        return self._places((*own, *self._names.rows(key, marks=DEMONYM | INFLECTED)))

    def lookup_similar(self, name: str) -> tuple[tuple[Place, int], ...]:
        """
        Return places whose name or spelling differs by one edit, else by two, with that number.

        None for a name that some place has, and for short ones, which resemble too many.
        """
        if self.lookup(name):
            return ()
        tables = ((self._names, normalise(name)), (self._folded, fold(name)))
        for edits in range(1, allowed_edits(normalise(name)) + 1):
            rows = dict.fromkeys(
                row
                for table, word in tables
                for key in sorted(similar_keys(table, word, max_edits=edits))
                for row in table.rows(key, marks=0)
            )
            if rows:
                places = sorted(self._places(rows), key=lambda place: (-weight(place), place.id))
                return tuple((place, edits) for place in places)
        return ()

    def place(self, identity: str) -> Place:
        """
        Return the place of an id.

        Raises
        ------
        KeyError
            If there is none.
        """
        return self._at_row(self._row_of(identity))

    def near(
        self, point: LonLat, *, radius_km: float, limit: int | None = None
    ) -> list[tuple[Place, float]]:
        """Return settlements within a distance, the nearest first, each with its kilometres."""
        found = []
        for row in self._rows_in(bounds(point, radius_km=radius_km)):
            place = self._at_row(row)
            km = distance_km(point, place.point)
            if km <= radius_km and _has_point(place):
                found.append((place, km))
        found.sort(key=lambda pair: (pair[1], pair[0].id))
        return found[:limit]

    def prefix(self, text: str, *, limit: int = 10) -> list[Place]:
        """Return places one of whose names begins so, the most prominent first."""
        rows: dict[int, None] = {}
        keys = self._names.trie.iterkeys(normalise(text))
        for key, _ in zip(keys, range(_PREFIX_KEYS), strict=False):
            rows.update(dict.fromkeys(self._names.rows(key, marks=0)))
        places = sorted(map(self._at_row, rows), key=lambda place: (-weight(place), place.id))
        return places[:limit]

    def places_in(self, area_id: str) -> list[Place]:
        """
        Return the settlements of an admin1 unit (`UA.05`) or of a vernacular region.

        A region's are those of its members, as far as they lie within its `clip`.
        """
        members, clip = self._members(area_id)
        marks = ",".join("?" * len(members))
        query = f"SELECT row FROM place WHERE unit IN ({marks}) ORDER BY row"  # noqa: S608 - marks
        places = (self._at_row(row) for (row,) in self._select(query, members))
        return [each for each in places if _has_point(each) and _in(clip, each)]

    def theatre(self, name: str) -> Theatre:
        """Return a theatre by its name."""
        return load_theatre(name)

    def _members(self, area_id: str) -> tuple[tuple[str, ...], Box | None]:
        theatre, _, short = area_id.removeprefix("theatre:").partition("/")
        if not area_id.startswith("theatre:"):
            return (area_id,), None
        regions = {region.id: region for region in load_theatre(theatre).regions}
        return regions[short].members, regions[short].clip

    def _places(self, rows: Iterable[int]) -> tuple[Place, ...]:
        return tuple(map(self._at_row, dict.fromkeys(rows)))

    def _select(self, query: str, values: Sequence[int | str]) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            message = f"index {self.folder}: {PLACES}: {error}; build it again"
            raise IndexDamagedError(message) from error

    def _read_id(self, row: int) -> str:
        return self._at_row(row).id

    def _find_row(self, identity: str) -> int:
        found = self._select("SELECT row FROM place WHERE id = ?", (identity,))
        if not found:
            raise KeyError(identity)
        return int(found[0][0])

    def _rows_in(self, box: Box) -> Iterator[int]:
        """Yield the rows of the grid cells that touch a box, over the antimeridian too."""
        query = "SELECT row FROM place WHERE cell BETWEEN ? AND ?"
        for cells in cell_ranges(box):
            yield from (row for (row,) in self._select(query, cells))


def _connect(path: Path) -> sqlite3.Connection:
    """Open the places; `immutable` spares locks and writes nothing beside them."""
    uri = f"{path.resolve().as_uri()}?immutable=1&mode=ro"
    connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
    connection.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    return connection


def _has_point(place: Place) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and not place.is_vague


def _in(clip: Box | None, place: Place) -> bool:
    if clip is None:
        return True
    west, south, east, north = clip
    return west <= place.point.lon <= east and south <= place.point.lat <= north


def open_index(
    folder: str | os.PathLike[str] | None = None, *, progress: "Progress | None" = None
) -> Index:
    """
    Open an index.

    Parameters
    ----------
    folder
        An index folder; by default the one that the environment variable GEOMAP_GAZETTEER names,
        else the one in the user's cache, which is built when it is not there yet (under a
        minute) and built again when it is damaged.
    progress
        Called while building: steps done, steps in all, what comes now.

    Raises
    ------
    IndexDamagedError
        If a folder that was named is not a whole index of this format.
    """
    named = folder or os.environ.get("GEOMAP_GAZETTEER")
    if named:
        return Index(Path(named))
    default = default_folder()
    try:
        if (default / MANIFEST).is_file():
            mark_used(default)
            return Index(default)
    except IndexDamagedError as error:
        if progress is not None:
            progress(0, 1, f"building again: {error}")
    return _build_default(default, progress)


def _build_default(folder: Path, progress: "Progress | None") -> Index:
    from gazetteer.build import build_index  # noqa: PLC0415 - only when there is no index

    try:
        build_index(folder, progress=progress)
    except OSError as error:
        if isinstance(error, GazetteerError) or not (folder / MANIFEST).is_file():
            raise
        # Another process was faster: what it has put there is checked as any other.
    prune_cache(folder)
    return Index(folder)
