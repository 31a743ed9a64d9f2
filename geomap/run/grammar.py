"""Sentences to grammar: by the parser, or by lemmas for the languages that have cases."""

from collections.abc import Sequence
from functools import cache

from gazetteer import Index
from gazetteer.theatre import list_theatres
from geomap.claims import speech_lemmas
from geomap.events import CASE_LANGUAGES, find_triggers, load_case_lexicon
from geomap.model import Sentence
from geomap.places import case_words, find_towns
from geomap.sides import load_sides
from geomap.text.lemmas import Vocabulary, lemmatise_sentences
from geomap.text.parse import parse_sentences

READ_LANGUAGES = CASE_LANGUAGES | {"en"}
_BEFORE, _AFTER = 3, 2


def give_grammar(
    sentences: Sequence[Sentence], text: str, *, language: str, index: Index
) -> tuple[list[Sentence], int]:
    """
    Give tokens to the sentences that later stages ask about.

    Only sentences that may hold an event, and those around them, are parsed: it is slow. Lemmas
    are cheap, so that all Ukrainian and Russian sentences get theirs. A text in a language that
    nobody reads has no sentences to go on with.

    Returns
    -------
    sentences
        All of them, in the same order.
    read
        How many were looked at closely, because of their words; none says that nothing is told.
    """
    if language not in READ_LANGUAGES:
        return [], 0
    if language in CASE_LANGUAGES:
        words = vocabulary(language)
        done = lemmatise_sentences(sentences, text, language=language, vocabulary=words)
        return done, sum(_may_tell(sentence, language) for sentence in done)
    wanted = _with_neighbours(sentences, find_triggers(text, sentences, language))
    return _parse_some(sentences, wanted, text, language, index), len(wanted)


def _may_tell(sentence: Sentence, language: str) -> bool:
    """Say whether a lemma of a sentence may trigger a rule."""
    lexicon = load_case_lexicon(language)
    lemmas = sentence.tokens.lemmas if sentence.tokens is not None else ()
    return lexicon is not None and any(
        lexicon.rules(lemma, verb=verb) for lemma in lemmas for verb in (True, False)
    )


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the lemmas that the stages look for in a language with cases."""
    lexicon = load_case_lexicon(language)
    verbs, others = speech_lemmas(language)
    if lexicon is None:
        return Vocabulary(verbs, others)
    sides = frozenset().union(*(load_sides(name).words for name in list_theatres()))
    return Vocabulary(
        verbs=lexicon.verbs | verbs | case_words(language).verb_lemmas,
        others=(lexicon.others | others | case_words(language).lemmas | sides) - lexicon.verbs,
    )


def _with_neighbours(sentences: Sequence[Sentence], triggered: set[int]) -> set[int]:
    """Add the sentences around them, where speakers, places and rebuttals may stand."""
    return {
        i
        for trigger in triggered
        for i in range(trigger - _BEFORE, trigger + _AFTER + 1)
        if 0 <= i < len(sentences)
    }


def _parse_some(
    sentences: Sequence[Sentence], wanted: set[int], text: str, language: str, index: Index
) -> list[Sentence]:
    chosen = [sentence for sentence in sentences if sentence.index in wanted]
    towns = find_towns(text, chosen, index)
    parsed = {s.index: s for s in parse_sentences(chosen, text, language=language, names=towns)}
    return [parsed.get(sentence.index, sentence) for sentence in sentences]
