"""Which harm, blasts and moves belong to a war: the words around them, or where they are."""

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from operator import add

from geomap.events.families import HARM
from geomap.events.lexicon import Lexicon, Words
from geomap.events.triggers import inflect
from geomap.model import EventType, Mention, Sentence
from geomap.sides import THIRD, Sides

_OF_PEOPLE = frozenset({EventType.EVACUATION, EventType.DISPLACEMENT, EventType.AID_DELIVERY})
_PEACEABLE = HARM | _OF_PEOPLE | {EventType.STRIKE, EventType.EXPLOSION, EventType.TROOP_MOVEMENT}
_BRAWLS = frozenset({EventType.CLASH, EventType.AIRSTRIKE, EventType.RETREAT, EventType.CAPTURE})
_AROUND = 2
_GAME_WORDS = 2
_OFTEN, _WORDS_A_SENTENCE = 3, 20
_WORD = re.compile(r"[^\W\d_]+")


def keep_warlike(
    mentions: Iterable[Mention],
    text: str,
    sentences: Sequence[Sentence],
    *,
    sides: Sides,
    lexicon: Lexicon,
) -> list[Mention]:
    """
    Leave out what happens in peace as well, where nothing speaks of war.

    People are killed, things burn and towns are evacuated without a war. Such a mention is kept
    if it has a cause among the mentions, lies in a country that is at war in the theatre, or
    stands within two sentences of a word of war or of a side's name; outside any theatre, where
    people clash and capture without a war too, in one sentence with it. In a theatre nothing is
    kept that lies in another country, unless one of its sides did or suffered it.
    """
    told = [m for m in mentions if not _is_elsewhere(m, sides)]
    told = [m for m in told if not _is_of_a_game(text, sentences[m.sentence], lexicon)]
    kept: list[int] = []
    causes: set[tuple[int, int]] = set()
    for n in sorted(range(len(told)), key=lambda n: told[n].type in HARM):
        mention = told[n]
        explained = mention.cause in causes or _is_at_war(mention, sides)
        explained = explained or _is_deadly_strike(mention, told)
        doubtful = _PEACEABLE if sides.belligerents else _PEACEABLE | _BRAWLS
        peaceable = mention.type in doubtful and not explained
        if not peaceable or _speaks_of_war(mention, text, sentences, sides, lexicon):
            causes.add((mention.sentence, mention.token))
            kept.append(n)
    return [told[n] for n in sorted(kept)]


def _is_of_a_game(text: str, sentence: Sentence, lexicon: Lexicon) -> bool:
    words = {word.lower() for word in _WORD.findall(text[sentence.start : sentence.end])}
    return len(words & _game_forms(lexicon)) >= _GAME_WORDS


def _is_at_war(mention: Mention, sides: Sides) -> bool:
    if mention.type in _OF_PEOPLE and sides.belligerents and not mention.where.places:
        return True
    return any(place.country in sides.lands for place in mention.where.places)


def _is_deadly_strike(mention: Mention, told: Sequence[Mention]) -> bool:
    """Find "strikes on X killed 40", as strikes of workers do not."""
    place, word = (mention.sentence, mention.token), mention.trigger.text.lower()
    deadly = any(m.cause == place and m.type is EventType.CASUALTIES for m in told)
    return deadly and mention.type is EventType.STRIKE and word.startswith("strike")


def _is_elsewhere(mention: Mention, sides: Sides) -> bool:
    """Say whether it lies in a country that has no part in the theatre's war, by nobody of it."""
    parties = {p.side for p in (mention.actor, mention.affected) if p is not None}
    countries = {place.country for place in mention.where.places} - {None}
    known = bool(sides.lands and countries)
    return known and not (parties & sides.belligerents or countries & sides.lands)


def _speaks_of_war(
    mention: Mention, text: str, sentences: Sequence[Sentence], sides: Sides, lexicon: Lexicon
) -> bool:
    reach = _AROUND if sides.belligerents or _is_of_war(text, lexicon) else 0
    near = sentences[max(0, mention.sentence - reach) : mention.sentence + reach + 1]
    around = text[near[0].start : near[-1].end]
    words = [word.lower() for word in _WORD.findall(around)]
    if not _forms(lexicon).isdisjoint([*words, *map(add, words, words[1:])]):  # "air strike"
        return True
    member = sides.find(around)
    return member is not None and member.side != THIRD


@lru_cache(maxsize=4)
def _is_of_war(text: str, lexicon: Lexicon) -> bool:
    """Say whether a text speaks of war all along: in every sentence or so."""
    words = [word.lower() for word in _WORD.findall(text)]
    told = sum(word in _forms(lexicon) for word in words)
    return told >= _OFTEN and told * _WORDS_A_SENTENCE >= len(words)


@cache
def _forms(lexicon: Lexicon) -> Words:
    return inflect(lexicon.classes["war"])


@cache
def _game_forms(lexicon: Lexicon) -> Words:
    return inflect(lexicon.classes["sport"])
