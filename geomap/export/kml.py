"""Events as KML for globes: a folder a type, each event with its span of time."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from geomap.export.about import ATTRIBUTION, CAVEAT, describe_file
from geomap.export.styles import colour_of, label_of, palette
from geomap.export.text import json_text, plain_text
from geomap.layers.features import Feature, Table
from geomap.layers.table import Row
from geomap.schema import Column, Kind

_START = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n'
)
_END = b"</Document>\n</kml>\n"
_TYPES = {Kind.INT: "int", Kind.FLOAT: "double", Kind.BOOL: "bool"}
_SPARED = frozenset({"provenance", "record", "timestamp"})
_OTHER = "other"  # the style of types that a user has added
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest time that an archive can tell


def write_kml(table: Table, path: Path) -> None:
    """
    Write KML 2.2; events that are not drawn are there without a geometry.

    Parameters
    ----------
    table
        Events; gone through once.
    path
        A file to fill.

    Raises
    ------
    RecordError
        An event's shape cannot be.
    """
    with path.open("wb") as sink:
        _write(table, sink)


def write_kmz(table: Table, path: Path) -> None:
    """Write KML packed as KMZ; the same events give the same bytes."""
    entry = zipfile.ZipInfo("doc.kml", _LONG_AGO)
    entry.compress_type = zipfile.ZIP_DEFLATED
    with (
        zipfile.ZipFile(path, "w") as archive,
        archive.open(entry, "w", force_zip64=True) as sink,
    ):
        _write(table, sink)


def _write(table: Table, sink: IO[bytes]) -> None:
    sink.write(_START)
    for element in _head(table):
        sink.write(tostring(element) + b"\n")
    with ExitStack() as stack:
        spools: dict[str, IO[bytes]] = {}
        for feature in table.features():
            kind = feature.row["type"]
            if kind not in spools:
                spools[kind] = stack.enter_context(tempfile.TemporaryFile())
            spools[kind].write(encode_placemark(feature, table) + b"\n")
        for kind in sorted(spools, key=_rank):
            _folder(label_of(kind), spools[kind], sink)
    sink.write(_END)


def _rank(kind: str) -> tuple[int, str]:
    """Return what types are sorted by: our own in the palette's order, then a user's by name."""
    known = [*palette()["types"]]
    return (known.index(kind) if kind in known else len(known)), kind


def _folder(label: str, spool: IO[bytes], sink: IO[bytes]) -> None:
    """Copy the placemarks of a type into a folder."""
    spool.seek(0)
    name = Element("name")
    name.text = label
    sink.write(b"<Folder>" + tostring(name) + b"\n")
    shutil.copyfileobj(spool, sink)
    sink.write(b"</Folder>\n")


def _head(table: Table) -> Iterator[Element]:
    yield _text("name", "Reported events")
    about = describe_file(table)
    words = [CAVEAT, *ATTRIBUTION]
    if "filter" in about:
        words.append(f"Filter: {msgspec.json.encode(about['filter']).decode()}")
    if "public" in about:
        words.append(f"Changed {about['public']}.")
    yield _text("description", escape(" ".join(words)))
    for kind in (*palette()["types"], _OTHER):
        yield _style(kind)
    schema = Element("Schema", name="event", id="event")
    for column in _columns(table):
        SubElement(schema, "SimpleField", name=column.name, type=_TYPES.get(column.kind, "string"))
    yield schema


def _style(kind: str) -> Element:
    red, green, blue = (colour_of(kind)[at : at + 2] for at in (1, 3, 5))
    style = Element("Style", id=kind)
    SubElement(SubElement(style, "IconStyle"), "color").text = f"ff{blue}{green}{red}"
    SubElement(SubElement(style, "LineStyle"), "color").text = f"ff{blue}{green}{red}"
    SubElement(SubElement(style, "PolyStyle"), "color").text = f"28{blue}{green}{red}"
    return style


def encode_placemark(feature: Feature, table: Table) -> bytes:
    """Return an event as a placemark."""
    row = feature.row
    mark = Element("Placemark")
    mark.append(_text("name", _title(feature)))
    mark.append(_text("description", _description(row)))
    if row["date_start"] or row["date_end"]:
        span = SubElement(mark, "TimeSpan")
        for tag, day in (("begin", row["date_start"]), ("end", row["date_end"])):
            if day:
                SubElement(span, tag).text = day
    style = row["type"] if row["type"] in palette()["types"] else _OTHER
    SubElement(mark, "styleUrl").text = f"#{style}"
    data = SubElement(SubElement(mark, "ExtendedData"), "SchemaData", schemaUrl="#event")
    for column in _columns(table):
        if row[column.name] is not None:
            cell = _text("SimpleData", _cell(row[column.name]))
            cell.set("name", column.name)
            data.append(cell)
    if feature.drawing:
        mark.append(_geometry(msgspec.json.decode(feature.drawing.geojson)))
    return tostring(mark)


def _columns(table: Table) -> list[Column]:
    return [column for column in table.columns if column.name not in _SPARED]


def _title(feature: Feature) -> str:
    return ": ".join(
        [
            label_of(feature.row["type"]),
            *([feature.row["location"]] if feature.row["location"] else []),
        ]
    )


def _description(row: Row) -> str:
    """Return the quote and who says so as HTML that shows it: globes read descriptions as such."""
    words = [f"“{row['quote']}”" if row["quote"] else None, row["source_chain"], row["notes"]]
    return "<br>".join(escape(word) for word in words if word)


def _text(tag: str, words: str) -> Element:
    element = Element(tag)
    element.text = plain_text(words)
    return element


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | dict):
        return json_text(value)
    return str(value)


def _geometry(geometry: dict[str, Any]) -> Element:
    if geometry["type"] == "Point":
        point = Element("Point")
        SubElement(point, "coordinates").text = _tuple(geometry["coordinates"])
        return point
    if geometry["type"] == "Polygon":
        return _polygon(geometry["coordinates"])
    several = Element("MultiGeometry")
    several.extend(map(_polygon, geometry["coordinates"]))
    return several


def _polygon(rings: list[list[list[float]]]) -> Element:
    polygon = Element("Polygon")
    for number, ring in enumerate(rings):
        edge = SubElement(polygon, "innerBoundaryIs" if number else "outerBoundaryIs")
        line = SubElement(SubElement(edge, "LinearRing"), "coordinates")
        line.text = " ".join(map(_tuple, ring))
    return polygon


def _tuple(point: list[float]) -> str:
    return f"{point[0]},{point[1]}"
