"""The place of an event: chosen by grammar and role, never by nearness."""

from collections.abc import Iterable, Sequence

from geomap.events.lexicon import Lexicon
from geomap.grammar import Grammar
from geomap.model import EventType, PlaceExpression, Relation, Role

_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "xcomp", "acl", "pcomp"})
_LEAVING = frozenset({EventType.RETREAT, EventType.DISPLACEMENT})
_ENTERING = frozenset({"into", "through", "across", "inside", "in", "onto", "within"})
_EVENT_NOUNS = frozenset({"battle", "siege", "victory", "defeat", "attack", "strike", "war"})
_LIST_WORDS = frozenset({",", "and", "or", "as", "well", "also", "&", "both"})
_AIMS = frozenset({"to", "toward", "towards"})
_SAYING = frozenset(
    {
        "say",
        "tell",
        "report",
        "describe",
        "claim",
        "announce",
        "state",
        "add",
        "note",
        "warn",
        "confirm",
        "deny",
        "allege",
        "argue",
        "write",
        "recall",
        "explain",
        "insist",
        "acknowledge",
        "admit",
        "quote",
        "cite",
        "post",
        "speak",
        "declare",
        "believe",
        "think",
        "show",
        "reveal",
        "indicate",
        "suggest",
        "mean",
        "estimate",
    }
)
_SPEECH_NOUNS = frozenset(
    {"statement", "conference", "briefing", "interview", "address", "speech", "post"}
)

Chosen = tuple[list[PlaceExpression], bool]


def choose_places(
    g: Grammar,
    trigger: int,
    expressions: Sequence[PlaceExpression],
    *,
    kind: EventType,
    lexicon: Lexicon,
) -> Chosen:
    """
    Choose the expressions that tell where a trigger's event happens.

    The nearest level of grammar that has one decides: what the event is done to, then the
    trigger's own phrases, then the clause around it, then a place that sets the scene for the
    whole sentence ("In the village of X, residents described ..."). A verb of saying lends its
    place only when the speakers are the people of that place.

    Returns
    -------
    chosen
        One expression a place (several when they are coordinated), in the order of the text, and
        whether the place is inferred, that is, stated by another clause than the trigger's.
    """
    usable = [e for e in expressions if _may_locate(g, e, kind, lexicon)]
    aims = {
        _first_conjunct(g, i)
        for e in expressions
        if e.role is Role.DIRECTION
        for i in range(e.first, e.last + 1)
    }
    usable = [e for e in usable if _first_conjunct(g, e.head) not in aims]
    direct = [(e, _path(g, e.head, trigger)) for e in usable]
    own = [e for e, path in direct if path is not None]
    for tier in (
        [e for e, path in direct if path and path[-1] in {"dobj", "nsubjpass"}],
        [e for e, path in direct if path and _is_of(g, e, trigger)],
        [e for e, path in direct if path is not None and not (path and path[-1] == "nsubj")],
        own,
        [e for e in usable if _is_antecedent(g, trigger, e)],
    ):
        if tier:
            return _with_listed(g, _together(g, _prefer_location(tier)), usable), False
    found, inferred = _from_clauses_above(g, trigger, usable, lexicon)
    return _with_listed(g, found, usable), inferred


def places_aimed_at(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression]
) -> list[PlaceExpression]:
    """Return the places in a trigger's own clause at which nothing happens: goals, directions."""
    return [
        e
        for e in expressions
        if e.role in {Role.DIRECTION, Role.DESTINATION, Role.ORIGIN, Role.LOCATION}
        and (_path(g, e.head, trigger) is not None or trigger in g.ancestors(e.head))
    ]


def _may_locate(g: Grammar, expression: PlaceExpression, kind: EventType, lexicon: Lexicon) -> bool:
    if _is_name_of_other(g, expression, kind, lexicon):
        return False
    if expression.role in {Role.LOCATION, Role.ANCHOR, Role.CONTAINER}:
        return kind is not EventType.ADVANCE or not _is_goal(g, expression)
    if expression.role is Role.ORIGIN:
        return kind in _LEAVING
    if expression.role is Role.DESTINATION and kind not in _LEAVING:
        first = g.word(expression.first)
        head = g.head(expression.head)
        return first in _ENTERING or (head is not None and g.word(head) in _ENTERING)
    return False


def _is_name_of_other(
    g: Grammar, expression: PlaceExpression, kind: EventType, lexicon: Lexicon
) -> bool:
    """Say whether the place only gives its name: "the Sumy highway", "the Kharkiv offensive"."""
    if expression.where.relation is Relation.BETWEEN:
        return False
    words = {g.lemma(i) for i in range(expression.first, expression.last + 1)}
    if words & lexicon.classes["named_after"]:
        return True
    head = g.head(expression.head)
    if head is None or g.dep(expression.head) not in {"compound", "nmod", "amod"}:
        return False
    operation = kind is EventType.ADVANCE and g.lemma(head) in lexicon.classes["operation"]
    return operation or g.lemma(head) in lexicon.classes["named_after"]


def _is_goal(g: Grammar, expression: PlaceExpression) -> bool:
    """Say whether a place is only what is aimed at: "the advance on X"."""
    head = g.head(expression.head)
    aimed = head is not None and g.word(head) in {"on", "to", "for", "toward", "towards", "against"}
    return aimed and expression.where.relation is not Relation.PART_OF


def _path(g: Grammar, i: int, goal: int) -> list[str] | None:
    """Return the labels from a token up to the goal, or None when another clause lies between."""
    labels: list[str] = []
    if i == goal:
        return labels
    start = i
    for above in g.ancestors(start):
        label = g.dep(i)
        if label in _CLAUSES or (label == "conj" and (g.is_verb(i) or i != start)):
            return None
        if label == "prep" and g.word(i) in _AIMS and not g.kids(above, "acomp"):
            return None
        labels.append(label)
        if above == goal:
            return labels
        i = above
    return None


def _is_of(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    head = g.head(expression.head)
    return head is not None and g.lemma(head) == "of" and g.head(head) == trigger


def _is_antecedent(g: Grammar, trigger: int, expression: PlaceExpression) -> bool:
    """Say whether the trigger stands in a clause about the place: "X, where shelling went on"."""
    for i in [trigger, *g.ancestors(trigger)]:
        if g.dep(i) == "relcl":
            noun = g.tokens.heads[i]
            inside = g.subtree(i)
            where = any(g.word(k) == "where" for k in inside)
            return where and expression.first <= noun <= expression.last
        if g.dep(i) in _CLAUSES and g.is_verb(i):
            return False
    return False


def _from_clauses_above(
    g: Grammar, trigger: int, usable: list[PlaceExpression], lexicon: Lexicon
) -> Chosen:
    """Climb from the trigger through nouns and clauses to the place that covers it."""
    i = trigger
    same_clause = True
    for above in g.ancestors(trigger):
        label = g.dep(i)
        crossing = g.is_verb(i) and (label in _CLAUSES or label == "conj")
        if crossing and label != "xcomp":
            same_clause = False
        found = [e for e in usable if _covers(g, e, above, trigger, lexicon)]
        told = is_saying(g, above) and not g.is_passive(above)
        if not same_clause or told:
            found = [e for e in found if _sets_scene(g, e, above)]
        if is_saying(g, above) and not _speaks_from_there(g, above, lexicon):
            found = []
        if label == "relcl" and crossing:
            found = []
        if found:
            return _together(g, _prefer_location(found)), False
        i = above
    return [], False


def _is_anothers(
    g: Grammar, expression: PlaceExpression, above: int, trigger: int, lexicon: Lexicon
) -> bool:
    """Say whether the place is that of another event noun: "after the fall of X, ..."."""
    for i in g.ancestors(expression.head):
        if i == above:
            return False
        event = bool(lexicon.rules(g.lemma(i), verb=False)) or g.lemma(i) in _EVENT_NOUNS
        if i != trigger and g.is_noun(i) and event:
            return True
    return False


def _covers(
    g: Grammar, expression: PlaceExpression, above: int, trigger: int, lexicon: Lexicon
) -> bool:
    path = _path(g, expression.head, above)
    if path is None or not path:
        return False
    if g.is_noun(above):
        return path[-1] in {"prep", "poss", "compound", "nmod", "amod"}
    head_under = _child_towards(g, expression.head, above)
    if _is_anothers(g, expression, above, trigger, lexicon):
        return False
    if path[-1] in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return trigger in g.subtree(head_under)
    return path[-1] in {"prep", "advmod", "npadvmod", "dep", "appos"}


def _child_towards(g: Grammar, i: int, above: int) -> int:
    for step in g.ancestors(i):
        if step == above:
            return i
        i = step
    return i


def _sets_scene(g: Grammar, expression: PlaceExpression, verb: int) -> bool:
    """Say whether a phrase stands before its verb's subject, so that it covers all that follows."""
    subjects = g.kids(verb, "nsubj", "nsubjpass", "expl")
    return bool(subjects) and expression.last < min(min(g.subtree(s)) for s in subjects)


def is_saying(g: Grammar, i: int) -> bool:
    """Say whether a word is a verb or noun of saying."""
    return g.lemma(i) in (_SAYING if g.is_verb(i) else _SPEECH_NOUNS)


def _speaks_from_there(g: Grammar, verb: int, lexicon: Lexicon) -> bool:
    """Say whether the speakers are people who live where they speak of."""
    if g.is_passive(verb) and not g.doers(verb):
        return True  # "shelling was reported in X"
    return any(g.lemma(s) in lexicon.classes["people"] for s in g.doers(verb))


def _prefer_location(found: list[PlaceExpression]) -> list[PlaceExpression]:
    inside = [e for e in found if e.role is not Role.CONTAINER]
    return inside or found


def _together(g: Grammar, found: Iterable[PlaceExpression]) -> list[PlaceExpression]:
    """Return the first expression, and those coordinated with it."""
    ordered = _without_containers(sorted(found, key=lambda e: (_vague(e), e.first, e.head)))
    first = ordered[0]
    root = _first_conjunct(g, first.head)
    same = [e for e in ordered if _first_conjunct(g, e.head) == root or e.first == first.first]
    return sorted(same, key=lambda e: (e.first, e.head))


def _with_listed(
    g: Grammar, chosen: list[PlaceExpression], usable: list[PlaceExpression]
) -> list[PlaceExpression]:
    """Add the expressions that follow in the same list: "in A, B and C", however it is parsed."""
    listed = list(chosen)
    for one in sorted(usable, key=lambda e: (e.first, e.head)):
        if listed and one not in listed:
            before = max(listed, key=lambda e: e.last)
            between = {g.word(i) for i in range(before.last + 1, one.first)}
            if before.last < one.first and between and between <= _LIST_WORDS:
                listed.append(one)
    return listed


def _without_containers(ordered: list[PlaceExpression]) -> list[PlaceExpression]:
    """Drop an expression that only says in what a clearer one of the same phrase lies."""
    kept: list[PlaceExpression] = []
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


def _first_conjunct(g: Grammar, i: int) -> int:
    while g.dep(i) == "conj":
        i = g.tokens.heads[i]
    return i
