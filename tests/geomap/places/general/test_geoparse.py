"""The general geoparser: names of any text, by the document's own evidence."""

import pytest

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.places.general import Atlas, Entity, find_toponyms


@pytest.fixture
def geoparse(index):
    def run(text, **options):
        found = find_toponyms(text, [], Atlas(index), **options)
        assert all(text[one.start : one.end] == one.text for one in found)
        return {one.text: one for one in found}

    return run


def where(one):
    """Return country and first-order unit of a toponym."""
    return one.place.country, one.place.admin1


def test_the_state_beside_a_town_decides(geoparse):
    """
    "Town, Region" beats any larger namesake.
    """
    found = geoparse("A fire broke out in Athens, Ohio. In Athens nobody was hurt.")

    assert where(found["Athens"]) == ("US", "OH")


@pytest.mark.parametrize("state", ["Ga.", "GA", "Georgia"])
def test_short_names_of_states_are_read(geoparse, state):
    """
    Papers abbreviate; addresses use postal codes.
    """
    found = geoparse(f"Police in Rome, {state} closed the road to Atlanta.")

    assert where(found["Rome"]) == ("US", "GA")
    assert where(found[state]) == ("US", "GA")


def test_neighbours_tell_which_town_is_meant(geoparse):
    """
    Without a state, the other towns and counties of the text speak.
    """
    found = geoparse(
        "Commissioners in Decatur met on Monday. Drivers from Marietta, Sandy Springs and"
        " Roswell in Cobb County and Fulton County had complained about roads to Atlanta."
    )

    assert where(found["Decatur"]) == ("US", "GA")


def test_a_great_city_needs_no_evidence(geoparse):
    """
    Paris alone is the one in France.
    """
    assert where(geoparse("The meeting was held in Paris.")["Paris"])[0] == "FR"


def test_persons_are_no_places(geoparse):
    """
    A surname that is also a town is left alone, also where it stands by itself.
    """
    text = "Mr. John Houston said he was glad. Houston said more in the evening."

    assert not [one for one in geoparse(text).values() if one.place]


def test_a_people_is_a_kind_of_its_own(geoparse):
    """
    Demonyms have their role, and can be left out.
    """
    text = "Texans and Iraqis met in Baghdad."

    assert [geoparse(text)[word].role for word in ("Texans", "Iraqis")] == ["demonym"] * 2
    assert list(geoparse(text, demonyms=False)) == ["Baghdad"]


def test_what_a_model_offers_is_unknown_until_known(geoparse):
    """
    A span that only the model calls a place has no coordinates.
    """
    text = "They walked to Qwertzberg on Monday."
    offered = [Entity(15, 25, "GPE")]
    one = geoparse(text, entities=offered).get("Qwertzberg")

    assert one is None or (one.place, one.unresolved) == (None, "UNKNOWN")


def test_a_country_lies_where_gazetteers_have_it(geoparse):
    """
    Another program's point of the same country is not far from ours.
    """
    place = geoparse("He flew to Australia and to Canada.")["Australia"].place

    assert distance_km(LonLat(place.lon, place.lat), LonLat(133, -25)) < 161
    assert distance_km(LonLat(place.lon, place.lat), LonLat(135, -25)) < 161


@pytest.mark.parametrize(
    ("name", "kind", "near"),
    [
        ("Zaire", "country", (23, -3)),
        ("Macedonia", "country", (22, 41)),
        ("north Africa", "macroregion", (13, 28)),
        ("Yangtze River", "feature", (111, 30)),
        ("Gobi", "feature", (105, 44)),
        ("Crete", "feature", (25, 35)),
        ("Central Europe", "macroregion", (17, 49)),
        ("S. Korea", "country", (128, 36)),
    ],
)
def test_old_short_and_wide_names_are_known(geoparse, name, kind, near):
    """
    Former countries, rivers, deserts, islands and regions are places, whoever else is called so.
    """
    one = geoparse(f"The aid workers have come back from {name} after two months.")[name]

    assert one.place.kind == kind
    assert distance_km(LonLat(one.place.lon, one.place.lat), LonLat(*near)) < 250


@pytest.mark.parametrize(("town", "country"), [("Brazzaville", "CG"), ("Kinshasa", "CD")])
def test_a_namesake_country_is_told_by_its_towns(geoparse, town, country):
    """
    Two countries are called Congo.
    """
    found = geoparse(f"In Congo the schools are closed. {town} has no power.")

    assert found["Congo"].place.country == country


def test_a_town_is_meant_before_the_province_of_its_name(geoparse):
    """
    A plane lands in the town, not in the middle of its province.
    """
    place = geoparse("He landed in Buenos Aires on Friday.")["Buenos Aires"].place

    assert place.kind == "settlement"


def test_a_given_name_that_nobody_knows_lies_where_the_text_is(geoparse):
    """
    It stays unknown, and what it lies in is told; found by itself, it has no place.
    """
    text = "In Nairobi people met at Qwertz House. Much later they flew to Norway."

    one = geoparse(text, spans=[(25, 37)])["Qwertz House"]

    assert (one.place.name, one.place.role, one.unresolved) == ("Nairobi", "container", "UNKNOWN")
    assert "Qwertz House" not in geoparse(text)


def test_an_unknown_name_lies_in_the_area_beside_it(geoparse):
    """
    "Village, Region" tells where a village nobody knows lies.
    """
    text = "They walked to Qwertzberg, Bavaria on Monday."

    one = geoparse(text, spans=[(15, 25)])["Qwertzberg"]

    assert (one.place.country, one.place.kind, one.unresolved) == ("DE", "admin1", "UNKNOWN")


def test_every_score_is_the_sum_of_its_reasons(geoparse):
    """
    No black box: what is weighed is named.
    """
    place = geoparse("A fire broke out in Athens, Ohio.")["Athens"].place

    assert place.score == pytest.approx(sum(points for _, points in place.reasons), abs=0.01)
    assert "in the unit beside it" in dict(place.reasons)
    assert place.alternatives


@pytest.mark.parametrize("name", ["South Africa", "Burma", "US", "Western Sahara", "Mexico"])
def test_a_country_alone_is_that_country(geoparse, name):
    """
    A longer name is not eaten by the wide place within it, nor a country by its capital.
    """
    one = geoparse(f"Health officials in {name} said on Monday that two people had died.")[name]

    assert one.place.kind == "country"
