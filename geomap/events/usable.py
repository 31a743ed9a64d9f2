"""Which places of a sentence may be that of an event: by role, by kind, in its own part."""

from collections.abc import Sequence

from gazetteer.model import PlaceKind
from geomap.events.families import LEAVING, STRIKES
from geomap.events.heads import read_heads
from geomap.events.lexicon import Lexicon
from geomap.events.lists import Places
from geomap.events.paths import first_conjunct
from geomap.grammar import Grammar
from geomap.model import EventType, PlaceExpression, Relation, Role

_DATE_WORDS = frozenset({"NUM", "PROPN", "ADP", "DET", "PUNCT", "SYM"})
_LIST_WORDS = _DATE_WORDS | {"CCONJ"}

_SHOOTERS = frozenset({"gun", "battery", "howitzer", "artillery", "launcher", "gunner"})
_SETTLED = frozenset({"village", "town", "city", "settlement", "hamlet"})
_WORST = frozenset({"highest", "heaviest", "largest", "worst", "greatest"})
_BROUGHT = frozenset({EventType.AID_DELIVERY, EventType.TROOP_MOVEMENT})
_WARDS = frozenset({"hospital", "clinic", "morgue"})
_BRINGING = frozenset(
    {"way", "route", "take", "bring", "rush", "transfer", "deliver", "send", "airlift", "transport"}
)


def usable_places(
    g: Grammar,
    trigger: int,
    expressions: Sequence[PlaceExpression],
    *,
    kind: EventType,
    lexicon: Lexicon,
) -> tuple[Places, Places]:
    """
    Return the places where a trigger's event may be, and of them the one that heads its part.

    Left out are names of other things ("the Sumy highway"), what is only aimed at, places of
    another time ("after the fall of X") and what stands in another part of the sentence.
    """
    own_part, head = read_heads(g, trigger, expressions)
    told = [e for e in own_part if not _is_set_apart(g, e, expressions)]
    aims = _aims(g, expressions)
    usable = [
        e
        for e in told
        if _may_locate(g, e, kind, lexicon)
        and first_conjunct(g, e.head) not in aims
        and not _is_brought_to(g, e)
        and not _is_worst(g, e, trigger)
        and not (kind in _BROUGHT and _is_of_sender(g, e, trigger))
        and not (kind in STRIKES and _is_of_shooter(g, e, trigger))
        and not _is_of_another_time(g, e, trigger, lexicon)
    ]
    return usable, [e for e in head if e in usable]


def _aims(g: Grammar, expressions: Sequence[PlaceExpression]) -> set[int]:
    """Return the words by which directions are told, each by the first of its list."""
    aimed = (e for e in expressions if e.role is Role.DIRECTION)
    return {first_conjunct(g, i) for e in aimed for i in range(e.first, e.last + 1)}


def _is_set_apart(
    g: Grammar, expression: PlaceExpression, expressions: Sequence[PlaceExpression]
) -> bool:
    """Leave out "not X", and the label of a sentence that names its places itself."""
    denied = expression.first > 0 and g.word(expression.first - 1) == "not"
    return (
        denied
        or _describes_it(g, expression)
        or (any(e.first > expression.last for e in expressions) and _is_label(g, expression))
    )


def _describes_it(g: Grammar, expression: PlaceExpression) -> bool:
    """Find "the village, east of X": where a place lies that was named before."""
    at = expression.first - 1
    if at < 2 or g.word(at) != "," or g.word(at - 2) != "the" or g.word(at - 1) not in _SETTLED:
        return False
    return expression.where.relation in {Relation.OUTSIDE, Relation.NEAR, Relation.OFFSET}


def from_label(g: Grammar, expressions: Sequence[PlaceExpression]) -> Places:
    """Return the place, or the list of them, that heads a sentence which names no other one."""
    heading = [e for e in expressions if _is_label(g, e)]
    if len(heading) == len(expressions):
        return heading
    last = max(expressions, key=lambda e: e.last)
    before = {g.tokens.pos[i] for i in range(last.last + 1)}
    return list(expressions) if _follows(g, last) == ":" and before <= _LIST_WORDS else []


def _is_label(g: Grammar, expression: PlaceExpression) -> bool:
    """Say whether a place heads what follows: "29 December. X, Y region: three strikes"."""
    heads = _follows(g, expression) == ":"
    return heads and {g.tokens.pos[i] for i in range(expression.first)} <= _DATE_WORDS


def _follows(g: Grammar, expression: PlaceExpression) -> str:
    """Return the word after an expression."""
    after = expression.last + 1
    return g.word(after) if after < len(g.tokens.words) else ""


def _is_of_another_time(
    g: Grammar, expression: PlaceExpression, trigger: int, lexicon: Lexicon
) -> bool:
    """Say whether a place is of what came before or after: "after the fall of X, they took Y"."""
    between: list[int] = []
    for above in g.ancestors(expression.head):
        if above == trigger or above in g.ancestors(trigger):
            other = lexicon.classes["other_time"]
            return any(g.word(i) in other and g.dep(i) == "prep" for i in between)
        between.append(above)
    return False


def _is_of_sender(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Find X in "a lorry came from a charity in X", where those sit who sent it."""
    way = [expression.head, *g.ancestors(expression.head)]
    if trigger not in way:
        return False
    inside = way[1 : way.index(trigger)]
    return any(g.word(i) == "from" and g.dep(i) == "prep" for i in inside)


def _is_worst(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Find "killed 14 in R, with the highest toll in X": not all of the 14 died there."""
    above = g.ancestors(expression.head)
    tolls = (i for i in above if g.is_noun(i) and not expression.first <= i <= expression.last)
    toll = next(tolls, None)
    if toll is None or not any(g.word(i) in _WORST for i in g.kids(toll, "amod")):
        return False
    return trigger != toll and trigger not in g.subtree(expression.head)


def _is_of_shooter(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Find "guns on X fired forty shells", which fell elsewhere."""
    shooters = {
        k for k in g.kids(trigger, "nsubj") if g.lemma(k) in _SHOOTERS and k < expression.head
    }
    return not shooters.isdisjoint({expression.head, *g.ancestors(expression.head)})


def _is_brought_to(g: Grammar, expression: PlaceExpression) -> bool:
    """Find "died on the way to a hospital in X", "were taken to hospital in X"."""
    above = [*g.ancestors(expression.head)][:3]
    for i in above:
        led = g.lemma(i) in _WARDS and g.word(g.tokens.heads[i]) == "to"
        if led and g.lemma(g.tokens.heads[g.tokens.heads[i]]) in _BRINGING:
            return True
    return False


def _may_locate(g: Grammar, expression: PlaceExpression, kind: EventType, lexicon: Lexicon) -> bool:
    if _is_name_of_other(g, expression, kind, lexicon):
        return False
    if expression.role in {Role.LOCATION, Role.ANCHOR, Role.CONTAINER}:
        return kind is not EventType.ADVANCE or not _is_goal(g, expression)
    if expression.role is Role.ORIGIN:
        return kind in LEAVING
    if expression.role is Role.DESTINATION and kind is EventType.AID_DELIVERY:
        return True
    if expression.role is Role.DESTINATION and kind not in LEAVING:
        head = g.head(expression.head)
        led = {g.word(i) for i in (expression.first, head) if i is not None}
        return bool(led & lexicon.classes["entering"])
    return False


def _is_name_of_other(
    g: Grammar, expression: PlaceExpression, kind: EventType, lexicon: Lexicon
) -> bool:
    """Say whether the place only gives its name: "the Sumy highway", "the Kharkiv offensive"."""
    known = {place.kind for place in expression.where.places} == {PlaceKind.FEATURE}
    if expression.where.relation is Relation.BETWEEN or known:
        return False  # "the Kerch bridge" is a place of its own
    words = {g.lemma(i) for i in range(expression.first, expression.last + 1) if not _hosts(g, i)}
    if words & lexicon.classes["named_after"]:
        return True
    head = g.head(expression.head)
    if head is None or g.dep(expression.head) not in {"compound", "nmod", "amod"}:
        return False
    operation = (
        kind in {EventType.ADVANCE, EventType.CLASH}
        and g.lemma(head) in lexicon.classes["operation"]
    )
    return operation or g.lemma(head) in lexicon.classes["named_after"]


def _hosts(g: Grammar, i: int) -> bool:
    """Say whether a noun is itself told by a place: "a road near X" is not called after X."""
    return g.is_noun(i) and g.tokens.pos[i + 1 : i + 2] == ("ADP",) and g.word(i + 1) != "of"


def _is_goal(g: Grammar, expression: PlaceExpression) -> bool:
    """Say whether a place is only what is aimed at: "the advance on X"."""
    head = g.head(expression.head)
    aimed = head is not None and g.word(head) in {"on", "to", "for", "toward", "towards", "against"}
    return aimed and expression.where.relation is not Relation.PART_OF
