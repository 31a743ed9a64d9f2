"""Verbs of headlines that the parser takes for nouns: "Blast rocks X", "as drone slams into Y"."""

from collections.abc import Iterator
from functools import cache
from importlib import resources

import msgspec

from geomap.grammar import Grammar
from geomap.model import Tokens
from geomap.tables import convert_table, read_table

_OBJECT = frozenset({"PROPN", "NUM", "DET"})
_OBJECTS = frozenset({"npadvmod", "appos", "dep", "dobj"})


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    subjects: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]


@cache
def _words() -> _Words:
    file = resources.files("geomap.text") / "data" / "headlines.toml"
    return convert_table(read_table(file), _Words, name="headlines.toml")


def mend_headline(tokens: Tokens) -> Tokens:
    """Make a verb of what follows a noun that acts, is written as its verb and has an object."""
    verbs = _words().verbs
    for verb in range(1, len(tokens.words)):
        word = tokens.words[verb].lower()
        if word == "hurt" and tokens.pos[verb] == "NOUN" and tokens.deps[verb - 1] == "nummod":
            tokens = _with_victims(Grammar(tokens), verb)
        elif word in verbs and verb < len(tokens.words) - 1 and tokens.pos[verb] != "VERB":
            g = Grammar(tokens)
            tokens = _with_verb(g, verb) if _is_headline_verb(g, verb) else tokens
    return tokens


def _is_headline_verb(g: Grammar, i: int) -> bool:
    words, tags = _words(), g.tokens.tags
    acting = g.word(i - 1) in words.subjects and g.tokens.pos[i - 1] in {"NOUN", "PROPN", "ADJ"}
    if not acting or g.word(i) not in words.verbs or g.tokens.pos[i] not in {"NOUN", "ADV", "ADP"}:
        return False
    joined = g.tokens.heads[i - 1] == i or g.tokens.heads[i] == i - 1
    agrees = (g.word(i - 1)[-1] == "s" or tags[i - 1] == "NNS") != (g.word(i)[-1] == "s")
    plural = tags[i - 1] == "NNS" or g.word(i - 1)[-1] == "s"
    following = _OBJECT if g.word(i) in words.nouns and not plural else _OBJECT | {"ADP", "NOUN"}
    return joined and agrees and g.tokens.pos[i + 1] in following


def _with_verb(g: Grammar, verb: int) -> Tokens:
    """Return the tokens with a noun as verb, between its subject and its object."""
    heads, deps = list(g.tokens.heads), list(g.tokens.deps)
    pos, tags = list(g.tokens.pos), list(g.tokens.tags)
    subject = verb - 1
    if heads[verb] == subject:  # "Air defenses down 14 drones"
        above = subject if heads[subject] == subject else heads[subject]
        heads[verb], deps[verb] = (verb if above == subject else above), deps[subject]
    pos[verb], tags[verb] = "VERB", "VBZ" if g.word(verb).endswith("s") else "VBP"
    heads[subject], deps[subject] = verb, "nsubj"
    for i, head, label in _around(g, verb, heads[verb]):
        heads[i], deps[i] = head, label
    replaced = {"heads": tuple(heads), "deps": tuple(deps), "pos": tuple(pos), "tags": tuple(tags)}
    return msgspec.structs.replace(g.tokens, **replaced)


def _with_victims(g: Grammar, hurt: int) -> Tokens:
    """Return the tokens with "three hurt" as three people who were."""
    deps, pos, tags = list(g.tokens.deps), list(g.tokens.pos), list(g.tokens.tags)
    deps[hurt - 1], pos[hurt], tags[hurt] = "nsubjpass", "VERB", "VBN"
    return msgspec.structs.replace(g.tokens, deps=tuple(deps), pos=tuple(pos), tags=tuple(tags))


def _around(g: Grammar, verb: int, above: int) -> Iterator[tuple[int, int, str]]:
    """Yield the words that hang otherwise on a verb: its object, and the "as" before it."""
    after = [k for k in g.children[verb] if k > verb and g.dep(k) in _OBJECTS and g.is_noun(k)]
    yield from ((k, verb, "dobj") for k in after[:1])
    if g.word(above) in {"as", "after", "when"} and g.dep(verb) in {"pobj", "pcomp"}:
        yield verb, g.tokens.heads[above], "advcl"
        yield above, verb, "mark"
