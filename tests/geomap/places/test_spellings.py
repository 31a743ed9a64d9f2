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
