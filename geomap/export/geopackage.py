"""
Events as a GeoPackage that QGIS opens styled and with its timeline set.

One layer for points, one for areas and a table of the events that are not drawn: a layer of QGIS
or ArcGIS has one kind of geometry, and of a mixed layer QGIS draws what came first, or asks.
"""

import sqlite3
import struct
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from geomap.export.gdal import (
    CRS,
    gdal_clock,
    metadata_of,
    new_spool,
    read_spool,
    stamp_of,
    write_layer,
)
from geomap.export.styles import layer_style
from geomap.layers.batches import BATCH_ROWS, GEOMETRY, Batch, batch_schema
from geomap.layers.features import Feature, Table

if TYPE_CHECKING:
    import pyarrow as pa

_POLYGON = 3
_WRAPPED = struct.pack("<BII", 1, 6, 1)  # a MultiPolygon of one polygon, whose WKB follows


class Layer(NamedTuple):
    """A layer: its name, its words, and its geometries in OGC's words; None for a bare table."""

    name: str
    title: str
    geometry_type: str | None


POINTS = Layer("events_points", "Reported events: points", "Point")
AREAS = Layer("events_areas", "Reported events: areas", "MultiPolygon")
UNDRAWN = Layer("events_undrawn", "Reported events that are not drawn", None)
LAYERS = (POINTS, AREAS, UNDRAWN)


def write_geopackage(table: Table, path: Path) -> None:
    """
    Write a GeoPackage 1.2; the same events give the same bytes.

    Parameters
    ----------
    table
        Events; gone through once.
    path
        A file to fill; the spools that it is filled from stand beside it meanwhile.

    Raises
    ------
    ExportError
        It cannot be written.
    RecordError
        An event's shape cannot be.
    """
    path.unlink(missing_ok=True)
    about = metadata_of(table)
    stamp = stamp_of(table)
    with tempfile.TemporaryDirectory(prefix=".spool.", dir=path.parent) as folder:
        spools = _spool(table, Path(folder))
        with gdal_clock(stamp):
            for number, layer in enumerate(LAYERS):
                _write(layer, spools[layer], path, about=None if number else about)
    _add_styles(path, stamp)


def layer_of(feature: Feature) -> Layer:
    """Return the layer that an event belongs in."""
    if feature.drawing is None:
        return UNDRAWN
    return POINTS if feature.drawing.kind == "Point" else AREAS


def _spool(table: Table, folder: Path) -> dict[Layer, Path]:
    """Sort the events into a file of Arrow batches for each layer."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    schema = batch_schema(table.columns).append(pa.field("fid", pa.int64()))
    waiting = {layer: Batch(table.columns) for layer in LAYERS}
    numbers = {layer: list[int]() for layer in LAYERS}
    paths = {layer: folder / f"{layer.name}.arrow" for layer in LAYERS}
    sinks = {layer: new_spool(path, schema) for layer, path in paths.items()}

    def flush(layer: Layer) -> None:
        sinks[layer].write_batch(_numbered(waiting[layer].flush(), numbers[layer]))
        numbers[layer].clear()

    for number, feature in enumerate(table.features(), start=1):
        layer = layer_of(feature)
        waiting[layer].add(feature)
        numbers[layer].append(number)
        if len(waiting[layer]) == BATCH_ROWS:
            flush(layer)
    for layer, sink in sinks.items():
        if numbers[layer]:
            flush(layer)
        sink.close()
    return paths


def _numbered(batch: "pa.RecordBatch", numbers: list[int]) -> "pa.RecordBatch":
    """Return a batch with the events' numbers: running through all layers, they keep order."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    return batch.append_column(pa.field("fid", pa.int64()), pa.array(numbers, pa.int64()))


def _write(layer: Layer, spool: Path, path: Path, *, about: dict[str, str] | None) -> None:
    with read_spool(spool) as batches:
        schema = batches.schema
        if layer.geometry_type is None:
            bare = schema.remove(schema.get_field_index(GEOMETRY))
            found = (batch.drop_columns([GEOMETRY]) for batch in batches)
            options = {"layer_options": {"DESCRIPTION": layer.title}}
            write_layer(found, bare, str(path), **_common(layer), **options)
            return
        write_layer(
            _promoted(batches) if layer is AREAS else batches,
            schema,
            str(path),
            **_common(layer),
            geometry_name=GEOMETRY,
            geometry_type=layer.geometry_type,
            crs=CRS,
            dataset_metadata=about,
            dataset_options={"VERSION": "1.2"},  # 1.4 worries the GDAL of current systems
            layer_options={"DESCRIPTION": layer.title, "GEOMETRY_NAME": "geom"},
        )


def _common(layer: Layer) -> dict[str, object]:
    return {"layer": layer.name, "driver": "GPKG", "append": layer is not LAYERS[0]}


def _promoted(batches: "pa.RecordBatchReader") -> Iterator["pa.RecordBatch"]:
    """Yield batches in which each area is of the one type that the layer has."""
    import pyarrow as pa  # noqa: PLC0415 - heavy

    for batch in batches:
        found = batch.column(GEOMETRY).to_pylist()
        areas = [wkb if wkb[1] != _POLYGON else _WRAPPED + wkb for wkb in found]
        number = batch.schema.get_field_index(GEOMETRY)
        yield batch.set_column(number, GEOMETRY, pa.array(areas, pa.binary()))


_STYLES = """
CREATE TABLE layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256),
  styleName TEXT(30), styleQML TEXT, styleSLD TEXT, useAsDefault BOOLEAN, description TEXT,
  owner TEXT(30), ui TEXT(30), update_time DATETIME
)
"""
_STYLE = """
INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,
  styleName, styleQML, styleSLD, useAsDefault, description, owner, ui, update_time)
VALUES ('', '', ?, 'geom', ?, ?, '', 1, ?, '', NULL, ?)
"""
_CONTENTS = """
INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change, srs_id)
VALUES ('layer_styles', 'attributes', 'layer_styles', ?, 0)
"""


def _add_styles(path: Path, stamp: str) -> None:
    """Add the table in which QGIS looks for how a layer is drawn."""
    with closing(sqlite3.connect(path)) as base, base:
        base.execute(_STYLES)
        for layer in LAYERS:
            if layer.geometry_type:
                style = layer_style(layer.geometry_type)
                base.execute(_STYLE, (layer.name, layer.name, style, layer.title, stamp))
        base.execute(_CONTENTS, (stamp,))
