"""Events as GeoJSON by RFC 7946, streamed: one feature a line."""

import os
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from geomap.export.about import describe_file
from geomap.export.files import write_atomically
from geomap.layers.drawing import Box, join_bounds
from geomap.layers.features import Feature, Table, make_table
from geomap.layers.shapes import Rings
from geomap.layers.table import printable_row
from geomap.model import Claim, DocumentInfo, Event

_encode = msgspec.json.Encoder().encode


def write_geojson(
    events: Iterable[Event],
    path: str | os.PathLike[str],
    *,
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo] = (),
    rings: Rings | None = None,
) -> None:
    """
    Write events as a GeoJSON FeatureCollection (RFC 7946), in the order given.

    Properties are the columns of `geomap.schema` and `record`; what is not drawn has a null
    geometry. The file is UTF-8, appears whole or not at all, and is the same for the same input.

    Parameters
    ----------
    events
        Events, taken one by one.
    path
        File to write.
    claims
        Their claims.
    documents
        What is known of the claims' documents.
    rings
        Polygons of areas by id; by default those of the gazetteer.

    Raises
    ------
    ExportError
        The file cannot be written.
    RecordError
        An event's shape cannot be.
    """
    table = make_table((), claims=claims, documents=documents, rings=rings)
    write_atomically(path, encode_geojson(table._replace(events=events, whole=True)))


def encode_geojson(table: Table) -> Iterator[bytes]:
    """Yield the bytes of the collection, line by line; see `write_geojson`."""
    box: Box | None = None
    between = b"\n"
    yield _head(table)
    for feature in table.features():
        if feature.drawing:
            box = join_bounds(box, feature.drawing.bounds)
        yield between + encode_feature(feature)
        between = b",\n"
    yield b"\n]" + (b',"bbox":' + _encode(box) if box else b"") + b"}\n"


def encode_lines(table: Table) -> Iterator[bytes]:
    """Yield newline-delimited GeoJSON: each feature on a line of its own."""
    for feature in table.features():
        yield encode_feature(feature) + b"\n"


def encode_feature(feature: Feature) -> bytes:
    """Return a feature as GeoJSON, on one line without its end."""
    event, row, drawing = feature
    geometry = msgspec.Raw(drawing.geojson) if drawing else None
    members = {"type": "Feature", "id": event.id, "geometry": geometry, "properties": row}
    try:
        return _encode(members)
    except UnicodeEncodeError:
        event = replace(event, id=event.id.encode(errors="replace").decode())
        return encode_feature(Feature(event, printable_row(row), drawing))


def _head(table: Table) -> bytes:
    """Return the collection's start; what is not GeoJSON is kept in one foreign member."""
    start = {"type": "FeatureCollection", "name": "events", "metadata": describe_file(table)}
    return _encode(start)[:-1] + b',"features":['
