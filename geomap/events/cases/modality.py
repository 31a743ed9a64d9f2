"""Whether a clause says that its event took place, by the words around the trigger."""

from geomap.chunks import Clause
from geomap.events.cases.relations import Scene
from geomap.model import Factuality

_BEFORE = 3  # words within which a negation or a noun like "threat" speaks of the trigger
_QUOTES = frozenset("\"'«»“”„‘’")
_LONG = frozenset({";", ":", "||", "—", "–", "-"})


def is_averted(at: Scene, trigger: int, *, verb: bool) -> bool:
    """Say whether the clause tells that it was stopped: "зірвали наступ"."""
    words = at.lexicon.modality
    clause = at.chunks.clause_at(trigger)
    governing = [i for i in clause.predicates if i != trigger]
    stopped = any(at.chunks.lemma(i) in words.averted for i in governing)
    own = at.chunks.group_at(trigger)
    governed = own is not None and (own.prep is None or own.prep in _after(at, governing))
    return not verb and stopped and governed


def _after(at: Scene, governing: list[int]) -> set[int]:
    return {at.chunks.next_word(i) for i in governing}


def is_zero(at: Scene, trigger: int) -> bool:
    """Say whether there were none: "немає постраждалих", "обійшлося без жертв"."""
    clause = at.chunks.clause_at(trigger)
    near = range(max(clause.first, trigger - _BEFORE), trigger)
    after = [i for i in clause.predicates if i > trigger]
    words = at.lexicon.modality
    return any(at.chunks.lemma(i) in words.none for i in (*near, *after))


def grammatical_factuality(at: Scene, trigger: int, *, verb: bool) -> Factuality:
    """Return what the clause around a trigger makes of its event."""
    chunks, words = at.chunks, at.lexicon.modality
    clause = chunks.clause_at(trigger)
    if _is_open(at, trigger, clause, verb=verb):
        return Factuality.HYPOTHETICAL
    missing = not verb and _is_missing(at, trigger, clause)
    past = _is_past(at, trigger)
    negated = not past and _is_negated(at, trigger, clause, verb=verb)
    if missing or negated or _is_false(at, clause):
        return Factuality.DENIED
    wanted = None if past else _governed(at, trigger, clause, verb=verb)
    if wanted is not None:
        return wanted
    future = _is_future(at, trigger) if verb else _is_meant(at, trigger, clause)
    if future:
        return Factuality.PLANNED
    hedged = any(chunks.lemma(i) in words.hedges for i in _sentence_part(at, clause))
    hedged |= chunks.lemma(trigger) in words.ironic and _is_quoted(at, trigger)
    return Factuality.ALLEGED if hedged else Factuality.ASSERTED


def _is_open(at: Scene, trigger: int, clause: Clause, *, verb: bool) -> bool:
    """Say whether it is asked, nearly so, conditional or unproven."""
    nearly = verb and at.chunks.lemma(trigger - 1) in at.lexicon.modality.nearly
    asked = at.chunks.tokens.words[-1] == "?"
    unproven = _is_unproven(at, clause) or (not verb and _is_unheard_of(at, trigger))
    return asked or nearly or _is_conditional(at, clause) or unproven


def _sentence_part(at: Scene, clause: Clause) -> range:
    """Return the clause with the parentheses that only commas part from it."""
    clauses = at.chunks.clauses
    n = clauses.index(clause)
    first = last = n
    while first > 0 and clauses[first].sep == "," and not clauses[first - 1].predicates:
        first -= 1
    if last + 1 < len(clauses) and not clauses[last + 1].predicates:
        last += clauses[last + 1].sep == ","
    return range(clauses[first].first, clauses[last].last + 1)


def _is_conditional(at: Scene, clause: Clause) -> bool:
    if clause.mark in at.lexicon.modality.conditions:
        return True
    inside = range(clause.first, clause.last + 1)
    return any(at.chunks.lemma(i) in {"б", "би", "бы"} for i in inside)


def _is_unproven(at: Scene, clause: Clause) -> bool:
    """Find "немає підтверджень, що ...": nothing is known of what the clause tells."""
    n = at.chunks.clauses.index(clause)
    if not n or clause.mark not in {"що", "что"}:
        return False
    before = at.chunks.clauses[n - 1]
    words, said = at.lexicon.modality, range(before.first, before.last + 1)
    lemmas = {at.chunks.lemma(i) for i in said}
    return bool(lemmas & words.nothing) and bool(lemmas & words.proof)


def _is_unheard_of(at: Scene, trigger: int) -> bool:
    """Find "нет информации о прорыве"."""
    words, clause = at.lexicon.modality, at.chunks.clause_at(trigger)
    before = {at.chunks.lemma(i) for i in range(clause.first, trigger)}
    return bool(before & words.nothing) and bool(before & words.proof)


def _is_negated(at: Scene, trigger: int, clause: Clause, *, verb: bool) -> bool:
    """Say whether the trigger, or the verb that carries it, is negated."""
    light = [i for i in clause.predicates if at.chunks.lemma(i) in at.lexicon.modality.light]
    governing = [] if verb else light
    if verb and trigger not in clause.predicates:
        governing = list(clause.predicates)
    undone = [i for i in clause.predicates if at.chunks.lemma(i) in at.lexicon.modality.undone]
    if any(_denied(at, i) for i in (trigger, *governing, *undone)):
        return True
    modifiers = at.chunks.group_at(trigger)
    inside = range(modifiers.first, modifiers.last) if modifiers is not None else ()
    return any(at.chunks.lemma(i) in at.lexicon.modality.undone for i in inside)


def _is_missing(at: Scene, trigger: int, clause: Clause) -> bool:
    """Find "боїв у селі немає", "жодного відступу", "нет никакого наступления"."""
    words, group = at.lexicon.modality, at.chunks.group_at(trigger)
    if group is None or group.prep is not None:
        return False
    if group.of is not None and group.of not in at.place_tokens:
        return False
    if any(at.chunks.lemma(i) in words.not_any for i in range(group.first, group.head)):
        return True
    inside = range(clause.first, clause.last + 1)
    genitive = any(case.startswith("Gen") for case in group.cases)
    nothing = any(at.chunks.lemma(i) in words.nothing for i in inside)
    be = [i for i in inside if at.chunks.lemma(i) in words.will and _denied(at, i)]
    return genitive and (nothing or bool(be))


def _is_future(at: Scene, i: int) -> bool:
    soon = at.chunks.lemma(i) in at.lexicon.modality.soon and at.chunks.is_form(i, "pres", "fut")
    future = at.chunks.is_form(i, "fut") and not at.chunks.is_form(i, "pres")
    return (future or soon) and not at.chunks.is_form(i, "past")


def _is_meant(at: Scene, noun: int, clause: Clause) -> bool:
    """Say whether what a noun tells is only meant, or to come."""
    to_come = _is_to_come(at, noun, clause) or _is_number_to_come(at, noun)
    return to_come or _is_purpose(at, noun)


def _is_to_come(at: Scene, trigger: int, clause: Clause) -> bool:
    """Find "удари продовжаться": what only goes on, or is done, in time to come."""
    group = at.chunks.group_at(trigger)
    subject = group is not None and group.prep is None and group.may_be("Nom")
    light = [i for i in clause.predicates if at.chunks.lemma(i) in at.lexicon.modality.light]
    return subject and bool(light) and all(_is_future(at, i) for i in light)


def _is_number_to_come(at: Scene, trigger: int) -> bool:
    """Find "перемир'я зменшить кількість ударів"."""
    group = at.chunks.group_at(trigger)
    above = None if group is None else group.of
    counted = above is not None and at.chunks.lemma(above) in at.lexicon.classes["quantity"]
    verbs = at.chunks.clause_at(trigger).predicates
    return counted and bool(verbs) and all(_is_future(at, i) for i in verbs)


def _is_purpose(at: Scene, trigger: int) -> bool:
    """Find "для атак на міста": what something is meant for, and has not been used for."""
    words, group = at.lexicon.modality, at.chunks.group_at(trigger)
    prep = None if group is None else group.prep
    done = at.chunks.clause_at(trigger).predicates
    spent = any(at.chunks.lemma(i) in words.spent and at.chunks.is_form(i, "past") for i in done)
    return prep is not None and at.chunks.lemma(prep) in words.purpose and not spent


def _is_quoted(at: Scene, i: int) -> bool:
    words = at.chunks.tokens.words
    return 0 < i < len(words) - 1 and {words[i - 1], words[i + 1]} <= _QUOTES


def _denied(at: Scene, i: int) -> bool:
    """Say whether "not" stands before a word, and no "only" or "less" between."""
    words = at.lexicon.modality
    before = at.chunks.lemma(i - 1)
    return before in words.negations and at.chunks.lemma(i) not in words.only


def _is_false(at: Scene, clause: Clause) -> bool:
    words = at.lexicon.modality
    inside = [*range(clause.first, clause.last + 1), *_heading(at, clause)]
    unreal = [i for i in clause.predicates if at.chunks.lemma(i) in words.unreal]
    return any(at.chunks.lemma(i) in words.false for i in inside) or any(
        _denied(at, i) for i in unreal
    )


def _heading(at: Scene, clause: Clause) -> range:
    """Return the words before the colon of "Фейк: росіяни захопили X"."""
    first, *rest = at.chunks.clauses
    heads = bool(rest) and rest[0].sep == ":" and clause != first and not first.predicates
    return range(first.first, first.last + 1) if heads else range(0)


def _is_past(at: Scene, trigger: int) -> bool:
    """Say whether a noun is what something else came after: "закликав ... після удару"."""
    group = at.chunks.group_at(trigger)
    prep = None if group is None or group.head != trigger else group.prep
    return prep is not None and at.chunks.lemma(prep) in at.lexicon.modality.since


def _governed(at: Scene, trigger: int, clause: Clause, *, verb: bool) -> Factuality | None:
    """Look for a word that makes the trigger wanted or merely possible."""
    chunks, words = at.chunks, at.lexicon.modality
    above = [i for i in clause.predicates if i != trigger] if _depends(at, trigger, verb) else []
    above += [] if verb else _nouns_before(at, trigger)
    above += _governing_clause(at, clause)
    if verb and chunks.is_form(trigger, "inf"):
        above += [i for i in range(clause.first, trigger) if chunks.pos(i) in {"ADV", "ADJ", "X"}]
        above += [i for i in range(clause.first, trigger) if chunks.pos(i) == "NOUN"]
    lemmas = {chunks.lemma(i) for i in above}
    lemmas -= frozenset() if verb else at.lexicon.classes["having"]
    if lemmas & words.hypothetical:
        return Factuality.HYPOTHETICAL
    future = any(chunks.is_form(i, "fut") for i in above if chunks.lemma(i) in words.will)
    return Factuality.PLANNED if lemmas & words.planned or future else None


def _depends(at: Scene, trigger: int, verb: bool) -> bool:  # noqa: FBT001 - private
    """Say whether the clause's finite verb governs the trigger: an infinitive or an object."""
    if verb:
        return at.chunks.is_form(trigger, "inf") and not at.chunks.is_form(trigger, "past")
    group = at.chunks.group_at(trigger)
    if group is None:
        return False
    before = group.first - 1
    with_it = group.may_be("Ins") and group.prep is None and at.chunks.is_verb(before)
    return with_it or group.may_be("Acc") or group.of is not None or group.may_be("Gen")


def _nouns_before(at: Scene, trigger: int) -> list[int]:
    """Return what stands right before a noun and its group: "загроза ракетного удару"."""
    group = at.chunks.group_at(trigger)
    if group is None:
        return []
    inside = list(range(group.first, group.head))
    before = [i for i in range(group.first - _BEFORE, group.first) if i >= 0]
    noun = [i for i in before if at.chunks.pos(i) in {"NOUN", "ADJ", "ADV"}]
    adjacent = noun[-1:] if noun and at.chunks.tokens.words[group.first - 1] != "," else []
    return inside + adjacent


def _governing_clause(at: Scene, clause: Clause) -> list[int]:
    """Return the predicates of the clause that a "that" clause hangs on."""
    if clause.mark not in {"що", "что", "щоб", "чтобы", "аби"}:
        return []
    n = at.chunks.clauses.index(clause)
    return list(at.chunks.clauses[n - 1].predicates) if n else []
