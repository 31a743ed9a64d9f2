"""Who does what to whom: the relations of a trigger, and whether they fit a rule."""

from collections.abc import Iterable
from typing import NamedTuple

from geomap.events.lexicon import Lexicon, Phrase, Rule
from geomap.grammar import Grammar
from geomap.sides import THIRD, Sides

_LIGHT_VERBS = frozenset(
    {
        "make",
        "launch",
        "mount",
        "begin",
        "start",
        "conduct",
        "carry",
        "continue",
        "lead",
        "wage",
        "stage",
        "undertake",
        "press",
        "resume",
        "suffer",
        "sustain",
        "acknowledge",
        "admit",
        "concede",
        "confirm",
        "announce",
        "unleash",
        "mark",
        "step",
        "open",
    }
)
_ADMISSIONS = frozenset(
    {"acknowledge", "admit", "concede", "confirm", "announce", "report", "suffer"}
)
_GROUPS = frozenset({"they", "we", "it", "them", "us"})
_PEOPLE = frozenset({"he", "she", "i", "him", "her", "they", "we", "them", "us", "everyone"})
_AGENT_PREPOSITIONS = ("by", "from")
Relations = dict[str, list[int]]


class Setting(NamedTuple):
    """A sentence with what is known about its names: tokens of toponyms, of acting states."""

    grammar: Grammar
    text: str
    place_tokens: frozenset[int]
    state_tokens: frozenset[int]
    sides: Sides
    lexicon: Lexicon

    def phrase(self, i: int) -> str:
        """Return the words of a noun's phrase, without what follows the noun."""
        first, last = self.grammar.noun_phrase(i)
        return self.grammar.spread(first, last, self.text).text


def verb_relations(at: Setting, verb: int) -> Relations:
    """Return what stands around a verb, by relation."""
    g = at.grammar
    found: Relations = {"subject": g.doers(verb), "object": g.undergoers(verb)}
    found["adverb"] = g.kids(verb, "prt", "advmod")
    found["particle"] = [*found["adverb"], *g.kids(verb, "prep")]
    _add_prepositions(g, verb, found)
    for obj in tuple(found["object"]):
        _add_prepositions(g, obj, found, only=("of", "over"))
    found["weapon"] = _weapons(g, found)
    return found


def noun_relations(at: Setting, noun: int) -> Relations:
    """Return what stands around a noun, by relation."""
    g = at.grammar
    found: Relations = {"modifier": [k for k in g.subtree(noun) if _modifies(g, k, noun)]}
    _add_prepositions(g, noun, found)
    verb = governing_verb(g, noun)
    found["verb"] = [] if verb is None else [verb]
    found["owner"] = _owners(at, noun, verb, found)
    if verb is not None and g.lemma(verb) in _ADMISSIONS:
        found["loser"] = [*found["owner"], *g.doers(verb)]
    else:
        found["loser"] = found["owner"]
    return found


def governing_verb(g: Grammar, noun: int) -> int | None:
    """Return the verb whose subject or object a noun is, or None."""
    while g.dep(noun) == "conj" and g.head(noun) is not None:
        noun = g.tokens.heads[noun]
    head = g.head(noun)
    if head is None or not g.is_verb(head):
        return None
    return head if g.dep(noun) in {"dobj", "nsubj", "nsubjpass", "attr", "csubj"} else None


def fits(at: Setting, trigger: int, rule: Rule, relations: Relations, *, has_place: bool) -> bool:
    """Say whether what stands around a trigger is what the rule asks for."""
    g = at.grammar

    def lemmas(relation: str) -> set[str]:
        return {g.lemma(i) for i in relations.get(relation, [])}

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
            any(_there(at, trigger, one, relations, has_place=has_place) for one in options)
            for options in rule.need
        )
    )


def _allowed(at: Setting, members: list[int], classes: Iterable[str]) -> bool:
    return not members or any(_is_a(at, i, name) for i in members for name in classes)


def _there(
    at: Setting, trigger: int, relation: str, relations: Relations, *, has_place: bool
) -> bool:
    if relation in {"any", "place"}:
        return has_place or relation == "any"
    if relation == "size":
        return any(at.grammar.lemma(i) in at.lexicon.modality.scale for i in relations["modifier"])
    if relation == "definite":
        return is_definite(at.grammar, trigger)
    return bool(relations.get(relation))


def is_definite(g: Grammar, noun: int) -> bool:
    """Say whether a noun points back: "the", "this", "that", or possessed by a pronoun."""
    return any(
        g.word(k) in {"the", "this", "that", "these", "those"} for k in g.kids(noun, "det")
    ) or any(g.tokens.pos[k] == "PRON" for k in g.kids(noun, "poss"))


def _is_a(at: Setting, i: int, name: str) -> bool:
    g = at.grammar
    decided = {
        "place": i in at.place_tokens,
        "state": i in at.state_tokens,
        "pronoun": g.word(i) in _GROUPS,
        "person": g.word(i) in _PEOPLE or (g.tokens.pos[i] == "PROPN" and i not in at.place_tokens),
    }
    if name in decided:
        return decided[name]
    if name == "side":
        return _is_side(at, i)
    if name in at.lexicon.phrases:
        return _is_phrase(g, i, at.lexicon.phrases[name])
    counted = [obj for prep, obj in g.prepositions(i) if prep == "of"]
    if g.lemma(i) in at.lexicon.quantities and counted:
        return any(_is_a(at, obj, name) for obj in counted)
    return g.lemma(i) in at.lexicon.classes.get(name, frozenset())


def _is_side(at: Setting, i: int) -> bool:
    """Say whether a phrase stands for a belligerent: "Moscow", "the Russians", not "its team"."""
    g = at.grammar
    member = at.sides.find(at.phrase(i))
    armed = at.lexicon.classes["force"] | at.lexicon.classes["operation"]
    common = g.tokens.pos[i] == "NOUN" and g.lemma(i) not in armed
    return member is not None and member.side != THIRD and not common


def _is_phrase(g: Grammar, i: int, phrase: Phrase) -> bool:
    inside = [k for k in g.subtree(i) if k != i]
    words = {g.lemma(k) for k in inside} | {g.word(k) for k in inside}
    return g.lemma(i) in phrase.heads and bool(words & phrase.words) and not words & phrase.never


def _modifies(g: Grammar, child: int, noun: int) -> bool:
    if child == noun or g.dep(child) not in {"amod", "compound", "nmod"}:
        return False
    head = g.tokens.heads[child]
    return head == noun or _modifies(g, head, noun)


def _add_prepositions(
    g: Grammar, i: int, found: Relations, *, only: Iterable[str] | None = None
) -> None:
    for preposition, obj in g.prepositions(i):
        if only is None or preposition in only:
            found.setdefault(preposition, []).append(obj)


def is_name_of(at: Setting, i: int) -> bool:
    """Say whether a place only names the noun that it stands before: "the Kyiv offensive"."""
    g = at.grammar
    return i in at.place_tokens and g.tokens.pos[i] == "PROPN" and g.dep(i) in {"compound", "nmod"}


def _weapons(g: Grammar, found: Relations) -> list[int]:
    tools = [*found["subject"], *found["object"], *found.get("with", []), *found.get("by", [])]
    return tools + [k for i in tools for k in g.kids(i, "compound", "amod")]


def _owners(at: Setting, noun: int, verb: int | None, found: Relations) -> list[int]:
    g = at.grammar
    owners = g.kids(noun, "poss")
    owners += [
        k
        for k in found["modifier"]
        if at.sides.find(g.tokens.words[k]) is not None and not is_name_of(at, k)
    ]
    for obj in found.get("of", []):
        owners += [i for p, i in g.prepositions(obj) if p == "by" and i not in at.place_tokens]
    for preposition in _AGENT_PREPOSITIONS:
        owners += [i for i in found.get(preposition, []) if i not in at.place_tokens]
    if verb is not None and g.lemma(verb) in _LIGHT_VERBS and g.dep(noun) in {"dobj", "conj"}:
        owners += g.doers(verb)
    return owners
