"""The directions of the communiques, and regions with an outline: drawn around what they name."""

import pytest

from gazetteer import LonLat, TheatreError, load_theatre
from gazetteer.geodesy import distance_km
from gazetteer.regions import area_extent, area_polygon, contains, region_polygon
from gazetteer.theatre import Region

UKRAINE = load_theatre("ukraine")
AXES = [region for region in UKRAINE.regions if region.towns]
LEFT_BANK = "theatre:ukraine/kherson-left-bank"


@pytest.mark.parametrize("axis", AXES, ids=lambda axis: axis.id)
def test_an_axis_holds_its_towns_and_little_more(axis):
    """
    Its towns lie in it, and no point of it farther from the nearest of them than makes sense.
    """
    area = f"theatre:ukraine/{axis.id}"
    _center, radius_m = area_extent(area)

    assert all(contains(area, LonLat(*point)) for point in axis.towns.values())
    assert 9_000 < radius_m < 100_000


@pytest.mark.parametrize("axis", AXES, ids=lambda axis: axis.id)
def test_the_towns_of_an_axis_are_where_the_index_has_them(axis, index):
    """
    Every position in the file is that of a place of the name, to the kilometre.
    """
    for name, point in axis.towns.items():
        known = index.lookup(name)

        assert min(distance_km(place.point, LonLat(*point)) for place in known) < 1, name


@pytest.mark.parametrize(
    "name", ["Pokrovsk direction", "Покровському напрямку", "Покровском направлении"]
)
def test_an_axis_is_known_by_its_names(index, name):
    """
    In English, Ukrainian and Russian, in the cases that reports have it in.
    """
    assert index.lookup(name)[0].id == "theatre:ukraine/pokrovsk-axis"


@pytest.mark.parametrize(
    ("lon", "lat", "left"),
    [
        (32.724, 46.600, True),  # Oleshky
        (32.524, 46.530, True),  # Hola Prystan
        (33.081, 46.733, True),  # Krynky
        (34.160, 46.390, True),  # near Novotroitske
        (32.615, 46.640, False),  # Kherson
        (32.731, 46.677, False),  # Antonivka
        (33.427, 46.839, False),  # Beryslav
        (32.190, 46.730, False),  # towards Mykolaiv
    ],
)
def test_the_left_bank_is_south_and_east_of_the_river(lon, lat, left):
    """
    Towns of both banks lie on their own side.
    """
    assert contains(LEFT_BANK, LonLat(lon, lat)) is left


def test_the_left_bank_is_the_larger_part():
    """
    It is a part of its oblast, and the larger one.
    """
    part, whole = area_polygon(LEFT_BANK), area_polygon("UA.08")

    assert 0.5 < part.area / whole.area < 0.8
    assert part.is_valid


def test_a_region_of_nothing_is_refused():
    """
    A region with neither units nor towns has no polygon.
    """
    with pytest.raises(TheatreError, match="empty"):
        region_polygon(Region(id="empty", name="Empty"), UKRAINE)
