"""Lines of a corpus to lines of place names: the geoparser without events, as a stream."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from gazetteer import Index
from gazetteer.theatre import load_theatre
from geomap.errors import InputError
from geomap.ids import document_id
from geomap.model import Rejected, Toponym
from geomap.places.general import Atlas, Entity, find_toponyms
from geomap.text.parse import find_entities
from geomap.text.reader import MAX_CHARACTERS, list_inputs, open_input
from geomap.text.sentences import split_sentences

_GEONAMES = "gn:"
_LIMIT = 8 * MAX_CHARACTERS


class _Span(msgspec.Struct):
    start: int
    end: int


class _Line(msgspec.Struct):
    """A document of a corpus; fields that are not named here are passed over."""

    text: str
    corpus: str | None = None
    doc_id: str | int | None = None
    toponyms: list[_Span] | None = None


class FoundToponym(msgspec.Struct, frozen=True, kw_only=True):
    """A place name: its words at `start` to `end`, and WGS 84 degrees or why there are none."""

    start: int
    end: int
    name: str
    lat: float | None
    lon: float | None
    geonameid: int | None
    role: str
    unresolved: str | None


class Geoparsed(msgspec.Struct, frozen=True, kw_only=True):
    """The place names of one document."""

    corpus: str | None
    doc_id: str | int
    toponyms: list[FoundToponym]


class Geoparsing(msgspec.Struct, frozen=True, kw_only=True):
    """
    How to geoparse.

    `full` adds what a language model calls places; `given` resolves the spans of the input
    instead of finding any; `demonyms` keeps "Russian"; `theatre` is preferred where in doubt.
    """

    full: bool = False
    given: bool = False
    demonyms: bool = True
    theatre: str | None = None


def geoparse_lines(
    paths: Iterable[str | Path], index: Index, how: Geoparsing
) -> Iterator[Geoparsed | Rejected]:
    """
    Geoparse the documents of JSON lines one after the other, in the memory of one.

    Parameters
    ----------
    paths
        Files of lines `{"corpus", "doc_id", "text", "toponyms"}`, all but the text optional, also
        packed with gzip; folders; "-" for standard input.
    index
        The gazetteer.

    Yields
    ------
    item
        What was found, in the order of the input, or what was rejected and why.

    Raises
    ------
    TheatreError
        There is no such theatre.
    """
    theatre = load_theatre(how.theatre) if how.theatre else None
    atlas = Atlas(index, theatre)
    for name in list_inputs(paths):
        if isinstance(name, Rejected):
            yield name
            continue
        try:
            with open_input(name) as stream:
                yield from _geoparse_stream(stream, name, atlas, how)
        except (EOFError, gzip.BadGzipFile, zlib.error) as error:
            yield Rejected(input=name, reason=f"it is a damaged or cut off gzip file ({error})")
        except OSError as error:
            yield Rejected(input=name, reason=f"it cannot be read: {error.strerror or error}")


def geoparse_text(
    text: str, atlas: Atlas, how: Geoparsing, *, spans: list[tuple[int, int]] | None = None
) -> list[FoundToponym]:
    """Return the place names of one text; `spans` are those that are given."""
    sentences = split_sentences(text) if how.full else []
    entities = [Entity(*one) for one in find_entities(text, sentences)] if how.full else None
    found = find_toponyms(
        text, sentences, atlas, entities=entities, spans=spans, demonyms=how.demonyms
    )
    return [_report(one) for one in found]


def _geoparse_stream(
    stream: BinaryIO, name: str, atlas: Atlas, how: Geoparsing
) -> Iterator[Geoparsed | Rejected]:
    empty = True
    for number, data in enumerate(_lines(stream), start=1):
        if not data.strip():
            continue
        empty = False
        try:
            yield _geoparse_line(data, atlas, how)
        except (InputError, msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Rejected(input=name, line=number, reason=str(error))
    if empty:
        yield Rejected(input=name, reason="it is empty")


def _geoparse_line(data: bytes, atlas: Atlas, how: Geoparsing) -> Geoparsed:
    if len(data) >= _LIMIT:
        message = f"its line is longer than {_LIMIT:,} bytes: divide the document"
        raise InputError(message)
    line = msgspec.json.decode(data.removeprefix(b"\xef\xbb\xbf"), type=_Line)
    spans = _given_spans(line) if how.given else None
    return Geoparsed(
        corpus=line.corpus,
        doc_id=document_id(line.text) if line.doc_id is None else line.doc_id,
        toponyms=geoparse_text(line.text, atlas, how, spans=spans),
    )


def _given_spans(line: _Line) -> list[tuple[int, int]]:
    if line.toponyms is None:
        message = "it has no toponyms, whose spans are to be resolved"
        raise InputError(message)
    for span in line.toponyms:
        if not 0 <= span.start < span.end <= len(line.text):
            message = f"toponym {span.start} to {span.end} does not lie in its text"
            raise InputError(message)
    return [(span.start, span.end) for span in line.toponyms]


def _report(one: Toponym) -> FoundToponym:
    place = one.place
    known = place is not None and not one.unresolved and place.id.startswith(_GEONAMES)
    return FoundToponym(
        start=one.start,
        end=one.end,
        name=one.text,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        geonameid=int(place.id.removeprefix(_GEONAMES)) if place and known else None,
        role=one.role.value,
        unresolved=one.unresolved.value if one.unresolved else None,
    )


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long only its beginning, which is as long as the limit."""
    while line := stream.readline(_LIMIT):
        yield line
        while len(line) == _LIMIT and not line.endswith(b"\n"):
            line = stream.readline(_LIMIT)
