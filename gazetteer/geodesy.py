"""Distances, bearings and circles on the sphere; degrees WGS 84, longitude first."""

import math
from collections.abc import Iterable
from functools import cache

from gazetteer.model import LonLat

EARTH_KM = 6371.0088
DEGREE_KM = math.radians(EARTH_KM)
"""Kilometres of a degree of latitude, so the least distance of two points a degree apart."""


def distance_km(first: LonLat, second: LonLat) -> float:
    """Return the great-circle distance of two points in kilometres (haversine)."""
    lat1, lat2 = math.radians(first.lat), math.radians(second.lat)
    across = math.sin(math.radians(second.lon - first.lon) / 2) ** 2
    along = math.sin((lat2 - lat1) / 2) ** 2
    half = along + math.cos(lat1) * math.cos(lat2) * across
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def bearing_deg(first: LonLat, second: LonLat) -> float:
    """Return the initial bearing from the first point to the second, 0 to 360, north is 0."""
    lat1, lat2 = math.radians(first.lat), math.radians(second.lat)
    turn = math.radians(second.lon - first.lon)
    east = math.sin(turn) * math.cos(lat2)
    north = math.cos(lat1) * math.sin(lat2) - math.sin(lat1) * math.cos(lat2) * math.cos(turn)
    return math.degrees(math.atan2(east, north)) % 360


def destination(start: LonLat, *, bearing: float, km: float) -> LonLat:
    """Return the point `km` kilometres from `start` along a bearing in degrees from north."""
    (point,) = _destinations(start, [_turn(bearing)], km=km)
    return point


def circle(center: LonLat, *, radius_km: float, points: int = 48) -> list[LonLat]:
    """
    Return a closed ring around a point, counter-clockwise as RFC 7946 asks.

    The ring has `points` corners and its first point again at the end. A circle over the
    antimeridian has longitudes on both sides of it; cutting is left to who draws.
    """
    ring = _destinations(center, _turns(points), km=radius_km)
    return [*ring, ring[0]]


def _destinations(
    start: LonLat, turns: Iterable[tuple[float, float]], *, km: float
) -> list[LonLat]:
    """Return the points at a distance in several directions, each as its sine and cosine."""
    angle, lat, lon = km / EARTH_KM, math.radians(start.lat), math.radians(start.lon)
    sin_angle, cos_angle = math.sin(angle), math.cos(angle)
    sin_lat, cos_lat = math.sin(lat), math.cos(lat)
    found = []
    for sin_turn, cos_turn in turns:
        sine = sin_lat * cos_angle + cos_lat * sin_angle * cos_turn
        east = sin_turn * sin_angle * cos_lat
        to_lon = math.degrees(lon + math.atan2(east, cos_angle - sin_lat * sine))
        to_lat = math.degrees(math.asin(max(-1.0, min(1.0, sine))))
        found.append(LonLat((to_lon + 540) % 360 - 180, to_lat))
    return found


def _turn(bearing: float) -> tuple[float, float]:
    turn = math.radians(bearing)
    return math.sin(turn), math.cos(turn)


@cache
def _turns(points: int) -> list[tuple[float, float]]:
    """Return the directions to the corners of a ring, counter-clockwise from north."""
    return [_turn(-360 * step / points) for step in range(points)]


def bounds(center: LonLat, *, radius_km: float) -> tuple[float, float, float, float]:
    """
    Return the box around a circle: west, south, east, north.

    West may be below -180 and east above 180; near a pole the box is as wide as the world.
    """
    reach = math.degrees(radius_km / EARTH_KM)
    south, north = max(-90.0, center.lat - reach), min(90.0, center.lat + reach)
    shrink = math.cos(math.radians(center.lat))
    sine = math.sin(math.radians(min(reach, 90.0)))
    if north >= 90 or south <= -90 or sine >= shrink:
        return (center.lon - 180, south, center.lon + 180, north)
    wide = math.degrees(math.asin(sine / shrink))
    return (center.lon - wide, south, center.lon + wide, north)
