"""Places that a text tells of and does not name: "in a neighbouring village", "in the region"."""

from collections.abc import Iterator

from geomap.events.relations import Setting, governing_verb
from geomap.model import Relation, Unresolved, Where

_INSIDE = frozenset({"in", "near", "at", "outside", "across", "from"})
_ONE = frozenset({"a", "an"})
_FRONTS = frozenset({"front", "frontline"})


def find_elsewhere(at: Setting, trigger: int) -> Where | None:
    """
    Return where an act happens when its own clause puts it somewhere that has no name.

    Such an act is not at the place that the sentences before are about. "In the town" is no
    such phrase; a name that nobody knows is one.
    """
    verb = governing_verb(at.grammar, trigger)
    for i in [trigger] if verb is None else [trigger, verb]:
        for first, last in _phrases(at, i):
            return Where(
                expression=at.grammar.spread(first, last, at.text),
                relation=Relation.IN,
                unresolved=Unresolved.UNKNOWN,
            )
    return None


def _phrases(at: Setting, i: int) -> Iterator[tuple[int, int]]:
    g = at.grammar
    for adverb in g.kids(i, "advmod"):
        heads = adverb == 0 and bool(at.place_tokens)  # "Elsewhere, two died when X was hit"
        if at.is_in(adverb, "elsewhere") and not heads:
            yield adverb, adverb
    for thing in g.kids(i, "dobj", "nsubjpass"):
        kinds = [k for k in g.kids(thing, "compound", "nmod") if at.is_in(k, "settlement")]
        if kinds and any(g.word(k) in _ONE for k in g.kids(thing, "det")):
            yield kinds[0], thing  # "shelled a village market"
    preps = [p for k in (i, *g.kids(i, "dobj", "nsubjpass")) for p in g.kids(k, "prep")]
    for prep in preps:
        for noun in g.kids(prep, "pobj") if g.lemma(prep) in _INSIDE else []:
            inside = g.subtree(noun)
            lies = [k for p in g.kids(noun, "prep") for k in g.kids(p, "pobj")]
            unknown = _is_other(at, noun) or any(is_unknown_name(at, k) for k in lies)
            if unknown and not at.place_tokens & set(inside):
                yield prep, noun  # also "in the fields near Lagowa"


def _is_other(at: Setting, noun: int) -> bool:
    """Say whether a noun is a place other than the one that was spoken of."""
    g = at.grammar
    around = [noun, *g.kids(noun, "amod", "det")]
    if is_unknown_name(at, noun):
        return True
    if any(at.is_in(k, "elsewhere") for k in around):
        return at.is_in(noun, "locality") or at.is_in(noun, "elsewhere")
    if g.lemma(noun) in _FRONTS and not g.kids(noun, "compound", "nmod", "poss"):
        return True  # "hit a tank at the front"
    one = any(g.word(k) in _ONE for k in around) or bool(g.kids(noun, "nummod"))
    return at.is_in(noun, "wide_area") or (one and at.is_in(noun, "settlement"))


def is_unknown_name(at: Setting, noun: int) -> bool:
    """Say whether a noun is a single capitalised word that is no date: "killing two in Lagowa"."""
    g = at.grammar
    named = g.tokens.tags[noun] == "NNP" and g.tokens.words[noun].istitle()
    return (
        named and not g.children[noun] and not g.is_date(noun) and not at.sides.find(g.word(noun))
    )
