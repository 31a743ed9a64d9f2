"""A theatre's places as data: which countries it covers, its vernacular regions, its supplement."""

import csv
import json
import sys
import tomllib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeVar

import msgspec

from gazetteer.city_parts import read_city_parts
from gazetteer.errors import TheatreError
from gazetteer.facilities import Facilities, facility_places, spell
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.reported import Reported, Reports, read_reported

THEATRES = Path(__file__).parent / "data" / "theatres"
# In an index: the theatres of one's own that it was built with.
OWN_THEATRES = "theatres.json"
_EXTENT_M = {"city": 3000.0, "town": 2000.0, "village": 1000.0, "feature": 1000.0}
T = TypeVar("T")


class Region(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A vernacular region: the union of admin1 units, or the surroundings of some towns.

    `id` is a short name within its theatre, `note` says by which convention it is drawn. Units
    are cut by `clip` (west, south, east, north) and by `outline`, a ring of lon and lat. Towns,
    each with lon and lat, stand for the hull of all of them, `reach_km` wider.
    """

    id: str
    name: str
    members: tuple[str, ...] = ()
    towns: dict[str, tuple[float, float]] = {}
    reach_km: float = 10.0
    outline: tuple[tuple[float, float], ...] = ()
    kind: PlaceKind = PlaceKind.REGION
    names: tuple[str, ...] = ()
    clip: tuple[float, float, float, float] | None = None
    note: str = ""


class Axis(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A direction of the communiques, such as "the Pokrovsk direction": a region around its towns.

    `stems` has by language what stands in the gaps of that language's patterns.
    """

    id: str
    name: str
    stems: dict[str, tuple[str, ...]]
    towns: dict[str, tuple[float, float]]
    reach_km: float = 10.0
    note: str = ""


class Neighbour(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Units of another country that belong to a theatre: on the border and behind it."""

    country: str
    border: tuple[str, ...] = ()
    behind: tuple[str, ...] = ()


class Theatre(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """
    A theatre of war as data.

    `countries` are ISO codes; `units` are the admin1 codes of other countries that belong to
    it, as `RU.09`; `bounds` are west, south, east, north in degrees. `areas` are polygons that
    the theatre brings for its regions: a unit's code to a GeoJSON geometry as text. `settlements`
    follow the lines of contact; `landmarks` are dams, power plants and whatever else it names;
    `reported` tells in which months its news kept naming a settlement. `surveyed` are the units
    whose villages a gazetteer has, all but a few; empty where nobody can tell.
    """

    name: str
    title: str
    countries: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    folder: str
    areas: dict[str, str] = {}
    units: tuple[str, ...] = ()
    surveyed: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    settlements: tuple[Place, ...] = ()
    landmarks: tuple[Place, ...] = ()
    reported: tuple[Reported, ...] = ()

    def covers(self, country: str | None, admin1: str | None) -> bool:
        """Say whether a unit belongs to the theatre."""
        return country in self.countries or f"{country}.{admin1}" in self.units

    def knows_villages(self, country: str | None, admin1: str | None) -> bool:
        """Say whether a village that bears a name there is likely to be known."""
        return not self.surveyed or f"{country}.{admin1}" in self.surveyed

    def points_around(self, point: LonLat) -> list[LonLat]:
        """Return the points of its settlements in the half degrees around a point."""
        lon, lat = _half_degrees(point)
        cells = [(lon + x, lat + y) for x in (-1, 0, 1) for y in (-1, 0, 1)]
        return [near for cell in cells for near in self._points.get(cell, ())]

    @cached_property
    def reports(self) -> Reports:
        """Tell of which settlements was reported when."""
        return Reports(self.reported)

    @cached_property
    def _points(self) -> dict[tuple[int, int], list[LonLat]]:
        cells: dict[tuple[int, int], list[LonLat]] = {}
        for place in self.settlements:
            cells.setdefault(_half_degrees(place.point), []).append(place.point)
        return cells


def _half_degrees(point: LonLat) -> tuple[int, int]:
    return int(point.lon * 2 // 1), int(point.lat * 2 // 1)


class _Head(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    name: str
    title: str
    countries: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    surveyed: tuple[str, ...] = ()
    neighbours: tuple[Neighbour, ...] = ()


class _Regions(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    region: tuple[Region, ...] = ()


class _Axes(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    patterns: dict[str, tuple[str, ...]]
    axis: tuple[Axis, ...] = ()


def list_theatres() -> list[str]:
    """Return the names of the theatres that the package brings."""
    return sorted(path.parent.name for path in THEATRES.glob("*/theatre.toml"))


def is_known(name: str) -> bool:
    """Say whether a theatre is packaged, or one of one's own that was made known."""
    return name in list_theatres() or name in _OWN


def load_theatre(name: str | Path) -> Theatre:
    """
    Load a theatre by its name, or from a folder of one's own.

    The folder holds `theatre.toml`, and may hold `regions.toml`, `axes.toml` (the directions of
    communiques), `settlements.csv`, `landmarks.csv` (of the same columns), `facilities.toml`
    (what is called after a town and stands elsewhere), `city_parts.csv` (districts and quarters
    of cities), `reported.csv` (which settlement the
    news named in which months) and `areas.geojson` (polygons of units that
    its regions are made of, each with an `id`). A theatre of one's own
    that was loaded, or that an open index was built with, is known by its name too.

    Raises
    ------
    TheatreError
        If there is no such theatre, or a file does not follow its format; names file and line.
    """
    if str(name) in list_theatres():
        return _load((THEATRES / name).resolve())
    if (Path(name) / "theatre.toml").is_file():
        theatre = _load(Path(name).resolve())
        remember_theatres([theatre])
        return theatre
    if str(name) in _OWN:
        return _OWN[str(name)]
    known = ", ".join([*list_theatres(), *sorted(_OWN)])
    message = f"theatre {name}: neither a known one ({known}) nor a folder with theatre.toml"
    raise TheatreError(message)


_OWN: dict[str, Theatre] = {}


def remember_theatres(theatres: Iterable[Theatre]) -> None:
    """
    Make theatres of one's own known by their names, as places and areas of an index name them.

    Raises
    ------
    TheatreError
        If one has the name of a packaged theatre.
    """
    for theatre in theatres:
        if theatre.name in list_theatres() and not is_packaged(theatre):
            message = (
                f"theatre {theatre.folder}: its name {theatre.name!r} is that of a packaged one"
            )
            raise TheatreError(message)
        if _OWN.get(theatre.name) != theatre:
            _OWN[theatre.name] = theatre
            _forget_polygons()


def is_packaged(theatre: Theatre) -> bool:
    """Say whether a theatre came with the package."""
    return Path(theatre.folder).parent == THEATRES.resolve()


def _forget_polygons() -> None:
    """Drop what was computed for another theatre of the same name."""
    if (regions := sys.modules.get("gazetteer.regions")) is not None:
        regions.forget_polygons()


def own_theatres(theatres: Iterable[Theatre]) -> bytes:
    """Encode for an index those theatres that are not packaged, without where they were read."""
    own = [
        msgspec.structs.replace(theatre, folder="")
        for theatre in theatres
        if not is_packaged(theatre)
    ]
    return msgspec.json.encode(own, order="deterministic") if own else b""


def recall_theatres(index: Path) -> None:
    """Make the theatres known that an index was built with; its files were checked before."""
    path = index / OWN_THEATRES
    if path.is_file():
        remember_theatres(msgspec.json.decode(path.read_bytes(), type=list[Theatre]))


@lru_cache(maxsize=8)
def _load(folder: Path) -> Theatre:
    head = _read_toml(folder / "theatre.toml", _Head)
    regions, axes = folder / "regions.toml", folder / "axes.toml"
    settlements, landmarks = folder / "settlements.csv", folder / "landmarks.csv"
    areas, called = folder / "areas.geojson", folder / "facilities.toml"
    reported, parts = folder / "reported.csv", folder / "city_parts.csv"
    return Theatre(
        name=head.name,
        title=head.title,
        countries=head.countries,
        bounds=head.bounds,
        surveyed=head.surveyed,
        folder=str(folder),
        areas=_read_areas(areas) if areas.is_file() else {},
        units=tuple(
            f"{other.country}.{code}"
            for other in head.neighbours
            for code in (*other.border, *other.behind)
        ),
        regions=(
            *(_read_toml(regions, _Regions).region if regions.is_file() else ()),
            *(_axis_regions(_read_toml(axes, _Axes)) if axes.is_file() else ()),
        ),
        settlements=_read_settlements(settlements, head.name) if settlements.is_file() else (),
        landmarks=(
            *(_read_settlements(landmarks, head.name) if landmarks.is_file() else ()),
            *(
                facility_places(_read_toml(called, Facilities), head.name)
                if called.is_file()
                else ()
            ),
            *(read_city_parts(parts, head.name) if parts.is_file() else ()),
        ),
        reported=read_reported(reported) if reported.is_file() else (),
    )


def _read_toml(path: Path, kind: type[T]) -> T:
    try:
        with path.open("rb") as file:
            return msgspec.convert(tomllib.load(file), kind)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, msgspec.DecodeError) as error:
        message = f"{path}: {error}"
        raise TheatreError(message) from error


def _axis_regions(axes: _Axes) -> tuple[Region, ...]:
    """Take each axis for a region that has every name which the patterns make of its stems."""
    return tuple(
        Region(
            id=axis.id,
            name=axis.name,
            towns=axis.towns,
            reach_km=axis.reach_km,
            names=spell(axes.patterns, axis.stems),
            note=axis.note,
        )
        for axis in axes.axis
    )


def _read_areas(path: Path) -> dict[str, str]:
    try:
        features = json.loads(path.read_bytes())["features"]
        return {
            str(feature["properties"]["id"]): json.dumps(feature["geometry"], sort_keys=True)
            for feature in features
        }
    except (ValueError, KeyError, TypeError) as error:
        message = f"{path}: not a FeatureCollection whose features have an id ({error!r})"
        raise TheatreError(message) from error


def _read_settlements(path: Path, theatre: str) -> tuple[Place, ...]:
    """Read all rows, then raise all their faults at once."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            places, faults = _parse_rows(csv.DictReader(file), path, theatre)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        message = f"{path}: cannot be read as a table in UTF-8: {error}"
        raise TheatreError(message) from error
    if faults:
        raise TheatreError("\n".join(faults))
    return tuple(places)


def _parse_rows(
    rows: "csv.DictReader[str]", path: Path, theatre: str
) -> tuple[list[Place], list[str]]:
    places: dict[str, Place] = {}
    faults = []
    for row in rows:
        try:
            place = _settlement(row, theatre)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            faults.append(f"{path}:{rows.line_num}: {error!r}")
            continue
        if place.id in places:
            faults.append(f"{path}:{rows.line_num}: id {place.id!r} stands twice")
        places[place.id] = place
    return list(places.values()), faults


def _settlement(row: dict[str, str], theatre: str) -> Place:
    point = LonLat(float(row["lon"]), float(row["lat"]))
    if not (-180 <= point.lon <= 180 and -90 <= point.lat <= 90):
        message = f"lon {point.lon} or lat {point.lat} is out of range"
        raise ValueError(message)
    if not (row["id"] and row["name"]):
        message = "id or name is empty"
        raise ValueError(message)
    told = (value for column, value in row.items() if column and column.startswith("name_"))
    names = (row["name"], *told, *row["other_names"].split("|"))
    return Place(
        id=f"theatre:{theatre}/{row['id']}",
        name=row["name"],
        kind=PlaceKind.FEATURE if row["class"] == "feature" else PlaceKind.SETTLEMENT,
        point=point,
        radius_m=max(float(row["uncertainty_m"]), _EXTENT_M[row["class"]]),
        country=row["country"],
        admin1=row["admin1"],
        admin1_name=row["admin1_name"],
        admin2_name=row["raion"] or None,
        names=tuple(dict.fromkeys(filter(None, names))),
        sources=(f"theatre:{theatre}",),
        theatre=theatre,
    )
