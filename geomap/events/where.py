"""The place of an event: chosen by grammar and role, never by nearness."""

from collections.abc import Iterable, Sequence

from geomap.events.heads import read_heads
from geomap.events.lexicon import Lexicon
from geomap.events.paths import CLAUSES, child_towards, find_path, first_conjunct, is_saying
from geomap.grammar import Grammar
from geomap.model import EventType, PlaceExpression, Relation, Role

_LEAVING = frozenset({EventType.RETREAT, EventType.DISPLACEMENT, EventType.EVACUATION})
_MOVING = _LEAVING | {
    EventType.ADVANCE,
    EventType.TROOP_MOVEMENT,
    EventType.EVACUATION,
    EventType.AID_DELIVERY,
}
_HARM = frozenset({EventType.CASUALTIES, EventType.DAMAGE})
_FIRE = frozenset(
    {
        EventType.SHELLING,
        EventType.MISSILE_STRIKE,
        EventType.AIRSTRIKE,
        EventType.DRONE_STRIKE,
        EventType.STRIKE,
        EventType.EXPLOSION,
    }
)
_INSIDE = frozenset({Relation.IN, Relation.AT, Relation.NEAR, Relation.OUTSIDE, Relation.OFFSET})
_OBJECTS = frozenset({"dobj", "nsubjpass"})
_ENTERING = frozenset({"into", "through", "across", "inside", "in", "onto", "within"})
_IMAGES = frozenset({"photo", "photograph", "image", "imagery", "footage", "video", "picture"})
_EVENT_NOUNS = frozenset({"battle", "siege", "victory", "defeat", "attack", "strike", "war"})
_DATE_WORDS = frozenset({"NUM", "PROPN", "ADP", "DET", "PUNCT", "SYM"})
_OTHER_TIMES = frozenset({"after", "before", "following", "since", "until", "despite"})
_MEANWHILE = frozenset({"when", "as", "while"})
_LIST_WORDS = frozenset({",", "/", "and", "or", "as", "well", "also", "&", "both"})


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
    own_part, head = read_heads(g, trigger, expressions)
    told = [e for e in own_part if not _is_set_apart(g, e, expressions)]
    usable = [e for e in told if _may_locate(g, e, kind, lexicon)]
    aims = {
        first_conjunct(g, i)
        for e in expressions
        if e.role is Role.DIRECTION
        for i in range(e.first, e.last + 1)
    }
    usable = [e for e in usable if first_conjunct(g, e.head) not in aims]
    usable = [e for e in usable if not _is_of_another_time(g, e, trigger)]
    moving = kind in _MOVING
    direct = [(e, find_path(g, e.head, trigger, moving=moving)) for e in usable]
    own = [e for e, path in direct if path is not None]
    for tier in (
        [e for e, path in direct if path and path[-1] in _OBJECTS],
        [e for e, path in direct if path and _is_of(g, e, trigger)],
        [e for e in usable if kind in _FIRE and _is_hit_by(g, e, trigger)],
        [e for e, path in direct if path is not None and not (path and path[-1] == "nsubj")],
        own,
        [e for e in usable if _is_antecedent(g, trigger, e)],
    ):
        if tier:
            near = [e for e in usable if not _is_of_another_verb(g, e, trigger)]
            return _with_listed(g, _together(g, _prefer_location(tier)), near), False
    found, inferred = _from_clauses_above(g, trigger, usable, lexicon)
    if not found and not moving:
        found, inferred = _from_clause_before(g, trigger, usable, kind), True
    if not found and kind in _HARM:
        found, inferred = _from_clause_of_time(g, trigger, usable), True
    if not found:
        found = [e for e in head if e in usable] or _from_label(g, expressions)
        inferred = False
    return _with_listed(g, found, usable), inferred and bool(found)


def _is_of_another_time(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place is of what came before or after: "after the fall of X, they took Y"."""
    between: list[int] = []
    for above in g.ancestors(expression.head):
        if above == trigger or above in g.ancestors(trigger):
            return any(g.word(i) in _OTHER_TIMES and g.dep(i) == "prep" for i in between)
        between.append(above)
    return False


def _is_set_apart(
    g: Grammar, expression: PlaceExpression, expressions: Sequence[PlaceExpression]
) -> bool:
    """Leave out "not X", and the label of a sentence that names its places itself."""
    denied = expression.first > 0 and g.word(expression.first - 1) == "not"
    return denied or (len(expressions) > 1 and _is_label(g, expression))


def _from_label(g: Grammar, expressions: Sequence[PlaceExpression]) -> list[PlaceExpression]:
    """Return the place that heads a sentence which names no other one."""
    heading = [e for e in expressions if _is_label(g, e)]
    return heading if len(heading) == len(expressions) else []


def _is_label(g: Grammar, expression: PlaceExpression) -> bool:
    """Say whether a place heads what follows: "29 December. X, Y region: three strikes"."""
    before = {g.tokens.pos[i] for i in range(expression.first)}
    return before <= _DATE_WORDS and _follows(g, expression) == ":"


def _follows(g: Grammar, expression: PlaceExpression) -> str:
    """Return the word after an expression."""
    after = expression.last + 1
    return g.word(after) if after < len(g.tokens.words) else ""


def _is_hit_by(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place is the object of what the event does: "shelling devastated X"."""
    verb = g.head(trigger)
    does = verb is not None and g.is_verb(verb) and g.dep(trigger) == "nsubj"
    path = find_path(g, expression.head, verb) if does and verb is not None else None
    return path is not None and path[-1:] == ["dobj"] and not is_saying(g, verb or 0)


def _from_clause_before(
    g: Grammar, trigger: int, usable: list[PlaceExpression], kind: EventType
) -> list[PlaceExpression]:
    """
    Return the place of the clause that a verb without a subject of its own goes on.

    "Crossed the border near X, clashed with guards" clashed near X; what was done to the place
    itself ("captured X and shelled positions") says nothing of the next act but its harm.
    """
    i = trigger
    while g.is_verb(i) and _goes_on(g, i) and (g.dep(i) == "conj" or _does_harm(g, i, kind)):
        i = g.tokens.heads[i]
        paths = [(e, find_path(g, e.head, i)) for e in usable]
        near = [
            e
            for e, path in paths
            if path and ("prep" in path or kind in _HARM) and e.where.relation in _INSIDE
        ]
        if near:
            return _together(g, _prefer_location(near))
    return []


def _from_clause_of_time(
    g: Grammar, trigger: int, usable: list[PlaceExpression]
) -> list[PlaceExpression]:
    """Return the place of what happened meanwhile: "were killed when a wall collapsed in X"."""
    for clause in g.kids(trigger, "advcl"):
        meanwhile = any(g.word(k) in _MEANWHILE for k in g.kids(clause, "mark", "advmod"))
        paths = [(e, find_path(g, e.head, clause)) for e in usable] if meanwhile else []
        there = [e for e, path in paths if path and "prep" in path]
        if there:
            return _together(g, _prefer_location(there))
    return []


def _does_harm(g: Grammar, verb: int, kind: EventType) -> bool:
    """Find "debris fell on houses in X, injuring one"."""
    participle = g.dep(verb) == "advcl" and g.tokens.tags[verb] == "VBG"
    return participle and kind in _HARM and verb > g.tokens.heads[verb]


def _goes_on(g: Grammar, verb: int) -> bool:
    return all(g.word(k) in {"it", "they"} for k in g.kids(verb, "nsubj", "nsubjpass"))


def places_aimed_at(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression]
) -> list[PlaceExpression]:
    """Return the places in a trigger's own clause at which nothing happens: goals, directions."""
    return [
        e
        for e in expressions
        if e.role in {Role.DIRECTION, Role.DESTINATION, Role.ORIGIN, Role.LOCATION}
        and (find_path(g, e.head, trigger) is not None or trigger in g.ancestors(e.head))
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


def _is_of(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    head = g.head(expression.head)
    return head is not None and g.lemma(head) == "of" and g.head(head) == trigger


def _is_antecedent(g: Grammar, trigger: int, expression: PlaceExpression) -> bool:
    """
    Say whether the trigger stands in a clause about the place.

    "X, where shelling went on", "X, which was retaken", "the people of X, who endured shelling".
    """
    for i in [trigger, *g.ancestors(trigger)]:
        if g.dep(i) == "relcl":
            noun = g.tokens.heads[i]
            inside = g.subtree(i)
            where = any(g.word(k) == "where" for k in inside)
            undergone = i == trigger and any(
                g.tokens.tags[k] in {"WDT", "WP"} for k in g.kids(i, *_OBJECTS)
            )
            about = expression.first <= noun <= expression.last
            return about and (where or undergone)
        told = g.head(i) is not None and is_saying(g, g.tokens.heads[i])
        if g.dep(i) in CLAUSES and g.is_verb(i) and not told:
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
        crossing = g.is_verb(i) and (label in CLAUSES or label == "conj") and not _is_named(g, i)
        if crossing and label != "xcomp":
            same_clause = False
        found = [e for e in usable if _covers(g, e, above, trigger, lexicon)]
        told = is_saying(g, above) and not g.is_passive(above)
        if not same_clause or told:
            found = [e for e in found if _sets_scene(g, e, above)]
        if is_saying(g, above) and not _speaks_from_there(g, above, trigger, lexicon):
            shown = [s for s in g.doers(above) if g.lemma(s) in _IMAGES]
            found = [e for e in usable if any(_is_of(g, e, s) for s in shown)]
        if label == "relcl" and crossing:
            of_people = g.lemma(above) in lexicon.classes["people"]
            found = [e for e in usable if of_people and _is_of(g, e, above)]
        if found:
            return _together(g, _prefer_location(found)), False
        i = above
    return [], False


def _is_named(g: Grammar, i: int) -> bool:
    """Find "mortar shelling was reported", where the parse takes the noun for a participle."""
    between = {g.tokens.pos[k] for k in range(g.tokens.heads[i], i)}
    noun = g.dep(i) == "acl" and g.word(i).endswith("ing") and between <= {"NOUN", "CCONJ", "ADJ"}
    return noun and not g.kids(i, "dobj", "nsubj", "npadvmod")


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
    path = find_path(g, expression.head, above)
    if path is None or not path:
        return False
    if g.is_noun(above):
        return path[-1] in {"prep", "poss", "compound", "nmod", "amod"}
    head_under = child_towards(g, expression.head, above)
    if _is_anothers(g, expression, above, trigger, lexicon):
        return False
    if path[-1] in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return trigger in g.subtree(head_under)
    return path[-1] in {"prep", "advmod", "npadvmod", "dep", "appos"}


def _sets_scene(g: Grammar, expression: PlaceExpression, verb: int) -> bool:
    """Say whether a phrase stands before its verb's subject, so that it covers all that follows."""
    subjects = g.kids(verb, "nsubj", "nsubjpass", "expl")
    return bool(subjects) and expression.last < min(min(g.subtree(s)) for s in subjects)


def _speaks_from_there(g: Grammar, verb: int, trigger: int, lexicon: Lexicon) -> bool:
    """Say whether what is told is there, or the speakers are people who live there."""
    told = [i for k in g.kids(verb, "nsubjpass") for i in g.subtree(k)]
    if g.is_passive(verb) and (trigger in told or not g.doers(verb)):
        return True  # "shelling was reported in X"
    return any(g.lemma(s) in lexicon.classes["people"] for s in g.doers(verb))


def _prefer_location(found: list[PlaceExpression]) -> list[PlaceExpression]:
    inside = [e for e in found if e.role is not Role.CONTAINER]
    return inside or found


def _together(g: Grammar, found: Iterable[PlaceExpression]) -> list[PlaceExpression]:
    """Return the first expression, and those coordinated with it."""
    ordered = _without_containers(sorted(found, key=lambda e: (_vague(e), e.first, e.head)))
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


def _qualify_one_list(g: Grammar, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Find "a school in X and a shop in Y": what is hit is one list."""
    things = [g.head(g.head(e.head) or e.head) for e in (one, other)]
    nouns = [i for i in things if i is not None and g.is_noun(i)]
    return len(nouns) == 2 and len({first_conjunct(g, i) for i in nouns}) == 1


def _with_listed(
    g: Grammar, chosen: list[PlaceExpression], usable: list[PlaceExpression]
) -> list[PlaceExpression]:
    """Add the expressions of the same list: "in A, B and C", however it is parsed."""
    listed = list(chosen)
    others = sorted((e for e in usable if e not in chosen), key=lambda e: (e.first, e.head))
    for one in others:
        if listed and _are_listed(g, max(listed, key=lambda e: e.last), one):
            listed.append(one)
    for one in reversed(others):
        first = min(listed, key=lambda e: e.first, default=one)
        if first.governor == one.governor and _are_listed(g, one, first):
            listed.insert(0, one)
    return listed


def _is_of_another_verb(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place is the subject of another clause: "hit A, and B was shelled"."""
    i = first_conjunct(g, expression.head)
    verb = g.tokens.heads[i]
    subject = g.dep(i) in {"nsubj", "nsubjpass"} and g.is_verb(verb) and i < verb
    return subject and verb != trigger and verb not in g.ancestors(trigger)


def _are_listed(g: Grammar, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Say whether nothing but commas and "and" stands between two expressions."""
    between = {g.word(i) for i in range(one.last + 1, other.first)}
    return one.last < other.first and bool(between) and between <= _LIST_WORDS


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
