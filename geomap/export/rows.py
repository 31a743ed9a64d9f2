"""
The rows of exports as data of the page, so that it can save what the reader has filtered.

The page puts files together from these pieces, the same bytes as `export/geojson` and
`export/table` write of the same events: numbers stand as the text that JSON has for them.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from geomap.export.about import describe_file
from geomap.layers.drawing import Drawing
from geomap.layers.features import Table
from geomap.layers.table import Row, printable_row
from geomap.schema import Column, Kind

_TEXTS = frozenset({Kind.TEXT, Kind.DATE, Kind.DATETIME})
_encode = msgspec.json.Encoder().encode


def row_data(table: Table) -> dict[str, Any]:
    """
    Return the rows and geometries of a table in columns.

    `texts` are the columns whose values are texts; values of the others are JSON, as text.
    `drawings` are pieces of GeoJSON with their bounds, each stored once.
    """
    features = [(printable_row(row), drawing) for _, row, drawing in table.features()]
    places, drawings = _pooled(drawing for _, drawing in features)
    return {
        "texts": [column.name for column in table.columns if column.kind in _TEXTS],
        "columns": {
            column.name: _values(column, [row for row, _ in features]) for column in table.columns
        },
        "drawing": places,
        "drawings": drawings,
        "metadata": describe_file(table),
    }


def _values(column: Column, rows: Iterable[Row]) -> list[str | None]:
    values = [row[column.name] for row in rows]
    if column.kind in _TEXTS:
        return values
    return [None if value is None else _encode(value).decode() for value in values]


def _pooled(
    drawings: Iterable[Drawing | None],
) -> tuple[list[int | None], list[tuple[str, list[str]]]]:
    """Return each drawing's position in a list of distinct ones, and that list."""
    found: dict[Drawing, int] = {}
    places = [None if one is None else found.setdefault(one, len(found)) for one in drawings]
    return places, [
        (one.geojson.decode(), [_encode(edge).decode() for edge in one.bounds]) for one in found
    ]
