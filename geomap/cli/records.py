"""Records from files or standard input, and to standard output."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from geomap.codec import decode_records
from geomap.errors import InputError
from geomap.model import Claim, Event, Record
from geomap.schema import READABLE

R = TypeVar("R", bound=Record)


def read_records(path: str, kind: type[R]) -> list[R]:
    """
    Read all records of a file, or of standard input for "-".

    Claims and events are also read from our own GeoJSON, GeoPackage and GeoParquet.

    Raises
    ------
    InputError
        The file cannot be opened.
    RecordError
        A line is not such a record.
    """
    if path == "-":
        return list(decode_records(sys.stdin.buffer, kind))
    if kind in {Claim, Event} and Path(path).suffix.lower() in READABLE:
        from geomap.run.stored import open_stored

        with open_stored(path) as stored:
            return list(stored.events if kind is Event else stored.claims.values())  # type: ignore[arg-type]
    try:
        with Path(path).open("rb") as lines:
            return list(decode_records(lines, kind, name=path))
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error


def print_records(lines: Iterable[bytes]) -> None:
    """Write encoded records to standard output, as long as somebody reads them."""
    try:
        sys.stdout.buffer.writelines(lines)
        sys.stdout.buffer.flush()
    except BrokenPipeError:  # the reader has seen enough: "geomap extract ... | head"
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
