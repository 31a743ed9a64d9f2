"""What an event takes from which of its claims."""

from msgspec.structs import replace
from tellings import at, on, tell

from geomap.merge import merge_claims
from geomap.model import NOWHERE, Count, EventType, Party, Stance

SHARED = {"doc_id": "doc", "happening": "hp-0"}


def fused(*claims):
    """Return the one event of claims of one happening."""
    (event,) = merge_claims(replace(c, sentence=n, **SHARED) for n, c in enumerate(claims))
    return event


def test_a_denial_does_not_lead():
    """
    The denied claim leads, also when the denial is told first; factuality stays the claim's.
    """
    event = fused(tell(0, Stance.DENY), tell(1))

    assert (event.lead_claim, event.denials) == (tell(1).id, (tell(0).id,))
    assert (event.factuality, event.disputed_fields) == ("asserted", ("occurrence",))


def test_the_claim_with_the_best_place_leads():
    """
    A claim without a place leaves the lead to one with it, and lends it what that leaves open.
    """
    count = {"killed": Count(low=3, high=3, start=0, end=1)}
    event = fused(tell(0, where=NOWHERE, counts=count), tell(1, where=at("b")))

    assert (event.lead_claim, event.counts) == (tell(1).id, count)


def test_confirmation_does_not_spread_from_elsewhere():
    """
    What is confirmed of another place, or of another actor, confirms nothing here.
    """
    ours, theirs = (Party(text="army", start=0, end=1, side=side) for side in ("RU", "UA"))
    loss = tell(1, Stance.CONFIRM)

    assert fused(tell(0, Stance.ALLEGE), loss).factuality == "confirmed"
    assert fused(tell(0, Stance.ALLEGE), replace(loss, where=NOWHERE)).factuality == "confirmed"
    assert fused(tell(0, Stance.ALLEGE), replace(loss, where=at("b"))).factuality == "alleged"
    told = fused(tell(0, Stance.ALLEGE, actor=ours), replace(loss, actor=theirs))
    assert told.factuality == "alleged"


def test_what_one_alleges_another_may_assert():
    """
    An event is asserted when a document states it flatly; in one document the lead decides.
    """
    alleged = tell(0, Stance.ALLEGE)
    (event,) = merge_claims([alleged, tell(1)])

    assert event.factuality == "asserted"
    assert fused(alleged, tell(1)).factuality == "alleged"


def test_the_shortest_time_is_the_event_s():
    """
    A day tells more than the month it lies in, and a known weapon more than a strike.
    """
    vague = tell(0, when=on("2024-03-01", "2024-03-31"), type=EventType.STRIKE)
    (event,) = merge_claims([vague, tell(1)])

    assert (event.when, event.type) == (tell(1).when, "shelling")
