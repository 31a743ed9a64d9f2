"""What of a sentence tells nothing: the words below a picture, the title of another text."""

from geomap.events.lexicon import Words
from geomap.grammar import Grammar

_LONGEST = 2  # words of a label
_OPENING = frozenset({"(", "[", "|", "\u2022"})


def told_before(g: Grammar, captions: Words) -> int:
    """Return where the telling ends: at "(Photo: ...", "Related: ...", else after the last word."""
    words = g.tokens.words
    for colon in (i for i in range(1, len(words)) if words[i] == ":"):
        for first in range(max(0, colon - _LONGEST), colon):
            label = " ".join(g.word(i) for i in range(first, colon))
            opens = first == 0 or words[first - 1] in _OPENING
            if opens and label in captions:
                return first
    return len(words)
