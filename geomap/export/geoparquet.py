"""Events as GeoParquet 1.1, with a covering of bounds, so that readers skip what is far away."""

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.export.about import describe_file
from geomap.layers.batches import GEOMETRY, batch_schema, build_batches
from geomap.layers.drawing import Box, join_bounds
from geomap.layers.features import Feature, Table

if TYPE_CHECKING:
    import pyarrow as pa

_ROW_GROUP = 10  # batches: 20,000 rows
_COVERING = "bbox"
_EDGES = ("xmin", "ymin", "xmax", "ymax")
_NO_BOX = (None, None, None, None)


def write_geoparquet(table: Table, path: Path) -> None:
    """
    Write GeoParquet (WKB, OGC:CRS84, zstd); the same events give the same bytes.

    Parameters
    ----------
    table
        Events; gone through once.
    path
        A file to fill.

    Raises
    ------
    RecordError
        An event's shape cannot be.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy
    from pyarrow.parquet import ParquetWriter  # noqa: PLC0415 - heavy

    bounds = _Bounds()
    schema = batch_schema(table.columns).append(pa.field(_COVERING, pa.struct([*_covering()])))
    batches = _batches(table, bounds)
    with ParquetWriter(str(path), schema, compression="zstd") as writer:
        while group := list(islice(batches, _ROW_GROUP)):
            found = pa.Table.from_batches(group, schema)
            writer.write_table(found, row_group_size=found.num_rows)
        about = {f"geomap:{k}": json.dumps(v) for k, v in describe_file(table).items()}
        writer.add_key_value_metadata({"geo": json.dumps(_describe(bounds)), **about})


class _Bounds:
    """What has been written: bounds, and kinds of geometry; and the bounds that wait."""

    def __init__(self) -> None:
        self.box: Box | None = None
        self.kinds: set[str] = set()
        self._waiting: list[Box | None] = []

    def watch(self, features: Iterable[Feature]) -> Iterator[Feature]:
        """Pass features on."""
        for feature in features:
            drawing = feature.drawing
            self._waiting.append(drawing and drawing.bounds)
            if drawing:
                self.box = join_bounds(self.box, drawing.bounds)
                self.kinds.add(drawing.kind)
            yield feature

    def flush(self) -> "pa.StructArray":
        """Return the bounds of the features that were passed on since the last time."""
        import pyarrow as pa  # noqa: PLC0415 - heavy

        edges = zip(*(box or _NO_BOX for box in self._waiting), strict=True)
        nowhere = pa.array([box is None for box in self._waiting])
        self._waiting.clear()
        return pa.StructArray.from_arrays(
            [pa.array(edge, pa.float64()) for edge in edges], fields=[*_covering()], mask=nowhere
        )


def _batches(table: Table, bounds: _Bounds) -> Iterator["pa.RecordBatch"]:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    features = bounds.watch(table.features())
    for batch in build_batches(features, columns=table.columns):
        yield batch.append_column(pa.field(_COVERING, pa.struct([*_covering()])), bounds.flush())


def _covering() -> Iterator["pa.Field"]:
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return (pa.field(edge, pa.float64()) for edge in _EDGES)


def _describe(bounds: _Bounds) -> dict[str, Any]:
    column = {
        "encoding": "WKB",
        "geometry_types": sorted(bounds.kinds),
        "orientation": "counterclockwise",
        "covering": {"bbox": {edge: [_COVERING, edge] for edge in _EDGES}},
    }
    box = {"bbox": list(bounds.box)} if bounds.box else {}
    return {
        "version": "1.1.0",
        "primary_column": GEOMETRY,
        "columns": {GEOMETRY: column | box},
    }
