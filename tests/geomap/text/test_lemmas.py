"""Ukrainian and Russian words get lemmas and cases, with and without dictionaries."""

import pytest

from gazetteer.morphology import SWITCH
from geomap.model import Sentence
from geomap.text.lemmas import Vocabulary, lemmatise_sentences

VOCABULARY = Vocabulary(
    verbs=frozenset({"обстріляти", "знищити", "загорітися", "повредить", "сбить"}),
    others=frozenset({"підстанція", "дрон", "склад", "ракетний", "житель", "подстанция"}),
)


@pytest.fixture(params=["dictionary", "endings"], autouse=True)
def way(request, monkeypatch):
    """Read by the dictionaries, or by the endings that come with the package."""
    if request.param == "endings":
        monkeypatch.setenv(SWITCH, "none")
    return request.param


def word(text, language="uk"):
    """Return lemma, part of speech and features of a text's last word."""
    sentence = Sentence(index=0, paragraph=0, start=0, end=len(text))
    (done,) = lemmatise_sentences([sentence], text, language=language, vocabulary=VOCABULARY)
    tokens = done.tokens
    return tokens.lemmas[-1], tokens.pos[-1], set(tokens.tags[-1].split())


@pytest.mark.parametrize(
    ("text", "language", "lemma", "feature"),
    [
        ("обстріляли", "uk", "обстріляти", "past.plur"),
        ("знищено", "uk", "знищити", "impers"),
        ("загорілася", "uk", "загорітися", "past.sing"),
        ("підстанцію", "uk", "підстанція", "Acc.sing"),
        ("дронами", "uk", "дрон", "Ins.plur"),
        ("ракетного", "uk", "ракетний", "Gen.sing"),
        ("повреждена", "ru", "повредить", "pass.sing"),
        ("сбили", "ru", "сбить", "past.plur"),
        ("подстанции", "ru", "подстанция", "Gen.sing"),
    ],
)
def test_words_of_the_vocabulary_are_known_by_their_forms(text, language, lemma, feature):
    """
    Both ways give the lemma that is looked for, and what the form may be.
    """
    known, _, features = word(text, language)

    assert known == lemma
    assert feature in features


def test_the_first_part_of_a_compound_counts():
    """
    "дроном-камікадзе" is a drone in the instrumental.
    """
    assert word("дроном-камікадзе")[0] == "дрон"


def test_letters_that_are_written_in_two_ways_are_one():
    """
    A curly apostrophe and the dots of ё make no other word.
    """
    assert word("пошкоджено об’єкт")[0] == word("пошкоджено об'єкт")[0]
    assert word("её", "ru")[0] == word("ее", "ru")[0]


def test_a_name_is_told_from_a_word_that_begins_a_sentence():
    """
    A word of the vocabulary is common even in capitals; any other may be a name.
    """
    assert word("Дрон")[1] == "NOUN"
    assert word("Чортків")[1] == "PROPN"


@pytest.mark.parametrize(
    ("text", "language", "lemma"),
    [
        ("дpoнами", "uk", "дрон"),  # three letters are Latin
        ("пiдстанцію", "uk", "підстанція"),
        ("cбили", "ru", "сбить"),
        ("FPV-дроном", "uk", "дрон"),
    ],
)
def test_a_latin_letter_in_a_word_is_the_one_it_looks_like(text, language, lemma):
    """
    Typists mix alphabets; a word of both is read in the one that most of it has.
    """
    assert word(text, language)[0] == lemma
