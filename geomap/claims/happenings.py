"""Claims of one document about the same thing share a happening, denials included."""

from collections.abc import Sequence
from typing import NamedTuple

from geomap.model import Claim, EventType, Factuality, Stance

_FAMILY = {
    EventType.ADVANCE: "territory",
    EventType.CAPTURE: "territory",
    EventType.RETREAT: "territory",
}
_NEAR = 3  # sentences within which a mention without a place goes on about the same thing
_OPEN = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})


class Draft(NamedTuple):
    """
    A claim whose happening is not known yet.

    `definite` marks a trigger that points back; `rebuts` is the draft that a rebuttal denies.
    """

    claim: Claim
    definite: bool = False
    rebuts: int | None = None


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
    groups: list[list[int]] = []
    for n, draft in enumerate(drafts):
        if draft.claim.stance is not Stance.DENY:
            group = _group_of(groups, drafts, n)
            if group is not None or not _points_at_nothing(draft):
                _join(groups, n, group)
    for n, draft in enumerate(drafts):
        if draft.rebuts is not None:
            _join(groups, n, next((g for g in groups if draft.rebuts in g), None))
        elif draft.claim.stance is Stance.DENY:
            _join(groups, n, _denied_group(groups, drafts, n))
    return sorted((sorted(group) for group in groups), key=lambda group: group[0])


def _join(groups: list[list[int]], n: int, group: list[int] | None) -> None:
    if group is None:
        groups.append([n])
    else:
        group.append(n)


def _points_at_nothing(draft: Draft) -> bool:
    claim = draft.claim
    alone = claim.actor is None and _place(claim) is None
    return draft.definite and alone and _FAMILY.get(claim.type) == "territory"


def _group_of(groups: list[list[int]], drafts: Sequence[Draft], n: int) -> list[int] | None:
    mine = drafts[n].claim
    alike = [
        g
        for g in groups
        if drafts[g[0]].claim.type is mine.type
        and _same_modality(drafts[g[0]].claim, mine)
        and all(_compatible(drafts[k].claim, mine) for k in g)
    ]
    if _place(mine) is not None:
        return next((g for g in alike if _place_of(g, drafts) == _place(mine)), None)
    if mine.factuality in _OPEN:
        return None
    for group in sorted(alike, key=lambda g: -g[-1]):
        distance = mine.sentence - drafts[group[-1]].claim.sentence
        if drafts[n].definite or distance <= _NEAR:
            return group
    return None


def _denied_group(groups: list[list[int]], drafts: Sequence[Draft], n: int) -> list[int] | None:
    mine = drafts[n].claim
    alike = [
        g
        for g in groups
        if drafts[g[0]].claim.factuality not in _OPEN and _may_deny(mine, drafts[g[0]].claim)
    ]
    place = _place(mine)
    if place is not None:
        alike = [g for g in alike if _place_of(g, drafts) in {place, None}]
    same_type = [g for g in alike if drafts[g[0]].claim.type is mine.type]
    ranked = sorted(
        same_type or (alike if place is not None else []), key=lambda g: (-len(g), g[0])
    )
    return ranked[0] if ranked else None


def _may_deny(denial: Claim, told: Claim) -> bool:
    same_family = _FAMILY.get(denial.type, denial.type) == _FAMILY.get(told.type, told.type)
    return same_family and _compatible(denial, told)


def _compatible(a: Claim, b: Claim) -> bool:
    """Say whether sides and stated times of two claims do not contradict one another."""
    sides = {c.actor.side for c in (a, b) if c.actor is not None and c.actor.side is not None}
    days = {c.when.first for c in (a, b) if c.when.first is not None}
    scopes = {a.scope, b.scope}
    return len(sides) < 2 and len(days) < 2 and (len(scopes) == 1 or a.stance is Stance.DENY)


def _same_modality(a: Claim, b: Claim) -> bool:
    return (a.factuality in _OPEN) == (b.factuality in _OPEN)


def _place(claim: Claim) -> tuple[str, ...] | None:
    """Return what a claim's place is known by, or None when it states none."""
    where = claim.where
    if where.places:
        relation = where.relation or ""
        return (
            relation if where.shape is None or where.shape.region_id is None else "",
            *(p.id for p in where.places),
        )
    return None if where.expression is None else ("?", where.expression.text.casefold())


def _place_of(group: list[int], drafts: Sequence[Draft]) -> tuple[str, ...] | None:
    return next((p for k in group if (p := _place(drafts[k].claim)) is not None), None)
