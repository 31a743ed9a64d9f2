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
    stated = _stated_points().get(place.id)
    if stated is None and place.kind is PlaceKind.COUNTRY:
        stated = _country_points().get(place.country or "")
    return stated or place.point


@cache
def _stated_points() -> dict[str, LonLat]:
    file = resources.files("geomap.places") / "data" / "wide_places.toml"
    points = tomllib.loads(file.read_text("utf-8"))["points"]
    return {key: LonLat(*map(float, point)) for key, point in points.items()}


@cache
def _country_points() -> dict[str, LonLat]:
    """Read the points of countryinfo, which gives latitude first."""
    infos = (json.loads(path.read_bytes()) for path in sorted(COUNTRY_INFOS.glob("*.json")))
    return {
        info["ISO"]["alpha2"]: LonLat(*map(float, reversed(info["latlng"][:2])))
        for info in infos
        if info.get("ISO") and info.get("latlng")
    }
