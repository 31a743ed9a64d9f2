"""Sentences with lemmas and placed names to event mentions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from geomap.chunks import Chunks
from geomap.events.cases.calendar import Times, read_times
from geomap.events.cases.corrected import without_corrected
from geomap.events.cases.dates import (
    find_when,
    goes_on,
    is_historical,
    is_recalled,
    is_years_ago,
    told_here,
)
from geomap.events.cases.elsewhere import (
    is_accident,
    is_rebuilt,
    is_remembered,
)
from geomap.events.cases.hits import Hit, find_hits
from geomap.events.cases.lexicon import CaseLexicon, load_case_lexicon
from geomap.events.cases.modality import grammatical_factuality, is_averted, is_zero
from geomap.events.cases.parties import count_kind, name_actor, name_affected, read_counts
from geomap.events.cases.relations import Scene
from geomap.events.cases.rules import (
    aimed,
    find_target,
    find_weapon,
    weapon_type,
)
from geomap.events.cases.settle import ALL_DAY, settle
from geomap.events.cases.shares import share_out
from geomap.events.cases.topics import Heading, place_earlier, place_later, read_heading
from geomap.events.families import HARM, STRIKES
from geomap.events.harm import count_zeros
from geomap.events.union import unite_places
from geomap.model import (
    NOWHERE,
    Count,
    Document,
    EventType,
    Factuality,
    Form,
    Located,
    Mention,
    PlaceExpression,
    Relation,
    Role,
    Scope,
    Sentence,
    Toponym,
    When,
    Where,
)
from geomap.sides import Sides, load_sides

_RETYPED = frozenset({EventType.STRIKE, EventType.SHELLING, EventType.DAMAGE})
_ATTACK = "strike.attack_noun"
_BRIEF = 6  # sentences of a headline, an announcement or a post
_AIMED = STRIKES | {EventType.DAMAGE, EventType.EXPLOSION}


class _About(NamedTuple):
    """What is known of the whole text: whether it is a short report, and speaks of weapons."""

    brief: bool
    warlike: bool


class _Now(NamedTuple):
    """The times of a sentence, the one told before it, and the ISO date of publication."""

    times: Times
    told: When | None
    published: str | None


def extract_by_case(
    text: str,
    sentences: Sequence[Sentence],
    located: Located,
    *,
    document: Document,
) -> list[Mention]:
    """Find the events of a Ukrainian or Russian document; see `geomap.events.extract_mentions`."""
    lexicon = load_case_lexicon(document.language or "")
    if lexicon is None:
        return []
    sides = load_sides(located.theatre)
    mentions: list[Mention] = []
    about = _About(brief=len(sentences) <= _BRIEF, warlike=_is_warlike(sentences, lexicon))
    heading = Heading(None, 0)
    told, paragraph = None, 0
    around: list[PlaceExpression] = []
    for sentence in sentences:
        if sentence.tokens is None or not sentence.tokens.words:
            continue
        mine = [e for e in located.expressions if e.sentence == sentence.index]
        names = [t for t in located.toponyms if t.sentence == sentence.index]
        mine = without_corrected(mine, sentence.tokens.words, lexicon.modality.corrects)
        at = _scene(text, sentence, mine, names, sides, lexicon, located.theatre)
        times = read_times(at, published=document.published)
        around = around if sentence.paragraph == paragraph else []
        told = told if about.brief or sentence.paragraph == paragraph else None
        now = _Now(times, told_here(at, told), document.published)
        found = list(_of_sentence(at, sentence.index, now, about))
        told = goes_on(at, times, told, published=document.published)
        paragraph = sentence.paragraph
        before = [m for m in mentions if _is_before(m, sentence, sentences)]
        heading = read_heading(at, sentence) or heading
        over = heading.place if sentence.paragraph <= heading.last else None
        if not found:
            mentions = place_earlier(at, mentions, before)
        mentions += place_later(at, settle(at, found, before), over, before, around)
        around = around if text[sentence.start] == "#" else [*around, *mine]  # a tag tells nothing
    return count_zeros(mentions, {s.index: s.paragraph for s in sentences})


def _is_warlike(sentences: Sequence[Sentence], lexicon: CaseLexicon) -> bool:
    known = lexicon.warlike
    return any(not known.isdisjoint(s.tokens.lemmas) for s in sentences if s.tokens is not None)


def _is_before(mention: Mention, sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    near = 0 < sentence.index - mention.sentence <= 2
    return near and sentences[mention.sentence].paragraph == sentence.paragraph


def _scene(
    text: str,
    sentence: Sentence,
    expressions: list[PlaceExpression],
    toponyms: list[Toponym],
    sides: Sides,
    lexicon: CaseLexicon,
    theatre: str | None,
) -> Scene:
    tokens = sentence.tokens
    assert tokens is not None  # noqa: S101 (the caller passes sentences with tokens only)
    inside = {
        (i, name.role)
        for name in toponyms
        for i, start in enumerate(tokens.starts)
        if name.start <= start < name.end and name.role is not Role.DEMONYM
    }
    acting = {Role.METONYM, Role.ORGANISATION, Role.BACKGROUND}
    named = [
        [i for i, start in enumerate(tokens.starts) if name.start <= start < name.end]
        for name in toponyms
        if name.role is not Role.DEMONYM
    ]
    return Scene(
        chunks=Chunks(tokens, [(run[0], run[-1]) for run in named if run]),
        text=text,
        place_tokens=frozenset(i for i, _ in inside),
        state_tokens=frozenset(i for i, role in inside if role in acting),
        expressions=tuple(expressions),
        sides=sides,
        lexicon=lexicon,
        opponent=lexicon.opponent.get(theatre or ""),
        own=lexicon.own.get(theatre or ""),
    )


def _of_sentence(at: Scene, sentence: int, now: _Now, about: _About) -> Iterator[Mention]:
    hits = find_hits(at)
    if is_accident(at, {hit.rule.type for hit in hits}, warlike=about.warlike):
        return
    for hit in hits:
        clause = at.chunks.clause_at(hit.token)
        when = find_when(
            now.times, clause, published=now.published, brief=about.brief, told=now.told
        )
        yield from _mentions(at, hit, sentence, when, now.published)


def _mentions(
    at: Scene, hit: Hit, sentence: int, when: When, published: str | None
) -> Iterator[Mention]:
    zero = hit.rule.type in HARM and is_zero(at, hit.token)
    if is_averted(at, hit.token, verb=hit.verb) and not zero:
        return
    if is_remembered(at, hit.token) or is_rebuilt(at, hit.token):
        return
    modality = grammatical_factuality(at, hit.token, verb=hit.verb)
    refused = any("negated" in options for options in hit.rule.need)
    failed = any("failed" in options for options in hit.rule.need)
    if refused or (failed and modality is Factuality.DENIED):
        modality = Factuality.ASSERTED
    is_past = is_historical(when, published) or is_recalled(at, when, published)
    span = at.chunks.span(min(hit.token, hit.last), hit.last, at.text)
    counts = _zero(at, hit) if zero else read_counts(at, hit.rule, hit.token, hit.relations)
    places = _without_stand_ins([e.where for e in hit.places]) or [NOWHERE]
    if counts and hit.inferred and hit.rule.type not in HARM and len(places) > 1:
        places = [NOWHERE]  # what other clauses name is not where all of them were
    if hit.inferred and hit.rule.name in ALL_DAY:
        places = [NOWHERE]
    united = unite_places(places) if counts else None
    if united is not None and len(places) > 1 and united.shape is None:
        united, counts = None, {}  # too far apart for one area: nobody is told where how many were
    kind = _type(at, hit)
    shared = [(place, counts, kind) for place in (places if united is None else [united])]
    for place, told, kind in _shares(at, hit) or shared:
        where = msgspec.structs.replace(place, inferred=True) if hit.inferred else place
        yield Mention(
            sentence=sentence,
            token=hit.token,
            trigger=span,
            type=kind,
            rule=hit.rule.name,
            confidence=hit.rule.confidence,
            where=where,
            when=when,
            modality=Factuality.ASSERTED if zero else modality,
            mode=hit.rule.mode,
            target=find_target(at, _aim(hit)) if hit.rule.type in _AIMED else None,
            actor=name_actor(at, hit.rule, hit.relations),
            affected=name_affected(at, hit.rule, hit.relations),
            counts=told,
            scope=_scope(at, modality, is_past=is_past, token=hit.token),
        )


def _shares(at: Scene, hit: Hit) -> list[tuple[Where, dict[str, Count], EventType]]:
    """Return the places of what a verb tells of several, each with its own number and type."""
    shares = share_out(at, hit.token, hit.places, hit.rule, verb=hit.verb)
    if not shares:
        return []
    total = read_counts(at, hit.rule, hit.token, hit.relations)
    counted = count_kind(at, hit.rule, hit.token)
    told = any(share.type is not None for share in shares)
    own = hit._replace(relations={**hit.relations, "instrument": []}) if told else hit
    first = _type(at, own)
    found = []

    def taken(total: dict[str, Count]) -> bool:
        return any(s.number and s.number.start == n.start for s in shares for n in total.values())

    for share in shares:
        number = {} if counted is None or share.number is None else {counted: share.number}
        number = total if share is shares[0] and not number and not taken(total) else number
        kind = (share.type or first) if hit.rule.type in _RETYPED else first
        places = [e.where for e in share.places]
        united = places if share.each else [unite_places(places)]
        found += [(place, number, kind) for place in united]
    return found


def _without_stand_ins(places: list[Where]) -> list[Where]:
    """Draw no region in the stead of one of several places where others of them are known."""
    known = any(place.unresolved is None and place.shape is not None for place in places)
    return [
        msgspec.structs.replace(place, shape=None, places=())
        if known and place.unresolved is not None and _is_region(place)
        else place
        for place in places
    ]


def _is_region(place: Where) -> bool:
    return place.shape is not None and place.shape.form is Form.REGION


def _aim(hit: Hit) -> list[int]:
    own = hit.relations.get("subject", []) if hit.rule.type is EventType.DAMAGE else []
    return [*aimed(hit.relations), *own]


def _type(at: Scene, hit: Hit) -> EventType:
    """Return the rule's type; for strikes, and harm done with a weapon, the one of the weapon."""
    if hit.rule.type not in _RETYPED:
        return hit.rule.type
    by_tool = {k: v for k, v in hit.relations.items() if k in {"instrument", "з", "из"}}
    known = by_tool if hit.rule.type is EventType.DAMAGE else hit.relations
    kind = find_weapon(at, known, launched="object" in hit.rule.require)
    kind = kind or (None if hit.verb else weapon_type(at, hit.token))
    if kind is None and hit.rule.name == _ATTACK and _is_on_the_ground(hit):
        return EventType.CLASH
    vague = hit.rule.type is EventType.SHELLING and kind is EventType.SHELLING
    return hit.rule.type if kind is None or vague or (not hit.verb and known is by_tool) else kind


def _is_on_the_ground(hit: Hit) -> bool:
    """Find "17 атак біля X та Y": troops attack near a place, what flies attacks the place."""
    around = {Relation.NEAR, Relation.AXIS}
    return bool(hit.places) and all(e.where.relation in around for e in hit.places)


def _zero(at: Scene, hit: Hit) -> dict[str, Count]:
    kind = count_kind(at, hit.rule, hit.token)
    start, end = at.chunks.tokens.starts[hit.token], at.chunks.tokens.ends[hit.token]
    return {} if kind is None else {kind: Count(low=0, high=0, start=start, end=end)}


def _scope(at: Scene, modality: Factuality, *, is_past: bool, token: int) -> Scope:
    if modality in {Factuality.PLANNED, Factuality.HYPOTHETICAL}:
        return Scope.FUTURE
    clause = at.chunks.clause_at(token)
    said = {at.chunks.lemma(i) for i in range(clause.first, clause.last + 1)}
    is_past = is_past or is_years_ago(at)
    return Scope.HISTORICAL if is_past or said & at.lexicon.modality.past else Scope.CURRENT
