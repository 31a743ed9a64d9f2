"""When it happened: the time expression of the trigger's own clause, never that of the saying."""

import re
from datetime import date, timedelta
from functools import lru_cache

from geomap.events.lexicon import Modality
from geomap.events.where import is_saying
from geomap.grammar import Grammar
from geomap.model import Span, When

_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_DAYS = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_PATTERNS = (
    ("day", r"\d{4}-\d{2}-\d{2}"),
    ("day", rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTHS}(?:,? \d{{4}})?"),
    ("day", rf"{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? \d{{4}})?"),
    ("month", rf"{_MONTHS},? \d{{4}}"),
    ("month", rf"(?<=[Ii]n ){_MONTHS}(?! \d)"),
    ("year", r"(?:early|mid|late)[ -](?:1[89]|20)\d{2}"),
    ("year", r"(?:1[89]|20)\d{2}(?= (?:invasion|war|offensive|campaign|counteroffensive|siege))"),
    ("year", r"(?<=[Ii]n )(?:1[89]|20)\d{2}"),
    ("day", rf"(?:last )?{_DAYS}"),
    ("day", r"(?:yesterday|today|tonight|overnight|last night|this morning)"),
)
_DATES = re.compile(
    "|".join(rf"(?P<p{n}>\b{pattern}\b)" for n, (_, pattern) in enumerate(_PATTERNS)), re.ASCII
)
_TODAY = frozenset({"today", "tonight", "overnight", "this morning", "last night"})
_BOUNDS = frozenset({"before", "prior", "since", "until", "till"})
_HISTORY_DAYS = 60


def find_when(g: Grammar, trigger: int, text: str, *, published: str | None) -> When:
    """
    Return the time that the trigger's clause states.

    A weekday or "yesterday" counts back from the date of publication (basis relative); without
    one the words are kept and the dates are null. With nothing stated, an event is known to be
    not later than its publication (basis published).

    Parameters
    ----------
    text
        The clean text that the tokens count in.
    published
        ISO date or time of publication, or None.
    """
    base = _iso(published)
    found = [(_distance(g, span, trigger), n) for n, (_, span) in enumerate(_spans(g, text))]
    near = sorted((distance, n) for distance, n in found if distance is not None)
    if near:
        precision, span = _spans(g, text)[near[0][1]]
        return _when(precision, span, base)
    if base is None:
        return When()
    return When(last=base.isoformat(), basis="published")


def is_historical(when: When, published: str | None) -> bool:
    """Say whether a stated time lies more than 60 days before the publication."""
    base = _iso(published)
    return (
        when.basis == "stated"
        and when.last is not None
        and base is not None
        and base - date.fromisoformat(when.last) > timedelta(days=_HISTORY_DAYS)
    )


def is_background(g: Grammar, trigger: int, text: str, words: Modality) -> bool:
    """
    Say whether the words around a trigger put it into the past of the reported episode.

    "Two years ago", "previously", "in the first weeks of the invasion", or a noun of remembering
    above it ("the anniversary of the capture").
    """
    if any(
        g.lemma(i) in (words.remembering if g.is_verb(i) else words.remembered)
        for i in g.ancestors(trigger)
    ):
        return True
    verb = trigger
    while not g.is_verb(verb) and (head := g.head(verb)) is not None:
        verb = head
    parts = [k for i in {trigger, verb} for k in g.kids(i, "prep", "advmod", "npadvmod", "pobj")]
    said = " ".join(g.spread(g.subtree(k)[0], g.subtree(k)[-1], text).text for k in sorted(parts))
    padded = f" {said.lower()} "
    return any(f" {phrase} " in padded for phrase in words.past)


def _spans(g: Grammar, text: str) -> list[tuple[str, Span]]:
    start, end = g.tokens.starts[0], g.tokens.ends[-1]
    found = []
    for match in _DATES.finditer(text, start, end):
        precision = _PATTERNS[int((match.lastgroup or "p0")[1:])][0]
        if match.group() != "May":
            span = Span(start=match.start(), end=match.end(), text=match.group())
            found.append((precision, span))
    return found


def _distance(g: Grammar, span: Span, trigger: int) -> int | None:
    """
    Say how many steps above the trigger the word stands on which a time hangs, 0 for itself.

    None for a time that belongs to another clause, or to a verb of saying.
    """
    inside = [i for i, start in enumerate(g.tokens.starts) if span.start <= start < span.end]
    if not inside:
        return None
    top = inside[0]
    while (head := g.head(top)) is not None and not (g.is_verb(head) or head == trigger):
        top = head
    holder = g.head(top)
    clause = _clause_of(g, trigger)
    if g.lemma(top) in _BOUNDS or any(g.lemma(k) in _BOUNDS for k in g.kids(top, "advmod")):
        return None
    if holder is None or holder not in clause or is_saying(g, holder):
        return None
    return clause.index(holder)


def _clause_of(g: Grammar, trigger: int) -> list[int]:
    clause = [trigger]
    i = trigger
    while (head := g.head(i)) is not None:
        if g.dep(i) in {"relcl", "ccomp", "parataxis", "conj"} and g.is_verb(i):
            break
        clause.append(head)
        i = head
    return clause


def _when(precision: str, span: Span, base: date | None) -> When:
    words = span.text.lower()
    if words == "yesterday" or words in _TODAY:
        if base is None:
            return When(precision=precision, basis="relative", span=span)
        day = base - timedelta(days=1 if words in {"yesterday", "last night"} else 0)
        return _range(day, day, precision, "relative", span)
    day_known = re.search(r"\d", words) is not None or precision == "month"
    year_known = re.search(r"\b\d{4}\b", words) is not None
    basis = "stated" if day_known else "relative"
    if base is None and not year_known:
        return When(precision=precision, basis=basis, span=span)
    parsed = _parse(span.text, base.isoformat() if base else None)
    if parsed is None:
        return When(precision=precision, basis=basis, span=span)
    return _range(parsed, _last_day(parsed, precision), precision, basis, span)


def _range(first: date, last: date, precision: str, basis: str, span: Span) -> When:
    if precision == "year":
        first = first.replace(month=1, day=1)
    if precision == "month":
        first = first.replace(day=1)
    return When(
        first=first.isoformat(), last=last.isoformat(), precision=precision, basis=basis, span=span
    )


def _last_day(day: date, precision: str) -> date:
    if precision == "year":
        return day.replace(month=12, day=31)
    if precision == "month":
        following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
        return following - timedelta(days=1)
    return day


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _parse(words: str, base: str | None) -> date | None:
    """Read one span as a date, looking back from the date of publication."""
    import dateparser  # noqa: PLC0415 (slow to import)

    settings: dict[str, object] = {"PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    if base is not None:
        from datetime import datetime  # noqa: PLC0415

        settings["RELATIVE_BASE"] = datetime.fromisoformat(base)
    found = dateparser.parse(words, languages=["en"], settings=settings)
    return None if found is None else found.date()
