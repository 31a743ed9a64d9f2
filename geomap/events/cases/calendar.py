"""Dates in Ukrainian and Russian words and digits."""

import re
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from geomap.chunks import Group
from geomap.events.cases.relations import Scene
from geomap.model import When

_DIGITS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_YEAR = re.compile(r"((?:19|20)\d\d)(-(?:го|му|м|й|ого|ому|ій|ом))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_IN = frozenset({"в", "у", "во"})
_NEXT_WORDS = 3


class Told(NamedTuple):
    """A time expression: its first token, and whether it is no more than a time of day."""

    token: int
    when: When
    loose: bool = False


Times = list[Told]


def read_times(at: Scene, *, published: str | None) -> Times:
    """
    Return the time expressions of a sentence, those that tell a day before times of day.

    Parameters
    ----------
    published
        ISO date or time of publication, or None.
    """
    base = iso_day(published)
    calendar, words = at.lexicon.calendar, at.chunks.tokens.words
    found = (
        Told(i, when, loose=words[i].lower() in calendar.night | calendar.dayparts)
        for i in range(len(at.chunks))
        if (when := _read(at, i, base)) is not None
    )
    return sorted(found, key=lambda told: (told.loose, told.token))


def iso_day(value: str | None) -> date | None:
    """Return the day of an ISO date or time, None for anything else."""
    match = _ISO.match(value or "")
    return date(*map(int, match.groups())) if match else None


def _read(at: Scene, i: int, base: date | None) -> When | None:
    """Read the time expression that begins at a token."""
    word, calendar = at.chunks.tokens.words[i], at.lexicon.calendar
    if match := _DIGITS.fullmatch(word):
        day, month, year = map(int, match.groups())
        return _day(at, i, i, (year + 2000 * (year < 100), month, day))
    if word.isdigit() and at.chunks.lemma(i + 1) in calendar.months:
        return _night_to(at, i, _day_of_month(at, i, base))
    if at.chunks.lemma(i) in calendar.months and not at.chunks.tokens.words[i - 1].isdigit():
        return _month(at, i, base)
    near = None if base is None else _near(at, i, base)
    return near or _year(at, i)


def _night_to(at: Scene, i: int, when: When | None) -> When | None:
    """Begin a day with its eve where the night to it is told: "у ніч на 5 травня"."""
    calendar, words = at.lexicon.calendar, at.chunks.tokens.words
    before = words[i - 1].lower() in calendar.towards and i > 1
    night = before and {words[i - 2].lower(), at.chunks.lemma(i - 2)} & calendar.night
    if when is None or when.first is None or not night:
        return when
    eve = date.fromisoformat(when.first) - timedelta(days=1)
    return msgspec.structs.replace(when, first=eve.isoformat())


def _near(at: Scene, i: int, base: date) -> When | None:
    """Read what counts back from the day of publication."""
    word, lemma, calendar = (
        at.chunks.tokens.words[i].lower(),
        at.chunks.lemma(i),
        at.lexicon.calendar,
    )
    if word in calendar.night:
        return _when(at, i, i, base - timedelta(days=1), base, "relative")
    before = bool({word, lemma} & calendar.yesterday)
    if before or word in calendar.today | calendar.dayparts:
        then = base - timedelta(days=before)
        return _when(at, i, i, then, then, "relative")
    if lemma in calendar.weekdays:
        then = base - timedelta(days=(base.weekday() - calendar.weekdays.index(lemma)) % 7)
        return _when(at, i, i, then, then, "relative")
    if word in calendar.last_year:
        return _last_year(at, i, i, base)
    if word in calendar.seasons:
        return _season(at, i, base)
    return _ago(at, i, base) or _span_before(at, i, base)


def _season(at: Scene, i: int, base: date) -> When:
    """Read "влітку": the last one that has begun."""
    month = at.lexicon.calendar.seasons[at.chunks.tokens.words[i].lower()]
    first = date(base.year - (month > base.month), month, 1)
    last = _end_of_month(first.year + (month + 2 > 12), (month + 1) % 12 + 1)
    return _when(at, i, i, first, min(last, base), "stated", "season")


def _end_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _ago(at: Scene, i: int, base: date) -> When | None:
    """Read "позавчора", "три дні тому" and "два года назад"; years are only known roughly."""
    calendar, chunks = at.lexicon.calendar, at.chunks
    if chunks.tokens.words[i].lower() in calendar.day_before:
        then = base - timedelta(days=2)
        return _when(at, i, i, then, then, "relative")
    days = calendar.spans.get(chunks.lemma(i))
    if days is None or chunks.tokens.words[min(i + 1, len(chunks) - 1)].lower() not in calendar.ago:
        return None
    group = chunks.group_at(i)
    first = i if group is None else group.first
    said = [_number(at, k) for k in range(max(first - 1, 0), i)]
    number = next((n for n in said if n is not None), 1)
    then = base - timedelta(days=days * number)
    if days == 1:
        return _when(at, first, i + 1, then, then, "relative")
    return _when(at, first, i + 1, then - timedelta(days=days // 2), then, "stated", "month")


def _number(at: Scene, i: int) -> int | None:
    word = at.chunks.tokens.words[i]
    return int(word) if word.isdecimal() else at.lexicon.numbers.get(at.chunks.lemma(i))


def _span_before(at: Scene, i: int, base: date) -> When | None:
    """Read "за добу", the day and night before, "за ніч", "за три дні" and "цього тижня"."""
    calendar, group = at.lexicon.calendar, at.chunks.group_at(i)
    if group is None or group.head != i:
        return None
    lemma = at.chunks.lemma(i)
    before = {at.chunks.lemma(k) for k in range(group.first, i)}
    before |= {at.chunks.tokens.words[k].lower() for k in range(max(i - 1, 0), i)}
    if before & calendar.during and (days := calendar.during_days.get(lemma)) is not None:
        return _when(at, group.first, i, *_lasting(at, group, before, base, days), "relative")
    return _of_week(at, group, before, base) or _of_year(at, group, before, base)


def _lasting(at: Scene, group: Group, before: set[str], base: date, days: int) -> tuple[date, date]:
    """Return the days up to the publication; "минулої доби" alone is the one before it."""
    number = next((n for k in range(group.first, group.head) if (n := _number(at, k))), 1)
    alone = days == 1 and not before & at.lexicon.calendar.within
    last = base - timedelta(days=alone and bool(before & at.lexicon.calendar.last))
    return base - timedelta(days=days * number), last


def _of_week(at: Scene, group: Group, before: set[str], base: date) -> When | None:
    """Read "минулого тижня", "цього тижня" and "з початку тижня"."""
    calendar, i = at.lexicon.calendar, group.head
    if at.chunks.lemma(i) not in calendar.week:
        return None
    monday = base - timedelta(days=base.weekday())
    if before & calendar.last:
        week = monday - timedelta(days=7), monday - timedelta(days=1)
        return _when(at, group.first, i, *week, "relative", "week")
    if before & calendar.this or at.chunks.lemma(i - 1) in calendar.beginning:
        return _when(at, group.first, i, monday, base, "relative", "week")
    if before & calendar.within:
        return _when(at, group.first, i, base - timedelta(days=7), base, "relative", "week")
    return None


def _of_year(at: Scene, group: Group, before: set[str], base: date) -> When | None:
    """Read "в прошлом году"."""
    if at.chunks.lemma(group.head) not in at.lexicon.calendar.year or not (
        before & at.lexicon.calendar.last
    ):
        return None
    return _last_year(at, group.first, group.head, base)


def _last_year(at: Scene, first: int, last: int, base: date) -> When:
    year = base.year - 1
    return _when(at, first, last, date(year, 1, 1), date(year, 12, 31), "stated", "year")


def _day_of_month(at: Scene, i: int, base: date | None) -> When | None:
    month = at.lexicon.calendar.months.index(at.chunks.lemma(i + 1)) + 1
    day = int(at.chunks.tokens.words[i])
    year = _year_after(at, i + 2)
    if year is not None:
        return _day(at, i, i + 2, (year, month, day))
    if base is None:
        return When(precision="day", basis="stated", span=at.chunks.span(i, i + 1, at.text))
    ahead = (month, day) > (base.month, base.day)
    return _day(at, i, i + 1, (base.year - ahead, month, day))


def _month(at: Scene, i: int, base: date | None) -> When | None:
    """Read "в мае 2022 года", and "в мае" as the last one that has begun."""
    year = _year_after(at, i + 1)
    month = at.lexicon.calendar.months.index(at.chunks.lemma(i)) + 1
    if year is not None:
        whole = date(year, month, 1), _end_of_month(year, month)
        return _when(at, i, i + 1, *whole, "stated", "month")
    within = at.chunks.tokens.words[i - 1].lower() in _IN and i > 0
    if base is None or not within or _plans(at):
        return None
    year = base.year - (month > base.month)
    whole = date(year, month, 1), min(_end_of_month(year, month), base)
    return _when(at, i, i, *whole, "stated", "month")


def _plans(at: Scene) -> bool:
    """Say whether a sentence tells of what is to come, of which a month may be."""
    return any("fut" in at.chunks.features(i) for i in range(len(at.chunks)))


def _year(at: Scene, i: int) -> When | None:
    """Read "2022 року" and "у 2022-му", but no "1985 року народження"."""
    year, calendar = _year_after(at, i), at.lexicon.calendar
    born = any(at.chunks.lemma(k) in calendar.born for k in range(i + 2, i + 2 + _NEXT_WORDS))
    counts = any(f.startswith(("Loc", "Dat", "Gen")) for f in at.chunks.features(i + 1))
    alone = "-" in at.chunks.tokens.words[i] and not counts
    if year is None or born or not (alone or at.chunks.lemma(i + 1) in calendar.year):
        return None
    return _when(at, i, i, date(year, 1, 1), date(year, 12, 31), "stated", "year")


def _year_after(at: Scene, i: int) -> int | None:
    word = at.chunks.tokens.words[i] if i < len(at.chunks) else ""
    match = _YEAR.fullmatch(word)
    return int(match[1]) if match else None


def _day(at: Scene, first: int, last: int, parts: tuple[int, int, int]) -> When | None:
    try:
        day = date(*parts)
    except ValueError:
        return None
    return _when(at, first, last, day, day, "stated")


def _when(
    at: Scene, i: int, j: int, first: date, last: date, basis: str, precision: str = "day"
) -> When:  # fmt: skip
    return When(
        first=first.isoformat(),
        last=last.isoformat(),
        precision=precision,
        basis=basis,
        span=at.chunks.span(i, j, at.text),
    )
