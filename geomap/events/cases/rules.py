"""Whether what stands around a trigger is what a rule asks for."""

from collections.abc import Callable, Iterable

from geomap.events.cases.relations import Relations, Scene
from geomap.events.lexicon import Rule
from geomap.model import EventType, Relation

_PRONOUNS = frozenset({"він", "вони", "ми", "вона", "они", "он", "мы", "она"})
_QUOTES = frozenset("\"'»”“’")
_HUMANITARIAN = "гум"
_AROUND = frozenset(
    {Relation.NEAR, Relation.AXIS, Relation.OUTSIDE, Relation.BETWEEN, Relation.TOWARD}
)
_WEAPON_RELATIONS = ("modifier", "instrument", "subject", "owner", "з", "из", "с")


def fits(at: Scene, trigger: int, rule: Rule, relations: Relations, *, has_place: bool) -> bool:
    """Say whether a trigger's relations satisfy a rule."""
    required = all(_some(at, relations, name, words) for name, words in rule.require.items())
    return (
        required
        and not refuses(at, rule, relations)
        and all(_allowed(at, relations.get(name, []), words) for name, words in rule.allow.items())
        and all(
            any(_there(at, trigger, one, relations, has_place=has_place) for one in options)
            for options in rule.need
        )
    )


def refuses(at: Scene, rule: Rule, relations: Relations) -> bool:
    """Say whether a rule names something around the trigger as what it is not about."""
    return any(_some(at, relations, name, words) for name, words in rule.refuse.items())


def _some(at: Scene, relations: Relations, name: str, words: Iterable[str]) -> bool:
    return any(is_a(at, i, word) for i in relations.get(name, []) for word in words)


def _allowed(at: Scene, members: list[int], words: Iterable[str]) -> bool:
    return not members or any(is_a(at, i, word) for i in members for word in words)


def is_a(at: Scene, i: int, word: str) -> bool:
    """Say whether a token is a lemma, or a member of a class by its name."""
    if word in DECIDED:
        return DECIDED[word](at, i)
    targets, classes = at.lexicon.targets.get(word), at.lexicon.classes.get(word)
    if targets is not None and at.words(i) & targets:
        return True
    if classes is not None:
        known = at.chunks.lemma(i) in classes and not _is_part_of_others(at, i, classes)
        return known or _counts(at, i, classes)
    return at.chunks.lemma(i) == word


def is_counted(at: Scene, i: int) -> bool:
    """Say whether a number counts a noun, or is it."""
    group = at.chunks.group_at(i)
    inside = [*range(group.first, group.last + 1)] if group is not None else [i]
    if group is not None and group.prep and at.chunks.lemma(group.prep) in {"з", "із", "зі", "из"}:
        inside.append(group.prep - 1)
    after = at.chunks.group_at(i + 1)
    counted = after is not None and at.chunks.pos(after.first) == "NUM"  # "поранених 78"
    inside += [i + 1] if counted else []
    if group is not None and group.of is not None:  # "десятки загиблих"
        inside += [group.of]
        if at.chunks.lemma(group.of) in at.lexicon.classes["many"]:
            return True
    return any(
        at.chunks.pos(k) == "NUM" or at.chunks.lemma(k) in at.lexicon.numbers for k in inside
    )


def _is_person(at: Scene, i: int) -> bool:
    return at.chunks.tokens.words[i][:1].isupper() and i not in at.place_tokens


def _is_air_raid(at: Scene, i: int) -> bool:
    """Find "атаку дронів" and "нічну атаку безпілотників"."""
    attack = at.chunks.lemma(i) in at.lexicon.classes["assault"]
    return attack and bool(at.words(i) & at.lexicon.classes["launched"])


def _is_of_persons(at: Scene, i: int) -> bool:
    """Find "двох" and "двоих", which as an object are persons; things would be "два"."""
    cases = at.chunks.features(i)
    return at.chunks.pos(i) == "NUM" and bool(cases) and not any(c.startswith("Nom") for c in cases)


DECIDED: dict[str, Callable[[Scene, int], bool]] = {
    "place": lambda at, i: i in at.place_tokens and i not in at.state_tokens,
    "state": lambda at, i: i in at.state_tokens,
    "pronoun": lambda at, i: at.chunks.lemma(i) in _PRONOUNS,
    "person": _is_person,
    "number": is_counted,
    "persons": _is_of_persons,
    "side": lambda at, i: at.side_of(i) is not None,
    "weapon": lambda at, i: weapon_type(at, i) is not None,
    "target": lambda at, i: find_target(at, [i]) is not None,
    "defence": lambda at, i: bool(at.words(i) & at.lexicon.classes["air_defence"]),
    "air_raid": _is_air_raid,
}


def _counts(at: Scene, i: int, words: frozenset[str]) -> bool:
    """Take "десятки мешканців" and "сили оборони" for what they are a number of."""
    quantity = at.chunks.lemma(i) in at.lexicon.classes["quantity"]
    return quantity and any(at.chunks.lemma(g.head) in words for g in at.chain(i)[1:])


def _is_part_of_others(at: Scene, i: int, words: frozenset[str]) -> bool:
    """Find "частина родин", which is no unit of an army."""
    whole = at.chain(i)[1:2] if at.chunks.lemma(i) in at.lexicon.classes["quantity"] else []
    people = at.lexicon.classes["people"] - words
    return any(at.chunks.lemma(g.head) in people for g in whole)


def _there(at: Scene, trigger: int, name: str, relations: Relations, *, has_place: bool) -> bool:
    if name == "place":
        return has_place
    decided = NEEDED.get(name)
    return bool(relations.get(name)) if decided is None else decided(at, trigger, relations)


def _has_number(at: Scene, trigger: int, relations: Relations) -> bool:
    members = [*relations.get("subject", []), *relations.get("object", []), trigger]
    inside = _clause(at, trigger)
    grown = any(at.chunks.lemma(i) in at.lexicon.classes["quantity"] for i in inside)
    return any(is_counted(at, i) for i in members) or (
        grown and any(at.chunks.pos(i) == "NUM" for i in inside)
    )


def _has_side(at: Scene, _: int, relations: Relations) -> bool:
    owners = [*relations.get("owner", []), *relations.get("subject", [])]
    return any(is_a(at, i, "side") or is_a(at, i, "force") for i in owners)


def _is_humanitarian(at: Scene, trigger: int, _: Relations) -> bool:
    lemmas = {at.chunks.lemma(i) for i in _clause(at, trigger)}
    known = at.lexicon.targets["aid"]
    return bool(lemmas & known) or any(lemma.startswith(_HUMANITARIAN) for lemma in lemmas)


def _is_negated(at: Scene, trigger: int, _: Relations) -> bool:
    return at.chunks.lemma(trigger - 1) in at.lexicon.modality.negations


def _has_failed(at: Scene, trigger: int, relations: Relations) -> bool:
    """Say whether something was tried ("намагалися"), or was not managed ("не вдалося")."""
    managed = at.chunks.lemma(trigger) in at.lexicon.modality.undone
    return not managed or _is_negated(at, trigger, relations)


def _is_nearby(at: Scene, trigger: int, _: Relations) -> bool:
    """Say whether the clause puts something near places or on an axis, not on them."""
    inside = _clause(at, trigger)
    found = [e.where.relation for e in at.expressions if e.first in inside]
    return any(relation in _AROUND for relation in found)


def _is_aimless(at: Scene, trigger: int, relations: Relations) -> bool:
    """Say whether nothing is told that is attacked, in any reading of the cases."""
    clause = _clause(at, trigger)
    objects = [
        g
        for g in at.chunks.groups
        if g.first in clause and g.head > trigger and g.prep is None and g.of is None
    ]
    hit = any(g.may_be("Acc") and g.head not in at.place_tokens for g in objects)
    return not hit and not relations.get("object") and not relations.get("по")


def _is_headed(at: Scene, trigger: int, _: Relations) -> bool:
    """Say whether a noun opens its sentence, or what follows a mark, in the nominative."""
    group, clause = at.chunks.group_at(trigger), at.chunks.clause_at(trigger)
    if group is None or group.prep is not None or not group.may_be("Nom"):
        return False
    before = (i for i in range(clause.first, group.first) if at.chunks.tokens.words[i].isalnum())
    return all(_tells_setting(at, i) for i in before)


def _tells_setting(at: Scene, i: int) -> bool:
    """Say whether a word tells only where or when: "у Сумах", "близько полудня", "знову"."""
    placed = any(e.first <= i <= e.last for e in at.expressions)
    group = at.chunks.group_at(i)
    time = at.lexicon.classes["time"]
    timed = group is not None and at.chunks.lemma(group.head) in time
    return placed or timed or at.chunks.pos(i) in {"ADV", "PART"}


def _is_verbless(at: Scene, trigger: int, _: Relations) -> bool:
    """Find "КАБ по складу" alone, and before ", сторож поранений" which has its own subject."""
    chunks, verbs = at.chunks, at.chunks.clause_at(trigger).predicates
    if not verbs or verbs[0] < trigger:
        return not verbs
    comma = next((i for i in range(trigger, verbs[0]) if chunks.lemma(i) == ","), verbs[0])
    after = (g for g in chunks.groups if comma < g.first and g.head < verbs[0])
    return any(g.prep is None and g.may_be("Nom") for g in after)


def _is_itemised(at: Scene, trigger: int, _: Relations) -> bool:
    """Find "Оріхів – 23 снаряди": what a dash or a colon sets beside a place, and nothing more."""
    clause, chunks = at.chunks.clause_at(trigger), at.chunks
    marked = clause.sep in {"–", "—", "-", ":"} and chunks.lemma(clause.first - 1) == clause.sep
    placed = any(e.last == clause.first - 2 for e in at.expressions)
    after = chunks.next_word(trigger)
    after = after + 1 if after < len(chunks) and chunks.lemma(after) in _QUOTES else after
    ends = after >= len(chunks) or chunks.lemma(after) in {",", ".", ";", "("}
    return marked and placed and ends


def _is_into(at: Scene, _: int, relations: Relations) -> bool:
    """Find "шахед у склад", what something goes into, and not "дрон у складі"."""
    groups = (at.chunks.group_at(i) for i in relations.get("в", []))
    return any(g is not None and g.may_be("Acc") and not g.may_be("Loc") for g in groups)


def _is_of_vehicles(at: Scene, _: int, relations: Relations) -> bool:
    """Find "колона з двадцяти танків"."""
    members = [i for name in ("з", "из", "с") for i in relations.get(name, [])]
    return any(is_a(at, i, "vehicle") for i in members)


def _is_acting(at: Scene, trigger: int, _: Relations) -> bool:
    """Say whether a noun may be the subject of the verb after it."""
    group, clause = at.chunks.group_at(trigger), at.chunks.clause_at(trigger)
    bare = group is not None and group.head == trigger and group.prep is None and group.of is None
    verb = bool(clause.predicates) and trigger < clause.predicates[0]
    return bare and verb and group is not None and group.may_be("Nom")


NEEDED: dict[str, Callable[[Scene, int, Relations], bool]] = {
    "number": _has_number,
    "side": _has_side,
    "weapon": lambda at, _, relations: find_weapon(at, relations) is not None,
    "target": lambda at, _, relations: find_target(at, aimed(relations)) is not None,
    "there": lambda at, i, _: any(
        at.chunks.tokens.words[k].lower() in {"є", "есть"} for k in _clause(at, i)
    ),
    "negated": _is_negated,
    "humanitarian": _is_humanitarian,
    "goods": lambda at, i, _: any(
        at.chunks.lemma(k) in at.lexicon.classes["goods"] for k in _clause(at, i)
    ),
    "failed": _has_failed,
    "nearby": _is_nearby,
    "unarmed": lambda at, _, relations: find_weapon(at, relations) is None,
    "breaking_out": lambda at, _, relations: any(
        at.chunks.lemma(k) in at.lexicon.classes["breaking_out"] for k in relations.get("verb", [])
    ),
    "aimless": _is_aimless,
    "headed": _is_headed,
    "acting": _is_acting,
    "into": _is_into,
    "tanks": _is_of_vehicles,
    "verbless": _is_verbless,
    "itemised": _is_itemised,
    "whole": lambda at, i, _: (
        not any(at.chunks.lemma(k) in at.lexicon.classes["fragment"] for k in _clause(at, i))
    ),
}


def _clause(at: Scene, trigger: int) -> range:
    clause = at.chunks.clause_at(trigger)
    return range(clause.first, clause.last + 1)


def aimed(relations: Relations) -> list[int]:
    """Return what an act may be aimed at."""
    return [
        i for name in ("object", "по", "на", "в", "of", "self") for i in relations.get(name, [])
    ]


def find_target(at: Scene, members: Iterable[int]) -> str | None:
    """Return the kind of thing that is hit, by the first member that tells it."""
    for i in members:
        words = at.words(i) if i not in at.place_tokens else set()
        for kind, known in at.lexicon.targets.items():
            if words & known:
                return kind
    return None


def find_weapon(at: Scene, relations: Relations, *, launched: bool = False) -> EventType | None:
    """Return the type of strike that the words for a weapon make; `launched` ones are objects."""
    members = [i for name in _WEAPON_RELATIONS for i in relations.get(name, [])]
    members += relations.get("of", [])[:1]
    members = [i for i in members if not _is_happening(at, i)]
    members += relations.get("object", []) if launched else []
    return next((kind for i in members if (kind := weapon_type(at, i)) is not None), None)


def _is_happening(at: Scene, i: int) -> bool:
    """Say whether a noun tells an event itself, and is no weapon."""
    told = bool(at.lexicon.rules(at.chunks.lemma(i), verb=False))
    return told and at.chunks.lemma(i) not in at.lexicon.classes["launched"]


def weapon_type(at: Scene, i: int) -> EventType | None:
    """Return the type of strike that a weapon makes, by its noun and the words before it."""
    group = at.chunks.group_at(i)
    inside = [i] if group is None else range(group.first, group.last + 1)
    lemmas = {at.chunks.lemma(k) for k in inside if k not in at.place_tokens}
    return next((kind for kind, words in at.lexicon.weapons.items() if lemmas & words), None)
