"""Claims of one document about the same thing share a happening, denials included."""

from collections.abc import Sequence
from typing import NamedTuple

from geomap.model import Claim, EventType, Factuality, Scope, Stance

_FAMILY = {
    EventType.ADVANCE: "territory",
    EventType.CAPTURE: "territory",
    EventType.RETREAT: "territory",
}
_RECENT = 20  # happenings at one place that a further mention is compared with
_EPISODE = 12  # sentences within which a place and a type make the same happening
_ANSWERED = 40  # sentences within which a denial answers
_NEAR = 3  # sentences within which a mention without a place goes on about the same thing
Place = tuple[str, ...]

_OPEN = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})


class Draft(NamedTuple):
    """
    A claim whose happening is not known yet.

    `definite` marks a trigger that points back; `rebuts` is the draft that a rebuttal denies.
    """

    claim: Claim
    definite: bool = False
    rebuts: int | None = None


class _Group:
    """The claims of one happening so far, with what a further one must not contradict."""

    def __init__(self, claim: Claim) -> None:
        self.members: list[int] = []
        self.type = claim.type
        self.open = claim.factuality in _OPEN
        self.place: Place | None = None
        self.sides: set[str] = set()
        self.days: set[str] = set()
        self.scopes: set[Scope] = set()
        self.last_sentence = claim.sentence

    def add(self, n: int, claim: Claim) -> None:
        self.members.append(n)
        self.place = self.place or _place(claim)
        self.last_sentence = max(self.last_sentence, claim.sentence)
        if claim.stance is not Stance.DENY:
            self.scopes.add(claim.scope)
            self.sides |= _sides(claim)
            self.days |= _days(claim)

    def allows(self, claim: Claim) -> bool:
        """Say whether side, stated time and scope of a claim contradict nothing in the group."""
        same_scope = claim.stance is Stance.DENY or self.scopes <= {claim.scope}
        one_side = len(self.sides | _sides(claim)) < 2
        return same_scope and one_side and len(self.days | _days(claim)) < 2


def group_happenings(drafts: Sequence[Draft]) -> list[list[int]]:
    """
    Group claims by what they are about.

    What is asserted is grouped first, in the order of the text: by type, place, side and time;
    a mention without a place joins what was last told of its type if it points back ("the
    offensive") or follows closely. Denials then join what they deny: the same place where they
    name one, else the best attested happening of the type, so that none stands as an event of
    its own while there is something that it denies.

    Returns
    -------
    groups
        Indexes into `drafts`, each group in the order of the text, the groups by their first. A
        trigger that points back ("the advance") to nothing told, with neither place nor actor of
        its own, is in no group: it may be any advance there is.
    """
    found = _Groups()
    for n, draft in enumerate(drafts):
        if draft.claim.stance is not Stance.DENY:
            group = found.of(draft)
            if group is not None or not _points_at_nothing(draft):
                found.join(group, n, draft.claim)
    for n, draft in enumerate(drafts):
        if draft.claim.stance is Stance.DENY:
            found.join(found.denied_by(draft), n, draft.claim)
    return sorted((sorted(g.members) for g in found.groups), key=lambda members: members[0])


class _Groups:
    """All happenings of a document, looked up by place, by type and by member."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._by_place: dict[tuple[EventType, Place], list[_Group]] = {}
        self._by_type: dict[EventType, dict[int, _Group]] = {}  # the last one added to is last
        self._by_member: dict[int, _Group] = {}

    def join(self, group: _Group | None, n: int, claim: Claim) -> None:
        """Add a claim to a group, or begin one with it."""
        if group is None:
            group = _Group(claim)
            self.groups.append(group)
        placed = group.place is not None
        group.add(n, claim)
        self._by_member[n] = group
        recent = self._by_type.setdefault(group.type, {})
        recent.pop(id(group), None)
        recent[id(group)] = group
        if group.place is not None and not placed:
            self._by_place.setdefault((group.type, group.place), []).append(group)

    def of(self, draft: Draft) -> _Group | None:
        """Return the group that a claim which denies nothing goes on about."""
        claim = draft.claim
        place = _place(claim)
        if place is not None:
            alike = [
                g
                for g in self._by_place.get((claim.type, place), [])[-_RECENT:]
                if claim.sentence - g.last_sentence <= _EPISODE
            ]
            return next((g for g in alike if _same_modality(g, claim) and g.allows(claim)), None)
        if claim.factuality in _OPEN:
            return None
        for group in reversed(self._by_type.get(claim.type, {}).values()):
            reach = _EPISODE if draft.definite else _NEAR
            if claim.sentence - group.last_sentence > reach:
                return None
            if _same_modality(group, claim) and group.allows(claim):
                return group
        return None

    def denied_by(self, draft: Draft) -> _Group | None:
        """Return the group that a denial is about."""
        claim = draft.claim
        if draft.rebuts is not None:
            return self._by_member.get(draft.rebuts)
        family = _FAMILY.get(claim.type, claim.type)
        place = _place(claim)
        alike = [
            g
            for g in self.groups
            if not g.open
            and _FAMILY.get(g.type, g.type) == family
            and g.allows(claim)
            and abs(claim.sentence - g.last_sentence) <= _ANSWERED
            and (place is None or g.place in {place, None})
        ]
        same_type = [g for g in alike if g.type is claim.type]
        candidates = same_type or (alike if place is not None else [])
        return max(candidates, key=lambda g: (len(g.members), -g.members[0]), default=None)


def _points_at_nothing(draft: Draft) -> bool:
    claim = draft.claim
    alone = claim.actor is None and _place(claim) is None
    return draft.definite and alone and _FAMILY.get(claim.type) == "territory"


def _same_modality(group: _Group, claim: Claim) -> bool:
    return group.open == (claim.factuality in _OPEN)


def _sides(claim: Claim) -> set[str]:
    side = claim.actor.side if claim.actor is not None else None
    return set() if side is None else {side}


def _days(claim: Claim) -> set[str]:
    """Return the day that a claim states, by its words where the year is not known."""
    if claim.when.first is not None:
        return {claim.when.first}
    return set() if claim.when.span is None else {claim.when.span.text.casefold()}


def _place(claim: Claim) -> Place | None:
    """Return what a claim's place is known by, or None when it states none."""
    where = claim.where
    if where.places:
        region = where.shape is not None and where.shape.region_id is not None
        return ("" if region else where.relation or "", *(p.id for p in where.places))
    if where.expression is None and where.context:
        return ("toward", *(ref.name for ref in where.context))
    return None if where.expression is None else ("?", where.expression.text.casefold())
