"""Verbs of headlines that the parser takes for nouns: "Blast rocks X", "as drone slams into Y"."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources

import msgspec

from geomap.grammar import Grammar
from geomap.model import Tokens
from geomap.tables import convert_table, read_table

_OBJECT = frozenset({"PROPN", "NUM", "DET"})
_OBJECTS = frozenset({"npadvmod", "appos", "dep", "dobj"})
_OF_NOUNS = frozenset({"pobj", "compound"})
_POS = frozenset({"NOUN", "ADV", "ADP", "VERB"})
_AT = frozenset({"on", "in", "near"})
_OPENING = frozenset({"as", "after", "when"})


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    subjects: frozenset[str]
    verbs: frozenset[str]
    nouns: frozenset[str]
    participles: Mapping[str, str]
    harmed: Mapping[str, str]


@cache
def _words() -> _Words:
    file = resources.files("geomap.text") / "data" / "headlines.toml"
    return convert_table(read_table(file), _Words, name="headlines.toml")


def mend_headline(tokens: Tokens) -> Tokens:
    """
    Make verbs of nouns and adjectives.

    A noun is one that follows who acts, is written as its verb and has an object; a participle is
    one that the parser lets describe a noun though it has a subject of its own.
    """
    verbs = _words().verbs
    tokens = _with_opening_noun(_with_participles(tokens))
    for verb in range(1, len(tokens.words)):
        word = tokens.words[verb].lower()
        if word == "hurt" and tokens.pos[verb] == "NOUN" and tokens.deps[verb - 1] == "nummod":
            tokens = _with_victims(Grammar(tokens), verb)
        elif word in verbs and verb < len(tokens.words) - 1 and _is_misread(tokens, verb):
            g = Grammar(tokens)
            tokens = _with_verb(g, verb) if _is_headline_verb(g, verb) else tokens
    return tokens


def _with_opening_noun(tokens: Tokens) -> Tokens:
    """Return the tokens with "Strike on X" told by a noun, not by an order to strike."""
    words = [word.lower() for word in tokens.words[:2]]
    if tokens.tags[:1] != ("VB",) or words[0] not in _words().subjects or words[-1] not in _AT:
        return tokens
    return msgspec.structs.replace(
        tokens, pos=("NOUN", *tokens.pos[1:]), tags=("NN", *tokens.tags[1:])
    )


def _with_participles(tokens: Tokens) -> Tokens:
    """Return the tokens with "forces advanced west of X" told by a verb, not by a west."""
    g, words = Grammar(tokens), _words()
    for i, pos in enumerate(tokens.pos):
        if pos == "ADJ" and g.kids(i, "nsubj"):
            if g.word(i) in words.participles:
                tokens = _with_participle(tokens, i, words.participles[g.word(i)], "VBD")
            elif g.word(i) in words.harmed:
                tokens = _with_participle(tokens, i, words.harmed[g.word(i)], "VBN")
    return tokens


def _with_participle(tokens: Tokens, i: int, lemma: str, tag: str) -> Tokens:
    heads, deps, pos, tags = map(list, (tokens.heads, tokens.deps, tokens.pos, tokens.tags))
    noun = heads[i]
    if noun == i + 1 and deps[i] == "amod":
        heads[i] = i if heads[noun] == noun else heads[noun]
        deps[i], heads[noun], deps[noun] = "ccomp" if heads[i] != i else "ROOT", i, "advmod"
        pos[noun], tags[noun] = "ADV", "RB"
    pos[i], tags[i] = "VERB", tag
    return msgspec.structs.replace(
        tokens,
        heads=tuple(heads),
        deps=tuple(deps),
        pos=tuple(pos),
        tags=tuple(tags),
        lemmas=(*tokens.lemmas[:i], lemma, *tokens.lemmas[i + 1 :]),
    )


def _is_misread(tokens: Tokens, i: int) -> bool:
    return tokens.pos[i] != "VERB" or tokens.deps[i] in _OF_NOUNS


def _is_headline_verb(g: Grammar, i: int) -> bool:
    words, tags = _words(), g.tokens.tags
    acting = g.word(i - 1) in words.subjects and g.tokens.pos[i - 1] in {"NOUN", "PROPN", "ADJ"}
    if not acting or g.word(i) not in words.verbs or g.tokens.pos[i] not in _POS:
        return False
    joined = g.tokens.heads[i - 1] == i or g.tokens.heads[i] == i - 1
    agrees = (g.word(i - 1)[-1] == "s" or tags[i - 1] == "NNS") != (g.word(i)[-1] == "s")
    plural = tags[i - 1] == "NNS" or g.word(i - 1)[-1] == "s"
    following = _OBJECT if g.word(i) in words.nouns and not plural else _OBJECT | {"ADP", "NOUN"}
    if _follows_as(g, i):
        joined, following = joined or _is_beside(g, i), following | {"NOUN"}
    return joined and agrees and g.tokens.pos[i + 1] in following


def _follows_as(g: Grammar, verb: int) -> bool:
    """Say whether the words before a noun are the subject of an "as": "as a guided bomb hits"."""
    i = verb - 1
    while i > 0 and g.tokens.heads[i] in range(i + 1, len(g.tokens.words)):
        i -= 1
    return i < verb - 1 and g.word(i) == "as"


def _is_beside(g: Grammar, i: int) -> bool:
    """Say whether a noun and the one before it are both taken to describe what they act on."""
    return g.tokens.heads[i - 1] == g.tokens.heads[i] > i


def _with_verb(g: Grammar, verb: int) -> Tokens:
    """Return the tokens with a noun as verb, between its subject and its object."""
    heads, deps = list(g.tokens.heads), list(g.tokens.deps)
    pos, tags = list(g.tokens.pos), list(g.tokens.tags)
    subject = verb - 1
    if heads[verb] == subject:  # "Air defenses down 14 drones"
        above = subject if heads[subject] == subject else heads[subject]
        heads[verb], deps[verb] = (verb if above == subject else above), deps[subject]
    elif deps[verb] == "compound" and heads[verb] > verb:  # "as drone attacks car"
        thing = _whole(g, heads[verb])
        heads[verb] = verb if heads[thing] == thing else heads[thing]
        deps[verb], heads[thing], deps[thing] = deps[thing], verb, "dobj"
    pos[verb], tags[verb] = "VERB", "VBZ" if g.word(verb).endswith("s") else "VBP"
    heads[subject], deps[subject] = verb, "nsubj"
    for i, head, label in _around(g, verb, heads[verb], deps[verb]):
        heads[i], deps[i] = head, label
    replaced = {"heads": tuple(heads), "deps": tuple(deps), "pos": tuple(pos), "tags": tuple(tags)}
    return msgspec.structs.replace(g.tokens, **replaced)


def _whole(g: Grammar, i: int) -> int:
    """Return the last noun of a compound: of "power substation" the substation."""
    while g.dep(i) == "compound" and g.tokens.heads[i] > i:
        i = g.tokens.heads[i]
    return i


def _with_victims(g: Grammar, hurt: int) -> Tokens:
    """Return the tokens with "three hurt" as three people who were."""
    deps, pos, tags = list(g.tokens.deps), list(g.tokens.pos), list(g.tokens.tags)
    deps[hurt - 1], pos[hurt], tags[hurt] = "nsubjpass", "VERB", "VBN"
    return msgspec.structs.replace(g.tokens, deps=tuple(deps), pos=tuple(pos), tags=tuple(tags))


def _around(g: Grammar, verb: int, above: int, label: str) -> Iterator[tuple[int, int, str]]:
    """Yield the words that hang otherwise on a verb: its object, and the "as" before it."""
    opened = g.word(above) in _OPENING and label in {"pobj", "pcomp"}
    kin = {*g.ancestors(verb), verb} if opened else {verb}
    after = [
        k
        for k in range(verb + 1, len(g.tokens.words))
        if g.dep(k) in _OBJECTS and g.tokens.heads[k] in kin
    ]
    yield from ((k, verb, "dobj") for k in after[:1] if g.is_noun(k) and k not in kin)
    if opened:
        yield verb, g.tokens.heads[above], "advcl"
        yield above, verb, "mark"
