"""Laws of merging across documents: it only groups, and says the same however it is fed."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from tellings import at, by, on, tell, tellings

from geomap.merge import merge_claims
from geomap.model import NOWHERE, EventType, Form, Party, Stance, When

RU = Party(text="Russian artillery", start=0, end=1, side="RU")
UA = Party(text="Ukrainian artillery", start=0, end=1, side="UA")
MARCH = on("2024-03-01", "2024-03-31")


def unnamed(events):
    """Return events without what they were called before."""
    return [replace(event, previous_ids=()) for event in events]


@given(tellings(), st.randoms())
def test_order_does_not_matter(made, random):
    """
    Any order of the same claims gives the same events in the same order.
    """
    shuffled = list(made)
    random.shuffle(shuffled)

    assert merge_claims(shuffled) == merge_claims(made)


@given(tellings())
def test_each_claim_lands_in_one_event(made):
    """
    Nothing is lost and nothing is doubled, also when a file is given twice.
    """
    held = [claim for event in merge_claims([*made, *made]) for claim in event.claims]

    assert sorted(held) == sorted(claim.id for claim in made)


@given(tellings())
def test_a_happening_is_never_torn(made):
    """
    What a document tells of one thing stays together.
    """
    holders = {}
    for event in merge_claims(made):
        for claim in event.claims:
            holders[claim] = event.id
    told = {}
    for claim in made:
        told.setdefault((claim.doc_id, claim.happening), set()).add(holders[claim.id])

    assert all(len(events) == 1 for events in told.values())


@given(tellings())
def test_what_one_document_tells_apart_stays_apart(made):
    """
    No event holds two happenings of one document, whatever others tell.
    """
    by_id = {claim.id: claim for claim in made}

    for event in merge_claims(made):
        told = {(by_id[c].doc_id, by_id[c].happening) for c in event.claims}
        assert len(told) == len({document for document, _ in told})


@given(tellings(), tellings())
def test_an_increment_equals_the_full_merge(first, second):
    """
    Earlier events given back change nothing but what the new ones were called before.
    """
    more = [replace(c, id=f"{c.id}x", happening=f"{c.happening}x") for c in second]
    more = [replace(claim, doc_id=f"{claim.doc_id}x") for claim in more]
    previous = merge_claims(first)
    both = [*first, *more]

    assert unnamed(merge_claims(both, previous=previous)) == merge_claims(both)


@given(tellings())
def test_a_source_taken_away_was_never_there(made):
    """
    Merging again without a document gives what merging without it gives.
    """
    rest = [claim for claim in made if claim.doc_id != "doc0"]

    assert unnamed(merge_claims(rest, previous=merge_claims(made))) == merge_claims(rest)


@given(tellings())
def test_merging_again_changes_nothing(made):
    """
    The same claims give the same events, names included.
    """
    events = merge_claims(made)

    assert merge_claims(made, previous=events) == events


@given(tellings())
def test_only_what_is_told_is_drawn(made):
    """
    An event all of whose claims are denials or plans is not mappable.
    """
    by_id = {claim.id: claim for claim in made}

    for event in merge_claims(made):
        if all(by_id[c].stance in {Stance.DENY, Stance.PLAN} for c in event.claims):
            assert not event.mappable


@given(tellings())
def test_no_event_has_two_sides_or_two_settlements(made):
    """
    What happenings of different documents state of side and settlement never contradicts.
    """
    by_id = {claim.id: claim for claim in made}

    for event in merge_claims(made):
        claims = [by_id[c] for c in event.claims]
        if len({claim.happening for claim in claims}) == len(claims):
            assert len({c.actor.side for c in claims if c.actor}) < 2
            points = [c.where for c in claims if c.where.shape and c.where.shape.form == Form.POINT]
            assert len({where.places[0].id for where in points}) < 2


def test_an_event_keeps_what_it_was_called():
    """
    An older claim gives the event a new name; the former one is kept.
    """
    told = [tell(5), tell(6)]
    previous = merge_claims(told)
    (event,) = merge_claims([tell(1), *told], previous=previous)

    assert event.id != previous[0].id
    assert event.previous_ids == (previous[0].id,)


ONE = {
    "the same in all": (tell(1), tell(2)),
    "a strike whose weapon another tells": (tell(1), tell(2, type=EventType.STRIKE)),
    "an actor that only one names": (tell(1, actor=RU), tell(2)),
    "near a town, and in it": (
        tell(1),
        tell(2, where=at("theatre:ukraine/klishchiivka", form=Form.DISC)),
    ),
    "an actor that one names, a day that the other names, of one target": (
        tell(1, target="housing"),
        tell(2, target="housing", actor=RU, when=When(last="2024-03-01")),
    ),
    "a day and a span with it": (tell(1), tell(2, when=MARCH)),
    "off a town, where another village lies": (
        tell(1),
        tell(2, where=at("x", lon=37.97, form=Form.OFFSET, radius_m=3000)),
    ),
    "told on the day of its publication": (tell(1), tell(2, when=When(last="2024-03-01"))),
    "a capture told with a day between": (
        tell(1, type=EventType.CAPTURE),
        tell(2, type=EventType.CAPTURE, when=on("2024-03-02")),
    ),
    "a denial two days later": (tell(1), tell(2, Stance.DENY, when=on("2024-03-03"))),
}


@pytest.mark.parametrize("told", ONE.values(), ids=ONE)
def test_tellings_of_one_thing_are_one_event(told):
    """
    Documents that agree, or of which one only says less, tell of one event.
    """
    assert len(merge_claims(told)) == 1


TWO = {
    "two villages": (tell(1), tell(2, where=at("b"))),
    "two stated days of what may happen daily": (tell(1), tell(2, when=on("2024-03-02"))),
    "two sides": (tell(1, actor=RU), tell(2, actor=UA)),
    "an actor that one names, a day that the other names": (
        tell(1),
        tell(2, actor=RU, when=When(last="2024-03-01")),
    ),
    "two weapons": (tell(1), tell(2, type=EventType.AIRSTRIKE)),
    "no place": (tell(1, where=NOWHERE), tell(2, where=NOWHERE)),
    "an inferred place": (
        tell(1),
        tell(2, where=replace(at("theatre:ukraine/klishchiivka"), inferred=True)),
    ),
    "no time": (tell(1), tell(2, when=When())),
    "a plan and a fact": (tell(1), tell(2, Stance.PLAN)),
    "two of one document": (tell(1), tell(2, doc_id="doc1")),
    "captures a month apart": (
        tell(1, type=EventType.CAPTURE),
        tell(2, type=EventType.CAPTURE, when=on("2024-04-01")),
    ),
    "a denial before it": (tell(1), tell(2, Stance.DENY, when=on("2024-02-20"))),
}


@pytest.mark.parametrize("told", TWO.values(), ids=TWO)
def test_what_differs_is_two_events(told):
    """
    One stated difference is enough, and so is nothing to go by.
    """
    assert len(merge_claims(told)) == 2


def test_what_may_mean_two_events_joins_neither():
    """
    A report without an actor stays by itself where both sides are told to have done it.
    """
    assert len(merge_claims([tell(1, actor=RU), tell(2, actor=UA), tell(3)])) == 3


def test_a_chain_of_captures_is_cut_by_the_window():
    """
    No event is longer than the days by which reports may differ.
    """
    told = [tell(n, type=EventType.CAPTURE, when=on(f"2024-03-{n:02}")) for n in range(1, 7)]

    assert [len(event.claims) for event in merge_claims(told)] == [2, 2, 2]
    assert [len(event.claims) for event in merge_claims(told, max_days=2)] == [3, 3]


def test_a_denial_elsewhere_disputes_the_event():
    """
    A denial joins what another document tells; of what nobody tells it is an event of its own.
    """
    denial = tell(2, Stance.DENY, when=on("2024-03-02"))
    (disputed,) = merge_claims([tell(1), denial])
    (denied,) = merge_claims([denial])

    assert (disputed.factuality, disputed.denials) == ("asserted", (denial.id,))
    assert disputed.disputed_fields == ("occurrence",)
    assert (denied.factuality, denied.mappable) == ("denied", False)


def test_harm_points_to_the_event_that_caused_it():
    """
    A claim names the happening that caused it, an event the event.
    """
    told = [
        tell(1),
        tell(2),
        tell(3, type=EventType.CASUALTIES, doc_id="doc2", cause=tell(2).happening),
    ]
    strike, harm = merge_claims(told)

    assert harm.caused_by == strike.id
    assert strike.caused_by is None


def test_harm_of_one_event_is_one():
    """
    What two documents tell that one strike did is one event, also where its place is inferred.
    """
    there = replace(at("theatre:ukraine/klishchiivka"), inferred=True)
    harm = {"type": EventType.CASUALTIES, "where": there}
    told = [
        tell(1),
        tell(2),
        tell(3, doc_id="doc1", cause=tell(1).happening, **harm),
        tell(4, doc_id="doc2", cause=tell(2).happening, **harm),
    ]
    again = tell(5, doc_id="doc2", cause=tell(2).happening, **harm)

    assert [event.type for event in merge_claims(told)] == ["shelling", "casualties"]
    assert len(merge_claims([*told, again])) == 4


QUOTES = [
    "Shells hit the market in the middle of the night, a local official said.",
    "A barrage damaged stalls and shops; firefighters worked there until dawn.",
]
INDEPENDENCE = {
    "two publishers in their own words": (by("Courier"), by("Ledger"), QUOTES, True),
    "the same words": (by("Courier"), by("Ledger"), QUOTES[:1] * 2, None),
    "one publisher": (by("Courier"), by("Courier"), QUOTES, None),
    "nobody knows who published it": (by(None), by("Ledger"), QUOTES, None),
    "one cites the other": (by("Courier"), (*by("Ledger"), *by("the Courier")), QUOTES, None),
}


@pytest.mark.parametrize(
    ("one", "other", "quotes", "expected"), INDEPENDENCE.values(), ids=INDEPENDENCE
)
def test_corroborated_is_what_two_tell_by_themselves(one, other, quotes, expected):
    """
    Two known publishers, neither citing the other, with words of their own; else nothing is said.
    """
    first, second = (replace(tell(1).quote, text=text) for text in (quotes[0], quotes[-1]))
    (event,) = merge_claims([tell(1, chain=one, quote=first), tell(2, chain=other, quote=second)])

    assert event.corroborated is expected


def test_many_claims_are_merged_in_seconds():
    """
    The time grows with the number of claims, not with its square.
    """
    made = [
        tell(
            n,
            where=at(f"p{n % 400}", lon=30 + n % 400 / 40),
            when=on(f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}"),
        )
        for n in range(20_000)
    ]
    started = time.process_time()
    events = merge_claims(made)

    assert time.process_time() - started < 5
    assert sum(len(event.claims) for event in events) == len(made)
