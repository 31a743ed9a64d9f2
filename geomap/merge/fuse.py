"""One event from the claims of one happening; the claims themselves are never changed."""

from collections.abc import Iterable, Sequence

from geomap.ids import event_id
from geomap.model import DRAWN_FACTUALITIES, Claim, Event, Factuality, Scope, Stance, When, Where


def merge_claims(claims: Iterable[Claim]) -> list[Event]:
    """
    Make one event of the claims of each happening.

    Returns
    -------
    events
        Ordered by document, then by the place in the text of their oldest claim. The order of
        the input changes nothing.
    """
    happenings: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        happenings.setdefault((claim.doc_id, claim.happening), []).append(claim)
    groups = [sorted(group, key=_order) for group in happenings.values()]
    return [_fuse(group) for group in sorted(groups, key=lambda group: _order(group[0]))]


def _order(claim: Claim) -> tuple[str, int, int, str]:
    return claim.doc_id, claim.sentence, claim.trigger.start, claim.id


def _fuse(group: Sequence[Claim]) -> Event:
    told = [c for c in group if c.stance is not Stance.DENY]
    denials = [c for c in group if c.stance is Stance.DENY]
    voices = told or denials
    lead = next((c for c in voices if _is_placed(c)), voices[0])
    factuality = lead.factuality
    if any(c.factuality is Factuality.CONFIRMED for c in told):
        factuality = Factuality.CONFIRMED
    return Event(
        id=event_id(group[0].id),
        previous_ids=(),
        type=lead.type,
        mode=lead.mode,
        target=lead.target,
        where=lead.where,
        when=_when(lead, voices),
        actor=next((c.actor for c in [lead, *voices] if c.actor is not None), None),
        affected=next((c.affected for c in [lead, *voices] if c.affected is not None), None),
        counts=lead.counts,
        factuality=factuality,
        disputed_fields=_disputed(told, denials),
        corroborated=None,
        scope=lead.scope,
        mappable=_is_mappable(factuality, lead.scope, lead.where),
        lead_claim=lead.id,
        claims=tuple(c.id for c in group),
        denials=tuple(c.id for c in denials),
        caused_by=None,
    )


def _is_placed(claim: Claim) -> bool:
    return claim.where.shape is not None and not claim.where.inferred


def _when(lead: Claim, voices: Sequence[Claim]) -> When:
    return next((c.when for c in [lead, *voices] if c.when.first is not None), lead.when)


def _disputed(told: Sequence[Claim], denials: Sequence[Claim]) -> tuple[str, ...]:
    if not told:
        return ()
    return tuple(sorted({c.disputes for c in denials if c.disputes is not None}))


def _is_mappable(factuality: Factuality, scope: Scope, where: Where) -> bool:
    drawn = factuality in DRAWN_FACTUALITIES and scope is Scope.CURRENT
    return drawn and where.shape is not None
