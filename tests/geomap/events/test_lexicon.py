"""The English lexicon says nothing that the engine does not know."""

import pytest

from geomap.events.lexicon import DECIDED, load_lexicon
from geomap.model import EventType

LEXICON = load_lexicon("en")


def _named(rule) -> set[str]:
    needed = {one.partition("=")[2] for options in rule.need for one in options if "=" in one}
    return needed | {name for names in rule.allow.values() for name in names}


@pytest.mark.parametrize("rule", LEXICON.all_rules, ids=lambda rule: rule.name)
def test_a_rule_names_known_classes_only(rule):
    """
    A misspelt class would refuse everything and be noticed by nobody.
    """
    assert _named(rule) <= DECIDED | set(LEXICON.classes) | set(LEXICON.phrases)
    assert rule.verbs | rule.nouns


def test_every_type_has_a_rule():
    """
    All eighteen types can be told, each by a rule with a name of its own.
    """
    rules = LEXICON.all_rules
    weapons = set(LEXICON.weapons.values())

    assert {rule.type for rule in rules} | weapons == set(EventType)
    assert len({rule.name for rule in rules}) == len(rules)
