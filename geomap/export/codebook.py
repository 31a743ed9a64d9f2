"""The columns in words, for people as Markdown and for programs as JSON Schema."""

from collections.abc import Iterable
from typing import Any

from geomap.layers.profiles import PROFILES, Profile, load_profile
from geomap.schema import COLUMNS, RECORD, Column, Kind

_TYPES = {
    Kind.TEXT: "text",
    Kind.INT: "whole number",
    Kind.FLOAT: "number",
    Kind.DATE: "day (ISO 8601)",
    Kind.DATETIME: "time (RFC 3339, UTC)",
    Kind.BOOL: "true or false",
    Kind.JSON: "JSON",
    Kind.LIST: "list of texts",
}
_SCHEMAS: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.INT: {"type": "integer"},
    Kind.FLOAT: {"type": "number"},
    Kind.DATE: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Kind.DATETIME: {"type": "string", "format": "date-time", "pattern": r"T00:00:00Z$"},
    Kind.BOOL: {"type": "boolean"},
    Kind.JSON: {"type": ["object", "array"]},
    Kind.LIST: {"type": "array", "items": {"type": "string"}},
}
_POSITION = {
    "type": "array",
    "prefixItems": [
        {"type": "number", "minimum": -180, "maximum": 180},
        {"type": "number", "minimum": -90, "maximum": 90},
    ],
    "items": False,
    "minItems": 2,
}
_RING = {"type": "array", "items": _POSITION, "minItems": 4}
_POLYGON = {"type": "array", "items": _RING, "minItems": 1}
_INTRO = """# Codebook

One row an event, in every format. Made from `geomap/schema.py` by `geomap codebook`.

A row without a value is null: "null when" says when. Offsets count code points of the text as it
was read, `start` inclusive and `end` exclusive. The nearest columns of ACLED and UCDP GED are
named; nearest is not the same: the views below say how near, and against what that was checked.
"""


def describe_columns(columns: tuple[Column, ...] = COLUMNS) -> dict[str, str]:
    """Return a sentence on each column: its meaning, unit, and when it is null."""
    return {column.name: _sentence(column) for column in columns}


def write_codebook() -> str:
    """Return the codebook as Markdown: all columns, then the views for other data sets."""
    parts = [_INTRO, _table(_HEAD, map(_line, (*COLUMNS, RECORD)))]
    parts += [_profile(load_profile(name)) for name in PROFILES]
    return "\n".join(parts)


def feature_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a feature as GeoJSON; every feature we write is valid."""
    shapes = (("Point", _POSITION), ("Polygon", _POLYGON), ("MultiPolygon", _list(_POLYGON)))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:geomap:feature",
        "title": "A reported event",
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "additionalProperties": False,
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": {"oneOf": [{"type": "null"}, *(_geometry(*shape) for shape in shapes)]},
            "properties": _properties(),
        },
    }


_HEAD = ("column", "type", "meaning", "null when", "unit", "values", "ACLED", "GED")


def _line(column: Column) -> tuple[str, ...]:
    return (
        f"`{column.name}`",
        _TYPES[column.kind],
        column.meaning,
        column.null,
        column.unit or "",
        ", ".join(f"`{value}`" for value in column.vocabulary),
        column.acled or "",
        column.ged or "",
    )


def _profile(profile: Profile) -> str:
    head = ("column", "from", "fit", "note")
    if profile.tags:
        head = ("column", "tag", "fit", "note")
    lines = (
        (f"`{field.column.name}`", f"`{field.tag or field.source}`", field.fit, field.note)
        if field.tag or field.source
        else (f"`{field.column.name}`", "", field.fit, field.note)
        for field in profile.fields
    )
    rows = f"Rows: {profile.rows_note}.\n\n" if profile.rows_note else ""
    words = f"{rows}Checked: {profile.checked}.\n\n"
    return f"## `--profile {profile.name}`: {profile.title}\n\n{words}{_table(head, lines)}"


def _table(head: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> str:
    rows = [head, tuple("---" for _ in head), *lines]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _sentence(column: Column) -> str:
    unit = f" ({column.unit})" if column.unit else ""
    null = f"; null: {column.null}" if column.nullable else ""
    return f"{column.meaning}{unit}{null}"


def _properties() -> dict[str, Any]:
    return {
        "type": "object",
        "required": [column.name for column in COLUMNS],
        "additionalProperties": False,
        "properties": {column.name: _property(column) for column in (*COLUMNS, RECORD)},
    }


def _property(column: Column) -> dict[str, Any]:
    found = _SCHEMAS[column.kind] | {"description": _sentence(column)}
    if column.vocabulary:
        values = map(int, column.vocabulary) if column.kind is Kind.INT else column.vocabulary
        listed = {"enum": [*values, *([None] if column.nullable else [])]}
        added = {"anyOf": [listed, {"pattern": f"^{column.pattern}$"}]}
        found |= added if column.pattern else listed
    if column.nullable:
        found["type"] = [
            *([found["type"]] if isinstance(found["type"], str) else found["type"]),
            "null",
        ]
    return found


def _geometry(kind: str, coordinates: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "coordinates"],
        "additionalProperties": False,
        "properties": {"type": {"const": kind}, "coordinates": coordinates},
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items, "minItems": 1}
