"""Names to places as general text writes them: the index, and short and wide names beside it."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from typing import Any, TypeVar

from gazetteer.index import Index
from gazetteer.model import LonLat, NameMatch, Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.theatre import Theatre
from geomap.places.general.reading import Reading, written_out

MAX_PLACES = 60
"""Namesakes that are weighed; the index gives the most prominent first."""
_MAX_READINGS = 1 << 13
_OFFICE = re.compile(
    r"^(?:the )?(?:(?:city|town|village|borough|county|state|province|territory|republic|kingdom"
    r"|district|region|governorate|municipality|island|islamic republic) of )?"
    r"(?:(?:north|south|east|west|central|upper|lower|greater|downtown)(?:ern)?[ -])?(?=\w)",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r" (?:city|town|township|village|county|co\.?|parish|province|state|region|district|area"
    r"|airport|international airport|canal|harbou?r|peninsula|island|islands)$",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"(?<![\w.])(?:[A-Z]\w*|(?:north|south|east|west|central|sub)\w*)")
_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")
_COMPASS = re.compile(r"(?:North|South|East|West|Central|Sub)")


def _read(name: str) -> dict[str, Any]:
    file = resources.files("geomap.places") / "data" / name
    return tomllib.loads(file.read_text("utf-8"))


@lru_cache(maxsize=1)
def wide_places() -> tuple[Place, ...]:
    """Return the continents, seas, rivers and regions of `data/wide_places.toml`."""
    return tuple(
        Place(
            id=row["id"],
            name=row["name"],
            kind=PlaceKind(row.get("kind", "macroregion")),
            point=LonLat(*row["point"]),
            radius_m=row["radius_km"] * 1000,
            country=row.get("country"),
            names=(row["name"], *row.get("names", ())),
            demonyms=tuple(row.get("demonyms", ())),
            sources=("geomap",),
        )
        for row in _read("wide_places.toml")["place"]
    )


@dataclass(frozen=True)
class Atlas:
    """
    An index with the short and wide names that general text uses.

    The places of `theatre`, if there is one, are preferred where a name is in doubt. What a name
    means is kept once it is known: the names of texts come back often.
    """

    index: Index
    theatre: Theatre | None = None

    def named(self, text: str) -> tuple[Place, ...]:
        """Return what a name may mean, the most prominent first; no demonyms."""
        if short := self.abbreviations.get(text) or self.abbreviations.get(f"{text}."):
            return (short,)
        own = self._own.get(normalise(text), ())
        return _united(own, self.index.lookup_exact(text)) or self._rewritten(text)

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
        """Return the country, else its largest unit, else its largest town, of this name."""
        places = [p for p in self.index.lookup_exact(name) if p.country == country]
        areas = [p for p in places if p.kind in {PlaceKind.COUNTRY, PlaceKind.ADMIN1}]
        return next(iter(areas or places), None)

    def read(self, match: NameMatch) -> Reading:
        """Return what a name that the index has found may mean."""
        known = self._readings.get((match.text, match.how))
        if known is None:
            known = Reading(
                match.text,
                tuple(map(self.index.place, match.places[:MAX_PLACES])),
                demonym=match.how == "demonym",
                folded=match.how == "folded",
            )
            _keep(self._readings, (match.text, match.how), known)
        return known

    def people(self, word: str) -> Reading | None:
        """Return what a demonym in the plural may mean, None if it is none."""
        if word not in self._plurals:
            places = self.called(word)
            _keep(self._plurals, word, Reading(word, places, demonym=True) if places else None)
        return self._plurals[word]

    def find_own_names(self, text: str) -> Iterator[tuple[int, int, Reading]]:
        """Yield the names and demonyms that the index does not find by itself, the longest."""
        words, resume = self._first_words, 0
        for found in _FIRST_WORD.finditer(text):
            names = words.get(found.group())
            start = found.start()
            if names is None or start < resume:
                continue
            for name in names:
                end = start + len(name)
                if text.startswith(name, start) and not text[end : end + 1].isalnum():
                    yield start, end, self.own_names[name]
                    resume = end
                    break

    def _rewritten(self, text: str) -> tuple[Place, ...]:
        """Try "Saint X" for "St. X", "X" for "City of X" and for "X Township"."""
        for form in (written_out(text), _OFFICE.sub("", text), _NOUN.sub("", text)):
            if form != text:
                own = self._own.get(normalise(form), ())
                if found := _united(own, self.index.lookup_exact(form)):
                    return found
        return self.index.lookup_folded(text)[:MAX_PLACES]

    @cached_property
    def abbreviations(self) -> dict[str, Place]:
        """Abbreviated units, as written."""
        return self._units("abbreviations")

    @cached_property
    def postal(self) -> dict[str, Reading]:
        """Two-letter codes of units."""
        units = self._units("postal")
        return {code: Reading(code, (place,), short=True) for code, place in units.items()}

    @cached_property
    def own_names(self) -> dict[str, Reading]:
        """Names, abbreviations and demonyms that are ours, as they are written."""
        peoples = [*self._units("demonyms"), *(w for p in wide_places() for w in p.demonyms)]
        names = [*self._units("names"), *(name for p in wide_places() for name in p.names)]
        return {
            **{
                form: Reading(form, self.called(form), demonym=True) for form in _in_plural(peoples)
            },
            **{form: Reading(form, self.named(form)) for form in _small_compass(names)},
            **{
                form: Reading(form, (place,), short=True)
                for form, place in self.abbreviations.items()
            },
        }

    @cached_property
    def _first_words(self) -> dict[str, list[str]]:
        words: dict[str, list[str]] = {}
        for name in sorted(self.own_names, key=lambda name: (-len(name), name)):
            if first := _FIRST_WORD.match(name):
                words.setdefault(first.group(), []).append(name)
        return words

    @cached_property
    def _readings(self) -> dict[tuple[str, str], Reading]:
        return {}

    @cached_property
    def _plurals(self) -> dict[str, Reading | None]:
        return {}

    @cached_property
    def _own(self) -> dict[str, tuple[Place, ...]]:
        wide = [(name, place) for place in wide_places() for name in place.names]
        return {normalise(name): (p,) for name, p in (*wide, *self._units("names").items())}

    @cached_property
    def _peoples(self) -> dict[str, Place]:
        wide = {normalise(word): p for p in wide_places() for word in p.demonyms}
        return wide | {normalise(word): p for word, p in self._units("demonyms").items()}

    def _units(self, table: str) -> dict[str, Place]:
        rows = _read("short_names.toml")[table]
        found = {
            word: self.unit(name, country)
            for country, names in rows.items()
            for word, name in names.items()
        }
        return {word: place for word, place in found.items() if place is not None}


def _united(own: tuple[Place, ...], others: tuple[Place, ...]) -> tuple[Place, ...]:
    """Put places of ours before those of the index, in the place of its wide ones."""
    if not own:
        return others[:MAX_PLACES]
    rest = (p for p in others if p not in own and p.kind is not PlaceKind.MACROREGION)
    return (*own, *rest)[:MAX_PLACES]


def _keep(kept: dict[_Key, _Kept], key: _Key, value: _Kept) -> None:
    if len(kept) >= _MAX_READINGS:
        kept.clear()
    kept[key] = value


def _in_plural(words: Iterable[str]) -> Iterator[str]:
    for word in words:
        yield word
        if not word.endswith("s"):
            yield f"{word}s"


def _small_compass(names: Iterable[str]) -> Iterator[str]:
    """Yield "north Africa" beside "North Africa"."""
    for name in names:
        yield name
        if _COMPASS.match(name) and re.search(r"[ -]", name):
            yield name[0].lower() + name[1:]
