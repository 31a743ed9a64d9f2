"""Features in batches of Arrow columns, whose types do not hang on the values."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice, repeat
from typing import TYPE_CHECKING

import msgspec

from geomap.layers.drawing import Drawing
from geomap.layers.features import Feature, Table
from geomap.layers.table import Row, without_surrogates
from geomap.schema import COLUMNS, Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 2_000  # of more, Python's collector of garbage takes longer than the work
GEOMETRY = "geometry"
_WRITTEN = frozenset({Kind.JSON, Kind.LIST})


def batch_schema() -> "pa.Schema":
    """Return the schema of the batches: the columns of `geomap.schema`, then WKB."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    fields = [pa.field(each.name, _arrow_type(each), each.nullable) for each in COLUMNS]
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())])


def build_batches(table: Table, *, size: int = BATCH) -> Iterator["pa.RecordBatch"]:
    """
    Yield features as Arrow record batches; at least one, which is empty if there is no event.

    Lists and JSON are JSON texts; the geometry is ISO WKB, longitude first, null for an event
    that is not drawn.

    Parameters
    ----------
    table
        Events and what belongs to them.
    size
        Rows a batch: what is held in memory at a time.

    Raises
    ------
    RecordError
        An event's shape cannot be.
    """
    features = table.features()
    batch = list(islice(features, size))
    yield _batch(batch)
    while batch := list(islice(features, size)):
        yield _batch(batch)


def _batch(features: Iterable[Feature]) -> "pa.RecordBatch":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    rows, drawings = [], []
    for row, drawing in features:
        rows.append(row)
        drawings.append(_wkb(drawing) if drawing else None)
    try:
        arrays = _arrays(rows)
    except UnicodeEncodeError:
        arrays = _arrays([without_surrogates(row) for row in rows])
    geometry = pa.array(drawings, pa.binary())
    return pa.RecordBatch.from_arrays([*arrays, geometry], schema=batch_schema())


def _arrays(rows: Sequence[Row]) -> list["pa.Array"]:
    columns = zip(*(row.values() for row in rows), strict=True) if rows else repeat(())
    return [_array(column, values) for column, values in zip(COLUMNS, columns, strict=False)]


def _array(column: Column, values: Sequence[object]) -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if column.kind in _WRITTEN:
        return pa.array(map(msgspec.json.encode, values), pa.binary()).cast(pa.string())
    if column.kind in {Kind.DATE, Kind.DATETIME}:
        return pa.array(values, pa.string()).cast(_arrow_type(column))
    return pa.array(values, _arrow_type(column))


@lru_cache(maxsize=1 << 14)
def _wkb(drawing: Drawing) -> bytes:
    from shapely import from_geojson, to_wkb  # noqa: PLC0415 - heavy

    found: bytes = to_wkb(from_geojson(drawing.geojson), byte_order=1, flavor="iso")
    return found


def _arrow_type(column: Column) -> "pa.DataType":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    types = {
        Kind.INT: pa.int64(),
        Kind.FLOAT: pa.float64(),
        Kind.DATE: pa.date32(),
        Kind.DATETIME: pa.timestamp("ms", tz="UTC"),
        Kind.BOOL: pa.bool_(),
    }
    return types.get(column.kind, pa.string())
