"""What grammar alone says about whether the event of a trigger took place."""

from geomap.events.falsity import is_called_false
from geomap.events.lexicon import Modality
from geomap.events.relations import governing_verb, is_definite
from geomap.grammar import Grammar
from geomap.model import Factuality

_NEGATIONS = frozenset({"little", "not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_BOUNDARY = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "csubj", "acl"})
_WARNED_OF = frozenset({"of", "about", "against"})
_LACKING = frozenset({"without", "in"})
_ATTENDANT = frozenset({"advcl", "xcomp"})
_BECAUSE = frozenset({"over", "for", "of", "with", "in", "to", "following", "after"})
_DIRECT = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})
_RELATIVES = frozenset({"that", "which", "who"})


def is_averted(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether the sentence tells that somebody stopped it: "repelled an assault"."""
    if any(g.lemma(k) in words.averted for k in g.kids(trigger, "amod")):
        return True
    verb = governing_verb(g, trigger)
    return verb is not None and g.dep(trigger) != "nsubj" and g.lemma(verb) in words.averted


def is_unsuccessful(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether it was tried without success: "failed attacks", "attacked but were repelled"."""
    acts = [trigger, *find_attempts(g, trigger, words)]
    acts += [verb for i in tuple(acts) if (verb := governing_verb(g, i)) is not None]
    around = [k for i in acts for k in g.kids(i, "amod", "advmod")]
    around += [obj for i in acts for prep, obj in g.prepositions(i) if prep in _LACKING]
    turned = [k for i in acts for k in g.kids(i, "conj") if g.is_verb(k)]
    around += [k for i in turned for k in (i, *g.kids(i, "acomp"))]
    return any({g.lemma(k), g.word(k)} & words.averted for k in around)


def find_attempts(g: Grammar, trigger: int, words: Modality) -> list[int]:
    """Return the words above a trigger that say that it was tried."""
    found = []
    i = trigger
    while g.dep(i) in {"xcomp", "acl", "ccomp"} and (head := g.head(i)) is not None:
        found += [head] if g.lemma(head) in words.attempts else []
        i = head
    return found


def is_staged(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether it is only practised or played: "fired missiles during drills"."""
    clause = [trigger]
    for above in g.ancestors(trigger):
        clause.append(above)
        if g.is_verb(above) and g.dep(clause[-2]) not in _ATTENDANT:
            break
    around = [k for i in clause for k in (i, *g.kids(i, "amod", "compound", "dobj"))]
    around += [obj for i in clause for _, obj in g.prepositions(i)]
    return any({g.lemma(i), g.word(i)} & words.staged for i in around)


def is_pretext(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether it is only what somebody is punished or held for: "sanctions over strikes"."""
    i = trigger
    for above in g.ancestors(trigger):
        label = g.dep(i)
        if g.lemma(above) in words.punishing and g.word(i) in _BECAUSE:
            return True
        if g.lemma(above) in words.arresting and label not in {
            "conj",
            "advcl",
            "nsubj",
            "parataxis",
        }:
            return True
        i = above
    return False


def grammatical_factuality(
    g: Grammar, trigger: int, words: Modality, *, ongoing: bool = False
) -> Factuality:
    """
    Return what the grammar around a trigger makes of its event.

    Negated, missing or called false: denied. Wanted, ordered, tried, announced or the purpose of
    something: planned. Under a modal verb, a condition, a question or a word of expectation:
    hypothetical. Hedged ("reportedly"): alleged. Otherwise asserted. What the speaker's verb adds
    is not looked at here. `ongoing` nouns with "the" are taken for granted whatever is said of
    them: "the shelling could last".
    """
    presupposed = ongoing and is_definite(g, trigger)
    if g.tokens.words[-1] == "?" or _conditional(g, trigger, words):
        return Factuality.HYPOTHETICAL
    if _is_missing(g, trigger, words) or is_called_false(g, trigger, words):
        return Factuality.DENIED
    wanted = Factuality.PLANNED if _is_purpose(g, trigger) else _governor(g, trigger, words)
    if wanted is not None and (not presupposed or _is_prepared(g, trigger, words)):
        return wanted
    told = _of_clause(g, trigger, words)
    if told is not None and (not presupposed or _never_came(g, trigger, told, words)):
        return told
    return Factuality.ALLEGED if _hedged(g, trigger, words) else Factuality.ASSERTED


def _of_clause(g: Grammar, trigger: int, words: Modality) -> Factuality | None:
    """Return what negation and auxiliaries of the trigger's own clause say, if anything."""
    clause = _clause(g, trigger)
    if _negated(g, trigger, clause, words):
        return Factuality.DENIED
    auxiliaries = {
        form for i in clause for k in g.kids(i, "aux") for form in (g.lemma(k), g.word(k))
    }
    if auxiliaries & words.modals or _is_mere_ability(g, clause):
        return Factuality.HYPOTHETICAL
    if auxiliaries & words.future or _going_to(g, trigger):
        return Factuality.HYPOTHETICAL if _is_adjunct(g, trigger) else Factuality.PLANNED
    return None


def _clause(g: Grammar, trigger: int) -> list[int]:
    """Return the trigger and the verbs above it that share its negation and auxiliaries."""
    clause = [trigger]
    i = trigger
    verb = _verb_above(g, trigger)
    if not _is_verbal(g, trigger):
        if verb is None:
            return clause
        clause.append(verb)
        i = verb
    while _is_infinitival(g, i):
        i = g.tokens.heads[i]
        clause.append(i)
    if g.dep(i) == "conj" and not g.kids(i, "nsubj", "nsubjpass", "aux", "auxpass"):
        clause.append(g.tokens.heads[i])
    return clause


def _is_infinitival(g: Grammar, i: int) -> bool:
    """Say whether it only completes what stands above: "began to V", "is able to V"."""
    if g.dep(i) == "acomp":
        return g.lemma(i) == "able"
    return g.dep(i) == "xcomp" or (g.dep(i) == "ccomp" and _is_infinitive(g, i))


def _is_mere_ability(g: Grammar, clause: list[int]) -> bool:
    """Tell "is able to V" from "was able to V", which says that it was done."""
    able = [i for i in clause if g.lemma(i) == "able"]
    return any(g.tokens.tags[g.tokens.heads[i]] in {"VBP", "VBZ", "VB"} for i in able)


def _is_verbal(g: Grammar, i: int) -> bool:
    return g.is_verb(i) and g.dep(i) not in {"pcomp", "csubj", "nsubj"}


def _is_infinitive(g: Grammar, i: int) -> bool:
    return any(g.word(k) == "to" for k in g.kids(i, "aux"))


def _is_adjunct(g: Grammar, trigger: int) -> bool:
    """Say whether a trigger hangs on its verb by a preposition: "after the capture of X"."""
    return g.dep(trigger) in {"pobj", "pcomp"}


def _verb_above(g: Grammar, trigger: int) -> int | None:
    """Return the verb of which a noun is subject, object or adjunct."""
    verb = governing_verb(g, trigger)
    if verb is not None or not _is_adjunct(g, trigger):
        return verb
    prep = g.tokens.heads[trigger]
    above = g.head(prep)
    return above if above is not None and g.is_verb(above) else None


def _is_cause(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether what is denied is only what came of it: "the shelling caused no casualties"."""
    verb = governing_verb(g, trigger)
    return verb is not None and g.dep(trigger) == "nsubj" and g.lemma(verb) in words.causing


def _negated(g: Grammar, trigger: int, clause: list[int], words: Modality) -> bool:
    if _is_cause(g, trigger, words):
        clause = [trigger]
    shared = [i for i in clause if i == trigger or i not in g.ancestors(trigger)]
    shared += [i for i in clause if i not in shared and not _is_coordinated(g, trigger, i)]
    if _is_adjunct(g, trigger):
        shared = shared[:1]
    around = [k for i in shared for k in g.kids(i, "neg", "advmod", "preconj")]
    around += [k for k in g.kids(trigger, "det", "predet") if k < trigger]
    around += [k for k in g.kids(_listed_first(g, trigger), "det", "neg") if g.word(k) == "no"]
    for i in (s for c in shared for s in _arguments(g, c)):
        around += [k for k in g.subtree(i) if k < i]
    around += [
        k for i in around if g.word(i) == "longer" for k in g.kids(i, "advmod", "neg", "det")
    ]
    if any(g.word(k) in _NEGATIONS and not _not_only(g, k) for k in around):
        return not any(_is_at_last(g, c) for c in shared)
    if any(g.word(s) in {"nobody", "none"} for c in shared for s in _arguments(g, c)):
        return True
    above = [g.tokens.heads[trigger], *clause[1:]]
    if _is_adjunct(g, trigger):
        above += [*g.kids(above[0]), *list(g.ancestors(above[0]))[:1]]
    if any(g.dep(i) == "xcomp" and _has_yet_to(g, i) for i in shared):
        return True
    if any(g.word(k) == "all" and g.word(k + 1) == "but" for k in g.kids(trigger, "advmod", "dep")):
        return True
    complements = [k for i in above for k in g.kids(i, "acomp")]
    return any(_undoes(g, i, words) for i in (*above, *complements))


def _has_yet_to(g: Grammar, i: int) -> bool:
    """Recognise "has yet to V"."""
    head = g.tokens.heads[i]
    yet = any(g.word(k) == "yet" for k in (*g.kids(head, "advmod"), *g.kids(i, "advmod")))
    return yet and _is_infinitive(g, i) and g.lemma(head) in {"have", "be", "remain"}


def _undoes(g: Grammar, i: int, words: Modality) -> bool:
    """Say whether a word above says that it did not come about; "closed a road" does not."""
    known = words.undone & words.averted if g.is_verb(i) else words.undone
    return g.lemma(i) in known


def _is_at_last(g: Grammar, verb: int) -> bool:
    """Say whether it did come about: "did not take the city until 10 September"."""
    negated = [k for k in g.kids(verb, "neg", "advmod") if g.word(k) in _NEGATIONS]
    until = [k for k in g.kids(verb, "prep") if g.word(k) in {"until", "till"}]
    return bool(negated and until and g.kids(verb, "aux"))


def _listed_first(g: Grammar, trigger: int) -> int:
    """Return the noun that begins a list, whose "no" is said of all: "no dead or wounded"."""
    i = trigger
    while g.dep(i) == "conj" and not g.kids(i, "det", "nsubj", "nsubjpass", "aux"):
        i = g.tokens.heads[i]
    return i


def _is_coordinated(g: Grammar, below: int, above: int) -> bool:
    """Say whether a verb above is only coordinated with the clause below ("left and seized")."""
    i = below
    for step in g.ancestors(below):
        if g.dep(i) == "conj" and g.is_verb(i):
            return True
        if step == above:
            return False
        i = step
    return False


def _arguments(g: Grammar, verb: int) -> list[int]:
    return g.kids(verb, "nsubj", "nsubjpass", "dobj")


def _not_only(g: Grammar, i: int) -> bool:
    following = i + 1
    return following < len(g.tokens.words) and g.word(following) in {
        "only",
        "just",
        "merely",
        "fewer",
        "less",
    }


def _is_purpose(g: Grammar, trigger: int) -> bool:
    """Say whether a trigger is what something is for: "an offensive to capture X"."""
    return g.dep(trigger) in {"advcl", "acl", "relcl"} and _is_infinitive(g, trigger)


def _governor(g: Grammar, trigger: int, words: Modality) -> Factuality | None:
    """Look upwards for a word that makes the trigger wanted or merely possible."""
    i = trigger
    crossed = 0
    while (head := g.head(i)) is not None and crossed < 2:
        label = g.dep(i)
        told = _governed(g, i, trigger, words)
        if told is not None:
            return told
        if label in _BOUNDARY and g.is_verb(head):
            crossed += 1
            if label in {"advcl", "relcl", "conj", "parataxis"}:
                return None
        i = head
    modifiers = g.kids(trigger, "amod", "advmod")
    if any({g.lemma(k), g.word(k)} & words.hypothetical for k in modifiers):
        return Factuality.HYPOTHETICAL
    return None


def _governed(g: Grammar, i: int, trigger: int, words: Modality) -> Factuality | None:
    """Return what the word above token `i` makes of what hangs on it."""
    head = g.tokens.heads[i]
    lemma = g.lemma(head)
    if _carries_modality(g, i, trigger, words):
        forms = {lemma, *(f"{lemma} {g.word(k)}" for k in g.kids(head, "prt"))}
        if g.dep(i) == "prep":  # "set their sights on seizing"
            forms.update(g.lemma(k) for k in g.kids(head, "dobj"))
        to_be = g.dep(i) == "xcomp" and lemma == "be" and _is_infinitive(g, i)
        if forms & words.planned or to_be:
            return Factuality.PLANNED
        if forms & words.hypothetical or _is_permitted(g, i, trigger, words):
            return Factuality.HYPOTHETICAL
    if g.dep(i) == "attr" and any(g.lemma(k) in words.planned for k in g.kids(head, "nsubj")):
        return Factuality.PLANNED  # "the aim was the seizure of X"
    return Factuality.HYPOTHETICAL if _is_foretold(g, i, head, words) else None


def _is_permitted(g: Grammar, i: int, trigger: int, words: Modality) -> bool:
    """Tell "allowed strikes" from "allowed troops to strike", which may tell what they did."""
    allowed = g.lemma(g.tokens.heads[i]) in words.permitted
    return allowed and i == trigger and g.dep(i) in {"dobj", "nsubjpass"}


def _is_prepared(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether the noun itself is planned, agreed on or to begin, not what is done about it."""
    if g.is_verb(trigger) and g.dep(trigger) not in {"pcomp", "dobj"}:
        return False
    above = g.head(trigger)
    if above is not None and _is_foretold(g, trigger, above, words):
        return True
    if above is not None and g.dep(trigger) in {"pobj", "pcomp"}:
        above = g.head(above)
    return above is not None and g.lemma(above) in words.prepared | words.beginning


def _never_came(g: Grammar, trigger: int, told: Factuality, words: Modality) -> bool:
    """Tell "the offensive never came" from "the offensive did not stop"."""
    verb = governing_verb(g, trigger)
    arises = verb is not None and g.lemma(verb) in words.beginning | words.coming
    return told is Factuality.DENIED and arises


def _is_foretold(g: Grammar, i: int, head: int, words: Modality) -> bool:
    """Say whether it is warned of, or the subject of "was soon to come"."""
    if g.word(i) in _WARNED_OF and g.lemma(head) in words.warning:
        return True
    if g.dep(i) != "nsubj" or g.lemma(head) != "be":
        return False
    is_to = any(_is_infinitive(g, k) for k in g.kids(head, "xcomp"))
    return is_to or any(g.lemma(k) in words.hypothetical for k in g.kids(head, "acomp"))


def _carries_modality(g: Grammar, i: int, trigger: int, words: Modality) -> bool:
    head = g.tokens.heads[i]
    if g.is_verb(head):
        if g.dep(i) in {"xcomp", "ccomp"}:
            return True
        if g.word(i) in words.afterwards:
            return False
        return g.dep(i) in {"dobj", "nsubjpass", "prep"} and (i == trigger or not g.is_verb(i))
    if g.dep(i) == "relcl":  # "the threat that X attacks Y" is often parsed so
        return any(g.word(k) not in _RELATIVES for k in g.kids(i, "nsubj", "nsubjpass"))
    return g.dep(i) in {"prep", "acl", "xcomp", "ccomp", "pobj"}


def _is_missing(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether the trigger hangs on a noun that is not there: "no evidence that"."""
    return any(
        g.lemma(i) in words.missing and any(g.word(k) == "no" for k in g.kids(i, "det"))
        for i in g.ancestors(trigger)
    )


def _conditional(g: Grammar, trigger: int, words: Modality) -> bool:
    chain = [trigger, *g.ancestors(trigger)]
    for i in chain:
        if any(g.word(k) in words.conditions for k in g.kids(i, "mark")):
            return True
        if g.dep(i) == "advcl" and _waits_for(g, i, words):
            return True
        if g.dep(i) in {"ccomp", "relcl", "conj", "parataxis"} and g.is_verb(i):
            return False
    return False


def _waits_for(g: Grammar, i: int, words: Modality) -> bool:
    """Recognise "will return once they leave" and "would end when they left"."""
    auxiliaries = {g.word(k) for k in g.kids(g.tokens.heads[i], "aux")}
    marks = {g.word(k) for k in g.kids(i, "advmod", "mark")} & words.occasions
    if not marks or not auxiliaries & (words.future | words.modals):
        return False
    present = g.tokens.tags[i] in {"VBP", "VBZ", "VB"} and not g.kids(i, "aux")
    return present or ("would" in auxiliaries and g.tokens.tags[i] == "VBD")


def _going_to(g: Grammar, trigger: int) -> bool:
    head = g.head(trigger)
    return (
        g.dep(trigger) == "xcomp"
        and head is not None
        and (g.word(head) in {"going", "about", "set", "due", "ready"})
    )


def _hedged(g: Grammar, trigger: int, words: Modality) -> bool:
    chain = [trigger]
    for above in g.ancestors(trigger):
        chain.append(above)
        if g.is_verb(above):
            break
    return any(g.word(k) in words.hedges for i in chain for k in g.kids(i, "advmod", "amod"))
