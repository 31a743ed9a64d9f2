"""Items of bulletins that only name what fell on a place: "Bilopillia: two drones, mortars"."""

from collections.abc import Set as AbstractSet

from geomap.grammar import Grammar

_HEADING = frozenset({":", "–", "—", "-", "--"})
_JOINING = frozenset({",", "and", "+", "&"})
_CLOSING = frozenset({",", ";", ".", "and", "+", "&", "("})
_DOWNED = frozenset({"down", "shoot", "intercept", "suppress", "jam", "neutralise", "neutralize"})
_LONGEST = 12  # nouns of one item; keeps the time linear in the length of a sentence


def is_item(g: Grammar, noun: int, places: AbstractSet[int]) -> bool:
    """Say whether a noun stands by itself, or with others like it, after a place and a colon."""
    if not _is_closed(g, noun) or any(g.lemma(i) in _DOWNED for i in range(len(g.tokens.words))):
        return False
    for _ in range(_LONGEST):
        first, _ = g.noun_phrase(noun)
        opener = max([first - 1, *(i for i in range(first, noun) if g.word(i) in _HEADING)])
        if opener < 1 or g.word(opener) in _HEADING:
            return opener > 0 and opener - 1 in places
        if g.word(opener) not in _JOINING or not g.is_noun(opener - 1):
            return False
        noun = opener - 1
    return False


def is_alone(g: Grammar, noun: int) -> bool:
    """Say whether nothing is told of what a sentence names: "Two bombs on the centre."."""
    verbs = any(g.is_verb(i) and g.dep(i) != "amod" for i in range(len(g.tokens.words)))
    return g.head(noun) is None and not verbs


def _is_closed(g: Grammar, noun: int) -> bool:
    """Say whether nothing is told of a noun by the words right after it."""
    after = noun + 1
    return after == len(g.tokens.words) or g.word(after) in _CLOSING | {"on"}
