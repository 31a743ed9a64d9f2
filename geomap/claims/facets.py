"""What a claim is known by when it is compared with what was told before."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from geomap.model import Claim, Count, EventType, Factuality, Form, When

OPEN = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})
OF_A_MOMENT = frozenset(
    {
        EventType.SHELLING,
        EventType.MISSILE_STRIKE,
        EventType.AIRSTRIKE,
        EventType.DRONE_STRIKE,
        EventType.STRIKE,
        EventType.EXPLOSION,
    }
)
Place = tuple[str, ...]


class Draft(NamedTuple):
    """
    A claim whose happening is not known yet.

    `at` and `cause` are the sentence and token of its trigger, and of what caused it.
    `definite` marks a trigger that points back, `goes_on` a mention that adds nothing of its own,
    `fresh` one that says that it is another happening, `regained` a capture of what was held
    before; `answers` a claim that somebody utters, so that it is no mere negation of the
    publisher's; `rebuts` is the draft that a rebuttal denies; `dayparts` is the time of day of
    its sentence.
    """

    claim: Claim
    at: tuple[int, int] | None = None
    cause: tuple[int, int] | None = None
    definite: bool = False
    goes_on: bool = False
    fresh: bool = False
    regained: bool = False
    answers: bool = False
    rebuts: int | None = None
    dayparts: frozenset[str] = frozenset()


def place_of(claim: Claim) -> Place | None:
    """Return what a claim's place is known by, or None when its own sentence states none."""
    where = claim.where
    if where.inferred and where.expression and where.expression.end <= claim.quote.start:
        return None
    if where.places:
        shape = where.shape
        region = shape is not None and shape.region_id is not None
        offset = (
            (f"{shape.lon:.2f} {shape.lat:.2f}",) if shape and shape.form is Form.OFFSET else ()
        )
        return ("" if region else where.relation or "", *(p.id for p in where.places), *offset)
    if where.expression is None and where.context:
        return ("toward", *(ref.name for ref in where.context))
    return None if where.expression is None else ("?", where.expression.text.casefold())


def sides_of(claim: Claim) -> set[str]:
    """Return the side that a claim has act, if it is known."""
    side = claim.actor.side if claim.actor is not None else None
    return set() if side is None else {side}


def is_dated(when: When) -> bool:
    """Say whether a clause states a time, be it in words whose year is not known."""
    own = when.basis != "inherited"
    return own and (when.first is not None or when.span is not None)


def may_be_equal(one: When, other: When) -> bool:
    """Say whether two times may be one: the one lies within the other, or is not stated."""
    if not is_dated(one) or not is_dated(other):
        return True
    if one.first and other.first:
        return overlap_days(one, other)
    if one.span is None or other.span is None:
        return True
    return one.span.text.casefold() == other.span.text.casefold()


def overlap_days(one: When, other: When) -> bool:
    """Say whether of two known times the one lies within the other."""
    return _lies_within(one, other) or _lies_within(other, one)


def days_apart(one: When, other: When) -> int:
    """Return the days from the first day of one time to that of another."""
    first, second = (date.fromisoformat(when.first or "") for when in (one, other))
    return abs((first - second).days)


def _lies_within(inner: When, outer: When) -> bool:
    begins = (outer.first or "") <= (inner.first or "")
    return begins and (inner.last or "") <= (outer.last or "")


def counts_agree(one: Mapping[str, Count], other: Mapping[str, Count]) -> bool:
    """Say whether no number of the one lies outside what the other counts."""
    return all(_overlap(one[name], other[name]) for name in one.keys() & other.keys())


def narrow(one: Count, other: Count | None) -> Count:
    """Return the count whose ends both of two that agree allow."""
    if other is None:
        return one
    lows, highs = ([getattr(c, end) for c in (one, other)] for end in ("low", "high"))
    low = max((n for n in lows if n is not None), default=None)
    high = min((n for n in highs if n is not None), default=None)
    return msgspec.structs.replace(one, low=low, high=high)


def _overlap(one: Count, other: Count) -> bool:
    low = max(one.low or 0, other.low or 0)
    return all(end is None or low <= end for end in (one.high, other.high))
