"""Places in lists: "in A, B and C" is three places, "a village of R region" is one."""

from collections.abc import Iterable, Sequence

from geomap.events.lexicon import Lexicon
from geomap.events.paths import first_conjunct
from geomap.grammar import Grammar
from geomap.model import PlaceExpression, Relation, Role

Places = list[PlaceExpression]


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
    return sorted(same, key=lambda e: (e.first, e.head))


def with_listed(
    g: Grammar,
    trigger: int,
    chosen: Places,
    usable: Sequence[PlaceExpression],
    lexicon: Lexicon,
) -> Places:
    """Add the expressions of the same list: "in A, B and C", however it is parsed."""
    listed = list(chosen)
    others = sorted((e for e in usable if e not in chosen), key=lambda e: (e.first, e.head))
    others = [e for e in others if not _is_of_another_verb(g, e, trigger)]
    for one in others:
        if listed and _are_listed(g, max(listed, key=lambda e: e.last), one, lexicon):
            listed.append(one)
    for one in reversed(others):
        first = min(listed, key=lambda e: e.first, default=one)
        if first.governor == one.governor and _are_listed(g, one, first, lexicon):
            listed.insert(0, one)
    return listed


def _qualify_one_list(g: Grammar, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Find "a school in X and a shop in Y": what is hit is one list."""
    things = [g.head(g.head(e.head) or e.head) for e in (one, other)]
    nouns = [i for i in things if i is not None and g.is_noun(i)]
    return len(nouns) == 2 and len({first_conjunct(g, i) for i in nouns}) == 1


def _is_of_another_verb(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place is the subject of another clause: "hit A, and B was shelled"."""
    i = first_conjunct(g, expression.head)
    verb = g.tokens.heads[i]
    subject = g.dep(i) in {"nsubj", "nsubjpass"} and g.is_verb(verb) and i < verb
    return subject and verb != trigger and verb not in g.ancestors(trigger)


def _are_listed(g: Grammar, one: PlaceExpression, other: PlaceExpression, lexicon: Lexicon) -> bool:
    """Say whether nothing but commas and "and" stands between two expressions."""
    between = {g.word(i) for i in range(one.last + 1, other.first)}
    return one.last < other.first and bool(between) and between <= lexicon.classes["listing"]


def _without_containers(ordered: Places) -> Places:
    """Drop an expression that only says in what a clearer one of the same phrase lies."""
    kept: Places = []
    for one in ordered:
        if not any(one.head == k.head or k.first <= one.first <= k.last for k in kept):
            kept.append(one)
    return kept


def _vague(expression: PlaceExpression) -> bool:
    """Say whether an expression has no shape of its own, or is only a wide region."""
    shape = expression.where.shape
    return shape is None or (
        expression.where.relation in {Relation.ACROSS, Relation.PART_OF}
        or shape.region_id is not None
    )
