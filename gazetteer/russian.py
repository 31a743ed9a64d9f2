"""
Ukrainian place names as Russian texts write them: Олексіївка is Алексеевка, Велика Великая.

Of most villages the sources know the Ukrainian name alone. The table `data/russian.toml` makes the
Russian one of it, often in more than one way; checked against the pairs of names in
`data/theatres/ukraine/settlements.csv`.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product
from pathlib import Path

import msgspec

RUSSIAN_FILE = Path(__file__).parent / "data" / "russian.toml"
_UKRAINIAN = re.compile("[\u0400-\u04ff'\u2019\u02bc -]+")
_NOT_UKRAINIAN = re.compile("[ыэёъ]")
_APOSTROPHE = re.compile("['\u2019\u02bc]")
_LETTERS = str.maketrans("іїєґ", "ииег")
_MOST_WORDS = 3


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[str, tuple[str, ...]]
    stems: dict[str, str]
    endings: dict[str, tuple[str, ...]]


@cache
def _table() -> _Table:
    with RUSSIAN_FILE.open("rb") as file:
        return msgspec.convert(tomllib.load(file), _Table)


def russian_names(name: str) -> Iterator[str]:
    """
    Yield what a Ukrainian name in Cyrillic may be called in Russian, in small letters.

    None for a name in other letters, of more than three words, or that is Russian already.
    """
    lower = name.lower()
    words = re.split("[ -]", lower)
    if len(words) > _MOST_WORDS or not _UKRAINIAN.fullmatch(lower) or _NOT_UKRAINIAN.search(lower):
        return
    for chosen in product(*map(_russian_words, words)):
        if (russian := " ".join(chosen)) != lower:
            yield russian


@lru_cache(maxsize=1 << 14)
def _russian_words(word: str) -> tuple[str, ...]:
    table = _table()
    word = _APOSTROPHE.sub("", word)
    if word in table.words:
        return table.words[word]
    for stem, russian in table.stems.items():
        word = re.sub(stem, russian, word)
    for ending, forms in table.endings.items():
        if found := re.fullmatch(ending, word):
            return tuple(dict.fromkeys(found.expand(form).translate(_LETTERS) for form in forms))
    return (word.translate(_LETTERS),)
