"""Records to JSON lines and back: the one place that encodes and decodes them."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

import msgspec

from geomap.errors import InputError, RecordError
from geomap.model import Record

R = TypeVar("R", bound=Record)
D = TypeVar("D")

_Path = str | os.PathLike[str]
_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode_record(record: Record) -> bytes:
    """Return a record as one line of JSON (UTF-8), its newline included."""
    return _ENCODER.encode(record) + b"\n"


def encode_records(records: Iterable[Record]) -> Iterator[bytes]:
    """Yield each record as one line of JSON (UTF-8)."""
    return map(encode_record, records)


def decode_records(lines: Iterable[bytes], kind: type[R], *, name: str = "-") -> Iterator[R]:
    """
    Read records back from JSON lines; blank lines are skipped.

    Parameters
    ----------
    lines
        Lines of JSON, with or without their newlines.
    kind
        The record's class.
    name
        What errors call the input.

    Raises
    ------
    RecordError
        At the first line that is not such a record, named with its number.
    """
    decoder = msgspec.json.Decoder(kind)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            message = f"{name}:{number}: not a {kind.__name__} record: {error}"
            raise RecordError(message) from error


class RecordFile(Generic[R]):
    """
    The records of a file of JSON lines, read anew each time they are gone through.

    Raises
    ------
    InputError
        The file cannot be opened.
    RecordError
        A line is not such a record.
    """

    def __init__(self, path: _Path, kind: type[R]) -> None:
        self.path, self.kind = Path(path), kind

    def __iter__(self) -> Iterator[R]:
        """Yield the records, line by line."""
        try:
            lines = self.path.open("rb")
        except OSError as error:
            message = f"{self.path}: cannot be read: {error.strerror}"
            raise InputError(message) from error
        with lines:
            yield from decode_records(lines, self.kind, name=str(self.path))


class _Named(msgspec.Struct):
    id: str


class RecordIndex(Mapping[str, R]):
    """
    The records of a file of JSON lines by their ids, each read when it is asked for.

    Held in memory are an id and an offset for each line, about 150 bytes. Of two records with
    one id the later is found. To be closed, or used in a `with` statement.

    Raises
    ------
    InputError
        The file cannot be opened.
    RecordError
        A line is not such a record; of a line that is never asked for only the id is looked at.
    """

    def __init__(self, path: _Path, kind: type[R]) -> None:
        self._path, self._decoder = Path(path), msgspec.json.Decoder(kind)
        try:
            self._lines = self._path.open("rb")
        except OSError as error:
            message = f"{path}: cannot be read: {error.strerror}"
            raise InputError(message) from error
        self._offsets = dict(self._scan())

    def _scan(self) -> Iterator[tuple[str, int]]:
        offset, decoder = 0, msgspec.json.Decoder(_Named)
        for line in self._lines:
            if line.strip():
                yield self._decode(decoder, line, offset).id, offset
            offset += len(line)

    def _decode(self, decoder: "msgspec.json.Decoder[D]", line: bytes, offset: int) -> D:
        try:
            return decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            number = self._path.read_bytes()[:offset].count(b"\n") + 1
            kind = getattr(self._decoder.type, "__name__", "")
            message = f"{self._path}:{number}: not a {kind} record: {error}"
            self._lines.close()
            raise RecordError(message) from error

    def __getitem__(self, key: str) -> R:
        """Return the record of an id; KeyError if there is none."""
        offset = self._offsets[key]
        self._lines.seek(offset)
        return self._decode(self._decoder, self._lines.readline(), offset)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a record of an id, without reading it."""
        return key in self._offsets

    def __iter__(self) -> Iterator[str]:
        """Yield the ids, in the order of the lines."""
        return iter(self._offsets)

    def __len__(self) -> int:
        """Return the number of records."""
        return len(self._offsets)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._lines.close()
