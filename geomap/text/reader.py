"""
Inputs to documents: text files and JSON lines, plain or gzip, folders, standard input.

What cannot be read never stops the rest: it becomes a `Rejected` that says which input, which line
and what to do. Memory is bounded by the longest document that is allowed.
"""

import gzip
import io
import logging
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, TypedDict, Unpack, cast

import msgspec

from geomap.errors import InputError
from geomap.ids import document_id
from geomap.model import Document, Rejected

MAX_CHARACTERS = 10_000_000
STDIN = "-"
SUFFIXES = (".txt", ".jsonl", ".ndjson")

_GZIP = b"\x1f\x8b"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_JSON_LINE = re.compile(rb'\s*\{\s*"')
_CHUNK = 1 << 20
_BYTES_A_CHARACTER = 4

_LOG = logging.getLogger(__name__)


class _Line(msgspec.Struct, kw_only=True):
    """A document as a JSON line; null and left out are the same."""

    text: str
    id: str | int | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


_FIELDS = frozenset(_Line.__struct_fields__)


class Reading(TypedDict, total=False):
    """
    What holds for documents that do not say it themselves, and the longest that is taken.

    `published` is an ISO date or time, `language` an ISO 639-1 code; `max_characters` counts code
    points.
    """

    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    language: str | None
    max_characters: int


def read_documents(
    paths: Iterable[str | Path], **reading: Unpack[Reading]
) -> Iterator[Document | Rejected]:
    """
    Read documents one after the other.

    Parameters
    ----------
    paths
        Files, folders (their .txt, .jsonl and .ndjson files, also with .gz) and "-" for standard
        input. Whether a file is packed with gzip, and whether it holds JSON lines, is seen from
        its content.
    reading
        See `Reading`.

    Yields
    ------
    item
        A document, its text exactly as read (line ends too), or what was rejected and why.
    """
    max_characters = reading.get("max_characters", MAX_CHARACTERS)
    seen: dict[str, str] = {}
    for name in list_inputs(paths):
        if isinstance(name, Rejected):
            yield name
            continue
        for item in _read_input(name, max_characters=max_characters):
            yield item if isinstance(item, Rejected) else _admit(*item, reading, seen)


def check_published(value: str) -> str:
    """
    Return an ISO date or time as it is.

    Raises
    ------
    InputError
        If it is neither.
    """
    try:
        datetime.fromisoformat(value)
    except ValueError as error:
        message = f"{value[:40]!r} is not an ISO date such as 2024-03-01"
        raise InputError(message) from error
    return value


def _admit(
    where: Rejected, line: _Line, given: Reading, seen: dict[str, str]
) -> Document | Rejected:
    """Make a document of a line, unless a document of its id was there before."""
    name = where.input if where.line is None else f"{where.input}:{where.line}"
    try:
        document = _document(line, given, name)
    except InputError as error:
        return msgspec.structs.replace(where, reason=str(error))
    if document.id in seen:
        reason = f"a document of the id {document.id!r} was already read from {seen[document.id]}"
        return msgspec.structs.replace(where, reason=reason)
    seen[document.id] = name
    return document


def _document(line: _Line, given: Reading, name: str) -> Document:
    if not line.text.strip():
        message = "it holds no text"
        raise InputError(message)
    published = line.published or given.get("published")
    return Document(
        id=str("" if line.id is None else line.id) or document_id(line.text),
        text=line.text,
        title=line.title or given.get("title"),
        publisher=line.publisher or given.get("publisher"),
        url=line.url or given.get("url"),
        published=check_published(published) if published else None,
        language=line.language or given.get("language"),
        input=name,
    )


def list_inputs(paths: Iterable[str | Path]) -> Iterator[str | Rejected]:
    """Yield the names of what is to be read; the files of a folder in the order of their names."""
    for path in map(str, paths):
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        inside = sorted(p for p in Path(path).rglob("*") if p.is_file() and _is_wanted(p))
        yield from (p.as_posix() for p in inside)
        if not inside:
            yield Rejected(input=path, reason="the folder holds no .txt or .jsonl file")


def _is_wanted(path: Path) -> bool:
    name = path.name.lower().removesuffix(".gz")
    return name.endswith(SUFFIXES) and not name.startswith(".")


def _read_input(name: str, *, max_characters: int) -> Iterator[tuple[Rejected, _Line] | Rejected]:
    """Yield the lines of one input, each with a form to fill in if it has to be rejected."""
    try:
        with open_input(name) as stream:
            if _holds_json_lines(stream, name):
                yield from _read_lines(stream, name, max_characters=max_characters)
            else:
                text = _read_text(stream, max_characters=max_characters)
                yield Rejected(input=name, reason=""), _Line(text=text)
    except InputError as error:
        yield Rejected(input=name, reason=str(error))
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        yield Rejected(input=name, reason=f"it is a damaged or cut off gzip file ({error})")
    except OSError as error:
        yield Rejected(input=name, reason=f"it cannot be read: {error.strerror or error}")


@contextmanager
def open_input(name: str) -> Iterator[BinaryIO]:
    """Open an input for reading bytes, unpacked where it begins as gzip does."""
    with _raw(name) as stream:
        if _peek(stream, 2) == _GZIP:
            unpacked = cast("io.RawIOBase", gzip.GzipFile(fileobj=stream, mode="rb"))
            yield io.BufferedReader(unpacked, _CHUNK)
        else:
            yield stream


def _raw(name: str) -> AbstractContextManager[BinaryIO]:
    if name == STDIN:
        return nullcontext(sys.stdin.buffer)
    return Path(name).open("rb", buffering=_CHUNK)


def _peek(stream: BinaryIO, size: int) -> bytes:
    return cast("io.BufferedReader", stream).peek(size)[:size]


def _holds_json_lines(stream: BinaryIO, name: str) -> bool:
    plain = name.lower().removesuffix(".gz")
    start = _peek(stream, _CHUNK).removeprefix(_UTF8_MARK)
    return plain.endswith((".jsonl", ".ndjson")) or _JSON_LINE.match(start) is not None


def _read_text(stream: BinaryIO, *, max_characters: int) -> str:
    limit = max_characters * _BYTES_A_CHARACTER
    data = stream.read(limit + 1)
    if len(data) <= limit:
        text = _decode(data)
        if len(text) <= max_characters:
            return text
    raise InputError(_too_long(max_characters))


def _too_long(max_characters: int) -> str:
    return (
        f"one document of it is longer than {max_characters:,} characters: divide it, "
        "or raise the limit with --max-characters"
    )


def _decode(data: bytes) -> str:
    """Decode UTF-8, or UTF-16 that says so; no other encoding is guessed."""
    if not data:
        message = "it is empty"
        raise InputError(message)
    encoding = "utf-16" if data.startswith(_UTF16_MARKS) else "utf-8-sig"
    if encoding != "utf-16" and b"\0" in data:
        message = f"it is not text: byte {data.index(0)} is zero"
        raise InputError(message)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        message = (
            f"byte {error.start} is not {error.encoding.upper()}: if it is text in another "
            "encoding, convert it first (iconv -f WINDOWS-1251 -t UTF-8)"
        )
        raise InputError(message) from error
    return text


def _read_lines(
    stream: BinaryIO, name: str, *, max_characters: int
) -> Iterator[tuple[Rejected, _Line] | Rejected]:
    if b"\0" in _peek(stream, _CHUNK):
        message = "JSON lines are UTF-8 text: a zero byte stands in them"
        raise InputError(message)
    ignored: set[str] = set()
    found = False
    for number, data in enumerate(_bounded_lines(stream, max_characters), start=1):
        where = Rejected(input=name, line=number, reason="")
        if data is None:
            yield msgspec.structs.replace(where, reason=_too_long(max_characters))
        elif data.strip():
            try:
                line, others = _decode_line(data, max_characters=max_characters)
            except InputError as error:
                yield msgspec.structs.replace(where, reason=str(error))
            else:
                ignored |= others
                yield where, line
        found = found or data is None or bool(data.strip())
    if ignored:
        _LOG.warning("%s: fields that are not read: %s", name, ", ".join(sorted(ignored)))
    if not found:
        message = "it is empty"
        raise InputError(message)


def _decode_line(data: bytes, *, max_characters: int) -> tuple[_Line, set[str]]:
    """Return a line's document and the names of its fields that mean nothing here."""
    try:
        fields = msgspec.json.decode(data.removeprefix(_UTF8_MARK), type=dict[str, object])
        line = msgspec.convert(fields, _Line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"it is not a document as a JSON line: {error}"
        raise InputError(message) from error
    if len(line.text) > max_characters:
        raise InputError(_too_long(max_characters))
    return line, set(fields) - _FIELDS


def _bounded_lines(stream: BinaryIO, max_characters: int) -> Iterator[bytes | None]:
    """Yield lines; None for one that is too long, of which only a piece is ever held."""
    limit = max_characters * 2 * _BYTES_A_CHARACTER
    while line := stream.readline(limit):
        if len(line) < limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None
