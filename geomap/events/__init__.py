"""Placed names to event mentions."""

from geomap.events.cases import (
    CASE_LANGUAGES,
    CaseLexicon,
    extract_by_case,
    load_case_lexicon,
)
from geomap.events.extract import extract_mentions
from geomap.events.triggers import find_triggers

__all__ = [
    "CASE_LANGUAGES",
    "CaseLexicon",
    "extract_by_case",
    "extract_mentions",
    "find_triggers",
    "load_case_lexicon",
]
