"""Sentences and placed names to event mentions."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import structs

from geomap.events.account import place_by_account
from geomap.events.actors import Remembered, name_actor, name_affected, remember_side
from geomap.events.attempts import (
    find_attempts,
    find_setbacks,
    is_averted,
    is_description,
    is_end_of_attempt,
    is_failed,
    is_habitual,
    is_pretext,
    is_staged,
    is_unsuccessful,
)
from geomap.events.background import is_background, is_historical
from geomap.events.dates import find_when
from geomap.events.elsewhere import find_elsewhere
from geomap.events.families import BELLIGERENT, STRIKES
from geomap.events.harm import count_zeros
from geomap.events.headings import name_weapons
from geomap.events.lexicon import Rule, load_lexicon
from geomap.events.matching import Match, find_matches
from geomap.events.modality import grammatical_factuality
from geomap.events.own import OwnRules
from geomap.events.reach import go_on
from geomap.events.relations import Relations, Setting, is_definite
from geomap.events.same_sentence import place_in_sentence
from geomap.events.scene import (
    Scene,
    next_scene,
    open_scene,
    place_on_scene,
    tells_elsewhere,
)
from geomap.events.setting import read_setting
from geomap.events.settle import settle
from geomap.events.shares import read_shares
from geomap.events.targets import find_target
from geomap.events.warlike import keep_warlike
from geomap.events.weapons import weapon_type
from geomap.events.where import places_aimed_at
from geomap.model import (
    NOWHERE,
    TERRITORY,
    ContextRef,
    Document,
    EventType,
    Factuality,
    Located,
    Mention,
    PlaceExpression,
    Role,
    Scope,
    Sentence,
    Tokens,
    Toponym,
    When,
    Where,
)
from geomap.sides import THIRD, load_sides

Placed = TypeVar("Placed", Toponym, PlaceExpression)

_LABEL_TOKENS = 9
_AIMED_AT = frozenset({"at", "toward", "towards", "against", "on"})
_REPELLED = "attack_repelled"
_BLOCKED = "blocked"
_TRYING = frozenset({"try", "attempt"})
_TRIED = frozenset({*TERRITORY, EventType.TROOP_MOVEMENT})


def extract_mentions(
    text: str,
    sentences: Sequence[Sentence],
    located: Located,
    *,
    document: Document,
    own: OwnRules | None = None,
) -> list[Mention]:
    """
    Find the events that the parsed sentences tell, each with its place, actor and time.

    Parameters
    ----------
    text
        The clean text that all spans count in.
    sentences
        In the order of the text; those without tokens are passed over.
    located
        The places of the same sentences, and the theatre whose sides are used; None for no sides.
    document
        Tells the language and the date of publication.
    own
        Rules of a user's own.

    Returns
    -------
    mentions
        In the order of the text. A trigger with several coordinated places is one mention each.
    """
    lexicon = load_lexicon(document.language or "en", own)
    if lexicon is None:
        return []
    sides = load_sides(located.theatre)
    mentions: list[Mention] = []
    last: Remembered | None = None
    before: list[Mention] = []
    scene: Scene | None = None
    paragraph = -1
    placed = _by_sentence(located.expressions)
    named = _by_sentence(located.toponyms)
    about = _by_sentence(located.scenes)
    for sentence in sentences:
        if sentence.tokens is None or not sentence.tokens.words or _is_label(sentence.tokens):
            continue
        mine = placed.get(sentence.index, [])
        names = named.get(sentence.index, [])
        at = read_setting(text, sentence, mine, names, sides, lexicon)
        last = remember_side(at, sentence.index, last)
        found = _of_sentence(at, sentence.index, mine, last, document.published)
        before = [] if paragraph != sentence.paragraph else before
        told = [] if tells_elsewhere(mine, before) else before
        settled = place_in_sentence(at, settle(at, found, told), mine, names)
        scene = open_scene(sentence, about.get(sentence.index, []), names) or scene
        settled = place_on_scene(at.grammar, settled, sentence, scene, names)
        settled = [go_on(at.grammar, mention, before) for mention in settled]
        scene = next_scene(scene, sentence, mine, names)
        settled, told = place_by_account(at, settled, before, mine, sentence=sentence.index)
        mentions[len(mentions) - len(before) :] = [*told, *settled]
        before, paragraph = [*told, *settled], sentence.paragraph
    mentions = count_zeros(mentions, {s.index: s.paragraph for s in sentences})
    mentions = name_weapons(mentions, sentences)
    return keep_warlike(mentions, text, sentences, sides=sides, lexicon=lexicon)


def _by_sentence(records: Iterable[Placed]) -> dict[int, list[Placed]]:
    found: dict[int, list[Placed]] = {}
    for record in records:
        found.setdefault(record.sentence, []).append(record)
    return found


def _is_label(tokens: Tokens) -> bool:
    """Say whether a sentence only names the kind of what follows: "Armed clash:"."""
    return tokens.words[-1] == ":" and len(tokens.words) <= _LABEL_TOKENS


def _of_sentence(
    at: Setting,
    sentence: int,
    expressions: list[PlaceExpression],
    last: Remembered | None,
    published: str | None,
) -> Iterator[Mention]:
    given = list(find_matches(at, expressions))
    ended = set(_setbacks(at, given))
    downed = {match.trigger for match in given if match.rule.type is EventType.INTERCEPTION}
    beaten = {match.trigger for match in given if match.rule.mode == _REPELLED}
    for found in given:
        match = _as_repelled(at, found)
        if at.grammar.dep(found.trigger) == "dobj" and at.grammar.head(found.trigger) in beaten:
            continue  # "fended off thrusts at X" is one clash
        if found.trigger in ended and found.rule.type is EventType.RETREAT:
            continue
        if found.rule.type in STRIKES and _describes_downed(at, found.trigger, downed):
            continue
        if match is not found or not _is_untold(at, match.trigger):
            yield from _mentions(at, match, sentence, expressions, last, published)


def _describes_downed(at: Setting, trigger: int, downed: set[int]) -> bool:
    """Say whether it only tells where what was shot down came from: "drones launched from X"."""
    g = at.grammar
    aimed = any(prep in _AIMED_AT for prep, _ in g.prepositions(trigger))
    return g.dep(trigger) == "acl" and not aimed and not downed.isdisjoint(g.ancestors(trigger))


def _setbacks(at: Setting, matches: Iterable[Match]) -> Iterator[int]:
    """Yield the verbs that tell how an attack ended: where it was beaten off nobody retreated."""
    words = at.lexicon.modality
    for match in matches:
        if _as_repelled(at, match) is not match:
            yield from find_setbacks(at.grammar, match.trigger, words)


def _as_repelled(at: Setting, match: Match) -> Match:
    """Take what was tried on the ground without success for an attack that was beaten off."""
    words, kind = at.lexicon.modality, match.rule.type
    tried = kind in _TRIED and find_attempts(at.grammar, match.trigger, words)
    attack = kind is EventType.CLASH or (kind is EventType.STRIKE and not match.relations["weapon"])
    if kind is EventType.RETREAT and is_end_of_attempt(at.grammar, match.trigger, words):
        return match._replace(
            rule=structs.replace(match.rule, type=EventType.CLASH, mode=_REPELLED)
        )
    if kind in TERRITORY and tried and _was_tried_by_troops(at, match, tried):
        rule = structs.replace(match.rule, type=EventType.CLASH, mode=None)
        match = match._replace(rule=rule)
    if not (tried or attack) or not is_unsuccessful(at.grammar, match.trigger, words):
        return match
    actor = match.rule.actor if attack else None
    rule = structs.replace(match.rule, type=EventType.CLASH, mode=_REPELLED, actor=actor)
    return match._replace(rule=rule)


def _was_tried_by_troops(at: Setting, match: Match, tried: Sequence[int]) -> bool:
    """Find "infantry tried to break into X", which is fighting; what states try is a plan."""
    g = at.grammar
    done = any(g.tokens.tags[i] == "VBD" and g.lemma(i) in _TRYING for i in tried)
    return done and any(at.is_in(i, "force") for i in match.relations.get("subject", []))


def _is_untold(at: Setting, trigger: int) -> bool:
    """Say whether the sentence tells that it was warded off, only played, or punished."""
    words = at.lexicon.modality
    tests = (is_averted, is_staged, is_pretext, is_habitual, is_description)
    return any(test(at.grammar, trigger, words) for test in tests)


def _mentions(
    at: Setting,
    match: Match,
    sentence: int,
    expressions: list[PlaceExpression],
    last: Remembered | None,
    published: str | None,
) -> Iterator[Mention]:
    """Yield what a match tells, once for each of its places; a count over places once."""
    trigger, rule, relations = match.trigger, match.rule, match.relations
    actor = name_actor(at, rule, relations, sentence=sentence, last=last)
    if actor is not None and actor.side == THIRD and rule.type in BELLIGERENT:
        return  # another war
    modality = _modality(at, match)
    if modality is None:
        return
    when = find_when(at.grammar, trigger, at.text, published=published)
    affected = name_affected(at, rule, relations)
    for counts, where in read_shares(at, match, expressions):
        yield Mention(
            sentence=sentence,
            token=trigger,
            trigger=match.span,
            type=_type(at, rule, relations),
            rule=rule.name,
            confidence=rule.confidence,
            where=_placed(at, match, where, expressions),
            when=when,
            modality=modality,
            definite=is_definite(at.grammar, trigger),
            mode=rule.mode,
            target=_target(at, rule, relations),
            counts=counts,
            actor=actor,
            affected=None if affected == actor else affected,
            scope=_scope(at, trigger, when, modality, published),
        )


def _modality(at: Setting, match: Match) -> Factuality | None:
    """Return what the grammar says; of a rule for what was not done, None where it was done."""
    rule, words = match.rule, at.lexicon.modality
    told = grammatical_factuality(at.grammar, match.trigger, words, ongoing=rule.ongoing)
    settled = rule.mode == _REPELLED or (rule.mode == _BLOCKED and _is_ordered(at, match.trigger))
    tried = find_attempts(at.grammar, match.trigger, words) if rule.type is EventType.CLASH else []
    if told is Factuality.PLANNED and (settled or _was_tried_by_troops(at, match, tried)):
        return Factuality.ASSERTED
    if (
        rule.mode == _REPELLED
        and told is Factuality.DENIED
        and is_failed(at.grammar, match.trigger)
    ):
        return Factuality.ASSERTED
    if not rule.negated:
        return told
    return Factuality.ASSERTED if told is Factuality.DENIED else None


def _is_ordered(at: Setting, trigger: int) -> bool:
    """Say whether they were made to do it: "was told to turn back" is a convoy stopped."""
    g = at.grammar
    return g.dep(trigger) == "xcomp" and g.is_passive(g.tokens.heads[trigger])


def _scope(
    at: Setting, trigger: int, when: When, modality: Factuality, published: str | None
) -> Scope:
    if modality in {Factuality.PLANNED, Factuality.HYPOTHETICAL}:
        return Scope.FUTURE
    words = at.lexicon.modality
    past = is_historical(when, published, at.text) or is_background(
        at.grammar, trigger, at.text, words
    )
    return Scope.HISTORICAL if past else Scope.CURRENT


def _placed(
    at: Setting, match: Match, where: Where | None, expressions: list[PlaceExpression]
) -> Where:
    """Return the place of a match, no inferred one where its own clause names another."""
    if where is None or (match.inferred and find_elsewhere(at, match.trigger) is not None):
        return _aimed(at, match.trigger, expressions)
    return _mark(where, inferred=match.inferred)


def _aimed(at: Setting, trigger: int, expressions: list[PlaceExpression]) -> Where:
    """
    Return no place, with the places that the trigger is only directed at as context.

    A place that is told but not named is kept as the words for it.
    """
    if (elsewhere := find_elsewhere(at, trigger)) is not None:
        return elsewhere
    aims = places_aimed_at(at.grammar, trigger, expressions)
    refs = {
        (p.start, p.end): ContextRef(
            id=p.id, name=p.name, role=Role.DIRECTION, start=p.start, end=p.end
        )
        for e in aims
        for p in e.where.places
    }
    return Where(context=tuple(refs[key] for key in sorted(refs))) if refs else NOWHERE


def _type(at: Setting, rule: Rule, relations: Relations) -> EventType:
    """Return the rule's type, or for a rule of strikes the one of its weapon."""
    known = [weapon_type(at, i) for i in relations["weapon"]] if rule.weapon else []
    return next((kind for kind in known if kind is not None), rule.type)


def _target(at: Setting, rule: Rule, relations: Relations) -> str | None:
    aimed = rule.type in STRIKES or rule.type in {EventType.DAMAGE, EventType.EXPLOSION}
    return rule.target or (find_target(at, rule, relations) if aimed else None)


def _mark(where: Where, *, inferred: bool) -> Where:
    if not inferred or where.inferred:
        return where
    return structs.replace(where, inferred=True)
