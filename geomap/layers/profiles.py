"""Views of the table for users of other data sets: their columns, in their order."""

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from geomap.layers.table import Row
from geomap.schema import COLUMNS, Column, Kind

PROFILES = ("acled", "ged", "hxl")

_BY_NAME = {column.name: column for column in COLUMNS}


class Field(NamedTuple):
    """
    A column of another data set.

    `fit` is same, near or none; `note` says in what it differs; `source` is our column, or a
    derivation of several; `tag` is its HXL hashtag.
    """

    column: Column
    fit: str
    note: str
    source: str | None
    tag: str | None
    value: Callable[[Row], Any]


class Profile(NamedTuple):
    """
    A view: its columns, and which rows belong in that data set, as conditions and in words.

    `checked` says against what the columns and codes were compared; `harm_in_cause` whether that
    data set counts the dead with what killed them, where we have casualties as events of their own.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[str, ...]
    rows_note: str
    checked: str
    harm_in_cause: bool

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns, in the data set's order."""
        return tuple(field.column for field in self.fields)

    @property
    def tags(self) -> tuple[str, ...]:
        """The HXL hashtags of the columns; none if the view has no such row."""
        return tuple(field.tag for field in self.fields if field.tag)

    def project(self, row: Row) -> Row:
        """Return a row of the table as a row of the view."""
        return {field.column.name: field.value(row) for field in self.fields}


@cache
def load_profile(name: str) -> Profile:
    """Return one of `PROFILES`."""
    text = files("geomap.layers").joinpath("data", f"profile_{name}.toml").read_text("utf-8")
    found = tomllib.loads(text)
    return Profile(
        name=name,
        title=found["title"],
        fields=tuple(map(_field, found["column"])),
        rows=tuple(found["rows"]),
        rows_note=found.get("rows_note", ""),
        checked=found["checked"],
        harm_in_cause=found.get("harm_in_cause", False),
    )


def _field(entry: Mapping[str, str]) -> Field:
    ours = _BY_NAME.get(entry.get("from", ""))
    kind = ours.kind if ours else Kind(entry.get("kind", "text"))
    fit, note = entry["fit"], entry.get("note", "")
    meaning = note or (ours.meaning if ours else "")
    column = Column(entry["name"], kind, meaning, "see the table", ours.unit if ours else None)
    source = ours.name if ours else entry.get("derive")
    return Field(column, fit, note, source, entry.get("tag"), _value(ours, entry.get("derive")))


def _value(ours: Column | None, derive: str | None) -> Callable[[Row], Any]:
    if ours:
        name = ours.name
        return lambda row: row[name]
    return _DERIVED[derive] if derive else lambda _: None


def _year(row: Row) -> int | None:
    return int(row["date_start"][:4]) if row["date_start"] else None


def _best(row: Row) -> int | None:
    low, high = row["killed_low"], row["killed_high"]
    return low if low == high else None


def _quote(row: Row) -> str | None:
    words: str | None = row["quote"] or row["notes"]
    return words


def _status(row: Row) -> str:
    return "; ".join(filter(None, (row["factuality"], row["stance"])))


_DERIVED: Mapping[str, Callable[[Row], Any]] = {
    "year": _year,
    "best": _best,
    "quote": _quote,
    "status": _status,
}
