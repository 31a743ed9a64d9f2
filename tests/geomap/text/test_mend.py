"""What brief reports make of the parser is put right, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.grammar import Grammar
from geomap.model import Tokens
from geomap.text.headline import mend_headline
from geomap.text.mend import mend_tokens
from geomap.text.parse import parse_sentences
from geomap.text.sentences import split_sentences

_WORDS = (
    "drone",
    "strikes",
    "with",
    "as",
    "in",
    ",",
    "and",
    ":",
    "after",
    "named",
    "Kherson",
    "4:30",
    "houses",
    "burned",
)
_TAGS = {
    "drone": "NOUN",
    "strikes": "NOUN",
    "in": "ADP",
    "after": "ADP",
    "Kherson": "PROPN",
    "houses": "NOUN",
    "burned": "VERB",
}
_LABELS = ("prep", "pobj", "conj", "nsubj", "dobj", "dep", "advcl", "acl", "mark", "nummod", "det")


@st.composite
def trees(draw: st.DrawFn) -> Tokens:
    """Draw a sentence with any tree over its words."""
    words = tuple(draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12)))
    order = draw(st.permutations(range(len(words))))
    heads = [0] * len(words)
    for n, i in enumerate(order):
        heads[i] = i if n == 0 else draw(st.sampled_from(order[:n]))
    starts = [sum(len(word) + 1 for word in words[:i]) for i in range(len(words))]
    return Tokens(
        starts=tuple(starts),
        ends=tuple(start + len(word) for start, word in zip(starts, words, strict=True)),
        words=words,
        lemmas=words,
        pos=tuple(_TAGS.get(word, "PUNCT") for word in words),
        tags=words,
        deps=tuple(
            "ROOT" if head == i else draw(st.sampled_from(_LABELS)) for i, head in enumerate(heads)
        ),
        heads=tuple(heads),
    )


@given(trees())
def test_a_mended_sentence_is_a_tree(tokens):
    """
    From every word a way leads up to a root, and only heads and labels may change.
    """
    mended = mend_tokens(tokens)
    tops = [[i, *Grammar(mended).ancestors(i)][-1] for i in range(len(mended.words))]

    assert all(mended.heads[top] == top for top in tops)
    assert (mended.words, mended.pos, mended.starts) == (tokens.words, tokens.pos, tokens.starts)


@given(trees())
def test_a_mended_headline_is_a_tree(tokens):
    """
    The words and where they stand never change, and every way up ends at a root.
    """
    mended = mend_headline(tokens)
    tops = [[i, *Grammar(mended).ancestors(i)][-1] for i in range(len(mended.words))]

    assert all(mended.heads[top] == top for top in tops)
    assert (mended.words, mended.starts) == (tokens.words, tokens.starts)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Blast rocks the port of Luhansk", "rocks"),
        ("Fires rage as drone slams into depot", "slams"),
        ("Air defences down six UAVs over Crimea", "down"),
    ],
)
def test_a_headline_has_its_verb(text, verb):
    """
    What a headline tells in the present tense is told by a verb, with whom does it before it.
    """
    (sentence,) = parse_sentences(split_sentences(text), text)
    grammar = Grammar(sentence.tokens)
    at = sentence.tokens.words.index(verb)

    assert grammar.is_verb(at)
    assert grammar.kids(at, "nsubj") == [at - 1]


@pytest.mark.parametrize(
    ("text", "word", "head", "label"),
    [
        ("In Sumy region, Bilopillia and Khotin were hit.", "Bilopillia", "hit", "nsubjpass"),
        ("At 3:40 Shaheds attacked Uman.", "Shaheds", "attacked", "nsubj"),
        ("One was killed by shells, in Pokrov a boy was wounded.", "in", "wounded", "prep"),
        ("Troops targeted with drones a car in Orikhiv.", "car", "targeted", "dobj"),
        ("Forces attacked with bombs the town of Vuhledar.", "Forces", "attacked", "nsubj"),
        ("Russian forces shelled Nikopol on Monday, officials said.", "on", "shelled", "prep"),
    ],
)
def test_a_word_hangs_where_it_belongs(text, word, head, label):
    """
    Subjects and fronted places belong to the verb that follows them, times stay where they are.
    """
    names = [
        (text.index(n), text.index(n) + len(n))
        for n in ("Bilopillia", "Khotin", "Uman", "Pokrov", "Nikopol")
        if n in text
    ]
    tokens = parse_sentences(split_sentences(text), text, names=sorted(names))[0].tokens
    i = tokens.words.index(word)

    assert (tokens.words[tokens.heads[i]], tokens.deps[i]) == (head, label)
