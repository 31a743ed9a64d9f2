"""Admin units of the first and second level: our table of GeoNames units, and their polygons."""

import csv
import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.sources.common import DATA, drop_strays, extent, usable_names
from gazetteer.sources.model import Known
from gazetteer.sources.raions import raions_today
from gazetteer.sources.spellings import unit_spelling

ADMIN_FILE = DATA / "admin.csv.gz"
AREAS_FILE = DATA / "areas.json"
CITY_UNITS_FILE = DATA / "city_units.csv.gz"
UNIT_NOUN = re.compile(
    r"\b(?:oblast|region|province|raion|rayon|district|county)$|^(?:oblast|province|region) of ",
    re.IGNORECASE,
)
_OBLAST = re.compile(r" (?:(oblast)|(область))$", re.IGNORECASE)
_UNIT_NOUNS = {
    PlaceKind.ADMIN1: ("Oblast", "region", "province", "Obl"),
    PlaceKind.ADMIN2: ("Raion", "district"),
}


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """An admin unit as its table has it; `code` is `UA.05` or `UA.05.1402`."""

    geonameid: str
    level: int
    country: str
    code: str
    parent: str
    name: str
    names: tuple[str, ...]


@lru_cache(maxsize=1)
def admin_units() -> tuple[Unit, ...]:
    """Return the admin units of the world, in the order of their codes."""
    with gzip.open(ADMIN_FILE, "rt", encoding="utf-8", newline="") as file:
        return tuple(
            Unit(
                geonameid=row["geonameid"],
                level=int(row["level"]),
                country=row["country"],
                code=row["code"],
                parent=row["parent"],
                name=row["name"],
                names=(
                    *filter(None, (row["name"], *row["aliases"].split("|"))),
                    *unit_spelling(row["code"]).names,
                    *_raion_names(row["code"]),
                ),
            )
            for row in csv.DictReader(file)
        )


def _raion_names(code: str) -> tuple[str, ...]:
    raion = raions_today().get(code)
    return raion.names if raion else ()


@lru_cache(maxsize=1)
def city_units() -> dict[int, str]:
    """Map a city's GeoNames id to the code of its admin2 unit."""
    if not CITY_UNITS_FILE.is_file():
        return {}
    with gzip.open(CITY_UNITS_FILE, "rt", encoding="utf-8", newline="") as file:
        return {
            int(city): row["code"]
            for row in csv.DictReader(file)
            for city in row["cities"].split(" ")
        }


@lru_cache(maxsize=1)
def area_names() -> dict[str, str]:
    """Map the id of each area with a polygon to its English name."""
    features = json.loads(AREAS_FILE.read_bytes())["features"]
    return {each["properties"]["id"]: each["properties"]["name"] for each in features}


def _title(unit: Unit) -> str:
    """
    Choose the English title.

    It is that of a district of Ukraine in our own table, else the area's name, else an alias with
    an English noun, else the name.
    """
    if raion := raions_today().get(unit.code):
        return raion.title
    if unit.code in area_names():
        return area_names()[unit.code]
    english = (name for name in unit.names if UNIT_NOUN.search(name) and name.isascii())
    return next(english, unit.name)


@lru_cache(maxsize=1)
def unit_titles() -> dict[str, str]:
    """Map the code of each unit to its English title."""
    return {unit.code: _title(unit) for unit in admin_units()}


def read_units(known: Known) -> Iterator[Place]:
    """Yield the admin units that have a polygon or at least one known settlement."""
    members = _members(known.values())
    for unit in admin_units():
        settlements = members.get(unit.code) or _seat(unit, members)
        reach = _polygon_extent(unit.code)
        if reach is None and settlements:
            reach = extent(drop_strays([place.point for place in settlements]))
        if reach is not None:
            yield _unit_place(unit, reach, sum(place.population for place in settlements))


def _unit_place(unit: Unit, reach: tuple[LonLat, float], population: int) -> Place:
    kind = PlaceKind.ADMIN1 if unit.level == 1 else PlaceKind.ADMIN2
    parts = unit.code.split(".")
    title = _title(unit)
    return Place(
        id=f"gn:{unit.geonameid}",
        name=title,
        kind=kind,
        point=reach[0],
        radius_m=reach[1],
        country=unit.country,
        admin1=parts[1] if len(parts) > 1 else None,
        admin1_name=title if unit.level == 1 else unit_titles().get(unit.parent),
        admin2_name=title if unit.level == 2 else None,
        population=population,
        names=usable_names(title, (*unit.names, *_with_nouns(title, unit.names, kind))),
        sources=("geonames",),
        area_id=unit.code if unit.code in area_names() else None,
    )


def _with_nouns(title: str, names: Iterable[str], kind: PlaceKind) -> Iterator[str]:
    """Yield `Donetsk region` and its like for each name that is a stem and such a noun."""
    for name in dict.fromkeys((title, *names)):
        stem = UNIT_NOUN.sub("", name.rstrip("'\u2019")).strip()
        if stem != name and stem:
            yield from (f"{stem} {noun}" for noun in _UNIT_NOUNS[kind])
        if found := _OBLAST.search(name):
            yield name[: found.start()] + (" Obl" if found[1] else " обл")


def _members(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Group settlements by the codes of their units of both levels."""
    districts = city_units()
    groups = defaultdict(list)
    for place in places:
        if place.kind is PlaceKind.SETTLEMENT and place.country:
            groups[f"{place.country}.{place.admin1}"].append(place)
            if district := districts.get(int(place.id.removeprefix("gn:"))):
                groups[district].append(place)
    return dict(groups)


def _seat(unit: Unit, members: dict[str, list[Place]]) -> list[Place]:
    """Find the settlement that a unit of level 2 is named for, in the same unit of level 1."""
    stems = {normalise(UNIT_NOUN.sub("", name).strip()) for name in unit.names}
    same = (place for place in members.get(unit.parent, ()) if normalise(place.name) in stems)
    return sorted(same, key=lambda place: -place.population)[:1]


@lru_cache(maxsize=256)
def _polygon_extent(code: str) -> tuple[LonLat, float] | None:
    if code not in area_names():
        return None
    from gazetteer.regions import area_extent  # noqa: PLC0415 - shapely loads only when built

    return area_extent(code)
