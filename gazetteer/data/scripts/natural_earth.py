# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1", "numpy"]
# ///
"""Admin-1 polygons of Natural Earth as one clean, simplified coverage: shared by the makers."""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

NEAR = (20.0, 43.0, 50.0, 57.0)
DECIMALS = 4
_TOLERANCE = 0.012
_ANTARCTIC = -80.0
_UN_RECOGNISED = {"UA.11": "UA", "UA.20": "UA"}
_OBLAST_COUNTRIES = {"BY", "RU", "UA"}
_STATE_COUNTRIES = {"SD"}
_MENDED_NAMES = {"UA.17": "Odesa", "SD.39": "Gedaref", "SD.47": "West Darfur"}
# The source has the first two the wrong way round, and one code for three states.
_MENDED_ISO = {"RU.47": "RU-MOS", "RU.48": "RU-MOW", "SD.60": "SD-DE", "SD.61": "SD-DC"}


class Unit(NamedTuple):
    """An admin-1 unit: GeoNames code, ISO 3166-2 code, country by UN recognition, English name."""

    code: str
    iso: str
    country: str
    name: str
    shape: BaseGeometry


def read_units(path: Path, *, near: tuple[float, float, float, float] = NEAR) -> list[Unit]:
    """
    Read the units that touch a box, simplified together so that borders stay shared.

    Vertices are rounded first: the simplification only leaves vertices out, so that neighbours
    keep the same ones and no gap opens between them.
    """
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    units = [unit for feature in features if (unit := _read_unit(feature, near))]
    units.sort(key=lambda unit: (unit.code, unit.iso, unit.name))
    shapes = shapely.coverage_simplify([unit.shape for unit in units], _TOLERANCE)
    return [unit._replace(shape=shape) for unit, shape in zip(units, shapes, strict=True)]


def unwrap(part: BaseGeometry) -> BaseGeometry:
    """Move the western half of a polygon that crosses the antimeridian beyond 180 degrees."""
    west, south, east, _north = part.bounds
    if east - west < 180 or south < _ANTARCTIC:
        return part
    moved = shapely.transform(part, lambda points: points + [360, 0] * (points[:, :1] < 0))
    return shapely.make_valid(moved)


def _read_unit(
    feature: dict[str, dict[str, str]], near: tuple[float, float, float, float]
) -> Unit | None:
    shape = shapely.from_geojson(json.dumps(feature["geometry"]))
    if not shapely.box(*near).intersects(shape):
        return None
    told = feature["properties"]
    code = told.get("gn_a1_code") or ""
    country = _UN_RECOGNISED.get(code, told["iso_a2"])
    name = _name_unit(told, code, country)
    iso = _MENDED_ISO.get(code) or told.get("iso_3166_2") or ""
    return Unit(code, iso, country, name, _round(shape))


def _name_unit(told: dict[str, str], code: str, country: str) -> str:
    """Say a unit's name with its kind, as English writes it: "Donetsk Oblast"."""
    name = _MENDED_NAMES.get(code) or told.get("name_en") or told["name"]
    if country in _STATE_COUNTRIES:
        return f"{name} State"
    is_oblast = country in _OBLAST_COUNTRIES and (told.get("type_en") or "Region") == "Region"
    return f"{name} Oblast" if is_oblast else name


def _round(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: np.round(points, DECIMALS))
