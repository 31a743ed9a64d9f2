"""
The map page: one HTML file that needs no network and in which text from outside stays text.

`payload` makes the data, `page` the file around it, `assets/` holds what runs in the browser.
"""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from os import PathLike
from typing import Any, Literal, TypedDict, Unpack

from geomap.errors import RecordError
from geomap.export.about import origin
from geomap.export.files import write_atomically
from geomap.export.overlays import overlay_data
from geomap.export.page import asset, build_page
from geomap.export.payload import (
    LINE_SCALE,
    Rings,
    line_steps,
    packed_json,
    page_data,
    region_rings,
    safe_json,
)
from geomap.export.rows import row_data
from geomap.export.styles import palette_of
from geomap.export.tiles import Tiles
from geomap.layers.features import Table, make_table
from geomap.layers.overlays import Overlay
from geomap.model import Claim, DocumentInfo, Event

DEFAULT_TITLE = "Reported events"
PLAIN_LIMIT = 100
"""Up to so many events the data stay readable in the file; above, they are deflated."""
ROWS_LIMIT = 10_000
"""
Up to so many events the page carries the rows of the exports; they take longest to make. Above,
what it saves has only the columns that the page itself holds.
"""

_JSON, _PACKED = "application/json", "application/octet-stream"

Theme = Literal["auto", "light", "dark"]
Language = Literal["en", "uk"]
View = tuple[float, float, float]
"""Longitude, latitude and zoom (2 to 14)."""

Label = tuple[str, float, float, int]
"""A settlement's name, longitude, latitude and population."""


class PageOptions(TypedDict, total=False):
    """
    What a page may be given besides its events.

    `documents` supply titles and links; `about` is shown under "How was this made", text by text;
    `labels` are settlements that orient the reader; `rings` gives an area's polygons by its id
    (the gazetteer's, unless told otherwise). `table` holds the same events as exports have them,
    with what their files say of themselves; without it, the page makes its own. `overlays` are
    layers of the user's own. `tiles` let the page ask a server for its ground, which it otherwise
    never does. `theme` is light, dark, or as the reader's system has it; `view` where the map
    starts, by default on its events; `language` that of the page's own words.
    """

    documents: Sequence[DocumentInfo]
    title: str
    about: Mapping[str, Any] | None
    labels: Sequence[Label]
    rings: Callable[[str], Rings] | None
    table: Table | None
    overlays: Sequence[Overlay]
    tiles: Tiles | None
    theme: Theme
    view: View | None
    language: Language


def write_html(
    events: Sequence[Event],
    path: str | PathLike[str],
    *,
    claims: Iterable[Claim],
    **options: Unpack[PageOptions],
) -> None:
    """
    Write the map page.

    Parameters
    ----------
    events
        Drawn or listed in this order.
    path
        The file to write; it is replaced as a whole or not at all.
    claims
        At least those that the events refer to.
    options
        See `PageOptions`.

    Raises
    ------
    ExportError
        The file cannot be written.
    """
    write_atomically(path, [render_html(events, claims=claims, **options).encode()])


def render_html(
    events: Sequence[Event], *, claims: Iterable[Claim], **options: Unpack[PageOptions]
) -> str:
    """Return the map page as text; see `write_html`."""
    title = options.get("title", DEFAULT_TITLE)
    claims, tiles = list(claims), options.get("tiles")
    data = page_data(events, claims, options.get("documents", ())) | {
        "title": title,
        "origin": origin(),
        "about": options.get("about") or {},
        "palette": palette_of(event.type.value for event in events),
        "language": _language(options.get("language", "en")),
        "theme": options.get("theme", "auto"),
        "view": options.get("view"),
        "tiles": tiles.as_data() if tiles else None,
    }
    geography = {
        "scale": LINE_SCALE,
        "regions": region_rings(events, options.get("rings") or _gazetteer_rings),
        "labels": sorted(options.get("labels", ()), key=lambda label: (-label[3], label)),
        "overlays": [overlay_data(overlay) for overlay in options.get("overlays", ())],
    }
    plain = len(events) <= PLAIN_LIMIT
    blocks = {
        "geomap-data": (_JSON, safe_json(data)) if plain else (_PACKED, packed_json(data)),
        "geomap-geography": (_PACKED, packed_json(geography)),
        "geomap-ground": (_PACKED, _ground()),
    }
    if len(events) <= ROWS_LIMIT:
        blocks |= _rows(options.get("table") or _table(events, claims, options))
    return build_page(
        title=title,
        center=_center(events),
        blocks=blocks,
        theme=options.get("theme", "auto"),
        images=tiles.origin if tiles else None,
    )


def _table(events: Sequence[Event], claims: Iterable[Claim], options: PageOptions) -> Table:
    return make_table(
        events,
        claims=claims,
        documents=options.get("documents", ()),
        rings=options.get("rings"),
    )


def _rows(table: Table) -> dict[str, tuple[str, str]]:
    """Return the block of rows; none where a shape is such that no export could be made."""
    try:
        return {"geomap-rows": (_PACKED, packed_json(row_data(table)))}
    except RecordError:
        return {}


def _language(code: Language) -> dict[str, Any]:
    """Return the page's phrases by what they are in English, in which its scripts have them."""
    return {"code": code, "words": {} if code == "en" else json.loads(asset(f"{code}.json"))}


@cache
def _ground() -> str:
    """Return the base map, packed, its lines as steps."""
    basemap = json.loads(asset("basemap.json"))
    for layer in basemap["layers"]:
        layer["coordinates"] = _all_steps(layer["coordinates"])
    return packed_json({"basemap": basemap})


def _all_steps(lines: list[Any]) -> list[Any]:
    """Return lines, or any nesting of them, as steps."""
    is_line = isinstance(lines[0][0], (int, float)) if lines else False
    return line_steps(lines) if is_line else [_all_steps(line) for line in lines]


def _gazetteer_rings(area_id: str) -> Rings:
    from gazetteer.regions import area_rings  # noqa: PLC0415 - loads shapely

    return area_rings(area_id)


def _center(events: Iterable[Event]) -> tuple[float, float]:
    """Return the middle of what is drawn: longitude and latitude."""
    shapes = [event.where.shape for event in events if event.mappable]
    points = [(s.lon, s.lat) for s in shapes if s and math.isfinite(s.lon + s.lat)]
    if not points:
        return (0.0, 20.0)
    lons, lats = zip(*points, strict=True)
    return ((min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2)
