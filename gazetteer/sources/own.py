"""A user's own places, from the rows of a table or the features of GeoJSON."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.sources.common import settlement_radius_m
from gazetteer.sources.fields import Fields, read_features, read_table
from gazetteer.sources.ground import Ground, first_units
from gazetteer.sources.model import EVERYTHING, Known, Selection, Source
from gazetteer.sources.rows import (
    MAX_NAME,
    Fault,
    RowError,
    RowLog,
    check_name,
    check_point,
)
from gazetteer.sources.units import unit_titles

_SEPARATORS = re.compile("[|;]")
_GEONAMES = re.compile(r"gn:\d+")


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
    reader = partial(read_features if geojson else read_table, path, dict(columns or {}), log)
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
    rows: "partial[Iterator[tuple[int, Fields | RowError, str]]]",
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

    def place(self, own: Fields) -> Place:
        fields = own.values
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
