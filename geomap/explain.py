"""An event in words: why it is what it is, where it is, and who says it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches

from geomap.errors import UnknownEventError
from geomap.model import (
    DRAWN_FACTUALITIES,
    Claim,
    Count,
    Event,
    Factuality,
    Form,
    PlaceRef,
    Scope,
    Shape,
    Source,
    Stance,
    Unresolved,
    When,
    Where,
)

_STANCES = {
    Stance.ASSERT: "states it",
    Stance.ALLEGE: "alleges it",
    Stance.CONFIRM: "confirms it",
    Stance.DENY: "denies it",
    Stance.PLAN: "announces it",
    Stance.PREDICT: "expects it or holds it possible",
}
_FACTUALITIES = {
    Factuality.ASSERTED: "somebody states it flatly",
    Factuality.ALLEGED: "it is only claimed, or the text says that it could not be checked",
    Factuality.CONFIRMED: "the side that it speaks against, or somebody independent, confirms it",
    Factuality.DENIED: "only its denial is reported",
    Factuality.PLANNED: "it is announced, not done",
    Factuality.HYPOTHETICAL: "it is only possible",
}
_FORMS = {
    Form.POINT: "a point",
    Form.DISC: "an area around the named place",
    Form.OFFSET: "a point at a stated distance",
    Form.CORRIDOR: "a strip between two places",
    Form.REGION: "a region",
}
_UNRESOLVED = {
    Unresolved.TIED: "several places of that name are equally likely",
    Unresolved.UNKNOWN: "the gazetteer does not know the name",
    Unresolved.TOO_WEAK: "what is stated is too large or too weak to be a place",
}
_BASES = {
    "stated": "the text states it",
    "relative": "counted from the day of publication",
    "published": "not later than the publication",
    "inherited": "taken from the sentences before",
}


def find_event(events: Iterable[Event], event_id: str) -> Event:
    """
    Return the event of an id, also of one that it had before.

    Raises
    ------
    UnknownEventError
        There is none; the message names ids that look alike.
    """
    by_id: dict[str, Event] = {}
    for event in events:
        by_id[event.id] = event
        for name in event.previous_ids:
            by_id.setdefault(name, event)
    if event_id in by_id:
        return by_id[event_id]
    close = get_close_matches(event_id, sorted(by_id), n=3, cutoff=0.5)
    advice = f"did you mean {' or '.join(close)}?" if close else "the ids begin with ev-"
    message = f"no event {event_id!r} among {len(by_id)}; {advice}"
    raise UnknownEventError(message)


def explain_event(event: Event, claims: Iterable[Claim]) -> str:
    """
    Say in words what an event is made of.

    Parameters
    ----------
    claims
        At least the event's own; others are passed over, and those that lack are named.

    Returns
    -------
    text
        Lines with the rule and its words, the place with its reasons and the others that were
        considered, the time and how it was got, every claim with its chain, and the denials. Texts
        of articles stand in quotation marks, their line breaks as spaces.
    """
    by_id = {claim.id: claim for claim in claims}
    return "\n".join(_lines(event, by_id)) + "\n"


def _lines(event: Event, by_id: Mapping[str, Claim]) -> Iterator[str]:
    lead = by_id.get(event.lead_claim)
    yield _headline(event)
    yield ""
    yield from _block("What", _what(event, lead))
    yield from _block("Where", _where(event.where))
    yield from _block("When", _when(event.when))
    told = [c for c in event.claims if c not in event.denials]
    yield from _block("Who says it", _tellings(told, by_id, event.lead_claim))
    yield from _block("Who denies it", _tellings(event.denials, by_id, event.lead_claim))
    yield from _block("Called before", event.previous_ids)


def _block(title: str, lines: Iterable[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield title
        yield from (f"  {line}" for line in found)


def _headline(event: Event) -> str:
    kind = event.type.value.replace("_", " ")
    drawn = "drawn" if event.mappable else f"not drawn: {_undrawn(event)}"
    return f"{event.id}: {kind}, {event.factuality.value}; {drawn}"


def _undrawn(event: Event) -> str:
    if event.factuality not in DRAWN_FACTUALITIES:
        return _FACTUALITIES[event.factuality]
    if event.scope is not Scope.CURRENT:
        return f"it is {event.scope.value}"
    if any(review.verdict == "reject" for review in event.reviews):
        return "a reviewer has rejected it"
    if event.where.unresolved is not None:
        return _UNRESOLVED[event.where.unresolved]
    return "no place is stated"


def _what(event: Event, lead: Claim | None) -> Iterator[str]:
    if lead is not None:
        words = f"{_quoted(lead.trigger.text)} by the rule {lead.rule}, weight {lead.confidence:g}"
        yield f"{event.type.value}: {words}"
    yield from (f"{name}: {value}" for name, value in _attributes(event) if value)
    yield f"{event.factuality.value}: {_FACTUALITIES[event.factuality]}"
    if event.disputed_fields:
        yield f"disputed: {', '.join(event.disputed_fields)}"
    if event.corroborated:
        yield "corroborated: independent publishers tell it in their own words"
    if event.reviews:
        yield f"reviewed: {'; '.join(map(str, event.reviews))}"
    if event.caused_by:
        yield f"caused by: {event.caused_by}"


def _attributes(event: Event) -> Iterator[tuple[str, str | None]]:
    yield "mode", event.mode
    yield "target", event.target
    for name, party in (("actor", event.actor), ("affected", event.affected)):
        side = f" ({party.side})" if party and party.side else ""
        yield name, f"{_quoted(party.text)}{side}" if party else None
    for name, count in sorted(event.counts.items()):
        yield name, _count(count)


def _count(count: Count) -> str:
    if count.low == count.high:
        return f"{count.low}"
    if count.high is None:
        return f"{count.low} or more"
    return f"up to {count.high}" if count.low is None else f"{count.low} to {count.high}"


def _where(where: Where) -> Iterator[str]:
    if where.expression is None:
        yield "no place is stated for it"
    else:
        relation = f", relation {where.relation.value}" if where.relation else ""
        yield f"said as {_quoted(where.expression.text)}{relation}"
    if where.inferred:
        yield "taken from the sentences around, not from its own"
    if where.unresolved is not None:
        yield f"{where.unresolved.value}: {_UNRESOLVED[where.unresolved]}"
    if where.shape is not None:
        yield _shape(where.shape)
    for place in where.places:
        yield from _place(place)
    for ref in where.context:
        yield f"beside it: {_quoted(ref.name)}, {ref.role.value}"


def _shape(shape: Shape) -> str:
    where = f"longitude {shape.lon:.4f}, latitude {shape.lat:.4f}"
    region = f" {shape.region_id}" if shape.region_id else ""
    within = f", within {shape.radius_m / 1000:g} km" if shape.region_id is None else ""
    return f"{_FORMS[shape.form]}{region}: {where}{within}"


def _place(place: PlaceRef) -> Iterator[str]:
    reasons = " + ".join(f"{name} {value:g}" for name, value in place.reasons) or "no reason kept"
    yield f"{_quoted(place.name)} is {place.id}: {place.score:g} = {reasons}"
    for other in place.alternatives:
        region = "/".join(part for part in (other.country, other.admin1) if part)
        yield f"  considered too: {_quoted(other.name)} {region} {other.id}: {other.score:g}"


def _when(when: When) -> Iterator[str]:
    words = f", from {_quoted(when.span.text)}" if when.span else ""
    basis = _BASES.get(when.basis or "", when.basis)
    got = f" ({basis}{words})" if basis else words
    if when.last is None:
        yield f"no day is known{got}"
    elif when.first is None:
        yield f"by {when.last}{got}"
    else:
        days = when.first if when.first == when.last else f"{when.first} to {when.last}"
        yield f"{days}{got}"


def _tellings(ids: Sequence[str], by_id: Mapping[str, Claim], lead: str) -> Iterator[str]:
    for claim_id in ids:
        claim = by_id.get(claim_id)
        if claim is None:
            yield f"{claim_id}: not among the claims"
            continue
        marked = ", the lead" if claim_id == lead else ""
        yield f"{_chain(claim.chain)} {_STANCES[claim.stance]} ({claim_id}{marked})"
        at = f"document {claim.doc_id}, characters {claim.quote.start} to {claim.quote.end}"
        yield f"  {_quoted(claim.quote.text)} [{at}]"


def _chain(chain: Sequence[Source]) -> str:
    """Return the links from the publisher to the innermost source."""
    return " > ".join(_link(link) for link in chain)


def _link(link: Source) -> str:
    told = [link.kind.value.replace("_", " ")]
    told += ["anonymous"] if link.anonymous else []
    told += [link.side] if link.side else []
    name = link.name or link.role
    return f"{_quoted(name)} ({', '.join(told)})" if name else f"unnamed {', '.join(told)}"


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"
