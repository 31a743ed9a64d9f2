"""Which words of a sentence trigger which rule of the lexicon."""

from collections.abc import Iterator, Sequence
from functools import cache, partial
from typing import NamedTuple

from geomap.events.arguments import fits
from geomap.events.arms import part_by_weapon
from geomap.events.lexicon import Rule
from geomap.events.relations import (
    Relations,
    Setting,
    governing_verb,
    is_name_of,
    noun_relations,
    verb_relations,
)
from geomap.events.weapons import weapons
from geomap.events.where import Chosen, choose_places
from geomap.grammar import Grammar
from geomap.model import EventType, Form, PlaceExpression, Span, Where

_NAMED_NOUNS = frozenset(
    {"offensive", "counteroffensive", "advance", "fall", "capture", "liberation"}
)
_SPAN_TOKENS = 5
_TRIGGERING_OBJECTS = frozenset({"object", "under", "particle", "result"})
_PART_OF_WORD = frozenset({"compound", "npadvmod"})


class Match(NamedTuple):
    """A trigger with its rule, what stands around it, and the places that its grammar gives it."""

    trigger: int
    span: Span
    rule: Rule
    relations: Relations
    places: list[Where]
    inferred: bool


def find_matches(at: Setting, expressions: Sequence[PlaceExpression]) -> Iterator[Match]:
    """Yield the triggers of a sentence in its order, none inside the words of one before it."""
    covered = -1
    for trigger in range(len(at.grammar.tokens.words)):
        found = _match(at, trigger, expressions) if trigger > covered else []
        if found:
            covered = _last(at, trigger, found[0].rule, found[0].relations)
            yield from found


def _match(at: Setting, trigger: int, expressions: Sequence[PlaceExpression]) -> list[Match]:
    """Return the first rule that the trigger and its surroundings satisfy, once a weapon."""
    g = at.grammar
    verb = _acts_as_verb(at, trigger)
    rules = at.lexicon.rules(g.lemma(trigger) if verb else _noun(g, trigger), verb=verb)
    if not rules or not _can_trigger(at, trigger, verb=verb):
        return []
    relations = verb_relations(at, trigger) if verb else noun_relations(at, trigger)
    if not verb and _is_named_campaign(at, trigger, relations):
        return []
    places = cache(partial(_places, at, trigger, expressions))
    for rule in rules:
        relations["weapon"] = weapons(at, rule, relations)
        if fits(at, trigger, rule, relations, places=partial(places, rule.type)):
            chosen, inferred = places(rule.type)
            span = at.grammar.spread(trigger, _last(at, trigger, rule, relations), at.text)
            return [
                Match(trigger, span, rule, own, [e.where for e in arm], inferred)
                for arm, own in part_by_weapon(at, relations, chosen)
            ]
    return []


def _places(
    at: Setting, trigger: int, expressions: Sequence[PlaceExpression], kind: EventType
) -> Chosen:
    """Return where a trigger's event is, also told by a participle: "explosions heard in X"."""
    g = at.grammar
    told = [k for k in g.kids(trigger, "acl") if g.tokens.tags[k] == "VBN"]
    for i in (trigger, *told):
        found = choose_places(g, i, expressions, kind=kind, lexicon=at.lexicon)
        if found[0]:
            return _without_heading(found[0]), found[1]
    return [], False


def _without_heading(chosen: list[PlaceExpression]) -> list[PlaceExpression]:
    """Drop the region under which its own places are listed: "in R region, A and B"."""
    towns = [e for e in chosen if not _is_region(e)]
    if not towns or not all(e.where.places for e in chosen):
        return chosen
    heading = {
        e.first
        for e in chosen
        if _is_region(e) and e.first < towns[0].first and all(_is_in(t, e) for t in towns)
    }
    return [e for e in chosen if e.first not in heading]


def _is_region(expression: PlaceExpression) -> bool:
    shape = expression.where.shape
    whole = expression.where.unresolved is None  # else only where a name lies
    return shape is not None and shape.form is Form.REGION and whole


def _is_in(town: PlaceExpression, region: PlaceExpression) -> bool:
    a, b = town.where.places[0], region.where.places[0]
    return (a.country, a.admin1) == (b.country, b.admin1)


def _can_trigger(at: Setting, trigger: int, *, verb: bool) -> bool:
    """Refuse participles that only describe ("occupied Crimea", "shells fired from") and names."""
    g = at.grammar
    if verb:
        described = g.tokens.heads[trigger] if g.dep(trigger) == "acl" else trigger
        if g.lemma(described) in at.lexicon.classes["artillery"] and described != trigger:
            return False
        return g.dep(trigger) not in {"amod", "compound", "aux"}
    if g.tokens.pos[trigger] == "ADJ":
        return g.dep(trigger) != "amod" or g.tokens.heads[trigger] < trigger
    if g.head(trigger) is None and not any(map(g.is_verb, range(len(g.tokens.words)))):
        return g.lemma(trigger) not in _NAMED_NOUNS
    nominal = g.tokens.pos[trigger] in {"NOUN", "VERB", "AUX"} or (
        g.tokens.pos[trigger] == "PROPN"
        and (_is_capital_by_place(g, trigger) or g.word(trigger) in at.lexicon.weapons)
    )
    return nominal and g.dep(trigger) not in _PART_OF_WORD


def _is_capital_by_place(g: Grammar, i: int) -> bool:
    """Say whether a word taken for a name has its capital from where it stands: "Airstrike on"."""
    first = i == 0 or g.word(i - 1) in {":", "-", "\u2013", "\u2014"}
    first = first or g.tokens.pos[i - 1] == "NUM"  # "06:02 Explosions in X"
    return first or g.tokens.words[i].isupper()


def _is_named_campaign(at: Setting, trigger: int, relations: Relations) -> bool:
    """Say whether a noun is part of a name: "as part of the Kyiv offensive" tells no advance."""
    named = any(is_name_of(at, k) for k in relations["modifier"])
    return named and governing_verb(at.grammar, trigger) is None


def _acts_as_verb(at: Setting, trigger: int) -> bool:
    """
    Say whether a trigger is a verb, mending three habits of the tagger.

    A noun in -ing without an object is taken for a verb ("said shelling killed two"), as is a noun
    with an adjective and no verb ("Armed clash near X."), and a rare participle with an object for
    a noun ("had overrun two hamlets").
    """
    g = at.grammar
    if not g.is_verb(trigger):
        return bool(g.kids(trigger, "dobj") and at.lexicon.rules(g.lemma(trigger), verb=True))
    as_noun = bool(at.lexicon.rules(g.word(trigger), verb=False))
    if not at.lexicon.rules(g.lemma(trigger), verb=True):  # "SAF airstrikes on X destroyed"
        return False
    gerund = as_noun and g.tokens.tags[trigger] == "VBG" and not g.kids(trigger, "dobj", "aux")
    described = bool(g.kids(trigger, "amod", "det")) and not g.kids(trigger, "nsubj", "dobj", "aux")
    return not (gerund or (described and at.lexicon.rules(g.lemma(trigger), verb=False)))


def _noun(g: Grammar, trigger: int) -> str:
    gerund = g.tokens.tags[trigger] == "VBG"
    if g.tokens.tags[trigger] == "NNPS":  # the plural of a name keeps its "s": "17:45 Explosions"
        return g.word(trigger).removesuffix("s")
    return g.word(trigger) if gerund else g.lemma(trigger)


def _last(at: Setting, trigger: int, rule: Rule, relations: Relations) -> int:
    """Return the end of a trigger with the noun that makes it what it is ("seized control")."""
    last = trigger
    for relation in sorted(_TRIGGERING_OBJECTS & set(rule.require)):
        wanted = rule.require[relation]
        nouns = [i for i in relations.get(relation, []) if at.grammar.lemma(i) in wanted]
        last = max([last, *(i for i in nouns if i - trigger <= _SPAN_TOKENS)])
    return last
