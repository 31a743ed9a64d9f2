"""Names in a text: longest match on word edges, over the normal forms, with exact offsets."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from gazetteer.morphology import name_lemmas
from gazetteer.names import find_words, fold_word, next_word, possessive_end, word_form
from gazetteer.tables import SMALL, NameTable, Posting

_MAX_WORDS = 10
_MAX_LETTERS = 60
_MIN_LETTERS = 3
_CACHED_NODES = 1 << 17


class Found(NamedTuple):
    """A name in a text: its offsets, how it was found (as in `NameMatch`), its places' ids."""

    start: int
    end: int
    how: str
    ids: tuple[str, ...]


class _Named(NamedTuple):
    """What a run of words means; `spare` letters at its end are no part of the name."""

    spare: int
    how: str
    ids: tuple[str, ...]


class _Node:
    """
    A run of words that begins a name: what it means itself, and what follows it.

    `prefixes` are the beginnings of longer names, each with its table; none is a leaf. Nodes are
    made when a text first holds their words, and kept: the words of texts come back often.
    """

    __slots__ = ("depth", "named", "next", "prefixes", "words")

    def __init__(
        self,
        words: str,
        depth: int,
        named: _Named | None,
        prefixes: tuple[tuple[NameTable, str], ...],
    ) -> None:
        self.words = words
        self.depth = depth
        self.named = named
        self.prefixes = prefixes
        self.next: dict[str, _Node | None] = {}


class Recogniser:
    """
    Walks a text over two name tables: the names as they are, and their folded spellings.

    `id_of` gives the id of the place of a row.
    """

    def __init__(self, names: NameTable, folded: NameTable, id_of: Callable[[int], str]) -> None:
        self._names = names
        self._folded = folded
        self._id_of = id_of
        self._roots: dict[str, _Node | None] = {}
        self._made = 0

    def walk(self, text: str) -> Iterator[Found]:
        """Yield the names of a text from left to right, the longest at each word, not nested."""
        resume = 0
        roots = self._roots
        for match in find_words(text):
            word = match.group()
            node = roots[word] if word in roots else self._root(word)
            if node is None:
                continue
            start, end = match.span()
            if start >= resume and (found := self._longest(text, start, end, node)) is not None:
                resume = found.end
                yield found

    def _longest(self, text: str, start: int, end: int, node: _Node) -> Found | None:
        """Go from node to node as long as a name may go on, and take the last that is one."""
        best: tuple[int, _Named] | None = None
        at, last = start, end
        follow: _Node | None = node
        while follow is not None:
            if follow.named is not None:
                best = last - follow.named.spare, follow.named
            following = next_word(text, at, last) if follow.prefixes else None
            if following is None:
                break
            at, last = following
            follow = self._step(follow, text[at:last])
        return Found(start, best[0], best[1].how, best[1].ids) if best is not None else None

    def _root(self, word: str) -> _Node | None:
        """Make the node of a first word; one in small letters begins only names written so."""
        prefixes: tuple[tuple[NameTable, str], ...] = ((self._names, SMALL),)
        if not word[0].islower():
            prefixes = ((self._names, ""), (self._folded, ""))
        if self._made >= _CACHED_NODES:
            self._roots.clear()
            self._made = 0
        node = self._roots[word] = self._make(word, word, 1, prefixes)
        return node

    def _step(self, node: _Node, word: str) -> _Node | None:
        """Return the node that follows by a word, None if no name goes on so."""
        if word not in node.next:
            words = f"{node.words} {word}"
            node.next[word] = self._make(words, word, node.depth + 1, node.prefixes)
        return node.next[word]

    def _make(
        self, words: str, word: str, depth: int, prefixes: tuple[tuple[NameTable, str], ...]
    ) -> _Node | None:
        self._made += 1
        if len(word) > _MAX_LETTERS:
            return None
        longer = tuple(
            (table, begun)
            for table, prefix in prefixes
            for form in self._forms(table, word)
            if table.begins(begun := f"{prefix}{form} ")
        )
        named = self._named(words, word, prefixes)
        if named is None and not longer:
            return None
        return _Node(words, depth, named, longer if depth < _MAX_WORDS else ())

    def _forms(self, table: NameTable, word: str) -> Iterator[str]:
        """Yield the key of a word, then those of its lemmas where there is a dictionary."""
        for form in (word_form(word), *name_lemmas(word)):
            yield fold_word(form) if table is self._folded else form

    def _named(
        self, words: str, word: str, prefixes: tuple[tuple[NameTable, str], ...]
    ) -> _Named | None:
        """Say what words mean: with their possessive before without, exact before folded."""
        for stop in sorted({len(word), possessive_end(word)}, reverse=True):
            spare = len(word) - stop
            for table, prefix in prefixes:
                for at, form in enumerate(self._forms(table, word[:stop])):
                    postings = table.get(prefix + form)
                    if named := self._read(table, postings, words[: len(words) - spare]):
                        how, ids = named
                        return _Named(spare, "inflected" if at and how == "exact" else how, ids)
        return None

    def _read(
        self, table: NameTable, postings: list[Posting], surface: str
    ) -> tuple[str, tuple[str, ...]] | None:
        """Return what postings mean where they look so; small letters are no acronym."""
        if not surface.isupper():
            postings = [each for each in postings if not each.acronym]
        if sum(map(str.isalpha, surface)) < _MIN_LETTERS:
            postings = [each for each in postings if each.acronym]
        named = [each for each in postings if not each.demonym]
        if postings and all(each.inflected for each in named) and postings[0].demonym:
            named = []
        meant = named or [each for each in postings if each.demonym]
        ids = dict.fromkeys(self._id_of(each.row) for each in meant)
        return (self._how(table, named), tuple(ids)) if ids else None

    def _how(self, table: NameTable, named: list[Posting]) -> str:
        if not named:
            return "demonym"
        if table is self._folded:
            return "folded"
        return "inflected" if all(each.inflected for each in named) else "exact"
