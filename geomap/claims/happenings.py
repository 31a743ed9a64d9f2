"""Claims of one document about the same thing share a happening, denials included."""

from collections.abc import Sequence

from geomap.claims.facets import OPEN, Draft, Place, place_of
from geomap.claims.group import NEAR, Group
from geomap.model import HAPPENS_ONCE, TERRITORY, EventType, Stance

_HARM = frozenset({EventType.CASUALTIES, EventType.DAMAGE})
_RECENT = 20  # happenings at one place that a further mention is compared with
_BACK = 5  # sentences that "the shelling" points back over
_ANSWERED = 40  # sentences within which a denial answers what it names the place of
_UTTERED = 20  # the same, where only one of the two has a place


def group_happenings(drafts: Sequence[Draft]) -> list[list[int]]:
    """
    Group claims by what they are about.

    What is asserted is grouped first, in the order of the text: by type, place, side, time and
    counts. A mention without a place joins what was told just before only if it points back
    ("the offensive") or adds nothing of its own; "another attack" is a new happening.
    Harm comes after what caused it: what two strikes did is two. Denials then join what they deny,
    so that none stands as an event of its own while there is something near by that it denies.

    Returns
    -------
    groups
        Indexes into `drafts`, each group in the order of the text, the groups by their first. A
        trigger that points back ("the advance") to nothing told, with neither place nor actor of
        its own, is in no group: it may be any advance there is.
    """
    found = _Told()
    told = sorted(enumerate(drafts), key=lambda item: item[1].claim.type in _HARM)
    for n, draft in told:
        if draft.claim.stance is not Stance.DENY:
            group = found.of(draft)
            if group is not None or not _points_at_nothing(draft):
                found.join(group, n, draft)
    for n, draft in enumerate(drafts):
        if draft.claim.stance is Stance.DENY:
            found.join(found.denied_by(draft), n, draft)
    return sorted((sorted(g.members) for g in found.groups), key=lambda members: members[0])


class _Told:
    """All happenings of a document, looked up by place, by type and by member."""

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._by_place: dict[tuple[EventType, Place], list[Group]] = {}
        self._by_type: dict[EventType, dict[int, Group]] = {}  # the last one added to is last
        self._by_member: dict[int, Group] = {}
        self._by_trigger: dict[tuple[int, int], set[int]] = {}  # the groups of a trigger, by `id`

    def join(self, group: Group | None, n: int, draft: Draft) -> None:
        """Add a claim to a group, or begin one with it."""
        if group is None:
            group = Group(draft)
            self.groups.append(group)
        placed = group.place is not None
        group.add(n, draft)
        self._by_member[n] = group
        if draft.at is not None:
            self._by_trigger.setdefault(draft.at, set()).add(id(group))
        group.causes |= self._causes_of(draft)
        recent = self._by_type.setdefault(group.type, {})
        recent.pop(id(group), None)
        recent[id(group)] = group
        if group.place is not None and not placed:
            self._by_place.setdefault((group.type, group.place), []).append(group)

    def _causes_of(self, draft: Draft) -> set[int]:
        return set() if draft.cause is None else self._by_trigger.get(draft.cause, set())

    def _may_come_of(self, draft: Draft, group: Group) -> bool:
        """Say whether harm may have the cause of a group's, as far as both are known."""
        causes = self._causes_of(draft)
        return not causes or not group.causes or not causes.isdisjoint(group.causes)

    def of(self, draft: Draft) -> Group | None:
        """Return the group that a claim which denies nothing goes on about."""
        claim, place = draft.claim, place_of(draft.claim)
        if draft.fresh:
            return None
        if place is None:
            return None if claim.factuality in OPEN else self._last(draft, _reach(draft))
        alike = self._by_place.get((claim.type, place), [])[-_RECENT:]
        near = (g for g in reversed(alike) if g.is_in_reach(claim) and g.allows(draft))
        same = (g for g in near if self._may_come_of(draft, g))
        return next(same, self._last_unplaced(draft))

    def _last(self, draft: Draft, reach: int) -> Group | None:
        """Return what was last told of a type within some sentences, if it can be the same."""
        for group in reversed(self._by_type.get(draft.claim.type, {}).values()):
            if draft.claim.sentence - group.last_sentence > reach:
                return None
            one = group.allows(draft) and group.allows_pointing(draft)
            if one and self._may_come_of(draft, group):
                return group
        return None

    def _last_unplaced(self, draft: Draft) -> Group | None:
        """Return what "the offensive near Lyman" may give its place to."""
        if not draft.definite or draft.claim.type in HAPPENS_ONCE:
            return None
        group = self._last(draft, _BACK)
        return group if group is not None and group.place is None else None

    def denied_by(self, draft: Draft) -> Group | None:
        """
        Return the group that a denial is about.

        Where it names a place, what was told of that place, else the nearest happening of the
        type, of those equally near the best attested. A plain negation ("did not advance there")
        answers only what it is placed like; "falsely claimed" answers itself.
        """
        if draft.rebuts is not None:
            return self._by_member.get(draft.rebuts)
        if draft.fresh:
            return None
        alike = [g for g in self.groups if _may_deny(draft, g)]
        same_type = [g for g in alike if g.type is draft.claim.type]

        def rank(group: Group) -> tuple[int, int, int]:
            return group.distance(draft.claim), -len(group.members), group.members[0]

        return min(same_type or alike, key=rank, default=None)


def _reach(draft: Draft) -> int:
    """Return the sentences that a mention without a place may point back over."""
    if draft.definite:
        return _BACK
    return NEAR if draft.goes_on else 0


def _may_deny(draft: Draft, group: Group) -> bool:
    claim, place = draft.claim, place_of(draft.claim)
    itself = group.is_own and not draft.answers
    if group.open or itself or not group.allows(draft):
        return False
    family = {group.type, claim.type} <= TERRITORY and place is not None
    if group.type is not claim.type and not family:
        return False
    distance = group.distance(claim)
    if place is not None and group.place == place:
        return distance <= _ANSWERED
    return draft.answers and distance <= _UTTERED and None in {place, group.place}


def _points_at_nothing(draft: Draft) -> bool:
    claim = draft.claim
    alone = claim.actor is None and place_of(claim) is None
    return draft.definite and alone and claim.type in TERRITORY
