"""Places in lists: "in A, B and C" is three places, "a village of R region" is one."""

from collections.abc import Iterable, Sequence

from geomap.events.families import HARM
from geomap.events.lexicon import Lexicon
from geomap.events.paths import first_conjunct
from geomap.grammar import Grammar
from geomap.model import EventType, PlaceExpression, Relation, Role

Places = list[PlaceExpression]

_JOINING = frozenset({"and", "or"})


def together(g: Grammar, found: Iterable[PlaceExpression]) -> Places:
    """Return the first expression that is no container, and those coordinated with it."""
    given = list(found)
    given = [e for e in given if e.role is not Role.CONTAINER] or given
    ordered = _without_containers(sorted(given, key=lambda e: (_vague(e), e.first, e.head)))
    first = ordered[0]
    root = first_conjunct(g, first.head)
    same = [
        e
        for e in ordered
        if first_conjunct(g, e.head) == root
        or e.first == first.first
        or _qualify_one_list(g, first, e)
    ]
    within = [e for e in ordered if e not in same and _goes_on(g, e, same)]
    return sorted([*same, *within], key=lambda e: (e.first, e.head))


def with_listed(
    g: Grammar,
    trigger: int,
    chosen: Places,
    usable: Sequence[PlaceExpression],
    lexicon: Lexicon,
    *,
    kind: EventType,
) -> Places:
    """Add the expressions of the same list: "in A, B and C", however it is parsed."""
    listed = list(chosen)
    others = sorted((e for e in usable if e not in chosen), key=lambda e: (e.first, e.head))
    others = [e for e in others if not _is_of_another_verb(g, e, trigger)]
    for one in others:
        last = max(listed, key=lambda e: e.last, default=one)
        preps = {_leading(g, e) for e in listed}
        shared = kind not in HARM and _are_shared_out(g, last, one, preps, lexicon)
        if _are_listed(g, last, one, lexicon) or shared:
            listed.append(one)
    for one in reversed(others):
        first = min(listed, key=lambda e: e.first, default=one)
        shared = kind not in HARM and _are_shared_out(g, one, first, {_leading(g, one)}, lexicon)
        if shared or (first.governor == one.governor and _are_listed(g, one, first, lexicon)):
            listed.insert(0, one)
    return listed


def _goes_on(g: Grammar, expression: PlaceExpression, listed: Places) -> bool:
    """Find B and D in "the towns of A and B and the villages of C and D"."""
    root = first_conjunct(g, expression.head)
    return any(e.first <= root <= e.last for e in listed)


def _qualify_one_list(g: Grammar, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Find "a school in X and a shop in Y": what is hit is one list, however it is parsed."""
    things = [g.head(g.head(e.head) or e.head) for e in (one, other)]
    if things[0] is None or things[1] is None:
        return False
    first, second = things[0], things[1]
    roots = [first_conjunct(g, first), first_conjunct(g, second)]
    hung = g.is_verb(roots[1]) and roots[1] in {first, g.head(first)}
    if g.is_noun(second) and g.dep(second) == "conj" and hung:
        return True
    if not (g.is_noun(first) and g.is_noun(second)):
        return False
    inside = (
        e.first <= root <= e.last and root != i
        for e, root, i in ((one, roots[1], second), (other, roots[0], first))
    )
    return any(inside) or roots[0] == roots[1]


def _is_of_another_verb(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place is the subject of another clause: "hit A, and B was shelled"."""
    i = first_conjunct(g, expression.head)
    verb = g.tokens.heads[i]
    subject = g.dep(i) in {"nsubj", "nsubjpass"} and g.is_verb(verb) and i < verb
    return subject and verb != trigger and verb not in g.ancestors(trigger)


def _are_listed(g: Grammar, one: PlaceExpression, other: PlaceExpression, lexicon: Lexicon) -> bool:
    """Say whether nothing but commas, "and" and a time stands between two: "A and, today, B"."""
    apart = list(range(one.last + 1, other.first))
    if any(g.word(i) in _JOINING for i in apart):  # "X and the rebel-held town of Y"
        described = set(g.subtree(other.head)).difference(i for i in apart if g.dep(i) == "cc")
        apart = [i for i in apart if i not in described]
    between = [g.word(i) for i in apart]
    listing = lexicon.classes["listing"]
    if between.count(",") > 1 and "and" in between:
        listing = listing | lexicon.classes["moment"]
    return one.last < other.first and bool(between) and listing.issuperset(between)


def _are_shared_out(
    g: Grammar, one: PlaceExpression, other: PlaceExpression, preps: set[str], lexicon: Lexicon
) -> bool:
    """Find "two bombs on A, one on B and at noon three more on C": a number goes on the list."""
    between = range(one.last + 1, other.first)
    listing, further = lexicon.classes["listing"], lexicon.classes["further"]
    counts = [i for i in between if g.tokens.pos[i] == "NUM" or g.word(i) in further]
    words = {g.word(i) for i in between if i not in counts} - lexicon.classes["hour"]
    counted = counts and not any(g.dep(i) in {"nsubj", "nsubjpass"} for i in counts)
    led = g.tokens.pos[other.first] == "ADP" and g.word(other.first) in preps
    return bool(counted and led and words) and words <= listing


def _leading(g: Grammar, expression: PlaceExpression) -> str:
    """Return the preposition of an expression, which may stand before it or open it."""
    first = expression.first
    return g.word(first if g.tokens.pos[first] == "ADP" else first - 1)


def _without_containers(ordered: Places) -> Places:
    """Drop an expression that only says in what a clearer one of the same phrase lies."""
    kept: Places = []
    for one in ordered:
        if not any(_is_around(k, one) for k in kept):
            kept.append(one)
    return kept


def _is_around(one: PlaceExpression, other: PlaceExpression) -> bool:
    """Say whether one contains the other; those that "both villages" means are side by side."""
    beside = (one.first, one.last) == (other.first, other.last)
    return not beside and (one.head == other.head or one.first <= other.first <= one.last)


def _vague(expression: PlaceExpression) -> bool:
    """Say whether an expression has no shape of its own, or is only a wide region."""
    shape = expression.where.shape
    return shape is None or (
        expression.where.relation in {Relation.ACROSS, Relation.PART_OF}
        or shape.region_id is not None
    )
