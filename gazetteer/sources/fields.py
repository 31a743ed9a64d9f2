"""Rows of a user's table (CSV) with a header, or features of GeoJSON, by our own field names."""

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gazetteer.errors import SourceError
from gazetteer.model import LonLat
from gazetteer.sources.rows import (
    MAX_NAME,
    Fault,
    RowError,
    RowLog,
    check_point,
    check_text,
    open_text,
    read_lines,
)

# What each field is usually called; --column says it for files that call it otherwise.
COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("name", "place", "settlement", "village", "town", "city", "asciiname", "title"),
    "lon": ("lon", "lng", "long", "longitude", "x"),
    "lat": ("lat", "latitude", "y"),
    "id": ("id", "geonameid", "geonames_id"),
    "names": ("names", "other_names", "alternatenames", "alternate_names", "aliases"),
    "country": ("country", "country_code", "countrycode", "iso2"),
    "admin1": ("admin1", "admin1_name", "oblast", "state", "province"),
    "kind": ("kind",),
    "population": ("population", "pop"),
    "radius_m": ("radius_m", "uncertainty_m"),
}
_NEEDED = ("name", "lon", "lat")
_DELIMITERS = ",;\t|"


class Fields(NamedTuple):
    """A row by our field names; the point is there already where a geometry has given it."""

    values: Mapping[str, str]
    point: LonLat | None = None
    radius_m: float | None = None


def read_table(
    path: Path, columns: Mapping[str, str], log: RowLog
) -> Iterator[tuple[int, Fields | RowError, str]]:
    """
    Yield the line number of each row, the row by our fields or its fault, and its beginning.

    Parameters
    ----------
    path
        The table, plain or packed; its delimiter is what its header has most of.
    columns
        Our field (a key of `COLUMN_NAMES`) to the column that holds it.
    log
        Where lines that are too long to be read are put on record.

    Raises
    ------
    SourceError
        If a column that is needed, or asked for, is not there.
    """
    lines = _Lines(path, log)
    header = next(lines, "")
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter), [])
    places = _places_of(path, names, columns, _NEEDED)
    rows = csv.reader(lines, delimiter=delimiter)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            fault = RowError(Fault.NOT_A_TABLE_ROW, f"{error}: check the quotes")
            yield lines.number, fault, ""
            continue
        if row:
            yield lines.number, _by_name(row, names, places), delimiter.join(row)


def _by_name(
    row: Sequence[str], names: Sequence[str], places: Mapping[str, int]
) -> Fields | RowError:
    if len(row) != len(names):
        words = f"{len(row)} columns where the header has {len(names)}: check quotes and delimiters"
        return RowError(Fault.WRONG_NUMBER_OF_COLUMNS, words)
    try:
        check_text("".join(row))
    except RowError as error:
        return error
    return Fields({field: row[at] for field, at in places.items()})


class _Lines:
    """The lines of a table, and the number of the last one; what is too long is put on record."""

    def __init__(self, path: Path, log: RowLog) -> None:
        self._lines, self._path, self._log = read_lines(path, newline=""), path, log
        self.number = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        for number, line in self._lines:
            self.number = number
            if line is not None:
                return line
            self._log.rows += 1
            self._log.refuse(
                self._path, self.number, RowError(Fault.LINE_TOO_LONG, "a line too long")
            )
        raise StopIteration


def _places_of(
    path: Path, names: Sequence[str], columns: Mapping[str, str], needed: Sequence[str]
) -> dict[str, int]:
    """Find the column of each of our fields."""
    folded = [name.strip().lower() for name in names]
    found = {}
    for field, usual in COLUMN_NAMES.items():
        wanted = (columns[field].strip().lower(),) if field in columns else usual
        at = next((folded.index(each) for each in wanted if each in folded), None)
        if at is not None:
            found[field] = at
        elif field in columns or field in needed:
            wish = columns.get(field, field)
            message = (
                f"{path}:1: no column {wish!r} for {field}; its columns are "
                f"{', '.join(names)[:MAX_NAME] or 'none'}: say which with --column {field}=COLUMN"
            )
            raise SourceError(message)
    return found


def read_features(
    path: Path, columns: Mapping[str, str], _log: RowLog
) -> Iterator[tuple[int, Fields | RowError, str]]:
    """
    Yield each feature's number from 1, the feature by our fields or its fault, its name.

    Points give their longitude and latitude, areas a point inside and their reach in metres.

    Raises
    ------
    SourceError
        If the file is no GeoJSON.
    """
    try:
        with open_text(path) as file:
            content = json.load(file)
        features = content["features"] if content["type"] == "FeatureCollection" else [content]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        message = f"{path}: not GeoJSON ({error!r}): a FeatureCollection is expected"
        raise SourceError(message) from error
    if not isinstance(features, list):
        message = f"{path}: its features are no list"
        raise SourceError(message)
    for number, feature in enumerate(features, 1):
        try:
            own = _feature(feature, columns)
            yield number, own, own.values.get("name", "")
        except RowError as error:
            yield number, error, ""


def _feature(feature: object, columns: Mapping[str, str]) -> Fields:
    from gazetteer.regions import geometry_extent  # noqa: PLC0415 - shapely loads only here

    if not isinstance(feature, dict) or not isinstance(feature.get("geometry"), dict):
        raise RowError(Fault.NO_GEOMETRY, "not a feature with a geometry")
    properties = feature.get("properties")
    given = properties if isinstance(properties, dict) else {}
    fields = _properties({"id": feature.get("id"), **given}, columns)
    geometry = feature["geometry"]
    if geometry.get("type") == "Point":
        numbers = geometry.get("coordinates")
        pair = numbers if isinstance(numbers, list) and len(numbers) >= 2 else ("", "")
        return Fields({**fields, "lon": str(pair[0]), "lat": str(pair[1])})
    try:
        point, radius_m = geometry_extent(geometry)
    except ValueError as error:
        raise RowError(Fault.NO_GEOMETRY, str(error)) from error
    return Fields(fields, check_point(str(point.lon), str(point.lat)), radius_m)


def _properties(given: Mapping[str, object], columns: Mapping[str, str]) -> dict[str, str]:
    folded = {str(key).strip().lower(): value for key, value in given.items()}
    fields = {}
    for field, usual in COLUMN_NAMES.items():
        wanted = (columns[field].strip().lower(),) if field in columns else usual
        value = next((folded[each] for each in wanted if folded.get(each) is not None), None)
        if value is not None:
            parts = value if isinstance(value, list) else [value]
            fields[field] = "|".join(map(str, parts))
    check_text("".join(fields.values()))
    return fields
