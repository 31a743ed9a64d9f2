"""
Ukrainian and Russian words by dictionary: every lemma a word may have. Optional.

The dictionaries are pymorphy3's, an extra (`pip install geomap-frontline[cyrillic]`), because their
licences are not everybody's: Russian CC BY-SA 3.0 (OpenCorpora); Ukrainian GPL 3 by its package,
CC BY-NC-SA 4.0 by the VESUM data it was made from. Without them there are no readings, and callers
keep to hand-written endings (`gazetteer.inflect`). The only module that knows pymorphy3.
"""

import os
import re
import unicodedata
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from gazetteer.names import find_words, word_form

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer
    from pymorphy3.analyzer import Parse

LANGUAGES = ("ru", "uk")
SWITCH = "GEOMAP_MORPHOLOGY"
_PACKAGES = ("pymorphy3", *(f"pymorphy3-dicts-{language}" for language in LANGUAGES))
_POS = {
    "NOUN": "NOUN", "NPRO": "PRON", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "PRTF": "ADJ",
    "PRTS": "VERB", "VERB": "VERB", "INFN": "VERB", "GRND": "VERB", "PRED": "ADV", "ADVB": "ADV",
    "NUMR": "NUM", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART", "INTJ": "INTJ",
}  # fmt: skip
_CASES = {
    "nomn": "Nom", "gent": "Gen", "gen1": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc",
    "acc2": "Acc", "ablt": "Ins", "loct": "Loc", "loc1": "Loc", "loc2": "Loc", "voct": "Voc",
}  # fmt: skip
_NAMES = ("Geox", "Orgn", "Patr", "Surn", "Name")
_PERSONS = ("Patr", "Surn", "Name")
_NAMING = ("NOUN", "ADJ")
_GENDERS = {"masc", "femn", "neut"}
_APOSTROPHE = re.compile("[\u2018\u2019\u02b9\u02bc\u2032\u0060\u00b4\uff07]")
_WORD = re.compile(r"[\u0400-\u04ff]+(?:['-][\u0400-\u04ff]+)*")
_STRESS = "\u0301"
_MAX_LETTERS = 40
_MAX_WORDS, _MAX_FORMS = 3, 64


class Reading(NamedTuple):
    """
    One way to understand a word.

    `lemma` is in small letters, with a straight apostrophe. `pos` is a universal tag; a name is a
    NOUN, a full participle an ADJ, whose lemma may be a verb. `case` is Nom, Gen, Dat, Acc, Ins,
    Loc or Voc, `number` sing or plur, None where the word has none. `name` is Geox (a place), Surn,
    Name, Patr, Orgn or None: the Ukrainian dictionary marks no places. `grammemes` are all that the
    dictionary says, OpenCorpora's words (`past`, `pssv`, `Impe`). `known` is whether the word is in
    the dictionary; the lemma of another is guessed by its ending.
    """

    lemma: str
    pos: str
    case: str | None
    number: str | None
    name: str | None
    grammemes: tuple[str, ...]
    known: bool


def available() -> bool:
    """Say whether the extra is installed, and not switched off by GEOMAP_MORPHOLOGY=none."""
    return os.environ.get(SWITCH) != "none" and _installed()


def version() -> str | None:
    """Return the versions of the extra's packages for a manifest; None when it is not used."""
    if not available():
        return None
    from importlib import metadata  # noqa: PLC0415 - slow to load, and rarely asked

    return ", ".join(f"{name} {metadata.version(name)}" for name in _PACKAGES)


def readings(word: str, language: str) -> tuple[Reading, ...]:
    """
    Return all readings of a word, the likeliest first as far as the dictionary knows.

    Parameters
    ----------
    word
        A word as it stands in a text, in any case.
    language
        ISO 639-1 code.

    Returns
    -------
    readings
        None for another language than Ukrainian and Russian, for what is no Cyrillic word, and
        without the extra.
    """
    return _readings(word, language) if language in LANGUAGES and available() else ()


def name_lemmas(word: str) -> tuple[str, ...]:
    """
    Return the lemmas that a word of a place name may have, in normal form, without its own.

    They are those of all its readings as a noun or adjective in another case, in Ukrainian and
    Russian. A word that may be a person's name has none: its place would be a namesake.
    """
    if word.isascii():
        return ()
    found = [reading for language in LANGUAGES for reading in readings(word, language)]
    if any(reading.name in _PERSONS and reading.known for reading in found):
        return ()
    lemmas = (
        word_form(reading.lemma)
        for reading in found
        if reading.pos in _NAMING and reading.case not in {None, "Nom", "Voc"}
    )
    own = word_form(word)
    return tuple(lemma for lemma in dict.fromkeys(lemmas) if lemma != own)


def lemma_forms(name: str) -> list[str]:
    """Return the normal forms that a name may have when its words are replaced by lemmas."""
    words = [match.group() for match in find_words(name)][: _MAX_WORDS + 1]
    if len(words) > _MAX_WORDS:
        return []
    forms = [(word_form(word), *name_lemmas(word)) for word in words]
    return [" ".join(chosen) for chosen in islice(product(*forms), 1, _MAX_FORMS)]


@cache
def _installed() -> bool:
    modules = (name.replace("-", "_") for name in _PACKAGES)
    return all(find_spec(module) is not None for module in modules)


@cache
def _analyzer(language: str) -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - an extra, loaded by the first word

    return MorphAnalyzer(lang=language)


@lru_cache(maxsize=1 << 16)
def _readings(word: str, language: str) -> tuple[Reading, ...]:
    plain = unicodedata.normalize("NFC", _APOSTROPHE.sub("'", word)).replace(_STRESS, "")
    if len(plain) > _MAX_LETTERS or not _WORD.fullmatch(plain):
        return ()
    parses = (_reading(parse) for parse in _analyzer(language).parse(plain))
    return tuple(dict.fromkeys(reading for reading in parses if reading.pos))


def _reading(parse: "Parse") -> Reading:
    grammemes = tuple(re.split("[ ,]", str(parse.tag)))
    given = set(grammemes)
    singular = "sing" in given or (given & _GENDERS and "plur" not in given)
    return Reading(
        lemma=parse.normal_form,
        pos=_POS.get(grammemes[0], ""),
        case=next((_CASES[each] for each in grammemes if each in _CASES), None),
        number="plur" if "plur" in given else "sing" if singular else None,
        name=next((name for name in _NAMES if name in given), None),
        grammemes=grammemes,
        known=parse.is_known,
    )
