"""What the formats that GDAL writes have in common."""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import ExportError
from geomap.export.about import describe_file
from geomap.layers.codes import whole_date
from geomap.layers.features import Table

if TYPE_CHECKING:
    import pyarrow as pa

CRS = "EPSG:4326"
_NUL = re.compile(b"\0")


def stamp_of(table: Table) -> str:
    """Return the time that stands for "now" in a file: the newest document's day, or 1970."""
    days = [whole_date(info.published) for info in table.documents.values()]
    day = max((day for day in days if day), default=None)
    return f"{day.isoformat() if day else '1970-01-01'}T00:00:00.000Z"


def gdal_name(name: str) -> str:
    """Return a name under which GDAL keeps metadata: it ends a name at a colon."""
    return name.replace(":", "_")


def metadata_of(table: Table) -> dict[str, str]:
    """Return what a file says of itself, as GDAL takes it."""
    return {gdal_name(name): json.dumps(value) for name, value in describe_file(table).items()}


@contextmanager
def gdal_clock(stamp: str) -> Iterator[None]:
    """Let GDAL take a given time for now, so that the same events give the same bytes."""
    from pyogrio import get_gdal_config_option, set_gdal_config_options  # noqa: PLC0415 - heavy

    name = "OGR_CURRENT_DATE"
    before = get_gdal_config_option(name)
    set_gdal_config_options({name: stamp})
    try:
        yield
    finally:
        set_gdal_config_options({name: before})


def new_spool(path: Path, schema: "pa.Schema") -> "pa.RecordBatchStreamWriter":
    """Open a file for batches on their way to GDAL, which has to know more than the first."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    options = pa.ipc.IpcWriteOptions(compression="lz4")
    return pa.ipc.new_stream(str(path), schema, options=options)


def read_spool(path: Path) -> "pa.RecordBatchStreamReader":
    """Open such a file again."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return pa.ipc.open_stream(str(path))


def without_nul(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Return a batch whose texts GDAL does not cut off: U+FFFD for each NUL."""
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.compute as pc  # noqa: PLC0415 - heavy

    arrays = [
        pc.replace_substring(array, "\0", "\ufffd") if _holds_nul(array) else array
        for array in batch.columns
    ]
    return pa.RecordBatch.from_arrays(arrays, schema=batch.schema)


def _holds_nul(array: "pa.Array") -> bool:
    """Tell whether a column has a NUL in its texts, ten times as fast as replacing it would."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    if not pa.types.is_string(array.type):
        return False
    letters = array.buffers()[2]
    return bool(letters and _NUL.search(letters))


def write_layer(
    batches: Iterable["pa.RecordBatch"], schema: "pa.Schema", path: str, **options: object
) -> None:
    """
    Write batches as a layer; options are those of `pyogrio.write_arrow`.

    Raises
    ------
    ExportError
        GDAL refuses to.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy
    from pyogrio import write_arrow  # noqa: PLC0415 - heavy
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - heavy

    reader = pa.RecordBatchReader.from_batches(schema, map(without_nul, batches))
    try:
        write_arrow(reader, path, encoding="UTF-8", **options)
    except (DataLayerError, DataSourceError) as error:
        message = f"cannot write {options.get('driver')}: {error}; check the space left on the disk"
        raise ExportError(message) from error
