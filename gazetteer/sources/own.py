"""A user's own places: a table (CSV) with a header, or GeoJSON; columns by their names."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gazetteer.errors import SourceError
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.sources.common import settlement_radius_m
from gazetteer.sources.ground import Ground, first_units
from gazetteer.sources.model import EVERYTHING, Known, Selection, Source
from gazetteer.sources.rows import (
    MAX_NAME,
    Fault,
    RowError,
    RowLog,
    check_name,
    check_point,
    check_text,
    open_text,
    read_lines,
)
from gazetteer.sources.units import unit_titles

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
_SEPARATORS = re.compile("[|;]")
_AREA_KINDS = frozenset(PlaceKind) - {PlaceKind.SETTLEMENT, PlaceKind.FEATURE}
_GEONAMES = re.compile(r"(?:gn:)?(\d+)")


class Own(NamedTuple):
    """A row by our field names; the point is there already where a geometry has given it."""

    fields: Mapping[str, str]
    point: LonLat | None = None
    radius_m: float | None = None


def stem_of(path: Path) -> str:
    """Return what the ids of a file's places begin with after `user:`."""
    return normalise(path.name.split(".")[0]).replace(" ", "-") or "places"


def own_source(
    path: Path,
    *,
    columns: Mapping[str, str] | None = None,
    selection: Selection = EVERYTHING,
    geojson: bool = False,
) -> Source:
    """
    Return the source of a user's file.

    Parameters
    ----------
    path
        The table or GeoJSON, plain or packed.
    columns
        Our field (a key of `COLUMN_NAMES`) to the file's column or property.
    selection
        Which places are wanted.
    geojson
        Whether it is GeoJSON: points, and areas by a point inside and their reach.
    """
    log = RowLog()
    reader = partial(_read_features if geojson else _read_table, path, dict(columns or {}), log)
    return Source(
        name=f"own file {path.name}",
        licence="as its owner says",
        version="",
        files=(path,),
        read=partial(_read, path, log, reader, selection),
        log=log,
    )


def _read(
    path: Path,
    log: RowLog,
    rows: "partial[Iterator[tuple[int, Own | RowError, str]]]",
    selection: Selection,
    known: Known,
) -> Iterator[Place]:
    maker = _Maker(path, known)
    for number, row, shown in rows():
        log.rows += 1
        try:
            if isinstance(row, RowError):
                raise row
            place = maker.place(row)
        except RowError as error:
            log.refuse(path, number, error, shown)
            continue
        if selection.takes(place):
            yield place
        else:
            log.left_out["another country or out of bounds"] += 1


class _Maker:
    """Makes places of rows; knows which ids were there."""

    def __init__(self, path: Path, known: Known) -> None:
        self._ground, self._units = Ground(known), first_units()
        self._stem = stem_of(path)
        self._seen: set[str] = set()

    def place(self, own: Own) -> Place:
        fields = own.fields
        name = check_name(fields.get("name", ""))
        country = self._ground.country(fields.get("country", ""))
        point = own.point or check_point(fields.get("lon", ""), fields.get("lat", ""))
        self._ground.check_side(point, country)
        kind = _kind(fields.get("kind", ""), area=own.radius_m is not None)
        code, title = self._unit(country, fields.get("admin1", "").strip())
        people = _number("population", fields.get("population", ""))
        radius_m = own.radius_m or _number("radius_m", fields.get("radius_m", ""))
        return Place(
            id=self._identity(fields.get("id", "").strip(), name, point),
            name=name,
            kind=kind,
            point=point,
            radius_m=float(radius_m or settlement_radius_m(int(people))),
            country=country,
            admin1=code,
            admin1_name=title,
            population=int(people),
            names=tuple(dict.fromkeys((name, *_names(fields.get("names", ""))))),
            sources=(f"user:{self._stem}",),
        )

    def _unit(self, country: str | None, text: str) -> tuple[str | None, str | None]:
        """Return code and title of the unit that is given by either."""
        found = self._units.find(country or "", text, text) if text else None
        if found is None:
            return None, text or None
        return found.split(".")[1], unit_titles()[found]

    def _identity(self, text: str, name: str, point: LonLat) -> str:
        """Return the id: the GeoNames id of a `gn:`, else the file's own, else name and point."""
        if text.startswith("gn:"):
            if not _GEONAMES.fullmatch(text):
                raise RowError(Fault.NO_ID, f"{text[:40]!r} is not gn: and a GeoNames id")
            identity = text
        else:
            made = f"{normalise(name).replace(' ', '-')}@{point.lon:.4f},{point.lat:.4f}"
            identity = f"user:{self._stem}/{text[:MAX_NAME] or made}"
        if identity in self._seen:
            words = (
                f"{text or name} stands in an earlier row already: give each row an id of its own"
            )
            raise RowError(Fault.DUPLICATE_ID, words)
        self._seen.add(identity)
        return identity


def _kind(text: str, *, area: bool) -> PlaceKind:
    if not text.strip():
        return PlaceKind.REGION if area else PlaceKind.SETTLEMENT
    try:
        return PlaceKind(text.strip().lower())
    except ValueError as error:
        words = f"kind {text[:40]!r} is none of {', '.join(sorted(PlaceKind))}"
        raise RowError(Fault.UNKNOWN_KIND, words) from error


def _number(which: str, text: str) -> float:
    try:
        number = float(text.strip() or 0)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e10:
        raise RowError(Fault.NOT_A_NUMBER, f"{which} {text[:40]!r} is not a number from 0 up")
    return number


def _names(text: str) -> Iterator[str]:
    for name in map(str.strip, _SEPARATORS.split(text)):
        if normalise(name) and len(name) <= MAX_NAME:
            yield name


def _read_table(
    path: Path, columns: Mapping[str, str], log: RowLog
) -> Iterator[tuple[int, Own | RowError, str]]:
    """Yield the line number of each row, the row by our fields or its fault, and its beginning."""
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
            yield lines.number, _fields(row, names, places), delimiter.join(row)


def _fields(row: Sequence[str], names: Sequence[str], places: Mapping[str, int]) -> Own | RowError:
    if len(row) != len(names):
        words = f"{len(row)} columns where the header has {len(names)}: check quotes and delimiters"
        return RowError(Fault.WRONG_NUMBER_OF_COLUMNS, words)
    try:
        check_text("".join(row))
    except RowError as error:
        return error
    return Own({field: row[at] for field, at in places.items()})


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


def _read_features(
    path: Path, columns: Mapping[str, str], _log: RowLog
) -> Iterator[tuple[int, Own | RowError, str]]:
    """Yield each feature's number from 1, the feature by our fields or its fault, its name."""
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
            yield number, own, own.fields.get("name", "")
        except RowError as error:
            yield number, error, ""


def _feature(feature: object, columns: Mapping[str, str]) -> Own:
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
        return Own({**fields, "lon": str(pair[0]), "lat": str(pair[1])})
    try:
        point, radius_m = geometry_extent(geometry)
    except ValueError as error:
        raise RowError(Fault.NO_GEOMETRY, str(error)) from error
    return Own(fields, check_point(str(point.lon), str(point.lat)), radius_m)


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
