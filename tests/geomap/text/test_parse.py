"""Grammar comes as plain tuples whose offsets count in the document."""

import pytest

from geomap.text.parse import parse_sentences
from geomap.text.sentences import split_sentences

TEXT = (
    "Russian artillery shelled the village of Klishchiivka, near Bakhmut, on Monday. "
    "“We don’t know,” said a woman who had left. Дим над містом 😀 rose.\n\nShort headline"
)


@pytest.fixture(scope="module")
def parsed():
    return parse_sentences(split_sentences(TEXT), TEXT)


def test_words_stand_at_their_offsets(parsed):
    """
    Each token's span in the clean text is its word.
    """
    for tokens in (sentence.tokens for sentence in parsed):
        spans = zip(tokens.starts, tokens.ends, tokens.words, strict=True)

        assert all(TEXT[start:end] == word for start, end, word in spans)


def test_columns_are_equally_long(parsed):
    """
    Every column has an entry for every token, and heads stay in the sentence.
    """
    for tokens in (sentence.tokens for sentence in parsed):
        lengths = {len(getattr(tokens, name)) for name in tokens.__struct_fields__}

        assert lengths == {len(tokens.words)}
        assert all(0 <= head < len(tokens.words) for head in tokens.heads)


def test_the_verb_heads_its_sentence(parsed):
    """
    The parse is a real one: subject, verb and object of a plain sentence are told.
    """
    tokens = parsed[0].tokens
    at = {word: i for i, word in enumerate(tokens.words)}

    assert tokens.lemmas[at["shelled"]] == "shell"
    assert tokens.deps[at["artillery"]] == "nsubj"
    assert tokens.heads[at["artillery"]] == tokens.heads[at["village"]] == at["shelled"]


def test_a_sentence_parses_the_same_alone(parsed):
    """
    Neighbours and their order change nothing.
    """
    alone = [parse_sentences([s], TEXT)[0] for s in split_sentences(TEXT)]
    backwards = parse_sentences(split_sentences(TEXT)[::-1], TEXT)[::-1]

    assert alone == backwards == parsed


def test_a_language_without_a_parser_stays_unparsed():
    """
    Its sentences come back as they are.
    """
    sentences = split_sentences("Бої тривають.", "uk")

    assert parse_sentences(sentences, "Бої тривають.", language="uk") == sentences
