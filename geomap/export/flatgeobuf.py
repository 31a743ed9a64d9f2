"""Events as FlatGeobuf."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.export.gdal import CRS, metadata_of, new_spool, read_spool, write_layer
from geomap.layers.batches import GEOMETRY, batch_schema, build_batches
from geomap.layers.features import Table

if TYPE_CHECKING:
    import pyarrow as pa


def write_flatgeobuf(table: Table, path: Path) -> None:
    """
    Write FlatGeobuf, with its spatial index if every event is drawn.

    The format's index holds no row without a geometry; rather than lose the events without a
    place, the file then goes without an index. It has no type for days: dates are times there.

    Parameters
    ----------
    table
        Events; gone through once.
    path
        A file to fill; the spool that it is filled from stands beside it meanwhile.

    Raises
    ------
    ExportError
        It cannot be written.
    RecordError
        An event's shape cannot be.
    """
    path.unlink(missing_ok=True)
    schema = batch_schema(table.columns)
    with tempfile.TemporaryDirectory(prefix=".spool.", dir=path.parent) as folder:
        spool = Path(folder) / "events.arrow"
        indexed = _spool(build_batches(table.features(), columns=table.columns), schema, spool)
        with read_spool(spool) as batches:
            write_layer(
                batches,
                schema,
                str(path),
                layer="events",
                driver="FlatGeobuf",
                geometry_name=GEOMETRY,
                geometry_type="Unknown",
                crs=CRS,
                layer_metadata=metadata_of(table),
                layer_options={"SPATIAL_INDEX": "YES" if indexed else "NO"},
            )


def _spool(batches: Iterable["pa.RecordBatch"], schema: "pa.Schema", path: Path) -> bool:
    """Put batches into a file, and tell whether each row has a geometry."""
    missing = 0
    with new_spool(path, schema) as sink:
        for batch in batches:
            missing += batch.column(GEOMETRY).null_count
            sink.write_batch(batch)
    return not missing
