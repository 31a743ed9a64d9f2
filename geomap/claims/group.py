"""One happening of a text as far as it is told, and what a further mention may not contradict."""

from bisect import bisect_left, insort

from geomap.claims.facets import (
    OF_A_MOMENT,
    OPEN,
    Draft,
    Place,
    counts_agree,
    days_apart,
    is_dated,
    may_be_equal,
    narrow,
    overlap_days,
    place_of,
    sides_of,
)
from geomap.model import HAPPENS_ONCE, Claim, Count, EventType, Scope, Stance, When

NEAR = 3  # sentences: where one of two mentions states a day and the other does not
_EPISODE = 12  # sentences within which a place and a type make the same happening
_OF_THINGS = frozenset({EventType.DAMAGE, EventType.CAPTURE})
_ONCE_DAYS = 1  # by which reports of what happens once may differ


class Group:
    """The claims of one happening so far, with what a further one must not contradict."""

    def __init__(self, draft: Draft) -> None:
        self.members: list[int] = []
        self.type = draft.claim.type
        self.open = draft.claim.factuality in OPEN
        self.place: Place | None = None
        self.places: set[str] = set()
        self.sides: set[str] = set()
        self.blamed: set[tuple[str | None, str]] = set()  # who says it, of whom
        self.whens: dict[When, None] = {}
        self.affected: set[str] = set()
        self.inherited: dict[When, None] = {}  # times that the text states elsewhere
        self.counts: dict[str, Count] = {}  # what all counts of a name have in common
        self.regained: set[bool] = set()
        self.scopes: set[Scope] = set()
        self.is_own = False  # told in the publisher's own voice, which disputes nothing of itself
        self.dayparts: frozenset[str] = frozenset()
        self.causes: set[int] = set()  # the happenings that harm is said to come of, by `id`
        self.sentences: list[int] = []

    def add(self, n: int, draft: Draft) -> None:
        """Add a draft by its number; a denial adds nothing that a mention could contradict."""
        claim = draft.claim
        self.members.append(n)
        self.place = self.place or place_of(claim)
        self.places = self.places or {p.id for p in claim.where.places}
        insort(self.sentences, claim.sentence)
        if claim.stance is not Stance.DENY:
            self.scopes.add(claim.scope)
            self.dayparts |= draft.dayparts
            self.is_own |= not draft.answers
            self.sides |= sides_of(claim)
            self.blamed |= {(claim.chain[-1].side, side) for side in sides_of(claim)}
            self.counts |= {k: narrow(v, self.counts.get(k)) for k, v in claim.counts.items()}
            self.affected |= {claim.affected.text.casefold()} if claim.affected else set()
            (self.whens if is_dated(claim.when) else self.inherited)[claim.when] = None
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
        sides = self.sides | sides_of(claim)
        if claim.stance is Stance.DENY:
            return len(sides) < 2
        one_side = len(sides) < 2 or self._is_blamed_back(claim)
        taken_alike = draft.regained in self.regained or bool(self.sides & sides_of(claim))
        return (
            one_side
            and (taken_alike or self.type not in HAPPENS_ONCE)
            and self.open == (claim.factuality in OPEN)
            and (self.scopes <= {claim.scope} or _remembers(draft))
            and all(may_be_equal(when, claim.when) for when in self.whens)
            and (draft.definite or (self._flows_with(claim) and self._is_of_the_same(claim)))
            and counts_agree(self.counts, claim.counts)
            and self._is_as_late(draft)
        )

    def _is_as_late(self, draft: Draft) -> bool:
        """Say whether it may be at the same time of day; harm and gains take their time."""
        struck = self.type in OF_A_MOMENT and not draft.definite
        known = bool(self.dayparts and draft.dayparts)
        return not (struck and known and self.dayparts.isdisjoint(draft.dayparts))

    def _flows_with(self, claim: Claim) -> bool:
        """Say whether the days that the text has come to do not part this from a claim."""
        known = [w for w in (*self.whens, *self.inherited) if w.first is not None]
        slack = _ONCE_DAYS if self.type in HAPPENS_ONCE else 0
        return claim.when.first is None or all(
            overlap_days(w, claim.when) or days_apart(w, claim.when) <= slack for w in known
        )

    def _is_of_the_same(self, claim: Claim) -> bool:
        """Say whether the same thing is damaged or captured, as far as both are told."""
        if claim.affected is None or self.type not in _OF_THINGS or not self.affected:
            return True
        return claim.affected.text.casefold() in self.affected

    def _is_blamed_back(self, claim: Claim) -> bool:
        """Say whether the side that was blamed blames the one that blamed it, just after."""
        back = {(side, claim.chain[-1].side) for side in sides_of(claim)}
        return bool(back & self.blamed) and self.distance(claim) <= NEAR

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
        if claim.when in self.whens:
            return True
        if self.type in HAPPENS_ONCE and self.sides & sides_of(claim):
            return True
        dated = is_dated(claim.when)
        reach = NEAR if self.type not in HAPPENS_ONCE and dated != bool(self.whens) else _EPISODE
        return claim.sentence - self.last_sentence <= reach


def _remembers(draft: Draft) -> bool:
    """Say whether "the capture", without a time of its own, may be one of long ago."""
    return draft.definite and not is_dated(draft.claim.when)
