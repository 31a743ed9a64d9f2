"""What the words around a proposal say for and against its being a place, as named signs."""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property, lru_cache

from gazetteer.model import Place, PlaceKind
from geomap.places.general.proposals import Entity, Proposal
from geomap.places.general.reading import Reading
from geomap.places.naming import find_persons
from geomap.places.words import Words, english

Signs = Mapping[str, float]
_REACH = 48
_BEFORE_REVERSED = re.compile(r"(\W*?)([.]?\w[\w.'’&-]*)")
_AFTER = re.compile(r"(\W*)(\w[\w.'’-]*)")
_GLUE = re.compile(r"[\w'’]")
_SPLIT = re.compile(r"[.!?:;()\"“”\n]|--|—|–")
_SAYING = frozenset(
    [
        *("said", "says", "say", "told", "added", "adds", "asked", "asks", "explained", "noted"),
        *("recalled", "wrote", "argued", "agreed", "insisted", "testified", "laughed", "thinks"),
        *("thought", "believes", "knew", "knows", "joined", "scored"),
    ]
)
_OFFICERS = frozenset(["rep", "sen", "gov", "judge", "sheriff", "coach"])
_UNITS = frozenset(["parish", "county", "township", "co"])
_STREETS = frozenset(["st", "ave", "road", "drive", "rd", "boulevard", "blvd", "dr"])
_FEATURES = frozenset(["park", "mountain", "valley", "beach", "falls"])
_BODIES = frozenset(["university", "college", "high", "hospital", "inc"])
_PLACING = frozenset(["after in or near", "after from or to", "after of"])
_LITTLE = ("of", "for", "and", "the", "or", "with", "by")
_KIND_SIGNS = {
    PlaceKind.COUNTRY: "a country",
    PlaceKind.MACROREGION: "a continent or sea",
    PlaceKind.ADMIN1: "a state or province",
    PlaceKind.REGION: "a region",
    PlaceKind.FEATURE: "a river or mountain",
    PlaceKind.ADMIN2: "only a county",
}


class Page:
    """A text with what is asked of all of it: common words, surnames, a model's entities."""

    def __init__(self, text: str, entities: Sequence[Entity] | None = None) -> None:
        self.text = text
        self.entities = entities
        self._common: dict[str, bool] = {}

    def writes(self, word: str) -> bool:
        """Say whether the text has a word of three letters or more, written so."""
        if word not in self._common:
            self._common[word] = len(word) > 2 and word.isalpha() and self._finds(word)
        return self._common[word]

    def _finds(self, word: str) -> bool:
        at = self.text.find(word)
        while at >= 0:
            around = self.text[at - 1 : at], self.text[at + len(word) : at + len(word) + 1]
            if not any(map(_GLUE.match, around)):
                return True
            at = self.text.find(word, at + 1)
        return False

    @cached_property
    def persons(self) -> frozenset[str]:
        """Surnames of the persons that the text introduces."""
        return find_persons(self.text, english())

    @cached_property
    def _starts(self) -> list[int]:
        return [entity.start for entity in self.entities or ()]

    def labels(self, start: int, end: int) -> list[tuple[str, bool]]:
        """List the labels of entities over a span, each with whether it covers just the span."""
        at = bisect_right(self._starts, end - 1)
        touching = (self.entities or ())[max(0, at - 4) : at]
        return [(e.label, (e.start, e.end) == (start, end)) for e in touching if e.end > start]


@cache
def _nouns() -> Words:
    """Return all nouns of the word lists."""
    lists = english().nouns
    return frozenset().union(*(getattr(lists, field) for field in lists.__struct_fields__))


@cache
def _leading() -> dict[str, str]:
    """Map the words right before a name to the signs that they are."""
    preps, words = english().prepositions, english().words
    return _by_word(
        ("after a title", words.honorifics | _OFFICERS),
        ("after a first name", words.first_names),
        ("after in or near", preps.inside | preps.near | preps.toward | preps.across),
        ("after from or to", preps.origin | preps.to),
        *((f"after {word}", frozenset([word])) for word in _LITTLE),
    )


@cache
def _following() -> dict[str, str]:
    """Map the small words right after a name to the signs that they are."""
    nouns = english().nouns
    return _by_word(
        ("before a verb of saying", _SAYING),
        ("before an office or unit", nouns.title | nouns.person | nouns.settlement | nouns.admin),
    )


@cache
def _capitals() -> dict[str, str]:
    """Map the capitalised words right beside a name to what they make of it."""
    nouns, words = english().nouns, english().words
    return _by_word(
        ("a compass word", words.modifiers | nouns.bearing),
        ("a word for a unit", nouns.settlement | nouns.admin | _UNITS),
        ("a street word", nouns.street | _STREETS),
        ("a word for a feature", nouns.water | nouns.feature | _FEATURES),
        ("a word for a body", nouns.organisation | _BODIES),
        ("an office", nouns.title),
    )


def _by_word(*lists: tuple[str, Words]) -> dict[str, str]:
    """Turn lists round; of a word in two of them the first counts."""
    return {word: sign for sign, words in reversed(lists) for word in words}


def read_signs(page: Page, one: Proposal, before: Proposal | None, after: Proposal | None) -> Signs:
    """
    Return the signs of where a proposal stands, each with its strength; `own_signs` are the rest.

    Parameters
    ----------
    before, after
        The proposals beside it.
    """
    text, start, end = page.text, one.start, one.end
    signs = _page_signs(page, one.reading)
    left = _BEFORE_REVERSED.match(text[max(0, start - _REACH) : start][::-1])
    right = _AFTER.match(text, end, end + _REACH)
    if left:
        gap, word = left.groups()
        signs |= _left_signs(word[::-1], gap[::-1], start - len(gap), before)
    else:
        signs["begins the text"] = 1.0
    if right:
        signs |= _right_signs(right, after)
    if "before a verb of saying" in signs:
        if _PLACING & signs.keys():  # "officials in Ohio said": not Ohio said it
            del signs["before a verb of saying"]
        elif _governs(one.reading):
            signs["a government speaks"] = signs.pop("before a verb of saying")
    if page.entities is not None:
        signs |= _model_signs(page, one)
    return signs


@lru_cache(maxsize=1 << 13)
def own_signs(reading: Reading) -> Signs:
    """Return the signs of the words of a name, wherever they stand."""
    words, text = english().words, reading.text
    low = text.lower()
    acronym = text.isupper() and len(text) <= 3
    signs = {
        "always": 1.0,
        "acronym": float(acronym),
        "several words": float(" " in text or "-" in text),
        "capitals": float(text.isupper() and len(text) > 3),
        "abbreviation": float(reading.short),
        "demonym": float(reading.demonym),
        "another spelling": float(reading.folded),
        "an ordinary word": float(not acronym and low in words.ordinary | words.calendar),
        "a common noun": float(low in _nouns()),
        "a first name": float(low in words.first_names),
        "short": float(len(text) <= 4 and not reading.short and not acronym),
    }
    signs |= _fame(reading.places)
    return {name: value for name, value in signs.items() if value}


@lru_cache(maxsize=1 << 13)
def _governs(reading: Reading) -> bool:
    """Say whether "Moscow said" may be meant: of a country, or of a seat of government."""
    seat = reading.text.lower() in english().words.seats
    return seat or any(place.kind is PlaceKind.COUNTRY for place in reading.places[:1])


def _page_signs(page: Page, reading: Reading) -> dict[str, float]:
    """Return what the rest of the text says about the words of a name."""
    signs: dict[str, float] = {}
    if not reading.demonym and page.writes(reading.text.lower()):
        signs["also in lower case"] = 1.0
    if reading.text in page.persons:
        signs["a surname here"] = 1.0
    return signs


def _fame(places: Sequence[Place]) -> dict[str, float]:
    if not places:
        return {"no known place": 1.0}
    for place in places[:3]:
        if place.kind in _KIND_SIGNS and place.kind is not PlaceKind.ADMIN2:
            return {_KIND_SIGNS[place.kind]: 1.0}
    people = max((p.population for p in places if p.kind is PlaceKind.SETTLEMENT), default=0)
    if not people:
        only = places[0].kind is PlaceKind.ADMIN2
        return {"only a county" if only else "population": 1.0}
    return {
        "population": math.log10(people + 10) - 4,
        "many namesakes": math.log10(len(places)),
    }


def _left_signs(word: str, gap: str, end: int, before: Proposal | None) -> Signs:
    """Say what the word before a name is; it ends at `end`, and a gap follows it."""
    low = word.lower().rstrip(".")
    if _SPLIT.search(gap) or (word.endswith(".") and len(low) > 3):
        return {"begins a sentence": 1.0}
    gap = gap.strip()
    if gap == ",":
        beside = before is not None and before.end == end
        return {"after a name and a comma" if beside else "after a comma": 1.0}
    if gap:
        return {"after a hyphen" if gap in {"-", "–"} else "after a mark": 1.0}
    if known := _leading().get(low):
        return {known: 1.0}
    if word[0].isupper():
        beside = before is not None and before.start <= end - len(word) < before.end
        return _capital_sign(low, "after", beside=beside)
    return {"after a small word": 1.0}


def _capital_sign(low: str, side: str, *, beside: bool) -> Signs:
    """Say what the capitalised word right beside a name is."""
    kind = "another name" if beside else _capitals().get(low, "a capital")
    return {f"{side} {kind}": 1.0}


def _right_signs(right: re.Match[str], after: Proposal | None) -> Signs:
    gap, word = right.groups()
    low = word.lower().rstrip(".")
    if gap.startswith(("'s", "’s")) or low in {"'s", "s"}:
        return {"possessive": 1.0}
    gap = gap.strip()
    at = right.start(2)
    if gap == ",":
        beside = after is not None and after.start == at
        return {"before a comma and a name" if beside else "before a comma": 1.0}
    if gap:
        return {"before a hyphen" if gap in {"-", "–"} else "before a mark": 1.0}
    if word[0].isupper():
        beside = after is not None and after.start <= at < after.end
        return _capital_sign(low, "before", beside=beside)
    if word[0].isdigit():
        return {"before a number": 1.0}
    known = _following().get(low)
    return {known: 1.0} if known else {}


def _model_signs(page: Page, one: Proposal) -> dict[str, float]:
    labels = page.labels(one.start, one.end)
    if not labels:
        return {"model: nothing": 1.0}
    return {f"model: {'' if exact else 'part of '}{label}": 1.0 for label, exact in labels}
