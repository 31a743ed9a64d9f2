"""Where countries and their units lie, to check rows of other files against."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, PlaceKind
from gazetteer.names import normalise
from gazetteer.sources.model import Known
from gazetteer.sources.rows import Fault, RowError
from gazetteer.sources.units import UNIT_NOUN, admin_units, unit_titles

_CODE = re.compile("[A-Z]{2}")
_MARGIN_KM = 50.0


class Ground:
    """What is known of countries and units before a file is read."""

    def __init__(self, known: Known) -> None:
        """Take the reach of each country from its place."""
        countries = [place for place in known.values() if place.kind is PlaceKind.COUNTRY]
        self._reach = {place.country: (place.point, place.radius_m / 1000) for place in countries}
        self._codes = {
            normalise(name): place.country for place in countries for name in place.names
        }

    def country(self, text: str) -> str | None:
        """Return the ISO code of a country that is given by code or name; None for an empty one."""
        text = text.strip()
        if not text:
            return None
        code = text.upper() if _CODE.fullmatch(text.upper()) else self._codes.get(normalise(text))
        if code is None:
            words = f"country {text[:40]!r} is neither a two-letter ISO code nor a known name"
            raise RowError(Fault.UNKNOWN_COUNTRY, words)
        return code

    def check_side(self, point: LonLat, country: str | None) -> None:
        """Refuse a point far from its country that lies in it when lon and lat are swapped."""
        reach = self._reach.get(country)
        if reach is None or abs(point.lon) > 90 or _within(point, reach):
            return
        if _within(LonLat(point.lat, point.lon), reach):
            words = (
                f"lon {point.lon}, lat {point.lat} is not near {country}, but the other way "
                "round it is: swap them"
            )
            raise RowError(Fault.COORDINATES_SWAPPED, words)


def _within(point: LonLat, reach: tuple[LonLat, float]) -> bool:
    return distance_km(point, reach[0]) <= reach[1] + _MARGIN_KM


class Units:
    """The first-level units of countries, by code and by name."""

    def __init__(self) -> None:
        """Collect them from our table."""
        self._names: dict[str, dict[str, str]] = {}
        self._main: dict[str, dict[str, str]] = {}
        for unit in admin_units():
            if unit.level == 1:
                names = self._names.setdefault(unit.country, {})
                names.update(dict.fromkeys(_stems(*unit.names), unit.code))
                main = self._main.setdefault(unit.country, {})
                main.update(dict.fromkeys(_stems(unit.name), unit.code))

    def find(self, country: str, code: str, name: str) -> str | None:
        """
        Return the GeoNames code (`UA.05`) of a unit.

        The name decides, because codes differ between files (Kyiv and its oblast are 12 and 13
        in one and 13 and 12 in the other); the code only where no unit has that name.
        """
        for table in (self._main, self._names):
            for stem in _stems(name):
                if found := table.get(country, {}).get(stem):
                    return found
        full = f"{country}.{code}"
        return full if full in unit_titles() else None


@lru_cache(maxsize=1)
def first_units() -> Units:
    """Return the first-level units, collected once."""
    return Units()


def _stems(*names: str) -> Iterator[str]:
    for name in names:
        for form in (name, UNIT_NOUN.sub("", name)):
            if key := normalise(form):
                yield key
