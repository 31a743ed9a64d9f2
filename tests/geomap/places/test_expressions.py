"""How the words of a sentence become a shape."""

import pytest

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.model import Form, Relation, Role, Unresolved


def only(read):
    assert len(read.expressions) == 1, [read.words(one) for one in read.expressions]
    return read.expressions[0]


def test_village_near_town_is_the_village(locate):
    """
    "X, near Y" is X; Y only tells which X is meant.
    """
    one = only(locate("In the village of Klishchiivka, near Bakhmut, shells fell."))

    assert one.where.expression.text == "In the village of Klishchiivka, near Bakhmut"
    assert [place.name for place in one.where.places] == ["Klishchiivka"]
    assert [(ref.name, ref.role) for ref in one.where.context] == [("Bakhmut", Role.ANCHOR)]
    assert one.where.shape.form is Form.POINT
    assert distance_km(LonLat(37.96, 48.53), LonLat(one.where.shape.lon, one.where.shape.lat)) < 3


def test_villages_near_town_are_an_area(locate):
    """
    "Several villages near X" is a disc around X, governed by what the villages belong to.
    """
    one = only(locate("Troops have seized control of several villages near Bakhmut."))

    assert one.where.expression.text == "several villages near Bakhmut"
    assert (one.where.shape.form, one.where.relation) == (Form.DISC, Relation.NEAR)
    assert one.where.shape.radius_m >= 5000
    assert (one.head, one.governor) == (6, 3)


@pytest.mark.parametrize("where", ["near Kupiansk", "outside Kupiansk", "around Kupiansk"])
def test_near_is_never_a_pin(locate, where):
    """
    Near, outside and around a town give a disc, not the town's point.
    """
    one = only(locate(f"Troops dug in {where}."))

    assert one.where.shape.form is Form.DISC


def test_apposition_makes_no_place_of_its_own(locate):
    """
    "Y, a city in the Z region" leaves Z to the context of Y.
    """
    one = only(locate("Troops hold villages near Bakhmut, a large city in the Donbas region."))

    assert one.where.expression.text == "villages near Bakhmut"
    assert [ref.name for ref in one.where.context] == ["Donbas"]


def test_region_is_drawn_as_its_polygon(locate):
    """
    A vernacular region has its polygon's id and a representative point.
    """
    one = only(locate("Troops are advancing across eastern Ukraine."))

    assert (one.where.shape.form, one.where.relation) == (Form.REGION, Relation.ACROSS)
    assert one.where.shape.region_id == "theatre:ukraine/eastern-ukraine"


def test_regions_in_a_list_share_their_noun(locate):
    """
    "Sumy and Chernihiv regions" are two regions, not two cities.
    """
    read = locate("Shelling went on in Sumy and Chernihiv regions.")

    assert [one.where.shape.form for one in read.expressions] == [Form.REGION, Form.REGION]


def test_country_is_never_drawn(locate):
    """
    A whole country is too weak for a mark.
    """
    one = only(locate("Shelling went on in Ukraine."))

    assert (one.where.shape, one.where.unresolved) == (None, Unresolved.TOO_WEAK)


def test_battle_for_a_town_is_at_the_town(locate):
    """
    "The battle for X" is governed by the battle, whatever else the parse says.
    """
    read = locate("The battle for Bakhmut goes on.")
    one = only(read)

    assert (one.where.expression.text, one.where.relation) == ("for Bakhmut", Relation.AT)
    assert one.governor == 1


def test_part_of_a_town_is_the_town(locate):
    """
    "X's eastern outskirts" lies in X.
    """
    one = only(locate("Bakhmut's eastern outskirts came under fire."))

    assert one.where.expression.text == "Bakhmut's eastern outskirts"
    assert one.where.places[0].name == "Bakhmut"


def test_offset_steps_by_bearing_and_distance(locate):
    """
    "10 km north-west of X" is ten kilometres away, with an error of at least three.
    """
    one = only(locate("Troops advanced 10 km north-west of Bakhmut."))
    place = one.where.places[0]
    shape = one.where.shape

    assert shape.form is Form.OFFSET
    assert distance_km(LonLat(place.lon, place.lat), LonLat(shape.lon, shape.lat)) == pytest.approx(
        10, abs=0.1
    )
    assert shape.lon < place.lon
    assert shape.lat > place.lat
    assert shape.radius_m >= 3000


@pytest.mark.parametrize(
    "text",
    ["Fighting raged between Kreminna and Svatove.", "Shells hit the Kreminna-Svatove road."],
)
def test_between_two_towns_is_a_corridor(locate, text):
    """
    Two ends make one line, not two pins.
    """
    one = only(locate(text))

    assert (one.where.shape.form, one.where.relation) == (Form.CORRIDOR, Relation.BETWEEN)
    assert len(one.where.places) == 2


def test_axis_is_a_region_and_no_pin_on_its_town(locate):
    """
    "On the X axis" is around what the communiques name so, and not X.
    """
    one = only(locate("An attack on the Kupiansk axis failed."))

    assert one.where.relation is Relation.AXIS
    assert one.where.shape.form is Form.REGION
    assert one.where.shape.region_id == "theatre:ukraine/kupiansk-axis"


def test_an_axis_that_no_theatre_knows_is_nowhere(locate):
    """
    The town that an unknown axis is called after is not its place.
    """
    one = only(locate("An attack on the Dnipro axis failed."))

    assert (one.role, one.where.relation, one.where.shape) == (
        Role.DIRECTION,
        Relation.AXIS,
        None,
    )


def test_list_gives_one_expression_for_each_place(locate):
    """
    A strike on several towns is at each of them, all with the same governor.
    """
    read = locate("Shells hit Orikhiv, Huliaipole and Nikopol.")

    assert [read.words(one) for one in read.expressions] == ["Orikhiv", "Huliaipole", "Nikopol"]
    assert {one.governor for one in read.expressions} == {1}


def test_unknown_village_is_drawn_as_its_region(locate):
    """
    A village nobody knows in a named region is that region, and says so.
    """
    one = only(locate("Three people died in the village of Vyhadanivtsi, Kharkiv region."))

    assert one.where.unresolved is Unresolved.UNKNOWN
    assert (one.where.shape.form, one.where.shape.region_id) == (Form.REGION, "UA.07")


def test_unknown_village_without_region_is_not_drawn(locate):
    """
    No container, no shape; the name is kept for the list of names not found.
    """
    read = locate("In Ukraine, three people died in the village of Vyhadanivtsi.")

    assert "Vyhadanivtsi" not in " ".join(read.drawn)
    assert read.toponym("Vyhadanivtsi").unresolved is Unresolved.UNKNOWN


def test_river_is_no_town(locate):
    """
    "The Dnipro" is the river, not the city of that name.
    """
    read = locate("Ukrainian troops crossed the Dnipro near Kherson.")

    assert read.drawn == ["near Kherson"]


def test_possessive_region_is_the_container(locate):
    """
    "In X region's Y" is Y.
    """
    one = only(locate("A drone hit a bus in the Kherson region's Beryslav district."))

    assert [place.kind for place in one.where.places] == ["admin2"]
    assert [ref.role for ref in one.where.context] == [Role.CONTAINER]


def test_distance_without_bearing_is_a_disc_that_wide(locate):
    """
    "20 km from X" may lie on any side of X.
    """
    one = only(locate("Fires burned 20 km from Kupiansk."))

    assert (one.where.shape.form, one.where.relation) == (Form.DISC, Relation.NEAR)
    assert one.where.shape.radius_m >= 20_000
