"""The general geoparser: names of any text, by the document's own evidence."""

import pytest

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

    assert (place.lon, place.lat) == (135, -25)


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
