"""How QGIS draws the events: a style (QML) by type, from the palette of the map page."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

_SHAPES = {
    "territory": "diamond",
    "ground": "square",
    "strikes": "circle",
    "harm": "pentagon",
    "people": "hexagon",
    "aid": "triangle",
    "other": "cross_fill",
}
_TIMELINE = {
    "mode": "2",  # a first and a last day in fields
    "enabled": "1",
    "startField": "date_start",
    "endField": "date_end",
    "accumulate": "0",
    "fixedDuration": "0",
    "durationUnit": "d",
    "durationField": "",
    "startExpression": "",
    "endExpression": "",
    "limitMode": "1",  # both days belong to the event
}


@cache
def palette() -> dict[str, Any]:
    """Return families with their colours, and types with their family and label."""
    text = files("geomap.export").joinpath("assets", "palette.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def palette_of(kinds: Iterable[str]) -> dict[str, Any]:
    """Return the palette, with a family for those types that a user has added."""
    found = {name: part for name, part in palette().items() if name != "other"}
    added = sorted(set(kinds) - set(found["types"]))
    if not added:
        return found
    family = palette()["other"]
    types = {
        kind: {"family": "other", "label": label_of(kind), "glyph": family["glyph"]}
        for kind in added
    }
    families = {**found["families"], "other": family}
    return {**found, "families": families, "types": {**found["types"], **types}}


def colour_of(kind: str) -> str:
    """Return the colour of a type of event, as #rrggbb; grey for a type that a user has added."""
    found = palette()
    if kind not in found["types"]:
        return str(found["other"]["colour"])
    colour: str = found["families"][found["types"][kind]["family"]]["colour"]
    return colour


def label_of(kind: str) -> str:
    """Return what a type of event is called; its name in words for one that a user has added."""
    entry = palette()["types"].get(kind)
    label: str = entry["label"] if entry else kind.replace("_", " ").capitalize()
    return label


def layer_style(geometry_type: str) -> str:
    """
    Return the QML of a layer of points or of areas.

    Events are drawn by `type`, labelled for the legend, tipped with their quote, and play on the
    timeline by `date_start` and `date_end`.
    """
    root = Element("qgis", version="3.22.0", styleCategories="AllStyleCategories")
    SubElement(root, "temporal", _TIMELINE)
    renderer = SubElement(
        root, "renderer-v2", type="categorizedSymbol", attr="type", enableorderby="0"
    )
    categories, symbols = SubElement(renderer, "categories"), SubElement(renderer, "symbols")
    for number, (kind, label, family) in enumerate(_categories()):
        name = str(number)
        SubElement(categories, "category", symbol=name, value=kind, label=label, render="true")
        _symbol(symbols, name, geometry_type, kind=kind, family=family)
    tip = '<b>[% "location" %]</b><br>[% "type" %], [% "date_start" %]'
    SubElement(root, "mapTip").text = tip
    SubElement(root, "previewExpression").text = "\"type\" || ' ' || coalesce(\"location\", '')"
    return tostring(root, encoding="unicode")


def _categories() -> list[tuple[str, str, str]]:
    """Return values, labels and families; the empty value, for QGIS, is any other type."""
    known = [(kind, each["label"], each["family"]) for kind, each in palette()["types"].items()]
    return [*known, ("", "Other", "other")]


def _symbol(symbols: Element, name: str, geometry_type: str, *, kind: str, family: str) -> None:
    is_point = geometry_type == "Point"
    symbol = SubElement(
        symbols, "symbol", name=name, type="marker" if is_point else "fill", alpha="1"
    )
    layer = SubElement(
        symbol, "layer", {"class": "SimpleMarker" if is_point else "SimpleFill", "enabled": "1"}
    )
    red, green, blue = bytes.fromhex(colour_of(kind)[1:])
    if is_point:
        options = _marker(f"{red},{green},{blue},255", shape=_SHAPES[family])
    else:
        options = _fill(f"{red},{green},{blue}")
    group = SubElement(layer, "Option", type="Map")
    for key, value in sorted(options.items()):
        SubElement(group, "Option", name=key, value=value, type="QString")


def _marker(colour: str, *, shape: str) -> Mapping[str, str]:
    return {
        "color": colour,
        "name": shape,
        "outline_color": "255,255,255,255",
        "outline_width": "0.3",
        "size": "3",
        "size_unit": "MM",
    }


def _fill(colour: str) -> Mapping[str, str]:
    return {
        "color": f"{colour},40",
        "outline_color": f"{colour},200",
        "outline_style": "dash",
        "outline_width": "0.4",
        "style": "solid",
    }
