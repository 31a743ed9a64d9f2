"""What belongs to the past of the reported episode: long ago, remembered, or told in a film."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from geomap.events.calendar import Days, all_times, iso_day, read_time
from geomap.events.lexicon import Modality
from geomap.events.years import year_of, years_told
from geomap.grammar import Grammar
from geomap.model import Span, When

_HISTORY_DAYS = 60
_PAST_DAYS = 13  # in a text that tells of the days before its writing
_NEWS_DAYS = 6
_A_CLAUSE = 60  # characters
_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|told|report(?:ed|s)|announced|wrote|stated|published)\b[^.;]*$"
)
_TOLD = frozenset({"dobj", "ccomp", "xcomp"})
_ADDED = ("prep", "advmod", "npadvmod", "pobj")
_LATER = frozenset({"after", "since", "on", "from"})
_RECENT = re.compile(r"in the past (?=\d|(?:day|night|week|month|few|two|three|hours)\b)")
_COUNTING = frozenset({"times", "twice", "thrice"})  # beside which "once" is a number


def is_historical(when: When, published: str | None, text: str) -> bool:
    """
    Say whether a stated time lies more than 60 days before the publication.

    In a text that tells of the last days, what is older than two weeks is looked back upon.
    Where that is unknown, it is history when only a year is told in which the text dates nothing
    closer ("an ambush in 2004").
    """
    if when.basis not in {"stated", "inherited", "relative"} or when.last is None:
        return False
    last, base = date.fromisoformat(when.last), iso_day(published)
    if base is None:
        return when.precision == "year" and last.year not in years_told(text)
    limit = _PAST_DAYS if _tells_news(text, base) else _HISTORY_DAYS
    return base - last > timedelta(days=limit)


@lru_cache(maxsize=4)
def _tells_news(text: str, written: date) -> bool:
    """Say whether a text dates events, not words, in the days before its writing."""
    for time in all_times(text):
        if _SAID.search(text[max(0, time.start - _A_CLAUSE) : time.start]):
            continue
        year = None if time.continuing else year_of(time, text, written)
        days = read_time(time, written=written, year=year, told=None)
        if days is not None and 0 <= (written - days.last).days <= _NEWS_DAYS >= _length(days):
            return True
    return False


def _length(days: Days) -> int:
    return (days.last - days.first).days


def is_background(g: Grammar, trigger: int, text: str, words: Modality) -> bool:
    """
    Say whether the words around a trigger put it into the past of the reported episode.

    "Two years ago", "previously", "in the first weeks of the invasion", "ten years after the
    battle", or what remembers or depicts it: "the anniversary of the capture", "a film shows".
    """
    chain = [trigger, *g.ancestors(trigger)]
    return (
        _is_remembered(g, chain, words)
        or _is_of_the_honoured(g, trigger, words)
        or any(_is_long_before(g, i, words) for i in chain)
        or _is_said_to_be_past(g, trigger, text, words)
    )


def _is_remembered(g: Grammar, chain: Sequence[int], words: Modality) -> bool:
    """Recognise "the anniversary of the capture", "they commemorate it", "the film shows it"."""
    remembered = any(
        g.lemma(i) in (words.remembering if g.is_verb(i) else words.remembered) for i in chain[1:]
    )
    tellers = (
        k
        for below, i in pairwise(chain)
        if g.is_verb(i) and g.dep(below) in _TOLD
        for k in g.kids(i, "nsubj")
    )
    return remembered or any(g.lemma(k) in words.depicting for k in tellers)


def _is_of_the_honoured(g: Grammar, trigger: int, words: Modality) -> bool:
    """Recognise "decorated pilots who bombed X", "a medal for gunners who shelled X"."""
    if g.dep(trigger) != "relcl":
        return False
    person = g.tokens.heads[trigger]
    verb = next((i for i in g.ancestors(person) if g.is_verb(i)), None)
    told = [] if verb is None else [verb, *g.kids(verb, "nsubjpass", "dobj")]
    who = any(g.word(k) == "who" for k in g.kids(trigger, "nsubj"))
    return who and any(g.lemma(i) in words.honouring for i in told if i != person)


def _is_long_before(g: Grammar, i: int, words: Modality) -> bool:
    """Recognise "two years after the strike", "a decade since they captured X"."""
    marks = [i] if g.tokens.pos[i] == "ADP" else g.kids(i, "mark")
    return any(k and g.word(k) in _LATER and g.lemma(k - 1) in words.ages for k in marks)


def _is_said_to_be_past(g: Grammar, trigger: int, text: str, words: Modality) -> bool:
    """Look for phrases of the past beside a trigger and its verb."""
    verb = trigger
    while not g.is_verb(verb) and (head := g.head(verb)) is not None:
        verb = head
    parts = [k for i in {trigger, verb} for k in g.kids(i, *_ADDED)] + _opening(g, verb)
    counted = not _COUNTING.isdisjoint(g.word(k) for k in range(len(g.tokens.words)))
    parts = [k for k in parts if not (counted and "once" in {g.word(i) for i in g.subtree(k)})]
    spans = [g.spread(g.subtree(k)[0], g.subtree(k)[-1], text) for k in sorted(parts)]
    said = [
        ("" if before.end + 1 == span.start else " |") + f" {span.text.lower()}"
        for before, span in pairwise((Span(start=0, end=-1, text=""), *spans))
    ]
    padded = _RECENT.sub("lately ", f"{''.join(said)} ")
    return any(f" {phrase} " in padded for phrase in words.past)


def _opening(g: Grammar, verb: int) -> list[int]:
    """Return what opens a sentence and so covers all its clauses: "In World War II, A and B"."""
    first = verb
    while g.dep(first) == "conj" and (head := g.head(first)) is not None:
        first = head
    subjects = g.kids(first, "nsubj", "nsubjpass", "expl") if first != verb else []
    return [k for k in g.kids(first, *_ADDED) if subjects and k < min(subjects)]
