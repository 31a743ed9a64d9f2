"""Events to tables."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geomap.layers.features import draw_event
from geomap.layers.shapes import Rings, shape_geometry
from geomap.layers.table import Row, build_row, build_rows
from geomap.model import Claim, DocumentInfo, Event
from geomap.schema import COLUMNS, Column, Kind

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

__all__ = ["build_layers", "build_row", "build_rows", "draw_event", "shape_geometry"]

_DTYPES = {
    Kind.TEXT: "string",
    Kind.INT: "Int64",
    Kind.FLOAT: "float64",
    Kind.DATE: "datetime64[s]",
    Kind.DATETIME: "datetime64[s, UTC]",
    Kind.BOOL: "boolean",
    Kind.JSON: "string",
    Kind.LIST: "string",
}


def build_layers(
    events: Iterable[Event],
    *,
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo] = (),
    rings: Rings | None = None,
) -> "GeoDataFrame":
    """
    Return events as a GeoDataFrame (EPSG:4326, longitude first), one row each.

    Columns are those of `geomap.schema`, in their order, and each has the same dtype whatever
    its values are; lists and JSON are JSON texts, because a column of Python objects has no type
    of its own. Events that are not drawn have no geometry.

    Parameters
    ----------
    events
        Events, in the order of the rows.
    claims
        Their claims.
    documents
        What is known of the claims' documents.
    rings
        Polygons of areas by id; by default those of the gazetteer.

    Raises
    ------
    RecordError
        An event's shape cannot be.
    """
    from geopandas import GeoDataFrame, GeoSeries  # noqa: PLC0415 - heavy
    from shapely import from_geojson  # noqa: PLC0415 - heavy

    listed = list(events)
    rows = list(build_rows(listed, claims=claims, documents=documents))
    drawn = (draw_event(event, rings=rings) for event in listed)
    geometries = from_geojson([drawing and drawing.geojson for drawing in drawn])
    columns = {column.name: _values(rows, column) for column in COLUMNS}
    frame = GeoDataFrame(columns, geometry=GeoSeries(geometries, crs="EPSG:4326"))
    return frame.astype({column.name: _DTYPES[column.kind] for column in COLUMNS})


def _values(rows: list[Row], column: Column) -> list[object]:
    values = [row[column.name] for row in rows]
    if column.kind in {Kind.JSON, Kind.LIST}:
        return [json.dumps(value, ensure_ascii=False) for value in values]
    return values
