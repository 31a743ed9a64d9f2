"""What a text tells in order to call it false: "the reports of ... are fake", "a lie that ..."."""

from geomap.events.lexicon import Modality
from geomap.events.relations import governing_verb
from geomap.grammar import Grammar

_TOLD_IN = frozenset({"acl", "ccomp"})
_SAID_OF = ("acomp", "attr", "oprd")


def is_called_false(g: Grammar, trigger: int, words: Modality) -> bool:
    """
    Say whether the event of a trigger is told as something false.

    "Fake: ...", "false rumours of", "a lie that", "it is not true that", "claims of ... are fake",
    "turned out to be wrong", "falsely claimed", "spread false information, claiming that",
    "described reports of fighting as disinformation".
    """
    above = list(g.ancestors(trigger))
    return (
        (g.word(0) in words.lies and g.word(min(1, len(g.tokens.words) - 1)) == ":")
        or any(_shows_another(g, i, words) for i in above)
        or _is_harmless(g, trigger, words)
        or any(prep == "as" and g.lemma(i) in words.false for prep, i in g.prepositions(trigger))
        or _is_told_as_false(g, trigger, words)
    )


def _is_harmless(g: Grammar, trigger: int, words: Modality) -> bool:
    """Recognise "the explosions were the planned demolition of old ammunition"."""
    verb = g.head(trigger)
    named = verb is not None and g.dep(trigger) == "nsubj" and g.lemma(verb) == "be"
    return named and any(g.lemma(k) in words.harmless for k in g.kids(verb or 0, "attr"))


def _is_told_as_false(g: Grammar, trigger: int, words: Modality) -> bool:
    """Climb from the trigger to the noun or verb that calls it false."""
    i = trigger
    for above in g.ancestors(trigger):
        if _is_false_noun(g, i, above, words):
            return True
        if g.is_verb(above):
            if _is_false_verb(g, i, above, words) or (
                i != trigger and _spreads_lies(g, i, above, words)
            ):
                return True
            if g.dep(i) not in {"xcomp", "ccomp"}:
                return False
        i = above
    return False


def _is_false_noun(g: Grammar, i: int, above: int, words: Modality) -> bool:
    """Recognise "false rumours", "lies about X", "a lie that X was taken" above token `i`."""
    if any(g.lemma(k) in words.false for k in g.kids(above, "amod")):
        return True
    if g.dep(above) == "appos" and _is_dismissed(g, g.tokens.heads[above], words):
        return True
    if not g.is_noun(above) or g.lemma(above) not in words.lies:
        return False
    if g.dep(i) == "relcl":
        return any(g.word(k) == "that" for k in g.kids(i, "mark"))
    return g.dep(i) in _TOLD_IN or g.word(i) in {"about", "of"}


def _is_dismissed(g: Grammar, speaker: int, words: Modality) -> bool:
    """Recognise "X dismissed as fantasy the claim that ...", misread as a dismissed X."""
    said = (prep for k in g.kids(speaker, "acl") for prep in g.prepositions(k))
    return any(prep == "as" and g.lemma(obj) in words.false for prep, obj in said)


def _shows_another(g: Grammar, picture: int, words: Modality) -> bool:
    """Recognise "the video of the strike was actually filmed in another country"."""
    verb = governing_verb(g, picture) if g.lemma(picture) in words.pictures else None
    return verb is not None and any(g.word(k) in words.really for k in g.kids(verb, "advmod"))


def _is_false_verb(g: Grammar, i: int, above: int, words: Modality) -> bool:
    """Recognise "is fake", "is not true", "proved wrong", "was debunked", "falsely claimed"."""
    if any(g.word(k) in words.falsely for k in g.kids(above, "advmod")):
        return True
    makers = (k for s in g.kids(above, "nsubj") for k in g.kids(s, "amod", "compound"))
    if g.dep(i) == "ccomp" and any(g.lemma(k) in words.false for k in makers):
        return True
    if g.dep(i) not in {"nsubj", "nsubjpass", "dobj", "ccomp"}:
        return False
    beside = [k for verb in (above, *g.kids(above, "xcomp")) for k in g.kids(verb, *_SAID_OF)]
    beside += [obj for prep, obj in g.prepositions(above) if prep == "as"]
    if g.kids(above, "neg"):
        return any(g.lemma(k) in words.true for k in beside)
    is_adjective = g.dep(i) == "nsubj" and g.tokens.pos[above] == "ADJ"
    said = [*beside, above] if g.is_passive(above) or is_adjective else beside
    return any({g.lemma(k), g.word(k)} & words.false for k in said)


def _spreads_lies(g: Grammar, i: int, above: int, words: Modality) -> bool:
    """Recognise "spread false information, claiming that ..."."""
    told = g.kids(above, "dobj") if g.dep(i) == "advcl" else []
    return any(g.lemma(k) in words.false for obj in told for k in g.kids(obj, "amod"))
