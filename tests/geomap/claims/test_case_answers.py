"""Who answers what another side has told, in Ukrainian and Russian."""

import pytest

from geomap.merge import merge_claims
from geomap.model import Document, Factuality
from geomap.run.extraction import extract_document


def events(text, language, index):
    document = Document(id="one", text=text, language=language)
    return merge_claims(extract_document(document, index).claims)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Міноборони РФ заявило про захоплення Вугледара, у ЗСУ це спростували"),
        ("uk", "Росія заявила про взяття Вугледара. Генштаб ЗСУ це заперечує"),
        ("uk", "Росія заявила про взяття Вугледара. Генштаб ЗСУ: тривають бої за місто"),
        ("ru", "Москва заявила о захвате Угледара, в Киеве это опровергли"),
        ("ru", "Пушилин заявил, что Угледар взят. ВСУ опровергли эту информацию"),
    ],
)
def test_an_answer_disputes_and_denies_nothing_else(index, language, text):
    """
    What one side flatly states stays asserted, and is disputed by the other's denial.
    """
    captures = [e for e in events(text, language, index) if e.type == "capture"]

    assert [(e.factuality, e.disputed_fields) for e in captures] == [
        (Factuality.ASSERTED, ("occurrence",))
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Боїв у Вугледарі немає, заявив мер"),
        ("uk", "Жодного відступу з Вугледара не було"),
        ("uk", "Генштаб спростував захоплення росіянами Вугледара"),
        ("uk", "Фейк: росіяни захопили Вугледар"),
        ("ru", "Боев в Угледаре нет, заявил мэр"),
        ("ru", "Никакого отступления из Угледара нет"),
    ],
)
def test_what_there_is_none_of_is_not_drawn(index, language, text):
    """
    A denial of what nobody has asserted is kept as denied.
    """
    found = events(text, language, index)

    assert {e.factuality for e in found} == {Factuality.DENIED}
    assert not any(e.mappable for e in found)


def test_tongs_make_a_claim_of_one_side(index):
    """
    What only one side calls a liberation is alleged where it stands in quotation marks.
    """
    (event,) = events('Російські війська "звільнили" Вугледар', "uk", index)

    assert event.factuality is Factuality.ALLEGED
