"""Stated numbers of killed, injured, displaced, evacuated and destroyed."""

import re
from collections.abc import Iterable, Iterator
from functools import reduce
from typing import NamedTuple

from msgspec import structs

from geomap.events.lexicon import Numbers, Rule
from geomap.events.relations import Relations, Setting
from geomap.model import Count

_DIGITS = re.compile(r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+|\d+(?:\.\d+)?")
_RANGE = frozenset({"to", "or", "-", "–", "—"})
_BOUND_WORDS = 4
_TENS = 20
_PERSONS = frozenset({"killed", "injured", "displaced", "evacuated"})
Bounds = tuple[int | None, int | None]


class _Run(NamedTuple):
    """Tokens that make one number or range."""

    first: int
    last: int
    bounds: Bounds


def read_counts(at: Setting, rule: Rule, relations: Relations) -> dict[str, Count]:
    """
    Return the counts that a rule reads from its relations; a number that is not stated is absent.

    Coordinated people are added up ("a woman and two men"). "No" and "nobody" are zero; "at
    least", "more than" and "dozens" leave the upper end open, "up to" the lower.
    """
    counts = {}
    for name, relation in sorted(rule.counts.items()):
        members = [i for i in relations.get(relation, []) if _is_counted(at, i, name)]
        count = _added(at, members)
        count = _reached(at, members, count) if relation == "toll" else count
        if count is not None:
            counts[name] = count
    return counts


def _reached(at: Setting, members: list[int], count: Count | None) -> Count | None:
    """Return what a toll has come to, where it tells where it rose from: "from 12 to 19"."""
    risen = any(at.grammar.lemma(at.grammar.tokens.heads[i]) == "from" for i in members)
    return structs.replace(count, low=count.high) if count is not None and risen else count


def _is_counted(at: Setting, i: int, name: str) -> bool:
    """Say whether what is counted is people where people are asked for."""
    things = any(at.is_in(i, group) for group in ("territory", "target", "equipment"))
    return name not in _PERSONS or not (i in at.place_tokens or things)


def _added(at: Setting, members: list[int]) -> Count | None:
    runs = [run for i in members if (run := _read(at, i)) is not None]
    if not runs:
        return None
    complete = len(runs) == len(members)
    low = reduce(_plus, (run.bounds[0] for run in runs))
    high = reduce(_plus, (run.bounds[1] for run in runs)) if complete else None
    g = at.grammar
    start = min(g.tokens.starts[run.first] for run in runs)
    end = max(g.tokens.ends[run.last] for run in runs)
    return Count(low=low, high=high, start=start, end=end)


def _plus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _read(at: Setting, i: int) -> _Run | None:
    """Return the number that stands before a noun, or that the noun is."""
    g, words = at.grammar, at.lexicon.numbers
    first, _ = g.noun_phrase(i)
    if any(g.word(k) in words.none for k in range(first, i + 1)):
        some = at.is_in(i, "people") or at.is_in(i, "victim")
        return _Run(first, i, (0, 0)) if at.is_in(i, "anybody") or not some else None
    for seed in _seeds(at, i):
        run = _run_around(at, seed)
        if run is not None:
            return run
    if at.is_in(i, "body") or at.is_in(i, "collective"):
        of = [_read(at, obj) for preposition, obj in g.prepositions(i) if preposition == "of"]
        return next((run for run in of if run is not None), None)
    return _single(at, i)


def _single(at: Setting, i: int) -> _Run | None:
    """Return one for a single person or thing: "a house", "an 83-year-old", "her son"."""
    g = at.grammar
    single = g.tokens.tags[i] in {"NN", "JJ"} and i not in at.place_tokens
    articles = [k for k in g.kids(i, "det", "poss") if _tells_one(at, k, i)]
    if single and articles and not at.is_in(i, "quantity"):
        return _Run(articles[0], i, (1, 1))
    return None


def _tells_one(at: Setting, article: int, noun: int) -> bool:
    person = at.is_in(noun, "victim") or (
        at.grammar.dep(article) == "poss" and at.is_in(noun, "people")
    )
    return person or at.grammar.word(article) in at.lexicon.numbers.one


def _seeds(at: Setting, i: int) -> list[int]:
    """Return the tokens of a noun's phrase that may be its number, nearest first."""
    g = at.grammar
    inside = [k for k in g.kids(i, "nummod", "amod", "compound", "det", "nmod") if k < i]
    return [k for k in (i, *reversed(inside)) if _is_number(at, k)]


def _is_number(at: Setting, i: int) -> bool:
    inside = i in range(len(at.grammar.tokens.words))
    return inside and not at.grammar.is_date(i) and _value(at, i) is not None


def _value(at: Setting, i: int) -> float | None:
    """Return what a token counts, alone."""
    word, numbers = at.grammar.word(i), at.lexicon.numbers
    if _DIGITS.fullmatch(word):
        return float(re.sub(r"[^\d.]", "", word))
    for table in (numbers.units, numbers.scales, numbers.plurals):
        if word in table:
            return table[word]
    parts = word.split("-")
    if len(parts) == 2 and all(p in numbers.units for p in parts):
        return sum(numbers.units[p] for p in parts)
    return None


def _run_around(at: Setting, seed: int) -> _Run | None:
    first = last = seed
    while (step := _step(at, first, -1)) is not None:
        first = step
    while (step := _step(at, last, +1)) is not None:
        last = step
    if at.grammar.word(min(last + 1, len(at.grammar.tokens.words) - 1)) in {"%", "percent", "per"}:
        return None
    part, first = _fraction(at, first)
    ends = [round(end * part) for end in _numbers(at, range(first, last + 1))]
    bounds: Bounds = (ends[0], ends[-1])
    if any(at.grammar.word(k) in at.lexicon.numbers.plurals for k in range(first, last + 1)):
        bounds = (ends[0], None)
    return _bounded(at, first, last, bounds)


def _fraction(at: Setting, first: int) -> tuple[float, int]:
    """Return the part that words before a number take of it ("half a million"), and their start."""
    for size in range(_BOUND_WORDS, 0, -1):
        words = " ".join(at.grammar.word(k) for k in range(max(0, first - size), first))
        if words in at.lexicon.numbers.fractions and first >= size:
            return at.lexicon.numbers.fractions[words], first - size
    return 1, first


def _step(at: Setting, i: int, way: int) -> int | None:
    """Return the next token of a number, over a hyphen, "to" or "or", or None at its end."""
    if _is_number(at, i + way):
        return i + way
    size = len(at.grammar.tokens.words)
    joined = 0 <= i + way < size and at.grammar.word(i + way) in _RANGE | {"and"}
    if joined and _is_number(at, i + 2 * way) and _joins(at, i + way):
        return i + 2 * way
    return None


def _joins(at: Setting, i: int) -> bool:
    """Say whether a word between two numbers makes a range, or one number of them."""
    g, numbers = at.grammar, at.lexicon.numbers
    if g.word(i) != "and":
        return True
    return g.word(i - 1) in numbers.scales or (i >= 2 and g.word(i - 2) == "between")


def _numbers(at: Setting, run: range) -> Iterator[int]:
    """Yield the numbers of a run: one, or the two ends of a range."""
    g = at.grammar
    part: list[int] = []
    for i in run:
        between = g.word(i) == "and" and g.word(i - 1) not in at.lexicon.numbers.scales
        if _is_one_number(at, i):
            continue
        if g.word(i) in _RANGE or between:
            yield _number(at, part, at.lexicon.numbers)
            part = []
        elif g.word(i) != "and":
            part.append(i)
    yield _number(at, part, at.lexicon.numbers)


def _is_one_number(at: Setting, hyphen: int) -> bool:
    """Say whether a hyphen joins tens and units, "forty-two", and no two ends of a range."""
    g, units = at.grammar, at.lexicon.numbers.units
    if g.word(hyphen) != "-":
        return False
    tens, ones = units.get(g.word(hyphen - 1), 0), units.get(g.word(hyphen + 1), 0)
    return tens >= _TENS and tens % 10 == 0 and 0 < ones < 10


def _number(at: Setting, part: Iterable[int], numbers: Numbers) -> int:
    total, last = 0.0, 0.0
    for i in part:
        word = at.grammar.word(i)
        if word in numbers.scales or word in numbers.plurals:
            scale = numbers.scales.get(word) or numbers.plurals[word]
            total, last = total + (last or 1) * scale, 0.0
        else:
            last += _value(at, i) or 0
    return round(total + last)


def _bounded(at: Setting, first: int, last: int, bounds: Bounds) -> _Run:
    """Open an end of the range where the words before it say so."""
    g, numbers = at.grammar, at.lexicon.numbers
    before = [g.word(k) for k in range(max(0, first - _BOUND_WORDS), first)]
    if before and before[-1] in numbers.one:
        before, first = before[:-1], first - 1
    for size in range(len(before), 0, -1):
        words = " ".join(before[-size:])
        if words in numbers.at_least:
            return _Run(first - size, last, (bounds[0], None))
        if words in numbers.at_most:
            return _Run(first - size, last, (None, bounds[1]))
    return _Run(first, last, bounds)
