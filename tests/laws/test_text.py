"""Laws of the text stage, which hold for any text."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from geomap.text.clean import clean_text
from geomap.text.reader import read_documents
from geomap.text.sentences import split_sentences

PIECES = st.sampled_from(
    [
        "*",
        "**",
        "\xad",
        "\u200b",
        "\r\n",
        "\n",
        "\n\n",
        " ",
        "\xa0",
        "-\n",
        "[a](https://b)",
        "[",
        "](",
        ")",
        "‘",
        "’",
        '"',
        "“",
        ". ",
        "? ",
        "Dr.\n",
        "# ",
        "Бахмут",
        "word",
        "😀",
        "x" * 90,
    ]
)
TEXTS = st.text() | st.lists(PIECES | st.characters(), max_size=60).map("".join)


@given(TEXTS)
def test_kept_characters_are_those_of_the_source(source):
    """
    Each clean character is the source's at its place, or a blank or line end in its stead.
    """
    clean = clean_text(source)
    pairs = [(char, source[clean.to_source(i)]) for i, char in enumerate(clean.text)]

    assert all(char == original or char in " \n" for char, original in pairs)
    assert not any(char in " \n" and original.isalnum() for char, original in pairs)


@given(TEXTS)
def test_offsets_grow(source):
    """
    The order of characters stays.
    """
    clean = clean_text(source)
    places = [clean.to_source(i) for i in range(len(clean.text))]

    assert places == sorted(set(places))
    assert not places or places[-1] < len(source)


@given(TEXTS)
def test_no_letter_or_digit_is_lost(source):
    """
    Only the targets of links may take letters away.
    """
    kept = [c for c in clean_text(source).text if c.isalnum()]

    assert "](" in source or kept == [c for c in source if c.isalnum()]


@given(TEXTS)
def test_cleaning_a_clean_span_keeps_its_source(source):
    """
    The span of the whole clean text lies in the source and begins and ends with its characters.
    """
    clean = clean_text(source)
    start, end = clean.source_span(0, len(clean.text))

    assert 0 <= start <= end <= len(source)


@given(TEXTS)
def test_sentences_hold_every_word_once(source):
    """
    Sentences follow each other, hold no blank edges, and leave out no letter.

    Rows of tables and captions, which "|" and "!" begin, are none.
    """
    text = clean_text(source.replace("|", "/").replace("!", "?")).text
    sentences = split_sentences(text)
    spans = [(s.start, s.end) for s in sentences]
    inside = "".join(text[start:end] for start, end in spans)

    assert [s.index for s in sentences] == list(range(len(sentences)))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.binary(max_size=200))
def test_any_bytes_end_as_items(tmp_path_factory, data):
    """
    Whatever a file holds, reading it ends with documents or reasons, never with an exception.
    """
    path = tmp_path_factory.mktemp("bytes") / "a.txt"
    path.write_bytes(data)

    assert list(read_documents([path]))
