"""Layers of a user's own (a front line, control areas, roads) as shapes by day."""

import re
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.errors import InputError

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

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

    @property
    def title(self) -> str:
        """What the layer is called: the name of its file, unless it has one of its own."""
        return self.name or Path(self.path).stem


def read_overlay(overlay: Overlay) -> dict[str, list[Any]]:
    """
    Return the shapes of a layer by day, in degrees, without points that nobody could see.

    A column called `date`, or another of the usual names, tells the days; shapes of one day then
    stand for that day until the next. Without one, all shapes stand under the day "".

    Raises
    ------
    InputError
        The file cannot be read.
    """
    frame = _read(Path(overlay.path))
    degrees = frame.geometry.to_crs(4326) if frame.crs else frame.geometry
    found: dict[str, list[Any]] = {}
    for day, shape in zip(_days(frame), degrees.simplify(_SIMPLIFIED_DEG), strict=True):
        found.setdefault(day, []).append(shape)
    return dict(sorted(found.items()))


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


def _days(frame: "GeoDataFrame") -> list[str]:
    name = next((column for column in frame.columns if str(column).lower() in _DATED), None)
    if name is None:
        return [""] * len(frame)
    found = (_DAY.fullmatch(str(value)) for value in frame[name])
    return [match[1] if match else "" for match in found]
