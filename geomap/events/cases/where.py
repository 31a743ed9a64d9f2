"""The place of an event: the one its clause names, nearest in the order of words."""

import re
from collections.abc import Sequence

from geomap.chunks import Chunks, Clause
from geomap.events.cases.lists import (
    DASHES,
    Expressions,
    heads_item,
    is_region,
    parts,
    together,
    with_named,
)
from geomap.events.cases.relations import Relations, Scene
from geomap.events.families import STRIKES
from geomap.model import EventType, Form, PlaceExpression, Relation, Role, Unresolved

_LEAVING = frozenset({EventType.RETREAT, EventType.DISPLACEMENT, EventType.EVACUATION})
_GOING = STRIKES | {
    EventType.ADVANCE,
    EventType.CLASH,
    EventType.TROOP_MOVEMENT,
    EventType.AID_DELIVERY,
    EventType.CAPTURE,
}
_TAKEN_AWAY = frozenset({EventType.EVACUATION, EventType.DISPLACEMENT})
_PUSHING = frozenset({EventType.ADVANCE, EventType.CLASH})
_OFF = frozenset({"від", "от"})  # "відкинули від околиць X"
_INTO = frozenset({"в", "у", "во"})
_STATED = frozenset({Role.LOCATION, Role.ANCHOR, Role.CONTAINER})
_VOWELS = frozenset("аеиоуыэюяіїєй")
_AND = frozenset({"и", "і", "й", "та"})
_ASIDE = frozenset({"(", "||", ";"})
_ACTIVE = re.compile(r"(?:вш|ющ|ящ|ущ|ащ)(?:ий|ая|ее|ие|его|их|им|ему|ую|ей)(?:ся)?$")
_UNITS = frozenset({"км", "м", "кілометр", "километр", "метр"})
_WHICH = frozenset({"що", "який", "котрий", "который", "что"})


def choose_places(
    at: Scene, trigger: int, relations: Relations, *, kind: EventType, verb: bool
) -> tuple[Expressions, bool]:
    """
    Choose the expressions that tell where a trigger's event happens.

    What it is done to comes first, then what follows the trigger, then what else the clause
    names, then a place named before it in the same sentence, if there is but one.

    Returns
    -------
    chosen
        One expression a place, in the order of the text, and whether another clause states it.
    """
    usable = [e for e in at.expressions if _may_locate(at, e, kind) and not _is_aim(at, e, kind)]
    usable = [e for e in usable if not _is_doubtful(at, e) and not _opens(at, e, trigger)]
    usable = [e for e in usable if kind in _PUSHING or not _is_way(at, e)]
    usable = [e for e in usable if not _is_of_participle(at, e, trigger)]
    if kind is EventType.CASUALTIES:
        usable = [e for e in usable if not _is_home(at, e)] or usable
    usable = [e for e in usable if not _is_state(e)] or usable
    anew = [e.first for e in usable if e.first < trigger and _begins_anew(at, e)]
    usable = [e for e in usable if not anew or e.first >= anew[-1]]
    own = at.chunks.clause_at(trigger)
    dashed = _before_dash(at, usable)
    if dashed and at.chunks.clause_at(dashed[-1].last + 2) == own:
        return dashed, False
    usable = [e for e in usable if e not in dashed]
    clause = _with_twin(at.chunks, own)
    inside = [e for e in usable if clause.first <= e.first <= clause.last]
    inside = [e for e in inside if not _is_aimed_at(e)] or inside
    if (
        inside
        and all(is_region(e) for e in inside)
        and (named := _from_next_clause(at, own, usable))
    ):
        return named
    done_to = {i for name in ("object", "of") for i in relations.get(name, [])}
    done_to |= set(relations.get("subject", [])) if verb else set()
    left = [e for e in inside if e.role is Role.ORIGIN and kind is EventType.RETREAT]
    for tier in (
        left,
        [e for e in inside if any(e.first <= i <= e.last for i in done_to)],
        _after(at, trigger, inside) if not verb else [],
        _free(at, trigger, inside, clause, verb=verb),
    ):
        if tier:
            found = together(at, tier[0], usable, trigger, tier)
            return with_named(at, found, trigger, usable), False
    aim = [e for e in at.expressions if kind is EventType.ADVANCE and _is_reached(at, e, clause)]
    if aim:
        return together(at, aim[0], aim, trigger, aim), False
    return (
        _from_next_clause(at, own, usable)
        or _from_relative_clause(at, trigger, usable)
        or _from_other_clauses(at, own, usable)
    )


def _before_dash(at: Scene, usable: Expressions) -> Expressions:
    """Find A and B of "обстріляли C, A і B – під вогнем": of them the words after the dash tell."""
    chunks = at.chunks
    for n, expression in enumerate(usable):
        after = expression.last + 2
        dash = after < len(chunks) and chunks.lemma(after - 1) in DASHES
        verbs = dash and chunks.clause_at(after).predicates
        if not dash or verbs or not _is_named(at, expression) or not _tells(at, after):
            continue
        first = n
        while first and _is_joined(at, usable[first - 1], usable[first]):
            first -= 1
        return usable[first : n + 1]
    return []


def _is_named(at: Scene, expression: PlaceExpression) -> bool:
    """Say whether a name stands bare and may be the subject."""
    group = at.chunks.group_at(expression.first)
    return group is not None and group.prep is None and group.may_be("Nom") and group.of is None


def _is_joined(at: Scene, one: PlaceExpression, other: PlaceExpression) -> bool:
    between = other.first == one.last + 2 and at.chunks.pos(one.last + 1) == "CCONJ"
    return between and _is_named(at, one)


def _tells(at: Scene, first: int) -> bool:
    """Say whether a clause without a verb begins with "під" and tells an event."""
    inside = range(first, at.chunks.clause_at(first).last + 1)
    under = at.chunks.pos(first) == "ADP"
    return under and any(at.lexicon.rules(at.chunks.lemma(i), verb=False) for i in inside)


def _is_of_participle(at: Scene, expression: PlaceExpression, trigger: int) -> bool:
    """Find X in "погиб офицер, руководивший ударами по X": what the participle tells is past."""
    chunks, start = at.chunks, at.chunks.clause_at(expression.first).first
    for i in range(expression.first - 1, start, -1):
        if chunks.lemma(i) == ",":
            return False
        if chunks.lemma(i - 1) == "," and _ACTIVE.search(chunks.tokens.words[i]):
            return not i <= trigger <= expression.last
    return False


def _with_twin(chunks: Chunks, clause: Clause) -> Clause:
    """Join "перехоплено та знищено 27 дронів": two verbs side by side tell of one act."""
    before = chunks.clause_at(clause.first - 1) if clause.first else clause
    beside = before.predicates[-1:] == (before.last,) and clause.predicates[:1] == (clause.first,)
    twin = before is not clause and beside and clause.sep in _AND
    return clause._replace(first=before.first) if twin else clause


def _may_locate(at: Scene, expression: PlaceExpression, kind: EventType) -> bool:
    if expression.role is Role.ORIGIN:
        verbs = at.chunks.clause_at(expression.first).predicates
        out = any(at.chunks.lemma(i) in at.lexicon.classes["driven"] for i in verbs)
        out = out or at.chunks.lemma(expression.first) in _OFF
        driven = kind is EventType.CLASH and out
        return driven or kind in _LEAVING
    if expression.role is Role.DIRECTION:
        return kind in _PUSHING and _is_aimed_at(expression)
    if expression.role is Role.DESTINATION and kind in _PUSHING:
        # "до X" is only where it aims, but for what enters it
        return at.chunks.lemma(expression.first) in _INTO or _is_entered(at, expression)
    if expression.role is Role.DESTINATION:
        return (kind in _GOING and not _is_fled_to(at, expression)) or _is_undeclined(
            at, expression
        )
    if kind in _TAKEN_AWAY and _is_taken_to(at, expression):
        return False
    return expression.role in _STATED and expression.where.expression is not None


def _is_entered(at: Scene, expression: PlaceExpression) -> bool:
    """Find X in "увійшли до X"."""
    verbs = at.chunks.clause_at(expression.first).predicates
    return any(at.chunks.lemma(i) in at.lexicon.classes["entering"] for i in verbs)


def _is_taken_to(at: Scene, expression: PlaceExpression) -> bool:
    """Find X in "людей вивезли у Дніпро", whose form would be another where they were."""
    chunks, group = at.chunks, at.chunks.group_at(expression.last)
    into = chunks.lemma(expression.first) in _INTO and group is not None and bool(group.cases)
    onto = into and group is not None and group.may_be("Acc") and not group.may_be("Loc")
    verbs = chunks.clause_at(expression.first).predicates
    return onto and any(i < expression.first for i in verbs)


def _is_reached(at: Scene, expression: PlaceExpression, clause: Clause) -> bool:
    """Find "просунулися на 800 м до X": where an advance is, if nothing else is named."""
    inside = clause.first <= expression.first <= clause.last
    aimed = expression.role is Role.DESTINATION and not is_region(expression)
    far = any(at.chunks.lemma(i) in _UNITS for i in range(clause.first, expression.first))
    return inside and aimed and far and not _is_doubtful(at, expression)


def _is_fled_to(at: Scene, expression: PlaceExpression) -> bool:
    """Find X in "тікали до X під обстрілами"."""
    verbs = at.chunks.clause_at(expression.first).predicates
    return any(at.chunks.lemma(i) in at.lexicon.classes["fleeing"] for i in verbs)


def _is_aimed_at(expression: PlaceExpression) -> bool:
    """Find "в бік X": a village that ground forces fight their way to; to a town it is far."""
    where = expression.where
    disc = where.shape is not None and where.shape.form is Form.DISC
    return where.relation is Relation.TOWARD and disc


def _is_undeclined(at: Scene, expression: PlaceExpression) -> bool:
    """Find the headline's "пожежа в Джанкой": a name left as it is, and nobody goes there."""
    moved = at.chunks.clause_at(expression.first).predicates
    return not moved and at.chunks.lemma(expression.first) in _INTO


def _is_aim(at: Scene, expression: PlaceExpression, kind: EventType) -> bool:
    """Say whether an advance only aims at a place: "наступ на Бахмут"."""
    name = at.chunks.group_at(expression.last)
    aimed = name is not None and name.prep is not None and at.chunks.lemma(name.prep) == "на"
    bare = at.chunks.tokens.words[expression.last][-1:].lower() not in _VOWELS
    onto = aimed and name is not None and (bare if not name.cases else not name.may_be("Loc"))
    return kind is EventType.ADVANCE and onto


def _is_home(at: Scene, expression: PlaceExpression) -> bool:
    """Find X in "житель X", who may be hurt anywhere."""
    group = at.chunks.group_at(expression.first)
    of = None if group is None or group.prep is not None else group.of
    return of is not None and at.chunks.lemma(of) in at.lexicon.classes["residents"]


def _is_way(at: Scene, expression: PlaceExpression) -> bool:
    """Find X in "йшли полем на X": on the way to it something else happens."""
    chunks, clause = at.chunks, at.chunks.clause_at(expression.first)
    onto = chunks.lemma(expression.first) == "на" and expression.where.relation is Relation.IN
    moving = any(chunks.lemma(i) in at.lexicon.classes["motion"] for i in clause.predicates)
    name = chunks.group_at(expression.last)
    return onto and moving and name is not None and name.may_be("Acc") and not is_region(expression)


def _opens(at: Scene, expression: PlaceExpression, trigger: int) -> bool:
    """Find "у Сумах" in "вибух у Києві, у Сумах обстріл": it opens what is told after it."""
    chunks = at.chunks
    begun = _is_begun(chunks, expression)
    item = not chunks.is_verb(trigger) and heads_item(at, expression)
    if trigger < expression.first and (item or _begins_anew(at, expression)):
        return True
    if not begun or trigger > expression.first or chunks.lemma(expression.last + 1) == ",":
        return False
    if chunks.lemma(expression.last + 1) in DASHES:  # "на Луганщині пошкоджено міст, у Сумах – "
        return True
    for i in range(expression.last + 1, chunks.clause_at(expression.last).last + 1):
        if chunks.lemma(i) == ",":
            return False
        if at.lexicon.rules(chunks.lemma(i), verb=False) and chunks.pos(i) in {"NOUN", "ADJ"}:
            return i not in at.place_tokens
    return False


def _is_begun(chunks: Chunks, expression: PlaceExpression) -> bool:
    """Say whether a phrase that a comma and a preposition begin holds it: ", на базі в Сумах"."""
    first = expression.first
    while (before := chunks.group_at(first - 1)) is not None and before.last == first - 1:
        first = before.first
    return chunks.lemma(first - 1) == "," and chunks.pos(first) == "ADP"


def _begins_anew(at: Scene, expression: PlaceExpression) -> bool:
    """Find "у Києві" in "обстріл Сум, у Києві зруйновано дім": a noun told before, a verb after."""
    chunks, clause = at.chunks, at.chunks.clause_at(expression.first)
    begun = _is_begun(chunks, expression)
    after = bool(clause.predicates) and min(clause.predicates) == expression.last + 1
    before = range(clause.first, expression.first)
    return begun and after and any(_is_event(at, i) for i in before)


def _is_event(at: Scene, i: int) -> bool:
    """Say whether a noun in the nominative tells what happened."""
    group = at.chunks.group_at(i)
    told = bool(at.lexicon.rules(at.chunks.lemma(i), verb=False)) and i not in at.place_tokens
    head = group is not None and group.head == i and group.of is None and group.prep is None
    return told and head and group is not None and group.may_be("Nom")


def _is_state(expression: PlaceExpression) -> bool:
    """Say whether only a country is named: "по авіабазі України"."""
    where = expression.where
    return where.unresolved is Unresolved.TOO_WEAK and bool(where.places) and where.shape is None


def _is_doubtful(at: Scene, expression: PlaceExpression) -> bool:
    """Leave out "не в Берестовому", and a first word of which its capital made a place."""
    bare = expression.first == 0 and at.chunks.pos(0) != "ADP"
    if at.chunks.lemma(expression.first - 1) in at.lexicon.modality.negations:
        return True
    return bare and expression.where.shape is None and not expression.where.places


def _after(at: Scene, trigger: int, inside: Sequence[PlaceExpression]) -> Expressions:
    """Return the expressions that follow a noun before any verb or further event."""
    lexicon, chunks = at.lexicon, at.chunks
    found: Expressions = []
    for expression in (e for e in inside if e.first > trigger):
        between = range(trigger + 1, expression.first)
        verbs = any(chunks.is_predicate_of_clause(i) for i in between)
        events = any(lexicon.rules(chunks.lemma(i), verb=False) for i in between)
        parted = any(_is_parted(at, i, expression.first) for i in between)
        if not verbs and not (events and found) and not parted:
            found.append(expression)
    return found


def _free(
    at: Scene, trigger: int, inside: Sequence[PlaceExpression], clause: Clause, *, verb: bool
) -> Expressions:
    """Return what else a clause names, without the places of other events that it lists."""
    if verb:
        return list(inside)
    found = [e for e in inside if clause.predicates or e.first < trigger]
    own = [e for e in found if e.first > trigger or not _is_of_another(at, e, trigger)]
    before = [e for e in own if e.last < trigger]
    late = [e for e in before if _is_new_phrase(at, e, trigger)]
    return late[-1:] or own


def _is_of_another(at: Scene, expression: PlaceExpression, trigger: int) -> bool:
    """Find "вибухи у Саках" in "вибухи у Саках та пожежа": the place of what stands before it."""
    chunks = at.chunks
    parted = any(parts(chunks, i) for i in range(expression.last + 1, trigger))
    before = range(chunks.clause_at(trigger).first, expression.first)
    return parted and any(at.lexicon.rules(chunks.lemma(i), verb=False) for i in before)


def _is_new_phrase(at: Scene, expression: PlaceExpression, trigger: int) -> bool:
    """Find "у Криму" in "палає нафтобаза, у Криму вибухи": what begins after a comma and a verb."""
    chunks = at.chunks
    begun = chunks.lemma(expression.first - 1) == "," and chunks.pos(expression.first) == "ADP"
    told = any(i < expression.first for i in chunks.clause_at(trigger).predicates)
    parted = any(chunks.is_predicate_of_clause(i) for i in range(expression.last, trigger))
    return begun and told and not parted


def _is_parted(at: Scene, i: int, end: int) -> bool:
    """Say whether a comma or conjunction before a place begins to tell of something else."""
    chunks = at.chunks
    if chunks.lemma(i) != "," and chunks.pos(i) != "CCONJ":
        return False
    group = chunks.group_at(chunks.next_word(i))
    if group is None or group.prep is not None or group.first >= end:
        return False
    return not at.lexicon.rules(chunks.lemma(group.head), verb=False) and group.may_be("Nom")


def _from_next_clause(
    at: Scene, clause: Clause, usable: Expressions
) -> tuple[Expressions, bool] | None:
    """Take the places of "боєзіткнень 65: найбільше біля A, B": a list after a colon."""
    clauses = at.chunks.clauses
    n = clauses.index(clause) + 1
    if n >= len(clauses) or clauses[n].predicates or not _goes_on(at, clauses[n]):
        return None
    last = n
    while last + 1 < len(clauses) and _is_dashed(clauses[last + 1]):  # "8 — над A, 5 — над B"
        last += 1
    inside = range(clauses[n].first, clauses[last].last + 1)
    found = [e for e in usable if e.first in inside]
    told = any(
        at.lexicon.rules(at.chunks.lemma(i), verb=False) and i not in at.place_tokens
        for i in inside
    )
    return (together(at, found[0], found, -1, found), False) if found and not told else None


def _from_relative_clause(
    at: Scene, trigger: int, usable: Expressions
) -> tuple[Expressions, bool] | None:
    """Take the place of "гасили пожежу, яка спалахнула через удар по X" that has none before."""
    clauses, own = at.chunks.clauses, at.chunks.clause_at(trigger)
    n = clauses.index(own) + 1
    group = at.chunks.group_at(trigger)
    if n >= len(clauses) or group is None or group.last != own.last:
        return None
    after = clauses[n]
    told = after.sep == "," and at.chunks.lemma(after.first) in _WHICH
    found = [e for e in usable if told and after.first <= e.first <= after.last]
    return (together(at, found[0], found, -1, found), True) if found else None


def _is_dashed(clause: Clause) -> bool:
    return clause.sep in DASHES and not clause.predicates


def _goes_on(at: Scene, after: Clause) -> bool:
    """Find "атак 65: найбільше біля A", "8 ударів — по A, B" and "вбили двох — в A та B"."""
    onto = at.chunks.pos(after.first) == "ADP"
    return after.sep == ":" or (after.sep in DASHES and onto)


def _from_other_clauses(at: Scene, clause: Clause, usable: Expressions) -> tuple[Expressions, bool]:
    """Take the places of the nearest clause before that names any, up to a mark that parts more."""
    usable = [e for e in usable if e.role in _STATED]
    clauses = at.chunks.clauses
    n = clauses.index(clause)
    while n > 0 and clauses[n].sep not in _ASIDE:
        n -= 1 + (clauses[n].sep == ")" and n > 1)
        found = [e for e in usable if clauses[n].first <= e.first <= clauses[n].last]
        if found:
            precise = [e for e in found if not is_region(e)] or found
            same = together(at, precise[0], precise, -1, precise)
            return (same, True) if len(same) == len(precise) else ([], False)
    return [], False
