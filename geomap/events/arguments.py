"""Who does what to whom: whether what stands around a trigger fits a rule."""

from collections.abc import Callable, Iterable

from geomap.events.lexicon import Phrase, Rule
from geomap.events.relations import Relations, Setting, is_definite
from geomap.events.weapons import names_of, weapon_type
from geomap.events.where import Chosen
from geomap.grammar import Grammar
from geomap.sides import THIRD

GROUPS = frozenset({"they", "we", "it", "them", "us"})
_PEOPLE = frozenset({"he", "she", "i", "him", "her", "they", "we", "them", "us", "everyone"})


def fits(
    at: Setting, trigger: int, rule: Rule, relations: Relations, *, places: Callable[[], Chosen]
) -> bool:
    """
    Say whether what stands around a trigger is what the rule asks for.

    `places` finds where it is; it is asked only when the rule wants a place and all else fits.
    """
    g = at.grammar

    def lemmas(relation: str) -> set[str]:
        return {form for i in relations.get(relation, []) for form in (g.lemma(i), g.word(i))}

    required = all(lemmas(relation) & words for relation, words in rule.require.items())
    refused = any(lemmas(relation) & words for relation, words in rule.refuse.items())
    return (
        required
        and not refused
        and all(
            _allowed(at, relations.get(relation, []), names)
            for relation, names in rule.allow.items()
        )
        and all(
            any(_there(at, trigger, one, relations, places) for one in options)
            for options in rule.need
        )
    )


def _allowed(at: Setting, members: list[int], classes: Iterable[str]) -> bool:
    return not members or any(_is_a(at, i, name) for i in members for name in classes)


def _there(
    at: Setting, trigger: int, wanted: str, relations: Relations, places: Callable[[], Chosen]
) -> bool:
    if wanted in {"any", "place"}:
        return wanted == "any" or bool(places()[0])
    if wanted == "size":
        return any(at.grammar.lemma(i) in at.lexicon.modality.scale for i in relations["modifier"])
    if wanted == "definite":
        return is_definite(at.grammar, trigger)
    relation, _, name = wanted.partition("=")
    members = relations.get(relation, [])
    return any(_is_a(at, i, name) for i in members) if name else bool(members)


def _is_a(at: Setting, i: int, name: str) -> bool:
    g = at.grammar
    if name in at.lexicon.phrases and is_phrase(g, i, at.lexicon.phrases[name]):
        return True
    counted = _counted(at, i)
    if counted and name not in {"place", "state", "number"}:
        return any(_is_a(at, obj, name) for obj in counted)
    if name in _BY_GRAMMAR:
        return _BY_GRAMMAR[name](at, i)
    if name == "side":
        return _is_side(at, i)
    if name == "weapon" and weapon_type(at, i) is not None:
        return True
    words = at.lexicon.classes.get(name, frozenset())
    return not words.isdisjoint(names_of(g, i))


def _is_aged(g: Grammar, i: int) -> bool:
    """Say whether a noun is a person because it has an age: "a 19-year-old waitress"."""
    old = [k for k in g.kids(i, "amod") if g.word(k) == "old"]
    return any("year" in {g.word(j) for j in g.subtree(k)} for k in old)


def _is_person(at: Setting, i: int) -> bool:
    g = at.grammar
    named = g.tokens.pos[i] == "PROPN" and i not in at.place_tokens
    return named or g.word(i) in _PEOPLE or _is_aged(g, i)


_BY_GRAMMAR: dict[str, Callable[[Setting, int], bool]] = {
    "place": lambda at, i: i in at.place_tokens,
    "state": lambda at, i: i in at.state_tokens,
    "village": lambda at, i: i in at.village_tokens,
    "pronoun": lambda at, i: at.grammar.word(i) in GROUPS,
    "person": _is_person,
    "name": lambda at, i: at.grammar.tokens.pos[i] == "PROPN",
    "counted": lambda at, i: bool(at.grammar.kids(i, "nummod")),
    "number": lambda at, i: at.grammar.tokens.pos[i] == "NUM" or at.is_in(i, "quantity"),
}


def _counted(at: Setting, i: int) -> list[int]:
    """Return what a quantity counts: "dozens of drones", "21 out of 28 drones"."""
    g = at.grammar
    if g.lemma(i) not in at.lexicon.quantities and g.tokens.pos[i] != "NUM":
        return []
    head = g.head(i)
    out = i + 1 < len(g.tokens.words) and g.word(i + 1) == "out"
    around = [i] if head is None or not out else [i, head]
    return [obj for k in around for prep, obj in g.prepositions(k) if prep == "of"]


def _is_side(at: Setting, i: int) -> bool:
    """Say whether a phrase stands for a belligerent: "Moscow", "the Russians", not "its team"."""
    g = at.grammar
    if i in at.settlement_tokens:
        return False  # "attacked Kyiv" was done to the city
    member = at.sides.find(at.phrase(i))
    armed = at.lexicon.classes["force"] | at.lexicon.classes["operation"]
    common = g.tokens.pos[i] == "NOUN" and g.lemma(i) not in armed
    common = common and not g.tokens.words[i].isupper()  # "RSF took the town"
    return member is not None and member.side != THIRD and not common


def is_phrase(g: Grammar, i: int, phrase: Phrase) -> bool:
    """Say whether a noun is what a phrase of the lexicon describes."""
    inside = [k for k in g.subtree(i) if k != i]
    words = {g.lemma(k) for k in inside} | {g.word(k) for k in inside}
    return g.lemma(i) in phrase.heads and bool(words & phrase.words) and not words & phrase.never
