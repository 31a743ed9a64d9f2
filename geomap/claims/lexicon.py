"""The words of saying and the words for speakers, read from `data/LANGUAGE.toml`."""

from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

from geomap.model import SourceKind, Stance
from geomap.tables import convert_table, read_table

Words = frozenset[str]


class Speech(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language says who says what; see the data file."""

    verbs: Mapping[str, Words]
    nouns: Mapping[str, Words]
    kinds: Mapping[SourceKind, Words]
    rebuttal: Mapping[str, Words]
    anonymous: Mapping[str, Words]
    unverified: Mapping[str, Words]
    again: Mapping[str, Words]
    words: Mapping[str, Words] = {}
    dayparts: Mapping[str, Words] = {}
    phrases: Mapping[str, Words] = {}
    outlets: Words = frozenset()

    def listed(self, name: str) -> Words:
        """Return one of the lists of `words`, empty in a language that does without it."""
        return self.words.get(name, frozenset())

    def stance_of(self, lemma: str, *, verb: bool) -> Stance | None:
        """Return what a verb or noun of saying does to what is said, or None for other words."""
        for stance in (Stance.DENY, Stance.CONFIRM, Stance.ALLEGE, Stance.ASSERT):
            if lemma in (self.verbs if verb else self.nouns)[stance]:
                return stance
        return None


@cache
def load_speech(language: str) -> Speech | None:
    """
    Read the words of a language, or return None where there are none yet.

    Raises
    ------
    LexiconError
        A data file does not follow its format.
    """
    names = {"en": "english", "uk": "ukrainian", "ru": "russian"}
    if language not in names:
        return None
    folder = resources.files("geomap.claims") / "data"
    file = folder / f"{names[language]}.toml"
    outlets = read_table(folder / "outlets.toml").get("outlets", [])
    words = read_table(file) | {"outlets": [_bare(name) for name in outlets]}
    return convert_table(words, Speech, name=file)


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def speech_lemmas(language: str) -> tuple[Words, Words]:
    """Return the verbs and the other words of saying, for whoever finds lemmas without a parse."""
    speech = load_speech(language)
    if speech is None:
        return frozenset(), frozenset()
    verbs = frozenset().union(*speech.verbs.values()) | speech.phrases.get("reported", frozenset())
    tables = (speech.nouns, speech.kinds, speech.rebuttal)
    listed = (words for table in tables for words in table.values())
    others = frozenset(word for words in listed for phrase in words for word in phrase.split())
    return verbs, others | speech.phrases.get("according", frozenset())
