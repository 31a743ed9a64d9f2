"""An event in words: everything that decided it is said."""

import pytest
from factories import KLISHCHIIVKA, make_claim, make_event
from hypothesis import given
from msgspec.structs import replace
from reading import read_story
from strategies import claims, events

from geomap.errors import UnknownEventError
from geomap.explain import explain_event, find_event
from geomap.model import Alternative, Review, Stance


def test_rule_place_time_and_chain_are_said():
    """
    The words, the rule, the sum of the place's reasons, its rivals, the time and the chain.
    """
    rival = Alternative(id="gn:7", name="Klishchiivka", lon=33, lat=51, score=12, country="UA")
    place = replace(KLISHCHIIVKA, alternatives=(rival,))
    event = make_event(where=replace(make_event().where, places=(place,)))
    text = explain_event(event, [make_claim()])

    for words in (
        "“Shells fell” by the rule shelling.verb",
        "61 = exact name 40 + near Bakhmut 21",
        "considered too: “Klishchiivka” UA gn:7",
        "2024-03-01 (the text states it)",
        "“The Plain Courier” (publisher) states it",
        "“Shells fell all day in Klishchiivka.”",
    ):
        assert words in text


def test_a_denial_and_a_missing_place_are_said(index):
    """
    Who denies stands under its own title, and an event that is not drawn says why.
    """
    story = read_story("Moscow claimed its troops had advanced, a claim Kyiv rejected.", index)
    text = explain_event(story.events[0], story.claims)

    assert "not drawn: no place is stated" in text
    assert "“Kyiv” (official, UA) denies it" in text.partition("Who denies it")[2]


def test_judgements_are_said():
    """
    Who has judged what, and that a rejected event is not drawn for that reason.
    """
    reviews = (Review(verdict="reject", reviewer="A. B.", note="another war"),)
    text = explain_event(make_event(mappable=False, reviews=reviews), [make_claim()])

    assert "not drawn: a reviewer has rejected it" in text
    assert "reviewed: reject, by A. B., another war" in text


@given(events(), claims())
def test_every_event_can_be_explained(event, told):
    """
    Whatever a record holds, its id, its type and each of its claims are named, a line each.
    """
    text = explain_event(event, told)

    assert text.startswith(f"{event.id}: {event.type.replace('_', ' ')}")
    assert all(claim in text for claim in event.claims)


def test_an_event_is_found_by_its_former_name():
    """
    Links of yesterday still find what has become of the event.
    """
    event = make_event(previous_ids=("ev-old",))

    assert find_event([event], "ev-old") is event


def test_an_unknown_event_is_told_with_those_alike():
    """
    One letter wrong: the error names the id that was meant.
    """
    with pytest.raises(UnknownEventError, match="did you mean ev-0123456789ab"):
        find_event([make_event()], "ev-0123456789aa")


def test_a_claim_s_stance_is_in_words():
    """
    Each stance has words of its own.
    """
    said = {
        explain_event(make_event(), [make_claim(stance=stance)]).split("Courier")[1].split("(cl")[0]
        for stance in Stance
    }

    assert len(said) == len(Stance)
