"""Which events are taken: one record of conditions, the same for the map and for every export."""

import operator
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, NamedTuple

from geomap.errors import InputError
from geomap.layers.drawing import Box, Drawing
from geomap.layers.table import Row
from geomap.model import EventType, Factuality, Record
from geomap.schema import COLUMNS, Column, Kind

Condition = Callable[[Row], bool]

_WRITTEN = re.compile(r"\s*(\w+)\s*(!=|<=|>=|=|<|>|~)\s*(.*?)\s*", re.DOTALL)
_ORDERED: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_BY_NAME = {column.name: column for column in COLUMNS}
_TRUTH = {"true": True, "false": False}


class Selection(Record, frozen=True, kw_only=True):
    """
    Conditions that an event has to meet, all of them; by default every event does.

    `types`, `statuses` and `sides` (of who acts) are lists of what is taken, all if empty. `since`
    and `until` are days: taken is what may have happened between them, so nothing undated. `bbox`
    is west, south, east, north; taken is what is drawn and touches it. `precision` is the weakest
    `geo_precision` taken: 1 the named place, 2 near it, 3 a region. `where` are conditions on
    columns (see `parse_condition`).
    """

    types: tuple[EventType, ...] = ()
    statuses: tuple[Factuality, ...] = ()
    sides: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    bbox: Box | None = None
    precision: int | None = None
    where: tuple[str, ...] = ()


class Filter(NamedTuple):
    """A selection made ready to be asked of many rows."""

    conditions: tuple[Condition, ...]
    bbox: Box | None

    def keeps(self, row: Row, drawing: Drawing | None) -> bool:
        """Tell whether an event is taken."""
        if self.bbox and not (drawing and _touch(self.bbox, drawing.bounds)):
            return False
        return all(condition(row) for condition in self.conditions)


def make_filter(selection: Selection, more: Sequence[str] = ()) -> Filter:
    """
    Return what tells whether an event meets a selection, and more conditions on columns.

    Raises
    ------
    InputError
        A condition names no column, or compares it with what it cannot hold; the box is none.
    """
    conditions = [parse_condition(text) for text in (*selection.where, *more)]
    conditions += [
        _one_of(name, tuple(map(str, wanted)))
        for name, wanted in (
            ("type", selection.types),
            ("factuality", selection.statuses),
            ("actor1_side", selection.sides),
        )
        if wanted
    ]
    if selection.since or selection.until:
        conditions.append(_within(selection.since, selection.until))
    if selection.precision is not None:
        conditions.append(parse_condition(f"geo_precision<={selection.precision}"))
    return Filter(tuple(conditions), selection.bbox and _checked(selection.bbox))


def parse_condition(text: str) -> Condition:
    """
    Return the condition of a text such as `killed_low>=3`, `admin1=Kharkiv`, `quote~bridge`.

    Compared are numbers as numbers and texts as they are; dates are ISO dates. `~` asks whether
    a text, or a list as JSON, holds the words, in any case. `field=` asks for rows without a
    value and `field!=` for those with one. A row without a value differs from every value.

    Raises
    ------
    InputError
        The text is no condition; its message says what would be.
    """
    match = _WRITTEN.fullmatch(text)
    if match is None or match[1] not in _BY_NAME:
        message = f"{text!r} is not FIELD and one of = != < <= > >= ~ and a value; {_fields()}"
        raise InputError(message)
    name, sign, words = match.groups()
    if not words:
        return _presence(name, sign)
    if sign == "~":
        return lambda row: words.casefold() in str(row[name] or "").casefold()
    wanted = _value(_BY_NAME[name], words)
    if sign == "=":
        return lambda row: bool(row[name] == wanted)
    if sign == "!=":
        return lambda row: bool(row[name] != wanted)
    compare = _ORDERED[sign]
    return lambda row: row[name] is not None and compare(row[name], wanted)


def describe_selection(selection: Selection) -> dict[str, Any]:
    """Return what a selection asks, by name; nothing for one that takes all."""
    values = {name: getattr(selection, name) for name in selection.__struct_fields__}
    return {name: value for name, value in values.items() if value not in (None, ())}


def _presence(name: str, sign: str) -> Condition:
    if sign == "=":
        return lambda row: row[name] is None or row[name] == []
    if sign == "!=":
        return lambda row: row[name] is not None and row[name] != []
    message = f"{name}{sign}: a value is missing"
    raise InputError(message)


def _value(column: Column, words: str) -> object:
    try:
        if column.kind is Kind.INT:
            return int(words)
        if column.kind is Kind.FLOAT:
            return float(words)
        if column.kind is Kind.BOOL:
            return _TRUTH[words.casefold()]
        if column.kind is Kind.DATE:
            return date.fromisoformat(words).isoformat()
    except (KeyError, ValueError) as error:
        message = f"{column.name}: {words!r} is not a value of type {column.kind}"
        raise InputError(message) from error
    return words


def _one_of(name: str, wanted: tuple[str, ...]) -> Condition:
    return lambda row: row[name] in wanted


def _within(since: date | None, until: date | None) -> Condition:
    first, last = since and since.isoformat(), until and until.isoformat()

    def condition(row: Row) -> bool:
        start, end = row["date_start"], row["date_end"]
        if start is None and end is None:
            return False
        return not ((last and start and start > last) or (first and end and end < first))

    return condition


def _touch(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _checked(box: Box) -> Box:
    west, south, east, north = box
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        message = f"bbox {box}: not west, south, east, north in degrees"
        raise InputError(message)
    return box


def _fields() -> str:
    return f"fields are {', '.join(_BY_NAME)}"
