"""When it happened: the time expression of the trigger's own clause, never that of the saying."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from operator import attrgetter

from msgspec import structs

from geomap.events.calendar import Days, Time, all_times, find_times, iso_day, read_time
from geomap.events.reach import BOUNDS, OPENING, is_of_saying, reach
from geomap.events.years import year_of
from geomap.grammar import Grammar
from geomap.model import Span, When

_HOUR = re.compile(r"(?<![\d:])(?:[01]?\d|2[0-3]):[0-5]\d(?![\d:])")
_LOOK_BACK = 60
_A_NIGHT, _A_WEEK, _MONTHS = 2, 7, 300  # days
_HALF_A_YEAR = timedelta(days=183)
_BEFORE = frozenset({"before", "previous"})
_DATELINE = 120
_SHORT = 600  # characters
_LINE_HEAD = 30  # characters
_PLACE = re.compile(r"(?!On\b|In\b|By\b)(?:[A-Z][\w.'-]*[ ,/]*){0,6}")
_AGENCY = re.compile(r"[ ,]*(?:\([^)]{1,30}\))?\s*(?:[-\u2013\u2014:]\s|$)")


def find_when(g: Grammar, trigger: int, text: str, *, published: str | None) -> When:
    """
    Return the time that the trigger's clause states, else the one that its article gives it.

    A weekday or "yesterday" counts back from the date of publication or of the dateline (basis
    relative), "the next day" from the day told last. "On 5 April" has the year of the full date
    before it. With nothing stated, a sentence goes on in the time that the sentences before it in
    its paragraph began with, and a short report that dates but one day is of that day (basis
    inherited); else an event is known to be not later than its publication (basis published).

    Parameters
    ----------
    text
        The clean text that the tokens count in.
    published
        ISO date or time of publication, or None.
    """
    end, dated = _dateline(text)
    written = iso_day(published) or dated
    start = g.tokens.starts[0]
    times = _times_between(text, max(start, end), g.tokens.ends[-1])
    ranked = sorted(
        (distance, time.relative, time.start, time)
        for time in times
        if (distance := reach(g, time, trigger)) is not None
    )
    if ranked:
        return _when(ranked[0][-1], text, written)
    told = _told_before(text, start, written) or _only_day(text)
    if told is not None and not any(is_of_saying(g, time) for time in times):
        return told
    if written is None or not published:
        return When()
    day = written.isoformat()
    if not times and _tells_hour(text, start, g.tokens.ends[-1]):
        return When(first=day, last=day, precision="day", basis="published")
    return When(last=day, basis="published")


def _tells_hour(text: str, start: int, end: int) -> bool:
    """Say whether a sentence tells an hour and no day, or its line begins with one: "12:30"."""
    line = text.rfind("\n", 0, start) + 1
    head = _HOUR.search(text, line, min(line + _LINE_HEAD, end))
    return (head or _HOUR.search(text, start, end)) is not None


def _times_between(text: str, start: int, end: int) -> Sequence[Time]:
    """Return the times that stand in a stretch of a text."""
    times = find_times(text)
    first, last = (bisect_left(times, at, key=attrgetter("start")) for at in (start, end))
    return [time for time in times[first:last] if time.end <= end]


def _told_before(text: str, end: int, written: date | None) -> When | None:
    """Return the time with which the last sentence of the paragraph to begin with one began."""
    start = text.rfind("\n\n", 0, end) + 1
    for time, days in reversed(_chronicle(text, written)):
        if start <= time.start < end:
            told = _as_when(time, days, text)
            return structs.replace(told, basis="inherited", span=None)
    return None


@lru_cache(maxsize=4)
def _only_day(text: str) -> When | None:
    """Return the one time that a short report states, and states as a day of a year."""
    if len(text) > _SHORT or "\n\n" in text.strip():
        return None
    times = all_times(text)
    dated = [(time, days) for time in times if (days := _own_days(time)) is not None]
    if len(times) != 1 or not dated or _is_bound(text, times[0].start):
        return None
    return structs.replace(_as_when(*dated[0], text), basis="inherited", span=None)


def _own_days(time: Time) -> Days | None:
    """Return the days of a time that needs no other to be known."""
    if time.precision != "day":
        return None
    return read_time(time, written=None, year=None)


def _is_bound(text: str, start: int) -> bool:
    """Say whether a time only bounds what is told: "since 5 May 2023"."""
    before = text[max(0, start - _LOOK_BACK) : start].lower().split()
    return bool(before) and before[-1] in BOUNDS | {"by"}


@lru_cache(maxsize=4)
def _chronicle(text: str, written: date | None) -> tuple[tuple[Time, Days | None], ...]:
    """Return the times with which the sentences of a text begin, each counted from those before."""
    told: date | None = None
    found: list[tuple[Time, Days | None]] = []
    for time in all_times(text):
        if time.relative or not _begins_sentence(text, time.start):
            continue
        days = read_time(time, written=written, year=year_of(time, text, written), told=told)
        if days is not None and days.first == days.last:
            told = days.first
        found.append((time, days))
    return tuple(found)


def _begins_sentence(text: str, at: int) -> bool:
    """Say whether only words like "on" and "in early" part a time from the full stop before it."""
    before = text[max(0, at - _LOOK_BACK) : at]
    cut = max(before.rfind(mark) for mark in (". ", "! ", "? ", "\n", "\u201d ", '" ', ": "))
    opened = cut >= 0 or at <= _LOOK_BACK
    return opened and set(before[cut + 1 :].lower().split()) <= OPENING


def _when(time: Time, text: str, written: date | None) -> When:
    told = _last_day(time, text, written) if time.continuing else None
    if time.part("nth"):
        return _as_when(time, _nth(time, told, written), text)
    if told is None and _BEFORE & set(time.part("next").lower().split()):
        told = written
    year = year_of(time, text, written)
    days = read_time(time, written=written, year=year, told=told)
    far = days is not None and written is not None and days.first - written > _HALF_A_YEAR
    if far and year is not None:
        days = read_time(time, written=written, year=year - 1)  # "in November", of January
    return _as_when(time, days, text)


def _nth(time: Time, told: date | None, written: date | None) -> Days | None:
    """Return "the 19th" of the month told last, else of the writing, never after it."""
    days = read_time(time, written=written, year=None, told=told or written)
    if days is None or written is None or days.last <= written:
        return days
    before = written.replace(day=1) - timedelta(days=1)
    return read_time(time, written=written, year=None, told=before)


def _last_day(time: Time, text: str, written: date | None) -> date | None:
    """Return the day that "the next day" follows: one that began a sentence, else the nearest."""
    opened = [(t, d) for t, d in _chronicle(text, written) if t.start < time.start]
    start = text.rfind("\n\n", 0, time.start) + 1
    near = [
        (t, read_time(t, written=written, year=year_of(t, text, written)))
        for t in all_times(text)
        if start <= t.start < time.start and not t.continuing
    ]
    inside = [(t, d) for t, d in opened if t.start >= start]
    told = [d.last for _, d in (*opened, *near, *inside) if d and d.first == d.last]
    return told[-1] if told else None


def _as_when(time: Time, days: Days | None, text: str) -> When:
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
    length = (days.last - days.first).days + 1
    if time.precision != "day" or (time.relative and not time.part("age")):
        return time.precision
    if length > _MONTHS:
        return "year"
    return "day" if length <= _A_NIGHT else "week" if length <= _A_WEEK else "month"


@lru_cache(maxsize=4)
def _dateline(text: str) -> tuple[int, date | None]:
    """Return the end of a text's dateline, and its full date: "KYIV, 5 April 2023 (AP) -"."""
    head = text[:_DATELINE].partition("\n")[0]
    for time in find_times(head):
        place, rest = head[: time.start], head[time.end :]
        if place and _PLACE.fullmatch(place) and _AGENCY.match(rest) and not time.relative:
            days = read_time(time, written=None, year=None)
            return time.end, days.last if days else None
    return 0, None
