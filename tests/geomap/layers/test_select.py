from datetime import date

import pytest
from factories import AT_KLISHCHIIVKA, make_claim, make_event
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import events, square_rings

from geomap.errors import InputError
from geomap.layers.features import make_table
from geomap.layers.select import Selection, describe_selection
from geomap.model import Count, EventType, Factuality, Form, Party, Shape, When

KILLED = {"killed": Count(low=3, high=None, start=0, end=1)}


def taken(event, **asked):
    table = make_table([event], claims=[make_claim()], selection=Selection(**asked))
    return [feature.event for feature in table.features()] == [event]


@given(st.lists(events(), max_size=5))
def test_all_are_taken_unless_told_otherwise(listed):
    """
    Without a condition every event is taken, in its order, and nothing is told of a filter.
    """
    table = make_table(listed, claims=[], rings=square_rings)

    assert [feature.event for feature in table.features()] == listed
    assert describe_selection(table.selection) == {}


@given(st.lists(events(), max_size=5), st.sampled_from(("mode=x", "killed_low>5", "quote~a")))
def test_a_condition_takes_some_of_them(listed, condition):
    """
    What is taken is a part of the events, in their order.
    """
    selection = Selection(where=(condition,))
    table = make_table(listed, claims=[], rings=square_rings, selection=selection)
    got = [feature.event for feature in table.features()]

    assert got == [event for event in listed if event in got]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"types": (EventType.SHELLING, EventType.CLASH)}, True),
        ({"types": (EventType.CLASH,)}, False),
        ({"statuses": (Factuality.DENIED,)}, False),
        ({"sides": ("UA",)}, False),
        ({"sides": ("RU",)}, True),
        ({"since": date(2024, 3, 1)}, True),
        ({"since": date(2024, 3, 2)}, False),
        ({"until": date(2024, 2, 29)}, False),
        ({"since": date(2024, 1, 1), "until": date(2024, 12, 31)}, True),
        ({"bbox": (37.0, 48.0, 38.0, 49.0)}, True),
        ({"bbox": (30.0, 48.0, 31.0, 49.0)}, False),
        ({"precision": 1}, True),
        ({"where": ("killed_low>=3",)}, True),
        ({"where": ("killed_low>3",)}, False),
        ({"where": ("killed_high<9",)}, False),
        ({"where": ("killed_high=",)}, True),
        ({"where": ("killed_low!=",)}, True),
        ({"where": ("killed_high!=4",)}, True),
        ({"where": ("location = Klishchiivka",)}, True),
        ({"where": ("quote~SHELLS fell",)}, True),
        ({"where": ("date_start<2024-03-02", "type=clash")}, False),
        ({"where": ("claimant_named=true",)}, True),
        ({"where": ("disputed=",)}, True),
    ],
    ids=str,
)
def test_condition_is_held_to(asked, expected):
    """
    Each condition takes what it says and nothing else.
    """
    actor = Party(text="Russian artillery", start=0, end=17, side="RU")

    assert taken(make_event(counts=KILLED, actor=actor), **asked) is expected


def test_undated_event_is_in_no_period():
    """
    Of an event without a date nobody can say that it lies between two days.
    """
    assert not taken(make_event(when=When()), since=date(2000, 1, 1))
    assert taken(make_event(when=When(last="2024-03-01")), until=date(2024, 1, 1))


def test_area_is_in_a_box_that_it_touches():
    """
    An area is taken when a part of it lies in the box, an undrawn event never.
    """
    shape = Shape(form=Form.DISC, lon=38.0, lat=48.6, radius_m=20_000.0)
    event = make_event(where=replace(AT_KLISHCHIIVKA, shape=shape))
    box = (38.2, 48.5, 39.0, 48.7)

    assert taken(event, bbox=box)
    assert not taken(replace(event, mappable=False), bbox=box)


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"where": ("colour=red",)}, "fields are event_id"),
        ({"where": ("quote",)}, "is not FIELD"),
        ({"where": ("killed_low=many",)}, "not a value of type int"),
        ({"where": ("date_start<2024",)}, "not a value of type date"),
        ({"where": ("claimant_named=maybe",)}, "not a value of type bool"),
        ({"where": ("killed_low>",)}, "a value is missing"),
        ({"bbox": (39.0, 48.0, 38.0, 49.0)}, "not west, south"),
    ],
)
def test_condition_that_cannot_be_is_named(asked, words):
    """
    A filter that says nothing is an error, not an empty map.
    """
    with pytest.raises(InputError, match=words):
        taken(make_event(), **asked)
