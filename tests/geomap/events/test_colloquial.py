"""What reporters and officials say in words of their own, and what only sounds like it."""

import pytest
from reading import read_story


def drawn(text, index):
    """Return type and first place of each event that is drawn."""
    events = read_story(text, index, published="2024-04-03").events
    return {(str(e.type), e.where.places[0].name) for e in events if e.mappable}


@pytest.mark.parametrize(
    ("text", "type_", "place"),
    [
        ("The last defenders slipped out of Vuhledar on Tuesday night.", "retreat", "Vuhledar"),
        ("Russian soldiers drove out of Balakliia at night.", "retreat", "Balakliia"),
        ("Ukraine's forces now hold Sudzha.", "capture", "Sudzha"),
        ("Novomykhailivka has passed to the Russians.", "capture", "Novomykhailivka"),
        ("Russian troops walked into Hirnyk.", "advance", "Hirnyk"),
        ("Tanks rolled into Selydove at dawn.", "advance", "Selydove"),
        ("Assault groups got as far as the railway in Toretsk.", "advance", "Toretsk"),
        ("The enemy tried to break into Terny near Lyman four times.", "clash", "Terny"),
        ("Fierce battles rage for Pokrovsk.", "clash", "Pokrovsk"),
        (
            "Gunfire was heard in occupied Berdiansk, the Ukrainian mayor said.",
            "clash",
            "Berdiansk",
        ),
        ("Russian soldiers shot at a car near Melitopol.", "clash", "Melitopol"),
        ("Tank rounds smacked into the brewery at Bakhmut.", "shelling", "Bakhmut"),
        ("In Nikopol, a drone found a bus stop.", "drone_strike", "Nikopol"),
        ("Three drones went for the substation at Konotop.", "drone_strike", "Konotop"),
        ("A mine tore apart a tractor near Izium.", "explosion", "Izium"),
        ("Reinforcements poured into Kurakhove.", "troop_movement", "Kurakhove"),
    ],
)
def test_acts_in_plain_words(index, text, type_, place):
    """
    Motion of troops, blows of weapons and fights, whatever verb tells them.
    """
    assert (type_, place) in drawn(text, index)


@pytest.mark.parametrize(
    "text",
    [
        "Residents walked into Izium on Monday.",
        "Soldiers will walk into Toretsk.",
        "Infantry will try to break into Terny.",
        "Russia tried to seize Kyiv in 2022.",
        "The hall in Kharkiv now holds 300 people.",
        "A bill passed to the deputies in Kyiv.",
        "Mines were cleared in Izium.",
        "A drone found the lost children near Poltava.",
        "Anger poured into the streets of Odesa.",
        "A film crew shot a car chase in Lviv.",
    ],
)
def test_what_only_sounds_so_is_not_drawn(index, text):
    """
    People who walk, plans, halls and films.
    """
    assert not drawn(text, index)
