"""Claims to events: what one document tells of one thing, and what several tell of it."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from geomap.merge.cluster import find_components, split_component
from geomap.merge.distance import Happening, claim_order, read_happening
from geomap.merge.fuse import fuse_claims
from geomap.model import Claim, Event


def merge_claims(
    claims: Iterable[Claim], *, previous: Iterable[Event] = (), max_days: int = 1
) -> list[Event]:
    """
    Group claims by what they are about: one event for each thing that is told.

    Claims of one document stand together when they share a happening; happenings of different
    documents when type, place given its uncertainty, time and side agree, and none of them can
    mean another event as well. Without a stated place, or a time, nothing joins. Taking a
    document away and merging again gives what would have been without it.

    Parameters
    ----------
    claims
        All of them, those of earlier merges too; a claim given twice counts once.
    previous
        Events of an earlier merge. Those whose component is unchanged are taken over, unless
        claims of that merge are missing now; of the others the new ones keep the ids in
        `previous_ids`. Reviewed events are made anew: their review is to be applied again.
    max_days
        By how many days reports of a capture or a retreat may differ. Of what can happen daily,
        such as shelling, two stated days are two events.

    Returns
    -------
    events
        Ordered by document, then by the place in the text of their oldest claim. The order of
        the input changes nothing.
    """
    earlier = list(previous)
    by_id = {claim.id: claim for claim in claims}
    before = {claim: event for event in earlier for claim in event.claims}
    reusable = before if before.keys() <= by_id.keys() else {}
    events: list[Event] = []
    for component in find_components(_happenings(by_id.values()), max_days=max_days):
        same = _unchanged(component, reusable)
        if same is None:
            groups = split_component(component, max_days=max_days)
            same = [_renamed(fuse_claims(_claims(group)), before) for group in groups]
        events += same
    linked = _with_causes(events, by_id)
    return sorted(linked, key=lambda event: claim_order(by_id[event.claims[0]]))


def _happenings(claims: Iterable[Claim]) -> Iterable[Happening]:
    """Yield what each document tells of one thing."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        found.setdefault((claim.doc_id, claim.happening), []).append(claim)
    return (read_happening(sorted(group, key=claim_order)) for group in found.values())


def _claims(group: Sequence[Happening]) -> list[Claim]:
    return [claim for happening in group for claim in happening.claims]


def _unchanged(component: Sequence[Happening], before: Mapping[str, Event]) -> list[Event] | None:
    """Return the earlier events of a component that has the claims it had; None for others."""
    claims = _claims(component)
    events = {before[c.id].id: before[c.id] for c in claims if c.id in before}
    held = sorted(claim for event in events.values() for claim in event.claims)
    if held != sorted(c.id for c in claims) or any(e.reviews for e in events.values()):
        return None
    by_id = {c.id: c for c in claims}
    same = all(
        (e.type, e.where) == (by_id[e.lead_claim].type, by_id[e.lead_claim].where)
        for e in events.values()
    )
    return list(events.values()) if same else None


def _renamed(event: Event, before: Mapping[str, Event]) -> Event:
    """Keep what an event, or what has become of it, was called."""
    earlier = [before[claim] for claim in event.claims if claim in before]
    names = {name for e in earlier for name in (e.id, *e.previous_ids)} - {event.id}
    return msgspec.structs.replace(event, previous_ids=tuple(sorted(names)))


def _with_causes(events: Iterable[Event], by_id: Mapping[str, Claim]) -> Iterable[Event]:
    """Yield harm with the event that its claims name as the cause."""
    found = list(events)
    holder = {
        (by_id[c].doc_id, by_id[c].happening): event.id for event in found for c in event.claims
    }
    for event in found:
        told = [by_id[c] for c in event.claims]
        causes = (holder.get((c.doc_id, c.cause)) for c in told if c.cause is not None)
        cause = next((c for c in causes if c not in {None, event.id}), None)
        yield event if cause == event.caused_by else msgspec.structs.replace(event, caused_by=cause)
