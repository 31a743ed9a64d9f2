"""Who is cited where a part of a sentence ends: "per DeepState", "as reported by the mayor"."""

from geomap.claims.lexicon import Speech
from geomap.claims.sources import SourceReader
from geomap.grammar import Grammar
from geomap.model import SourceKind

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_BY_WITHIN = 6  # words between "as reported" and "by"
_IN_BRACKETS = 5  # words
_OFFICES = (SourceKind.OFFICIAL, SourceKind.MEDIA, SourceKind.ANALYST)


class Citations:
    """Finds the citations that close the parts of sentences that ";" divides."""

    def __init__(self, speech: Speech, reader: SourceReader) -> None:
        """Keep what words and speakers are looked up in."""
        self._speech = speech
        self._reader = reader

    def closing(self, g: Grammar, trigger: int) -> int | None:
        """Return the noun of whoever is cited at the end of the part that a trigger is in."""
        end = next((i for i in range(trigger, len(g.tokens.words)) if g.word(i) == ";"), None)
        last = len(g.tokens.words) if end is None else end
        for i in range(last - 1, trigger, -1):
            if (start := self._cites(g, i, last)) is not None:
                noun = noun_from(g, start, last)
                return noun if noun is not None and self._may_be(g, i, noun, last) else None
        return self._in_brackets(g, trigger, last)

    def _cites(self, g: Grammar, i: int, last: int) -> int | None:
        """Return where the speaker of "per X", "according to X", "as reported by X" begins."""
        if g.word(i) in self._speech.words["per"]:
            return i + 1
        if g.word(i) == "according" and i + 1 < last and g.word(i + 1) == "to":
            return i + 2
        said = i + 1 < last and self._speech.stance_of(g.lemma(i + 1), verb=True) is not None
        if g.word(i) != "as" or not said:
            return None
        near = range(i + 2, min(i + 2 + _BY_WITHIN, last))
        return next((k + 1 for k in near if g.word(k) == "by"), None)

    def _may_be(self, g: Grammar, preposition: int, noun: int, last: int) -> bool:
        """Say whether a noun that is cited speaks, and nothing is told after it."""
        told = any(g.tokens.tags[k] in _FINITE for k in range(noun, last))
        vague = g.word(preposition) in self._speech.words["per"]
        return not told and (not vague or self._reader.is_speaker(g, noun))

    def _in_brackets(self, g: Grammar, trigger: int, last: int) -> int | None:
        """Return the speaker of "(regional police)" at the end of a part."""
        words = [g.word(i) for i in range(last)]
        while words and words[-1] in {".", ","}:
            words.pop()
        if not words or words[-1] != ")" or "(" not in words:
            return None
        first = len(words) - words[::-1].index("(")
        inside = range(first, len(words) - 1)
        if first <= trigger or len(inside) > _IN_BRACKETS:
            return None
        offices = frozenset().union(*(self._speech.kinds[kind] for kind in _OFFICES))
        return next((i for i in inside if {g.word(i), g.lemma(i)} & offices), None)


def noun_from(g: Grammar, start: int, last: int) -> int | None:
    """Return the last noun of the run of words that begins a phrase."""
    noun = None
    for i in range(start, last):
        if g.is_noun(i):
            noun = i
        elif noun is not None or g.word(i) in {",", "(", "."}:
            return noun
    return noun
