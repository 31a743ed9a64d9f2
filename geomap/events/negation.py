"""What negation and auxiliaries of a trigger's own clause say about its event."""

from geomap.events.lexicon import Modality
from geomap.events.relations import governing_verb
from geomap.grammar import Grammar
from geomap.model import Factuality

_NEGATIONS = frozenset({"little", "not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})


def told_by_clause(g: Grammar, trigger: int, words: Modality) -> Factuality | None:
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
        return Factuality.HYPOTHETICAL if is_adjunct(g, trigger) else Factuality.PLANNED
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
    return g.dep(i) == "xcomp" or (g.dep(i) == "ccomp" and is_infinitive(g, i))


def _is_mere_ability(g: Grammar, clause: list[int]) -> bool:
    """Tell "is able to V" from "was able to V", which says that it was done."""
    able = [i for i in clause if g.lemma(i) == "able"]
    return any(g.tokens.tags[g.tokens.heads[i]] in {"VBP", "VBZ", "VB"} for i in able)


def _is_verbal(g: Grammar, i: int) -> bool:
    return g.is_verb(i) and g.dep(i) not in {"pcomp", "csubj", "nsubj"}


def is_infinitive(g: Grammar, i: int) -> bool:
    """Say whether a verb has "to" before it."""
    return any(g.word(k) == "to" for k in g.kids(i, "aux"))


def is_adjunct(g: Grammar, trigger: int) -> bool:
    """Say whether a trigger hangs on its verb by a preposition: "after the capture of X"."""
    return g.dep(trigger) in {"pobj", "pcomp"}


def _verb_above(g: Grammar, trigger: int) -> int | None:
    """Return the verb of which a noun is subject, object or adjunct."""
    verb = governing_verb(g, trigger)
    if verb is not None or not is_adjunct(g, trigger):
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
    apart = words.ceasing | words.granted
    clause = [i for i in clause if g.lemma(i) not in apart or i == trigger]
    shared = [i for i in clause if i == trigger or i not in g.ancestors(trigger)]
    shared += [i for i in clause if i not in shared and not _is_coordinated(g, trigger, i)]
    if is_adjunct(g, trigger):
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
    if any(g.word(s) in {"nobody", "none", "nothing"} for c in shared for s in _arguments(g, c)):
        return True
    above = _words_above(g, trigger, clause, words)
    if above and is_adjunct(g, trigger):
        above += [*g.kids(above[0]), *list(g.ancestors(above[0]))[:1]]
    above += [g.tokens.heads[i] for i in above if g.dep(i) == "pcomp"]  # "without causing any"
    if any(g.dep(i) == "xcomp" and _has_yet_to(g, i) for i in shared):
        return True
    if _is_remote(g, trigger, words):
        return True
    if any(g.word(k) == "all" and g.word(k + 1) == "but" for k in g.kids(trigger, "advmod", "dep")):
        return True
    complements = [k for i in above for k in g.kids(i, "acomp")]
    return any(_undoes(g, i, words) for i in (*above, *complements) if i != trigger)


def _words_above(g: Grammar, trigger: int, clause: list[int], words: Modality) -> list[int]:
    """Return the words above a trigger that may undo it: not that "a casualty refused help"."""
    if _is_of_cause(g, trigger):
        return []
    above = [g.tokens.heads[trigger], *clause[1:]]
    person = not g.is_verb(trigger) and g.dep(trigger) == "nsubj"
    return [i for i in above if not person or g.lemma(i) not in words.unwilling]


def _is_of_cause(g: Grammar, trigger: int) -> bool:
    """Find "the power failed after X was hit": what failed undoes nothing of its cause."""
    marks = {g.word(k) for k in g.kids(trigger, "mark")}
    return g.dep(trigger) == "advcl" and bool(marks & {"after", "because", "since"})


def _is_remote(g: Grammar, trigger: int, words: Modality) -> bool:
    """Recognise "far from capturing", "nowhere near taking", "rather than attack"."""
    prep = g.tokens.heads[trigger]
    if any(g.word(k) == "than" and g.word(k - 1) == "rather" for k in g.kids(trigger, "mark")):
        return True
    return g.dep(trigger) == "pcomp" and prep > 0 and g.word(prep - 1) in words.remote


def _has_yet_to(g: Grammar, i: int) -> bool:
    """Recognise "has yet to V"."""
    head = g.tokens.heads[i]
    yet = any(g.word(k) == "yet" for k in (*g.kids(head, "advmod"), *g.kids(i, "advmod")))
    return yet and is_infinitive(g, i) and g.lemma(head) in {"have", "be", "remain"}


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


def _going_to(g: Grammar, trigger: int) -> bool:
    head = g.head(trigger)
    return (
        g.dep(trigger) == "xcomp"
        and head is not None
        and (g.word(head) in {"going", "about", "set", "due", "ready"})
    )
