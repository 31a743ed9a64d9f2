"""
Rows of files that others wrote: read with bounds, checked, refused one by one and on record.

A row that cannot be used never ends a build; it is refused with file, line, fault and remedy.
"""

import gzip
import io
import math
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import IO, NamedTuple, cast

from gazetteer.errors import SourceError
from gazetteer.model import LonLat

MAX_NAME = 200
MAX_LINE = 1_000_000
_SHOWN = 200
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class Fault(StrEnum):
    """Why a row is refused; these words count the rows in an index's manifest."""

    COORDINATES_OUT_OF_RANGE = "coordinates out of range"
    COORDINATES_SWAPPED = "coordinates swapped"
    DUPLICATE_ID = "duplicate id"
    EMPTY_NAME = "empty name"
    FAR_FROM_ITS_DISTRICT = "far from its district"
    LINE_TOO_LONG = "line too long"
    NAME_TOO_LONG = "name too long"
    NOT_A_NUMBER = "not a number"
    NOT_A_TABLE_ROW = "not a table row"
    NOT_TEXT = "not text"
    NO_COORDINATES = "no coordinates"
    NO_GEOMETRY = "no geometry"
    NO_ID = "no id"
    POINT_OF_A_NAMESAKE = "point of a namesake"
    UNKNOWN_COUNTRY = "unknown country"
    UNKNOWN_KIND = "unknown kind"
    WRONG_ENCODING = "wrong encoding"
    WRONG_NUMBER_OF_COLUMNS = "wrong number of columns"


class RowError(ValueError):
    """A row cannot be used: `reason` names the kind of fault, the text tells what to do."""

    def __init__(self, reason: Fault, words: str) -> None:
        """Take the kind of fault, for counting, and the fault of this row in words."""
        super().__init__(words)
        self.reason = reason


class Refusal(NamedTuple):
    """A row that was refused; `row` is its beginning."""

    file: str
    line: int
    reason: Fault
    words: str
    row: str

    def __str__(self) -> str:
        """Return file, line and words, as a compiler tells them."""
        return f"{self.file}:{self.line}: {self.words}"


@dataclass
class RowLog:
    """What became of the rows of a source; filled while it is read."""

    rows: int = 0
    refused: list[Refusal] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    newest: str = ""

    def refuse(self, path: Path, line: int, error: RowError, row: str = "") -> None:
        """Put a refused row on record."""
        shown = row.replace("\t", " | ").strip()[:_SHOWN]
        self.refused.append(Refusal(path.name, line, error.reason, str(error), shown))

    def reasons(self) -> dict[str, int]:
        """Count the refused rows by the kind of their fault."""
        return dict(sorted(Counter(refusal.reason.value for refusal in self.refused).items()))


@contextmanager
def open_text(path: Path, *, newline: str = "\n") -> Iterator[IO[str]]:
    """
    Open a text file, also one that gzip or zip has packed: UTF-8, or UTF-16 with its mark.

    What cannot be decoded becomes U+FFFD, so that only its rows are lost.

    Raises
    ------
    SourceError
        If the file cannot be opened or unpacked.
    """
    try:
        with ExitStack() as stack:
            raw = _unpacked(stack.enter_context(path.open("rb")), stack)
            encoding = "utf-16" if raw.peek(2)[:2] in _UTF16 else "utf-8-sig"
            yield io.TextIOWrapper(raw, encoding, errors="replace", newline=newline)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError) as error:
        message = f"{path}: cannot be read to its end ({error}): get the file again"
        raise SourceError(message) from error


def _unpacked(raw: io.BufferedReader, stack: ExitStack) -> io.BufferedReader:
    """Return the bytes within; of an archive the largest member, since GeoNames adds a readme."""
    head = raw.peek(4)
    if head.startswith(_GZIP):
        packed = stack.enter_context(gzip.GzipFile(fileobj=raw))
        return stack.enter_context(io.BufferedReader(cast("io.RawIOBase", packed)))
    if head.startswith(_ZIP):
        archive = stack.enter_context(zipfile.ZipFile(raw))
        member = max(archive.infolist(), key=lambda info: (info.file_size, info.filename))
        opened = stack.enter_context(archive.open(member))
        return stack.enter_context(io.BufferedReader(cast("io.RawIOBase", opened)))
    return raw


def read_lines(path: Path, *, newline: str = "\n") -> Iterator[tuple[int, str | None]]:
    """Yield line numbers from 1 and lines; None for a line of more than a million characters."""
    with open_text(path, newline=newline) as file:
        number = 0
        while line := file.readline(MAX_LINE):
            number += 1
            long = len(line) == MAX_LINE and not line.endswith("\n")
            while long and (rest := file.readline(MAX_LINE)) and not rest.endswith("\n"):
                pass
            yield number, None if long else line


def tab_rows(path: Path, log: RowLog, *, columns: Sequence[int]) -> Iterator[tuple[int, list[str]]]:
    """Yield line numbers and fields of a file as GeoNames writes them, without a header."""
    for number, line in read_lines(path):
        if line is not None and (not line.strip() or line.startswith("#")):
            continue
        log.rows += 1
        try:
            yield number, split_tabs(line, columns)
        except RowError as error:
            log.refuse(path, number, error, line or "")


def split_tabs(line: str | None, columns: Sequence[int]) -> list[str]:
    """
    Cut a line at its tabs.

    Raises
    ------
    RowError
        If it has another number of columns, or is no text.
    """
    check_text(line)
    fields = cast("str", line).rstrip("\r\n").split("\t")
    if len(fields) not in columns:
        words = f"{len(fields)} columns where {columns[0]} are expected, with tabs between them"
        raise RowError(Fault.WRONG_NUMBER_OF_COLUMNS, words)
    return fields


def check_text(line: str | None) -> None:
    """Refuse a line that is far too long or was not text in the encoding of its file."""
    if line is None:
        raise RowError(Fault.LINE_TOO_LONG, f"more than {MAX_LINE:,} characters in one line")
    if "\ufffd" in line:
        raise RowError(Fault.WRONG_ENCODING, "not UTF-8: save the file as UTF-8")
    if "\0" in line:
        raise RowError(Fault.NOT_TEXT, "holds a zero byte: is this a text file?")


def check_name(name: str) -> str:
    """Return a name without spaces around it; refuse one that is empty or endless."""
    name = name.strip()
    if not any(map(str.isalpha, name)):
        raise RowError(Fault.EMPTY_NAME, f"the name {name!r} has no letters")
    if len(name) > MAX_NAME:
        words = f"the name has {len(name):,} characters, more than {MAX_NAME}"
        raise RowError(Fault.NAME_TOO_LONG, words)
    return name


def check_point(lon: str, lat: str) -> LonLat:
    """Return a point from its two numbers in degrees; refuse what is none, or stands for none."""
    point = LonLat(_degrees("longitude", lon), _degrees("latitude", lat))
    if abs(point.lat) > 90:
        swap = ": are longitude and latitude swapped?" if abs(point.lon) <= 90 else ""
        words = f"latitude {lat} is not between -90 and 90{swap}"
        raise RowError(Fault.COORDINATES_OUT_OF_RANGE, words)
    if abs(point.lon) > 180:
        raise RowError(
            Fault.COORDINATES_OUT_OF_RANGE, f"longitude {lon} is not between -180 and 180"
        )
    if point == LonLat(0, 0):
        raise RowError(Fault.NO_COORDINATES, "0, 0 stands for an unknown point: leave the row out")
    return point


def _degrees(which: str, text: str) -> float:
    text = text.strip()
    try:
        number = float(text.replace(",", ".", 1) if "." not in text else text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise RowError(Fault.NO_COORDINATES, f"{which} {text[:40]!r} is not a number of degrees")
    return number
