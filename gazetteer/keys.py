"""The keys under which a place is found: its names, their case forms, their folded spellings."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from gazetteer.inflect import adjective_forms, case_forms
from gazetteer.model import Place, PlaceKind
from gazetteer.names import fold, normalise
from gazetteer.russian import russian_names
from gazetteer.tables import SHORT, SMALL, Posting

# Folding speaks about names that went through Ukrainian or Russian, and about no others.
FOLDED_COUNTRIES = frozenset({"UA", "RU", "BY", "MD"})
MIN_FOLDED_LETTERS = 5
_WIDE = {PlaceKind.COUNTRY: 0, PlaceKind.MACROREGION: 1, PlaceKind.REGION: 1}
_SHARED = {PlaceKind.ADMIN1: 20, PlaceKind.ADMIN2: 100}
_MAIN_NAME = 10
_INFLECTED_PEOPLE = 100_000
_ADJECTIVE_PEOPLE = 10_000


class Key(NamedTuple):
    """
    A key of a place, and how it stands for it.

    `demonym` marks an adjective or a people's name, `acronym` what must be in capitals,
    `inflected` a case form of the name.
    """

    text: str
    demonym: bool = False
    acronym: bool = False
    inflected: bool = False


Keys = Callable[[Place], Iterable[Key]]


def key_names(places: Sequence[Place], keys: Keys) -> dict[str, list[Posting]]:
    """Collect the keys of all places; under each key the most prominent place stands first."""
    names: dict[str, list[Posting]] = defaultdict(list)
    for row, place in enumerate(places):
        for key in _distinct(keys(place)):
            names[key.text].append(Posting(row, key.demonym, key.acronym, key.inflected))
    for text, postings in names.items():
        if len(postings) > 1:
            postings.sort(key=partial(_rank, places=places, folded=fold(text)))
    return names


def _distinct(keys: Iterable[Key]) -> Iterable[Key]:
    """Leave out a case form that is also a name of the place, and what stands twice."""
    best: dict[tuple[str, bool], Key] = {}
    for key in keys:
        known = best.setdefault(key[:2], key)
        if key < known:
            best[key[:2]] = key
    return best.values()


def _rank(posting: Posting, places: Sequence[Place], folded: str) -> tuple[bool, int, float, str]:
    """
    Order the places of a name: wide areas, then by people, whom a unit shares with its towns.

    Demonyms come last; but of case forms ("Покровському") the town's adjective may come before
    the village of that name.
    """
    place = places[posting.row]
    main = fold(place.name)
    own = folded.startswith(main[:-1]) if posting.inflected else folded == main
    score = weight(place) * (_MAIN_NAME if own else 1)
    last = posting.demonym and not posting.inflected
    return last, _WIDE.get(place.kind, 9), -score, place.id


def weight(place: Place) -> float:
    """Return the people that speak for a place; those of a unit are shared with its towns."""
    return (place.population + 1) / _SHARED.get(place.kind, 1)


def exact_keys(place: Place) -> Iterator[Key]:
    """Yield the normal forms of a place's names and demonyms, and the case forms of its names."""
    for demonym, names in ((False, place.names), (True, place.demonyms)):
        for name in names:
            if key := normalise(name):
                yield Key(key, demonym, is_acronym(name))
                yield from (Key(other, demonym) for other in _variants(name, key))
    for name in _russian_names(place):
        yield Key(normalise(name))
    if _is_declined(place):
        for name in (*place.names, *_russian_names(place)):
            yield from (Key(form, inflected=True) for form in case_forms(name))
    if _has_adjective(place):
        for name in place.names:
            yield from (Key(form, demonym=True, inflected=True) for form in adjective_forms(name))


def _russian_names(place: Place) -> Iterator[str]:
    if place.country == "UA" and place.kind is PlaceKind.SETTLEMENT:
        yield from chain.from_iterable(map(russian_names, place.names))


def _variants(name: str, key: str) -> Iterator[str]:
    """Yield the key for a text where the name begins with a small letter, or lacks its "The"."""
    if name[0].islower():
        yield SMALL + key
    if name.startswith("The "):
        yield key.removeprefix("the ")


def is_acronym(name: str) -> bool:
    """Say whether a name is letters in capitals, which in small letters would be another word."""
    return name.isupper() and sum(map(str.isalpha, name)) <= 4


def _is_declined(place: Place) -> bool:
    """Say whether Ukrainian and Russian texts are likely to name a place: near ones, large ones."""
    wide = place.kind not in (PlaceKind.SETTLEMENT, PlaceKind.ADMIN2)
    return wide or place.country in FOLDED_COUNTRIES or place.population >= _INFLECTED_PEOPLE


def _has_adjective(place: Place) -> bool:
    """Say whether the adjective of a town is told from the surnames that are its like."""
    town = place.kind is PlaceKind.SETTLEMENT and place.population >= _ADJECTIVE_PEOPLE
    return town and place.country in FOLDED_COUNTRIES


def folded_keys(place: Place) -> Iterator[Key]:
    """
    Yield the folded spellings of a place's names.

    Short ones resemble too many words: they are for a look-up only, not found in a text.
    """
    if place.country in FOLDED_COUNTRIES:
        for key in filter(None, map(fold, place.names)):
            short = len(key.replace(" ", "")) < MIN_FOLDED_LETTERS
            yield Key(SHORT + key if short else key)
