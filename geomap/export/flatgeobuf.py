"""Events as FlatGeobuf."""

import json
from pathlib import Path

from geomap.export.about import describe_file
from geomap.export.gdal import CRS, write_layer
from geomap.layers.batches import GEOMETRY, batch_schema, build_batches
from geomap.layers.features import Table


def write_flatgeobuf(table: Table, path: Path) -> None:
    """
    Write FlatGeobuf, with its spatial index if every event is drawn.

    The format's index holds no row without a geometry; rather than lose the events without a
    place, the file then goes without an index. It has no type for days: dates are times there.

    Parameters
    ----------
    table
        Events; gone through twice.
    path
        A file to fill.

    Raises
    ------
    ExportError
        It cannot be written.
    RecordError
        An event's shape cannot be.
    """
    indexed = all(feature.drawing for feature in table.features())
    path.unlink(missing_ok=True)
    write_layer(
        build_batches(table.features(), columns=table.columns),
        batch_schema(table.columns),
        str(path),
        layer="events",
        driver="FlatGeobuf",
        geometry_name=GEOMETRY,
        geometry_type="Unknown",
        crs=CRS,
        layer_metadata={name: json.dumps(value) for name, value in describe_file(table).items()},
        layer_options={"SPATIAL_INDEX": "YES" if indexed else "NO"},
    )
