"""
Words by dictionary: all their lemmas, from an extra that may be missing.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import morphology, open_index
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


@pytest.fixture
def fresh(index):
    """Return an index that has read no word yet."""
    with open_index(index.folder) as opened:
        yield opened


def found(index, text):
    return [(m.text, m.how, index.place(m.places[0]).name) for m in index.find_names(text)]


def test_a_russian_case_form_leads_to_a_ukrainian_village(fresh, monkeypatch):
    """
    With the dictionary a case form in Russian is found though only Ukrainian names are known.
    """
    text = "Удары нанесены по Лозоватке"
    names = {name for _, _, name in found(fresh, text)}
    monkeypatch.setenv(morphology.SWITCH, "none")

    assert names == {"Lozuvatka"}
    assert [place.name for place in fresh.lookup("Лозоватка")][:1] == ["Lozuvatka"]


def test_endings_and_dictionary_agree_on_towns(fresh, monkeypatch):
    """
    What the hand-written endings know is the same place with the dictionary.
    """
    words = ("Бахмутом", "Часового Яру", "Авдеевке", "Харкові", "Новой Каховке", "Сумах")
    with_it = [fresh.lookup(word)[0].id for word in words]
    monkeypatch.setenv(morphology.SWITCH, "none")

    assert [fresh.lookup(word)[0].id for word in words] == with_it


@pytest.mark.parametrize("word", ["Ивановым", "Петренком", "Марии"])
def test_a_person_is_no_village(word):
    """
    A word that the dictionaries know for a person's name has no lemmas as a place.
    """
    assert morphology.name_lemmas(word) == ()


def test_forms_of_names_are_few():
    """
    However many readings the words of a name have, what is tried is bounded.
    """
    assert len(morphology.lemma_forms("Новой Каховке")) <= 64
    assert morphology.lemma_forms("Бахмут") == []
    assert morphology.lemma_forms("одна две три четыре") == []
