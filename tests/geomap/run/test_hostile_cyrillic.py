"""Bad Ukrainian and Russian input costs little and never an exception."""

import pytest

from geomap.model import Document
from geomap.run.extraction import extract_document


def told(text, index, language="uk"):
    document = Document(id="one", text=text, language=language)
    return [
        (str(claim.type), [place.name for place in claim.where.places])
        for claim in extract_document(document, index).claims
    ]


@pytest.mark.parametrize(
    "text",
    [
        "ОБСТРІЛ НІКОПОЛЯ",
        "Обст\u200bріл Ніко\u200bполя",
        "\u202eОбстріл\u202c Нікополя",
        "Обстрі-\nл Нікополя",
        "⚡️Обстріл Нікополя❗️",
        "Обстріл Нікополя | Підписатися",
    ],
)
def test_disguises_change_nothing(index, text):
    """
    Capitals, invisible characters, hyphens of line ends and pictures.
    """
    assert told(text, index) == [("shelling", ["Nikopol"])]


@pytest.mark.parametrize("junk", ["((", "— ", ", ", "що ", "у ", "як, ", "«", "я"])
@pytest.mark.parametrize("language", ["uk", "ru"])
def test_junk_is_survived(index, junk, language):
    """
    A thousand marks, conjunctions or prepositions in a row.
    """
    found = told(f"Обстріл {junk * 1000}", index, language)

    assert len(found) <= 1


def test_a_mark_in_another_script_is_a_place_too(index):
    """
    A Latin name in a Cyrillic sentence is read.
    """
    assert told("Окупанти обстріляли Nikopol", index) == [("shelling", ["Nikopol"])]


def test_the_quote_is_the_source_text(index):
    """
    Offsets count in the text as it was read, invisible characters included.
    """
    text = "Уночі Окупанти обстрі\u200bляли Нікополь."
    (claim,) = extract_document(Document(id="one", text=text, language="uk"), index).claims

    assert text[claim.trigger.start : claim.trigger.end] == claim.trigger.text
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text
