"""Records to JSON lines and back: the one place that encodes and decodes them."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from geomap.errors import RecordError
from geomap.model import Record

R = TypeVar("R", bound=Record)

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
