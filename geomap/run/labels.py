"""Settlements around the events, so that a reader of the map knows where it is."""

from collections.abc import Iterable

from gazetteer import Index, LonLat, Place, PlaceKind
from gazetteer.geodesy import distance_km
from geomap.model import Event, Shape

Label = tuple[str, float, float, int]

_RADIUS_KM = 60.0
_NEAREST = 25
_TOWNS = 40
_CELL_DEGREES = 0.5
_CITIES_KM = 350.0
_CITY = 100_000
_CITY_KM = 4.0
_LARGE = 300_000
_LARGE_KM = 12.0
_WIDE = 8  # cells to a side of the squares whose cities are looked up together


def label_settlements(events: Iterable[Event], index: Index) -> list[Label]:
    """
    Choose settlements to be labelled near the events that are drawn.

    Returns
    -------
    labels
        Name, longitude, latitude and population, sorted: the nearest of any size, the largest
        near them, and the cities further around. Events close to each other share theirs.
    """
    shapes = (event.where.shape for event in events if event.mappable)
    cells = {_cell(shape) for shape in shapes if shape}
    found: dict[str, Place] = {}
    for cell in sorted(cells):
        around = [place for place, _ in index.near(_center(cell), radius_km=_RADIUS_KM)]
        found |= _by_id(around[:_NEAREST] + _towns(around))
    for cell in sorted({(column // _WIDE, row // _WIDE) for column, row in cells}):
        corner = (cell[0] * _WIDE + _WIDE // 2, cell[1] * _WIDE + _WIDE // 2)
        around = [place for place, _ in index.near(_center(corner), radius_km=_CITIES_KM)]
        found |= _by_id(_cities(around))
    return sorted({_label(place) for place in _without_quarters(found.values())})


def _by_id(places: Iterable[Place]) -> dict[str, Place]:
    return {place.id: place for place in places if place.kind is PlaceKind.SETTLEMENT}


def _cities(places: Iterable[Place]) -> list[Place]:
    """Return the large ones."""
    return [place for place in places if place.population >= _CITY]


def _towns(places: Iterable[Place]) -> list[Place]:
    """Return the largest of some places."""
    return sorted(places, key=lambda place: (-place.population, place.id))[:_TOWNS]


def _without_quarters(places: Iterable[Place]) -> list[Place]:
    """Return places without those that are part of a city: the name of the city is enough."""
    kept: list[Place] = []
    cities: list[Place] = []
    for place in sorted(places, key=lambda place: (-place.population, place.id)):
        if any(distance_km(place.point, city.point) < _reach_km(city) for city in cities):
            continue
        kept.append(place)
        if place.population >= _CITY:
            cities.append(place)
    return kept


def _reach_km(city: Place) -> float:
    """Return how far a city's quarters lie from its middle."""
    return _LARGE_KM if city.population >= _LARGE else _CITY_KM


def _label(place: Place) -> Label:
    return (place.name, place.point.lon, place.point.lat, place.population)


def _cell(shape: Shape) -> tuple[int, int]:
    return int(shape.lon // _CELL_DEGREES), int(shape.lat // _CELL_DEGREES)


def _center(cell: tuple[int, int]) -> LonLat:
    column, row = cell
    return LonLat((column + 0.5) * _CELL_DEGREES, (row + 0.5) * _CELL_DEGREES)
