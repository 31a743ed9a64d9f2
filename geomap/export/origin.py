"""What a file of ours tells of how its events came to be, read back from its metadata."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from geomap.errors import InputError
from geomap.export.about import MADE, TOLD, sidecar_of
from geomap.export.gdal import gdal_name
from geomap.export.geopackage import LAYERS
from geomap.model import EventType

_HASH = "urn:sha256:"
_HEAD = b'"features":[\n'

About = Mapping[str, Any]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """
    How the events of a file came to be.

    `used` are the sha256 of what they were made with, by name; `public` says what was taken out
    of them for the public, `filters` what was asked of them each time that only some were taken,
    `delicate` the types that a user's lexicon calls so.
    """

    used: dict[str, str] = {}
    public: str | None = None
    filters: tuple[dict[str, Any], ...] = ()
    delicate: tuple[EventType, ...] = ()


def read_origin(path: Path) -> Origin:
    """
    Return what a file of `READABLE` tells of its events; nothing where it has no metadata.

    Raises
    ------
    InputError
        The file cannot be read, or its metadata are not as ours are.
    """
    readers: Mapping[str, Callable[[Path], About]] = {
        ".geojson": _of_geojson,
        ".gpkg": _of_geopackage,
        ".parquet": _of_geoparquet,
    }
    try:
        about = readers.get(path.suffix.lower(), _of_sidecar)(path)
        return _origin(msgspec.convert(about, _Told))
    except (msgspec.MsgspecError, sqlite3.Error, OSError, ValueError, LookupError) as error:
        message = f"{path}: its metadata cannot be read: {error}"
        raise InputError(message) from error


class _Entity(msgspec.Struct, frozen=True):
    name: str
    id: str


class _Making(msgspec.Struct, frozen=True):
    used: tuple[_Entity, ...] = msgspec.field(name="prov:used", default=())


class _Told(msgspec.Struct, frozen=True):
    making: _Making = msgspec.field(name=MADE, default=_Making())
    public: str | None = None
    filter: dict[str, Any] | None = None
    filtered_before: tuple[dict[str, Any], ...] = ()
    delicate: tuple[EventType, ...] = ()


def _origin(told: _Told) -> Origin:
    last = [told.filter] if told.filter else []
    return Origin(
        used={entity.name: entity.id.removeprefix(_HASH) for entity in told.making.used},
        public=told.public,
        filters=(*told.filtered_before, *last),
        delicate=told.delicate,
    )


class _Collection(msgspec.Struct):
    metadata: dict[str, Any] = {}


def _of_geojson(path: Path) -> About:
    """Read the first line alone of a file as we write it, and one in another layout whole."""
    with path.open("rb") as lines:
        head = lines.readline()
        text = head + b"]}" if head.endswith(_HEAD) else head + lines.read()
    return msgspec.json.decode(text, type=_Collection).metadata


def _of_sidecar(path: Path) -> About:
    beside = sidecar_of(path)
    found: About = msgspec.json.decode(beside.read_bytes()) if beside.is_file() else {}
    return found


def _of_geopackage(path: Path) -> About:
    from pyogrio import read_info  # noqa: PLC0415 - heavy

    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as base:
        base.execute("SELECT count(*) FROM gpkg_contents")  # names what is no GeoPackage
    stored = read_info(path, layer=LAYERS[0].name)["dataset_metadata"] or {}
    told = {name: stored.get(gdal_name(name)) for name in (MADE, *TOLD)}
    return {name: msgspec.json.decode(text) for name, text in told.items() if text}


def _of_geoparquet(path: Path) -> About:
    from pyarrow.parquet import read_metadata  # noqa: PLC0415 - heavy

    stored = read_metadata(path).metadata or {}
    named = {name.decode(): value for name, value in stored.items()}
    start = "geomap:"
    return {
        name.removeprefix(start): msgspec.json.decode(value)
        for name, value in named.items()
        if name.startswith(start)
    }
