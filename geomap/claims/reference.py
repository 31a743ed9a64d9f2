"""Whether a mention goes on about what was told before, or says that it is another happening."""

from itertools import pairwise

from geomap.claims.lexicon import Speech
from geomap.grammar import Grammar
from geomap.model import Mention


def is_belied(g: Grammar, trigger: int, speech: Speech) -> bool:
    """Say whether whoever tells it is said to tell it "falsely"."""
    return any(
        g.word(k) in speech.listed("falsely")
        for above in g.ancestors(trigger)
        if g.is_verb(above)
        for k in g.kids(above, "advmod")
    )


def is_fresh(g: Grammar, trigger: int, speech: Speech) -> bool:
    """Say whether it is "another", "a second" or happens "again" or "for the third time"."""
    beside = g.kids(trigger, "det", "amod", "advmod", "nummod", "npadvmod")
    if any(g.word(k) in speech.again["words"] for k in beside):
        return True
    around = [*g.kids(trigger, "nsubj", "nsubjpass"), *g.kids(trigger, "npadvmod")]
    around += [obj for preposition, obj in g.prepositions(trigger) if preposition == "for"]
    counted = (k for i in around for k in g.kids(i, "det", "amod"))
    return any(g.word(k) in speech.again.get("counting", ()) for k in counted)


def dayparts_of(g: Grammar, speech: Speech) -> frozenset[str]:
    """Return the time of day that a sentence tells, if it tells one only: morning, night."""
    words = {g.word(i) for i in range(len(g.tokens.words))}
    told = [name for name, known in speech.dayparts.items() if words & known]
    return frozenset(told) if len(told) == 1 else frozenset()


def comes_later(g: Grammar, speech: Speech) -> bool:
    """Say whether a sentence goes on to another time: "two days later", "the next night"."""
    pairs = {" ".join(pair).casefold() for pair in pairwise(g.tokens.words)}
    return bool(pairs & speech.again.get("breaks", frozenset()))


def points_back(g: Grammar, mention: Mention) -> bool:
    """Say whether a trigger is definite, and told apart by its place alone."""
    placed = bool(mention.where.places) and not mention.where.inferred
    return mention.definite and (placed or not _is_named(g, mention.token))


def _is_named(g: Grammar, trigger: int) -> bool:
    """Say whether a name or a year tells it from others: "the 2020 attacks"."""
    beside = g.kids(trigger, "compound", "nmod", "nummod")
    return any(g.tokens.pos[k] in {"PROPN", "NUM"} for k in beside)


def is_regained(g: Grammar, trigger: int, speech: Speech) -> bool:
    """Say whether it takes back what was held before ("recaptured", "the liberation of")."""
    if g.lemma(trigger) in speech.again["regained"]:
        return True
    objects = g.kids(trigger, "dobj", "nsubjpass", "pobj")
    return any(g.lemma(k) in speech.again["regained"] for k in objects)


def goes_on(g: Grammar, mention: Mention, speech: Speech) -> bool:
    """
    Say whether a mention without a place adds nothing of its own to what was told before it.

    It counts nothing, is done to nobody but "us" or "them", is directed nowhere, and its sentence
    tells no time: "They shell us every night" goes on, "On Monday a market was shelled" does not.
    """
    where = mention.where
    placed = not where.inferred and (where.context or where.expression)
    named = _is_named(g, mention.token)
    if mention.counts or placed or named or mention.when.span is not None:
        return False
    affected = mention.affected
    if affected is not None and affected.text.casefold() not in speech.listed("undergoers"):
        return False
    return not any(word.casefold() in speech.again["times"] for word in g.tokens.words)
