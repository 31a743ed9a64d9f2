"""Polygons of areas."""

import pytest
from shapely.geometry import Point, Polygon

from gazetteer import LonLat, PlaceKind, SourceError
from gazetteer.geodesy import distance_km
from gazetteer.regions import area_extent, area_polygon, area_rings, contains
from gazetteer.theatre import load_theatre

BAKHMUT, LVIV = LonLat(37.99886, 48.59419), LonLat(24.02324, 49.83826)
REGIONS = [f"theatre:ukraine/{region.id}" for region in load_theatre("ukraine").regions]


@pytest.mark.parametrize(
    "area", ["UA.05", "theatre:ukraine/donbas", "theatre:ukraine/eastern-ukraine"]
)
def test_bakhmut_lies_in_its_areas(area):
    """
    Bakhmut is in Donetsk Oblast, in Donbas and in eastern Ukraine; Lviv is in none of them.
    """
    assert contains(area, BAKHMUT)
    assert not contains(area, LVIV)


@pytest.mark.parametrize("area", ["UA.05", *REGIONS])
def test_rings_are_closed_and_wound_by_the_standard(area):
    """
    Outer rings are counter-clockwise, holes clockwise, all closed and valid.
    """
    for outer, *holes in area_rings(area):
        assert outer[0] == outer[-1]
        assert Polygon(outer).is_valid
        assert Polygon(outer).exterior.is_ccw
        assert not any(Polygon(hole).exterior.is_ccw for hole in holes)


@pytest.mark.parametrize("area", ["UA.05", "UA.12", *REGIONS])
def test_the_point_lies_inside_and_reaches_everything(area):
    """
    An area's point is in it, and its radius holds all of its corners.
    """
    center, radius_m = area_extent(area)

    assert area_polygon(area).contains(Point(center))
    corners = [LonLat(*corner) for rings in area_rings(area) for corner in rings[0]]
    assert max(distance_km(center, corner) for corner in corners) * 1000 <= radius_m + 1


def test_a_region_is_the_union_of_its_members():
    """
    Donbas has the area of its two oblasts.
    """
    united = area_polygon("theatre:ukraine/donbas")

    both = area_polygon("UA.05").area + area_polygon("UA.14").area
    assert united.area == pytest.approx(both, rel=1e-3)


@pytest.mark.parametrize("area", ["UA.99", "theatre:ukraine/nowhere", "theatre:none/donbas", ""])
def test_unknown_areas_are_an_error(area):
    """
    No polygon is invented.
    """
    with pytest.raises(SourceError):
        area_polygon(area)


def test_the_index_knows_every_region(index):
    """
    Each vernacular region is a place with the point of its polygon.
    """
    for area in REGIONS:
        place = index.place(area)

        assert place.kind is PlaceKind.REGION
        assert (place.point, place.radius_m) == area_extent(area)
        assert index.lookup(place.name)[0].id == area
