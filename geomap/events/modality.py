"""What grammar alone says about whether the event of a trigger took place."""

from geomap.events.falsity import is_called_false
from geomap.events.lexicon import Modality
from geomap.events.negation import is_infinitive, told_by_clause
from geomap.events.relations import governing_verb, is_definite
from geomap.grammar import Grammar
from geomap.model import Factuality

_BOUNDARY = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "csubj", "acl"})
_WARNED_OF = frozenset({"of", "about", "against"})
_INVERTED = frozenset({"had", "should", "were"})
_RELATIVES = frozenset({"that", "which", "who"})


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
    if g.tokens.words[-1] == "?" or _is_conditional(g, trigger, words):
        return Factuality.HYPOTHETICAL
    if _is_missing(g, trigger, words) or is_called_false(g, trigger, words):
        return Factuality.DENIED
    meant = _is_purpose(g, trigger) or _is_order(g, trigger)
    wanted = Factuality.PLANNED if meant else _governor(g, trigger, words)
    if wanted is not None and (not presupposed or _is_prepared(g, trigger, words)):
        return wanted
    told = told_by_clause(g, trigger, words)
    if told is not None and (not presupposed or _never_came(g, trigger, told, words)):
        return told
    return Factuality.ALLEGED if _hedged(g, trigger, words) else Factuality.ASSERTED


def _is_purpose(g: Grammar, trigger: int) -> bool:
    """Say whether a trigger is what something is for: "an offensive to capture X"."""
    return g.dep(trigger) in {"advcl", "acl", "relcl"} and is_infinitive(g, trigger)


def _is_order(g: Grammar, trigger: int) -> bool:
    """Recognise "Capture it at any cost": a bare verb that begins its sentence."""
    bare = g.tokens.tags[trigger] == "VB" and not g.kids(trigger, "aux", "nsubj", "nsubjpass")
    return bare and all(g.tokens.pos[i] == "PUNCT" for i in range(trigger))


def _governor(g: Grammar, trigger: int, words: Modality) -> Factuality | None:
    """Look upwards for a word that makes the trigger wanted or merely possible."""
    i = trigger
    crossed = 0
    while (head := g.head(i)) is not None and crossed < 2:
        label = g.dep(i)
        told = _governed(g, i, trigger, words)
        if told is not None:
            return told
        if label in _BOUNDARY and g.is_verb(head) and not _is_of_one_form(g, i):
            crossed += 1
            if label in {"advcl", "relcl", "conj", "parataxis"}:
                return None
        i = head
    prep = g.head(trigger)
    if prep is not None and g.dep(trigger) == "pobj" and g.word(prep) in words.resembling:
        return Factuality.HYPOTHETICAL
    modifiers = g.kids(trigger, "amod", "advmod")
    if g.tokens.tags[trigger] in {"VBD", "VBN"}:  # "likely advanced" is told, with a doubt
        modifiers = [k for k in modifiers if g.word(k) not in words.hedges]
    if any({g.lemma(k), g.word(k)} & words.hypothetical for k in modifiers):
        return Factuality.HYPOTHETICAL
    return None


def _is_of_one_form(g: Grammar, i: int) -> bool:
    """Say whether a verb goes on a list of infinitives or gerunds: "aimed at A-ing and B-ing"."""
    head = g.tokens.heads[i]
    bare = g.tokens.tags[i] == g.tokens.tags[head] and g.tokens.tags[i] in {"VB", "VBG"}
    return g.dep(i) == "conj" and bare and not g.kids(i, "nsubj", "nsubjpass")


def _governed(g: Grammar, i: int, trigger: int, words: Modality) -> Factuality | None:
    """Return what the word above token `i` makes of what hangs on it."""
    head = g.tokens.heads[i]
    if _carries_modality(g, i, trigger, words):
        forms = _forms(g, head)
        if g.dep(i) == "prep":  # "set their sights on seizing"
            forms.update(g.lemma(k) for k in g.kids(head, "dobj"))
        to_do = g.dep(i) == "xcomp" and is_infinitive(g, i)
        to_do = to_do or (g.word(i) == "for" and trigger in g.kids(i, "pobj"))  # "mass for a raid"
        if forms & words.planned or (to_do and g.lemma(head) in words.gathering):
            return Factuality.PLANNED
        if forms & words.hypothetical or _is_permitted(g, i, trigger, words):
            return Factuality.HYPOTHETICAL
    if is_infinitive(g, i) and any(g.word(k) == "too" for k in g.kids(head, "advmod")):
        return Factuality.HYPOTHETICAL  # "too early to speak of", "too weak to hold"
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
    return above is not None and bool(_forms(g, above) & (words.prepared | words.beginning))


def _forms(g: Grammar, i: int) -> set[str]:
    """Return a word's lemma, also with its particle: "call off"."""
    return {g.lemma(i), *(f"{g.lemma(i)} {g.word(k)}" for k in g.kids(i, "prt"))}


def _never_came(g: Grammar, trigger: int, told: Factuality, words: Modality) -> bool:
    """Tell "the offensive never came" from "the offensive did not stop"."""
    verb = governing_verb(g, trigger)
    arises = verb is not None and g.lemma(verb) in words.beginning | words.coming
    return told is Factuality.DENIED and arises


def _is_foretold(g: Grammar, i: int, head: int, words: Modality) -> bool:
    """Say whether it is warned of, feared, or the subject of "was soon to come"."""
    if g.word(i) in _WARNED_OF and g.lemma(head) in words.warning:
        return True
    if g.word(i) == "of" and any(g.lemma(k) in words.hypothetical for k in g.kids(head, "nsubj")):
        return True  # "fears grow of a strike"
    if g.dep(i) != "nsubj" or g.lemma(head) != "be":
        return False
    is_to = any(is_infinitive(g, k) for k in g.kids(head, "xcomp"))
    return is_to or any(g.lemma(k) in words.hypothetical for k in g.kids(head, "acomp"))


def _carries_modality(g: Grammar, i: int, trigger: int, words: Modality) -> bool:
    head = g.tokens.heads[i]
    if g.is_verb(head):
        if g.dep(i) in {"xcomp", "ccomp"}:
            return True
        if g.word(i) in words.afterwards or (
            g.dep(i) == "prep" and g.lemma(head) in words.supposing
        ):
            return False
        return g.dep(i) in {"dobj", "nsubjpass", "prep"} and (i == trigger or not g.is_verb(i))
    if g.dep(i) == "relcl":  # "the threat that X attacks Y" is often parsed so
        return any(g.word(k) not in _RELATIVES for k in g.kids(i, "nsubj", "nsubjpass"))
    return g.dep(i) in {"prep", "acl", "xcomp", "ccomp", "pobj"}


def _is_missing(g: Grammar, trigger: int, words: Modality) -> bool:
    """Say whether nothing and nobody tells of it: "no evidence that", "nobody believes that"."""
    i = trigger
    for above in g.ancestors(trigger):
        subjects = g.kids(above, "nsubj", "nsubjpass") if g.is_verb(above) else []
        if any(_is_no(g, k, words) for k in (above, *subjects)):
            return True
        unbelieved = i > above and g.dep(i) == "ccomp" and g.lemma(above) not in words.doubting
        if unbelieved and any(g.lemma(k) in words.nobody for k in subjects):
            return True
        i = above
    return False


def _is_no(g: Grammar, i: int, words: Modality) -> bool:
    """Recognise "no evidence", "no sign"."""
    return g.lemma(i) in words.missing and any(g.word(k) == "no" for k in g.kids(i, "det"))


def _is_conditional(g: Grammar, trigger: int, words: Modality) -> bool:
    if _is_provided_for(g, trigger, words):
        return True
    chain = [trigger, *g.ancestors(trigger)]
    for i in chain:
        if any(g.word(k) in words.conditions for k in g.kids(i, "mark")):
            return True
        if g.dep(i) == "advcl" and (_waits_for(g, i, words) or _is_inverted(g, i)):
            return True
        if any(g.word(k) == "how" for k in g.kids(i, "advmod")) and is_infinitive(g, i):
            return True
        either = g.dep(i) == "conj" and any(
            g.word(k) == "or" for k in g.kids(g.tokens.heads[i], "cc")
        )
        if g.dep(i) in {"ccomp", "relcl", "conj", "parataxis"} and g.is_verb(i) and not either:
            return False
    return False


def _is_inverted(g: Grammar, i: int) -> bool:
    """Recognise "had it hit X," and "should they take X,"."""
    begun = [k for k in g.kids(i, "aux") if g.word(k) in _INVERTED]
    return any(k < doer for k in begun for doer in g.kids(i, "nsubj", "nsubjpass"))


def _is_provided_for(g: Grammar, trigger: int, words: Modality) -> bool:
    """Recognise "in case of shelling", "in case they attack", "in the event of an attack"."""
    start = max((i + 1 for i in range(trigger) if g.word(i) == ","), default=0)
    before = " ".join(g.word(i) for i in range(start, trigger))
    return any(f" {one} " in f" {before} " for one in words.provisos)


def _waits_for(g: Grammar, i: int, words: Modality) -> bool:
    """Recognise "will return once they leave", "would end when they left", "when it rains, we"."""
    head = g.tokens.heads[i]
    head = head if g.is_verb(head) else g.tokens.heads[head]  # "as soon as they"
    auxiliaries = {g.word(k) for k in g.kids(head, "aux")}
    marks = {g.word(k) for k in g.kids(i, "advmod", "mark")} & words.occasions
    present = g.tokens.tags[i] in {"VBP", "VBZ", "VB"} and not g.kids(i, "aux")
    if marks and present and i < head and g.tokens.tags[head] in {"VBP", "VBZ"}:
        return True
    if not marks or not auxiliaries & (words.future | words.modals):
        return False
    return present or ("would" in auxiliaries and g.tokens.tags[i] == "VBD")


def _hedged(g: Grammar, trigger: int, words: Modality) -> bool:
    if g.lemma(trigger) in words.supposing:
        return True  # "feared dead"
    chain = [trigger]
    for above in g.ancestors(trigger):
        chain.append(above)
        if g.is_verb(above):
            break
    return any(g.word(k) in words.hedges for i in chain for k in g.kids(i, "advmod", "amod"))
