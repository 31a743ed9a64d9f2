"""The Ukrainian and Russian lexicons hold together."""

import pytest

from geomap.events import CASE_LANGUAGES, load_case_lexicon
from geomap.events.cases.rules import DECIDED, NEEDED
from geomap.events.lexicon import load_lexicon
from geomap.model import EventType

LEXICONS = {language: load_case_lexicon(language) for language in sorted(CASE_LANGUAGES)}
RELATIONS = {"described", "instrument", "subject", "object", "of", "place", "verb", "self", "owner"}


@pytest.fixture(params=sorted(CASE_LANGUAGES))
def lexicon(request):
    return LEXICONS[request.param]


def test_all_types_can_be_told(lexicon):
    """
    Every type but those that only a weapon makes has a rule.
    """
    by_weapon = set(lexicon.weapons)
    told = {rule.type for rule in lexicon.rule} | by_weapon

    assert told == set(EventType)


def test_names_of_classes_are_known(lexicon):
    """
    What a rule allows is a class, a kind of target, or decided by the engine.
    """
    known = {*lexicon.classes, *lexicon.targets, *DECIDED}
    asked = {name for rule in lexicon.rule for names in rule.allow.values() for name in names}

    assert asked <= known


def test_needs_are_known(lexicon):
    """
    What a rule needs is a relation, a preposition or decided by the engine.
    """
    needed = {name for rule in lexicon.rule for options in rule.need for name in options}
    prepositions = {name for name in needed if name[0] > "z"}

    assert needed - prepositions <= RELATIONS | set(NEEDED)


def test_words_are_written_as_lemmas_are(lexicon):
    """
    Small letters, no ё, no curly apostrophe: otherwise no text would ever match.
    """
    words = lexicon.verbs | lexicon.others

    assert not [word for word in words if word != word.lower() or set(word) & set("ё’ʼ")]


def test_languages_have_the_same_kinds_of_weapons_and_targets():
    """
    A map does not change its legend with the language, English included.
    """
    english = load_lexicon("en")
    uk, ru = LEXICONS["uk"], LEXICONS["ru"]

    assert set(uk.weapons) == set(ru.weapons) <= set(english.weapons.values())
    assert set(uk.targets) == set(ru.targets) <= {*english.targets, "aid"}
