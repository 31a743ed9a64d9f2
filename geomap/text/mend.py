"""Mends what the parser, grown up on newspapers, makes of brief reports."""

import re
from collections.abc import Iterator

import msgspec

from geomap.grammar import Grammar
from geomap.model import Tokens

_SUBJECTS = ("nsubj", "nsubjpass")
_BETWEEN = frozenset({",", ";", "and", "but", "while"})
_OF_NOUN = frozenset({"relcl", "acl"})

_LONGEST = 60  # words of a phrase; keeps the time linear in the length of a sentence
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")

Move = tuple[int, int, str]  # a token, its new head and its new label


def mend_tokens(tokens: Tokens) -> Tokens:
    """
    Hang the words of a sentence where they belong.

    A list after its region is the subject of a verb that has none ("In Sumy region, A, B and C
    were shelled"), as is what follows a time of day ("At 3:40 drones hit X"); a place before a
    subject belongs to that subject's verb and not to the clause before ("..., in X a house
    burned"); a label is no verb's object ("District: A and B hit"); whom a unit is named after
    does not do what the unit does.
    """
    g = Grammar(tokens)
    moves = [*_listed_subjects(g), *_timed_subjects(g), *_fronted(g), *_labels(g), *_namesakes(g)]
    if not moves:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for i, head, label in moves:
        heads[i], deps[i] = head, label
    return msgspec.structs.replace(tokens, heads=tuple(heads), deps=tuple(deps))


def _prepositions(g: Grammar) -> Iterator[tuple[int, int, int]]:
    """Yield each preposition with its one object and the word that it hangs on."""
    for i in range(len(g.tokens.words)):
        objects, head = g.kids(i, "pobj"), g.head(i)
        if g.dep(i) == "prep" and head is not None and len(objects) == 1:
            yield i, objects[0], head


def _listed_subjects(g: Grammar) -> Iterator[Move]:
    for prep, noun, verb in _prepositions(g):
        listed = g.kids(noun, "conj")[:1]
        if not listed or not prep < verb or not _lacks_subject(g, verb) or g.kids(noun, "cc"):
            continue
        inside = _phrase(g, listed[0])
        after = min([verb, *g.kids(verb, "aux", "auxpass")])
        if inside and g.word(inside[0] - 1) == "," and inside[-1] + 1 == after:
            yield listed[0], verb, "nsubjpass" if g.kids(verb, "auxpass") else "nsubj"


def _timed_subjects(g: Grammar) -> Iterator[Move]:
    for prep, noun, verb in _prepositions(g):
        time = prep + 1
        counted = g.tokens.heads[time] == noun and _TIME.fullmatch(g.word(time))
        if counted and noun < verb and _lacks_subject(g, verb):
            yield time, prep, "pobj"
            yield noun, verb, "nsubjpass" if g.kids(verb, "auxpass") else "nsubj"


def _lacks_subject(g: Grammar, verb: int) -> bool:
    inverted = g.kids(verb, "auxpass") and g.kids(verb, "dobj", "attr", "oprd")
    return g.is_verb(verb) and not inverted and not g.kids(verb, *_SUBJECTS, "csubj", "expl")


def _fronted(g: Grammar) -> Iterator[Move]:
    for prep, noun, head in _prepositions(g):
        if head > prep or g.word(prep - 1) not in _BETWEEN or g.tokens.pos[noun] == "PRON":
            continue
        phrase = _phrase(g, prep)
        dated = any(g.is_date(i) for i in phrase)
        verb = None if dated or not phrase else _verb_of_subject(g, phrase[-1] + 1)
        if verb is not None and verb not in g.ancestors(prep):
            yield prep, verb, "prep"


def _verb_of_subject(g: Grammar, first: int) -> int | None:
    """Return the verb of the subject that begins with a token, unless it describes a noun."""
    for i in range(first, min(first + _LONGEST, len(g.tokens.words))):
        head = g.head(i)
        begins = g.dep(i) in _SUBJECTS and _phrase(g, i)[:1] == [first]
        if begins and head is not None and g.is_verb(head) and head > i:
            return None if g.dep(head) in _OF_NOUN else head
    return None


def _phrase(g: Grammar, i: int) -> list[int]:
    """Return a word with all below it, or nothing when that is too long for a phrase."""
    found = [i]
    for known in found:
        found += g.children[known]
        if len(found) > _LONGEST:
            return []
    return sorted(found)


def _labels(g: Grammar) -> Iterator[Move]:
    for i in range(len(g.tokens.words) - 2):
        head = g.head(i)
        before = g.dep(i) in {"dobj", "dep"} and head is not None and i < head
        if head is not None and before and g.word(i + 1) == ":" and _names_at(g, head, i + 2):
            yield i, head, "parataxis"


def _names_at(g: Grammar, verb: int, first: int) -> bool:
    """Say whether a name begins the subject of a verb there."""
    subjects = g.kids(verb, *_SUBJECTS)
    return any(g.tokens.pos[i] == "PROPN" and _phrase(g, i)[:1] == [first] for i in subjects)


def _namesakes(g: Grammar) -> Iterator[Move]:
    """Find "men of a brigade named after X repelled", read as after X had repelled."""
    for verb in range(len(g.tokens.words)):
        named, marks = g.head(verb), [k for k in g.kids(verb, "mark") if g.word(k) == "after"]
        if named is None or not marks or g.dep(verb) != "advcl" or g.word(named) != "named":
            continue
        top = list(g.ancestors(named))[-1]
        if g.dep(named) == "acl" and g.is_noun(top):
            yield from ((k, named, "oprd") for k in g.kids(verb, *_SUBJECTS))
            yield from ((marks[0], named, "prep"), (top, verb, "nsubj"), (verb, verb, "ROOT"))
