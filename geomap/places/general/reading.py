"""What the words of a name may mean, and what that alone says for and against each place."""

import math
import re
from functools import cached_property
from typing import NamedTuple

from gazetteer.model import Place, PlaceKind
from gazetteer.names import normalise

WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.MACROREGION})
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})
_SHORTENED = re.compile(r"^(?:St|Ste|Mt|Ft|Co|[NSEW])\b\.?(?=\s)", re.IGNORECASE)
_LONG = {"st": "Saint", "ste": "Sainte", "mt": "Mount", "ft": "Fort", "co": "County"}
_LONG |= {"n": "North", "s": "South", "e": "East", "w": "West"}
_SMALL = re.compile(
    r"of|the|and|de|la|le|du|des|del|upon|on|na|nad|di|by|am|an|der|y|e|s|al|el|ad|sur|in"
    r"|(?:north|south|east|west|central)(?:east|west)?(?:ern)?"
    r"|county|province|region|state|city|district|parish|oblast|river|area"
)
_WORD = re.compile(r"[^\W\d_]+")


class Meaning(NamedTuple):
    """
    A place that a name may mean, with what no document changes about it.

    `unit` tells the first-order unit in which it lies, `town` what is no country and no such unit
    itself; `lon` and `lat` are degrees, `narrowing` the length of a degree of longitude by that of
    latitude.
    """

    place: Place
    signs: dict[str, float]
    unit: tuple[str | None, str | None]
    wide: bool
    town: bool
    lon: float
    lat: float
    narrowing: float


class Reading:
    """
    The words of a name with the places that they may mean, the most prominent first.

    `short` marks an abbreviation, `folded` another spelling, `called` what the text itself says to
    be a village or the like. A reading is shared by the mentions of a name in all documents, so
    that nothing of it is weighed twice; it is equal to itself only.
    """

    def __init__(
        self,
        text: str,
        places: tuple[Place, ...],
        *,
        demonym: bool = False,
        short: bool = False,
        folded: bool = False,
        called: bool = False,
    ) -> None:
        self.text = text
        self.places = places
        self.demonym = demonym
        self.short = short
        self.folded = folded
        self.called = called
        self.name = text.casefold()
        """The words without regard to capitals, by which mentions of one name are united."""

    @cached_property
    def proper(self) -> bool:
        """Whether it looks as names do, as "Isle of Man" and "eastern Ukraine"."""
        found = _WORD.findall(self.text)
        small = [word for word in found if word[0].islower()]
        great = [word for word in found if word[0].isupper() and not _SMALL.fullmatch(word.lower())]
        return all(map(_SMALL.fullmatch, small)) and bool(great or not small)

    @cached_property
    def meanings(self) -> tuple[Meaning, ...]:
        """The places with the signs that no document changes, each with its strength."""
        form = normalise(written_out(self.text))
        return tuple(self._meaning(place, form) for place in self.places)

    def _meaning(self, place: Place, form: str) -> Meaning:
        own = self.short or normalise(written_out(place.name)) == form
        signs: dict[str, float] = {place.kind: 1.0, "its own name": float(own)}
        signs["first of its namesakes"] = float(place is self.places[0])
        signs["a town and its unit"] = float(self._has_unit_of(place))
        if place.kind is PlaceKind.SETTLEMENT:
            signs["population"] = math.log10(place.population + 100) - 4
        elif place.kind in _UNITS:
            signs["people of the unit"] = math.log10(place.population + 1000) - 6
        return Meaning(
            place,
            {name: strength for name, strength in signs.items() if strength},
            (place.country, place.admin1),
            wide=place.kind in WIDE,
            town=place.kind not in WIDE and place.kind is not PlaceKind.ADMIN1,
            lon=place.point.lon,
            lat=place.point.lat,
            narrowing=math.cos(math.radians(place.point.lat)),
        )

    def _has_unit_of(self, place: Place) -> bool:
        """Say whether a town bears the name of the unit in which it lies: Buenos Aires."""
        return place.kind is PlaceKind.SETTLEMENT and any(
            other.kind is PlaceKind.ADMIN1
            and (other.country, other.admin1) == (place.country, place.admin1)
            for other in self.places
        )


def written_out(text: str) -> str:
    """Return a name with its "St." or "N." at the beginning written out."""
    short = _SHORTENED.match(text)
    return _LONG[short.group().lower().rstrip(".")] + text[short.end() :] if short else text
