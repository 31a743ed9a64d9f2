"""The speaker on a line of its own over a post says all that nobody else in it does."""

import pytest
from reading import read_story


def speakers(text, index, language="en"):
    """Return type and innermost source of each event."""
    story = read_story(text, index, language=language, published=None)
    return {(str(e.type), (story.chain(e) or [None])[-1]) for e in story.events}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "en",
            "Vyacheslav Gladkov:\nA drone hit a shop in Nikopol.",
            {("drone_strike", "Vyacheslav Gladkov")},
        ),
        (
            "en",
            "Ivan Fedorov, head of the Zaporizhzhia administration:\nShells hit Orikhiv.",
            {("shelling", "Ivan Fedorov")},
        ),
        (
            "en",
            "General Staff:\nAircraft bombed Orikhiv. Police said a man died in Huliaipole.",
            {("airstrike", "General Staff"), ("casualties", "Police")},
        ),
        (
            "en",
            "Vadym Filashkin, Donetsk OVA \u2014 3 March, evening\n\nShells hit Siversk.",
            {("shelling", "Vadym Filashkin")},
        ),
        (
            "en",
            "Russian MoD briefing, 1\u20137 June (in English): Rockets hit Nikopol.",
            {("shelling", "Russian MoD briefing")},
        ),
        ("en", "Zelensky, Trump Discuss Truce\n\nA missile hit Odesa.", {("missile_strike", None)}),
        ("en", "Kyiv, 11 October\n\nA missile hit Odesa.", {("missile_strike", None)}),
        ("en", "Kryvyi Rih:\nA missile hit a factory.", {("missile_strike", None)}),
        ("en", "Latest news:\nA missile hit Kryvyi Rih.", {("missile_strike", None)}),
        (
            "uk",
            "Олександр Прокудін:\nВорог обстріляв Берислав.",
            {("shelling", "Олександр Прокудін")},
        ),
    ],
)
def test_who_stands_over_a_post_says_it(index, language, text, expected):
    """
    A person or an office before a colon or a date; a town or a title over news speaks nothing.
    """
    assert speakers(text, index, language) == expected


def test_a_town_before_a_colon_says_nothing(index):
    """
    "Prykolotne: a drone hit a tractor" is told by the publisher.
    """
    assert speakers("Prykolotne: a drone hit a tractor.", index) == {("drone_strike", None)}
