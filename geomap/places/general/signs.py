"""What the words around a proposal say for and against its being a place, as named signs."""

import math
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from gazetteer.model import Place, PlaceKind
from geomap.places.general.proposals import Entity, Proposal
from geomap.places.naming import CALENDAR, find_persons
from geomap.places.words import Lexicon

Signs = Mapping[str, float]
_REACH = 48
_BEFORE = re.compile(r"([\w.'’&-]*\w[.]?)(\W*)$")
_AFTER = re.compile(r"(\W*)(\w[\w.'’-]*)")
_LOWER = re.compile(r"(?<![\w'’])[^\W\d_A-Z]{3,}\b")
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
    PlaceKind.ADMIN2: "only a county",
}


@dataclass(frozen=True)
class Page:
    """A text with what is asked of all of it: common words, surnames, a model's entities."""

    text: str
    lexicon: Lexicon
    entities: Sequence[Entity] | None = None

    @cached_property
    def common(self) -> frozenset[str]:
        """Words that the text also writes in lower case."""
        return frozenset(_LOWER.findall(self.text))

    @cached_property
    def nouns(self) -> frozenset[str]:
        """All nouns of the word lists."""
        lists = self.lexicon.nouns
        return frozenset().union(*(getattr(lists, field) for field in lists.__struct_fields__))

    @cached_property
    def leading(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Words right before a name, by the sign that they are."""
        preps, words = self.lexicon.prepositions, self.lexicon.words
        return (
            ("after a title", words.honorifics | _OFFICERS),
            ("after a first name", words.first_names),
            ("after in or near", preps.inside | preps.near | preps.toward | preps.across),
            ("after from or to", preps.origin | preps.to),
            *((f"after {word}", frozenset([word])) for word in _LITTLE),
        )

    @cached_property
    def following(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Small words right after a name, by the sign that they are."""
        nouns = self.lexicon.nouns
        persons = nouns.title | nouns.person
        return (
            ("before a verb of saying", _SAYING),
            ("before an office or unit", persons | nouns.settlement | nouns.admin),
        )

    @cached_property
    def capitals(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """Capitalised words right beside a name, by what they make of it."""
        nouns, words = self.lexicon.nouns, self.lexicon.words
        return (
            ("a compass word", words.modifiers | nouns.bearing),
            ("a word for a unit", nouns.settlement | nouns.admin | _UNITS),
            ("a street word", nouns.street | _STREETS),
            ("a word for a feature", nouns.water | nouns.feature | _FEATURES),
            ("a word for a body", nouns.organisation | _BODIES),
            ("an office", nouns.title),
        )

    @cached_property
    def persons(self) -> frozenset[str]:
        """Surnames of the persons that the text introduces."""
        return find_persons(self.text, self.lexicon)

    @cached_property
    def _starts(self) -> list[int]:
        return [entity.start for entity in self.entities or ()]

    def labels(self, start: int, end: int) -> list[tuple[str, bool]]:
        """List the labels of entities over a span, each with whether it covers just the span."""
        at = bisect_right(self._starts, end - 1)
        touching = (self.entities or ())[max(0, at - 4) : at]
        return [(e.label, (e.start, e.end) == (start, end)) for e in touching if e.end > start]


def read_signs(page: Page, one: Proposal, before: Proposal | None, after: Proposal | None) -> Signs:
    """
    Return the signs of a proposal, each with its strength.

    Parameters
    ----------
    before, after
        The proposals beside it.
    """
    signs = {"always": 1.0}
    signs |= _own_signs(page, one)
    left = _BEFORE.search(page.text, max(0, one.start - _REACH), one.start)
    right = _AFTER.match(page.text, one.end, one.end + _REACH)
    if left:
        signs |= _left_signs(page, left, before)
    else:
        signs["begins the text"] = 1.0
    if right:
        signs |= _right_signs(page, right, after)
    if _PLACING & signs.keys():  # "officials in Ohio said": not Ohio said it
        signs.pop("before a verb of saying", None)
    if page.entities is not None:
        signs |= _model_signs(page, one)
    return signs


def _own_signs(page: Page, one: Proposal) -> dict[str, float]:
    words, nouns = page.lexicon.words, page.nouns
    low = one.text.lower()
    acronym = one.text.isupper() and len(one.text) <= 3
    signs = {
        "acronym": float(acronym),
        "several words": float(" " in one.text or "-" in one.text),
        "capitals": float(one.text.isupper() and len(one.text) > 3),
        "abbreviation": float(one.short),
        "demonym": float(one.demonym),
        "another spelling": float(one.folded),
        "also in lower case": float(low in page.common and not one.demonym),
        "an ordinary word": float(not acronym and low in words.ordinary | CALENDAR),
        "a common noun": float(low in nouns),
        "a first name": float(low in words.first_names),
        "a surname here": float(one.text in page.persons),
        "short": float(len(one.text) <= 4 and not one.short and not acronym),
    }
    signs |= _fame(one.places)
    return {name: value for name, value in signs.items() if value}


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


def _left_signs(page: Page, left: re.Match[str], before: Proposal | None) -> dict[str, float]:
    word, gap = left.groups()
    low = word.lower().rstrip(".")
    if _SPLIT.search(gap) or (word.endswith(".") and len(low) > 3):
        return {"begins a sentence": 1.0}
    if gap.strip() == ",":
        beside = before is not None and before.end == left.end(1)
        return {"after a name and a comma" if beside else "after a comma": 1.0}
    if gap.strip():
        return {"after a hyphen" if "-" in gap else "after a mark": 1.0}
    if known := next((sign for sign, words in page.leading if low in words), None):
        return {known: 1.0}
    if word[0].isupper():
        return _capital_signs(page, low, left.start(), before, side="after")
    return {"after a small word": 1.0}


def _capital_signs(
    page: Page, low: str, at: int, beside: Proposal | None, *, side: str
) -> dict[str, float]:
    """Say what the capitalised word right beside a proposal is."""
    if beside is not None and beside.start <= at < beside.end:
        return {f"{side} another name": 1.0}
    kind = next((kind for kind, words in page.capitals if low in words), "a capital")
    return {f"{side} {kind}": 1.0}


def _right_signs(page: Page, right: re.Match[str], after: Proposal | None) -> dict[str, float]:
    gap, word = right.groups()
    low = word.lower().rstrip(".")
    if gap.startswith(("'s", "’s")) or low in {"'s", "s"}:
        return {"possessive": 1.0}
    if gap.strip() == ",":
        beside = after is not None and after.start == right.start(2)
        return {"before a comma and a name" if beside else "before a comma": 1.0}
    if gap.strip():
        return {"before a hyphen" if gap.strip() in {"-", "–"} else "before a mark": 1.0}
    if word[0].isupper():
        return _capital_signs(page, low, right.start(2), after, side="before")
    if word[0].isdigit():
        return {"before a number": 1.0}
    known = next((sign for sign, words in page.following if low in words), None)
    return {known: 1.0} if known else {}


def _model_signs(page: Page, one: Proposal) -> dict[str, float]:
    labels = page.labels(one.start, one.end)
    if not labels:
        return {"model: nothing": 1.0}
    return {f"model: {'' if exact else 'part of '}{label}": 1.0 for label, exact in labels}
