"""The topic of a text or section: where what has no place goes on, by its title or heading."""

import pytest
from reading import drawn_at, read_story

_TOLD = "Toretsk was a town of miners.\n\n{}\n\nRussian artillery shelled Toretsk.\n\n{}"
_PLACELESS = "A Ukrainian column was ambushed, and drones struck an apartment block."


def _placeless(index, heading, text=_PLACELESS, **about):
    """Return where the events of a paragraph under a heading are drawn, if they are inferred."""
    events = read_story(_TOLD.format("Prelude", f"{heading}\n\n{text}"), index, **about).events
    return {drawn_at(e) for e in events if e.where.inferred or drawn_at(e) == "nowhere"}


@pytest.mark.parametrize("heading", ["Battle of Toretsk", "Siege of Toretsk (May)"])
def test_a_heading_that_names_a_battle_places_what_has_no_place(index, heading):
    """
    What goes on under "Battle of X" without a place is at X, as inferred.
    """
    assert _placeless(index, heading) == {"point Toretsk"}


@pytest.mark.parametrize("title", ["Battle of Toretsk", "Toretsk missile attack"])
def test_a_title_places_what_has_no_place(index, title):
    """
    A title does so for all sections that do not lead away.
    """
    assert _placeless(index, "Second day", title=title) == {"point Toretsk"}
    assert _placeless(index, "Background", title=title) == {"nowhere"}
    assert _placeless(index, "Meanwhile in Nikopol", title=title) == {"nowhere"}


@pytest.mark.parametrize(
    "heading", ["Toretsk", "Toretsk offensive", "Attacks on Toretsk and Nikopol", "Second day"]
)
def test_a_heading_without_one_battle_places_nothing(index, heading):
    """
    No word of fighting, a wider operation, two settlements or none are no topic.
    """
    assert _placeless(index, heading) == {"nowhere"}


def test_another_place_in_the_paragraph_speaks_against_the_topic(index):
    """
    Once a paragraph has named another place, what follows may be there.
    """
    text = "Convoys left Nikopol. The road was wet. It was getting dark. Rain fell. " + _PLACELESS

    assert _placeless(index, "Battle of Toretsk", text) == {"nowhere"}
