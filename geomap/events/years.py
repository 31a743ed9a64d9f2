"""The year of a date that tells none."""

import re
from collections import Counter
from datetime import date, timedelta
from functools import lru_cache

from geomap.events.calendar import Time, full_dates, read_time

_A_YEAR = timedelta(days=300)
_UNTIL = re.compile(r"(?:[-\u2013\u2014]|\bto|\buntil)[ ]*$")
_ALSO = re.compile(r"[ ,]*(?:and|or|to|until|through|[-\u2013\u2014])[ ]+(?:on |in |the )*")
_A_DATE = 40


def year_of(time: Time, text: str, written: date | None) -> int | None:
    """
    Return the year of a date without one: that of the last full date before it.

    In a text whose day of writing is known, only a full date of the same paragraph counts. In
    January one goes on from a date in December with the next year.
    """
    if time.relative or time.continuing or time.part("year"):
        return None
    shared = _year_shared(time, text)
    if shared is not None:
        return shared
    start = 0 if written is None else text.rfind("\n\n", 0, time.start) + 1
    last = _last_date(text, start, time.start)
    if last is None:
        return None
    begun = _year_of_period(time, text, start)
    if begun is not None:
        return begun
    days = read_time(time, written=None, year=last.year)
    turned = days is not None and last.month - days.first.month > 9
    return last.year + turned


def _year_shared(time: Time, text: str) -> int | None:
    """Return the year that the next date tells for both: "late June and early July 2022"."""
    close = [
        days.first
        for at, days in full_dates(text)
        if time.end < at <= time.end + _A_DATE and _ALSO.fullmatch(text[time.end : at])
    ]
    if not close:
        return None
    days = read_time(time, written=None, year=close[0].year)
    later = days is not None and days.first > close[0]
    return close[0].year - later


def _year_of_period(time: Time, text: str, start: int) -> int | None:
    """Return the first year of "28 July 2022 - March 2023", told last, if the date lies in it."""
    told = [(at, days) for at, days in full_dates(text) if start <= at < time.start]
    if not told[1:]:
        return None
    (begin, opened), (end, closed) = told[-2:]
    if end - begin > _A_DATE or not _UNTIL.search(text[begin:end]):
        return None
    days = read_time(time, written=None, year=opened.first.year)
    within = days is not None and opened.first <= days.first <= closed.last
    return opened.first.year if within else None


def _last_date(text: str, start: int, end: int) -> date | None:
    """
    Return the last day that a stretch of text dates, or the last year that it names.

    Days before the years that the text often dates, as those of its background, come last.
    """
    days = [days for at, days in full_dates(text) if start <= at < end]
    close = [one for one in days if one.last - one.first < _A_YEAR]
    since = min(years_told(text), default=0)
    of_now = [one for one in close if one.first.year >= since]
    return next((one.first for one in reversed(of_now or close or days)), None)


@lru_cache(maxsize=4)
def years_told(text: str) -> frozenset[int]:
    """Return the years of at least a fifth of the full dates of a text."""
    years = Counter(d.first.year for _, d in full_dates(text) if d.last - d.first < _A_YEAR)
    return frozenset(year for year, count in years.items() if count * 5 >= years.total())
