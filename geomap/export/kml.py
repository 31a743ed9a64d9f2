"""Events as KML for globes: a folder a type, each event with its span of time."""

import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, SubElement, tostring

import msgspec

from geomap.export.about import ATTRIBUTION, CAVEAT, describe_file
from geomap.export.styles import colour_of, label_of, palette
from geomap.export.text import json_text, plain_text
from geomap.layers.drawing import Drawing
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
    kinds = {column.name: _TYPES.get(column.kind, "string") for column in table.columns}
    for name in _names(table.columns):
        SubElement(schema, "SimpleField", name=name, type=kinds[name])
    yield schema


def _style(kind: str) -> Element:
    red, green, blue = (colour_of(kind)[at : at + 2] for at in (1, 3, 5))
    style = Element("Style", id=kind)
    SubElement(SubElement(style, "IconStyle"), "color").text = f"ff{blue}{green}{red}"
    SubElement(SubElement(style, "LineStyle"), "color").text = f"ff{blue}{green}{red}"
    SubElement(SubElement(style, "PolyStyle"), "color").text = f"28{blue}{green}{red}"
    return style


def encode_placemark(feature: Feature, table: Table) -> bytes:
    """Return an event as a placemark: written piece by piece, as a tree takes thrice as long."""
    row = feature.row
    style = row["type"] if row["type"] in palette()["types"] else _OTHER
    parts = [
        "<Placemark>",
        _element("name", _title(row)),
        _element("description", _description(row)),
        *_span(row),
        f'<styleUrl>#{style}</styleUrl><ExtendedData><SchemaData schemaUrl="#event">',
        *(
            f'<SimpleData name="{name}">{_cell(row[name])}</SimpleData>'
            for name in _names(table.columns)
            if row[name] is not None
        ),
        "</SchemaData></ExtendedData>",
        _geometry(feature.drawing) if feature.drawing else "",
        "</Placemark>",
    ]
    return "".join(parts).encode()


def _element(tag: str, words: str) -> str:
    return f"<{tag}>{_escaped(words)}</{tag}>"


def _escaped(words: str) -> str:
    return escape(plain_text(words), quote=False)


def _span(row: Row) -> Iterator[str]:
    days = (("begin", row["date_start"]), ("end", row["date_end"]))
    known = [f"<{tag}>{day}</{tag}>" for tag, day in days if day]
    if known:
        yield f"<TimeSpan>{''.join(known)}</TimeSpan>"


@cache
def _names(columns: tuple[Column, ...]) -> tuple[str, ...]:
    return tuple(column.name for column in columns if column.name not in _SPARED)


def _title(row: Row) -> str:
    return ": ".join(filter(None, (label_of(row["type"]), row["location"])))


def _description(row: Row) -> str:
    """Return the quote and who says so as HTML that shows it: globes read descriptions as such."""
    words = [f"“{row['quote']}”" if row["quote"] else None, row["source_chain"], row["notes"]]
    return "<br>".join(escape(word) for word in words if word)


def _text(tag: str, words: str) -> Element:
    element = Element(tag)
    element.text = plain_text(words)
    return element


def _cell(value: object) -> str:
    if isinstance(value, str):
        return _escaped(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    return _escaped(json_text(value)) if isinstance(value, list | dict) else str(value)


@lru_cache(maxsize=1 << 14)
def _geometry(drawing: Drawing) -> str:
    geometry = msgspec.json.decode(drawing.geojson)
    if drawing.kind == "Point":
        return f"<Point><coordinates>{_tuple(geometry['coordinates'])}</coordinates></Point>"
    if drawing.kind == "Polygon":
        return _polygon(geometry["coordinates"])
    return f"<MultiGeometry>{''.join(map(_polygon, geometry['coordinates']))}</MultiGeometry>"


def _polygon(rings: list[list[list[float]]]) -> str:
    return f"<Polygon>{''.join(map(_edge, range(len(rings)), rings))}</Polygon>"


def _edge(number: int, ring: list[list[float]]) -> str:
    tag = "innerBoundaryIs" if number else "outerBoundaryIs"
    line = " ".join(map(_tuple, ring))
    return f"<{tag}><LinearRing><coordinates>{line}</coordinates></LinearRing></{tag}>"


def _tuple(point: list[float]) -> str:
    return f"{point[0]},{point[1]}"
