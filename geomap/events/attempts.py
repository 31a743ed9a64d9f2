"""What was only tried, stopped, practised or held against somebody."""

from geomap.events.lexicon import Modality
from geomap.events.relations import governing_verb
from geomap.grammar import Grammar

_LACKING = frozenset({"without", "in"})
_POINTING = frozenset({"it", "this", "that", "which"})
_PRESENT = frozenset({"VBP", "VBZ"})
_ATTENDANT = frozenset({"advcl", "xcomp"})
_BECAUSE = frozenset({"over", "for", "of", "with", "in", "to", "following", "after"})


def is_averted(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether the sentence tells that somebody stopped it: "repelled an assault"."""
    if any(g.lemma(k) in words.averted for k in g.kids(trigger, "amod")):
        return True
    verb = governing_verb(g, trigger)
    return verb is not None and g.dep(trigger) != "nsubj" and g.lemma(verb) in words.averted


def is_unsuccessful(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether it was tried without success: "failed attacks", "attacked but were repelled"."""
    acts = _acts(g, trigger, words)
    around = [k for i in acts for k in g.kids(i, "amod", "advmod")]
    around += [obj for i in acts for prep, obj in g.prepositions(i) if prep in _LACKING]
    turned = [k for i in acts for k in g.kids(i, "conj") if g.is_verb(k)]
    around += [k for i in turned for k in (i, *g.kids(i, "acomp"))]
    known = any({g.lemma(k), g.word(k)} & words.averted for k in around)
    return known or is_failed(g, trigger) or bool(find_setbacks(g, trigger, words))


def is_failed(g: Grammar, trigger: int) -> bool:
    """Say whether an attack was made and failed: "the assault failed", not "failed to begin"."""
    prep = g.head(trigger) if g.dep(trigger) == "pobj" else None
    inside = prep is not None and g.word(prep) in {"in", "with"}
    verb = g.head(prep) if prep is not None and inside else governing_verb(g, trigger)
    if verb is None or g.lemma(verb) not in _FAILING:
        return False
    return g.tokens.tags[verb] == "VBD" and not g.kids(verb, "neg", "aux", "xcomp")


def find_setbacks(g: Grammar, trigger: int, words: Modality) -> list[int]:
    """Return the verbs by which who tried was turned back: "attacked, but were pushed back"."""
    turned = [k for i in _acts(g, trigger, words) for k in g.kids(i, "conj")]
    met = [i for i in turned if g.lemma(i) in words.turning and g.is_passive(i)]
    ways = [(i, k) for i in met for k in g.kids(i, "advmod", "prt", "xcomp")]
    return [each for i, k in ways if g.lemma(k) in words.turned for each in (i, k)]


def is_end_of_attempt(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether it is how an attempt ended: "tried to cross and were thrown back"."""
    tried = g.dep(trigger) == "conj" and g.lemma(g.tokens.heads[trigger]) in words.attempts
    return tried and g.is_passive(trigger)


def _acts(g: Grammar, trigger: int, words: Modality) -> list[int]:
    """Return a trigger with the words for trying it and the verbs above these."""
    acts = [trigger, *find_attempts(g, trigger, words)]
    return acts + [verb for i in acts if (verb := governing_verb(g, i)) is not None]


_FAILING = frozenset({"fail", "founder", "falter"})
_SPANS = frozenset({"hour", "day", "night", "week", "month"})
_EACH = frozenset({"a", "an", "each", "every"})


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


def is_description(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether it only describes: "in occupied X", "Petro, a pilot who fought there"."""
    if g.dep(trigger) == "relcl" and g.lemma(trigger) in {"fight", "serve"}:
        noun = g.tokens.heads[trigger]
        return g.tokens.tags[noun] == "NN" and g.tokens.tags[trigger] == "VBD"
    around = g.tokens.pos[trigger - 1 : trigger] + g.tokens.pos[trigger + 1 : trigger + 2]
    named = around == ("ADP", "PROPN") and g.tokens.tags[trigger] in {"VBN", "VBD", "JJ"}
    return named or _is_ranked(g, trigger, words)


def _is_ranked(g: Grammar, trigger: int, words: Modality) -> bool:
    """Find "it was the third attack", which ranks what is told elsewhere."""
    if g.dep(trigger) != "attr" or g.lemma(g.tokens.heads[trigger]) != "be":
        return False
    it = any(g.word(k) in _POINTING for k in g.kids(g.tokens.heads[trigger], "nsubj"))
    ranks = g.kids(trigger, "amod")
    return it and any(g.word(k) in words.ranking or g.tokens.tags[k] == "JJS" for k in ranks)


def is_habitual(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether a habit is told, no happening: "militants frequently bomb buses"."""
    verbs = [i for i in (trigger, g.tokens.heads[trigger]) if g.tokens.tags[i] in _PRESENT]
    if verbs and _is_rate(g, trigger):
        return True  # "X sees a dozen attacks a day"
    if verbs and any(g.word(k) in words.each for k in g.kids(trigger, "det")):
        return True  # "every strike on the port is"
    told_of = [k for i in g.ancestors(trigger) for k in g.kids(i, "acomp") if g.lemma(i) == "be"]
    if not g.is_verb(trigger) and any(g.lemma(k) in words.customary for k in told_of):
        return True  # "as is usual after attacks on Russian soil"
    return any(g.word(k) in words.habitual for i in verbs for k in g.kids(i, "advmod"))


def _is_rate(g: Grammar, trigger: int) -> bool:
    """Find "attacks a day", "hit ten times a day", "raids per night"."""
    counted = [trigger, *g.kids(trigger, "npadvmod")]
    spans = [k for i in counted for k in g.kids(i, "npadvmod", "appos")]
    each = any(g.lemma(k) in _SPANS and g.word(k - 1) in _EACH for k in spans)
    return each or any(prep == "per" for i in counted for prep, _ in g.prepositions(i))


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
