"""What a strike was made with: the weapon decides the type."""

import re

from geomap.events.lexicon import Rule
from geomap.events.relations import Relations, Setting
from geomap.grammar import Grammar
from geomap.model import EventType

_MODEL = re.compile(r"[a-z]+-(?=\d)|[a-z]{3,}(?=-[a-z]\d?$)")  # "kab-500", "iskander-m"
_DEFAULT = ("modifier", "with", "by", "subject")
_SITUATED = frozenset({"in", "during", "under", "as"})


def weapons(at: Setting, rule: Rule, relations: Relations) -> list[int]:
    """Return the words for weapons where a rule looks for them, the surest first."""
    found = [
        i
        for name in rule.weapon or _DEFAULT
        for member in relations.get(name, [])
        for i in _armed(at, member, name)
        if weapon_type(at, i) is not None
    ]
    return [i for i in found if not _is_vague(at, i)] + [i for i in found if _is_vague(at, i)]


def weapon_type(at: Setting, i: int) -> EventType | None:
    """Return the type of strike that a word for a weapon stands for, or None for other words."""
    known = at.lexicon.weapons
    if any(at.is_in(k, "no_weapon") for k in at.grammar.kids(i, "compound", "amod", "nmod")):
        return None
    pair = f"{at.grammar.word(i - 1)} {at.grammar.lemma(i)}" if i else ""
    return next((known[name] for name in (pair, *names_of(at.grammar, i)) if name in known), None)


def names_of(g: Grammar, i: int) -> list[str]:
    """Return what a word may stand under in a list: its lemma, itself, or its model ("su-")."""
    word = g.word(i)
    model = _MODEL.match(word)
    return [g.lemma(i), word, word.removesuffix("s"), *([model.group()] if model else [])]


def _armed(at: Setting, i: int, relation: str) -> list[int]:
    """Return a noun and its modifiers, where the noun is a weapon or what carries one."""
    g = at.grammar
    if relation == "modifier":
        return [i]
    if relation in _SITUATED and not at.is_in(i, "blow"):
        return []
    carrier = weapon_type(at, i) is not None or at.is_in(i, "carrier") or at.is_in(i, "blow")
    beside = g.kids(i, "compound", "amod", "nmod", "appos")
    beside += [k for b in beside for k in g.kids(b, "conj", "compound", "nmod")]
    of = [obj for preposition, obj in g.prepositions(i) if preposition == "of"]
    return [i, *sorted(beside), *of] if carrier else []


def _is_vague(at: Setting, i: int) -> bool:
    return at.is_in(i, "vague_weapon")
