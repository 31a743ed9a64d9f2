"""Ways through a sentence: from a word up to the one it belongs to, within one clause."""

from geomap.grammar import Grammar

CLAUSES = frozenset({"ccomp", "advcl", "relcl", "parataxis", "csubj", "xcomp", "acl", "pcomp"})
_AIMS = frozenset({"to", "toward", "towards"})
_BESIDE = frozenset({"close", "next"})
_TRIES = frozenset({"attempt", "effort", "bid", "try"})
_SAYING = frozenset(
    {
        "say",
        "tell",
        "report",
        "describe",
        "claim",
        "announce",
        "state",
        "add",
        "note",
        "warn",
        "confirm",
        "deny",
        "allege",
        "argue",
        "write",
        "recall",
        "explain",
        "insist",
        "acknowledge",
        "admit",
        "quote",
        "cite",
        "post",
        "speak",
        "declare",
        "believe",
        "think",
        "show",
        "reveal",
        "indicate",
        "suggest",
        "mean",
        "estimate",
    }
)
_SPEECH_NOUNS = frozenset(
    {"statement", "conference", "briefing", "interview", "address", "speech", "post"}
)


def find_path(
    g: Grammar, i: int, goal: int, *, moving: bool = True, brought: bool = False
) -> list[str] | None:
    """
    Return the labels from a token up to the goal, or None when another clause lies between.

    A participle that tells where somebody was ("hit a couple cycling through X") is no other
    clause, and "to" is an aim but for what is done to something ("set fire to a depot in X").
    """
    labels: list[str] = []
    if i == goal:
        return labels
    start = i
    within = False
    for above in g.ancestors(start):
        label = g.dep(i)
        if _parts(g, i, label, labels, start):
            return None
        aim = label == "prep" and g.word(i) in _AIMS and not g.kids(above, "acomp")
        aim = aim and not brought and g.word(i - 1) not in _BESIDE
        done = g.is_noun(above) or g.lemma(above) == "set"
        if aim and (moving or labels == ["pobj"] or not done):
            return None
        within = within or label == "acl"
        labels.append(label)
        if above == goal:
            return None if within and label not in {"dobj", "prep"} else labels
        i = above
    return None


def _parts(g: Grammar, i: int, label: str, labels: list[str], start: int) -> bool:
    """Say whether a step up leads into another clause."""
    if label == "acl" and g.lemma(g.tokens.heads[i]) in _TRIES:
        return g.tokens.tags[i] != "VB"  # "repelled an attempt to cross at X"
    if label == "acl":
        return g.tokens.tags[i] != "VBG" or labels[-1:] != ["prep"]
    if label == "conj":
        return g.is_verb(i) or not (i == start or g.is_noun(i) or g.tokens.pos[i] == "ADP")
    return label in CLAUSES


def child_towards(g: Grammar, i: int, above: int) -> int:
    """Return the word right below another one on the way up to it."""
    for step in g.ancestors(i):
        if step == above:
            return i
        i = step
    return i


def first_conjunct(g: Grammar, i: int) -> int:
    """Return the first word of the list in which a word stands."""
    while g.dep(i) == "conj":
        i = g.tokens.heads[i]
    return i


def is_saying(g: Grammar, i: int) -> bool:
    """Say whether a word is a verb or noun of saying."""
    return g.lemma(i) in (_SAYING if g.is_verb(i) else _SPEECH_NOUNS)
