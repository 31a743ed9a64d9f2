"""Sentences and placed names to event mentions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import msgspec

from geomap.events.actors import Remembered, name_actor, name_affected, remember_side
from geomap.events.arguments import fits
from geomap.events.counts import read_counts
from geomap.events.dates import find_when, is_background, is_historical
from geomap.events.families import BELLIGERENT, STRIKES
from geomap.events.lexicon import Lexicon, Rule, load_lexicon
from geomap.events.modality import grammatical_factuality, is_averted, is_staged
from geomap.events.relations import (
    Relations,
    Setting,
    governing_verb,
    is_definite,
    is_name_of,
    noun_relations,
    verb_relations,
)
from geomap.events.scene import Scene, next_scene, place_on_scene
from geomap.events.settle import settle
from geomap.events.targets import find_target
from geomap.events.union import unite_places
from geomap.events.weapons import weapon_type, weapons
from geomap.events.where import choose_places, places_aimed_at
from geomap.grammar import Grammar
from geomap.model import (
    NOWHERE,
    ContextRef,
    Document,
    EventType,
    Factuality,
    Mention,
    PlaceExpression,
    Role,
    Scope,
    Sentence,
    Span,
    Tokens,
    Toponym,
    Where,
)
from geomap.sides import THIRD, Sides, load_sides

Placed = TypeVar("Placed", Toponym, PlaceExpression)

_NAMED_NOUNS = frozenset(
    {"offensive", "counteroffensive", "advance", "fall", "capture", "liberation"}
)
_LABEL_TOKENS = 9
_SPAN_TOKENS = 5
_TRIGGERING_OBJECTS = frozenset({"object", "under", "particle", "result"})


def extract_mentions(
    text: str,
    sentences: Sequence[Sentence],
    *,
    toponyms: Sequence[Toponym],
    expressions: Sequence[PlaceExpression],
    theatre: str | None,
    document: Document,
) -> list[Mention]:
    """
    Find the events that the parsed sentences tell, each with its place, actor and time.

    Parameters
    ----------
    text
        The clean text that all spans count in.
    sentences
        In the order of the text; those without tokens are passed over.
    toponyms, expressions
        The placed names of the same sentences.
    theatre
        Whose sides are used; None for no sides.
    document
        Tells the language and the date of publication.

    Returns
    -------
    mentions
        In the order of the text. A trigger with several coordinated places is one mention each.
    """
    lexicon = load_lexicon(document.language or "en")
    if lexicon is None:
        return []
    sides = load_sides(theatre)
    mentions: list[Mention] = []
    last: Remembered | None = None
    before: list[Mention] = []
    scene: Scene | None = None
    paragraph = -1
    placed = _by_sentence(expressions)
    named = _by_sentence(toponyms)
    for sentence in sentences:
        if sentence.tokens is None or not sentence.tokens.words or _is_label(sentence.tokens):
            continue
        mine = placed.get(sentence.index, [])
        names = named.get(sentence.index, [])
        at = _setting(text, sentence, mine, names, sides, lexicon)
        last = remember_side(at, sentence.index, last)
        found = _of_sentence(at, sentence.index, mine, last, document.published)
        before = [] if paragraph != sentence.paragraph else before
        settled = place_on_scene(settle(at, found, before), sentence, scene, names)
        scene = next_scene(scene, sentence, mine)
        before, paragraph = [*before, *settled], sentence.paragraph
        mentions += settled
    return mentions


def _by_sentence(records: Iterable[Placed]) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = {}
    for record in records:
        found.setdefault(record.sentence, []).append(record)
    return found


def _is_label(tokens: Tokens) -> bool:
    """Say whether a sentence only names the kind of what follows: "Armed clash:"."""
    return tokens.words[-1] == ":" and len(tokens.words) <= _LABEL_TOKENS


def _setting(
    text: str,
    sentence: Sentence,
    expressions: list[PlaceExpression],
    toponyms: list[Toponym],
    sides: Sides,
    lexicon: Lexicon,
) -> Setting:
    tokens = sentence.tokens
    assert tokens is not None  # noqa: S101 (the caller passes parsed sentences only)
    inside = {
        (i, name.role)
        for name in toponyms
        for i, start in enumerate(tokens.starts)
        if name.start <= start < name.end
    }
    heads = {e.head for e in expressions if e.where.shape is not None}
    return Setting(
        Grammar(tokens),
        text,
        place_tokens=frozenset({i for i, _ in inside} | heads),
        state_tokens=frozenset(i for i, role in inside if role is Role.METONYM),
        sides=sides,
        lexicon=lexicon,
    )


def _of_sentence(
    at: Setting,
    sentence: int,
    expressions: list[PlaceExpression],
    last: Remembered | None,
    published: str | None,
) -> Iterator[Mention]:
    covered = -1
    for trigger in range(len(at.grammar.tokens.words)):
        found = _fitting_rule(at, trigger, expressions) if trigger > covered else None
        if found is None:
            continue
        rule, relations, places, inferred = found
        span, covered = _trigger_span(at, trigger, rule, relations)
        words = at.lexicon.modality
        if is_averted(at.grammar, trigger, words) or is_staged(at.grammar, trigger, words):
            continue
        modality = grammatical_factuality(at.grammar, trigger, words, ongoing=rule.ongoing)
        when = find_when(at.grammar, trigger, at.text, published=published)
        past = is_historical(when, published) or is_background(at.grammar, trigger, at.text, words)
        scope = Scope.HISTORICAL if past else Scope.CURRENT
        if modality in {Factuality.PLANNED, Factuality.HYPOTHETICAL}:
            scope = Scope.FUTURE
        actor = name_actor(at, rule, relations, sentence=sentence, last=last)
        if actor is not None and actor.side == THIRD and rule.type in BELLIGERENT:
            continue  # another war
        counts = read_counts(at, rule, relations)
        if counts and places:
            places = [unite_places(places)]
        affected = name_affected(at, rule, relations)
        for where in places or [_aimed(at, trigger, expressions)]:
            yield Mention(
                sentence=sentence,
                token=trigger,
                trigger=span,
                type=_type(at, rule, relations),
                rule=rule.name,
                confidence=rule.confidence,
                where=_mark(where, inferred=inferred),
                when=when,
                modality=modality,
                definite=is_definite(at.grammar, trigger),
                mode=rule.mode,
                target=_target(at, rule, relations),
                counts=counts,
                actor=actor,
                affected=None if affected == actor else affected,
                scope=scope,
            )


def _aimed(at: Setting, trigger: int, expressions: list[PlaceExpression]) -> Where:
    """Return no place, with the places that the trigger is only directed at as context."""
    aims = places_aimed_at(at.grammar, trigger, expressions)
    refs = {
        (p.start, p.end): ContextRef(
            id=p.id, name=p.name, role=Role.DIRECTION, start=p.start, end=p.end
        )
        for e in aims
        for p in e.where.places
    }
    return Where(context=tuple(refs[key] for key in sorted(refs))) if refs else NOWHERE


def _fitting_rule(
    at: Setting, trigger: int, expressions: list[PlaceExpression]
) -> tuple[Rule, Relations, list[Where], bool] | None:
    """Return the first rule that the trigger and its surroundings satisfy."""
    g = at.grammar
    verb = _acts_as_verb(at, trigger)
    rules = at.lexicon.rules(g.lemma(trigger) if verb else _noun(g, trigger), verb=verb)
    if not rules or not _can_trigger(at, trigger, verb=verb):
        return None
    relations = verb_relations(at, trigger) if verb else noun_relations(at, trigger)
    if not verb and _is_named_campaign(at, trigger, relations):
        return None
    for rule in rules:
        relations["weapon"] = weapons(at, rule, relations)
        chosen, inferred = _places(at, trigger, rule, expressions)
        if fits(at, trigger, rule, relations, has_place=bool(chosen)):
            return rule, relations, [e.where for e in chosen], inferred
    return None


def _places(
    at: Setting, trigger: int, rule: Rule, expressions: list[PlaceExpression]
) -> tuple[list[PlaceExpression], bool]:
    """Return where a trigger's event is, also told by a participle: "explosions heard in X"."""
    g = at.grammar
    told = [k for k in g.kids(trigger, "acl") if g.tokens.tags[k] == "VBN"]
    for i in (trigger, *told):
        found = choose_places(g, i, expressions, kind=rule.type, lexicon=at.lexicon)
        if found[0]:
            return found
    return [], False


def _type(at: Setting, rule: Rule, relations: Relations) -> EventType:
    """Return the rule's type, or for a rule of strikes the one of its weapon."""
    known = [weapon_type(at, i) for i in relations["weapon"]] if rule.weapon else []
    return next((kind for kind in known if kind is not None), rule.type)


def _target(at: Setting, rule: Rule, relations: Relations) -> str | None:
    aimed = rule.type in STRIKES or rule.type in {EventType.DAMAGE, EventType.EXPLOSION}
    return rule.target or (find_target(at, rule, relations) if aimed else None)


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
    return g.tokens.pos[trigger] in {"NOUN", "VERB", "AUX"} and g.dep(trigger) not in {
        "compound",
        "npadvmod",
    }


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
    gerund = as_noun and g.tokens.tags[trigger] == "VBG" and not g.kids(trigger, "dobj", "aux")
    described = bool(g.kids(trigger, "amod", "det")) and not g.kids(trigger, "nsubj", "dobj", "aux")
    return not (gerund or (described and at.lexicon.rules(g.lemma(trigger), verb=False)))


def _noun(g: Grammar, trigger: int) -> str:
    gerund = g.tokens.tags[trigger] == "VBG"
    return g.word(trigger) if gerund else g.lemma(trigger)


def _trigger_span(at: Setting, trigger: int, rule: Rule, relations: Relations) -> tuple[Span, int]:
    """Return the trigger with the noun that makes it what it is ("seized control"), and its end."""
    g = at.grammar
    last = trigger
    for relation in sorted(_TRIGGERING_OBJECTS & set(rule.require)):
        nouns = [i for i in relations.get(relation, []) if g.lemma(i) in rule.require[relation]]
        last = max([last, *(i for i in nouns if i - trigger <= _SPAN_TOKENS)])
    return g.spread(trigger, last, at.text), last


def _mark(where: Where, *, inferred: bool) -> Where:
    if not inferred or where.inferred:
        return where
    return msgspec.structs.replace(where, inferred=True)
