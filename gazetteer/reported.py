"""When the reports of a war told of a settlement, by months: so namesakes are told apart."""

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from gazetteer.errors import TheatreError
from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import fold

_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_NEVER = "9999-12"
_SAME_PLACE_KM = 3.0

Months = tuple[str, str]
"""First and last month, each as `YYYY-MM`, both included."""


class Reported(msgspec.Struct, frozen=True, kw_only=True):
    """Months in which reports kept telling of a settlement: fought over, or shelled daily."""

    name: str
    point: LonLat
    months: Months


class Reports:
    """What was reported when, by the names of settlements."""

    def __init__(self, reported: Iterable[Reported]) -> None:
        self._by_name: dict[str, list[Reported]] = {}
        for one in reported:
            self._by_name.setdefault(fold(one.name), []).append(one)

    def told_of(self, place: Place, months: Months) -> bool:
        """Say whether reports told of a settlement in some of the months."""
        first, last = months
        return place.kind is PlaceKind.SETTLEMENT and any(
            one.months[0] <= last
            and first <= one.months[1]
            and distance_km(one.point, place.point) <= _SAME_PLACE_KM
            for one in self._by_name.get(fold(place.name), ())
        )


def read_reported(path: Path) -> tuple[Reported, ...]:
    """
    Read `reported.csv`: name, lon, lat, since and until (`YYYY-MM`; empty for until today).

    Raises
    ------
    TheatreError
        If a row does not follow the format; names file and line, all faults at once.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            read = list(_rows(csv.DictReader(file)))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{path}: cannot be read as a table in UTF-8: {error}"
        raise TheatreError(message) from error
    if faults := [f"{path}:{line}: {one}" for line, one in read if isinstance(one, str)]:
        raise TheatreError("\n".join(faults))
    return tuple(one for _, one in read if isinstance(one, Reported))


def _rows(rows: "csv.DictReader[str]") -> Iterator[tuple[int, Reported | str]]:
    for row in rows:
        try:
            yield rows.line_num, _reported(row)
        except (KeyError, TypeError, ValueError) as error:
            yield rows.line_num, repr(error)


def _reported(row: dict[str, str]) -> Reported:
    point = LonLat(float(row["lon"]), float(row["lat"]))
    since, until = row["since"], row["until"] or _NEVER
    if not (-180 <= point.lon <= 180 and -90 <= point.lat <= 90):
        message = f"lon {point.lon} or lat {point.lat} is out of range"
        raise ValueError(message)
    if not row["name"] or not _MONTH.fullmatch(since) or until < since:
        message = f"name {row['name']!r}, since {since!r} or until {row['until']!r} is no good"
        raise ValueError(message)
    if until != _NEVER and not _MONTH.fullmatch(until):
        message = f"until {until!r} is no month"
        raise ValueError(message)
    return Reported(name=row["name"], point=point, months=(since, until))
