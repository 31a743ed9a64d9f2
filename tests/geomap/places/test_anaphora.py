"""Pointing back: only to a single settlement in which something happened."""


def test_area_in_the_same_sentence(locate):
    """
    "The area" after a village is that village, stated rather than inferred.
    """
    read = locate(
        "In the village of Klishchiivka, near Bakhmut, residents hid as guns pounded the area."
    )
    back = read.expressions[-1]

    assert read.words(back) == "the area"
    assert [place.name for place in back.where.places] == ["Klishchiivka"]
    assert not back.where.inferred


def test_town_of_the_sentence_before_is_inferred(locate):
    """
    Across sentences the place is inferred, and marked so.
    """
    read = locate("Shells hit Toretsk. Residents fled the town.")
    back = read.expressions[-1]

    assert (read.words(back), back.where.inferred) == ("the town", True)
    assert back.where.places[0].name == "Toretsk"


def test_nothing_is_inferred_over_a_paragraph(locate):
    """
    A new paragraph begins without a place.
    """
    read = locate("Shells hit Toretsk.\n\nResidents fled the town.")

    assert read.drawn == ["Toretsk"]


def test_anchor_speech_place_and_metonym_are_not_pointed_at(locate):
    """
    What is no settlement of an event is nothing to point back to.
    """
    for first in (
        "Troops took villages near Bakhmut.",
        "In Berlin, the chancellor said no.",
        "Moscow said no.",
    ):
        read = locate(f"{first} Shells hit the town.")

        assert not [one for one in read.expressions if read.words(one) == "the town"]


def test_two_towns_leave_it_open(locate):
    """
    After two settlements "the town" is neither.
    """
    read = locate("Shells hit Toretsk and Nikopol. Residents fled the town.")

    assert read.drawn == ["Toretsk", "Nikopol"]
