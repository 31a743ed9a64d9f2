"""A headline's strike and the text under it."""

import pytest
from reading import read_story

_UNDER = [
    (
        "Strike on Kramatorsk kills two\n\nA Russian missile hit a hotel in Kramatorsk on Monday.",
        ["missile_strike"],
    ),
    (
        "Orikhiv school hit in attack\n\nRussian artillery shelled a school in Orikhiv at noon.",
        ["shelling"],
    ),
    (
        "Attack on Sumy\n\nA drone hit Sumy. An hour later a guided bomb fell on Sumy.",
        ["airstrike", "drone_strike", "strike"],
    ),
    (
        "Attack on Sumy\n\nA missile hit a depot in Konotop.",
        ["missile_strike", "strike"],
    ),
]


@pytest.mark.parametrize(("text", "kinds"), _UNDER, ids=[text[:16] for text, _ in _UNDER])
def test_a_headline_has_the_weapon_that_is_told_under_it(text, kinds, index):
    """
    The strike of a headline is the one told under it, unless that is two or lies elsewhere.
    """
    claims = read_story(text, index).claims
    strikes = {
        c.happening: str(c.type) for c in claims if "strike" in c.type or c.type == "shelling"
    }

    assert sorted(strikes.values()) == kinds
