"""When it happened: the time expression of the trigger's own clause, never that of the saying."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

from msgspec import structs

from geomap.events.calendar import Days, Time, find_times, full_dates, read_time
from geomap.events.lexicon import Modality
from geomap.events.where import is_saying
from geomap.grammar import Grammar
from geomap.model import Span, When

_BOUNDS = frozenset({"before", "prior", "since", "until", "till", "after", "following"})
_CLAUSE = frozenset({"relcl", "ccomp", "parataxis"})
_HISTORY_DAYS = 60
_DATELINE = 120
_PLACE = re.compile(r"(?!On\b|In\b|By\b)(?:[A-Z][\w.'-]*[ ,/]*){0,6}")
_AGENCY = re.compile(r"[ ,]*(?:\([^)]{1,30}\))?\s*(?:[-\u2013\u2014:]\s|$)")
_OPENING = frozenset(
    {
        "on",
        "in",
        "around",
        "by",
        "between",
        "from",
        "during",
        "about",
        "at",
        "late",
        "early",
        "the",
        "of",
        "night",
        "morning",
        "evening",
        "afternoon",
        "over",
        "approximately",
        "since",
        "mid",
    }
)


def find_when(g: Grammar, trigger: int, text: str, *, published: str | None) -> When:
    """
    Return the time that the trigger's clause states, else the one that its article gives it.

    A weekday or "yesterday" counts back from the date of publication or of the dateline (basis
    relative). "On 5 April" has the year of the full date before it. With nothing stated, a
    sentence goes on in the time that the sentences before it in its paragraph began with (basis
    inherited); else an event is known to be not later than its publication (basis published).

    Parameters
    ----------
    text
        The clean text that the tokens count in.
    published
        ISO date or time of publication, or None.
    """
    written = _iso(published) or _dateline(text)
    start = g.tokens.starts[0]
    times = _shift(find_times(text[start : g.tokens.ends[-1]]), start)
    ranked = sorted(
        (distance, time.relative, time.start, time)
        for time in times
        if (distance := _distance(g, time, trigger)) is not None
    )
    if ranked:
        return _when(ranked[0][-1], text, written)
    if (told := _told_before(text, start)) is not None and not times:
        return structs.replace(_when(told, text, written), basis="inherited", span=None)
    if written is None or not published:
        return When()
    return When(last=written.isoformat(), basis="published")


def is_historical(when: When, published: str | None) -> bool:
    """Say whether a stated time lies more than 60 days before the publication."""
    base = _iso(published)
    return (
        when.basis in {"stated", "inherited"}
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


def _distance(g: Grammar, time: Time, trigger: int) -> int | None:
    """
    Say how many steps above the trigger the word stands on which a time hangs, 0 for itself.

    None for a time that belongs to another clause, or to a verb of saying. A time that opens the
    sentence covers all of it.
    """
    inside = [i for i, start in enumerate(g.tokens.starts) if time.start <= start < time.end]
    if not inside:
        return None
    top = inside[0]
    while (head := g.head(top)) is not None and not (g.is_verb(head) or head == trigger):
        top = head
    holder = g.head(top)
    clause = _clause_of(g, trigger)
    if g.lemma(top) in _BOUNDS or any(g.lemma(k) in _BOUNDS for k in g.kids(top, "advmod")):
        return None
    if holder is not None and is_saying(g, holder):
        return None
    if holder in clause:
        return clause.index(holder)
    return len(g.tokens.words) if _opens(g, inside[0]) else None


def _opens(g: Grammar, first: int) -> bool:
    """Say whether nothing but a preposition stands before a time."""
    return all(g.word(i) in _OPENING for i in range(first))


def _clause_of(g: Grammar, trigger: int) -> list[int]:
    """List the words that govern a trigger; what is only coordinated shares its last member's."""
    clause = [trigger]
    i = trigger
    while (head := g.head(i)) is not None:
        own = bool(g.kids(i, "nsubj", "nsubjpass"))
        if g.is_verb(i) and (g.dep(i) in _CLAUSE or (g.dep(i) == "conj" and own)):
            break
        clause.append(head)
        i = head
    return clause + [k for k in g.kids(trigger, "conj") if not g.kids(k, "nsubj", "nsubjpass")]


def _shift(times: Sequence[Time], by: int) -> list[Time]:
    return [time._replace(start=time.start + by, end=time.end + by) for time in times]


def _told_before(text: str, end: int) -> Time | None:
    """Return the date that the last sentence of the paragraph to begin with one began with."""
    start = text.rfind("\n\n", 0, end) + 1
    opening = [
        time
        for time in _paragraph_times(text, start, text.find("\n\n", end) % (len(text) + 1))
        if time.end <= end and not time.relative and _begins_sentence(text, time.start, start)
    ]
    return opening[-1] if opening else None


@lru_cache(maxsize=16)
def _paragraph_times(text: str, start: int, end: int) -> tuple[Time, ...]:
    return tuple(_shift(find_times(text[start:end]), start))


def _begins_sentence(text: str, at: int, start: int) -> bool:
    """Say whether only words like "on" and "in early" part a time from the full stop before it."""
    before = text[start:at]
    cut = max(before.rfind(mark) for mark in (". ", "! ", "? ", ".\n", "\n", "” ", '" '))
    return set(before[cut + 1 :].lower().split()) <= _OPENING


def _when(time: Time, text: str, written: date | None) -> When:
    days = read_time(time, written=written, year=_year(time, text, written))
    span = Span(start=time.start, end=time.end, text=text[time.start : time.end])
    basis = "relative" if time.relative else "stated"
    if days is None:
        return When(precision=time.precision, basis=basis, span=span)
    return When(
        first=days.first.isoformat(),
        last=days.last.isoformat(),
        precision=_precision(time, days),
        basis=basis,
        span=span,
    )


def _precision(time: Time, days: Days) -> str:
    if time.kind != "span":
        return time.precision
    length = (days.last - days.first).days + 1
    return "week" if 1 < length <= 7 else "month" if length > 7 else "day"


def _year(time: Time, text: str, written: date | None) -> int | None:
    """
    Return the year of a date without one: that of the last full date before it.

    In a text whose day of writing is known, only a full date of the same paragraph counts. In
    January one goes on from a date in December with the next year.
    """
    start = 0 if written is None else text.rfind("\n\n", 0, time.start) + 1
    before = [days.last for at, days in full_dates(text) if start <= at < time.start]
    if not before or time.relative or time.part("year"):
        return None
    last = before[-1]
    days = read_time(time, written=None, year=last.year)
    turned = days is not None and last.month - days.first.month > 9
    return last.year + turned


def _dateline(text: str) -> date | None:
    """Return the full date in the dateline of a text: "KYIV, 5 April 2023 (AP) -"."""
    head = text[:_DATELINE].partition("\n")[0]
    for time in find_times(head):
        place, rest = head[: time.start], head[time.end :]
        if _PLACE.fullmatch(place) and _AGENCY.match(rest) and not time.relative:
            days = read_time(time, written=None, year=None)
            return days.last if days else None
    return None


def _iso(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
