"""
What geocoders answered, kept in one SQLite file, and whose turn it is to ask.

SQLite and not `diskcache`, whose last release is of 2023 and which unpickles what it reads; the
same file lets several processes keep one service's distance between requests together.
"""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import msgspec

from gazetteer.cache import cache_root
from gazetteer.errors import RemoteError
from gazetteer.model import Place

KEEP_S = 180 * 86_400.0
_LOCK_S = 30.0
_LONGEST_QUEUE_S = 600.0
_TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, at REAL, places BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS turns (service TEXT PRIMARY KEY, at REAL) WITHOUT ROWID;
"""
_DECODER = msgspec.json.Decoder(list[Place])


def default_cache() -> Path:
    """Return the file in the user's cache folder."""
    return cache_root() / "remote.sqlite"


class AnswerCache:
    """Answers by key; opened as a context."""

    def __init__(self, path: Path) -> None:
        """
        Open the file, made if need be.

        Raises
        ------
        RemoteError
            If it cannot be opened; without it every run would ask a server the same again.
        """
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._base = sqlite3.connect(path, timeout=_LOCK_S, isolation_level=None)
            self._base.executescript(_TABLES)
        except (OSError, sqlite3.Error) as error:
            message = f"{path}: no usable cache of answers ({error}); delete it or name another"
            raise RemoteError(message) from error

    def __enter__(self) -> Self:
        """Return the cache."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self._base.close()

    def read(self, key: str, *, now: float) -> Sequence[Place] | None:
        """Return an answer of the last half year, None if there is none."""
        row = self._base.execute(
            "SELECT places FROM answers WHERE key = ? AND at > ?", (key, now - KEEP_S)
        ).fetchone()
        try:
            return row and _DECODER.decode(row[0])
        except msgspec.DecodeError:  # of an older or later version of ours
            return None

    def write(self, key: str, places: Sequence[Place], *, now: float) -> None:
        """Keep an answer."""
        row = (key, now, msgspec.json.encode(places))
        self._base.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", row)

    def take_turn(self, service: str, *, pause_s: float, now: float) -> float:
        """
        Return when the next request to a service may be made, and put it down as made then.

        A turn that lies absurdly far ahead was written under another clock and counts for nothing.
        """
        self._base.execute("BEGIN IMMEDIATE")
        row = self._base.execute("SELECT at FROM turns WHERE service = ?", (service,)).fetchone()
        last = row[0] if row and row[0] <= now + _LONGEST_QUEUE_S else now - pause_s
        turn = max(now, last + pause_s)
        self._base.execute("INSERT OR REPLACE INTO turns VALUES (?, ?)", (service, turn))
        self._base.execute("COMMIT")
        return float(turn)
