"""Names to places as general text writes them: the index, and short and wide names beside it."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any

from gazetteer.index import Index
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.theatre import Theatre

MAX_PLACES = 60
"""Namesakes that are weighed; the index gives the most prominent first."""
_SAINT = re.compile(r"^(?:St\.?|Ste\.?|Mt\.?|Ft\.?)(?=\s)", re.IGNORECASE)
_LONG = {"st": "Saint", "ste": "Sainte", "mt": "Mount", "ft": "Fort"}
_OFFICE = re.compile(
    r"^(?:the )?(?:(?:city|town|village|borough|county|state|province|republic|kingdom) of )?"
    r"(?:(?:north|south|east|west|central)(?:ern)?[ -])?(?=\w)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r" (?:city|town|township|village|county|co\.?|parish|province|state|region|district|area)$",
    re.IGNORECASE,
)


def _read(name: str) -> dict[str, Any]:
    file = resources.files("geomap.places") / "data" / name
    return tomllib.loads(file.read_text("utf-8"))


@lru_cache(maxsize=1)
def wide_places() -> tuple[Place, ...]:
    """Return the continents, seas and parts of countries of `data/wide_places.toml`."""
    return tuple(
        Place(
            id=row["id"],
            name=row["name"],
            kind=PlaceKind.MACROREGION,
            point=LonLat(*row["point"]),
            radius_m=row["radius_km"] * 1000,
            country=row.get("country"),
            names=(row["name"], *row.get("names", ())),
            demonyms=tuple(row.get("demonyms", ())),
            sources=("geomap",),
        )
        for row in _read("wide_places.toml")["place"]
    )


def plain_form(text: str) -> str:
    """Return the normal form of a name, its "St." written out."""
    return normalise(_written_out(text))


def _written_out(text: str) -> str:
    short = _SAINT.match(text)
    return _LONG[short.group().lower().rstrip(".")] + text[short.end() :] if short else text


@dataclass(frozen=True)
class Atlas:
    """
    An index with the short and wide names that general text uses.

    The places of `theatre`, if there is one, are preferred where a name is in doubt.
    """

    index: Index
    theatre: Theatre | None = None

    def named(self, text: str) -> tuple[Place, ...]:
        """Return what a name may mean, the most prominent first; no demonyms."""
        key = normalise(text)
        if text in self.abbreviations:
            return (self.abbreviations[text],)
        if key in self._wide:
            return (self._wide[key],)
        return self.index.lookup_exact(text)[:MAX_PLACES] or self._rewritten(text)

    def called(self, word: str) -> tuple[Place, ...]:
        """Return the places whose people or things are called so, in singular or plural."""
        for form in (word, word.removesuffix("s")):
            key = normalise(form)
            if key in self._peoples:
                return (self._peoples[key],)
            if found := self.index.lookup_demonym(form):
                return found
        return ()

    def unit(self, name: str, country: str) -> Place | None:
        """Return the largest unit of a country, else its largest town, of this name."""
        places = [p for p in self.index.lookup_exact(name) if p.country == country]
        units = [p for p in places if p.kind is PlaceKind.ADMIN1]
        return next(iter(units or places), None)

    def _rewritten(self, text: str) -> tuple[Place, ...]:
        """Try "Saint X" for "St. X", "X" for "City of X" and for "X Township"."""
        for form in (_written_out(text), _OFFICE.sub("", text), _NOUN.sub("", text)):
            if form != text and (found := self.index.lookup_exact(form)):
                return found[:MAX_PLACES]
        return self.index.lookup_folded(text)[:MAX_PLACES]

    @cached_property
    def abbreviations(self) -> dict[str, Place]:
        """Abbreviated units, as written."""
        return self._units("abbreviations")

    @cached_property
    def postal(self) -> dict[str, Place]:
        """Two-letter codes of units."""
        return self._units("postal")

    @cached_property
    def _wide(self) -> dict[str, Place]:
        return {normalise(name): p for p in wide_places() for name in p.names}

    @cached_property
    def _peoples(self) -> dict[str, Place]:
        wide = {normalise(word): p for p in wide_places() for word in p.demonyms}
        return wide | {normalise(word): p for word, p in self._units("demonyms").items()}

    @cached_property
    def extra_names(self) -> re.Pattern[str]:
        """Pattern of the names that the index does not find by itself."""
        wide = [name for place in wide_places() for name in (*place.names, *place.demonyms)]
        peoples = [f"{word}s?" for word in map(re.escape, self._units("demonyms"))]
        return _alternatives(map(re.escape, wide), peoples, map(re.escape, self.abbreviations))

    def _units(self, table: str) -> dict[str, Place]:
        rows = _read("short_names.toml")[table]
        found = {
            word: self.unit(name, country)
            for country, names in rows.items()
            for word, name in names.items()
        }
        return {word: place for word, place in found.items() if place is not None}


def _alternatives(*groups: Iterable[str]) -> re.Pattern[str]:
    words = sorted((word for group in groups for word in group), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w.])(?:{'|'.join(words)})(?!\w)")
