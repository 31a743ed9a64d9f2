"""Sentences have exact spans and bounded lengths."""

import pytest

from geomap.text.sentences import MAX_CHARACTERS, split_sentences


def split(text, language="en"):
    return [text[s.start : s.end] for s in split_sentences(text, language)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Lt. Gen. Petro S. Koval left.", "U.S. officials met at 5 p.m. on Jan. 5."],
        ["Бої тривають.", "😀 Дим піднявся над містом."],
        ["Shells fell!", "Why there?", "Nobody knew."],
    ],
    ids=["abbreviations", "cyrillic", "marks"],
)
def test_sentences_are_divided(sentences):
    """
    Abbreviations end nothing; other scripts and emoji keep the spans exact.
    """
    assert split(" ".join(sentences), "en") == sentences


@pytest.mark.parametrize("marks", ["‘’", "“”", '""', "«»"])
def test_quotations_are_divided_at_their_sentences(marks):
    """
    A quotation of several sentences is several sentences, each with its own marks.
    """
    left, right = marks
    text = f"{left}Our men hold the line. Nobody ran.{right} However, pictures show otherwise."

    assert split(text) == [
        f"{left}Our men hold the line.",
        f"Nobody ran.{right}",
        "However, pictures show otherwise.",
    ]


def test_an_opening_mark_belongs_to_what_follows():
    """
    The mark that opens a quotation stands with the quotation.
    """
    assert split("She stayed. “We will not go,” she said.") == [
        "She stayed.",
        "“We will not go,” she said.",
    ]


def test_a_quoted_question_keeps_its_speaker():
    """
    What goes on in small letters is the same sentence.
    """
    assert split("“Why should we go?” he asked.") == ["“Why should we go?” he asked."]


def test_a_headline_is_a_sentence():
    """
    A line that stands alone needs no full stop.
    """
    assert split("Shells fall on villages\n\nRussian forces shelled it.") == [
        "Shells fall on villages",
        "Russian forces shelled it.",
    ]


def test_paragraphs_are_counted():
    """
    A line ends a paragraph, unless a quotation goes on over it.
    """
    text = "One. Two.\n\nThree said, ‘We stay.\nWe don’t run.’ Four.\nFive."

    assert [s.paragraph for s in split_sentences(text)] == [0, 0, 1, 1, 1, 2]


def test_a_quotation_ends_with_a_blank_line():
    """
    A mark that is never closed does not hold the rest of the text together.
    """
    text = "He said, “We stay.\n\nTwo.\nThree."

    assert [s.paragraph for s in split_sentences(text)] == [0, 1, 2]


@pytest.mark.parametrize("unit", ["word ", "x", "clause, ", "“", "a. ", "Mr. ", "!?"])
def test_lengths_are_bounded(unit):
    """
    Whatever the text is, no sentence is longer than a parser should be given.
    """
    text = unit * (30_000 // len(unit))

    assert all(s.end - s.start <= MAX_CHARACTERS for s in split_sentences(text))


def test_a_long_sentence_is_cut_at_its_clauses():
    """
    The cut stands behind a comma, so that clauses stay whole.
    """
    text = "the guns fired at the village, " * 100

    assert all(piece.endswith(",") for piece in split(text))


@pytest.mark.parametrize("text", ["", "\n\n", " ", "...", "“”"])
def test_nothing_gives_nothing(text):
    """
    A text without a word has no sentences.
    """
    assert split(text) == []
