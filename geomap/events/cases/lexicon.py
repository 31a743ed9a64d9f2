"""Trigger words of Ukrainian and Russian, read from `events/data/LANGUAGE/*.toml`."""

import re
from collections.abc import Mapping
from functools import cache, cached_property

import msgspec

from geomap.events.families import STRIKES
from geomap.events.lexicon import Rule, read_tables
from geomap.model import EventType
from geomap.tables import convert_table

Words = frozenset[str]
_INFINITIVE = re.compile("(?:[аеиіоуыя]ти|[гйктсз]ти|[аеиоуыя]ть|пасть|чь)(?:ся|сь)?$")
_NOUNS = ("ость", "ість", "память", "пам'ять", "сеть", "мать", "дев'ять", "девять", "ночь")
FOLDERS = {"uk": "ukrainian", "ru": "russian"}
CASE_LANGUAGES = frozenset(FOLDERS)


class CaseModality(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas that say that something has not happened, or not for sure."""

    planned: Words
    hypothetical: Words
    undone: Words
    averted: Words
    hedges: Words
    false: Words
    unreal: Words
    past: Words
    remembered: Words
    elsewhere: Words
    drills: Words
    accidents: Words
    misfortunes: Words
    memorials: Words
    opened: Words
    rebuilt: Words
    sentencing: Words
    conditions: Words
    none: Words
    nothing: Words
    not_any: Words
    ironic: Words
    asking: Words
    corrects: Words
    nearly: Words
    proof: Words
    purpose: Words
    spent: Words
    since: Words
    negations: Words
    only: Words
    soon: Words
    will: Words
    light: Words


class Calendar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Lemmas of months and weekdays in their order, and words for days near by."""

    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    today: Words
    dayparts: Words
    night: Words
    towards: Words
    yesterday: Words
    earlier: Words
    year: Words
    last_year: Words
    seasons: Mapping[str, int]
    during: Words
    within: Words
    week: Words
    this: Words
    last: Words
    beginning: Words
    ago: Words
    day_before: Words
    born: Words
    during_days: Mapping[str, int]
    spans: Mapping[str, int]


class CaseLexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """
    All that the engine knows of a language.

    `opponent` and `own` are by theatre whom "the enemy" and "ours" mean.
    """

    rule: tuple[Rule, ...]
    classes: Mapping[str, Words]
    weapons: Mapping[EventType, Words]
    targets: Mapping[str, Words]
    modality: CaseModality
    counting: Mapping[str, Words]
    numbers: Mapping[str, int]
    approximate: Mapping[str, Words]
    same: Mapping[str, str]
    calendar: Calendar
    opponent: Mapping[str, str] = {}
    own: Mapping[str, str] = {}

    def rules(self, lemma: str, *, verb: bool) -> list[Rule]:
        """Return the rules that a verb or noun may trigger, in the order of the file."""
        return (self._verbs if verb else self._nouns).get(lemma, [])

    @cached_property
    def _verbs(self) -> dict[str, list[Rule]]:
        return _by_lemma(self.rule, "verbs")

    @cached_property
    def _nouns(self) -> dict[str, list[Rule]]:
        return _by_lemma(self.rule, "nouns")

    @cached_property
    def warlike(self) -> Words:
        """Words for weapons and strikes: a text without any may tell of peace."""
        struck = [rule for rule in self.rule if rule.type in STRIKES]
        told = [words for rule in struck for words in (rule.verbs, rule.nouns)]
        return frozenset().union(*self.weapons.values(), *told)

    @cached_property
    def verbs(self) -> Words:
        """All lemmas of verbs, for whoever finds lemmas without a dictionary."""
        return frozenset(word for word in self._every if is_verb(word)) - set(self.numbers)

    @cached_property
    def others(self) -> Words:
        """All other lemmas."""
        return self._every - self.verbs

    @cached_property
    def _every(self) -> Words:
        tables = (self.classes, self.weapons, self.targets, self.counting)
        listed = [_each_word(words) for table in tables for words in table.values()]
        fields = self.modality.__struct_fields__
        listed += [_each_word(getattr(self.modality, name)) for name in fields]
        listed += [w for r in self.rule for t in (r.require, r.refuse) for w in t.values()]
        listed += [frozenset(getattr(self.calendar, f)) for f in self.calendar.__struct_fields__]
        names = [*self._verbs, *self._nouns, *self.numbers]
        every = frozenset().union(*listed) | frozenset(names)
        return frozenset(word for word in every if word[0] > "z")


def _each_word(phrases: Words) -> Words:
    return frozenset(word for phrase in phrases for word in phrase.split())


def is_verb(lemma: str) -> bool:
    """Say whether a lemma is an infinitive, by its look."""
    return bool(_INFINITIVE.search(lemma)) and not lemma.endswith(_NOUNS)


def _by_lemma(rules: tuple[Rule, ...], part: str) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        for lemma in sorted(getattr(rule, part)):
            found.setdefault(lemma, []).append(rule)
    return found


@cache
def load_case_lexicon(language: str) -> CaseLexicon | None:
    """
    Read the lexicon of Ukrainian ("uk") or Russian ("ru"); None for any other language.

    Raises
    ------
    LexiconError
        The data files do not follow their format.
    """
    if language not in FOLDERS:
        return None
    folder = FOLDERS[language]
    return convert_table(read_tables(folder), CaseLexicon, name=f"events/data/{folder}")
