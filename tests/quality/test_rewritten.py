"""The first article's story told anew: other towns, outlets, verbs, and another order."""

from pathlib import Path

import pytest
from reading import drawn_at, read_story, tell

TEXT = Path(__file__).parent.parent / "data" / "rewritten.txt"


@pytest.fixture(scope="module")
def story(index):
    """Return the rewritten article, read."""
    return read_story(TEXT.read_text(encoding="utf-8"), index, published=None)


def test_the_same_things_are_drawn(story):
    """
    Four marks: the disputed advance, the villages near the town, flight and shelling.
    """
    marks = {tell(event) for event in story.events if event.mappable}

    assert marks == {
        "advance alleged region Southern Ukraine",
        "capture asserted disc Orikhiv",
        "displacement asserted point Mala Tokmachka",
        "shelling asserted point Mala Tokmachka",
    }


def test_the_denials_stand_beside_the_advance(story):
    """
    The Kremlin's denial comes first in the text and is still a stance on the advance.
    """
    (advance,) = [event for event in story.events if event.type == "advance"]

    assert advance.disputed_fields == ("occurrence",)
    assert len(advance.denials) == 2
    assert not [e for e in story.events if e.factuality == "denied"]


def test_the_chain_of_sources(story):
    """
    Outlet, then the hidden officers it cites.
    """
    (capture,) = [e for e in story.events if e.type == "capture" and e.mappable]
    claim = next(c for c in story.claims if c.id == capture.lead_claim)

    assert story.chain(capture) == ["The Guardian", "Ukrainian intelligence officers"]
    assert claim.chain[-1].anonymous


def test_admission_and_obstruction_are_told_without_a_pin(story):
    """
    The loss is confirmed by the loser; the lorries were stopped by Russian soldiers; no pin.
    """
    told = {(e.type, e.factuality): e for e in story.events if drawn_at(e) == "nowhere"}

    assert told["retreat", "confirmed"].actor.side == "UA"
    assert told["aid_obstruction", "asserted"].actor.side == "RU"


def test_prospects_are_listed_apart(story):
    """
    What may come is hypothetical, in the future, and not drawn.
    """
    coming = [event for event in story.events if event.factuality == "hypothetical"]

    assert {event.type for event in coming} == {"retreat", "capture"}
    assert {event.scope for event in coming} == {"future"}
    assert not any(event.mappable for event in coming)


def test_no_private_name_is_a_field(story):
    """
    The pensioner quoted by name stands as a pensioner.
    """
    names = {link.name for claim in story.claims for link in claim.chain}

    assert not any("Kravets" in name for name in names if name)
    assert "pensioner" in {link.role for claim in story.claims for link in claim.chain}
