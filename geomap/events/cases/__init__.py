"""Event mentions of languages that have lemmas and cases but no parser: Ukrainian, Russian."""

from geomap.events.cases.extract import extract_by_case
from geomap.events.cases.lexicon import CASE_LANGUAGES, CaseLexicon, load_case_lexicon

__all__ = ["CASE_LANGUAGES", "CaseLexicon", "extract_by_case", "load_case_lexicon"]
