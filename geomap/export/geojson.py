"""Events as GeoJSON by RFC 7946, streamed: one feature a line."""

import os
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from geomap.export.files import write_atomically
from geomap.layers import build_row, event_geometry
from geomap.layers.provenance import name_extractor
from geomap.layers.shapes import Geometry, Rings
from geomap.model import Claim, DocumentInfo, Event

Box = list[float]

ATTRIBUTION = (
    "GeoNames (CC BY 4.0), https://www.geonames.org/",
    "Made with Natural Earth (public domain), https://www.naturalearthdata.com/",
)
CAVEAT = "Events as reported, not verified. Not live, not for targeting, not for choosing a route."
CODEBOOK = "geomap.schema.COLUMNS in the Python package geomap-frontline"


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

    Properties are the columns of `geomap.schema`; an event that is not drawn has a null
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
    chunks = encode_geojson(events, claims=claims, documents=documents, rings=rings)
    write_atomically(path, chunks)


def encode_geojson(
    events: Iterable[Event],
    *,
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo] = (),
    rings: Rings | None = None,
) -> Iterator[bytes]:
    """Yield the bytes of the collection, line by line; see `write_geojson`."""
    by_claim = {claim.id: claim for claim in claims}
    by_document = {info.id: info for info in documents}
    box: Box | None = None
    yield _head()
    for number, event in enumerate(events):
        geometry = event_geometry(event, rings=rings)
        box = _joined(box, _bounds(geometry))
        row = build_row(event, claims=by_claim, documents=by_document)
        yield (b",\n" if number else b"\n") + _feature(row, geometry)
    yield b"\n]" + (b',"bbox":' + msgspec.json.encode(box) if box else b"") + b"}\n"


def _head() -> bytes:
    """Return the collection's start; what is not GeoJSON is kept in one foreign member."""
    metadata = {
        "generator": name_extractor(),
        "caveat": CAVEAT,
        "attribution": ATTRIBUTION,
        "codebook": CODEBOOK,
    }
    start = {"type": "FeatureCollection", "name": "events", "metadata": metadata}
    return msgspec.json.encode(start)[:-1] + b',"features":['


def _feature(row: dict[str, Any], geometry: Geometry | None) -> bytes:
    feature = {"type": "Feature", "id": row["event_id"], "geometry": geometry, "properties": row}
    return msgspec.json.encode(feature)


def _bounds(geometry: Geometry | None) -> Box | None:
    if geometry is None:
        return None
    points = list(_points(geometry["coordinates"]))
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return [min(lons), min(lats), max(lons), max(lats)]


def _points(coordinates: list[Any]) -> Iterator[list[float]]:
    if not isinstance(coordinates[0], list):
        yield coordinates
        return
    for part in coordinates:
        yield from _points(part)


def _joined(first: Box | None, second: Box | None) -> Box | None:
    if first is None or second is None:
        return first or second
    pairs = list(zip(first, second, strict=True))
    return [min(pairs[0]), min(pairs[1]), max(pairs[2]), max(pairs[3])]
