"""What kind of thing was hit."""

from collections.abc import Iterable

from geomap.events.arguments import is_phrase
from geomap.events.lexicon import Rule
from geomap.events.relations import Relations, Setting

_TARGET = ("object", "on", "against", "at", "of", "to", "into", "in")


def find_target(at: Setting, rule: Rule, relations: Relations) -> str | None:
    """
    Return the kind of the first thing that is hit and of a kind that the lexicon knows.

    Of several kinds that its words tell, the first in the order of the lexicon's table.
    """
    if any(
        is_phrase(at.grammar, i, at.lexicon.phrases["aid"]) for i in relations.get("object", [])
    ):
        return "aid"
    names = [name for name in (rule.affected, *_TARGET) if name and name not in rule.weapon]
    hit = [i for name in names for i in relations.get(name, [])]
    kinds = (_kind(at, i) for i in hit)
    return next((kind for kind in kinds if kind is not None), None)


def _kind(at: Setting, i: int) -> str | None:
    described = _described(at, i)
    pairs = {f"{at.grammar.lemma(k - 1)} {at.grammar.lemma(k)}" for k in described if k}
    words = {form for k in described for form in _forms(at, k)}
    kinds = at.lexicon.targets.items()
    told = (name for known in (pairs, words) for name, listed in kinds if known & listed)
    return next(told, None)


def _forms(at: Setting, i: int) -> Iterable[str]:
    return at.grammar.lemma(i), at.grammar.word(i)


def _described(at: Setting, i: int) -> list[int]:
    """Return a noun, the words before it and what it is a part of: "the yard of a school"."""
    g = at.grammar
    first, _ = g.noun_phrase(i)
    whole = [obj for preposition, obj in g.prepositions(i) if preposition in {"of", "at"}]
    return [*range(first, i + 1), *whole, *(k for obj in whole for k in g.kids(obj, "compound"))]
