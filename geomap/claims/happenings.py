"""Claims of one document about the same thing share a happening, denials included."""

from bisect import bisect_left, insort
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from geomap.model import Claim, Count, EventType, Factuality, Form, Scope, Stance, When

_TERRITORY = frozenset({EventType.ADVANCE, EventType.CAPTURE, EventType.RETREAT})
_ONCE = frozenset({EventType.CAPTURE, EventType.RETREAT})
_RECENT = 20  # happenings at one place that a further mention is compared with
_EPISODE = 12  # sentences within which a place and a type make the same happening
_NEAR = 3  # the same, where one of the two states a day and the other does not
_BACK = 5  # sentences that "the shelling" points back over
_ANSWERED = 40  # sentences within which a denial answers what it names the place of
_UTTERED = 20  # the same, where only one of the two has a place
Place = tuple[str, ...]

_OPEN = frozenset({Factuality.PLANNED, Factuality.HYPOTHETICAL})


class Draft(NamedTuple):
    """
    A claim whose happening is not known yet.

    `at` and `cause` are the sentence and token of its trigger, and of what caused it.
    `definite` marks a trigger that points back, `goes_on` a mention that adds nothing of its own,
    `fresh` one that says that it is another happening, `regained` a capture of what was held
    before; `answers` a claim that somebody utters, so that it is no mere negation of the
    publisher's; `rebuts` is the draft that a rebuttal denies.
    """

    claim: Claim
    at: tuple[int, int] | None = None
    cause: tuple[int, int] | None = None
    definite: bool = False
    goes_on: bool = False
    fresh: bool = False
    regained: bool = False
    answers: bool = False
    rebuts: int | None = None


class _Group:
    """The claims of one happening so far, with what a further one must not contradict."""

    def __init__(self, draft: Draft) -> None:
        self.members: list[int] = []
        self.type = draft.claim.type
        self.open = draft.claim.factuality in _OPEN
        self.place: Place | None = None
        self.places: set[str] = set()
        self.sides: set[str] = set()
        self.blamed: set[tuple[str | None, str]] = set()  # who says it, of whom
        self.whens: list[When] = []
        self.inherited: list[When] = []  # times that the text states elsewhere
        self.counts: list[Mapping[str, Count]] = []
        self.regained: set[bool] = set()
        self.scopes: set[Scope] = set()
        self.is_own = False  # told in the publisher's own voice, which disputes nothing of itself
        self.sentences: list[int] = []

    def add(self, n: int, draft: Draft) -> None:
        claim = draft.claim
        self.members.append(n)
        self.place = self.place or _place(claim)
        self.places = self.places or {p.id for p in claim.where.places}
        insort(self.sentences, claim.sentence)
        if claim.stance is not Stance.DENY:
            self.scopes.add(claim.scope)
            self.is_own |= not draft.answers
            self.sides |= _sides(claim)
            self.blamed |= {(claim.chain[-1].side, side) for side in _sides(claim)}
            self.counts.append(claim.counts)
            (self.whens if is_dated(claim.when) else self.inherited).append(claim.when)
            self.regained.add(draft.regained)

    @property
    def last_sentence(self) -> int:
        """The sentence of the last mention."""
        return self.sentences[-1]

    def distance(self, claim: Claim) -> int:
        """Return the sentences between a claim and the nearest mention."""
        n = bisect_left(self.sentences, claim.sentence)
        return min(abs(claim.sentence - s) for s in self.sentences[max(0, n - 1) : n + 1])

    def allows(self, draft: Draft) -> bool:
        """Say whether side, stated time, counts and scope contradict nothing in the group."""
        claim = draft.claim
        sides = self.sides | _sides(claim)
        if claim.stance is Stance.DENY:
            return len(sides) < 2
        one_side = len(sides) < 2 or self._is_blamed_back(claim)
        taken_alike = draft.regained in self.regained or bool(self.sides & _sides(claim))
        return (
            one_side
            and (taken_alike or self.type not in _ONCE)
            and self.open == (claim.factuality in _OPEN)
            and (self.scopes <= {claim.scope} or _remembers(draft))
            and all(may_be_equal(when, claim.when) for when in self.whens)
            and (draft.definite or self._flows_with(claim))
            and all(_counts_agree(counts, claim.counts) for counts in self.counts)
        )

    def _flows_with(self, claim: Claim) -> bool:
        """Say whether the days that the text has come to do not part what may happen daily."""
        known = [w for w in (*self.whens, *self.inherited) if w.first is not None]
        flows = claim.when.first is None or all(_overlap_days(w, claim.when) for w in known)
        return flows or self.type in _ONCE

    def _is_blamed_back(self, claim: Claim) -> bool:
        """Say whether the side that was blamed blames the one that blamed it, just after."""
        back = {(side, claim.chain[-1].side) for side in _sides(claim)}
        return bool(back & self.blamed) and self.distance(claim) <= _NEAR

    def allows_pointing(self, draft: Draft) -> bool:
        """
        Say whether a mention that states no place of its own can point back to this.

        "The shelling on Monday" only to what has a day too; what merely goes on only where the
        paragraph's place is the same.
        """
        inferred = {p.id for p in draft.claim.where.places}
        elsewhere = inferred and self.places and inferred != self.places
        if elsewhere and not draft.definite:
            return False
        return bool(self.whens) or not is_dated(draft.claim.when)

    def is_in_reach(self, claim: Claim) -> bool:
        """Say whether a mention at the same place stands near enough to be the same happening."""
        if any(when == claim.when for when in self.whens):
            return True
        if self.type in _ONCE and self.sides & _sides(claim):
            return True
        dated = is_dated(claim.when)
        reach = _NEAR if self.type not in _ONCE and dated != bool(self.whens) else _EPISODE
        return claim.sentence - self.last_sentence <= reach


def group_happenings(drafts: Sequence[Draft]) -> list[list[int]]:
    """
    Group claims by what they are about.

    What is asserted is grouped first, in the order of the text: by type, place, side, time and
    counts. A mention without a place joins what was told just before only if it points back
    ("the offensive") or adds nothing of its own; "another attack" is a new happening.
    Denials then join what they deny, so that none stands as an event of its own while there is
    something near by that it denies.

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
                found.join(group, n, draft)
    for n, draft in enumerate(drafts):
        if draft.claim.stance is Stance.DENY:
            found.join(found.denied_by(draft), n, draft)
    return sorted((sorted(g.members) for g in found.groups), key=lambda members: members[0])


class _Groups:
    """All happenings of a document, looked up by place, by type and by member."""

    def __init__(self) -> None:
        self.groups: list[_Group] = []
        self._by_place: dict[tuple[EventType, Place], list[_Group]] = {}
        self._by_type: dict[EventType, dict[int, _Group]] = {}  # the last one added to is last
        self._by_member: dict[int, _Group] = {}

    def join(self, group: _Group | None, n: int, draft: Draft) -> None:
        """Add a claim to a group, or begin one with it."""
        if group is None:
            group = _Group(draft)
            self.groups.append(group)
        placed = group.place is not None
        group.add(n, draft)
        self._by_member[n] = group
        recent = self._by_type.setdefault(group.type, {})
        recent.pop(id(group), None)
        recent[id(group)] = group
        if group.place is not None and not placed:
            self._by_place.setdefault((group.type, group.place), []).append(group)

    def of(self, draft: Draft) -> _Group | None:
        """Return the group that a claim which denies nothing goes on about."""
        claim, place = draft.claim, _place(draft.claim)
        if draft.fresh:
            return None
        if place is None:
            return None if claim.factuality in _OPEN else self._last(draft, _reach(draft))
        alike = self._by_place.get((claim.type, place), [])[-_RECENT:]
        same = (g for g in reversed(alike) if g.is_in_reach(claim) and g.allows(draft))
        return next(same, self._last_unplaced(draft))

    def _last(self, draft: Draft, reach: int) -> _Group | None:
        """Return what was last told of a type within some sentences, if it can be the same."""
        for group in reversed(self._by_type.get(draft.claim.type, {}).values()):
            if draft.claim.sentence - group.last_sentence > reach:
                return None
            if group.allows(draft) and group.allows_pointing(draft):
                return group
        return None

    def _last_unplaced(self, draft: Draft) -> _Group | None:
        """Return what "the offensive near Lyman" may give its place to."""
        if not draft.definite or draft.claim.type in _ONCE:
            return None
        group = self._last(draft, _BACK)
        return group if group is not None and group.place is None else None

    def denied_by(self, draft: Draft) -> _Group | None:
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

        def rank(group: _Group) -> tuple[int, int, int]:
            return group.distance(draft.claim), -len(group.members), group.members[0]

        return min(same_type or alike, key=rank, default=None)


def _reach(draft: Draft) -> int:
    """Return the sentences that a mention without a place may point back over."""
    if draft.definite:
        return _BACK
    return _NEAR if draft.goes_on else 0


def _may_deny(draft: Draft, group: _Group) -> bool:
    claim, place = draft.claim, _place(draft.claim)
    itself = group.is_own and not draft.answers
    if group.open or itself or not group.allows(draft):
        return False
    family = {group.type, claim.type} <= _TERRITORY and place is not None
    if group.type is not claim.type and not family:
        return False
    distance = group.distance(claim)
    if place is not None and group.place == place:
        return distance <= _ANSWERED
    return draft.answers and distance <= _UTTERED and None in {place, group.place}


def _points_at_nothing(draft: Draft) -> bool:
    claim = draft.claim
    alone = claim.actor is None and _place(claim) is None
    return draft.definite and alone and claim.type in _TERRITORY


def _remembers(draft: Draft) -> bool:
    """Say whether "the capture", without a time of its own, may be one of long ago."""
    return draft.definite and not is_dated(draft.claim.when)


def _sides(claim: Claim) -> set[str]:
    side = claim.actor.side if claim.actor is not None else None
    return set() if side is None else {side}


def is_dated(when: When) -> bool:
    """Say whether a clause states a time, be it in words whose year is not known."""
    own = when.basis != "inherited"
    return own and (when.first is not None or when.span is not None)


def may_be_equal(one: When, other: When) -> bool:
    """Say whether two times may be one: the one lies within the other, or is not stated."""
    if not is_dated(one) or not is_dated(other):
        return True
    if one.first and other.first:
        return _overlap_days(one, other)
    if one.span is None or other.span is None:
        return True
    return one.span.text.casefold() == other.span.text.casefold()


def _overlap_days(one: When, other: When) -> bool:
    """Say whether of two known times the one lies within the other."""
    return _lies_within(one, other) or _lies_within(other, one)


def _lies_within(inner: When, outer: When) -> bool:
    begins = (outer.first or "") <= (inner.first or "")
    return begins and (inner.last or "") <= (outer.last or "")


def _counts_agree(one: Mapping[str, Count], other: Mapping[str, Count]) -> bool:
    """Say whether no number of the one lies outside what the other counts."""
    return all(_overlap(one[name], other[name]) for name in one.keys() & other.keys())


def _overlap(one: Count, other: Count) -> bool:
    low = max(one.low or 0, other.low or 0)
    return all(end is None or low <= end for end in (one.high, other.high))


def _place(claim: Claim) -> Place | None:
    """Return what a claim's place is known by, or None when its own sentence states none."""
    where = claim.where
    if where.inferred and where.expression and where.expression.end <= claim.quote.start:
        return None
    if where.places:
        shape = where.shape
        region = shape is not None and shape.region_id is not None
        offset = (
            (f"{shape.lon:.2f} {shape.lat:.2f}",) if shape and shape.form is Form.OFFSET else ()
        )
        return ("" if region else where.relation or "", *(p.id for p in where.places), *offset)
    if where.expression is None and where.context:
        return ("toward", *(ref.name for ref in where.context))
    return None if where.expression is None else ("?", where.expression.text.casefold())
