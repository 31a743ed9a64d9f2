"""Files into sources: what a file is, told by its first lines, and the order to read them in."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path

from gazetteer.errors import SourceError
from gazetteer.sources import dump, postal
from gazetteer.sources.model import EVERYTHING, Selection, Source
from gazetteer.sources.own import own_source, stem_of
from gazetteer.sources.rows import read_lines

_SAMPLE = 50
_UNIT_CODE = re.compile(r"[A-Z]{2}\.[^\t]+")


class FileKind(StrEnum):
    """What a file of places is."""

    DUMP = "a GeoNames country dump"
    POSTAL = "a GeoNames postal file"
    NAMES = "a file of alternate names"
    CODES = "a file of admin codes"
    GEOJSON = "GeoJSON"
    TABLE = "a table with a header"


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
        If a file cannot be read, admin codes are given without a country dump, or two of a user's
        own files have one name.
    """
    files: dict[FileKind, list[Path]] = {kind: [] for kind in FileKind}
    for path in paths:
        files[file_kind(path)].append(path)
    codes = files[FileKind.CODES]
    if codes and not files[FileKind.DUMP]:
        message = f"{codes[0]}: admin codes only name the units of a country dump; give one too"
        raise SourceError(message)
    _check_stems([*files[FileKind.TABLE], *files[FileKind.GEOJSON]])
    own = partial(own_source, columns=columns, selection=selection)
    post = partial(postal.postal_source, min_accuracy=min_accuracy, selection=selection)
    return [
        *(dump.dump_source(p, codes=codes, selection=selection) for p in files[FileKind.DUMP]),
        *map(post, files[FileKind.POSTAL]),
        *map(own, files[FileKind.TABLE]),
        *(own(path, geojson=True) for path in files[FileKind.GEOJSON]),
        *map(dump.names_source, files[FileKind.NAMES]),
    ]


def _check_stems(paths: Sequence[Path]) -> None:
    """Refuse two files whose places would have the same ids."""
    stems: dict[str, Path] = {}
    for path in paths:
        first = stems.setdefault(stem_of(path), path)
        if first is not path:
            message = f"{first} and {path}: rename one, for their places are told apart by its name"
            raise SourceError(message)


def file_kind(path: Path) -> FileKind:
    """
    Tell what a file is by the number of columns that most of its first lines have.

    Raises
    ------
    SourceError
        If it is not there, is empty or cannot be unpacked.
    """
    if not path.is_file():
        message = f"{path}: there is no such file"
        raise SourceError(message)
    lines = [line for _, line in islice(read_lines(path), _SAMPLE) if line and line.strip()]
    if not lines:
        message = f"{path}: the file is empty"
        raise SourceError(message)
    if lines[0].lstrip().startswith(("{", "[")):
        return FileKind.GEOJSON
    votes = [_vote(line.rstrip("\r\n").split("\t")) for line in lines if line[0] != "#"]
    return max(sorted(set(votes)), key=votes.count, default=FileKind.TABLE)


def _vote(fields: Sequence[str]) -> FileKind:
    width = len(fields)
    if width == dump.COLUMNS and fields[0].isdecimal():
        return FileKind.DUMP
    if width == postal.COLUMNS and len(fields[0]) == 2:
        return FileKind.POSTAL
    if width in dump.NAME_COLUMNS and fields[0].isdecimal() and fields[1].isdecimal():
        return FileKind.NAMES
    if width == dump.CODE_COLUMNS and _UNIT_CODE.fullmatch(fields[0]):
        return FileKind.CODES
    return FileKind.TABLE
