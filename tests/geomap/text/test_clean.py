"""Cleaning takes away what misleads, and nothing else."""

import pytest

from geomap.text.clean import clean_text


@pytest.mark.parametrize(
    ("source", "clean"),
    [
        ("Shells  hit\u00a0 Orikhiv", "Shells hit Orikhiv"),
        ("the *Telegraph*, which", "the Telegraph, which"),
        ("**Kyiv** said __init__", "Kyiv said __init__"),
        ("5 * 3 * 2 and 5*3", "5 * 3 * 2 and 5*3"),
        ("read [the report](https://a.example/b?c=d) now", "read the report now"),
        ("an aside [sic] (here)", "an aside [sic] (here)"),
        ("# Headline\n\nText", "Headline\n\nText"),
        ("Bakh\u00admut fell\u200b", "Bakhmut fell"),
        ("\u202eright to left\u202c", "right to left"),
        ("near Donet-\nsk on", "near Donetsk on"),
        ("Kyiv-\nMoscow talks", "Kyiv- Moscow talks"),
        ("‘We’ve left,’ he said", "‘We’ve left,’ he said"),
        ("one\u2028two", "one two"),
        ("said Dr.\nElena", "said Dr. Elena"),
    ],
)
def test_what_is_taken_away(source, clean):
    """
    Blanks, marks and invisible characters go, words and quotation marks stay.
    """
    assert clean_text(source).text == clean


def test_wrapped_lines_are_joined():
    """
    In a text wrapped to a width a line end inside a sentence is a blank; others are kept.
    """
    wrapped = "Troops moved towards the\r\ntown on Monday.\r\n\r\nNobody was hurt there.\r\n"

    assert clean_text(wrapped).text.splitlines() == [
        "Troops moved towards the town on Monday.",
        "",
        "Nobody was hurt there.",
    ]


def test_long_lines_are_paragraphs():
    """
    Where lines are as long as paragraphs, a line end is never inside a sentence.
    """
    text = f"{'Shells fell on the town. ' * 6}\nHeadline without a stop\nMore text"

    assert clean_text(text).text.count("\n") == 2


def test_offsets_lead_back():
    """
    A span of the clean text leads to the very words of the source, marks around them left out.
    """
    source = "The *Tele\u00adgraph*  said\u00a0so"
    clean = clean_text(source)
    start = clean.text.index("Telegraph")
    first, last = clean.source_span(start, start + len("Telegraph"))

    assert source[first:last] == "Tele\u00adgraph"
    assert source[clean.to_source(clean.text.index("so"))] == "s"


def test_an_empty_span_stays_empty():
    """
    A span of no characters has none in the source either.
    """
    assert clean_text("*a* b").source_span(2, 2) == (4, 4)


def test_lines_of_a_list_stay_lines():
    """
    A bullet or an hour begins a line for good: it does not go on the sentence before.
    """
    bullets = "* Blasts in the town of Sumy\n* Debris falls on Uman"
    hours = "06:10 Blasts in the town of Sumy\n07:05 Debris falls on Uman"

    assert clean_text(bullets).text == bullets
    assert clean_text(hours).text == hours
