"""Distances and bearings before a name: "10 km (6 miles) to the north-west of"."""

import re
from typing import NamedTuple

from geomap.places.grammar import View
from geomap.places.words import Lexicon

POINTS = ("north", "east", "south", "west")
_KM = {"mile": 1.609, "miles": 1.609, "mi": 1.609, "m": 0.001, "metre": 0.001, "metres": 0.001}
_KM |= {"meter": 0.001, "meters": 0.001}
_NAUTICAL_KM = 1.852
_LETTERS = dict(zip("nesw", POINTS, strict=True))
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(,\d{3})+")
_HYPHENS = {"-", "–", "‑"}


class Offset(NamedTuple):
    """Where the phrase begins, the bearing in degrees, and the kilometres if it tells any."""

    first: int
    bearing: float
    distance_km: float | None


def read_bearing(view: View, of: int, lexicon: Lexicon) -> Offset | None:
    """Read "(10 km) north-west of"; "in the north of X" lies inside X and is not one."""
    at, points = of - 1, ""
    if word := _spelled(view, at):
        at, points = at - 1, word
    while view.word(at) in _HYPHENS or view.word(at).startswith(POINTS):
        points = view.word(at) + points
        at -= 1
    if not points:
        return None
    if view.word(at) == "the":
        if view.word(at - 1) != "to":
            return None
        at -= 2
    first, distance = read_distance(view, at, lexicon)
    return Offset(first, _degrees(points), distance)


def _spelled(view: View, at: int) -> str:
    """Return the words of "SE" and "NW", which stand in capitals."""
    letters = view.tokens.words[at] if 0 <= at < len(view) else ""
    known = letters.isupper() and len(letters) <= 2 and set(letters.lower()) <= set(_LETTERS)
    return "".join(_LETTERS[letter] for letter in letters.lower()) if known else ""


def _degrees(points: str) -> float:
    """Return the bearing that compass words name."""
    north, south = "north" in points, "south" in points
    east, west = "east" in points, "west" in points
    quarter = {(True, False): 0.0, (False, True): 180.0}.get((north, south))
    if quarter is None:
        return 90.0 if east else 270.0
    turn = 45.0 if east else -45.0 if west else 0.0
    return (quarter + (turn if north else -turn)) % 360


def read_distance(view: View, at: int, lexicon: Lexicon) -> tuple[int, float | None]:
    """Return where the phrase that ends here begins, and its kilometres if it tells any."""
    unit = at
    if view.word(unit) == ")":
        while unit > 0 and view.word(unit) != "(":
            unit -= 1
        unit -= 1
    if view.word(unit) not in lexicon.nouns.unit or unit < 1:
        return at + 1, None
    nautical = view.word(unit - 1) == "nautical"
    first = unit - 2 if nautical or view.word(unit - 1) in _HYPHENS else unit - 1
    number = _number(view.word(first), lexicon)
    if number is None:
        return at + 1, None
    while view.word(first - 1) in lexicon.words.approx:
        first -= 1
    return first, number * (_NAUTICAL_KM if nautical else _KM.get(view.word(unit), 1.0))


def _number(word: str, lexicon: Lexicon) -> float | None:
    """Read "12", "1,5", "1,196" and "twelve"."""
    if word in lexicon.words.numbers:
        return float(lexicon.words.numbers.index(word))
    thousands = _THOUSANDS.fullmatch(word) is not None
    try:
        return float(word.replace(",", "" if thousands else "."))
    except ValueError:
        return None
