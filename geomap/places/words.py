"""The word lists of `data/english.toml`, read once."""

import tomllib
from functools import cache
from importlib import resources

import msgspec

Words = frozenset[str]


class Nouns(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nouns by what they make of the name beside them."""

    settlement: Words
    admin: Words
    district: Words
    commune: Words
    state: Words
    area: Words
    axis: Words
    part: Words
    feature: Words
    unnamed: Words
    title: Words
    political: Words
    organisation: Words
    street: Words
    person: Words
    bearing: Words
    border: Words
    formation: Words
    vessel: Words
    venue: Words
    water: Words
    works: Words
    unit: Words
    speech_event: Words
    witness: Words
    leaving: Words
    background: Words
    attack: Words


class Verbs(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lemmas of verbs by what they make of their subject, object or place."""

    speech: Words
    will: Words
    undergo: Words
    political_object: Words
    motion: Words
    living: Words
    sinking: Words
    striking: Words
    harming: Words


class Prepositions(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Prepositions by relation."""

    inside: Words
    across: Words
    near: Words
    origin: Words = msgspec.field(name="from")
    toward: Words
    to: Words
    against: Words
    about: Words = msgspec.field(name="for")
    between: Words


class Others(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything else: modifiers, suffixes, names that are not places."""

    links: Words
    linking: Words
    articles: Words
    modifiers: Words
    gates: Words
    approx: Words
    numbers: tuple[str, ...]
    joining: Words
    name_articles: Words
    generic: Words
    urban: Words
    adjective_endings: tuple[str, ...]
    agent_suffix: Words
    home_suffix: Words
    anaphors: Words
    homestead: Words
    mayors: Words
    honorifics: Words
    first_names: Words
    seats: Words
    calendar: Words
    ordinary: Words
    alike: Words


class Radii(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far from the named place an event may lie, in metres."""

    near_city: float
    near_town: float
    near_village: float
    district: float
    commune: float
    feature: float
    works: float
    offset: float
    corridor: float


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All word lists of a language."""

    nouns: Nouns
    verbs: Verbs
    prepositions: Prepositions
    words: Others
    radii_m: Radii


@cache
def english() -> Lexicon:
    """Return the English word lists."""
    file = resources.files("geomap.places") / "data" / "english.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Lexicon)
