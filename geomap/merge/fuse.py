"""One event from the claims that are about it; the claims themselves are never changed."""

from collections.abc import Sequence

from geomap.ids import event_id
from geomap.merge.distance import claim_order
from geomap.merge.independence import is_corroborated
from geomap.model import (
    DRAWN_FACTUALITIES,
    Claim,
    Event,
    EventType,
    Factuality,
    Form,
    Party,
    Scope,
    Stance,
    When,
    Where,
)

_ASSUMED = frozenset({"inherited", "published"})
_EXACT_FIRST = (Form.POINT, Form.OFFSET, Form.CORRIDOR, Form.DISC, Form.REGION)


def fuse_claims(group: Sequence[Claim]) -> Event:
    """
    Make one event of claims, in any order.

    The lead is the first claim that places the event, and places it best; what it leaves open
    is taken from the others. Only `caused_by` and `previous_ids` are left to the caller.
    """
    claims = sorted(group, key=claim_order)
    told = [c for c in claims if c.stance is not Stance.DENY]
    denials = [c for c in claims if c.stance is Stance.DENY]
    voices = told or denials
    lead = min(voices, key=_lead_rank)
    voices = [lead, *voices]
    factuality = _factuality(lead, told, denials)
    return Event(
        id=event_id(claims[0].id),
        previous_ids=(),
        type=lead.type,
        mode=next((c.mode for c in voices if c.mode is not None), None),
        target=next((c.target for c in voices if c.target is not None), None),
        where=lead.where,
        when=_when(voices),
        actor=_party([c.actor for c in voices]),
        affected=_party([c.affected for c in voices]),
        counts={k: v for c in reversed(voices) for k, v in sorted(c.counts.items())},
        factuality=factuality,
        disputed_fields=_disputed(told, denials),
        corroborated=True if is_corroborated(told) else None,
        scope=lead.scope,
        mappable=_is_mappable(factuality, lead.scope, lead.where),
        lead_claim=lead.id,
        claims=tuple(c.id for c in claims),
        denials=tuple(c.id for c in denials),
        caused_by=None,
    )


def _lead_rank(claim: Claim) -> tuple[bool, int, bool, bool]:
    """Put claims that place an event first, by how well; equals stay in their order."""
    shape = claim.where.shape
    placed = shape is not None and not claim.where.inferred
    return (
        not placed,
        len(_EXACT_FIRST) if shape is None else _EXACT_FIRST.index(shape.form),
        claim.where.unresolved is not None,
        claim.type is EventType.STRIKE,
    )


def _factuality(lead: Claim, told: Sequence[Claim], denials: Sequence[Claim]) -> Factuality:
    """
    Return the lead's factuality, unless others say the same thing more firmly.

    Confirmed is what somebody confirms of the lead's place and actor. What the lead's document
    only alleges is asserted when another one states it flatly. What a document cites and itself
    calls untrue is denied.
    """
    if told and any(_is_belied(lead, denial) for denial in denials):
        return Factuality.DENIED
    alike = [c for c in told if _is_about_the_same(c, lead)]
    if any(c.factuality is Factuality.CONFIRMED for c in alike):
        return Factuality.CONFIRMED
    flat = (c.factuality is Factuality.ASSERTED and c.doc_id != lead.doc_id for c in alike)
    return (
        Factuality.ASSERTED
        if lead.factuality is Factuality.ALLEGED and any(flat)
        else lead.factuality
    )


def _is_belied(lead: Claim, denial: Claim) -> bool:
    """Say whether the publisher itself denies what it has only from somebody else."""
    same = lead.doc_id == denial.doc_id
    return same and len(denial.chain) == 1 and len(lead.chain) > 1


def _is_about_the_same(claim: Claim, lead: Claim) -> bool:
    """Say whether a claim names no other place and no other actor than the lead does."""
    places = {p.id for p in claim.where.places}
    same_place = not places or places == {p.id for p in lead.where.places}
    sides = {c.actor.side for c in (claim, lead) if c.actor is not None} - {None}
    return same_place and len(sides) < 2


def _when(voices: Sequence[Claim]) -> When:
    """Return the first time that is known: a stated one, and of several a single day."""
    known = [c.when for c in voices if c.when.first is not None and c.when.last is not None]
    ranked = sorted(known, key=lambda when: (when.basis in _ASSUMED, when.first != when.last))
    return next(iter(ranked), voices[0].when)


def _party(parties: Sequence[Party | None]) -> Party | None:
    """Return the first of known side, else the first that is named."""
    named = [p for p in parties if p is not None]
    return next((p for p in named if p.side is not None), named[0] if named else None)


def _disputed(told: Sequence[Claim], denials: Sequence[Claim]) -> tuple[str, ...]:
    if not told:
        return ()
    return tuple(sorted({c.disputes for c in (*told, *denials) if c.disputes is not None}))


def _is_mappable(factuality: Factuality, scope: Scope, where: Where) -> bool:
    drawn = factuality in DRAWN_FACTUALITIES and scope is Scope.CURRENT
    return drawn and where.shape is not None
