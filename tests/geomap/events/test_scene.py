"""The scene of a paragraph: what goes on where, when a sentence names no place."""

import pytest
from reading import drawn_at, read_story


def _marks(text, index):
    """Return each event's type with its mark and whether the place is inferred."""
    events = read_story(text, index).events
    return {(str(e.type), drawn_at(e), e.where.inferred) for e in events}


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        (
            "Russian forces shelled Huliaipole on Monday. A school was destroyed.",
            ("damage", "point Huliaipole", True),
        ),
        (
            "Fighting went on in Toretsk. It was a cold day. Russian artillery shelled positions.",
            ("shelling", "point Toretsk", True),
        ),
        (
            "Hanna has lived in Druzhkivka since 1980. On Sunday a drone burned her shed.",
            ("drone_strike", "point Druzhkivka", True),
        ),
        (
            "The mayor of Nikopol said shells had destroyed a school overnight.",
            ("shelling", "point Nikopol", True),
        ),
        (
            "Families in Siversk live in cellars. A mortar shell killed a man at the well.",
            ("casualties", "point Siversk", True),
        ),
    ],
)
def test_what_goes_on_without_a_place_is_where_the_paragraph_is(index, text, inferred):
    """
    A sentence without a place goes on at the one settlement named before it, marked as inferred.
    """
    assert inferred in _marks(text, index)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Huliaipole and Orikhiv. Later Russian troops captured a hill.",
        "Russian forces shelled Huliaipole.\n\nRussian troops captured a hill.",
        "Shelling hit Huliaipole. Troops from Melitopol captured a hill.",
        "Russian forces shelled Huliaipole, then all of Donetsk Oblast. Troops captured a hill.",
        "Petro was born in Huliaipole. Later Russian troops captured a hill.",
        "The mayor of Orikhiv met the mayor of Nikopol. Russian troops captured a hill.",
        "Shelling hit Huliaipole. It rained. It snowed. It froze. Russian troops captured a hill.",
    ],
)
def test_a_scene_that_is_left_places_nothing(index, text):
    """
    Two settlements, an area, another name, a new paragraph or a long way leave no scene.
    """
    captures = [e for e in read_story(text, index).events if e.type == "capture"]

    assert [drawn_at(e) for e in captures] in ([], ["nowhere"])


@pytest.mark.parametrize(
    "text",
    [
        "A budget meeting was held in Kyiv. Russian drones hit the port.",
        "A conference opened in Odesa on Monday. Russian forces shelled a border village.",
    ],
)
def test_where_nothing_happens_is_no_scene(index, text):
    """
    Where people only meet, no event goes on.
    """
    last = read_story(text, index).events

    assert {drawn_at(e) for e in last if e.where.inferred} <= {"nowhere"}
