"""Names that differ from a word by a slip of the finger: a walk over the trie, edits in hand."""

from collections.abc import Iterator
from typing import NamedTuple

from gazetteer.tables import NameTable

_LATIN = "abcdefghijklmnopqrstuvwxyz "
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюяєіїґёыэ "
_ONE_EDIT_LETTERS, _TWO_EDITS_LETTERS = 5, 8


class _Step(NamedTuple):
    """A beginning of names, what of the word is still to be read, and the edits made so far."""

    prefix: str
    rest: str
    edits: int


def allowed_edits(word: str) -> int:
    """Say how many edits leave a word recognisable: none below five letters, two from eight."""
    letters = sum(map(str.isalpha, word))
    return (letters >= _ONE_EDIT_LETTERS) + (letters >= _TWO_EDITS_LETTERS)


def similar_keys(table: NameTable, word: str, *, max_edits: int) -> dict[str, int]:
    """
    Return the keys of a table that some edits lead to, each with the fewest edits.

    An edit is a letter left out, put in, changed, or two neighbours swapped (optimal string
    alignment). The first letter is trusted when there is more than one edit, because most slips
    come later and a walk from every letter takes long.
    """
    alphabet = _CYRILLIC if any(char > "\u03ff" for char in word) else _LATIN
    found: dict[str, int] = {}
    seen: set[_Step] = set()
    stack = [_Step("", word, 0)]
    while stack:
        step = stack.pop()
        if step in seen or (step.prefix and not table.begins(step.prefix)):
            continue
        seen.add(step)
        if not step.rest and table.key(step.prefix) is not None:
            found[step.prefix] = min(step.edits, found.get(step.prefix, max_edits))
        stack.extend(_next_steps(step, alphabet, max_edits))
    return found


def _next_steps(step: _Step, alphabet: str, max_edits: int) -> Iterator[_Step]:
    prefix, rest, edits = step
    if rest:
        yield _Step(prefix + rest[0], rest[1:], edits)
    if edits == max_edits or (max_edits > 1 and not prefix):
        return
    for letter in alphabet:
        yield _Step(prefix + letter, rest, edits + 1)
        if rest and letter != rest[0]:
            yield _Step(prefix + letter, rest[1:], edits + 1)
    if rest:
        yield _Step(prefix, rest[1:], edits + 1)
    if len(rest) > 1:
        yield _Step(prefix + rest[1] + rest[0], rest[2:], edits + 1)
