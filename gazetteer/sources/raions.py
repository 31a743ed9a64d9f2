"""The districts of Ukraine: their names in every system, those of today and those until 2020."""

import csv
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from gazetteer.names import transliterate
from gazetteer.sources.common import DATA

RAIONS_FILE = DATA / "raions.csv"
FORMER_RAIONS = "raions.csv"
"""The file of a theatre's former districts, in its folder."""


class Raion(NamedTuple):
    """
    A district: its English title, "Bakhmut Raion", and all its names.

    `unit` is its code for one of today (`UA.05.1402`), else that of its oblast (`UA.05`).
    `postal` is what the postal file calls a former one.
    """

    unit: str
    title: str
    names: tuple[str, ...]
    postal: str = ""


@lru_cache(maxsize=1)
def raions_today() -> dict[str, Raion]:
    """Return the districts of today by their codes."""
    return {row["code"]: _raion(row["code"], row) for row in _rows(RAIONS_FILE)}


def former_raions(folder: Path, country: str) -> tuple[Raion, ...]:
    """
    Return the districts of a theatre until 2020, as far as its folder lists them.

    One that has a name of a district of today in the same oblast has that one's title.
    """
    path = folder / FORMER_RAIONS
    if not path.is_file():
        return ()
    raions = []
    for row in _rows(path):
        raion = _raion(f"{country}.{row['admin1']}", row)
        title = next(_heirs(raion), raion.title)
        raions.append(raion._replace(title=title, postal=row["postal"]))
    return tuple(raions)


def is_of_today(raion: Raion) -> bool:
    """Say whether a former district lives on under its name."""
    return any(_heirs(raion))


def _heirs(raion: Raion) -> Iterator[str]:
    for code, today in raions_today().items():
        if code.startswith(f"{raion.unit}.") and set(today.names) & set(raion.names):
            yield today.title


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _raion(unit: str, row: dict[str, str]) -> Raion:
    adjectives = row["adjective_uk"], row["adjective_ru"]
    names = district_names(row["seat"], adjectives, row["others"].split("|"))
    return Raion(unit, f"{row['seat']} Raion", names, row.get("postal", ""))


def district_names(seat: str, adjectives: Iterable[str], others: Iterable[str]) -> tuple[str, ...]:
    """Make the names: "Bakhmut Raion", "Bakhmutskyi District", "Бахмутський район"."""
    told = (*adjectives, *others)
    seats = (seat, *(word for word in told if word.isascii()))
    cyrillic = [word for word in told if not word.isascii()]
    latin = dict.fromkeys(filter(None, (*seats, *map(transliterate, cyrillic))))
    names = (
        *(f"{word} {noun}" for word in latin for noun in ("Raion", "District")),
        *(f"{word} {noun}" for word in cyrillic for noun in ("район", "р-н")),
    )
    return tuple(dict.fromkeys(names))
