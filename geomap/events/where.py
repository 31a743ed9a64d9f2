"""The place of an event: chosen by grammar and role, never by nearness."""

from collections.abc import Iterator, Sequence

from geomap.events.clauses import (
    from_affected,
    from_arrival,
    from_clause_before,
    from_clause_of_time,
    from_clauses_above,
    from_driving_out,
    from_list_after,
    from_narrower,
    from_recipients,
    from_supply,
    is_of,
)
from geomap.events.families import HARM, MOVING, STRIKES
from geomap.events.lexicon import Lexicon
from geomap.events.lists import Places, together, with_listed
from geomap.events.paths import CLAUSES, child_towards, find_path, is_saying
from geomap.events.usable import from_label, usable_places
from geomap.grammar import Grammar
from geomap.model import EventType, Form, PlaceExpression, Relation, Role

_FIRE = STRIKES | {EventType.EXPLOSION}
_AIMED = frozenset({EventType.CLASH, EventType.ADVANCE})
_OBJECTS = frozenset({"dobj", "nsubjpass"})

Chosen = tuple[Places, bool]


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
    usable, head = usable_places(g, trigger, expressions, kind=kind, lexicon=lexicon)
    found = next((places for places in _own(g, trigger, usable, kind, lexicon) if places), None)
    if found is not None:
        found = from_narrower(g, trigger, found, usable, kind, lexicon) or found
        found = [*found, *(e for e in _hung_on(g, trigger, usable) if e not in found)]
        return with_listed(g, trigger, together(g, found), usable, lexicon, kind=kind), False
    found = from_clauses_above(g, trigger, usable, lexicon)
    affected = from_affected(g, trigger, usable, found)
    inferred, found = bool(affected) or not found, affected or found
    if not found:
        others = _of_other_clauses(g, trigger, expressions, usable, kind=kind, lexicon=lexicon)
        found = next((places for places in others if places), [])
    if not found:
        found, inferred = head or _aimed_at(g, trigger, expressions, kind), False
    if not found:
        found = from_label(g, expressions)
    listed = with_listed(g, trigger, found, usable, lexicon, kind=kind)
    return listed, inferred and bool(found)


def _of_other_clauses(
    g: Grammar,
    trigger: int,
    expressions: Sequence[PlaceExpression],
    usable: Sequence[PlaceExpression],
    *,
    kind: EventType,
    lexicon: Lexicon,
) -> Iterator[Places]:
    """Yield the places that other clauses give a trigger, the surest first."""
    if kind not in MOVING:
        yield from_clause_before(g, trigger, usable, kind)
    if kind is EventType.DISPLACEMENT:
        yield from_driving_out(g, trigger, usable)
    if kind is EventType.AID_DELIVERY:
        yield from_recipients(g, trigger, usable, lexicon)
    if kind in HARM:
        yield from_clause_of_time(g, trigger, usable, lexicon)
    yield from_arrival(g, trigger, expressions, lexicon)
    if kind is EventType.AID_OBSTRUCTION:
        yield _denied_to(g, trigger, expressions, lexicon)
    if kind is EventType.DAMAGE:
        yield from_supply(g, trigger, expressions, lexicon)
    yield from_list_after(g, trigger, usable)


def _own(
    g: Grammar, trigger: int, usable: Sequence[PlaceExpression], kind: EventType, lexicon: Lexicon
) -> Iterator[Places]:
    """Yield the places that a trigger's own clause gives it, the surest first."""
    moving, brought = kind in MOVING, kind is EventType.AID_DELIVERY
    paths = [(e, find_path(g, e.head, trigger, moving=moving, brought=brought)) for e in usable]
    direct = [(e, path) for e, path in paths if path is not None]
    yield [e for e, path in direct if path and path[-1] in _OBJECTS]
    yield [e for e, path in direct if path and is_of(g, e, trigger)]
    hit = [e for e in usable if kind in _FIRE and _is_hit_by(g, e, trigger)]
    yield [] if _is_wider(hit, [e for e, _ in direct]) else hit
    yield [e for e, path in direct if not (path and path[-1] == "nsubj")]
    yield [e for e, path in direct]
    yield [e for e in usable if kind is EventType.INTERCEPTION and _is_flown_to(g, e, trigger)]
    yield [e for e in usable if _undergoes(g, e, trigger, lexicon)]
    yield [e for e in usable if _is_antecedent(g, trigger, e)]


def _aimed_at(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression], kind: EventType
) -> Places:
    """
    Find the villages that ground forces fight their way to: "attacked toward X and Y".

    Theirs is a disc; the way to a town may begin anywhere.
    """
    verb = g.tokens.heads[trigger] if g.dep(trigger) in {"nsubj", "nsubjpass"} else trigger
    return [
        e
        for e in expressions
        if kind in _AIMED
        and e.where.relation is Relation.TOWARD
        and e.where.shape is not None
        and e.where.shape.form is Form.DISC
        and any(find_path(g, e.head, i, brought=True) is not None for i in (trigger, verb))
    ]


def _denied_to(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression], lexicon: Lexicon
) -> Places:
    """Find what is kept from a place: "denied access to X", "a delivery to X was put off"."""
    things = (*g.undergoers(trigger), *g.kids(trigger, "dobj"))
    kept = [i for i in things if g.lemma(i) in lexicon.classes["access"]]
    return [e for e in expressions if any(_leads_to(g, e, noun) for noun in kept)]


def _leads_to(g: Grammar, expression: PlaceExpression, noun: int) -> bool:
    return find_path(g, expression.head, noun, brought=True) == ["pobj", "prep"]


def _hung_on(g: Grammar, trigger: int, usable: Sequence[PlaceExpression]) -> Places:
    """Find "hit a post in X, and a depot in Y", where the parse hangs the depot on the verb."""
    objects = g.kids(trigger, *_OBJECTS)
    return [
        e
        for e in usable
        if find_path(g, e.head, trigger) == ["pobj", "prep", "conj"]
        and g.is_noun(thing := child_towards(g, e.head, trigger))
        and any(i < thing for i in objects)
    ]


def _is_flown_to(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Find "the drones that targeted X were shot down", "downed six missiles fired at X"."""
    return any(expression.head in g.subtree(i) for i in g.kids(trigger, *_OBJECTS))


def _undergoes(g: Grammar, expression: PlaceExpression, trigger: int, lexicon: Lexicon) -> bool:
    """Say whether a place is the subject of what befalls it: "X saw heavy fighting"."""
    noun = g.tokens.heads[trigger] if g.dep(trigger) == "acl" else trigger  # "reported 46 injured"
    verb = g.tokens.heads[noun]
    befalls = g.dep(noun) == "dobj" and g.lemma(verb) in lexicon.classes["undergoing"]
    return befalls and find_path(g, expression.head, verb) == ["nsubj"]


def _is_hit_by(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place is the object of what the event does: "shelling devastated X"."""
    verb = g.head(trigger)
    does = verb is not None and g.is_verb(verb) and g.dep(trigger) == "nsubj"
    path = find_path(g, expression.head, verb) if does and verb is not None else None
    return path is not None and path[-1:] == ["dobj"] and not is_saying(g, verb or 0)


def _is_wider(hit: Places, own: Places) -> bool:
    """Find "an attack on a plant in X darkened region Y": all of Y feels what was in X."""
    return all(e.where.shape and e.where.shape.region_id for e in hit) and any(
        e.where.shape and e.where.shape.form in {Form.POINT, Form.DISC} for e in own
    )


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


def places_aimed_at(g: Grammar, trigger: int, expressions: Sequence[PlaceExpression]) -> Places:
    """Return the places in a trigger's own clause at which nothing happens: goals, directions."""
    return [
        e
        for e in expressions
        if e.role in {Role.DIRECTION, Role.DESTINATION, Role.ORIGIN, Role.LOCATION}
        and (find_path(g, e.head, trigger) is not None or trigger in g.ancestors(e.head))
    ]
