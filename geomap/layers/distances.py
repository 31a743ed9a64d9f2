"""How far events lie from layers of the user's own, such as a front line."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from msgspec.structs import replace

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.errors import InputError
from geomap.layers.drawing import Drawing
from geomap.layers.features import draw_event
from geomap.layers.overlays import Overlay, read_overlay
from geomap.layers.shapes import Rings
from geomap.model import Distance, Event

_MAX_LAT = 85.0  # Mercator has no poles
_DIGITS = 1


def measure_distances(
    events: Iterable[Event], overlays: Sequence[Overlay], *, rings: Rings | None = None
) -> list[Event]:
    """
    Return events with their distance to each layer, in kilometres.

    Measured is from where an event is drawn, of an area from its nearest edge, to the nearest
    line, edge of an area, or point of the layer; 0 where they touch. Of a layer with days counts
    the latest that is not after the event's last day. An event that is not drawn, or has no day
    that the layer knows, has no distance. Distances measured before are replaced.

    Raises
    ------
    InputError
        A layer cannot be read, or holds nothing that can be drawn.
    RecordError
        An event's shape cannot be.
    """
    layers = [_Layer(overlay) for overlay in overlays]
    measured: dict[tuple[Drawing | None, str | None], tuple[Distance, ...]] = {}
    found = []
    for event in events:
        drawing, day = draw_event(event, rings=rings) if layers else None, event.when.last
        if (drawing, day) not in measured:
            measured[drawing, day] = tuple(_distances(drawing, day, layers))
        found.append(replace(event, distances=measured[drawing, day]))
    return found


def _distances(
    drawing: Drawing | None, day: str | None, layers: Sequence["_Layer"]
) -> Iterator[Distance]:
    for layer in layers if drawing else ():
        lines = layer.on(day)
        if drawing and lines:
            yield Distance(layer=layer.name, km=round(lines.distance_km(drawing), _DIGITS))


class _Layer:
    """A layer's lines by day."""

    def __init__(self, overlay: Overlay) -> None:
        self.name = overlay.title
        shapes = read_overlay(overlay).items()
        self.days = {day: lines for day, some in shapes if (lines := _Lines(some)).parts}
        if not self.days:
            message = f"{overlay.path}: holds no point, line or area with coordinates in degrees"
            raise InputError(message)

    def on(self, day: str | None) -> "_Lines | None":
        """Return what the layer shows on a day; None before its first, or without a day."""
        days = list(self.days)
        at = bisect_right(days, day or "") - 1
        return self.days[days[at]] if at >= 0 else None


class _Lines:
    """Lines, edges of areas and points, to be asked which of them is nearest."""

    def __init__(self, shapes: Iterable[Any]) -> None:
        self.parts = [part for shape in shapes for part in _parts(shape)]

    @cached_property
    def tree(self) -> Any:  # noqa: ANN401 - shapely loads late
        from shapely import STRtree  # noqa: PLC0415 - heavy

        return STRtree(self.parts)

    def distance_km(self, drawing: Drawing) -> float:
        """
        Return the kilometres between what is drawn and the nearest part.

        Which points are nearest is found in Mercator's projection, where near distances have
        the same scale in all directions; how far they are apart, on the sphere.
        """
        from shapely import from_geojson, shortest_line  # noqa: PLC0415 - heavy

        here = _mercator(from_geojson(drawing.geojson))
        line = shortest_line(here, self.parts[self.tree.nearest(here)])
        start, end = (LonLat(x, _latitude(y)) for x, y in line.coords)
        return distance_km(start, end)


def _parts(shape: Any) -> Iterator[Any]:  # noqa: ANN401 - shapely has no common type
    """Yield pieces of two points each of a shape's lines and edges, and its points, projected."""
    from shapely import LineString  # noqa: PLC0415 - heavy

    if shape is None or shape.is_empty or not all(map(math.isfinite, shape.bounds)):
        return
    if hasattr(shape, "geoms"):
        for part in shape.geoms:
            yield from _parts(part)
    elif shape.geom_type == "Polygon":
        yield from _parts(shape.boundary)
    elif shape.geom_type == "Point":
        yield _mercator(shape)
    else:
        points = list(_mercator(shape).coords)
        yield from map(LineString, pairwise(points))


def _mercator(shape: Any) -> Any:  # noqa: ANN401 - shapely has no common type
    from shapely import force_2d, transform  # noqa: PLC0415 - heavy

    def project(points: Any) -> Any:  # noqa: ANN401 - numpy loads late
        import numpy as np  # noqa: PLC0415 - heavy

        lats = np.radians(np.clip(points[:, 1], -_MAX_LAT, _MAX_LAT))
        return np.column_stack([points[:, 0], np.degrees(np.arctanh(np.sin(lats)))])

    return transform(force_2d(shape), project)


def _latitude(y: float) -> float:
    return math.degrees(math.asin(math.tanh(math.radians(y))))
