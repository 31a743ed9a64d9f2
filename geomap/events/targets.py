"""What kind of thing was hit."""

from collections.abc import Iterable

from geomap.events.arguments import is_phrase
from geomap.events.relations import Relations, Setting

_TARGET = ("object", "on", "against", "at", "of", "to", "into", "thing", "in")


def find_target(at: Setting, relations: Relations) -> str | None:
    """Return the kind of thing that is hit, the first in the order of the lexicon's table."""
    if any(
        is_phrase(at.grammar, i, at.lexicon.phrases["aid"]) for i in relations.get("object", [])
    ):
        return "aid"
    hit = [i for name in _TARGET for i in relations.get(name, [])]
    words = {form for i in hit for k in _described(at, i) for form in _forms(at, k)}
    return next((name for name, known in at.lexicon.targets.items() if words & known), None)


def _forms(at: Setting, i: int) -> Iterable[str]:
    return at.grammar.lemma(i), at.grammar.word(i)


def _described(at: Setting, i: int) -> list[int]:
    """Return a noun, the words before it and what it is a part of: "the yard of a school"."""
    g = at.grammar
    first, _ = g.noun_phrase(i)
    whole = [obj for preposition, obj in g.prepositions(i) if preposition in {"of", "at"}]
    return [*range(first, i + 1), *whole, *(k for obj in whole for k in g.kids(obj, "compound"))]
