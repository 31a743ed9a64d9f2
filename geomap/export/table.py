"""Events as a table of comma-separated values, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import islice

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
        yield _lines([table.profile.tags])
    cells = (map(_cell, feature.row.values()) for feature in table.features())
    while lines := _lines(islice(cells, _LINES)):
        yield lines


def _cell(value: object) -> object:
    if value is None:  # most of them
        return None
    if isinstance(value, str):
        return inert_cell(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return json_text(value) if isinstance(value, list | dict) else value


def _lines(rows: Iterable[Iterable[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue().encode()
