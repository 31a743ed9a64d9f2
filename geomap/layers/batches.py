"""Features in batches of Arrow columns, whose types do not hang on the values."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.layers.drawing import Drawing
from geomap.layers.features import Feature
from geomap.layers.utf8 import encode_json, without_surrogates
from geomap.schema import COLUMNS, Column, Kind

if TYPE_CHECKING:
    import pyarrow as pa

BATCH_ROWS = 2_000
GEOMETRY = "geometry"
_WRITTEN = frozenset({Kind.JSON, Kind.LIST})


def batch_schema(columns: Sequence[Column] = COLUMNS) -> "pa.Schema":
    """Return the schema of batches: the columns, then the geometry as WKB."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    fields = [pa.field(each.name, _arrow_type(each), each.nullable) for each in columns]
    return pa.schema([*fields, pa.field(GEOMETRY, pa.binary())])


def build_batches(
    features: Iterable[Feature], *, columns: Sequence[Column] = COLUMNS, size: int = BATCH_ROWS
) -> Iterator["pa.RecordBatch"]:
    """
    Yield features as Arrow record batches, see `Batch`.

    Parameters
    ----------
    features
        Features, taken one by one; what they raise is passed on.
    columns
        Columns of their rows.
    size
        Rows a batch: what is held in memory at a time.
    """
    batch = Batch(columns)
    for feature in features:
        batch.add(feature)
        if len(batch) == size:
            yield batch.flush()
    if len(batch):
        yield batch.flush()


class Batch:
    """
    Features on their way into an Arrow record batch.

    Lists and JSON are JSON texts; the geometry is ISO WKB, longitude first, null for an event
    that is not drawn. What waits is taken apart into texts and numbers at once, because rows and
    records that wait cost Python's collector of garbage as much time as all the rest.
    """

    def __init__(self, columns: Sequence[Column] = COLUMNS) -> None:
        self._columns = columns
        self._cells: list[list[Any]] = [[] for _ in columns]
        self._geometries: list[bytes | None] = []
        self._puts = [*map(_put, columns, self._cells)]

    def __len__(self) -> int:
        """Return the number of features that wait."""
        return len(self._geometries)

    def add(self, feature: Feature) -> None:
        """Take a feature; its row has the columns, in their order."""
        for put, value in zip(self._puts, feature.row.values(), strict=True):
            put(value)
        self._geometries.append(_wkb(feature.drawing) if feature.drawing else None)

    def flush(self) -> "pa.RecordBatch":
        """Return the features that wait, and wait for others."""
        import pyarrow as pa  # noqa: PLC0415 - heavy

        arrays = [*map(_array, self._columns, self._cells)]
        arrays.append(pa.array(self._geometries, pa.binary()))
        for waiting in (*self._cells, self._geometries):
            waiting.clear()
        return pa.RecordBatch.from_arrays(arrays, schema=batch_schema(self._columns))


def _put(column: Column, cells: list[Any]) -> Callable[[object], None]:
    """Return what adds a value to the cells of a column."""
    if column.kind in _WRITTEN:
        return lambda value: cells.append(encode_json(value))
    return cells.append


def _array(column: Column, cells: Sequence[Any]) -> "pa.Array":
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if column.kind in {Kind.DATE, Kind.DATETIME}:
        return pa.array(cells, pa.string()).cast(_arrow_type(column))
    try:
        return pa.array(cells, _arrow_type(column))
    except UnicodeEncodeError:
        return pa.array([without_surrogates(cell) for cell in cells], _arrow_type(column))


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
