"""Who speaks for more than the clause beside him: citations, heads and sources of a paragraph."""

import pytest
from reading import read_story

CITED = {
    "per, at the end of all clauses": (
        "A depot blew up in Nikopol after shells hit it on Monday, per the regional police.",
        "the regional police",
    ),
    "according to, over a conjunction": (
        "Troops entered Lyman and shelled Nikopol, according to the border service.",
        "the border service",
    ),
    "as said by": (
        "Shells hit Nikopol on Monday, as stated that evening by the district administration.",
        "the district administration",
    ),
    "in brackets": ("Shells hit Nikopol on Monday (regional officials).", "regional officials"),
    "a source named behind": (
        "Drones attacked Nikopol on Monday. One house burned down. Source: Border Service.",
        "Border Service",
    ),
    "this was reported by": (
        "Drones attacked Nikopol on Monday. This was reported by the mayor.",
        "the mayor",
    ),
    "a head with a colon": (
        "Sumy Regional Administration: drones attacked Konotop. Shells hit Nikopol.",
        "Sumy Regional Administration",
    ),
    "a head alone": (
        "Southern Military Command, 18:00. The enemy shelled Nikopol. Drones attacked Konotop.",
        "Southern Military Command",
    ),
    "a head whose last word is a place": (
        "Military administration of Sumy: drones attacked Konotop.",
        "Military administration",
    ),
    "the same statement": (
        "Shells hit Nikopol, the mayor said. Drones attacked Konotop, according to that statement.",
        "the mayor",
    ),
    "a speaker on both sides": (
        "Shells hit Nikopol, Mayor Ivan Koval said. A man died. Drones attacked Konotop, he added.",
        "Mayor Ivan Koval",
    ),
    "behind a dateline": (
        "SUMY, Ukraine, May 3 (Wire) - Mayor Ivan Koval said shells hit Nikopol.",
        "Mayor Ivan Koval",
    ),
}


@pytest.mark.parametrize(("text", "speaker"), CITED.values(), ids=CITED.keys())
def test_one_speaks_for_all_of_it(index, text, speaker):
    """
    What closes a part of a sentence, or stands over or under a paragraph, tells all of it.
    """
    claims = read_story(text, index).claims

    assert claims
    assert {c.chain[-1].name for c in claims} == {speaker}


OWN = {
    "another part": "Shells hit Nikopol on Monday; a bridge was damaged (regional police).",
    "an hour": "Nine strikes on Konotop had been recorded by noon.",
    "a day of the week": "Nine strikes on Konotop were reported by Monday.",
    "a time of the day": "Two strikes on Konotop had been confirmed by evening.",
    "a region in brackets": "Drones attacked Konotop on Monday (Russia).",
    "a distance in brackets": "Drones attacked Konotop on Monday (40 km from the police station).",
    "an outlet, which published it": "Drones attacked Konotop on Monday. Source: BBC.",
    "a town over its news": "Konotop: drones attacked the market. Shells hit a school.",
    "two speakers around it": ("Drones attacked Konotop. Shells hit Nikopol, the mayor said."),
    "somebody spoke since": (
        "Drones attacked Konotop. Police made arrests, the mayor said. Source: Border Service."
    ),
}


@pytest.mark.parametrize("text", OWN.values(), ids=OWN.keys())
def test_the_publisher_speaks_where_nobody_is_named(index, text):
    """
    What belongs to another part, or to nobody who speaks, leaves a claim to its publisher.
    """
    claim = read_story(text, index).claims[0]

    assert [link.name for link in claim.chain[1:]] == []
