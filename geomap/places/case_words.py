"""The word lists of `data/ukrainian.toml` and `data/russian.toml`, read once."""

import tomllib
from functools import cache
from importlib import resources

import msgspec

Words = frozenset[str]
_FILES = {"uk": "ukrainian", "ru": "russian"}
CASE_LANGUAGES = frozenset(_FILES)


class Nouns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lemmas of nouns by what they make of the name beside them."""

    settlement: Words
    admin: Words
    area: Words
    part: Words
    feature: Words
    axis: Words
    bearing: Words
    approach: Words
    title: Words
    organisation: Words
    street: Words
    water: Words
    attack: Words
    unit: Words
    half: Words

    @property
    def fought(self) -> Words:
        """Lemmas before a genitive that is where it happens: "штурм X", "на околиці X"."""
        return self.attack | self.area | self.part


class Verbs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lemmas of verbs by what they make of their subject or place."""

    speech: Words
    undergo: Words
    living: Words
    attack: Words


class Prepositions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Prepositions by relation, and the nouns of "in the direction of"."""

    inside: Words = msgspec.field(name="in")
    near: Words
    origin: Words = msgspec.field(name="from")
    to: Words
    between: Words
    across: Words
    about: Words
    toward: Words


class Others(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names that stand for governments, first names, and names that are no places."""

    seats: Words
    rivers: Words
    first_names: Words
    ordinary: Words
    phrases: Words
    quarters: Words
    anaphors: Words
    there: Words
    named_after: Words
    mayors: Words
    sources: Words


class CaseWords(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All word lists of a language with cases."""

    nouns: Nouns
    verbs: Verbs
    prepositions: Prepositions
    words: Others

    @property
    def calling(self) -> Words:
        """Lemmas before a name that say place: "порт X", "атакували X"."""
        return self.nouns.settlement | self.nouns.feature | self.verbs.attack

    @property
    def lemmas(self) -> Words:
        """All nouns, verbs and others, for whoever finds lemmas without a dictionary."""
        groups = (self.nouns, self.words)
        stems = {"phrases", "quarters"}
        names = ((g, name) for g in groups for name in g.__struct_fields__ if name not in stems)
        words = (getattr(group, name) for group, name in names)
        return frozenset().union(*words)

    @property
    def verb_lemmas(self) -> Words:
        """All verbs."""
        return self.verbs.speech | self.verbs.undergo | self.verbs.living | self.verbs.attack


@cache
def case_words(language: str) -> CaseWords:
    """Return the word lists of Ukrainian ("uk") or Russian ("ru")."""
    file = resources.files("geomap.places") / "data" / f"{_FILES[language]}.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), CaseWords)
