"""
A user's own layers (a front line, control areas, roads) as data of the page.

Only their shapes, their days and what the user calls them reach the page: no other attribute.
"""

import math
import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.errors import InputError
from geomap.export.payload import line_steps

if TYPE_CHECKING:
    from geopandas import GeoDataFrame, GeoSeries

OVERLAY_SCALE = 10_000
"""Parts of a degree in which overlays are drawn: about 10 metres."""

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.DOTALL)
_DATED = ("date", "day", "datetime", "timestamp", "time", "valid_from", "date_start")
_SIMPLIFIED_DEG = 0.00005


class Overlay(NamedTuple):
    """
    A layer of the user's own, over the ground and under the events.

    `path` is any vector file that geopandas reads, `name` what the legend calls it, `credit` whose
    it is. Without a reference system its coordinates are taken for longitude and latitude.
    """

    path: str | PathLike[str]
    name: str | None = None
    credit: str | None = None


def overlay_data(overlay: Overlay) -> dict[str, Any]:
    """
    Return a layer as data: its name, its credit, and its shapes by day.

    A column called `date`, or another of the usual names, tells the days; shapes of one day then
    stand for that day until the next. Without one, all shapes stand under the day "".

    Raises
    ------
    InputError
        The file cannot be read, or holds nothing that can be drawn.
    """
    frame = _read(Path(overlay.path))
    days = _days(frame)
    found: dict[str, list[dict[str, Any]]] = {}
    for day, geometry in zip(days, _simple(frame.geometry), strict=True):
        found.setdefault(day, []).extend(_pieces(geometry))
    if not any(found.values()):
        message = f"{overlay.path}: holds no point, line or area with coordinates in degrees"
        raise InputError(message)
    return {
        "name": overlay.name or Path(overlay.path).stem,
        "credit": overlay.credit,
        "scale": OVERLAY_SCALE,
        "days": dict(sorted(found.items())),
    }


def _read(path: Path) -> "GeoDataFrame":
    import geopandas  # noqa: PLC0415 - heavy
    from pyogrio.errors import DataSourceError  # noqa: PLC0415 - heavy

    if not path.is_file():
        message = f"{path}: no such file"
        raise InputError(message)
    try:
        if path.suffix.lower() == ".parquet":
            return geopandas.read_parquet(path)
        return geopandas.read_file(path)
    except (DataSourceError, OSError, ValueError) as error:
        message = f"{path}: not read as a map layer ({error}); GeoJSON and GeoPackage work best"
        raise InputError(message) from error


def _simple(shapes: "GeoSeries") -> "GeoSeries":
    """Return shapes in degrees, without points that nobody could see."""
    degrees = shapes.to_crs(4326) if shapes.crs else shapes
    return degrees.simplify(_SIMPLIFIED_DEG)


def _days(frame: "GeoDataFrame") -> list[str]:
    name = next((column for column in frame.columns if str(column).lower() in _DATED), None)
    if name is None:
        return [""] * len(frame)
    found = (_DAY.fullmatch(str(value)) for value in frame[name])
    return [match[1] if match else "" for match in found]


def _pieces(geometry: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - shapely has no common type
    """Yield the parts of a geometry: kind, and coordinates as steps."""
    if geometry is None or geometry.is_empty or not all(map(math.isfinite, geometry.bounds)):
        return
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _pieces(part)
    elif geometry.geom_type == "Polygon":
        rings = [geometry.exterior, *geometry.interiors]
        yield {"kind": "polygon", "lines": [_steps(ring.coords) for ring in rings]}
    else:
        kind = "point" if geometry.geom_type == "Point" else "line"
        yield {"kind": kind, "lines": _steps(geometry.coords)}


def _steps(coordinates: Any) -> list[int]:  # noqa: ANN401 - a sequence of shapely's own
    return line_steps([point[:2] for point in coordinates], scale=OVERLAY_SCALE)
