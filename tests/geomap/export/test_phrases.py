"""The page's words in other languages."""

import json
import re

import pytest
from phrases import called_phrases, fixed_phrases

from geomap.export.page import asset
from geomap.model import Factuality, Relation, Role
from geomap.schema import COUNTED

LANGUAGES = ["uk"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_phrase_has_a_translation(code: str) -> None:
    """
    What the page's files say stands in the language's file.
    """
    words = json.loads(asset(f"{code}.json"))
    codes = (*Relation, *Role, *Factuality, *COUNTED)
    named = {str(value).replace("_", " ") for value in codes}

    assert called_phrases() | fixed_phrases() | named <= set(words)


@pytest.mark.parametrize("code", LANGUAGES)
def test_translations_keep_the_values_of_their_phrases(code: str) -> None:
    """
    No translation loses a number or a name, or asks for one that there is not.
    """
    words = json.loads(asset(f"{code}.json"))
    lost = [
        phrase
        for phrase, said in words.items()
        if sorted(re.findall(r"\{\d\}", phrase)) != sorted(re.findall(r"\{\d\}", said))
    ]

    assert lost == []
