"""The general geoparser: names of any text, by the document's own evidence."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from gazetteer.theatre import load_theatre
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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Families fled from Khartoum to Port Sudan.", "Khartoum", "origin"),
        ("Families fled from Khartoum to Port Sudan.", "Port Sudan", "destination"),
        ("Columns moved toward Kassala at night.", "Kassala", "direction"),
        ("A camp stands near Kassala.", "Kassala", "anchor"),
        ("A camp stands in Columbus, Ohio.", "Ohio", "container"),
        ("The Ohio governor came.", "Ohio", "title"),
        ("In Cairo police fired shots.", "Cairo", "location"),
        ("Beijing said that it would not.", "Beijing", "metonym"),
        ("The University of Lagos is closed.", "Lagos", "organisation"),
    ],
)
def test_the_words_beside_a_name_tell_its_role(geoparse, text, name, role):
    """
    Where from, where to, near what, within what, and what is no place of an event at all.
    """
    assert geoparse(text)[name].role == role


def test_what_the_text_calls_a_village_is_one(geoparse):
    """
    A village that nobody knows is listed as unknown, with the region that is named beside it.
    """
    found = geoparse("The village of Qwertz Pody in Kherson Oblast was hit; the town of Blorf not.")
    village, town = found["Qwertz Pody"], found["Blorf"]

    assert (village.place.name, village.unresolved) == ("Kherson Oblast", "UNKNOWN")
    assert (town.place, town.unresolved) == (None, "UNKNOWN")


def test_a_town_and_its_district_are_one_answer(geoparse):
    """
    That the municipality around a town bears its name makes the town no less sure.
    """
    found = geoparse("The ferry to Bodø in Norway was late. In Bodø people waited.")

    assert found["Bodø"].place.country == "NO"


def test_names_do_not_overlap(geoparse):
    """
    "Lake Kivu" holds no second name.
    """
    assert list(geoparse("They crossed Lake Kivu by night.")) == ["Lake Kivu"]


def test_a_theatre_is_preferred_where_a_name_is_in_doubt(index):
    """
    A bare Tokmak is in doubt; to those who ask for Ukraine it is the one there.
    """
    text = "On Monday shells fell in Tokmak and two people died."
    worldwide, ukraine = (
        find_toponyms(text, [], Atlas(index, theatre))[0]
        for theatre in (None, load_theatre("ukraine"))
    )

    assert worldwide.place is None or worldwide.place.score < ukraine.place.score
    assert ukraine.place.country == "UA"
    assert "in the theatre" in dict(ukraine.place.reasons)


@given(
    st.text(alphabet=st.sampled_from("aAéZ .,-'’\nSt.MountLakeofinToKievParis\u0301"), max_size=80)
)
def test_any_text_is_read_without_overlap(index, text):
    """
    Offsets are exact and names are apart, whatever is written.
    """
    found = find_toponyms(text, [], Atlas(index))

    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
