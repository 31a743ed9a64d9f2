"""
Words by dictionary: all their lemmas, from an extra that may be missing.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import morphology
from gazetteer.morphology import available, readings, version

ANYTHING = st.text(max_size=50) | st.text(alphabet="абвгґеєжзиіїйклмноя'’ʼ-\u0301", max_size=50)


def lemmas(word, language, **wanted):
    """Return the lemmas of the readings that have the wanted fields."""
    return [
        each.lemma
        for each in readings(word, language)
        if all(getattr(each, field) == value for field, value in wanted.items())
    ]


@pytest.mark.parametrize(
    ("word", "language", "lemma"),
    [
        ("Авдеевкой", "ru", "авдеевка"),
        ("Бахмуті", "uk", "бахмут"),
        ("Харкові", "uk", "харків"),
        ("обстреляли", "ru", "обстрелять"),
        ("обстріляно", "uk", "обстріляти"),
    ],
)
def test_a_case_form_leads_to_its_lemma(word, language, lemma):
    """
    Every lemma that a word may have is among its readings, whatever its ending.
    """
    assert lemma in lemmas(word, language, known=True)


def test_all_readings_are_given():
    """
    A word that is a town's or a man's name has both readings, and the caller chooses.
    """
    assert {"львів", "львов"} <= set(lemmas("Львову", "uk", case="Dat"))
    assert lemmas("Львову", "ru", name="Geox") == ["львов"]


@pytest.mark.parametrize("apostrophe", "'’ʼ`")
def test_apostrophes_are_one(apostrophe):
    """
    It does not matter which apostrophe a text uses.
    """
    assert "куп'янськ" in lemmas(f"Куп{apostrophe}янську", "uk", known=True)


def test_tags_are_universal():
    """
    Part of speech, case and number are said in the words of Universal Dependencies.
    """
    first = readings("селами", "ru")[0]

    assert (first.pos, first.case, first.number) == ("NOUN", "Ins", "plur")


@given(word=ANYTHING, language=st.sampled_from(["ru", "uk", "en", ""]))
def test_any_text_has_readings_or_none(word, language):
    """
    Nothing that a text may hold fails, and asking twice gives the same.
    """
    found = readings(word, language)

    assert found == readings(word, language)
    assert all(reading.lemma and reading.pos for reading in found)


def test_long_words_and_other_scripts_have_none():
    """
    What is no Cyrillic word of a sane length has no readings.
    """
    assert not readings("а" * 10_000, "uk")
    assert not readings("Bakhmut", "uk")
    assert not readings("Бахмут", "bg")


def test_it_can_be_switched_off(monkeypatch):
    """
    Switched off, it is as if it were not installed.
    """
    assert "pymorphy3-dicts-uk" in version()

    monkeypatch.setenv(morphology.SWITCH, "none")

    assert (available(), version(), readings("Бахмуті", "uk")) == (False, None, ())
