"""Who belongs to which side of a theatre: names and adjectives, as data."""

import re
from functools import cache
from importlib import resources
from typing import NamedTuple

import msgspec

from geomap.tables import convert_table, read_table

THIRD = "third"
WEAPONS = "weapons"  # a group of things, by which nobody is called
_ISO_LETTERS = 2

_WORD = re.compile(r"[^\W_]+(?:[’'-][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
_TIED = re.compile(
    r"(?<=\w)-(?:affiliated|aligned|allied|appointed|backed|installed|led|linked|supported)$",
    re.IGNORECASE,
)


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    fought_in: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    sides: dict[str, dict[str, list[str]]] = {}


class Membership(NamedTuple):
    """A side's code and the group that a name stands in ("metonyms", "forces")."""

    side: str
    group: str


class Sides:
    """Names to sides; built from a sides file by `load_sides`."""

    def __init__(
        self,
        groups: dict[str, dict[str, list[str]]],
        fought_in: frozenset[str] = frozenset(),
        contested: frozenset[str] = frozenset(),
    ) -> None:
        """
        Index the names of each side by their words.

        `fought_in` are codes of countries, `contested` of regions that more than one side holds.
        """
        self._contested = contested
        self._names: dict[tuple[str, ...], Membership] = {}
        self._weapons: dict[str, str] = {}
        for side, lists in groups.items():
            for group, names in lists.items():
                for name in names:
                    if group == WEAPONS:
                        self._weapons[name.casefold()] = side
                    else:
                        self._names.setdefault(_words(name), Membership(side, group))
        self.belligerents = frozenset(groups) - {THIRD}
        self.lands = self.states | fought_in
        self._longest = max(map(len, self._names), default=0)

    @property
    def states(self) -> frozenset[str]:
        """The belligerents that are states, whose codes are those of the countries."""
        return frozenset(code for code in self.belligerents if len(code) == _ISO_LETTERS)

    def guarding(self, country: str | None, admin1: str | None) -> str | None:
        """Return the side whose air defence a region has; None where more than one may."""
        known = country in self.states and admin1 is not None
        held = known and f"{country}.{admin1}" not in self._contested
        return country if held else None

    def find(self, text: str) -> Membership | None:
        """
        Return the side of the last known name in a phrase, or None.

        The last stands next to the noun that the phrase is about; of names that end at one word
        the longest counts.
        """
        words = _words(text.lower() if _is_shouted(text) else text)
        for last in range(len(words), 0, -1):
            for first in range(max(0, last - self._longest), last):
                found = self._names.get(words[first:last])
                if found is not None:
                    return found
        return None

    def wielder(self, phrase: str) -> str | None:
        """Return the side that alone has the weapon of a phrase: "two Shahed drones"."""
        text = phrase.casefold()
        return next((side for name, side in self._weapons.items() if _has(text, name)), None)

    @property
    def words(self) -> frozenset[str]:
        """All words of all names, but for acronyms."""
        return frozenset(word for name in self._names for word in name if not word.isupper())

    def opponent(self, side: str | None) -> str | None:
        """Return the other side, where there are two and the given one is one of them."""
        others = self.belligerents - {side}
        known = side in self.belligerents and len(others) == 1
        return next(iter(others)) if known else None


@cache
def load_sides(theatre: str | None) -> Sides:
    """
    Read the sides of a theatre; outside any theatre nobody has a side.

    Raises
    ------
    LexiconError
        The file does not follow the format: `[sides.CODE]` with lists of names, and `fought_in`,
        the countries of a war between others than states, and `contested`, GeoNames codes of
    regions ("UA.05") that no side holds alone.
    """
    groups: dict[str, dict[str, list[str]]] = {}
    lands: set[str] = set()
    contested: set[str] = set()
    for name in () if theatre is None else (f"{theatre}.toml", f"{theatre}.cyrillic.toml"):
        read = _read_sides(name)
        lands.update(read.fought_in)
        contested.update(read.contested)
        for side, lists in read.sides.items():
            for group, names in lists.items():
                groups.setdefault(side, {}).setdefault(group, []).extend(names)
    return Sides(groups, frozenset(lands), frozenset(contested))


def _read_sides(name: str) -> _File:
    file = resources.files("geomap") / "data" / "sides" / name
    if not file.is_file():
        return _File()
    return convert_table(read_table(file), _File, name=f"{file}: fought_in and [sides.CODE]")


def _has(text: str, name: str) -> bool:
    ending = "s?" if name.isascii() else r"\w{0,3}"
    return name in text and re.search(rf"\b{re.escape(name)}{ending}\b", text) is not None


def _is_shouted(text: str) -> bool:
    """Say whether a phrase of several words is in capitals: "RUSSIAN FORCES", not "US"."""
    return text.isupper() and len(text.split()) > 1


def _words(text: str) -> tuple[str, ...]:
    """
    Return the words in small letters, but acronyms as they are: "US" is not "us".

    Who is backed or led by a side is named by it: "Wagner-affiliated".
    """
    bare = [_TIED.sub("", _POSSESSIVE.sub("", word)) for word in _WORD.findall(text)]
    return tuple(w if w.isupper() and len(w) > 1 else w.casefold() for w in bare)
