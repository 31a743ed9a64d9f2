"""Time expressions in a text, and the days that they mean."""

import calendar
import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from geomap.events.near_days import COUNTS, WEEKDAYS, count_back, count_on

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
_MONTH = rf"(?:{_MONTHS}|{_MONTHS.upper()}|(?:{_SHORT_MONTHS}|{_SHORT_MONTHS.upper()})(?:\.|\b))"
_DAY = r"\d{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)?(?!\d)"
_TO = r"(?: ?[-\u2013\u2014] ?| (?:to|and|until|till|through) )"
_YEAR = r"(?:19|20)\d{2}"
_OF_YEAR = rf"(?:,? (?P<year>{_YEAR})\b)?"
_AS_A_WHOLE = r"(?: \((?P<whole>week|month) of\))?"
_WEEK_OF = r"(?:(?P<unit>week) of )?"
_NIGHT = r"(?P<night>(?:[Oo]vernight|(?:during )?the night) (?:in)?to )"
_AGO = (
    "[Yy]esterday|[Tt]oday|[Tt]onight|[Oo]vernight|(?:[Ll]ast|[Dd]uring the) night"
    "|[Tt]his (?:morning|afternoon|evening)"
)
_COUNT = rf"(?P<count>\d{{1,2}}|(?i:{'|'.join(COUNTS)}))"
_AGES = rf"(?P<count>\d{{1,2}}|(?i:an?|{'|'.join(COUNTS)}))"
_NTH = r"(?:[1-9]|[12]\d|3[01])(?:st|nd|rd|th)"
_UNITS = "brigade|battalion|company|army|regiment|division|corps|century|anniversary|floor"
_OF_MONTH = rf"(?!(?:[ -][\w-]+){{0,4}} (?i:{_UNITS}))"
_SEEN = "night|morning|afternoon|evening|dawn|imagery|footage"
_OF_DAY = "day|morning|afternoon|evening|night"
_PATTERNS = (
    ("date", r"(?P<iso>\d{4}(?:-\d{2}-|/\d{2}/)\d{2})"),
    ("date", rf"(?P<dots>\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR})"),
    ("date", r"(?P<dots>\d{1,2}/\d{1,2}/\d{2})(?= ?[-\u2013\u2014,:.;)]|$)"),
    ("span", rf"(?P<since>{_DAY} {_MONTH},? {_YEAR}){_TO}(?P<till>{_DAY} {_MONTH}){_OF_YEAR}"),
    ("span", rf"(?P<since>{_MONTH} {_DAY},? {_YEAR}){_TO}(?P<till>{_MONTH} {_DAY}){_OF_YEAR}"),
    ("span", rf"(?P<since>{_MONTH}){_TO}(?P<till>{_MONTH}),? (?P<year>{_YEAR})"),
    ("span", rf"(?P<since>{_DAY} {_MONTH}){_TO}(?P<till>{_DAY} {_MONTH}){_OF_YEAR}"),
    ("span", rf"(?P<since>{_MONTH} {_DAY}){_TO}(?P<till>{_MONTH} {_DAY}){_OF_YEAR}"),
    (
        "span",
        rf"(?P<since>{_DAY})(?:/|{_TO})(?P<till>{_DAY}(?: of| OF)? (?P<month>{_MONTH})){_OF_YEAR}",
    ),
    ("date", rf"{_NIGHT}(?P<date>{_DAY}(?: of| OF)? {_MONTH}){_OF_YEAR}"),
    ("date", rf"{_NIGHT}(?P<date>{_MONTH} {_DAY}){_OF_YEAR}"),
    ("span", rf"(?P<month>{_MONTH}) (?P<since>{_DAY}){_TO}(?P<till>{_DAY}){_OF_YEAR}"),
    ("date", rf"(?P<date>\d{{1,2}}-{_MONTH})-(?P<year>{_YEAR})"),
    ("date", rf"(?P<date>\d{{1,2}} {_MONTH}) (?P<short>\d{{2}})(?=[,;:.)])"),
    ("date", rf"{_WEEK_OF}(?P<date>{_DAY}(?: of| OF)? {_MONTH}){_OF_YEAR}{_AS_A_WHOLE}"),
    ("date", rf"{_WEEK_OF}(?P<date>{_MONTH} {_DAY}){_OF_YEAR}{_AS_A_WHOLE}"),
    ("month", rf"(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -](?P<month>{_MONTH}){_OF_YEAR}"),
    ("month", rf"(?P<part>beginning|start|middle|end) of (?P<month>{_MONTH}){_OF_YEAR}"),
    ("month", rf"(?P<month>{_MONTH}),? (?P<year>{_YEAR})"),
    ("month", rf"(?:(?<=[Ii]n )|(?<=[Ll]ast ))(?P<month>{_MONTH})(?! \d)"),
    ("season", rf"(?P<season>spring|summer|autumn|fall|winter)(?: of)? (?P<year>{_YEAR})"),
    ("year", rf"(?:early|mid|late)[ -](?P<year>{_YEAR})"),
    ("year", rf"(?P<year>{_YEAR})(?= (?:invasion|war|offensive|campaign|counteroffensive|siege))"),
    ("year", rf"(?<=[Ii]n )(?P<year>{_YEAR})"),
    ("weekday", rf"(?P<before>[Ll]ast )?(?P<weekday>(?i:{'|'.join(WEEKDAYS)}))"),
    ("ago", rf"(?P<ago>{_AGO})"),
    ("next", rf"(?P<next>(?i:the )?(?:same|next|following|previous) (?:{_OF_DAY}))"),
    ("next", rf"(?P<next>[Tt]hat (?:{_OF_DAY}))"),
    ("next", r"(?P<next>(?i:the )?(?:(?:day|night) before|day after))"),
    ("next", r"(?P<count>[Aa]|[Oo]ne) day (?P<turn>earlier|later)"),
    ("next", rf"{_COUNT} days (?P<turn>earlier|later)"),
    ("next", r"(?P<hours>[Hh]ours) (?P<turn>earlier|later)"),
    ("next", rf"(?<=[Bb]etween the )(?P<since>{_NTH}) and the (?P<nth>{_NTH})"),
    ("next", rf"(?:(?<=[Oo]n the )|(?<=[Ss]ince the ))(?P<nth>{_NTH}){_OF_MONTH}"),
    ("next", rf"(?:{_SEEN}) (?:of|to|from) the (?P<nth>{_NTH}){_OF_MONTH}"),
    ("ago", rf"{_COUNT} days ago"),
    ("ago", rf"{_AGES} (?P<age>week|month|year)s? ago"),
    ("ago", r"a (?P<age>fortnight) ago"),
    ("ago", r"(?P<whole_unit>(?:[Ll]ast|[Tt]his) (?:week|month|weekend)|(?:over|at) the weekend)"),
    ("past", r"(?:past|last|previous) (?P<past>24 hours|day|48 hours|two days|three days)"),
    ("past", r"past (?P<past>week)"),
)
_TIMES = tuple((kind, re.compile(rf"\b{pattern}(?!\w)")) for kind, pattern in _PATTERNS)
_PARTS = {"early": (1, 10), "beginning": (1, 10), "start": (1, 10), "mid": (10, 20)}
_PARTS |= {"middle": (10, 20), "late": (21, 31), "end": (21, 31)}
_METADATA = re.compile(
    r"^[ \t]*(?:[A-Za-z_]{2,20}: *[-\d:.TZ+/ ]{8,30}|!\[?\w.*)[ \t]*$", re.MULTILINE
)
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ONE_STORY_DAYS = 183
_USUAL = ("%d %B %Y", "%B %d %Y", "%d %b %Y", "%b %d %Y")  # read 20 times as fast as others


class Time(NamedTuple):
    """A time expression: `kind` of pattern, offsets in its text, and the named parts of it."""

    kind: str
    start: int
    end: int
    parts: tuple[tuple[str, str], ...]

    @property
    def relative(self) -> bool:
        """Say whether it counts from the day of writing."""
        return self.kind in {"weekday", "ago", "past"}

    @property
    def continuing(self) -> bool:
        """Say whether it counts from the day told last."""
        return self.kind == "next"

    @property
    def precision(self) -> str:
        """Return day, month, season or year; a period counts by its length instead."""
        return self.kind if self.kind in {"month", "season", "year"} else "day"

    def part(self, name: str) -> str:
        """Return a part of the expression, empty when it has none."""
        return dict(self.parts).get(name, "")


class Days(NamedTuple):
    """First and last day of a time, both included."""

    first: date
    last: date


@lru_cache(maxsize=64)
def find_times(text: str) -> tuple[Time, ...]:
    """Find the time expressions of a text, in order and without overlap, the longest first."""
    found = sorted(
        (m.start(), -m.end(), n, Time(kind, m.start(), m.end(), _parts(m)))
        for n, (kind, pattern) in enumerate(_TIMES)
        for m in pattern.finditer(text)
    )
    kept: list[Time] = []
    for *_, time in found:
        if not kept or time.start >= kept[-1].end:
            kept.append(time)
    return tuple(kept)


def _parts(match: re.Match[str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((name, said) for name, said in match.groupdict().items() if said))


def read_time(
    time: Time, *, written: date | None, year: int | None, told: date | None = None
) -> Days | None:
    """
    Return the days that a time expression means, None where it cannot be told.

    Parameters
    ----------
    written
        The day of writing, from which weekdays and "yesterday" count back.
    year
        The year of a date that states none; without it such a date is the last one before the
        day of writing.
    told
        The day told last, from which "the next day" counts.
    """
    if time.continuing:
        days = None if told is None else count_on(dict(time.parts), told)
        return None if days is None else Days(*days)
    if time.relative:
        return None if written is None else Days(*count_back(dict(time.parts), written))
    own = time.part("year") or (f"20{time.part('short')}" if time.part("short") else "")
    stated = int(own) if own else year
    if stated is None and (time.part("iso") or time.part("dots")):
        return _stated(time, 0)
    if stated is not None:
        return _stated(time, stated)
    if written is None:
        return None
    days = _stated(time, written.year)
    return days if days is None or days.first <= written else _stated(time, written.year - 1)


def _stated(time: Time, year: int) -> Days | None:
    if time.kind == "date":
        date_words = time.part("date").replace("-", " ")
        iso = time.part("iso").replace("/", "-")
        day = _parse(iso or time.part("dots") or f"{date_words} {year}")
        unit = time.part("whole") or time.part("unit") or ("night" if time.part("night") else "")
        return None if day is None else _whole(day, unit)
    if time.kind == "span":
        return _period(time, year)
    if time.kind == "season":
        first = date(year, _SEASONS[time.part("season")], 1)
        third = date(first.year + (first.month > 10), (first.month + 1) % 12 + 1, 1)
        return Days(first, _end_of_month(third))
    return Days(date(year, 1, 1), date(year, 12, 31)) if time.kind == "year" else _month(time, year)


def _whole(day: date, unit: str) -> Days:
    """Widen a date to the "(week of)", "(month of)" or "the night to" that it stands for."""
    if unit == "night":
        return Days(day - timedelta(days=1), day)
    if unit == "month":
        return Days(day.replace(day=1), _end_of_month(day))
    return Days(day, day + timedelta(days=6 if unit else 0))


def _period(time: Time, year: int) -> Days | None:
    since, till = time.part("since"), time.part("till")
    month = time.part("month")
    if not re.search(r"\d", since):  # "from January through March 2024"
        begun, ended = _parse(f"1 {since} {year}"), _parse(f"1 {till} {year}")
        return Days(begun, _end_of_month(ended)) if begun and ended and begun <= ended else None
    last = _parse(f"{till if month in till else f'{till} {month}'} {year}")
    first = _parse(since if re.search(_YEAR, since) else f"{since} {month} {year}")
    if first is not None and last is not None and first > last:
        first = _parse(f"{since} {month} {year - 1}")
    return None if first is None or last is None or first > last else Days(first, last)


def _month(time: Time, year: int) -> Days | None:
    first = _parse(f"1 {time.part('month')} {year}")
    if first is None:
        return None
    last = _end_of_month(first)
    begin, end = _PARTS.get(time.part("part").lower(), (1, 31))
    return Days(first.replace(day=begin), last.replace(day=min(end, last.day)))


def _end_of_month(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


@lru_cache(maxsize=4096)
def _parse(words: str) -> date | None:
    """Read a whole date, day before month where both are numbers."""
    import dateparser  # noqa: PLC0415 (slow to import)

    settings: dict[str, object] = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    plain = words.replace(" of ", " ")
    found = dateparser.parse(plain, list(_USUAL), languages=["en"], settings=settings)
    return None if found is None else found.date()


@lru_cache(maxsize=4)
def all_times(text: str) -> tuple[Time, ...]:
    """Return the time expressions of a text but for metadata ("date: ...") and captions."""
    heads = [(m.start(), m.end()) for m in _METADATA.finditer(text)]
    return tuple(
        time
        for time in find_times(text)
        if not any(start <= time.start < end for start, end in heads)
    )


@lru_cache(maxsize=4)
def full_dates(text: str) -> tuple[tuple[int, Days], ...]:
    """Return where in a text the times with a year stand, and their days, in order."""
    dated = ((time.start, read_time(time, written=None, year=None)) for time in all_times(text))
    return tuple((start, days) for start, days in dated if days is not None)


def iso_day(value: str | None) -> date | None:
    """Return the day of an ISO date or time, None for anything else."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def months_told(text: str, published: str | None) -> tuple[str, str] | None:
    """
    Return the first and last month (`YYYY-MM`) that a text tells of by its full dates.

    They are all months for a text without any, and None where it looks back over half a year.
    """
    days = [day for _, told in full_dates(text) for day in told]
    days += [day] if (day := iso_day(published)) else []
    if not days:
        return "0000-01", "9999-12"
    first, last = min(days), max(days)
    is_one_story = (last - first).days <= _ONE_STORY_DAYS
    return (f"{first:%Y-%m}", f"{last:%Y-%m}") if is_one_story else None
