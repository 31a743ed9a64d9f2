"""Settlements around the events, so that a reader of the map knows where it is."""

from collections.abc import Iterable

from gazetteer import Index, LonLat, PlaceKind
from geomap.model import Event, Shape

Label = tuple[str, float, float, int]

_RADIUS_KM = 60.0
_NEAREST = 60
_CELL_DEGREES = 0.5


def label_settlements(events: Iterable[Event], index: Index) -> list[Label]:
    """
    Choose settlements to be labelled near the events that are drawn.

    Returns
    -------
    labels
        Name, longitude, latitude and population, sorted; events close to each other share theirs.
    """
    shapes = (event.where.shape for event in events if event.mappable)
    labels: set[Label] = set()
    for cell in sorted({_cell(shape) for shape in shapes if shape}):
        for place, _ in index.near(_center(cell), radius_km=_RADIUS_KM, limit=_NEAREST):
            if place.kind is PlaceKind.SETTLEMENT:
                labels.add((place.name, place.point.lon, place.point.lat, place.population))
    return sorted(labels)


def _cell(shape: Shape) -> tuple[int, int]:
    return int(shape.lon // _CELL_DEGREES), int(shape.lat // _CELL_DEGREES)


def _center(cell: tuple[int, int]) -> LonLat:
    column, row = cell
    return LonLat((column + 0.5) * _CELL_DEGREES, (row + 0.5) * _CELL_DEGREES)
