"""Distances, bearings and circles on the sphere; degrees WGS 84, longitude first."""

import math

from gazetteer.model import LonLat

EARTH_KM = 6371.0088


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
    angle, turn = km / EARTH_KM, math.radians(bearing)
    lat1 = math.radians(start.lat)
    sine = math.sin(lat1) * math.cos(angle) + math.cos(lat1) * math.sin(angle) * math.cos(turn)
    lat = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(turn) * math.sin(angle) * math.cos(lat1)
    lon = math.radians(start.lon) + math.atan2(east, math.cos(angle) - math.sin(lat1) * sine)
    return LonLat((math.degrees(lon) + 540) % 360 - 180, math.degrees(lat))


def circle(center: LonLat, *, radius_km: float, points: int = 48) -> list[LonLat]:
    """
    Return a closed ring around a point, counter-clockwise as RFC 7946 asks.

    The ring has `points` corners and its first point again at the end. A circle over the
    antimeridian has longitudes on both sides of it; cutting is left to who draws.
    """
    ring = [
        destination(center, bearing=-360 * step / points, km=radius_km) for step in range(points)
    ]
    return [*ring, ring[0]]


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
