"""What grammar alone says about whether the event of a trigger took place."""

from geomap.events.arguments import governing_verb, is_definite
from geomap.events.lexicon import Modality
from geomap.grammar import Grammar
from geomap.model import Factuality

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})
_BOUNDARY = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "csubj", "acl"})
_DIRECT = frozenset({"dobj", "nsubj", "nsubjpass", "attr"})


def is_averted(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether the sentence tells that somebody stopped it: "repelled an assault"."""
    verb = governing_verb(g, trigger)
    if verb is None or g.dep(trigger) == "nsubj":
        return any(g.lemma(k) in words.averted for k in g.kids(trigger, "amod"))
    return g.lemma(verb) in words.averted


def grammatical_factuality(g: Grammar, trigger: int, words: Modality) -> Factuality:
    """
    Return what the grammar around a trigger makes of its event.

    Negated: denied. Wanted, ordered, tried or announced: planned. Under a modal verb, a condition,
    a question or a word of expectation: hypothetical. Hedged ("reportedly"): alleged. Otherwise
    asserted. What the speaker's verb adds is not looked at here.
    """
    presupposed = not g.is_verb(trigger) and is_definite(g, trigger)
    if g.tokens.words[-1] == "?" or _conditional(g, trigger, words):
        return Factuality.HYPOTHETICAL
    if _is_missing(g, trigger, words):
        return Factuality.DENIED
    wanted = _governor(g, trigger, words)
    if wanted is not None and not presupposed:
        return wanted
    told = None if presupposed else _of_clause(g, trigger, words)
    if told is not None:
        return told
    return Factuality.ALLEGED if _hedged(g, trigger, words) else Factuality.ASSERTED


def _of_clause(g: Grammar, trigger: int, words: Modality) -> Factuality | None:
    """Return what negation and auxiliaries of the trigger's own clause say, if anything."""
    clause = _clause(g, trigger)
    if _negated(g, trigger, clause):
        return Factuality.DENIED
    auxiliaries = {
        form for i in clause for k in g.kids(i, "aux") for form in (g.lemma(k), g.word(k))
    }
    if auxiliaries & words.modals:
        return Factuality.HYPOTHETICAL
    if auxiliaries & words.future or _going_to(g, trigger):
        return Factuality.PLANNED
    return None


def _clause(g: Grammar, trigger: int) -> list[int]:
    """Return the trigger and the verbs above it that share its negation and auxiliaries."""
    clause = [trigger]
    i = trigger
    verb = governing_verb(g, trigger)
    if not g.is_verb(trigger):
        if verb is None:
            return clause
        clause.append(verb)
        i = verb
    while g.dep(i) == "xcomp":
        i = g.tokens.heads[i]
        clause.append(i)
    if g.dep(i) == "conj" and not g.kids(i, "nsubj", "nsubjpass", "aux", "auxpass"):
        clause.append(g.tokens.heads[i])
    return clause


def _negated(g: Grammar, trigger: int, clause: list[int]) -> bool:
    shared = clause if g.dep(clause[-1]) != "conj" else clause[:-1]
    subjects = [s for i in clause for s in g.kids(i, "nsubj", "nsubjpass")]
    around = [k for i in shared for k in g.kids(i, "neg", "advmod", "preconj")]
    around += [k for i in [trigger, *subjects] for k in g.kids(i, "det")]
    if any(g.word(k) in _NEGATIONS for k in around):
        return True
    if any(g.word(s) in {"nobody", "none"} for s in subjects):
        return True
    head = g.head(trigger)
    failed = any(g.lemma(i) == "fail" for i in clause[1:])
    return failed or (head is not None and g.lemma(head) == "without")


def _governor(g: Grammar, trigger: int, words: Modality) -> Factuality | None:
    """Look upwards for a word that makes the trigger wanted or merely possible."""
    i = trigger
    crossed = 0
    while (head := g.head(i)) is not None and crossed < 2:
        lemma = g.lemma(head)
        label = g.dep(i)
        if _carries_modality(g, i, head, trigger):
            if lemma in words.planned:
                return Factuality.PLANNED
            if lemma in words.hypothetical:
                return Factuality.HYPOTHETICAL
        if label in _BOUNDARY and g.is_verb(head):
            crossed += 1
            if label in {"advcl", "relcl", "conj", "parataxis"}:
                return None
        i = head
    modifiers = g.kids(trigger, "amod", "advmod")
    if any(g.lemma(k) in words.hypothetical | {"planned", "plan"} for k in modifiers):
        return Factuality.HYPOTHETICAL
    return None


def _carries_modality(g: Grammar, i: int, head: int, trigger: int) -> bool:
    if g.is_verb(head):
        if g.dep(i) in {"xcomp", "ccomp"}:
            return True
        return g.dep(i) in {"dobj", "prep"} and (i == trigger or not g.is_verb(i))
    return g.dep(i) in {"prep", "acl", "xcomp", "ccomp", "pobj", "relcl"} and g.dep(i) != "relcl"


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
        if g.dep(i) in {"ccomp", "relcl", "conj", "parataxis"} and g.is_verb(i):
            return False
    return False


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
