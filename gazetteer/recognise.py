"""Names in a text: longest match on word edges, over the normal forms, with exact offsets."""

from collections.abc import Iterator
from typing import NamedTuple

from gazetteer.names import find_words, fold_word, next_word, possessive_end, word_form
from gazetteer.tables import SMALL, NameTable, Posting

_MAX_WORDS = 10
_MAX_LETTERS = 60
_MIN_LETTERS = 3
_CACHED_WORDS = 1 << 18


class Found(NamedTuple):
    """A name in a text: its offsets, how it was found (as in `NameMatch`), what it may mean."""

    start: int
    end: int
    how: str
    postings: list[Posting]


class _Start(NamedTuple):
    """A step into a table: names that end here (key, letters to spare), and a longer prefix."""

    table: NameTable
    hits: tuple[tuple[int, int], ...]
    prefix: str


class Recogniser:
    """Walks a text over two name tables: the names as they are, and their folded spellings."""

    def __init__(self, names: NameTable, folded: NameTable) -> None:
        self._names = names
        self._folded = folded
        self._starts: dict[str, tuple[_Start, ...]] = {}

    def walk(self, text: str) -> Iterator[Found]:
        """Yield the names of a text from left to right, the longest at each word, not nested."""
        resume = 0
        for match in find_words(text):
            start, end = match.span()
            if start < resume:
                continue
            starts = self._starts_of(match.group())
            found = self._find(text, start, end, starts) if starts else None
            if found is not None:
                resume = found.end
                yield found

    def _starts_of(self, word: str) -> "tuple[_Start, ...]":
        """Say which names begin with this word; the words of a text come back often."""
        known = self._starts.get(word)
        if known is None:
            if len(self._starts) >= _CACHED_WORDS:
                self._starts.clear()
            known = self._starts[word] = self._ask(word) if len(word) <= _MAX_LETTERS else ()
        return known

    def _ask(self, word: str) -> "tuple[_Start, ...]":
        if word[0].islower():
            starts = [self._step(self._names, word, SMALL)]
        else:
            starts = [self._step(self._names, word, ""), self._step(self._folded, word, "")]
        return tuple(start for start in starts if start.hits or start.prefix)

    def _step(self, table: NameTable, word: str, prefix: str) -> "_Start":
        """Go one word further: the names that end with it, and what longer names begin with."""
        cut = possessive_end(word)
        hits = tuple(
            (key, len(word) - stop)
            for stop in sorted({len(word), cut}, reverse=True)
            if (key := table.key(prefix + self._form(table, word[:stop]))) is not None
        )
        longer = f"{prefix}{self._form(table, word)} "
        return _Start(table, hits, longer if table.begins(longer) else "")

    def _form(self, table: NameTable, word: str) -> str:
        return fold_word(word_form(word)) if table is self._folded else word_form(word)

    def _find(self, text: str, start: int, end: int, starts: "tuple[_Start, ...]") -> Found | None:
        """Find the longest name at a word; of equal length an exact one before a folded one."""
        found = [hit for step in starts for hit in self._extend(text, start, end, step)]
        for last, table, key in sorted(found, key=lambda each: (-each[0], each[1] is self._folded)):
            named = self._read(table, key, text[start:last])
            if named is not None:
                return Found(start, last, *named)
        return None

    def _extend(
        self, text: str, start: int, end: int, step: "_Start"
    ) -> Iterator[tuple[int, NameTable, int]]:
        """Yield where each name ends that begins at a word, its table and its key id."""
        for _ in range(_MAX_WORDS):
            for key, spare in step.hits:
                yield end - spare, step.table, key
            following = next_word(text, start, end) if step.prefix else None
            if following is None:
                return
            start, end = following
            step = self._step(step.table, text[start:end], step.prefix)

    def _read(self, table: NameTable, key: int, surface: str) -> tuple[str, list[Posting]] | None:
        """Return what a key means where it looks like this; small letters are no acronym."""
        postings = table.postings(key)
        if not surface.isupper():
            postings = [each for each in postings if not each.acronym]
        if sum(map(str.isalpha, surface)) < _MIN_LETTERS:
            postings = [each for each in postings if each.acronym]
        if not postings:
            return None
        named = [each for each in postings if not each.demonym]
        how = "folded" if table is self._folded else "exact"
        return (how, named) if named else ("demonym", postings)
