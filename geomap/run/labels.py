"""Settlements around the events, so that a reader of the map knows where it is."""

from collections.abc import Iterable

from gazetteer import Index, LonLat, Place, PlaceKind
from gazetteer.geodesy import distance_km
from geomap.model import Event, Shape

Label = tuple[str, float, float, int]

_RADIUS_KM = 60.0
_NEAREST = 60
_CELL_DEGREES = 0.5
_CITIES_KM = 350.0
_CITY = 100_000
_DISTRICT_KM = 12.0
_WIDE = 8  # cells to a side of the squares whose cities are looked up together


def label_settlements(events: Iterable[Event], index: Index) -> list[Label]:
    """
    Choose settlements to be labelled near the events that are drawn.

    Returns
    -------
    labels
        Name, longitude, latitude and population, sorted: the nearest of any size, and the cities
        further around. Events close to each other share theirs.
    """
    shapes = (event.where.shape for event in events if event.mappable)
    cells = {_cell(shape) for shape in shapes if shape}
    labels: set[Label] = set()
    for cell in sorted(cells):
        for place, _ in index.near(_center(cell), radius_km=_RADIUS_KM, limit=_NEAREST):
            labels |= _label(place)
    for cell in sorted({(column // _WIDE, row // _WIDE) for column, row in cells}):
        corner = (cell[0] * _WIDE + _WIDE // 2, cell[1] * _WIDE + _WIDE // 2)
        around = [place for place, _ in index.near(_center(corner), radius_km=_CITIES_KM)]
        for place in _cities(around):
            labels |= _label(place)
    return sorted(labels)


def _cities(places: Iterable[Place]) -> list[Place]:
    """Return the large ones, without districts: those beside a larger one."""
    cities: list[Place] = []
    for place in sorted(places, key=lambda p: (-p.population, p.id)):
        if place.population < _CITY:
            break
        if all(distance_km(place.point, other.point) > _DISTRICT_KM for other in cities):
            cities.append(place)
    return cities


def _label(place: Place) -> set[Label]:
    if place.kind is not PlaceKind.SETTLEMENT:
        return set()
    return {(place.name, place.point.lon, place.point.lat, place.population)}


def _cell(shape: Shape) -> tuple[int, int]:
    return int(shape.lon // _CELL_DEGREES), int(shape.lat // _CELL_DEGREES)


def _center(cell: tuple[int, int]) -> LonLat:
    column, row = cell
    return LonLat((column + 0.5) * _CELL_DEGREES, (row + 0.5) * _CELL_DEGREES)
