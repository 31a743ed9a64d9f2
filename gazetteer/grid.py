"""A grid of cells over the world, by which an index finds what lies near."""

from collections.abc import Iterator

from gazetteer.model import LonLat

_PER_DEGREE = 4
_WIDE = 360 * _PER_DEGREE

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west may be below -180 and east above 180."""


def cell_of(point: LonLat) -> int:
    """Return the number of a point's cell: rows from the south, cells from the west."""
    return _step(point.lat + 90) * _WIDE + min(_step(point.lon + 180), _WIDE - 1)


def cell_ranges(box: Box) -> Iterator[tuple[int, int]]:
    """Yield the first and last numbers of runs of cells that touch a box, row by row."""
    west, south, east, north = box
    for row in range(_step(south + 90), _step(min(north, 90.0) + 90) + 1):
        for first, last in _runs(_step(west + 180), _step(east + 180)):
            yield row * _WIDE + first, row * _WIDE + last


def _step(degrees: float) -> int:
    return int(degrees * _PER_DEGREE // 1)


def _runs(first: int, last: int) -> list[tuple[int, int]]:
    """Cut a run of cells at the antimeridian."""
    if last - first >= _WIDE:
        return [(0, _WIDE - 1)]
    if first < 0:
        return [(first + _WIDE, _WIDE - 1), (0, last)]
    if last >= _WIDE:
        return [(min(first, _WIDE - 1), _WIDE - 1), (0, last - _WIDE)]
    return [(first, last)]
