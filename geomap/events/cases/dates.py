"""When it happened: dates in Ukrainian and Russian words and digits."""

import re
from datetime import date, timedelta

from msgspec.structs import replace

from geomap.chunks import Clause
from geomap.events.cases.relations import Scene
from geomap.model import When

_DIGITS = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_YEAR = re.compile(r"((?:19|20)\d\d)(-(?:го|му|м|й|ого|ому|ій|ом))?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_HISTORY_DAYS = 60
_A_YEAR = 365


Times = list[tuple[int, When]]


def read_times(at: Scene, *, published: str | None) -> Times:
    """
    Return the time expressions of a sentence, each with its first token.

    Parameters
    ----------
    published
        ISO date or time of publication, or None.
    """
    base = _iso(published)
    found = ((i, _read(at, i, base)) for i in range(len(at.chunks)))
    return [(i, when) for i, when in found if when is not None]


def find_when(
    times: Times, clause: Clause, *, before: When | None, published: str | None, brief: bool
) -> When:
    """
    Return the time that a clause states, else another of its sentence, else that of those before.

    What a `brief` report tells without any time is of the day on which it is published; what a
    longer text tells so is known to be not later. `before` is the time with which the sentences
    before it in the paragraph told what happened.
    """
    inside = [when for i, when in times if clause.first <= i <= clause.last]
    every = inside or [when for _, when in times]
    base = _iso(published)
    if every or before is not None or base is None:
        return every[0] if every else inherited(before)
    day = base.isoformat()
    if not brief:
        return When(last=day, basis="published")
    return When(first=day, last=day, precision="day", basis="published")


def told_last(times: Times, before: When | None, published: str | None) -> When | None:
    """Return the day that the sentences after one go on in: its first, if it is of this story."""
    days = [when for _, when in times if when.precision == "day"]
    if not days:
        return before
    return None if is_historical(days[0], published) else days[0]


def inherited(before: When | None) -> When:
    """Return the time of another sentence as one that its own words do not state."""
    return When() if before is None else replace(before, basis="inherited", span=None)


def is_historical(when: When, published: str | None) -> bool:
    """
    Say whether a stated time lies more than 60 days before the publication.

    Where that is unknown, whoever tells a year alone looks back.
    """
    base = _iso(published)
    if base is None and when.precision == "year":
        return True
    if base is None or when.basis != "stated" or when.last is None:
        return False
    return base - date.fromisoformat(when.last) > timedelta(days=_HISTORY_DAYS)


def is_years_ago(at: Scene) -> bool:
    """Say whether a sentence tells of years ago, whenever it was published: "два роки тому"."""
    words, calendar = at.chunks.tokens.words, at.lexicon.calendar
    return any(
        calendar.spans.get(at.chunks.lemma(i), 0) >= _A_YEAR and after.lower() in calendar.ago
        for i, after in enumerate(words[1:])
    )


def _read(at: Scene, i: int, base: date | None) -> When | None:
    """Read the time expression that begins at a token."""
    word, calendar = at.chunks.tokens.words[i], at.lexicon.calendar
    if match := _DIGITS.fullmatch(word):
        day, month, year = map(int, match.groups())
        return _day(at, i, i, (year + 2000 * (year < 100), month, day))
    if word.isdigit() and at.chunks.lemma(i + 1) in calendar.months:
        return _day_of_month(at, i, base)
    if at.chunks.lemma(i) in calendar.months and not at.chunks.tokens.words[i - 1].isdigit():
        return _month(at, i)
    near = None if base is None else _near(at, i, base)
    return near or _year(at, i)


def _near(at: Scene, i: int, base: date) -> When | None:
    """Read what counts back from the day of publication."""
    word, lemma, calendar = at.chunks.tokens.words[i], at.chunks.lemma(i), at.lexicon.calendar
    if word.lower() in calendar.night:
        return _when(at, i, i, base - timedelta(days=1), base, "relative")
    if word.lower() in calendar.today | calendar.yesterday:
        then = base - timedelta(days=word.lower() in calendar.yesterday)
        return _when(at, i, i, then, then, "relative")
    if lemma in calendar.weekdays:
        then = base - timedelta(days=(base.weekday() - calendar.weekdays.index(lemma)) % 7)
        return _when(at, i, i, then, then, "relative")
    return _ago(at, i, base) or _span_before(at, i, base)


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
    """Read "за добу", the day and night before, "цієї ночі", "за тиждень" and "цього тижня"."""
    calendar, group = at.lexicon.calendar, at.chunks.group_at(i)
    if group is None or group.head != i:
        return None
    before = {at.chunks.lemma(k) for k in range(group.first, i)}
    before |= {at.chunks.tokens.words[k].lower() for k in range(max(i - 1, 0), i)}
    whole = at.chunks.lemma(i) in calendar.day_and_night and before & calendar.during
    night = at.chunks.lemma(i) in calendar.the_night and before & (calendar.this | calendar.last)
    if whole or night:
        return _when(at, group.first, i, base - timedelta(days=1), base, "relative")
    if at.chunks.lemma(i) in calendar.week and before & calendar.last:
        monday = base - timedelta(days=base.weekday() + 7)
        return _when(at, group.first, i, monday, monday + timedelta(days=6), "relative", "week")
    if at.chunks.lemma(i) in calendar.week and before & calendar.this:
        monday = base - timedelta(days=base.weekday())
        return _when(at, group.first, i, monday, base, "relative", "week")
    if at.chunks.lemma(i) in calendar.week and before & calendar.during:
        return _when(at, group.first, i, base - timedelta(days=7), base, "relative", "week")
    return None


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


def _month(at: Scene, i: int) -> When | None:
    year = _year_after(at, i + 1)
    if year is None:
        return None
    month = at.lexicon.calendar.months.index(at.chunks.lemma(i)) + 1
    first = date(year, month, 1)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return _when(at, i, i + 1, first, last, "stated", "month")


def _year(at: Scene, i: int) -> When | None:
    """Read "2022 року" and "у 2022-му", but no "1985 року народження"."""
    year, calendar = _year_after(at, i), at.lexicon.calendar
    born = at.chunks.lemma(i + 2) in calendar.born
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


def _iso(value: str | None) -> date | None:
    match = _ISO.match(value or "")
    return date(*map(int, match.groups())) if match else None
