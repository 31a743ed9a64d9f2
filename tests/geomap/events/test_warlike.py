"""What happens in peace as well is an event of ours only where something speaks of war."""

import pytest
from reading import read_story

PEACE = [
    "Two people were killed in a mall in Oregon.",
    "The flooding forced the evacuation of 4,500 people from Halle.",
    "A wall collapsed in Melbourne.",
    "An old singer died in San Diego on Tuesday.",
    "Farmers in Zaporizhzhia sowed wheat. A blast killed nine people in Tamanrasset.",
]


@pytest.mark.parametrize("text", PEACE)
def test_peace_is_no_event(index, text):
    """
    Deaths, blasts and evacuations without a war, or in a country without a part in it.
    """
    assert read_story(text, index).events == []


WAR = {
    "Two people were killed in Nikopol.": "casualties",
    "An explosion was heard in Melitopol.": "explosion",
    "Soldiers were on guard in Sudan's capital. Nine people were killed there.": "casualties",
    "An explosion killed nine Russian soldiers.": "casualties",
    "Dozens of families fled Nyala.": "displacement",
    "Air strikes on a school killed 20 in Sagaing.": "airstrike",
}


@pytest.mark.parametrize(("text", "kind"), WAR.items(), ids=WAR)
def test_war_is_one(index, text, kind):
    """
    A place in a country at war, a word of war or a side's name near by.
    """
    assert kind in {event.type for event in read_story(text, index).events}
