"""Features in batches of Arrow columns, whose types do not hang on the values."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from geomap.layers.drawing import Drawing
from geomap.layers.features import Feature
from geomap.layers.table import Row, without_surrogates
from geomap.schema import COLUMNS, Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 2_000  # of more, Python's collector of garbage takes longer than the work
GEOMETRY = "geometry"
_WRITTEN = frozenset({Kind.JSON, Kind.LIST})


def batch_schema(columns: Sequence[Column] = COLUMNS) -> "pa.Schema":
    """Return the schema of batches: the columns, then the geometry as WKB."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    fields = [pa.field(each.name, _arrow_type(each), each.nullable) for each in columns]
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())])


def build_batches(
    features: Iterable[Feature], *, columns: Sequence[Column] = COLUMNS, size: int = BATCH
) -> Iterator["pa.RecordBatch"]:
    """
    Yield features as Arrow record batches.

    Lists and JSON are JSON texts; the geometry is ISO WKB, longitude first, null for an event
    that is not drawn.

    Parameters
    ----------
    features
        Features, taken one by one; what they raise is passed on.
    columns
        Columns of their rows.
    size
        Rows a batch: what is held in memory at a time.
    """
    left = iter(features)
    while batch := list(islice(left, size)):
        yield _batch(batch, columns)


def _batch(features: Iterable[Feature], columns: Sequence[Column]) -> "pa.RecordBatch":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    rows, drawings = [], []
    for _, row, drawing in features:
        rows.append(row)
        drawings.append(_wkb(drawing) if drawing else None)
    try:
        arrays = _arrays(rows, columns)
    except UnicodeEncodeError:
        arrays = _arrays([without_surrogates(row) for row in rows], columns)
    geometry = pa.array(drawings, pa.binary())
    return pa.RecordBatch.from_arrays([*arrays, geometry], schema=batch_schema(columns))


def _arrays(rows: Sequence[Row], columns: Sequence[Column]) -> list["pa.Array"]:
    values = zip(*(row.values() for row in rows), strict=True)
    return [_array(column, cells) for column, cells in zip(columns, values, strict=True)]


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
