"""The grid by which an index finds what lies near."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from gazetteer.grid import cell_of, cell_ranges
from gazetteer.model import LonLat


def steps(first, last):
    """Return degrees in steps of 1/64, which floats hold exactly."""
    return st.integers(first * 64, last * 64).map(lambda number: number / 64)


LONS, LATS, REACHES = steps(-180, 180), steps(-90, 90), steps(0, 30)


@given(LONS, LATS, st.tuples(REACHES, REACHES, REACHES, REACHES))
@example(180.0, 0.0, (0.0, 0.0, 0.0, 0.0))
def test_what_lies_in_a_box_is_in_its_cells(lon, lat, reaches):
    """
    A point of a box, over the antimeridian or at a pole too, is in one of the box's cells.
    """
    west, south, east, north = reaches
    middle = lon + (east - west) / 2
    turn = 360 * ((middle < -180) - (middle > 180))
    edges = (lon - west + turn, max(-90.0, lat - south), lon + east + turn, min(90.0, lat + north))
    cell = cell_of(LonLat(lon, lat))

    assert any(first <= cell <= last for first, last in cell_ranges(edges))


@given(LONS, LATS, REACHES)
def test_no_cell_is_asked_for_twice(lon, lat, reach):
    """
    The runs of a box do not overlap, so no place is found twice.
    """
    box = (lon - reach * 10, max(-90.0, lat - reach), lon + reach * 10, min(90.0, lat + reach))
    runs = sorted(cell_ranges(box))

    assert all(last < first for (_, last), (first, _) in pairwise(runs))
