"""Words that deny what was told before them, or a part in it: "this is false", "denied a role"."""

from collections.abc import Iterator

from geomap.claims.lexicon import Speech
from geomap.claims.sayings import Saying
from geomap.grammar import Grammar, first_of
from geomap.model import Stance

_PREDICATES = frozenset({"attr", "acomp", "oprd", "pobj", "amod", "dobj"})


def find_rebutting_word(g: Grammar, saying: Saying, speech: Speech) -> int | None:
    """Return the word by which a saying denies: "rejected the claim", "said that was false"."""
    verb, objects = saying.token, speech.rebuttal["objects"]
    if saying.stance is Stance.DENY:
        denied = g.kids(verb, "dobj")
        told = any(g.lemma(i) in objects for i in denied) and not any(
            g.kids(i, "prep", "acl") for i in denied
        )
        claimed = g.dep(verb) in {"relcl", "acl"} and g.lemma(g.tokens.heads[verb]) in objects
        return verb if told or claimed else None
    below = [k for k in g.subtree(verb) if k > verb]
    false = first_of(k for k in below if g.lemma(k) in speech.rebuttal["false"])
    if false is None or any(g.is_verb(k) and g.lemma(k) != "be" for k in range(verb + 1, false)):
        return None
    return false if any(g.lemma(k) in objects for k in below if k < false) else None


def disowns(g: Grammar, saying: Saying, speech: Speech) -> bool:
    """
    Say whether a saying denies to have done what was told before.

    "Denied responsibility", "denied Ukraine was behind it", "denied having attacked": what names a
    place of its own denies something else.
    """
    if saying.stance is not Stance.DENY:
        return False
    denied = g.kids(saying.token, "dobj", "ccomp", "xcomp")
    acts = speech.rebuttal["acts"]
    parts = [i for i in denied if g.lemma(i) in speech.rebuttal["blame"]]
    if parts:
        of = {g.lemma(obj) for i in parts for _, obj in g.prepositions(i)}
        return not of or bool(of & (acts | speech.rebuttal["objects"]))
    below = [k for i in denied for k in g.subtree(i)]
    named = any(g.tokens.pos[k] == "PROPN" and g.dep(k) not in {"nsubj", "poss"} for k in below)
    return not named and any(g.lemma(k) in acts or g.word(k) in acts for k in below)


def find_false_predicates(g: Grammar, speech: Speech) -> Iterator[int]:
    """Yield what is said of "that" or of a claim: "is a lie", "was classified as false"."""
    for i in range(len(g.tokens.words)):
        if g.lemma(i) in speech.rebuttal["false"]:
            verb = _predicate_of(g, i)
            subjects = [] if verb is None else g.kids(verb, "nsubj", "nsubjpass")
            if verb is not None and not g.kids(verb, "neg") and _are_claims(g, subjects, speech):
                yield i


def _predicate_of(g: Grammar, i: int) -> int | None:
    """Return the verb that a word is predicated by, or None where it stands elsewhere."""
    for above in g.ancestors(i):
        if g.is_verb(above):
            return above if g.dep(i) in _PREDICATES | {"prep"} else None
        if g.dep(i) not in _PREDICATES:
            return None
        i = above
    return None


def _are_claims(g: Grammar, subjects: list[int], speech: Speech) -> bool:
    """Say whether a subject is a claim told before, not one told by its own words."""
    return any(
        g.lemma(k) in speech.rebuttal["objects"] and not g.kids(k, "acl", "relcl", "prep", "ccomp")
        for k in subjects
    )
