"""Which place is meant, and when to abstain."""

import pytest

from geomap.model import Role, Unresolved


def test_score_is_the_sum_of_its_reasons(locate):
    """
    Every resolved name keeps its reasons, and they add up.
    """
    place = locate("Shells hit homes in Kherson, Ukraine.").toponym("Kherson").place

    assert place.score == pytest.approx(sum(points for _, points in place.reasons), abs=0.1)
    assert place.reasons[0] == ("exact name", 40.0)


def test_namesakes_without_context_are_tied(locate):
    """
    A name of many villages, alone in a text about the war, is not guessed.
    """
    got = locate("In Ukraine, Andriivka was recaptured.").toponym("Andriivka")

    assert got.place is None
    assert got.unresolved in {Unresolved.TIED, Unresolved.TOO_WEAK}


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("Shells hit Zamostia in the morning.", False),
        ("Shells hit Zamostia, Chernivtsi Oblast, in the morning.", True),
        ("Shells hit Berezdiv in the morning.", False),
        ("Shells hit Hlyboke in the morning.", True),
    ],
)
def test_a_bare_village_is_believed_where_its_namesakes_would_be_known(locate, text, known):
    """
    Of the rear the gazetteer has the larger villages only: another one of that name may be meant.
    """
    (name,) = [one for one in locate(text).located.toponyms if one.role is Role.LOCATION]

    assert (name.place is not None) is known


def test_anchor_picks_the_namesake_beside_it(locate):
    """
    "Andriivka, near Bakhmut" is the one south of Bakhmut.
    """
    got = locate("Andriivka, near Bakhmut, was recaptured.").toponym("Andriivka").place

    assert got is not None
    assert (got.lon, got.lat) == pytest.approx((37.97, 48.5), abs=0.08)


def test_a_list_goes_from_village_to_village(locate):
    """
    Of many namesakes the one beside the others of its list is meant.
    """
    read = locate("There was fighting near Zolotyi Kolodiaz, Kucheriv Yar and Vesele.")
    got = read.toponym("Vesele").place

    assert got is not None
    assert (got.lon, got.lat) == pytest.approx((37.11, 48.44), abs=0.05)


def test_one_sense_in_a_document(locate):
    """
    What one mention tells apart holds for the others.
    """
    read = locate("Andriivka, near Bakhmut, was recaptured. Shells hit Andriivka again.")
    ids = {one.place.id for one in read.located.toponyms if one.text == "Andriivka" and one.place}

    assert len(ids) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hope faded for Ukraine as Orange was worn in Victoria.",
        "Troops entered Springfield and Salem.",
        "Ukraine fought on, and Reading was hard for Mobile teams.",
    ],
)
def test_small_foreign_namesake_is_never_drawn(locate, text):
    """
    Abstaining beats a town elsewhere that happens to have the name.
    """
    assert locate(text).drawn == []


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("In Belgorod Oblast, a drone attack on Murom killed one person.", "Murom"),
        ("В Белгородской области при атаке дрона на Муром погиб житель.", "Муром"),
        ("In the Kursk region, a shell hit a house in Arzamas.", "Arzamas"),
    ],
)
def test_a_town_is_none_of_another_region_than_the_sentence_tells(locate, text, town):
    assert locate(text).toponym(town).place is None


def test_an_old_name_of_a_city_is_the_town_that_bears_it_now(locate):
    """
    El Fasher was Tendelti once; the town between Kosti and El Obeid is it today.
    """
    place = locate("Clashes in Kosti. Fighters entered Tendelti.").toponym("Tendelti").place
    assert place is None or place.admin1 == "41"


def test_city_wins_over_its_own_region(locate):
    """
    A bare "Kharkiv" is the city; "Kharkiv region" is the region.
    """
    read = locate("Shells hit Kharkiv. Shells hit Kharkiv region.")

    assert read.toponym("Kharkiv").place.kind == "settlement"
    assert read.toponym("Kharkiv region").place.kind == "admin1"


def test_region_beside_the_name_decides(locate):
    """
    A namesake outside the named region is not considered.
    """
    got = locate("Shells hit Mykolaivka, Donetsk Oblast.").toponym("Mykolaivka")

    assert got.place is None or got.place.admin1 == "05"


def test_theatre_is_found_from_the_places(locate):
    """
    A text that names places of a theatre is in it; others are in none.
    """
    assert locate("Shells hit Kupiansk.").located.theatre == "ukraine"
    assert locate("A market burnt in Maiduguri, Nigeria.").located.theatre is None
    assert locate("Shells hit Kupiansk.", theatre=None).located.theatre is None


def test_cyrillic_and_unparsed_sentences_have_names_only(locate):
    """
    Names are found in any script; without a parse there are no expressions and no errors.
    """
    read = locate("Обстріл: Бахмут, Куп'янськ. Shells hit Kherson.", parsed=False)

    assert {"Бахмут", "Kherson"} <= {one.text for one in read.located.toponyms}
    assert read.expressions == []


def test_same_text_gives_the_same_records(locate):
    """
    Locating twice gives equal records in equal order.
    """
    text = "Shells hit Orikhiv and Huliaipole, Kyiv said. Residents fled villages near Bakhmut."

    assert locate(text).located == locate(text).located


@pytest.mark.parametrize(
    "text", ["", "   ", "{{ 7*6 }} <b>Kyiv</b> `x`", "A" * 5000, ", , near of"]
)
def test_odd_texts_do_no_harm(locate, text):
    """
    Nothing in a text makes the stage raise.
    """
    assert locate(text).expressions == []


def test_offsets_are_exact(locate):
    """
    Each toponym and expression is what stands at its offsets.
    """
    read = locate("In Kherson’s outskirts — “north of Nikopol” — shells hit Orikhiv, near Tokmak.")

    for one in read.located.toponyms:
        assert read.text[one.start : one.end] == one.text
    for one in read.expressions:
        span = one.where.expression
        assert read.text[span.start : span.end] == span.text


def test_a_compass_word_makes_a_region_of_a_namesake(locate):
    """
    "Western Donetsk" is a part of the oblast; "western Kyiv" lies in the city.
    """
    oblast = locate("Ukrainian forces held their positions in western Donetsk.")
    city = locate("Ukrainian firemen put out a blaze in western Kyiv.")

    assert oblast.toponym("Donetsk").place.name == "Donetsk Oblast"
    assert city.toponym("Kyiv").place.kind == "settlement"


def test_regions_named_together_are_both_regions(locate):
    """
    "The X and Y regions" are two regions, and both are drawn.
    """
    found = locate("Shells fell on the Kharkiv and Sumy regions of Ukraine on Monday.")

    assert [e.where.places[0].name for e in found.expressions] == ["Kharkiv Oblast", "Sumy Oblast"]


def test_a_quarter_lies_in_the_city(locate):
    """
    "The Dniprovskyi district of Kherson" is in the city, not in the oblast.
    """
    found = locate("Russian troops shelled the Dniprovskyi district of Kherson, Ukraine.")

    assert found.toponym("Kherson").place.kind == "settlement"


def test_a_vernacular_region_alone_tells_the_theatre(locate):
    """
    A text that names nothing but Donbas is about Ukraine.
    """
    assert locate("Heavy shelling was reported in Donbas.").located.theatre == "ukraine"
