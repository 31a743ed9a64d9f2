"""Trigger words and their argument checks, read from `data/LANGUAGE/*.toml`."""

from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any

import msgspec

from geomap.errors import LexiconError
from geomap.events.own import OwnRules, add_own_rules, check_classes
from geomap.model import EventType
from geomap.tables import convert_table, read_table

Words = frozenset[str]
# what a rule may ask for that no list of words decides
DECIDED = frozenset(
    {
        "place",
        "state",
        "side",
        "weapon",
        "number",
        "counted",
        "pronoun",
        "person",
        "name",
        "village",
    }
)
_FOLDERS = {"en": "english"}


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to word one type of event; the fields are explained in `data/README.md`."""

    name: str
    type: EventType
    confidence: float = 0.6
    verbs: Words = frozenset()
    nouns: Words = frozenset()
    mode: str | None = None
    ongoing: bool = False
    negated: bool = False
    require: Mapping[str, Words] = {}
    allow: Mapping[str, Words] = {}
    need: tuple[Words, ...] = ()
    refuse: Mapping[str, Words] = {}
    actor: str | None = None
    affected: str | None = None
    weapon: tuple[str, ...] = ()
    target: str | None = None
    counts: Mapping[str, str] = {}


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A noun with certain words in its phrase, and none of others."""

    heads: Words
    words: Words
    never: Words


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that say that something has not happened, or not for sure."""

    planned: Words
    hypothetical: Words
    modals: Words
    future: Words
    averted: Words
    honouring: Words
    habitual: Words
    harmless: Words
    turning: Words
    turned: Words
    hedges: Words
    undone: Words
    false: Words
    falsely: Words
    past: Words
    remembered: Words
    remembering: Words
    missing: Words
    conditions: Words
    scale: Words
    warning: Words
    staged: Words = frozenset()
    prepared: Words = frozenset()
    permitted: Words = frozenset()
    afterwards: Words = frozenset()
    occasions: Words = frozenset()
    lies: Words = frozenset()
    beginning: Words = frozenset()
    coming: Words = frozenset()
    true: Words = frozenset()
    attempts: Words = frozenset()
    punishing: Words = frozenset()
    arresting: Words = frozenset()
    causing: Words = frozenset()
    ages: Words = frozenset()
    depicting: Words = frozenset()
    remote: Words = frozenset()
    pictures: Words = frozenset()
    really: Words = frozenset()
    nobody: Words = frozenset()
    doubting: Words = frozenset()
    ceasing: Words = frozenset()
    provisos: Words = frozenset()
    resembling: Words = frozenset()
    gathering: Words = frozenset()
    supposing: Words = frozenset()
    granted: Words = frozenset()
    unwilling: Words = frozenset()
    customary: Words = frozenset()
    ranking: Words = frozenset()
    each: Words = frozenset()


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """
    Words for numbers.

    `units` are added, `scales` multiply what stands before them; `plurals` say no more than a
    least number ("dozens"), `fractions` are words before a scale that take a part of it. The other
    lists open or close an end of the range.
    """

    units: Mapping[str, int]
    scales: Mapping[str, int]
    plurals: Mapping[str, int]
    at_least: Words
    at_most: Words
    none: Words
    one: Words
    fractions: Mapping[str, float] = {}


class _File(msgspec.Struct, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]
    classes: dict[str, Words]
    phrases: dict[str, Phrase]
    weapons: dict[EventType, Words]
    targets: dict[str, Words]
    numbers: Numbers
    modality: Modality


class Lexicon:
    """The rules of a language, found by the lemma of a trigger."""

    def __init__(self, file: _File) -> None:
        """Index the rules by part of speech and lemma."""
        self.classes = file.classes
        self.phrases = file.phrases
        self.modality = file.modality
        self.weapons = {word: kind for kind, words in file.weapons.items() for word in words}
        self.targets = file.targets
        self.numbers = file.numbers
        self.quantities = file.classes["quantity"]
        self._verbs: dict[str, list[Rule]] = {}
        self._nouns: dict[str, list[Rule]] = {}
        self.all_rules = sorted(file.rule, key=_demands, reverse=True)
        for rule in self.all_rules:
            for verb in sorted(rule.verbs):
                self._verbs.setdefault(verb, []).append(rule)
            for noun in sorted(rule.nouns):
                self._nouns.setdefault(noun, []).append(rule)

    def rules(self, lemma: str, *, verb: bool) -> list[Rule]:
        """Return the rules that a verb or a noun may trigger, those that ask for most first."""
        return (self._verbs if verb else self._nouns).get(lemma, [])


def _demands(rule: Rule) -> int:
    """Return how much a rule asks for: lemmas, and members of certain classes."""
    return len(rule.require) + sum(all("=" in one for one in options) for options in rule.need)


@cache
def load_lexicon(language: str, own: OwnRules | None = None) -> Lexicon | None:
    """
    Read the lexicon of a language, or return None where there is none yet.

    Parameters
    ----------
    own
        A user's rules, which are tried before ours; they are for English only.

    Raises
    ------
    LexiconError
        The data files, or the user's, do not follow their format.
    """
    if language not in _FOLDERS:
        return None
    folder = _FOLDERS[language]
    tables = read_tables(folder)
    if own is None:
        return Lexicon(convert_table(tables, _File, name=f"events/data/{folder}"))
    return Lexicon(_with_own(tables, own))


def _with_own(tables: dict[str, Any], own: OwnRules) -> _File:
    """Return the tables of a language and of a user as one, checked."""
    joined = add_own_rules(tables, own)
    try:
        file = msgspec.convert(joined, _File)
    except msgspec.ValidationError as error:
        raise own.fault(str(error)) from error
    mine = joined["rule"][: len(joined["rule"]) - len(tables["rule"])]
    check_classes(mine, DECIDED | {*file.classes, *file.phrases}, own)
    return file


def read_tables(name: str) -> dict[str, Any]:
    """
    Return the tables of all files of a language's folder, as one.

    Raises
    ------
    LexiconError
        A file is no TOML, or a table stands in two of them.
    """
    folder = resources.files("geomap.events") / "data" / name
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return _together(map(read_table, files))


def _together(tables: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Join the tables of several files; only the rules may stand in more than one."""
    joined: dict[str, Any] = {"rule": []}
    for table in tables:
        joined["rule"] += table.pop("rule", [])
        if twice := sorted(set(joined) & set(table)):
            message = f"'{twice[0]}' stands in two files"
            raise LexiconError(message)
        joined |= table
    return joined
