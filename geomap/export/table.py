"""Events as a table of comma-separated values, for spreadsheets."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from geomap.export.text import inert_cell, json_text
from geomap.layers.features import Table

_BOM = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for the local code page
_LINES = 1000
_PARTING = re.compile('[,"\r\n]')


def encode_csv(table: Table) -> Iterator[bytes]:
    """
    Yield a table as UTF-8 with a byte order mark, comma-separated, lines ended by CR LF (RFC 4180).

    There is no geometry: `latitude` and `longitude` are of events with a point of their own. An
    empty cell is null; lists and JSON are JSON texts. A text that a spreadsheet could take for a
    formula has an apostrophe in front. Of the HXL view, the second line holds the hashtags.
    """
    yield _BOM + _lines([[column.name for column in table.columns]])
    if table.profile and table.profile.tags:
        yield _lines([table.profile.tags])
    rows = (map(_cell, feature.row.values()) for feature in table.features())
    while lines := _lines(islice(rows, _LINES)):
        yield lines


def _cell(value: object) -> str:
    if value is None:  # most of them
        return ""
    if isinstance(value, str):
        return _quoted(inert_cell(value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return _quoted(json_text(value)) if isinstance(value, list | dict) else str(value)


def _quoted(text: str) -> str:
    if not _PARTING.search(text):
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    """Return lines; `csv` looks at each letter by itself, which takes as long as all the rest."""
    return "".join(f"{','.join(row)}\r\n" for row in rows).encode()
