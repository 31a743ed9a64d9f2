"""The triggers of a sentence, each with the first rule that its surroundings satisfy."""

from typing import NamedTuple

from geomap.chunks import HARD
from geomap.events.cases.elsewhere import first_elsewhere
from geomap.events.cases.relations import Relations, Scene, noun_relations, verb_relations
from geomap.events.cases.rules import fits, is_a, refuses
from geomap.events.cases.where import choose_places
from geomap.events.lexicon import Rule
from geomap.model import EventType, PlaceExpression


class Hit(NamedTuple):
    """A trigger with the rule that it fits and its places; `last` is the end of its words."""

    token: int
    verb: bool
    rule: Rule
    relations: Relations
    places: list[PlaceExpression]
    inferred: bool
    last: int


def find_hits(at: Scene) -> list[Hit]:
    """Return the triggers in order; a verb takes its noun with it: "35 атак відбито"."""
    covered: set[int] = set()
    found: list[Hit] = []
    end = first_elsewhere(at)
    verbs = [i for i in range(end) if at.chunks.is_verb(i)]
    for trigger in (*verbs, *(i for i in range(end) if not at.chunks.is_verb(i))):
        hit = None if trigger in covered else _fitting(at, trigger)
        if hit is not None:
            covered |= _covered(at, hit)
            found.append(hit)
    return sorted(found, key=lambda hit: hit.token)


def _fitting(at: Scene, trigger: int) -> Hit | None:
    """Return the first rule that the trigger and its surroundings satisfy."""
    verb = _acts_as_verb(at, trigger)
    rules = at.lexicon.rules(at.chunks.lemma(trigger), verb=verb)
    if not rules or not _can_trigger(at, trigger, verb=verb):
        return None
    readings = list(verb_relations(at, trigger) if verb else noun_relations(at, trigger))
    for rule in rules:
        if readings and refuses(at, rule, _surest(readings[0])):
            continue  # "ліквідували пожежу" stays that, whoever else might be meant
        for relations in readings:
            places, inferred = choose_places(at, trigger, relations, kind=rule.type, verb=verb)
            if rule.type is EventType.CASUALTIES:
                places = [e for e in places if not _is_hospital(at, e)]
                places = [] if _dies_in_hospital(at, trigger) else places
            if fits(at, trigger, rule, relations, has_place=bool(places)):
                last = max(trigger, *_required(at, rule, relations), trigger)
                return Hit(trigger, verb, rule, relations, places, inferred, last)
    return None


def _surest(reading: Relations) -> Relations:
    """Leave out the subject of what has an object: which is which is not sure."""
    return {**reading, "subject": []} if reading.get("object") else reading


def _is_hospital(at: Scene, place: PlaceExpression) -> bool:
    """Say whether only the hospital stands there that somebody died or lies in."""
    medical = at.lexicon.targets["medical"]
    return any(at.chunks.lemma(i) in medical for i in range(place.first - 1, place.last + 1))


def _dies_in_hospital(at: Scene, trigger: int) -> bool:
    """Find "у Сумах у лікарні помер чоловік": where he was hit is not told there."""
    clause = at.chunks.clause_at(trigger)
    medical = at.lexicon.targets["medical"]
    inside = (at.chunks.group_at(i) for i in range(clause.first, clause.last + 1))
    lying = any(g and g.prep is not None and at.chunks.lemma(g.head) in medical for g in inside)
    return lying and at.chunks.lemma(trigger) in at.lexicon.classes["dying"]


def _acts_as_verb(at: Scene, i: int) -> bool:
    """Say whether a token is a verb, or a participle that is no noun: "119 поранених"."""
    if at.chunks.is_verb(i):
        return True
    group = at.chunks.group_at(i)
    before = () if group is None or group.head != i else range(group.first, i)
    counted = any(at.chunks.pos(k) == "NUM" for k in before)
    counted = counted or (group is not None and group.head == i and group.of is not None)
    named = bool(at.lexicon.rules(at.chunks.lemma(i), verb=False))
    return at.chunks.is_participle(i) and not (named and (counted or _is_of_launched(at, i)))


def _is_of_launched(at: Scene, i: int) -> bool:
    """Find "збитого" in "уламки збитого шахеда": that it was shot down is told by the way."""
    group = at.chunks.group_at(i)
    describing = at.chunks.is_participle(i) and not at.chunks.is_predicate_of_clause(i)
    before = describing and group is not None and i < group.head
    return (
        before
        and group is not None
        and at.chunks.lemma(group.head) in at.lexicon.classes["launched"]
    )


def _can_trigger(at: Scene, trigger: int, *, verb: bool) -> bool:
    """Refuse participles that only describe ("в окупованому Криму"), and parts of names."""
    chunks = at.chunks
    clause = chunks.clause_at(trigger)
    asked = clause.sep in HARD and chunks.lemma(clause.first) in at.lexicon.modality.asking
    if trigger in at.place_tokens or asked:
        return False
    if verb:
        describing = chunks.is_participle(trigger) and not chunks.is_predicate_of_clause(trigger)
        twin = _has_twin(at, trigger)
        return not describing and not twin and not chunks.is_form(trigger, "imper")
    group = chunks.group_at(trigger)
    alone = chunks.pos(trigger) == "ADJ" and group is not None and group.head == trigger
    return chunks.pos(trigger) == "NOUN" or alone or _is_of_launched(at, trigger)


def _has_twin(at: Scene, verb: int) -> bool:
    """Find the first verb of "виявили та збили 9 дронів": what it is done to stands behind both."""
    chunks, after = at.chunks, verb + 2
    if after >= len(chunks) or chunks.pos(verb + 1) != "CCONJ":
        return False
    if not (chunks.is_predicate_of_clause(verb) and chunks.is_predicate_of_clause(after)):
        return False
    kinds = [{r.type for r in at.lexicon.rules(chunks.lemma(i), verb=True)} for i in (verb, after)]
    before = (g for g in chunks.groups_in(chunks.clause_at(verb)) if g.prep is None)
    done_to = any(all(c.startswith("Acc") for c in g.cases) for g in before if g.cases)
    return bool(kinds[0] & kinds[1]) and not done_to


def _required(at: Scene, rule: Rule, relations: Relations) -> list[int]:
    """Return the words beside the trigger that make it what it is: "відбили атаку"."""
    names = [n for n in ("object", "of", "control", "inf") if n in rule.require]
    return [
        i
        for n in names
        for i in relations.get(n, [])
        if any(is_a(at, i, w) for w in rule.require[n])
    ]


def _covered(at: Scene, hit: Hit) -> set[int]:
    return {hit.token, *_required(at, hit.rule, hit.relations)}
