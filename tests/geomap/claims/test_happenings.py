"""Which mentions of one text are about the same thing: rules, told in sentences of our own."""

import pytest
from reading import read_story

SAME = {
    "the noun points back": "Russian artillery shelled Nikopol. The shelling lasted all night.",
    "a witness goes on": "Russian artillery shelled Nikopol. “They shell us,” a man said.",
    "the same place soon after": (
        "Shells fell on Nikopol. The night was cold. Nikopol was shelled by Russian guns."
    ),
    "a capture remembered later": (
        "Russian troops captured Lyman on 3 May. They dug in there. The weather was bad. "
        "After the Russian capture of Lyman, the bridge was closed."
    ),
    "one day within another time": (
        "Russian troops captured Lyman in May 2024. "
        "Lyman was captured by Russian troops on 3 May 2024."
    ),
}


@pytest.mark.parametrize("text", SAME.values(), ids=SAME)
def test_what_points_back_is_the_same(index, text):
    """
    Definite nouns, witnesses who add nothing, and the same place soon after go on about a thing.
    """
    assert len(read_story(text, index).events) == 1


APART = {
    "taken and taken back": "Russian troops captured Lyman. Months later Lyman was liberated.",
    "another attack": "Russian troops shelled Nikopol. Another shelling of Nikopol hit a school.",
    "two days later": "Nikopol was shelled. Two days later Nikopol was shelled by Russian troops.",
    "a year of its own": "Russian troops shelled Nikopol. He told of the 2014 shelling of roads.",
    "two stated days": "On 3 May Nikopol was shelled. On 5 May Nikopol was shelled.",
    "a time of its own": "Russian troops shelled Nikopol. On Tuesday they shelled a market.",
    "things of its own": "Russian troops captured Lyman. They captured four hamlets.",
    "two places": "Russian artillery shelled Nikopol. Russian artillery shelled Marhanets.",
    "two times of a day": (
        "In the morning Russian troops shelled Nikopol. "
        "In the evening Russian troops shelled Nikopol."
    ),
    "another weapon": "A missile hit Kharkiv. Another missile hit Kharkiv.",
    "once more": "Nikopol was shelled. Nikopol was shelled for the third time.",
    "two sides": "Russian artillery shelled Nikopol. Ukrainian artillery shelled Nikopol.",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_what_differs_is_another_happening(index, text):
    """
    Another place, side, day or direction, a count or a time of its own, or "another".
    """
    assert len(read_story(text, index).events) == 2


def test_harm_of_two_strikes_is_two(index):
    """
    What a second strike did is told apart from what the first one did.
    """
    text = "A missile hit Kharkiv, wounding two. Another missile hit Kharkiv, killing one."
    told = [(event.type, sorted(event.counts)) for event in read_story(text, index).events]

    assert told == [
        ("missile_strike", []),
        ("casualties", ["injured"]),
        ("missile_strike", []),
        ("casualties", ["killed"]),
    ]


def test_who_confirms_it_does_not_do_it(index):
    """
    Whoever confirms a capture is its source; a side that owns up to its own dead confirms them.
    """
    (capture,) = read_story("Kyiv confirmed the capture of Vuhledar.", index).claims
    (dead,) = read_story(
        "Russia acknowledged that 63 of its soldiers were killed in Makiivka.", index
    ).claims

    assert capture.actor is None
    assert (dead.factuality, dead.affected.side) == ("confirmed", "RU")


def test_a_negation_is_no_answer_to_what_is_told_elsewhere(index):
    """
    "Did not advance" of the text's own voice denies only what is told of the same place.
    """
    text = "Russian troops advanced near Lyman. Russian troops did not advance near Kupiansk."
    events = read_story(text, index).events

    assert [(event.factuality, len(event.denials)) for event in events] == [
        ("asserted", 0),
        ("denied", 1),
    ]


def test_an_admitted_loss_confirms_nothing_elsewhere(index):
    """
    What is confirmed of one place does not confirm what is told of another.
    """
    text = (
        "Moscow claimed its troops had taken Lyman. "
        "The Ukrainian military confirmed that Russian troops had captured Vuhledar."
    )

    assert [event.factuality for event in read_story(text, index).events] == [
        "alleged",
        "confirmed",
    ]
