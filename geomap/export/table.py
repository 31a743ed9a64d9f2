"""Events as a table of comma-separated values, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator

from geomap.export.text import inert_cell, json_text
from geomap.layers.features import Table

_BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for the local code page
_LINES = 1000


def encode_csv(table: Table) -> Iterator[bytes]:
    """
    Yield a table as UTF-8 with a byte order mark, comma-separated, lines ended by CR LF.

    There is no geometry: `latitude` and `longitude` are of events with a point of their own. An
    empty cell is null; lists and JSON are JSON texts. A text that a spreadsheet could take for a
    formula has an apostrophe in front. Of the HXL view, the second line holds the hashtags.
    """
    yield _BOM + _lines([[column.name for column in table.columns]])
    if table.profile and table.profile.tags:
        yield _lines([list(table.profile.tags)])
    waiting = []
    for feature in table.features():
        waiting.append([_cell(value) for value in feature.row.values()])
        if len(waiting) == _LINES:
            yield _lines(waiting)
            waiting = []
    yield _lines(waiting)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return inert_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | dict):
        return json_text(value)
    return value


def _lines(rows: Iterable[list[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()
