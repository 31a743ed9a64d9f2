"""The first real article, against its annotation and against every promise made about it."""

import json

import pytest
from reading import drawn_at, read_story
from scoring import SHARED, as_predictions, load_scorer

GOLD = SHARED / "gold" / "seed_gold.json"

pytestmark = pytest.mark.skipif(
    not GOLD.is_file(), reason=f"the annotated article is missing: {GOLD}"
)


@pytest.fixture(scope="module")
def gold():
    """Return the annotation of the seed article."""
    return json.loads(GOLD.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def story(index, gold):
    """Return the seed article, read."""
    return read_story(gold["documents"][0]["text"], index, published=None)


def test_figures_do_not_fall(story, gold, floors):
    """
    Types and attributes are scored; no mark is wrong, nothing denied or possible is drawn.
    """
    predictions = {"seed": as_predictions(story.events, story.claims)}
    counts, _ = load_scorer().score(gold, predictions)
    floor = floors["seed"]

    assert counts["wrong_marks"] == 0
    assert counts["harmful_pins"] == 0
    assert counts["spurious"] == 0
    assert counts["found"] >= floor["found"]
    for name in ("fact", "disputed", "actor", "source", "place"):
        assert counts[f"{name}_ok"] >= floor[name]


def test_villages_near_a_town_are_an_area(story):
    """
    The capture near Bakhmut is a disc around it, told by an outlet that cites hidden sources.
    """
    (capture,) = [e for e in story.events if e.type == "capture" and e.mappable]
    chain = next(c for c in story.claims if c.id == capture.lead_claim).chain

    assert drawn_at(capture) == "disc Bakhmut"
    assert [link.kind for link in chain] == ["publisher", "outlet", "military"]
    assert chain[0].name is None
    assert chain[2].anonymous


def test_what_befalls_the_village_is_in_the_village(story):
    """
    Shelling and flight are at Klishchiivka (48.53 N, 37.96 E), not at Bakhmut.
    """
    for kind in ("shelling", "displacement"):
        (event,) = [e for e in story.events if e.type == kind]
        shape = event.where.shape

        assert drawn_at(event) == "point Klishchiivka"
        assert (round(shape.lat, 2), round(shape.lon, 2)) == (48.53, 37.96)


def test_the_advance_is_a_disputed_area(story):
    """
    "Across eastern Ukraine" is a region, and the denials hang on it.
    """
    (advance,) = [e for e in story.events if e.type == "advance"]

    assert drawn_at(advance) == "region Eastern Ukraine"
    assert advance.disputed_fields == ("occurrence",)
    assert len(advance.denials) == 2


def test_what_has_no_place_gets_none(story):
    """
    The admitted loss and the blocked convoys are told, by whom they are, without a pin.
    """
    confirmed = [e for e in story.events if e.type == "retreat" and e.factuality == "confirmed"]
    (blocked,) = [e for e in story.events if e.type == "aid_obstruction"]

    assert [drawn_at(e) for e in (*confirmed, blocked)] == ["nowhere", "nowhere"]
    assert blocked.actor.side == "RU"


def test_no_private_name_is_a_field(story):
    """
    Residents stand by their role; experts and offices by name.
    """
    names = {link.name for claim in story.claims for link in claim.chain}
    parties = {
        party.text
        for record in (*story.claims, *story.events)
        for party in (record.actor, record.affected)
        if party
    }

    assert not any("Ivanov" in text for text in names | parties if text)
