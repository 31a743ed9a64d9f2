"""Who speaks for the sentences of a paragraph beside his own: its head, and who closes it."""

from collections.abc import Mapping

from geomap.claims.citations import noun_from
from geomap.claims.sayings import OFFICES, Sayings
from geomap.claims.sources import SourceReader
from geomap.grammar import Grammar
from geomap.model import Source, SourceKind

_AFTER, _BEFORE = 4, 12  # sentences
_SOURCE = frozenset({"source", "sources"})
_THIS = frozenset({"this", "that"})


class Paragraphs:
    """The paragraphs of one document; asked only for sentences in which nobody speaks."""

    def __init__(
        self,
        grammars: Mapping[int, Grammar],
        paragraphs: Mapping[int, int],
        *,
        sayings: Sayings,
        reader: SourceReader,
    ) -> None:
        """Keep the parsed sentences and the paragraph of each sentence."""
        self._grammars = grammars
        self._paragraphs = paragraphs
        self._sayings = sayings
        self._reader = reader

    def speakers(self, sentence: int) -> tuple[Source, ...]:
        """Return who tells a sentence: by "Source: X" behind it, "X:" over it, or on both sides."""
        return self._closing(sentence) or self._heading(sentence) or self._around(sentence)

    def _around(self, sentence: int) -> tuple[Source, ...]:
        """Return who speaks in the sentences before and after it, where that is one speaker."""
        beside = [
            next((s.speakers for s in self._sayings.of(index) if s.speakers), ())
            for index in (sentence - 1, sentence + 1)
            if self._within(index, sentence) is not None
        ]
        return beside[0] if beside[1:] and beside[0] == beside[1] else ()

    def _closing(self, sentence: int) -> tuple[Source, ...]:
        """Read "Source: X." and "This was reported by X." in one of the next sentences."""
        for index in range(sentence + 1, sentence + 1 + _AFTER):
            g = self._within(index, sentence)
            if g is None:
                return ()
            spoken = next((s.speakers for s in self._sayings.of(index) if s.speakers), ())
            if g.word(0) in _SOURCE and ":" in g.tokens.words[1:2]:
                return self._source(g)
            if spoken:
                return spoken if g.word(0) in _THIS and g.dep(0) == "nsubjpass" else ()
        return ()

    def _source(self, g: Grammar) -> tuple[Source, ...]:
        """Return whom "Source: X." names; an outlet is the publisher over again."""
        noun = noun_from(g, 2, len(g.tokens.words))
        named = () if noun is None else (self._reader.read(g, noun),)
        return tuple(source for source in named if source.kind is not SourceKind.OUTLET)

    def _heading(self, sentence: int) -> tuple[Source, ...]:
        """Read "General Staff:" at the beginning of the paragraph, where nobody speaks since."""
        for index in range(sentence - 1, sentence - 1 - _BEFORE, -1):
            g = self._within(index, sentence)
            if g is None:
                return ()
            if self._paragraphs.get(index - 1) != self._paragraphs[sentence]:
                return tuple(self._reader.read(g, i) for i in self._heads(g))
            if any(s.speakers for s in self._sayings.of(index)):
                return ()
        return ()

    def _within(self, index: int, sentence: int) -> Grammar | None:
        """Return a sentence, if it is parsed and of the same paragraph as another one."""
        same = self._paragraphs.get(index) == self._paragraphs[sentence]
        return self._grammars.get(index) if same else None

    def _heads(self, g: Grammar) -> list[int]:
        """Return who stands before a colon, or alone in a sentence without a verb."""
        size = len(g.tokens.words)
        named = self._sayings.before_colon(g, size)
        noun = None if any(map(g.is_verb, range(size))) else noun_from(g, 0, size)
        if not named and noun is not None and self._reader.is_speaker(g, noun):
            named = [noun]
        proper = (i for i in named if g.tokens.words[i][:1].isupper())
        return [i for i in proper if self._reader.read(g, i).kind in OFFICES]
