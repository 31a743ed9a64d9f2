"""Names in a text: longest match on word edges, over the normal forms, with exact offsets."""

from collections.abc import Iterator
from typing import NamedTuple

from gazetteer.names import Word, fold_word, normalise, possessive_end, split_words
from gazetteer.tables import NameTable, Posting

_MAX_WORDS = 10
_MIN_LETTERS = 3
_GATE_SIZE = 1 << 18


class _Found(NamedTuple):
    last: int
    key: int
    folded: bool
    cut: bool


class Recogniser:
    """Walks a text over two name tables: the names as they are, and their folded spellings."""

    def __init__(self, names: NameTable, folded: NameTable) -> None:
        self._names = names
        self._folded = folded
        self._gate: dict[str, bool] = {}

    def walk(self, text: str) -> Iterator[tuple[int, int, str, list[Posting]]]:
        """Yield start, end, how and postings of each name; how is as in `NameMatch`."""
        words = list(split_words(text))
        index = 0
        while index < len(words):
            if self._begins_name(words[index].form):
                for found in self._candidates(text, words, index):
                    start, end = words[index].start, self._end(text, words[found.last], found.cut)
                    how, postings = self._read(found, text[start:end])
                    if postings:
                        yield start, end, how, postings
                        index = found.last
                        break
            index += 1

    def _begins_name(self, form: str) -> bool:
        """Say whether any name begins with this word; most words of a text are asked often."""
        known = self._gate.get(form)
        if known is None:
            if len(self._gate) > _GATE_SIZE:
                self._gate.clear()
            known = self._gate[form] = self._ask(form)
        return known

    def _ask(self, form: str) -> bool:
        # "bakhmuts" may be "bakhmut" with its possessive.
        stems = (form, form[:-1]) if form.endswith("s") else (form,)
        return any(
            key in table.trie or table.trie.has_keys_with_prefix(f"{key} ")
            for stem in stems
            for table, key in ((self._names, stem), (self._folded, fold_word(stem)))
            if key
        )

    def _candidates(self, text: str, words: list[Word], first: int) -> list[_Found]:
        """Find all names that begin at a word, best first: the longest, and exact before folded."""
        whole, cut = _window(text, words, first)
        found = [*self._match(whole, first, cut=False)]
        if cut != whole:
            found += self._match(cut, first, cut=True)
        return sorted(found, key=lambda each: (-each.last, each.folded, each.cut))

    def _match(self, forms: list[str], first: int, *, cut: bool) -> Iterator[_Found]:
        """Walk both tables along the forms of a window."""
        for table, keys, folded in (
            (self._names, forms, False),
            (self._folded, [fold_word(form) for form in forms], True),
        ):
            joined = " ".join(keys)
            ends = _ends(keys)
            for prefix, key in table.trie.iter_prefixes_with_ids(joined):
                if (count := ends.get(len(prefix))) is not None:
                    at_cut = cut and count == len(forms)
                    yield _Found(first + count - 1, key, folded, at_cut)

    def _end(self, text: str, word: Word, cut: bool) -> int:  # noqa: FBT001
        if not cut:
            return word.end
        return word.start + possessive_end(text[word.start : word.end])

    def _read(self, found: _Found, surface: str) -> tuple[str, list[Posting]]:
        table = self._folded if found.folded else self._names
        postings = table.postings(found.key)
        if not surface.isupper():
            postings = [each for each in postings if not each.acronym]
        if sum(map(str.isalpha, surface)) < _MIN_LETTERS:
            postings = [each for each in postings if each.acronym]
        named = [each for each in postings if not each.demonym]
        if named or not postings:
            return ("folded" if found.folded else "exact"), named
        return "demonym", postings


def _window(text: str, words: list[Word], first: int) -> tuple[list[str], list[str]]:
    """
    Return the forms of the words that one name could run over, twice.

    The second ends at the first possessive and has it cut off: "Bakhmut's east" is Bakhmut,
    while "King's Lynn" is read whole by the first.
    """
    forms: list[str] = []
    for word in words[first : first + _MAX_WORDS]:
        forms.append(word.form)
        if not word.glue:
            break
    for count, word in enumerate(words[first : first + len(forms)], start=1):
        end = possessive_end(text[word.start : word.end])
        if end < word.end - word.start:
            return forms, [*forms[: count - 1], normalise(text[word.start : word.start + end])]
    return forms, forms


def _ends(keys: list[str]) -> dict[int, int]:
    """Map the length of each run of whole words to their number."""
    ends, length = {}, -1
    for count, key in enumerate(keys, start=1):
        length += 1 + len(key)
        ends[length] = count
    return ends
