"""When it happened: the time that a clause states, or that the sentences before it began."""

from datetime import date, timedelta

from msgspec import structs

from geomap.chunks import Clause
from geomap.events.cases.calendar import Times, iso_day
from geomap.events.cases.relations import Scene
from geomap.model import When

_HISTORY_DAYS = 60
_A_YEAR = 365
_CARRIED = frozenset({"day", "week"})


def find_when(
    times: Times,
    clause: Clause,
    *,
    published: str | None,
    brief: bool,
    told: When | None = None,
) -> When:
    """
    Return the time that a clause states, else another of its sentence.

    Without any, a sentence goes on in the time `told` before it. What a `brief` report tells
    without one is of the day on which it is published; what a longer text tells so is known to be
    not later.
    """
    inside = [time.when for time in times if clause.first <= time.token <= clause.last]
    every = inside or [time.when for time in times]
    if told is not None and all(time.loose and _is_day(time.when) for time in times):
        every = []  # "in the evening" of the day told
    if every or told is not None:
        return every[0] if every else structs.replace(told or When(), basis="inherited", span=None)
    base = iso_day(published)
    if base is None:
        return When()
    day = base.isoformat()
    if not brief:
        return When(last=day, basis="published")
    return When(first=day, last=day, precision="day", basis="published")


def _is_day(when: When) -> bool:
    return when.first is not None and when.first == when.last


def goes_on(at: Scene, times: Times, told: When | None, *, published: str | None) -> When | None:
    """Return the time in which the next sentence goes on: this one's, else the one before it."""
    if looks_back(at):
        return None
    known = [time.when for time in times if time.when.first is not None]
    if told is not None and all(time.loose and _is_day(time.when) for time in times):
        known = []
    if not known:
        return told
    carried = known[0].precision in _CARRIED and not is_historical(known[0], published)
    return known[0] if carried else None


def told_here(at: Scene, told: When | None) -> When | None:
    """Return the time told before a sentence, nothing for one that looks further back."""
    return None if looks_back(at) else told


def looks_back(at: Scene) -> bool:
    """Say whether a sentence tells of what was before: "раніше", "нагадаємо"."""
    return any(word.lower() in at.lexicon.calendar.earlier for word in at.chunks.tokens.words)


def is_historical(when: When, published: str | None) -> bool:
    """
    Say whether a stated time lies more than 60 days before the publication.

    Where that is unknown, whoever tells a year alone looks back.
    """
    base = iso_day(published)
    if base is None and when.precision == "year":
        return True
    if base is None or when.basis not in {"stated", "inherited"} or when.last is None:
        return False
    return base - date.fromisoformat(when.last) > timedelta(days=_HISTORY_DAYS)


def is_recalled(at: Scene, when: When, published: str | None) -> bool:
    """Say whether a sentence reminds of a day before the publication: "нагадаємо, 2 квітня"."""
    base = iso_day(published)
    if base is None or when.span is None or when.last is None or not looks_back(at):
        return False
    return date.fromisoformat(when.last) < base


def is_years_ago(at: Scene) -> bool:
    """Say whether a sentence tells of years ago, whenever it was published: "два роки тому"."""
    words, calendar = at.chunks.tokens.words, at.lexicon.calendar
    return any(
        calendar.spans.get(at.chunks.lemma(i), 0) >= _A_YEAR and after.lower() in calendar.ago
        for i, after in enumerate(words[1:])
    )
