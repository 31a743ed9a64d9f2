"""Files into sources: what a file is, told by its first lines, and the order to read them in."""

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from gazetteer.errors import SourceError
from gazetteer.sources import dump, postal
from gazetteer.sources.model import EVERYTHING, Selection, Source
from gazetteer.sources.own import own_source
from gazetteer.sources.rows import read_lines

_SAMPLE = 50
_UNIT_CODE = re.compile(r"[A-Z]{2}\.[^\t]+")
_DUMP, _POSTAL, _NAMES, _CODES, _GEOJSON, _TABLE = range(6)
_NAME_COLUMNS = (8, 10)


def sources_of(
    paths: Sequence[Path],
    *,
    selection: Selection = EVERYTHING,
    columns: Mapping[str, str] | None = None,
    min_accuracy: int = postal.MIN_ACCURACY,
) -> list[Source]:
    """
    Return the sources of files, in the order in which they must be read.

    What a file is, is told by its content: GeoNames country dumps, postal files, alternate names
    and admin codes by their columns, GeoJSON by its brace, all else is a table with a header.

    Parameters
    ----------
    paths
        The files, plain, gzip or zip, in any order.
    selection
        Which places are wanted.
    columns
        For tables and GeoJSON: our field to the column or property of the file.
    min_accuracy
        For postal files: the least accuracy (1 to 6) of a point that is taken.

    Raises
    ------
    SourceError
        If a file cannot be read, or admin codes are given without a country dump.
    """
    kinds = [(path, *_kind_of(path)) for path in paths]
    codes = [path for path, kind, _ in kinds if kind == _CODES]
    dumps = [path for path, kind, _ in kinds if kind == _DUMP]
    if codes and not dumps:
        message = f"{codes[0]}: admin codes only name the units of a country dump; give one too"
        raise SourceError(message)
    found = [dump.dump_source(path, codes=codes, selection=selection) for path in dumps]
    for path, kind, _ in kinds:
        if kind == _POSTAL:
            least = min_accuracy
            found.append(postal.postal_source(path, min_accuracy=least, selection=selection))
    for path, kind, _ in kinds:
        if kind in {_TABLE, _GEOJSON}:
            geojson = kind == _GEOJSON
            found.append(own_source(path, columns=columns, selection=selection, geojson=geojson))
    for path, kind, width in kinds:
        if kind == _NAMES:
            found.append(dump.names_source(path, columns=width))
    return found


def _kind_of(path: Path) -> tuple[int, int]:
    """Return the kind of a file and the number of its columns, as most of its first lines have."""
    if not path.is_file():
        message = f"{path}: there is no such file"
        raise SourceError(message)
    lines = [line for _, line in islice(read_lines(path), _SAMPLE) if line and line.strip()]
    if not lines:
        message = f"{path}: the file is empty"
        raise SourceError(message)
    if lines[0].lstrip().startswith(("{", "[")):
        return _GEOJSON, 0
    votes = [_vote(line.rstrip("\r\n").split("\t")) for line in lines if line[0] != "#"]
    return max(sorted(set(votes)), key=votes.count, default=(_TABLE, 0))


def _vote(fields: Sequence[str]) -> tuple[int, int]:
    width = len(fields)
    if width == dump.COLUMNS and fields[0].isdecimal():
        return _DUMP, width
    if width == postal.COLUMNS and len(fields[0]) == 2:
        return _POSTAL, width
    if width in _NAME_COLUMNS and fields[0].isdecimal() and fields[1].isdecimal():
        return _NAMES, width
    if width == dump.CODE_COLUMNS and _UNIT_CODE.fullmatch(fields[0]):
        return _CODES, width
    return _TABLE, 0
