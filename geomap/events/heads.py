"""Places at the head of a clause or an item: "in X a man was killed, in Y a house burned"."""

from collections.abc import Sequence

from geomap.grammar import Grammar
from geomap.model import PlaceExpression

_PLACING = frozenset({"in", "near", "at", "outside"})
_PARTING = frozenset({",", ";", "and", "while", "but"})
_DASHES = frozenset({"–", "—", "-", "--", ":"})

Expressions = list[PlaceExpression]


def read_heads(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression]
) -> tuple[Expressions, Expressions]:
    """
    Return the expressions that a trigger may have for its place, and the one that heads its part.

    A place at the head of a clause or of an item of a summary ("X – a drone hit a school; Y –
    artillery") is that of what follows it, up to the next such head, and of nothing else.
    """
    items = _same_item(g, trigger, expressions)
    heads = [e for e in items if _heads_item(g, e)] or _heads_of_clauses(g, items)
    owner = [e for e in heads if e.first < trigger][-1:]
    return [e for e in items if e not in heads or e in owner], owner


def _same_item(g: Grammar, trigger: int, expressions: Sequence[PlaceExpression]) -> Expressions:
    """
    Return the expressions of a trigger's own item where a semicolon parts the items.

    An item that names none goes on with the one before it: "X – a man was hurt; a house burned".
    """
    stops = [i for i in range(len(g.tokens.words)) if g.word(i) == ";"]
    if not stops or not any(_heads_item(g, e) for e in expressions):
        return list(expressions)
    own = [e for e in expressions if _item(stops, e.first) == _item(stops, trigger)]
    return own or [e for e in expressions if e.first < trigger and _heads_item(g, e)][-1:]


def _item(stops: Sequence[int], at: int) -> int:
    return sum(stop < at for stop in stops)


def _heads_item(g: Grammar, expression: PlaceExpression) -> bool:
    """Find "X – what happened"."""
    after = expression.last + 1
    opens = expression.first == 0 or g.word(expression.first - 1) in {",", ";", ":"}
    return opens and after < len(g.tokens.words) and g.word(after) in _DASHES - {":"}


def _heads_of_clauses(g: Grammar, expressions: Sequence[PlaceExpression]) -> Expressions:
    """Return the places that stand before the subject of a clause, where several do."""
    found = [e for e in expressions if _opens_clause(g, e) and _subject_follows(g, e)]
    return found if len(found) > 1 else []


def _opens_clause(g: Grammar, expression: PlaceExpression) -> bool:
    first = expression.first
    parted = first == 0 or g.word(first - 1) in _PARTING
    return parted and g.word(first) in _PLACING


def _subject_follows(g: Grammar, expression: PlaceExpression) -> bool:
    """Say whether the words right after a place are the subject of a verb after it."""
    start = expression.last + 1
    start += start < len(g.tokens.words) and g.word(start) == ","
    verbs = (i for i in range(start, len(g.tokens.words)) if g.is_verb(i))
    subjects = (k for i in verbs for k in g.kids(i, "nsubj", "nsubjpass") if start <= k < i)
    return any(min(g.subtree(k)) == start for k in subjects)
