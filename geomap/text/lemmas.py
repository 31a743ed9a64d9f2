"""
Ukrainian and Russian sentences to lemmas, parts of speech and cases: `Tokens` without heads.

With the dictionaries of the extra `cyrillic` every word has its readings; without them the words of
our own lexicons are known by the endings in `data/`, and of others only what their look tells.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

import msgspec

from gazetteer.morphology import Reading, available, readings
from geomap.model import Sentence, Tokens

NAMES = {"uk": "ukrainian", "ru": "russian"}
_TOKEN = re.compile(
    r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![.,:]?\d|[^\W_])"
    r"|\d+(?:[.,:]\d+)*(?:-[а-яіїє]{1,3})?(?![^\W_])"
    r"|[^\W_](?:[^\W_]|\u0301)*(?:['’ʼ`´.-](?=[^\W_])(?:[^\W_]|\u0301)+)*"
    r"|\|\||[^\w\s]|_"
)
_PLAIN = str.maketrans({"ё": "е", "’": "'", "ʼ": "'", "`": "'", "´": "'", "\u0301": None})
# Latin letters that stand in a Cyrillic word for those that look like them
_ALIKE = str.maketrans("acehikmopxyABCEHIKMOPTXY", "асенікморхуАВСЕНІКМОРТХУ")
_MIXED = re.compile("(?=.*[\u0400-\u04ff]{2})(?=[^A-Za-z]*[A-Za-z])[^-]+")
_VERBAL = {
    "past": "past", "pres": "pres", "futr": "fut", "infn": "inf", "INFN": "inf", "Impe": "impers",
    "PRTS": "pass", "impr": "imper", "GRND": "ger",
}  # fmt: skip
_REFLEXIVE = ("ся", "сь", "ться")
_ACRONYM = 5  # letters up to which a word in capitals is taken for initials
_CASED = frozenset({"NOUN", "ADJ", "NUM", "PRON"})
_LOOKS = (
    ("VERB", "past.plur", re.compile(r"(?:[аяиіїуюеєоы]ли|лися|лись)$")),
    ("VERB", "past.sing", re.compile(r"(?:[аяиіїуюеєо](?:ло|ла)|(?:ла|ло)с[яь]|вся)$")),
    ("VERB", "pres.plur", re.compile(r"(?:[уюая]ть(?:ся)?|[уюая]тс?ься|[уюая]т)$")),
    ("VERB", "inf", re.compile(r"(?:[аяиіую]ти(?:ся)?|[аяиеуыо]ть(?:ся)?)$")),
    ("ADJ", "", re.compile(r"(?:ий|ого|ому|ими|их|ій|ої|ый|ой|ая|ое|ую|ые|ых|ыми|ым|ском|ської)$")),
)


class Vocabulary(NamedTuple):
    """Lemmas that the stages know: those of verbs, of proper names, and all others."""

    verbs: frozenset[str]
    others: frozenset[str]
    names: frozenset[str] = frozenset()


class _Word(NamedTuple):
    lemma: str
    pos: str
    features: str


class _Class(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A declension or conjugation: what a lemma `ends` in, letters to `cut`, ending:features."""

    ends: tuple[str, ...]
    cut: int
    forms: str


class _Language(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    closed: Mapping[str, frozenset[str]]
    sure: Mapping[str, str]
    cases: Mapping[str, str]
    stems: Mapping[str, str]
    forms: Mapping[str, str]
    noun: tuple[_Class, ...]
    adjective: tuple[_Class, ...]
    verb: tuple[_Class, ...]
    numerals: Mapping[str, str]
    alternations: Mapping[str, str]


def plain(word: str) -> str:
    """Return a word in small letters, with a straight apostrophe and without the dots of ё."""
    return word.lower().translate(_PLAIN)


def lemmatise_sentences(
    sentences: Iterable[Sentence], text: str, *, language: str, vocabulary: Vocabulary
) -> list[Sentence]:
    """
    Fill in lemmas, parts of speech and cases.

    Parameters
    ----------
    sentences
        Sentences of the text, in any order.
    text
        The clean text in which their spans count.
    language
        "uk" or "ru".
    vocabulary
        Lemmas that later stages look for: a word that may be one of them is taken for it.

    Returns
    -------
    sentences
        The same sentences with `tokens` that have no heads. `tags` hold all that a form may be:
        "Acc.plur Nom.plur" for a noun, "past.plur" for a verb, "pssv" beside the cases of a
        passive participle; an empty tag means that nothing is known. A word in capitals that is
        none of the vocabulary's common words is a PROPN.
    """
    return [
        msgspec.structs.replace(sentence, tokens=_tokens(sentence, text, language, vocabulary))
        for sentence in sentences
    ]


def _tokens(sentence: Sentence, text: str, language: str, vocabulary: Vocabulary) -> Tokens:
    found = list(_TOKEN.finditer(text, sentence.start, sentence.end))
    words = tuple(match.group() for match in found)
    shouted = sum(map(str.isupper, words)) > len(words) / 2
    said = [word.lower() for word in words] if shouted else list(words)
    said = [word.translate(_ALIKE) if _MIXED.fullmatch(word) else word for word in said]
    known = [
        _named(word, _word(small, language, vocabulary), vocabulary)
        for word, small in zip(words, said, strict=True)
    ]
    return Tokens(
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
        words=words,
        lemmas=tuple(word.lemma for word in known),
        pos=tuple(word.pos for word in known),
        tags=tuple(word.features for word in known),
        deps=(),
        heads=(),
    )


def _named(word: str, known: _Word, vocabulary: Vocabulary) -> _Word:
    """Take a noun in capitals for a proper name, unless it is a common word that somebody knows."""
    common = known.lemma in vocabulary.others and known.lemma not in vocabulary.names
    nominal = known.pos in {"NOUN", "X"} and word[0].isupper() and not common
    return known._replace(pos="PROPN") if nominal else known


def _word(word: str, language: str, vocabulary: Vocabulary) -> _Word:
    if not any(map(str.isalnum, word)):
        return _Word(word, "PUNCT", "")
    if word[0].isdigit():
        ordinal = "ADJ" if "-" in word and word[-1].isalpha() else "X"  # "3-ї"
        return _Word(word.lower(), "NUM" if word[-1].isdigit() else ordinal, "")
    small = plain(word)
    listed = _listed(small, language)
    if listed is not None:
        return listed
    if _is_acronym(word):
        return _Word(small, "NOUN", "")
    if available():
        return _as_genitive(word, _from_dictionary(word, language, vocabulary))
    return _from_endings(small, language, vocabulary, named=word[0].isupper())


def _is_acronym(word: str) -> bool:
    """Find "РСЗВ" and "БпЛА"."""
    ends = word[0].isupper() and word[-1].isupper() and word.isalpha()
    return ends and 1 < len(word) <= _ACRONYM


def _as_genitive(word: str, known: _Word) -> _Word:
    """Let "КАБу" be a genitive too, which the dictionary has as "каба"."""
    declined = word[:2].isupper() and word.endswith("у") and "sing" in known.features
    return known._replace(features=f"{known.features} Gen.sing") if declined else known


def _listed(small: str, language: str) -> _Word | None:
    """Look up a word of one function, or one that is nearly always the same."""
    words = load_words(language)
    for pos, closed in words.closed.items():
        if small in closed:
            return _Word(small, pos, words.cases.get(small, ""))
    return _Word(*words.sure[small].split()) if small in words.sure else None


def _from_dictionary(word: str, language: str, vocabulary: Vocabulary) -> _Word:
    """Choose the reading whose lemma somebody looks for, else the likeliest."""
    found = sorted(readings(word, language), key=_is_unlikely)
    lemmas = _every_lemma(vocabulary)
    if not found:
        return _from_last_part(word, language, vocabulary)
    best = next((r for r in found if plain(r.lemma) in lemmas), None)
    if best is None and "-" in word:
        return _from_parts(word, found[0], language, vocabulary)
    best = best or found[0]
    known = plain(best.lemma) in lemmas
    alike = [r for r in found if r.pos == best.pos and (r.lemma == best.lemma or not known)]
    return _Word(plain(best.lemma), best.pos, _features(alike))


@cache
def _every_lemma(vocabulary: Vocabulary) -> frozenset[str]:
    return vocabulary.verbs | vocabulary.others | vocabulary.names


def _from_parts(word: str, whole: Reading, language: str, vocabulary: Vocabulary) -> _Word:
    """Take "дрон-камікадзе" for a дрон and "ракетно-бомбовий" for what ends it."""
    parts = [_word(part, language, vocabulary) for part in word.split("-") if part]
    known = [p for p in parts if p.lemma in vocabulary.others and p.pos in {"NOUN", "ADJ"}]
    if known and whole.pos in {"NOUN", "ADJ"}:
        return known[0]
    if parts[0].pos == "NOUN" and whole.pos not in _CASED:  # "Точками-У" is no preposition
        first = word.partition("-")[0]
        return parts[0]._replace(lemma=parts[0].lemma + plain(word.removeprefix(first)))
    return _Word(plain(whole.lemma), whole.pos, _features([whole]))


def _is_unlikely(reading: Reading) -> bool:
    """Put orders and active participles last: "бомби" are bombs, "погибших" the dead."""
    return "impr" in reading.grammemes or {"PRTF", "actv"} <= set(reading.grammemes)


def _from_last_part(word: str, language: str, vocabulary: Vocabulary) -> _Word:
    """Take "FPV-дроном" for a дрон, and any other word that no dictionary has as it is."""
    first, _, last = word.rpartition("-")
    if (
        last.isdigit()
        and plain(first) in vocabulary.others
        and plain(word) not in vocabulary.others
    ):
        return _Word(plain(first), "NOUN", "")
    known = _word(last, language, vocabulary) if first and last else None
    if known is None or known.pos not in {"NOUN", "ADJ"}:
        return _Word(plain(word), "X", "")
    return known


def _features(alike: Sequence[Reading]) -> str:
    """Return all cases, or all verb forms, that some readings of one lemma have."""
    found = {f for reading in alike for f in _features_of(reading)}
    return " ".join(sorted(found))


def _features_of(reading: Reading) -> Iterator[str]:
    if reading.pos in _CASED and (reading.case or reading.pos == "NOUN"):
        yield f"{reading.case or 'Nom'}.{reading.number or 'sing'}"
        if "pssv" in reading.grammemes:
            yield "pssv"
    for grammeme in reading.grammemes if reading.pos == "VERB" else ():
        if grammeme in _VERBAL:
            form = _VERBAL[grammeme]
            yield form if form in {"inf", "impers", "ger"} else f"{form}.{reading.number or ''}"


def _from_endings(small: str, language: str, vocabulary: Vocabulary, *, named: bool) -> _Word:
    """Look a word up by its form; a name in capitals has no look of its own."""
    numerals = load_words(language).numerals
    if small in numerals:
        return _Word(numerals[small], "NUM", "")
    table = _all_forms(language, vocabulary)
    for part in chain([small], small.split("-") if "-" in small else []):
        if part in table:
            return table[part]
    for pos, features, look in () if named else _LOOKS:
        if len(small) > 4 and look.search(small):
            return _Word(small, pos, features)
    return _Word(small, "X", "")


@cache
def load_words(language: str) -> _Language:
    """Read the closed words and endings of a language."""
    file = resources.files("geomap.text") / "data" / f"{NAMES[language]}.toml"
    return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), _Language)


@cache
def _all_forms(language: str, vocabulary: Vocabulary) -> dict[str, _Word]:
    """Return the words of a vocabulary by each of their forms."""
    data = load_words(language)
    found: dict[str, _Word] = {}
    for lemma in sorted(vocabulary.others | vocabulary.names):
        adjective = _is_adjective(lemma, data)
        classes, pos = (data.adjective, "ADJ") if adjective else (data.noun, "NOUN")
        _add_forms(found, lemma, pos, classes, data)
    for lemma in sorted(vocabulary.verbs):
        _add_forms(found, lemma, "VERB", data.verb, data)
    return found


def _is_adjective(lemma: str, data: _Language) -> bool:
    ends = tuple(end for each in data.adjective for end in each.ends)
    return lemma.endswith(ends) and len(lemma) > 4 and lemma not in {*data.stems, *data.forms}


def _add_forms(
    found: dict[str, _Word], lemma: str, pos: str, classes: Sequence[_Class], data: _Language
) -> None:
    for form, features in _forms(lemma, classes, data):
        known = found.get(form, _Word(lemma, pos, ""))
        if known.lemma == lemma:
            every = {*known.features.split(), *features.split()}
            found[form] = _Word(lemma, pos, " ".join(sorted(every)))


def _forms(lemma: str, classes: Sequence[_Class], data: _Language) -> Iterator[tuple[str, str]]:
    """Yield the forms of a lemma with their features."""
    plural = lemma.endswith(("и", "ы", "і"))
    own = "Acc.plur Nom.plur" if plural else "Nom.sing"
    yield lemma, "inf" if classes is data.verb else own
    for form, _, features in (one.partition(":") for one in data.forms.get(lemma, "").split()):
        yield form, features.replace("+", " ")
    reflexive = next((s for s in ("ся", "сь") if lemma.endswith(s)), "")
    base = lemma.removesuffix(reflexive) if classes is data.verb else lemma
    for each in classes:
        if base.endswith(each.ends):
            stem = data.stems.get(lemma, base[: len(base) - each.cut])
            softened = _soften(stem, data.alternations)
            for ending, _, features in (item.partition(":") for item in each.forms.split()):
                for suffix in _REFLEXIVE if reflexive and classes is data.verb else ("",):
                    yield stem + ending + suffix, features.replace("+", " ")
                    if softened and ending.startswith("ен"):
                        yield softened + ending + suffix, features.replace("+", " ")
            return


def _soften(stem: str, alternations: Mapping[str, str]) -> str:
    """Return a stem as it stands before -ен: пошкод - пошкодж."""
    end = next((end for end in alternations if stem.endswith(end)), None)
    return "" if end is None else stem.removesuffix(end) + alternations[end]
