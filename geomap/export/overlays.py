"""
A user's own layers (a front line, control areas, roads) as data of the page.

Only their shapes, their days and what the user calls them reach the page: no other attribute.
"""

import math
from collections.abc import Iterator
from typing import Any

from geomap.errors import InputError
from geomap.export.payload import line_steps
from geomap.layers.overlays import Overlay, read_overlay

OVERLAY_SCALE = 10_000
"""Parts of a degree in which overlays are drawn: about 10 metres."""


def overlay_data(overlay: Overlay) -> dict[str, Any]:
    """
    Return a layer as data: its name, its credit, and its shapes by day.

    Days are those of `read_overlay`.

    Raises
    ------
    InputError
        The file cannot be read, or holds nothing that can be drawn.
    """
    found = {
        day: [piece for shape in shapes for piece in _pieces(shape)]
        for day, shapes in read_overlay(overlay).items()
    }
    if not any(found.values()):
        message = f"{overlay.path}: holds no point, line or area with coordinates in degrees"
        raise InputError(message)
    return {
        "name": overlay.title,
        "credit": overlay.credit,
        "scale": OVERLAY_SCALE,
        "days": found,
    }


def _pieces(geometry: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - shapely has no common type
    """Yield the parts of a geometry: kind, and coordinates as steps."""
    if geometry is None or geometry.is_empty or not all(map(math.isfinite, geometry.bounds)):
        return
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from _pieces(part)
    elif geometry.geom_type == "Polygon":
        rings = [geometry.exterior, *geometry.interiors]
        yield {"kind": "polygon", "lines": [_steps(ring.coords) for ring in rings]}
    else:
        kind = "point" if geometry.geom_type == "Point" else "line"
        yield {"kind": kind, "lines": _steps(geometry.coords)}


def _steps(coordinates: Any) -> list[int]:  # noqa: ANN401 - a sequence of shapely's own
    return line_steps([point[:2] for point in coordinates], scale=OVERLAY_SCALE)
