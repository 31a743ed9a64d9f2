"""A speaker's phrase in Ukrainian and Russian to a source: name or role, kind, side."""

from geomap.chunks import Chunks, Group
from geomap.claims.lexicon import Speech
from geomap.model import Source, SourceKind
from geomap.sides import Sides

_NAMES = frozenset({"NOUN", "X", "ADJ"})
_QUOTES = frozenset("\"'«»“”„‘’")
_PRIVATE = frozenset({SourceKind.WITNESS, SourceKind.OTHER, SourceKind.AID_WORKER})


class CaseSourceReader:
    """Reads speakers out of noun groups and what specifies them."""

    def __init__(self, text: str, speech: Speech, sides: Sides, places: frozenset[str]) -> None:
        """Keep what phrases are looked up in; `places` are the texts of the place names."""
        self._places = places
        self._text = text
        self._speech = speech
        self._sides = sides

    def read(self, chunks: Chunks, group: Group) -> Source:
        """
        Return the source that a group, with its genitives and names, stands for.

        A private person's name is not kept: `named` is true, `name` null, the span stays.
        """
        first = group.first if group.prep is None else group.first + 1
        last = self.end_of(chunks, group)
        span = chunks.span(first, last, self._text)
        kind = self._kind(chunks, first, last, span.text)
        known = self._sides.find(_dictionary(chunks, first, last))
        proper = any(_is_proper(chunks, i) for i in range(first, last + 1)) or known is not None
        proper = proper or (first == last and self.is_surname(chunks, first, last))
        private = proper and kind in _PRIVATE and known is None and span.text[:1].isupper()
        lemmas = [chunks.lemma(i) for i in range(first, last + 1)]
        return Source(
            name=None if private else span.text,
            kind=SourceKind.WITNESS if private and kind is SourceKind.OTHER else kind,
            named=proper,
            anonymous=any(word in self._speech.anonymous["modifiers"] for word in lemmas),
            side=known.side if known is not None else None,
            start=span.start,
            end=span.end,
            role=(lemmas[0] if kind is not SourceKind.OTHER else "person") if private else None,
        )

    def end_of(self, chunks: Chunks, group: Group) -> int:
        """Return the last token of a speaker: its genitives, then a name beside it."""
        clause = chunks.clause_at(group.head)
        last = group.last
        for other in chunks.groups:
            beside = other.first == chunks.next_word(last) and other.last <= clause.last
            named = other.prep is None and (
                _is_proper(chunks, other.head) or self.is_office(chunks, other.first, other.last)
            )
            if other.first > last and beside and (other.of is not None or named):
                last = other.last
        while last + 1 <= clause.last and chunks.tokens.words[last + 1] in _QUOTES:
            last += 1
        return last

    def is_office(self, chunks: Chunks, first: int, last: int) -> bool:
        """Say whether a group's own words name an office, an outlet or witnesses."""
        kinds = frozenset().union(*self._speech.kinds.values())
        lemmas = {chunks.lemma(i) for i in range(first, last + 1)}
        text = chunks.span(first, last, self._text).text
        return bool(lemmas & kinds) or self._is_outlet(text)

    def is_speaker(self, chunks: Chunks, first: int, last: int) -> bool:
        """Say whether a run of words is the name of a side's institution or person."""
        member = self._sides.find(_dictionary(chunks, first, first))
        return member is not None or self._names_all(chunks, first, last)

    def is_surname(self, chunks: Chunks, first: int, last: int) -> bool:
        """Say whether words are one surname by its ending, and no place of the text."""
        word = chunks.tokens.words[first]
        alone = first == last and word[:1].isupper()
        ends = word.casefold().endswith(tuple(self._speech.listed("surnames")))
        return alone and ends and word.casefold() not in self._places

    def _names_all(self, chunks: Chunks, first: int, last: int) -> bool:
        """Say whether a known name needs a run's first word."""
        whole = self._sides.find(_dictionary(chunks, first, last))
        rest = self._sides.find(_dictionary(chunks, first + 1, last)) if last > first else None
        return whole is not None and whole != rest

    def _is_outlet(self, text: str) -> bool:
        return text.strip("\"'«»“” .").casefold() in self._speech.outlets

    def _kind(self, chunks: Chunks, first: int, last: int, text: str) -> SourceKind:
        if self._is_outlet(text):
            return SourceKind.OUTLET
        lemmas = [chunks.lemma(i) for i in range(first, last + 1)]
        for lemma in lemmas:
            for kind, words in self._speech.kinds.items():
                if lemma in words:
                    return kind
        member = self._sides.find(_dictionary(chunks, first, last))
        forces = member is not None and member.group == "forces"
        other = SourceKind.OFFICIAL if member is not None else SourceKind.OTHER
        return SourceKind.MILITARY if forces else other


def _is_proper(chunks: Chunks, i: int) -> bool:
    """Say whether a word is a name: a capital that no beginning explains, or initials."""
    word = chunks.tokens.words[i]
    return chunks.pos(i) in _NAMES and word[:1].isupper() and (i > 0 or word.isupper())


def _dictionary(chunks: Chunks, first: int, last: int) -> str:
    words = chunks.tokens.words
    return " ".join(
        words[i] if words[i].isupper() and len(words[i]) > 1 else chunks.lemma(i)
        for i in range(first, last + 1)
    )
