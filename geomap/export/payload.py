"""
Events as the data of the page: columns, shared values stored once, text that cannot become code.

Nothing here knows HTML. The page's script turns the columns back into objects.
"""

import base64
import json
import math
import re
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from gazetteer.errors import GazetteerError
from geomap.model import Claim, DocumentInfo, Event, Form, Quote, Span

Rings = Sequence[Sequence[Sequence[Sequence[float]]]]
"""Polygons of rings of longitude and latitude."""

R = TypeVar("R", Claim, DocumentInfo)

_EVENT_FIELDS = (
    "id",
    "type",
    "mode",
    "target",
    "where",
    "when",
    "actor",
    "affected",
    "counts",
    "factuality",
    "disputed_fields",
    "corroborated",
    "scope",
    "mappable",
    "reviews",
    "distances",
)
_CLAIM_FIELDS = (
    "id",
    "language",
    "trigger",
    "quote",
    "where",
    "when",
    "stance",
    "factuality",
    "disputes",
    "chain",
    "rule",
    "confidence",
)
_DOCUMENT_FIELDS = ("id", "title", "publisher", "url", "published", "language")
_POOLED = {
    "where": "where",
    "when": "when",
    "actor": "party",
    "affected": "party",
    "trigger": "span",
    "quote": "quote",
    "chain": "chain",
}
_FLAT_POOLS = {"span": Span, "quote": Quote}
"""Pools of many small records, written in columns as the tables are."""

LINE_SCALE = 1000
"""Parts of a degree in which outlines are drawn: about 100 metres."""

_DEFLATE = 6  # 9 takes four times as long to save one byte in thirty
_NOTHING: tuple[object, ...] = (None, "", [], {}, ())
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_UNSAFE = re.compile("[{}<>&$`'\u2028\u2029\ud800-\udfff]")


def page_data(
    events: Sequence[Event], claims: Iterable[Claim], documents: Iterable[DocumentInfo]
) -> dict[str, Any]:
    """
    Return the tables of the page, only with claims and documents that the events refer to.

    Rows refer to rows of other tables, and to the pools of shared values, by position.
    """
    wanted = {
        name for event in events for name in (event.lead_claim, *event.claims, *event.denials)
    }
    kept = _by_id(claim for claim in claims if claim.id in wanted)
    cited = {claim.doc_id for claim in kept.values()}
    sources = _by_id(document for document in documents if document.id in cited)
    pools = {name: _Pool() for name in sorted(set(_POOLED.values()))}
    claim_at, source_at = _positions(kept), _positions(sources)
    tables = {
        "events": _columns(events, _EVENT_FIELDS, pools)
        | {
            "lead": [claim_at.get(event.lead_claim) for event in events],
            "claims": [_known(claim_at, event.claims) for event in events],
            "denials": [_known(claim_at, event.denials) for event in events],
        },
        "claims": _columns(kept.values(), _CLAIM_FIELDS, pools)
        | {"document": [source_at.get(claim.doc_id) for claim in kept.values()]},
        "documents": _columns(sources.values(), _DOCUMENT_FIELDS, pools),
    }
    return tables | {
        "pools": {name: pool.content(_FLAT_POOLS.get(name)) for name, pool in pools.items()},
        "pooled": _POOLED,
    }


def region_rings(
    events: Iterable[Event], rings: Callable[[str], Rings]
) -> dict[str, list[list[list[int]]]]:
    """Return the polygons (`line_steps`) of drawn regions by id; those without any are left out."""
    shapes = (event.where.shape for event in events if event.mappable)
    wanted = {s.region_id for s in shapes if s and s.form is Form.REGION and s.region_id}
    found = {name: _outline(rings, name) for name in sorted(wanted)}
    return {
        name: [[line_steps(ring) for ring in polygon] for polygon in polygons]
        for name, polygons in found.items()
        if polygons
    }


def safe_json(data: object) -> str:
    r"""
    Return JSON whose strings hold no character that HTML, a template or a script could act on.

    In strings `{ } < > & $`, backtick, apostrophe, U+2028, U+2029 and lone surrogates are written
    as `\uXXXX`, so that any reader of JSON gets back the very same text.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _STRING.sub(lambda found: _UNSAFE.sub(_escape, found[0]), text)


def packed_json(data: object) -> str:
    """Return JSON deflated (zlib) and in base64, which is inert whatever the data say."""
    return base64.b64encode(zlib.compress(_json_bytes(data), _DEFLATE)).decode()


def line_steps(line: Sequence[Sequence[float]], *, scale: int = LINE_SCALE) -> list[int]:
    """
    Return a line of longitudes and latitudes as whole steps from point to point, flat.

    Steps are in parts of a degree, `scale` parts each; written so, lines deflate to half.
    """
    points = [(round(lon * scale), round(lat * scale)) for lon, lat in line]
    before = [(0, 0), *points]
    return [
        b - a
        for last, this in zip(before, points, strict=False)
        for a, b in zip(last, this, strict=True)
    ]


def _json_bytes(data: object) -> bytes:
    try:
        return msgspec.json.encode(data)
    except UnicodeEncodeError:  # half a character, which only an escape can write
        return json.dumps(data, allow_nan=False, separators=(",", ":")).encode("ascii")


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in records}


def _positions(ids: Iterable[str]) -> dict[str, int]:
    return {name: position for position, name in enumerate(ids)}


def _known(positions: Mapping[str, int], ids: Iterable[str]) -> list[int]:
    return [positions[name] for name in ids if name in positions]


def _columns(
    records: Iterable[Any], fields: Sequence[str], pools: Mapping[str, "_Pool"]
) -> dict[str, list[object]]:
    rows = list(records)
    return {field: _column(field, map(attrgetter(field), rows), pools) for field in fields}


def _column(field: str, values: Iterable[object], pools: Mapping[str, "_Pool"]) -> list[object]:
    if field not in _POOLED:
        return _lean(values)
    position = pools[_POOLED[field]].position
    return [None if value is None else position(value) for value in values]


class _Pool:
    """Values that many rows share (a place, a chain of sources), each stored once."""

    def __init__(self) -> None:
        self._positions: dict[object, int] = {}

    def position(self, value: object) -> int:
        """Return where the value stands, storing it when it is new."""
        return self._positions.setdefault(value, len(self._positions))

    def content(self, flat: type[msgspec.Struct] | None) -> object:
        """Return the values: in columns when they are `flat` records, else one by one."""
        if flat is None:
            return _lean(self._positions)
        return _columns(self._positions, flat.__struct_fields__, {})


def _lean(values: Iterable[object]) -> list[object]:
    """
    Return plain values, their records without what is null, false or empty.

    The page reads what is absent as null.
    """
    plain: list[object] = msgspec.to_builtins(list(values))
    return [value if type(value) is str else _without_nothing(value) for value in plain]


def _without_nothing(value: object) -> object:
    if isinstance(value, dict):
        return {
            key: item if type(item) is str else _without_nothing(item)
            for key, item in value.items()
            if item not in _NOTHING and item is not False
        }
    if isinstance(value, (list, tuple)):
        return [_without_nothing(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _outline(rings: Callable[[str], Rings], name: str) -> Rings:
    """Return no polygon for an area that has none: the page then draws its extent instead."""
    try:
        return rings(name)
    except (GazetteerError, LookupError):
        return ()
