"""
Case forms of Ukrainian and Russian place names, and their adjectives.

A text says "у Бахмуті", "под Авдеевкой", "біля Часового Яру"; the index holds these forms beside
the names. They are made from the nominative by a table of endings, `data/declension.toml`: which
form belongs to which place is then certain, as it is not when a form is stemmed.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain, product
from pathlib import Path

import msgspec

from gazetteer.morphology import lemma_forms
from gazetteer.names import find_words, normalise
from gazetteer.russian import russian_names

DECLENSION_FILE = Path(__file__).parent / "data" / "declension.toml"
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_SOFTER = str.maketrans("кгх", "цзс")
_UKRAINIAN, _RUSSIAN = re.compile("[іїєґ]"), re.compile("[ыэёъ]")
_MAX_WORDS = 3
_MIN_LETTERS = 4
_CASES = 5


class _Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declension: the word's `ends`, letters to `cut` (-1: the whole end), endings by case."""

    ends: tuple[str, ...]
    cut: int
    cases: tuple[str, str, str, str, str]
    softened: bool = False
    alone: bool = False


class _Adjective(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    forms: tuple[str, ...]
    stems: dict[str, tuple[str, ...]]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"classes": "class"}):
    prepositions: tuple[str, ...]
    classes: tuple[_Class, ...]
    adjective: _Adjective


@cache
def _table() -> _Table:
    with DECLENSION_FILE.open("rb") as file:
        return msgspec.convert(tomllib.load(file), _Table)


def case_forms(name: str) -> set[str]:
    """
    Return the normal forms of a Cyrillic name in its other cases, without the name's own.

    The words of a name agree: "Нової Каховки", "Новій Каховці". A word that no class declines
    stays as it is, as do all after a preposition (Ростов-на-Дону). Names in other scripts and of
    more than three words have none.
    """
    words = _words(name)
    if not 0 < len(words) <= _MAX_WORDS:
        return set()
    stop = next((at for at, word in enumerate(words) if word in _table().prepositions), len(words))
    rest = [((word,),) * _CASES for word in words[stop:]]
    by_word = [*map(_declined, words[:stop]), *rest]
    forms = {
        normalise(" ".join(chosen))
        for case in range(_CASES)
        for chosen in product(*(forms[case] for forms in by_word))
        if _is_one_language("".join(chosen))
    }
    own = normalise(name)
    return {form for form in forms if form != own and len(form) >= _MIN_LETTERS}


def names_meant(text: str, names: Iterable[str]) -> list[str]:
    """
    Return those of some names that a text is: in their normal form, or in another case.

    Case forms are those of the table, and by their lemmas those of a dictionary where there is one.
    """
    form = normalise(text)
    forms = {form, *lemma_forms(text)}
    return [n for n in names if not forms.isdisjoint(_spellings(n)) or form in _forms_of(n)]


@lru_cache(maxsize=1 << 12)
def _spellings(name: str) -> frozenset[str]:
    return frozenset((normalise(name), *map(normalise, russian_names(name))))


@lru_cache(maxsize=1 << 12)
def _forms_of(name: str) -> frozenset[str]:
    return frozenset(chain(case_forms(name), *map(case_forms, russian_names(name))))


def _words(name: str) -> list[str]:
    lower = name.lower()
    return [match.group() for match in find_words(lower)] if _CYRILLIC.search(lower) else []


@lru_cache(maxsize=1 << 16)
def _declined(word: str) -> tuple[tuple[str, ...], ...]:
    """Return the forms of a word by case."""
    cases: list[dict[str, None]] = [{} for _ in range(_CASES)]
    for each in _classes_of(word):
        end = next(end for end in each.ends if word.endswith(end))
        stem = word[: len(word) - (len(end) if each.cut < 0 else each.cut)]
        for forms, endings in zip(cases, each.cases, strict=True):
            forms.update(dict.fromkeys(_form(word, stem, e, each) for e in endings.split()))
    return tuple(tuple(forms) or (word,) for forms in cases)


def _classes_of(word: str) -> Iterator[_Class]:
    """Yield the classes of a word, the narrow ones first."""
    for each in _table().classes:
        if word.endswith(each.ends):
            yield each
            if each.alone:
                return


def _form(word: str, stem: str, ending: str, declension: _Class) -> str:
    if ending == "=":
        return word
    if declension.softened and ending == "і":
        return stem[:-1] + stem[-1:].translate(_SOFTER) + ending
    return stem + ending.replace("-", "")


def _is_one_language(form: str) -> bool:
    """Leave out a Ukrainian name with a Russian ending, and the other way round."""
    return not (_UKRAINIAN.search(form) and _RUSSIAN.search(form))


def adjective_forms(name: str) -> set[str]:
    """Return the adjectives of a Cyrillic name of one word, in all their forms: бахмутському."""
    words = _words(name)
    if len(words) != 1 or len(words[0]) < _MIN_LETTERS:
        return set()
    adjective, word = _table().adjective, words[0]
    end = max(filter(word.endswith, adjective.stems), key=len)
    stem = word.removesuffix(end)
    return {
        normalise(stem + middle + form)
        for middle in adjective.stems[end]
        for form in adjective.forms
        if _is_one_language(stem + middle + form)
    }
