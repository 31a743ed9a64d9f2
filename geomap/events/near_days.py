"""Days told by their distance from the day of writing, or from the day told last."""

from datetime import date, timedelta

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_BACK = {"yesterday": (1, 1), "last night": (1, 0), "overnight": (1, 0), "during the night": (1, 0)}
_PAST_DAYS = {"48 hours": 2, "two days": 2, "three days": 3, "week": 7}
_SATURDAY = 5
_WEEK = timedelta(days=7)
_ABOUT_A_WEEK = timedelta(days=3)
_HOURS = {"earlier": (-1, 0), "later": (0, 1)}

Span = tuple[date, date]


def count_back(part: dict[str, str], written: date) -> Span:
    """Return the first and last day of "last Tuesday", "three days ago", "over the weekend"."""
    if weekday := part.get("weekday", "").lower():
        back = (written.weekday() - WEEKDAYS.index(weekday)) % 7
        return _days(written, -(back or 7 * ("before" in part)))
    if age := part.get("age", ""):
        return _ages_ago(age, _number(part.get("count", "2").lower()), written)
    if past := part.get("past", "").lower():
        return written - timedelta(days=_PAST_DAYS.get(past, 1)), written
    if count := part.get("count", "").lower():
        return _days(written, -_number(count))
    if whole := part.get("whole_unit", "").lower():
        return _whole(whole, written)
    first, last = _BACK.get(part.get("ago", "").lower(), (0, 0))
    return written - timedelta(days=first), written - timedelta(days=last)


def count_on(part: dict[str, str], told: date) -> Span | None:
    """Return the first and last day of "the next day", "two days later", "on the 9th"."""
    if nth := part.get("nth"):
        return _days_of_month(part.get("since", nth), nth, told)
    turn = -1 if part.get("turn", "later").lower() == "earlier" else 1
    if count := part.get("count", "").lower():
        return _days(told, turn * _number(count))
    if "hours" in part:
        first, last = _HOURS[part["turn"].lower()]
        return told + timedelta(days=first), told + timedelta(days=last)
    words = part.get("next", "").lower().split()
    same = {"same", "that"} & set(words)
    before = {"before", "previous"} & set(words)
    return _days(told, 0 if same else -1 if before else 1)


def _number(count: str) -> int:
    return 1 if count in {"a", "an"} else COUNTS.index(count) if count in COUNTS else int(count)


def _days_of_month(since: str, till: str, near: date) -> Span | None:
    """Return "the 2nd" to "the 9th" of the month of a day, None where it has no such days."""
    try:
        return near.replace(day=int(since[:-2])), near.replace(day=int(till[:-2]))
    except ValueError:
        return None


def _ages_ago(age: str, count: int, written: date) -> Span:
    """Return the days about so many weeks ago, or the month or year that was so long ago."""
    if age in {"week", "fortnight"}:
        day = written - count * _WEEK
        return day - _ABOUT_A_WEEK, day + _ABOUT_A_WEEK
    if age == "year":
        return date(written.year - count, 1, 1), date(written.year - count, 12, 31)
    months = written.year * 12 + written.month - 1 - count
    first = date(months // 12, months % 12 + 1, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _days(day: date, by: int) -> Span:
    return day + timedelta(days=by), day + timedelta(days=by)


def _whole(words: str, written: date) -> Span:
    """Return the days of "last week", "this month" and "the weekend", never after the writing."""
    monday = written - timedelta(days=written.weekday())
    if "weekend" in words:
        back = (written.weekday() - _SATURDAY) % 7 or 7 * ("last" in words)
        saturday = written - timedelta(days=back)
        return saturday, min(saturday + timedelta(days=1), written)
    if "week" in words:
        last = monday - timedelta(days=7), monday - timedelta(days=1)
        return last if "last" in words else (monday, written)
    first = written.replace(day=1)
    before = first - timedelta(days=1)
    return (before.replace(day=1), before) if "last" in words else (first, written)
