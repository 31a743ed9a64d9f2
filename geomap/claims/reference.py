"""Whether a mention goes on about what was told before, or says that it is another happening."""

from geomap.claims.lexicon import Speech
from geomap.grammar import Grammar
from geomap.model import Mention

_PRONOUNS = frozenset({"it", "me", "him", "her", "us", "you", "them", "everyone", "everybody"})


def is_fresh(g: Grammar, trigger: int, speech: Speech) -> bool:
    """Say whether it is "another", "a second" or happens "again"."""
    beside = g.kids(trigger, "det", "amod", "advmod", "nummod", "npadvmod")
    return any(g.word(k) in speech.again["words"] for k in beside)


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
    own = mention.counts or mention.where.context or mention.where.expression
    if own or mention.when.span is not None:
        return False
    if mention.affected is not None and mention.affected.text.casefold() not in _PRONOUNS:
        return False
    return not any(word.casefold() in speech.again["times"] for word in g.tokens.words)
