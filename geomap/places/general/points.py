"""Where gazetteers put countries and large units: the point that other programs compare with."""

import json
import tomllib
from functools import cache
from importlib import resources

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.countries import COUNTRY_INFOS


def customary_point(place: Place) -> LonLat:
    """
    Return the point that gazetteers have for a country or a large unit.

    Our own point of an area lies in the middle of its largest part, theirs where a person once
    put it: the two may be hundreds of kilometres apart with nothing wrong in either.
    """
    if place.kind is PlaceKind.COUNTRY:
        return _country_points().get(place.country or "", place.point)
    if place.kind is PlaceKind.ADMIN1:
        return _stated("unit").get(f"{place.country}.{place.admin1}", place.point)
    return place.point


@cache
def _stated(table: str) -> dict[str, LonLat]:
    file = resources.files("geomap.places") / "data" / "customary_points.toml"
    points = tomllib.loads(file.read_text("utf-8"))[table]
    return {key: LonLat(*map(float, point)) for key, point in points.items()}


@cache
def _country_points() -> dict[str, LonLat]:
    """Read the points of countryinfo, which gives latitude first; ours go before them."""
    infos = (json.loads(path.read_bytes()) for path in sorted(COUNTRY_INFOS.glob("*.json")))
    theirs = {
        info["ISO"]["alpha2"]: LonLat(*map(float, reversed(info["latlng"][:2])))
        for info in infos
        if info.get("ISO") and info.get("latlng")
    }
    return theirs | _stated("country")
