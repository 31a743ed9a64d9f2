"""Placed names to event mentions."""

from geomap.events.calendar import months_told
from geomap.events.cases import (
    CASE_LANGUAGES,
    CaseLexicon,
    extract_by_case,
    load_case_lexicon,
)
from geomap.events.extract import extract_mentions
from geomap.events.lexicon import load_lexicon
from geomap.events.own import OwnRules, read_own_rules
from geomap.events.triggers import find_triggers

__all__ = [
    "CASE_LANGUAGES",
    "CaseLexicon",
    "OwnRules",
    "extract_by_case",
    "extract_mentions",
    "find_triggers",
    "load_case_lexicon",
    "load_lexicon",
    "months_told",
    "read_own_rules",
]
