"""Normal forms, folding and romanisation of names."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.names import (
    find_words,
    fold,
    next_word,
    normalise,
    possessive_end,
    transliterate,
    word_form,
)

LETTERS = "abkhyiovezAKХхіїьйЙяё'\u2019\u02bc- \u0301\u0306\n.ßłØéſﬁİ"

SPELLINGS = [
    "Kyiv Kiev Kiyev Київ Киев",
    "Kharkiv Kharkov Harkiv Харків Харьков",
    "Avdiivka Avdeevka Avdiyivka Avdeyevka Авдіївка Авдеевка",
    "Klishchiivka Kleshcheevka Klishchiyivka Klischiivka Кліщіївка Клещеевка",
    "Zaporizhzhia Zaporozhye Zaporizhzhya Запоріжжя Запорожье",
    "Mykolaivka Nikolaevka Mykolayivka Миколаївка Николаевка",
    "Artemivsk Artyomovsk Artemovsk Артёмовск Артемівськ",
    "Huliaipole Gulyaypole Гуляйполе",
    "Popasna Popasnaya Попасна Попасная",
    "Kupiansk Kupyansk Kupjansk Куп'янськ Купянск",
    "Vuhledar Ugledar Вугледар Угледар",
    "Lysychansk Lisichansk Лисичанськ Лисичанск",
    "Chernihiv Chernigov Tschernihiw Czernihów Чернігів Чернигов",
    "Verbove Verbovoye Вербове Вербовое",
    "Debaltseve Debaltsevo Дебальцеве Дебальцево",
    "Horlivka Gorlovka Горлівка Горловка",
]

DIFFERENT = [
    ("Bakhmut", "Bakhmach"),
    ("Pisky", "Pesochyn"),
    ("Kherson", "Kharkiv"),
    ("Donetsk", "Luhansk"),
    ("Toretsk", "Torske"),
    ("Verbove", "Vrubivka"),
    ("Lyman", "Lymany Pershi"),
    ("Andriivka", "Andriiashivka"),
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=lambda text: text.split()[0])
def test_spellings_of_one_name_fold_to_one_key(spellings):
    """
    Romanisations, Russian-based forms and both Cyrillic forms of a name are one key.
    """
    assert len({fold(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_stay_different(one, other):
    """
    Folding does not unite names that only resemble each other.
    """
    assert fold(one) != fold(other)


def test_two_words_fold_word_by_word():
    """
    Chasiv Yar and Chasov Yar are one name of two words.
    """
    assert fold("Chasiv Yar") == fold("Chasov Yar") == fold("Часів Яр") == fold("Часов-Яр")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Slov\u2019yansk", "slovyansk"),
        ("SLOV'YANSK", "slovyansk"),
        ("Слов\u02bcянськ", "словянск"),
        ("Ivano\u2011Frankivsk", "ivano frankivsk"),
        ("Артёмовск", "артемовск"),
        ("Оле\u0301шки", "олешки"),
        ("\u0418\u0306ордан", "йордан"),
        ("Księży Młyn", "ksiezy mlyn"),
    ],
)
def test_typography_is_forgotten(written, plain):
    """
    Case, diacritics, stress marks, apostrophes, soft signs and hyphens do not matter.
    """
    assert normalise(written) == plain


@given(st.text() | st.text(LETTERS))
def test_normalising_twice_changes_nothing(text):
    """
    A normal form is its own normal form.
    """
    once = normalise(text)

    assert normalise(once) == once


@given(st.text(LETTERS) | st.sampled_from(" ".join(SPELLINGS).split()))
def test_folding_does_not_see_normalising(text):
    """
    A name and its normal form have one folded key.
    """
    assert fold(normalise(text)) == fold(text)


@given(st.sampled_from(" ".join(SPELLINGS).split()))
def test_folding_a_name_twice_changes_nothing(name):
    """
    A folded key is its own folded key.
    """
    assert fold(fold(name)) == fold(name)


@given(st.text() | st.text(LETTERS))
def test_words_lie_in_the_text_in_order(text):
    """
    Words do not overlap, and their forms joined are the normal form of the text.
    """
    spans = [match.span() for match in find_words(text)]

    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    forms = [word_form(text[start:end]) for start, end in spans]
    assert " ".join(filter(None, forms)) == normalise(text)


@pytest.mark.parametrize(
    ("text", "goes_on"),
    [
        ("Chasiv Yar", True),
        ("Chasiv\nYar", True),
        ("Ivano-Frankivsk", True),
        ("St. Petersburg", True),
        ("Bakhmut. Yar", False),
        ("Chasiv, Yar", False),
        ("Chasiv\n\nYar", False),
        ("Chasiv (Yar", False),
    ],
)
def test_a_name_runs_over_spaces_and_hyphens_only(text, goes_on):
    """
    A comma, a bracket, a blank line or the end of a sentence ends a name.
    """
    start, end = next(find_words(text)).span()

    assert (next_word(text, start, end) is not None) is goes_on


@pytest.mark.parametrize(("word", "end"), [("Bakhmut's", 7), ("Kyiv\u2019s", 4), ("Slov's", 4)])
def test_possessive_is_no_part_of_a_name(word, end):
    """
    The possessive is cut with any apostrophe.
    """
    assert possessive_end(word) == end


@pytest.mark.parametrize(
    ("name", "latin"),
    [
        ("Кліщіївка", "Klishchiivka"),
        ("Згурівка", "Zghurivka"),
        ("Єнакієве", "Yenakiieve"),
        ("Яр", "Yar"),
        ("Бахмут-Другий", "Bakhmut-Druhyi"),
        ("Слов'янськ", "Sloviansk"),
    ],
)
def test_ukrainian_romanisation_of_2010(name, latin):
    """
    Ukrainian names are written by the national table, with its initial forms.
    """
    assert transliterate(name) == latin


def test_russian_romanisation():
    """
    Russian names are written as the English press writes them.
    """
    assert transliterate("Горловка", russian=True) == "Gorlovka"
    assert transliterate("Красный Яр", russian=True) == "Krasnyy Yar"


@given(st.text(alphabet="aZ9 _-.'éжЩьІїйґёў\u0306", max_size=20))
def test_the_short_way_is_the_same(text):
    """
    A name of plain letters has the normal form that its words have one by one.
    """
    assert normalise(text) == " ".join(
        filter(None, (word_form(w.group()) for w in find_words(text)))
    )
