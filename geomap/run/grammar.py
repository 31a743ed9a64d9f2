"""Sentences to grammar: by the parser, or by lemmas for the languages that have cases."""

from collections.abc import Sequence
from functools import cache

from gazetteer import Index
from gazetteer.theatre import list_theatres
from geomap.claims import speech_lemmas
from geomap.events import (
    CASE_LANGUAGES,
    CaseLexicon,
    OwnRules,
    find_triggers,
    load_case_lexicon,
)
from geomap.model import Sentence
from geomap.places import case_words, find_towns
from geomap.sides import load_sides
from geomap.text.lemmas import Vocabulary, lemmatise_sentences
from geomap.text.parse import parse_sentences

READ_LANGUAGES = CASE_LANGUAGES | {"en"}
_BEFORE, _AFTER = 3, 2
_TOWNS_IN_WAR = 0.2  # a sentence; general news has fewer, articles on battles more


def give_grammar(
    sentences: Sequence[Sentence], wanted: set[int], text: str, *, language: str, index: Index
) -> list[Sentence]:
    """
    Give tokens to the wanted sentences that have none yet; return all, in the same order.

    Parsing is what costs most, so only what may hold an event is parsed at first, and what stands
    around an event later. Lemmas are cheap: all Ukrainian and Russian sentences get theirs.
    """
    if language in CASE_LANGUAGES:
        bare = [sentence for sentence in sentences if sentence.tokens is None]
        words = vocabulary(language)
        read = lemmatise_sentences(bare, text, language=language, vocabulary=words)
    else:
        bare = [s for s in sentences if s.index in wanted and s.tokens is None]
        towns = find_towns(text, bare, index)
        read = parse_sentences(bare, text, language=language, names=towns)
    known = {sentence.index: sentence for sentence in read}
    return [known.get(sentence.index, sentence) for sentence in sentences]


def first_wanted(
    sentences: Sequence[Sentence],
    text: str,
    *,
    language: str,
    index: Index,
    own: OwnRules | None = None,
) -> set[int]:
    """
    Return the sentences to begin with: those that may hold an event by their words alone.

    In a text full of a theatre's towns nearly each of them does hold one, so that what stands
    around them is asked for at once.
    """
    triggered = find_triggers(text, sentences, language, own=own)
    towns = len(find_towns(text, sentences, index)) if triggered else 0
    is_about_war = towns >= _TOWNS_IN_WAR * len(sentences)
    return with_context(sentences, triggered) if is_about_war else triggered


def with_context(sentences: Sequence[Sentence], chosen: set[int]) -> set[int]:
    """Add the sentences around chosen ones, where speakers, places and rebuttals may stand."""
    return {
        i
        for index in chosen
        for i in range(index - _BEFORE, index + _AFTER + 1)
        if 0 <= i < len(sentences)
    }


def count_read(sentences: Sequence[Sentence], language: str) -> int:
    """Return how many sentences were looked at closely because of their words."""
    read = [sentence for sentence in sentences if sentence.tokens is not None]
    lexicon = load_case_lexicon(language) if language in CASE_LANGUAGES else None
    return len(read) if lexicon is None else sum(_may_tell(one, lexicon) for one in read)


def _may_tell(sentence: Sentence, lexicon: CaseLexicon) -> bool:
    """Say whether a lemma of a sentence may trigger a rule."""
    lemmas = sentence.tokens.lemmas if sentence.tokens is not None else ()
    return any(lexicon.rules(lemma, verb=verb) for lemma in lemmas for verb in (True, False))


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
        others=(lexicon.others | others) - lexicon.verbs,
        names=case_words(language).lemmas | sides,
    )
