"""
GeoNames country dumps (`UA.txt`, 19 columns) with the files beside them.

Beside them are admin1CodesASCII.txt and admin2Codes.txt, which name the units, and
alternateNamesV2 files, which add names to places that are known already. Formats:
https://download.geonames.org/export/dump/readme.txt
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.common import extent, national_name, settlement_radius_m, usable_names
from gazetteer.sources.ground import Ground
from gazetteer.sources.model import EVERYTHING, Known, Selection, Source
from gazetteer.sources.rows import (
    MAX_NAME,
    Fault,
    RowError,
    RowLog,
    check_name,
    check_point,
    tab_rows,
)
from gazetteer.sources.units import unit_titles

COLUMNS, CODE_COLUMNS = 19, 4
NAME_COLUMNS = (10, 8)  # with and without the years of use
LICENCE = "CC BY 4.0"
_GONE = frozenset({"PPLH"})  # no longer there; abandoned and destroyed ones still are
_UNITS = {"ADM1": PlaceKind.ADMIN1, "ADM2": PlaceKind.ADMIN2, "TERR": PlaceKind.COUNTRY}
_FEATURE_M = 1000.0
# Codes of airports and stations, links, postal codes: not names that a text may hold.
_NO_LANGUAGES = frozenset(
    {"link", "post", "iata", "icao", "faac", "unlc", "tcid", "wkdt", "phon", "piny"}
)


def dump_source(
    path: Path, *, codes: Sequence[Path] = (), selection: Selection = EVERYTHING
) -> Source:
    """Return the source of a country dump; `codes` are files that name admin units."""
    log = RowLog()
    reader = _Dump(path, log, codes, selection)
    return Source(
        name=f"GeoNames dump {path.name}",
        licence=LICENCE,
        version="",
        files=(path, *codes),
        read=reader.read,
        log=log,
    )


class _Dump:
    """Reads one dump."""

    def __init__(
        self, path: Path, log: RowLog, codes: Sequence[Path], selection: Selection
    ) -> None:
        self._path, self._log, self._codes, self._selection = path, log, codes, selection
        self._seen: set[str] = set()

    def read(self, known: Known) -> Iterator[Place]:
        """Yield settlements and features, then the units, whose reach is that of the former."""
        ground = Ground(known)
        titles = unit_titles() | self._read_codes()
        points: dict[str, list[LonLat]] = defaultdict(list)
        units = []
        for number, row in tab_rows(self._path, self._log, columns=(COLUMNS,)):
            try:
                kind = self._kind(row)
                place = None if kind is None else self._place(row, kind, ground, titles)
            except RowError as error:
                self._log.refuse(self._path, number, error, "\t".join(row))
                continue
            if place is None:
                continue
            if place.kind is PlaceKind.SETTLEMENT:
                for code in _unit_codes(row):
                    points[code].append(place.point)
            if place.kind in {PlaceKind.SETTLEMENT, PlaceKind.FEATURE}:
                yield place
            else:
                units.append((place, points[_unit_codes(row)[_depth(place.kind)]]))
        yield from (_reaching(unit, inside) for unit, inside in units)

    def _kind(self, row: Sequence[str]) -> PlaceKind | None:
        """Return what a row is; None, and a note, if it is not wanted."""
        letter, code = row[6], row[7]
        if letter not in self._selection.feature_classes:
            self._log.left_out[f"feature class {letter[:1] or 'none'}"] += 1
            return None
        if letter == "P" and code not in _GONE:
            return PlaceKind.SETTLEMENT
        if letter not in {"A", "P"}:
            return PlaceKind.FEATURE
        kind = PlaceKind.COUNTRY if code.startswith("PCL") else _UNITS.get(code)
        if kind is None or code == "PCLH":
            self._log.left_out[f"feature code {code[:8] or 'none'}"] += 1
            return None
        return kind

    def _place(
        self, row: Sequence[str], kind: PlaceKind, ground: Ground, titles: Mapping[str, str]
    ) -> Place | None:
        country, admin1 = ground.country(row[8]), row[10] if row[10] not in {"", "00"} else None
        name = check_name(row[1])
        point = check_point(row[5], row[4])
        ground.check_side(point, country)
        people = int(row[14]) if row[14].isdecimal() else 0
        names = usable_names(name, _short(row[3].split(",")))
        if kind is PlaceKind.SETTLEMENT and country == "UA":
            name = national_name(name, names)
        place = Place(
            id=self._identity(row[0]),
            name=name,
            kind=kind,
            point=point,
            radius_m=settlement_radius_m(people) if kind is PlaceKind.SETTLEMENT else _FEATURE_M,
            country=country,
            admin1=admin1,
            admin1_name=titles.get(f"{country}.{admin1}"),
            admin2_name=titles.get(f"{country}.{admin1}.{row[11]}"),
            population=people,
            names=usable_names(name, names),
            sources=("geonames",),
        )
        return self._wanted(place, row[18])

    def _identity(self, text: str) -> str:
        if not (text.isascii() and text.isdecimal()):
            raise RowError(Fault.NO_ID, f"{text[:40]!r} in column 1 is not a GeoNames id")
        identity = f"gn:{int(text)}"
        if identity in self._seen:
            raise RowError(Fault.DUPLICATE_ID, f"id {text} stands in an earlier row already")
        self._seen.add(identity)
        return identity

    def _wanted(self, place: Place, changed: str) -> Place | None:
        if not self._selection.takes(place):
            self._log.left_out["another country or out of bounds"] += 1
            return None
        self._log.newest = max(self._log.newest, changed.strip()[:10])
        return place

    def _read_codes(self) -> dict[str, str]:
        titles = {}
        beside = RowLog(refused=self._log.refused)  # a dump's rows are counted without these
        for path in self._codes:
            for number, (code, name, _, _) in tab_rows(path, beside, columns=(CODE_COLUMNS,)):
                try:
                    titles[code] = check_name(name)
                except RowError as error:
                    self._log.refuse(path, number, error, code)
        return titles


def _short(names: Sequence[str]) -> Iterator[str]:
    return (name.strip() for name in names if 0 < len(name.strip()) <= MAX_NAME)


def _unit_codes(row: Sequence[str]) -> tuple[str, str, str]:
    """Return the codes of the country and units that a row lies in, the widest first."""
    return row[8], f"{row[8]}.{row[10]}", f"{row[8]}.{row[10]}.{row[11]}"


def _depth(kind: PlaceKind) -> int:
    return {PlaceKind.COUNTRY: 0, PlaceKind.ADMIN1: 1}.get(kind, 2)


def _reaching(unit: Place, inside: Sequence[LonLat]) -> Place:
    """Give a unit the reach of its settlements, and a point among them."""
    if not inside:
        return unit
    point, radius_m = extent(inside)
    return msgspec.structs.replace(unit, point=point, radius_m=radius_m)


def names_source(path: Path) -> Source:
    """Return the source of an alternateNamesV2 file: names of places that are known by their id."""
    log = RowLog()
    return Source(
        name=f"GeoNames alternate names {path.name}",
        licence=LICENCE,
        version="",
        files=(path,),
        read=partial(_read_names, path, log),
        log=log,
    )


def _read_names(path: Path, log: RowLog, known: Known) -> Iterator[Place]:
    names: dict[str, list[str]] = defaultdict(list)
    for number, row in tab_rows(path, log, columns=NAME_COLUMNS):
        identity = f"gn:{row[1]}"
        if row[2] in _NO_LANGUAGES or identity not in known:
            unknown = "name of a place that is not known"
            log.left_out["code or link" if row[2] in _NO_LANGUAGES else unknown] += 1
            continue
        try:
            names[identity].append(check_name(row[3]))
        except RowError as error:
            log.refuse(path, number, error, "\t".join(row))
    for identity in sorted(names):
        place = known[identity]
        more = usable_names(place.name, names[identity])
        yield msgspec.structs.replace(place, names=more, sources=("geonames",))
