"""Our own files read back: GeoJSON, GeoPackage and GeoParquet to rows and records."""

import heapq
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from geomap.errors import InputError, RecordError
from geomap.export.geopackage import LAYERS
from geomap.layers.batches import GEOMETRY
from geomap.layers.bundle import Bundle
from geomap.layers.table import Row
from geomap.schema import COLUMNS, READABLE, RECORD, Kind

_FEATURES = b'"features":[\n'
_WRITTEN = frozenset(each.name for each in COLUMNS if each.kind in {Kind.JSON, Kind.LIST})
_decode_bundle = msgspec.json.Decoder(Bundle).decode


def read_bundles(path: Path) -> Iterator[Bundle]:
    """
    Yield events with their claims and documents from a file of ours, in the order written.

    They come from the column `record`: what was changed in other columns is not read.

    Raises
    ------
    InputError
        The file cannot be read, or has no such column.
    RecordError
        A row's record is none.
    """
    for number, row in enumerate(read_rows(path), start=1):
        found = row.get(RECORD.name)
        if found is None:
            message = (
                f"{path}: row {number} has no {RECORD.name!r}: written --lean, or not by geomap"
            )
            raise InputError(message)
        try:
            yield _decode_bundle(found if isinstance(found, str | bytes) else bytes(found))
        except msgspec.DecodeError as error:
            message = f"{path}: row {number}: {RECORD.name}: {error}"
            raise RecordError(message) from error


def read_rows(path: Path) -> Iterator[Row]:
    """
    Yield the rows of a file of ours; lists and JSON are values again, `record` stays as it is.

    Raises
    ------
    InputError
        The file cannot be read, or is none of `READABLE`.
    """
    readers = {".gpkg": _geopackage, ".parquet": _geoparquet}
    if path.suffix.lower() not in READABLE:
        message = f"{path}: cannot be read back; files that can: {', '.join(sorted(READABLE))}"
        raise InputError(message)
    if not path.is_file():
        message = f"{path}: cannot be read: no such file"
        raise InputError(message)
    try:
        yield from readers.get(path.suffix.lower(), _geojson)(path)
    except (msgspec.DecodeError, sqlite3.Error, OSError, ValueError) as error:
        if isinstance(error, InputError | RecordError):
            raise
        message = f"{path}: cannot be read: {error}"
        raise InputError(message) from error


class _Feature(msgspec.Struct):
    properties: dict[str, msgspec.Raw]


class _Collection(msgspec.Struct):
    features: list[_Feature]


def _geojson(path: Path) -> Iterator[Row]:
    """Read feature by feature what has one on each line, as ours have; anything else whole."""
    decode = msgspec.json.Decoder(_Feature).decode
    with path.open("rb") as lines:
        if path.suffix.lower() == ".geojson" and not lines.readline().endswith(_FEATURES):
            lines.seek(0)
            whole = msgspec.json.decode(lines.read(), type=_Collection)
            yield from map(_plain, whole.features)
            return
        for line in lines:
            if line.strip() and not line.startswith(b"]"):  # the end of a collection
                yield _plain(decode(line.rstrip(b",\n")))


def _plain(feature: _Feature) -> Row:
    return {
        name: bytes(value) if name == RECORD.name else msgspec.json.decode(value)
        for name, value in feature.properties.items()
    }


def _geopackage(path: Path) -> Iterator[Row]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        layers = [base.execute(f"SELECT * FROM {layer.name} ORDER BY fid") for layer in LAYERS]  # noqa: S608
        for row in heapq.merge(*layers, key=lambda row: row["fid"]):
            yield _values({key: row[key] for key in row.keys() if key not in {"fid", "geom"}})  # noqa: SIM118


def _geoparquet(path: Path) -> Iterator[Row]:
    from pyarrow.parquet import ParquetFile  # noqa: PLC0415 - heavy

    with ParquetFile(path) as source:
        names = [name for name in source.schema_arrow.names if name not in {GEOMETRY, "bbox"}]
        for batch in source.iter_batches(columns=names, batch_size=1000):
            yield from map(_values, batch.to_pylist())


def _values(cells: Mapping[str, Any]) -> Row:
    return {name: _value(name, value) for name, value in cells.items()}


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - a cell
    return msgspec.json.decode(value) if name in _WRITTEN and value is not None else value
