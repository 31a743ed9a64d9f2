"""What a source of places is: its licence, its files, a function that reads it, its row log."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.rows import RowLog

Known = Mapping[str, Place]
Bounds = tuple[float, float, float, float]
_ALWAYS = frozenset({PlaceKind.COUNTRY, PlaceKind.MACROREGION, PlaceKind.REGION})
_UNITS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})


class Source(NamedTuple):
    """
    A source of places.

    `read` gets the places of the sources before it, by id. A place that it yields under a known
    id is united with the one known; it must then be that same place. `log` tells after reading
    what became of the rows, where the source has rows; `version` may be empty and is then the
    newest date that the rows tell.
    """

    name: str
    licence: str
    version: str
    files: tuple[Path, ...]
    read: Callable[[Known], Iterable[Place]]
    log: RowLog | None = None


class Selection(NamedTuple):
    """
    Which places an index shall hold: those of some countries, those within some bounds.

    Countries, the large regions of the world and vernacular regions are always in it, because
    without them a text's other names cannot be told; so are units that reach into the bounds.
    `bounds` are west, south, east, north in degrees; west may be greater than east.
    `feature_classes` are GeoNames' letters and count for country dumps only.
    """

    countries: frozenset[str] = frozenset()
    bounds: Bounds | None = None
    feature_classes: frozenset[str] = frozenset("AP")

    def takes(self, place: Place) -> bool:
        """Say whether a place is wanted."""
        if place.kind in _ALWAYS:
            return True
        if self.countries and place.country not in self.countries:
            return False
        return self.holds(place.point) or (place.kind in _UNITS and self._touches(place))

    def _touches(self, unit: Place) -> bool:
        """Say whether a unit reaches into the bounds, so that their villages have their unit."""
        if self.bounds is None:
            return True
        west, south, east, north = self.bounds
        if west > east:
            return False
        point = unit.point
        nearest = LonLat(min(max(point.lon, west), east), min(max(point.lat, south), north))
        return distance_km(point, nearest) * 1000 <= unit.radius_m

    def holds(self, point: LonLat) -> bool:
        """Say whether a point lies within the bounds, if there are any."""
        if self.bounds is None:
            return True
        west, south, east, north = self.bounds
        along = (
            west <= point.lon <= east if west <= east else point.lon >= west or point.lon <= east
        )
        return along and south <= point.lat <= north


EVERYTHING = Selection()
