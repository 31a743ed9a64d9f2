"""Names in other spellings, and ordinary words that are like some village's name."""

import pytest

from geomap.model import Unresolved


def test_another_spelling_is_any_village_of_it(locate):
    """
    A spelling that the press uses for one village may mean its namesakes as well.
    """
    got = locate("Russian forces shelled Semyonovka, Ukraine.").toponym("Semyonovka")

    assert got.unresolved is Unresolved.TIED


def test_anchor_finds_a_village_in_another_spelling(locate):
    """
    "Semyonovka, near Sloviansk" is the one there, though the index has it as Semenivka only.
    """
    got = locate("Shells hit Semyonovka, near Sloviansk, Ukraine.").toponym("Semyonovka").place

    assert got is not None
    assert (got.lon, got.lat) == pytest.approx((37.66, 48.83), abs=0.05)


def test_theatre_has_its_own_town_of_a_name_abroad(locate):
    """
    A Russian town of just that name does not hide the theatre's, which is spelled otherwise.
    """
    text = "Ukrainian troops in Avdiivka and Krasnoarmeisk came under fire, Donetsk said."
    got = locate(text).toponym("Krasnoarmeisk").place

    assert got is not None
    assert got.name == "Pokrovsk"


@pytest.mark.parametrize(
    "text",
    [
        "Nine tanks burned on the road in Ukraine.",
        "Massive strikes began in Ukraine.",
        "Believed dead, twelve miners came out in Ukraine.",
        "Version after version was published in Ukraine.",
    ],
)
def test_ordinary_word_is_no_village(locate, text):
    """
    A word that some village's spelling is like stands for itself, at the head of a sentence too.
    """
    names = {one.text for one in locate(text).located.toponyms}

    assert names == {"Ukraine"}


def test_district_after_a_comma_is_never_a_mark(locate):
    """
    "A, B district" is A, also where the largest place called A lies abroad.
    """
    read = locate("On 15 August 2024, Russian forces shelled Orlovka, Pokrovsk district.")

    assert read.toponym("Pokrovsk district").role.value == "container"


def test_town_on_a_river_is_not_its_shorter_namesake(locate):
    """
    "X-on-Y" is a town of its own.
    """
    names = {one.text for one in locate("Drones hit Sloviansk-on-Kuban.").located.toponyms}

    assert "Sloviansk" not in names


def test_krai_is_called_a_region_too(locate):
    """
    "Krasnodar region" is the krai, not the surroundings of its city.
    """
    got = locate("Shells hit a house in Tuapse, Krasnodar region.").toponym("Tuapse").place

    assert got is not None
    assert got.name == "Tuapse"


def test_region_after_a_district_is_never_a_mark(locate):
    """
    "X, Y district, Z" has Z for its region, not for the city of that name.
    """
    read = locate("Russian forces captured Zarichne, Kramatorsk district, Donetsk.")

    assert read.toponym("Donetsk").role.value == "container"


@pytest.mark.parametrize(
    "text",
    [
        "Fighting continued near Vremivka, Donetsk, as reported by the army.",
        "On Monday, the area of Vremivka, Donetsk was hit by tanks.",
        "On 2 April, the village of Vremivka, Donetsk was shelled.",
        "A drone hit a tractor in Vremivka, occupied Donetsk, killing its driver.",
    ],
)
def test_region_by_its_citys_name_is_no_second_place(locate, text):
    """
    What follows a village as its region is told apart from a list, whatever stands around both.
    """
    read = locate(text)

    assert read.toponym("Donetsk").role.value == "container"
    assert read.toponym("Vremivka").place is not None


@pytest.mark.parametrize(
    "text",
    [
        "Clashes were reported near Avdiivka, Marinka, Donetsk on Monday.",
        "Clashes near Avdiivka, Donetsk, as well as Marinka were reported.",
        "Clashes near Avdiivka, Donetsk, and Marinka were reported.",
    ],
)
def test_city_in_a_list_is_a_place_of_its_own(locate, text):
    """
    In a list of towns a city is no region.
    """
    assert locate(text).toponym("Donetsk").role.value in {"location", "anchor"}


@pytest.mark.parametrize("village", ["Zabuchchia", "Lychanka"])
def test_village_of_a_city_lies_around_it(locate, village):
    """
    "X, Kyiv" is in Kyiv Oblast where the city has no X.
    """
    got = locate(f"Russian forces shelled the village of {village}, Kyiv.").toponym(village)

    assert got.place.admin1 == "13"


@pytest.mark.parametrize(
    "text",
    [
        "Rockets hit the village of al-Nezname, Aleppo, on Monday.",
        "Rockets hit the village of Deir al-Nezname, Aleppo, on Monday.",
        "Warplanes bombed the town of Khan al-Nezname in Aleppo on Monday.",
    ],
)
def test_arabic_article_begins_a_name(locate, text):
    """
    A village that nobody knows keeps the city after it from being the place, "al-" or not.
    """
    read = locate(text)

    assert "al-Nezname" in read.toponym(read.located.toponyms[0].text).text
    assert read.toponym("Aleppo").role.value in {"container", "anchor"}


def test_county_alone_far_from_every_theatre_is_not_believed(locate):
    """
    "The district of Hays" is no county of another continent.
    """
    read = locate("Airstrikes hit the district of Hays in Nezname governorate on Monday.")

    assert read.toponym("Hays").place is None


def test_town_around_an_unknown_village_is_no_mark(locate):
    """
    "The village of X in Y", a town, is somewhere around Y.
    """
    read = locate("Shells hit the village of Nezname in Lyman on Monday.")

    assert read.toponym("Lyman").role.value == "anchor"


def test_city_far_from_the_front_does_not_hide_its_village(locate):
    """
    A bare name of a city in the rear and of a village at the front is not guessed.
    """
    got = locate("Russian forces captured Kamianske, Ukraine.").toponym("Kamianske")

    assert got.unresolved is Unresolved.TIED


def test_unknown_village_on_one_side_of_a_town_is_a_wide_disc_there(locate):
    """
    "X, west of Y" with an unknown X lies west of Y, not in it.
    """
    read = locate("Shells hit the village of Nezname, west of Lyman, Ukraine.")
    where = next(one.where for one in read.expressions if one.where.shape)
    lyman = read.toponym("Lyman").place

    assert where.shape.form.value == "disc"
    assert where.shape.lon < lyman.lon - 0.05
    assert where.shape.radius_m >= 10_000


def test_region_of_the_clause_excludes_villages_elsewhere(locate):
    """
    "Near X on Cape Y in Crimea" is no X of Donetsk Oblast.
    """
    read = locate("Ukrainian troops landed near Olenivka and Mayak on Cape Tarkhankut in Crimea.")

    assert read.toponym("Olenivka").place is None


def test_hyphen_after_a_bracket_begins_no_dateline(locate):
    """
    "82-mm" has a hyphen; the name at the head of the sentence is where something happens.
    """
    read = locate("Kalynove (Popasnianskyi, Luhansk) came under 82-mm mortar fire.")

    assert read.toponym("Kalynove").role.value == "location"
    assert read.toponym("Kalynove").place.lon == pytest.approx(38.52, abs=0.05)


def test_by_a_village_is_beside_it(locate):
    """
    "A post by X" stands near X; what is done "by X" is done by X.
    """
    where = next(e.where for e in locate("Shells hit a post by Talakivka.").expressions)

    assert where.shape.form.value == "disc"
    assert where.places[0].name == "Talakivka"
