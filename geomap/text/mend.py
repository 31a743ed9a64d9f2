"""Mends what the parser, grown up on newspapers, makes of brief reports."""

import re
from collections.abc import Iterator
from itertools import pairwise

import msgspec

from geomap.grammar import Grammar
from geomap.model import Tokens

_SUBJECTS = ("nsubj", "nsubjpass")
_BETWEEN = frozenset({",", ";", "and", "but", "while"})
_CLAUSAL = frozenset({"after", "before", "since", "until", "as"})
_BLOWS = frozenset(
    {"hit", "strike", "shell", "bomb", "attack", "target", "pound", "capture", "seize", "storm"}
)
_SUFFERING = frozenset({"burn", "collapse", "explode", "detonate", "crash", "shatter", "catch"})
_AIMING = frozenset({"at", "toward", "towards", "against"})
_OF_NOUN = frozenset({"relcl", "acl"})

_LONGEST = 60  # words of a phrase; keeps the time linear in the length of a sentence
_BEARING = re.compile(r"(north|south)?-?(east|west)?(wards?)?")
_TIME = re.compile(r"\d{1,2}[:.]\d{2}")

Move = tuple[int, int, str]  # a token, its new head and its new label


def mend_tokens(tokens: Tokens) -> Tokens:
    """
    Hang the words of a sentence where they belong.

    A list after its region is the subject of a verb that has none ("In Sumy region, A, B and C
    were shelled"), as is what follows a time of day ("At 3:40 drones hit X"); a place before a
    subject belongs to that subject's verb and not to the clause before ("..., in X a house
    burned"); a label is no verb's object ("District: A and B hit"); whom a unit is named after
    does not do what the unit does; "killing one and wounding two" are two acts;
    what is hit "with A and X with B" is two places, "A hit X and B hit Y" two clauses; "after a
    depot near X was hit" is a clause, not after a depot; what is fired "from A at B" is fired at
    B; "forces targeted with drones a car" did so, and were not targeted; "southwest of X" is no
    object.
    """
    g = Grammar(tokens)
    moves = [*_listed_subjects(g), *_timed_subjects(g), *_fronted(g), *_labels(g), *_namesakes(g)]
    moves += [*_participles(g), *_arms(g), *_second_subjects(g), *_clauses_of_time(g)]
    moves += [*_told_participles(g), *_late_objects(g), *_aims(g), *_bearings(g)]
    if not moves:
        return tokens
    heads, deps = list(tokens.heads), list(tokens.deps)
    for i, head, label in moves:
        heads[i], deps[i] = head, label
    return msgspec.structs.replace(tokens, heads=tuple(heads), deps=tuple(deps))


def _prepositions(g: Grammar) -> Iterator[tuple[int, int, int]]:
    """Yield each preposition with its one object, after it, and the word that it hangs on."""
    for i in range(len(g.tokens.words)):
        objects, head = g.kids(i, "pobj"), g.head(i)
        if g.dep(i) == "prep" and head is not None and len(objects) == 1 and i < objects[0]:
            yield i, objects[0], head


def _bearings(g: Grammar) -> Iterator[Move]:
    """Find "advanced southwest of X", read as a southwest that was advanced."""
    for i in range(len(g.tokens.words)):
        bare = g.dep(i) == "dobj" and _BEARING.fullmatch(g.word(i)) and not g.kids(i, "det", "amod")
        if bare and any(g.word(k) == "of" for k in g.kids(i, "prep")):
            yield i, g.tokens.heads[i], "advmod"


def _aims(g: Grammar) -> Iterator[Move]:
    """Find "fired from A at B", read as an A that is at B."""
    for prep, _, noun in _prepositions(g):
        origin = g.tokens.heads[noun]
        from_it = g.dep(noun) == "pobj" and g.word(origin) == "from"
        if from_it and g.word(prep) in _AIMING and g.is_verb(g.tokens.heads[origin]):
            yield prep, g.tokens.heads[origin], "prep"


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


def _participles(g: Grammar) -> Iterator[Move]:
    for i, tag in enumerate(g.tokens.tags):
        noun = g.tokens.heads[i]
        verb = g.tokens.heads[noun]
        listed = tag == g.tokens.tags[verb] == "VBG" and (g.dep(i), g.dep(noun)) == ("conj", "dobj")
        if listed and g.is_noun(noun) and g.kids(i, "dobj"):
            yield i, verb, "conj"


def _arms(g: Grammar) -> Iterator[Move]:
    """Find "hit X with A and Y with B", where Y is taken for one more weapon."""
    withs = [i for i in range(len(g.tokens.words)) if g.word(i) == "with" and g.dep(i) == "prep"]
    for prep, following in pairwise(withs):
        hit = _hit_by(g, prep)
        named = [k for w in g.kids(prep, "pobj") for k in g.kids(w, "conj", "appos")]
        named = [i for i in named if g.tokens.pos[i] == "PROPN" and prep < i < following]
        between = range(named[-1] + 1 if named else 0, following)
        if hit is not None and named and all(_is_listing(g, i) for i in between):
            yield named[0], hit, "conj"
            yield from ((i, named[0], "conj") for i in named[1:])
            yield following, named[0], "prep"


def _second_subjects(g: Grammar) -> Iterator[Move]:
    """Find "A hit X and B hit Y", where B is taken for one more of what A hit."""
    for verb in range(2, len(g.tokens.words)):
        yield from _torn_object(g, verb)
        if g.dep(verb) != "conj" or not _lacks_subject(g, verb):
            continue
        before = min([verb, *g.kids(verb, "aux", "auxpass")]) - 1
        joined = g.dep(before) == "conj" and g.word(before - 1) == "and"
        if joined and g.is_noun(before) and g.tokens.heads[verb] in g.ancestors(before):
            yield before, verb, "nsubjpass" if g.kids(verb, "auxpass") else "nsubj"


def _torn_object(g: Grammar, verb: int) -> Iterator[Move]:
    """Find "A hit X and B burned Y", read as A that hit: X and B burned Y."""
    first = g.head(verb)
    if first is None or g.dep(verb) != "ccomp" or g.lemma(first) not in _BLOWS:
        return
    subjects = [k for k in g.kids(verb, *_SUBJECTS) if first < k < verb]
    others = [k for s in subjects for k in g.kids(s, "conj") if s < k < verb]
    joined = [k for s in subjects for k in g.kids(s, "cc") if g.word(k) == "and"]
    if len(subjects) == len(others) == len(joined) == 1 and not g.kids(first, "dobj"):
        yield subjects[0], first, "dobj"
        yield others[0], verb, g.dep(subjects[0])
        yield joined[0], first, "cc"
        yield verb, first, "conj"


def _clauses_of_time(g: Grammar) -> Iterator[Move]:
    """Find "after X was hit", where the parser sees what came "after X" and a verb by itself."""
    for prep, noun, _ in _prepositions(g):
        phrase = _phrase(g, noun) if g.word(prep) in _CLAUSAL else []
        if not phrase:
            continue
        after = phrase[-1] + 1
        verb = g.tokens.heads[after] if after < len(g.tokens.words) else after
        passive = g.dep(after) == "auxpass" if after < len(g.tokens.words) else False
        if passive and _lacks_subject(g, verb) and g.dep(verb) == "advcl":
            yield noun, verb, "nsubjpass"
            yield prep, verb, "mark"


def _late_objects(g: Grammar) -> Iterator[Move]:
    """Find "A hit with drones the X", read as A that was hit, where no verb is left for A."""
    size = len(g.tokens.words)
    for verb in range(1, size - 3):
        alone = g.dep(verb) == "acl" and g.word(verb + 1) == "with" and not g.kids(verb, "agent")
        if not alone or g.head(verb) != verb - 1:
            continue
        articles = (i for i in range(verb + 3, min(verb + 6, size)) if g.dep(i) == "det")
        hit = next((g.tokens.heads[i] for i in articles if g.tokens.heads[i] > i), None)
        top = g.head(verb - 1)
        if hit is None or not g.is_noun(hit) or top not in {None, hit}:
            continue
        above = verb if top is None or g.head(hit) is None else g.tokens.heads[hit]
        yield verb, above, "ROOT" if above == verb else g.dep(hit)
        yield verb - 1, verb, "nsubj"
        yield hit, verb, "dobj"
        yield from ((arm, verb + 1, "pobj") for arm in g.kids(verb + 1, "pcomp"))


def _told_participles(g: Grammar) -> Iterator[Move]:
    """Find "in X a house burned", read as a burned house, where its part has no other verb."""
    stops = [-1, *(i for i in range(len(g.tokens.words)) if g.word(i) == ";"), len(g.tokens.words)]
    for start, end in pairwise(stops):
        part = range(start + 1, end)
        verbs = [i for i in part if g.tokens.pos[i] in {"VERB", "AUX"}]
        if len(verbs) != 1 or g.dep(verbs[0]) != "acl" or g.lemma(verbs[0]) not in _SUFFERING:
            continue
        verb, noun = verbs[0], g.tokens.heads[verbs[0]]
        leads = [k for k in part if k < noun and g.tokens.heads[k] == noun and g.dep(k) == "prep"]
        top = [noun, *g.ancestors(noun)][-1]
        yield verb, verb if top == noun else top, "ROOT" if top == noun else "parataxis"
        yield noun, verb, "nsubj"
        yield from ((k, verb, "prep") for k in leads)


def _hit_by(g: Grammar, prep: int) -> int | None:
    """Return what the verb above is done to."""
    verb = next((i for i in g.ancestors(prep) if g.is_verb(i)), None)
    hit = [] if verb is None else g.kids(verb, "dobj", "nsubjpass")
    return hit[0] if hit else None


def _is_listing(g: Grammar, i: int) -> bool:
    return g.tokens.pos[i] in {"PROPN", "CCONJ", "PUNCT"}


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
