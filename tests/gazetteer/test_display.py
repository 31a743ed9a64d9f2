"""What places are called in outputs, and how far units reach."""

import pytest
from places import make_place

from gazetteer import LonLat, PlaceKind
from gazetteer.sources.common import drop_strays, national_name
from gazetteer.sources.spellings import place_spelling, unit_spelling

TOWNS = (
    "Avdiivka Bakhmut Balakliia Berdiansk Chernihiv Dnipro Druzhkivka Dzhankoi Enerhodar "
    "Horlivka Huliaipole Izium Kharkiv Kostiantynivka Kreminna Kryvyi_Rih Kupiansk Kurakhove "
    "Kyiv Lyman Lysychansk Makiivka Marinka Melitopol Mykolaiv Myrnohrad Nikopol "
    "Nova_Kakhovka Odesa Oleshky Orikhiv Pervomaiske Pokrovsk Rubizhne Selydove Shchastia "
    "Sievierodonetsk Sloviansk Svatove Tokmak Toretsk Trostianets Volnovakha Vovchansk "
    "Vuhledar Yampil Yenakiieve Zaporizhzhia "
)


@pytest.mark.parametrize("town", TOWNS.split())
def test_towns_have_the_english_names_of_today(index, town):
    """
    A Ukrainian town is called by the national romanisation, unless English texts do otherwise.
    """
    name = town.replace("_", " ")
    settlements = [p for p in index.lookup(name) if p.kind is PlaceKind.SETTLEMENT]
    ours = [place for place in settlements if place.country == "UA"]
    largest = max(ours, key=lambda place: place.population)

    assert largest.name == name


@pytest.mark.parametrize(
    ("name", "others", "chosen"),
    [
        ("Kupyansk", ["Kupiansk", "Купянск"], "Kupiansk"),
        ("Avdiyivka", ["Авдіївка", "Авдеевка"], "Avdiivka"),
        ("Horlivka", ["Горловка", "Горлівка"], "Horlivka"),
        ("Shchastya", ["Schaste", "Shchastia", "Счастье", "Щастя"], "Shchastia"),
        ("Ivanivs'ke", [], "Ivanivske"),
    ],
)
def test_a_name_is_chosen_among_those_known(name, others, chosen):
    """
    A Ukrainian name of the same sound is romanised, an ambiguous one if its romanisation is used.
    """
    assert national_name(name, (name, *others)) == chosen


def test_the_table_adds_and_takes_away():
    """
    A place's wrong names go, its missing ones come; what the table does not list stays.
    """
    nikopol = place_spelling(700051)

    assert nikopol.correct(["Nikopil'", "Слов'янськ"]) == ("Nikopil'",)
    assert "Донеччина" in unit_spelling("UA.05").names
    assert place_spelling(0).correct(["Anything"]) == ("Anything",)


def test_a_stray_is_no_member():
    """
    One namesake 340 km away does not stretch a unit over half the country.
    """
    near = [make_place(point=LonLat(37.5 + step / 20, 48.7)).point for step in range(9)]
    stray = LonLat(33.0, 48.5)

    assert drop_strays([*near, stray]) == near
    assert drop_strays([stray]) == [stray]


def test_no_district_of_ukraine_is_larger_than_an_oblast(index):
    """
    A raion reaches 100 km at most from its middle.
    """
    names = ("Kramatorsk Raion", "Kramatorskyi Raion", "Vyshhorod Raion", "Bakhmut Raion")
    units = [place for name in names for place in index.lookup(name)]
    raions = [place for place in units if place.kind is PlaceKind.ADMIN2]

    assert raions
    assert all(place.radius_m <= 100_000 for place in raions)
