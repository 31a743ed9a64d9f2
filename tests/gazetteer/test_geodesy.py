"""Distances, destinations and circles."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.geodesy import bearing_deg, bounds, circle, destination, distance_km
from gazetteer.model import LonLat

POINTS = st.builds(LonLat, st.floats(-180, 180), st.floats(-85, 85))
BAKHMUT, KYIV = LonLat(37.9989, 48.5942), LonLat(30.5238, 50.4547)


def test_known_distance():
    """
    Bakhmut lies some 575 km from Kyiv.
    """
    assert distance_km(BAKHMUT, KYIV) == pytest.approx(575, abs=5)


@given(POINTS, st.floats(0, 360), st.floats(0, 2000))
def test_destination_lies_at_its_distance(start, bearing, km):
    """
    Going a distance and measuring it give the same figure.
    """
    end = destination(start, bearing=bearing, km=km)

    assert distance_km(start, end) == pytest.approx(km, abs=1e-3)


@given(POINTS, st.floats(0, 359), st.floats(1, 1000))
def test_bearing_is_that_of_the_way(start, bearing, km):
    """
    The bearing to a destination is the bearing it was reached by.
    """
    end = destination(start, bearing=bearing, km=km)

    turn = abs(bearing_deg(start, end) - bearing) % 360
    assert min(turn, 360 - turn) < 0.1


@given(POINTS, POINTS)
def test_distance_is_symmetric(first, second):
    """
    There and back is the same way.
    """
    assert distance_km(first, second) == pytest.approx(distance_km(second, first), abs=1e-6)


def test_circle_is_closed_and_counter_clockwise():
    """
    A ring follows RFC 7946 and lies at its radius.
    """
    ring = circle(BAKHMUT, radius_km=10, points=24)

    assert len(ring) == 25
    assert ring[0] == ring[-1]
    area = sum((b.lon - a.lon) * (b.lat + a.lat) for a, b in itertools.pairwise(ring))
    assert area < 0
    assert all(distance_km(BAKHMUT, corner) == pytest.approx(10, abs=0.01) for corner in ring)


@given(POINTS, st.floats(1, 300), st.floats(0, 360))
def test_bounds_hold_the_circle(center, radius_km, bearing):
    """
    No point of a circle lies outside its box.
    """
    west, south, east, north = bounds(center, radius_km=radius_km)
    point = destination(center, bearing=bearing, km=radius_km)

    assert south - 1e-6 <= point.lat <= north + 1e-6
    assert any(west - 1e-6 <= point.lon + turn <= east + 1e-6 for turn in (-360, 0, 360))
