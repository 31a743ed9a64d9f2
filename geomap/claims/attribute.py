"""Event mentions to claims: who says so, with what stance, and about which happening."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import TypeVar

import msgspec

from geomap.claims.case_sources import CaseSourceReader
from geomap.claims.case_speakers import CaseSpeakers
from geomap.claims.happenings import Draft, group_happenings
from geomap.claims.lexicon import Speech, load_speech
from geomap.claims.quotes import find_quotations
from geomap.claims.reference import goes_on, is_fresh, is_regained
from geomap.claims.sources import SourceReader
from geomap.claims.speakers import Attribution, Rebuttal, Speakers
from geomap.claims.stance import is_unverified, judge
from geomap.ids import claim_id, happening_id
from geomap.model import (
    NOWHERE,
    Claim,
    Document,
    EventType,
    Factuality,
    Mention,
    Party,
    Quote,
    Record,
    Scope,
    Sentence,
    Source,
    SourceKind,
    Span,
    Stance,
    Toponym,
    Where,
)
from geomap.sides import Sides, load_sides

_CONTEXT = 160
_REBUTS_WITHIN = 2
_NEVER_PLACED_AHEAD = frozenset(
    {
        EventType.EVACUATION,
        EventType.AID_DELIVERY,
        EventType.AID_OBSTRUCTION,
        EventType.TROOP_MOVEMENT,
    }
)
_OPPONENT = frozenset({"enemy", "enemy's", "aggressor", "occupiers", "invaders", "adversary"})
_FIRST_PERSON = frozenset({"we", "us", "our", "ours"})

R = TypeVar("R", bound=Record)
ToSource = Callable[[int, int], tuple[int, int]]


def attribute_claims(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    *,
    toponyms: Sequence[Toponym],
    theatre: str | None,
    document: Document,
    to_source: ToSource,
) -> list[Claim]:
    """
    Make the claims of a document.

    Parameters
    ----------
    text
        The clean text that sentences, mentions and toponyms count in.
    to_source
        Turns a span of the clean text into one of `document.text`.

    Returns
    -------
    claims
        In the order of the text; all their spans count in the source text.
    """
    speech = load_speech(document.language or "en")
    if speech is None:
        return []
    speakers = _speakers(text, sentences, speech, toponyms, load_sides(theatre))
    drafts = []
    by_index = {s.index: s for s in sentences}
    for mention in mentions:
        following = by_index.get(mention.sentence + 1)
        unverified = following is not None and is_unverified(
            text[following.start : following.end], speech
        )
        grammar = speakers.grammar(mention.sentence)
        for attribution in speakers.attribute(mention, text):
            sentence = by_index[mention.sentence]
            claim = _claim(
                mention, attribution, sentence, document, theatre=theatre, unverified=unverified
            )
            drafts.append(
                Draft(
                    _to_source(claim, document, to_source),
                    definite=mention.definite,
                    fresh=is_fresh(grammar, mention.token, speech),
                    regained=is_regained(grammar, mention.token, speech),
                    goes_on=goes_on(grammar, mention, speech),
                    answers=bool(attribution.links),
                )
            )
    rebuttals = list(speakers.rebuttals(text))
    return list(_named([*drafts, *_rebut(rebuttals, drafts, by_index, document, to_source)]))


def _speakers(
    text: str,
    sentences: Sequence[Sentence],
    speech: Speech,
    toponyms: Sequence[Toponym],
    sides: Sides,
) -> Speakers | CaseSpeakers:
    """Read the speakers from parses, or from cases where sentences have lemmas and no heads."""
    if any(s.tokens is not None and not s.tokens.heads and s.tokens.words for s in sentences):
        reader = CaseSourceReader(text, speech, sides)
        return CaseSpeakers(sentences, speech=speech, reader=reader)
    names = frozenset(t.text.casefold() for t in toponyms)
    parsed = SourceReader(text, speech, sides, names)
    return Speakers(sentences, find_quotations(text), speech=speech, reader=parsed)


def _rebut(
    rebuttals: Sequence[Rebuttal],
    drafts: Sequence[Draft],
    by_index: Mapping[int, Sentence],
    document: Document,
    to_source: ToSource,
) -> Iterator[Draft]:
    """Yield a denial of each claim that a rebuttal turns against: the last ones told before it."""
    for rebuttal in rebuttals:
        for n in _rebutted(rebuttal, drafts, to_source):
            claim = msgspec.structs.replace(
                drafts[n].claim,
                sentence=rebuttal.sentence,
                where=NOWHERE,
                stance=Stance.DENY,
                factuality=Factuality.DENIED,
                disputes="occurrence",
                chain=drafts[n].claim.chain[:1],
            )
            sentence = by_index[rebuttal.sentence]
            moved = {
                "trigger": _moved(rebuttal.token, document.text, to_source),
                "quote": _quote(document.text, to_source(sentence.start, sentence.end)),
                "chain": claim.chain
                + tuple(_moved(link, document.text, to_source) for link in rebuttal.links),
            }
            yield Draft(msgspec.structs.replace(claim, **moved), rebuts=n)


def _rebutted(rebuttal: Rebuttal, drafts: Sequence[Draft], to_source: ToSource) -> list[int]:
    """Return the claims of the nearest sentence before a rebuttal that another side makes."""
    side = rebuttal.links[-1].side
    start, _ = to_source(rebuttal.token.start, rebuttal.token.end)
    near = bisect_left(
        drafts, rebuttal.sentence - _REBUTS_WITHIN, key=lambda draft: draft.claim.sentence
    )
    before = [
        n
        for n in takewhile(
            lambda n: drafts[n].claim.sentence <= rebuttal.sentence, range(near, len(drafts))
        )
        if drafts[n].claim.stance is not Stance.DENY
        and drafts[n].claim.trigger.end <= start
        and len(drafts[n].claim.chain) > 1
        and (side is None or drafts[n].claim.chain[-1].side != side)
    ]
    if not before:
        return []
    last = drafts[before[-1]].claim
    return [
        n
        for n in before
        if (drafts[n].claim.sentence, drafts[n].claim.chain) == (last.sentence, last.chain)
    ]


def _claim(
    mention: Mention,
    attribution: Attribution,
    sentence: Sentence,
    document: Document,
    *,
    theatre: str | None,
    unverified: bool,
) -> Claim:
    """Return a claim whose spans still count in the clean text and whose ids are still empty."""
    stance, factuality = judge(mention, attribution, unverified=unverified)
    publisher = Source(
        name=document.publisher,
        kind=SourceKind.PUBLISHER,
        named=document.publisher is not None,
        anonymous=False,
    )
    return Claim(
        id="",
        doc_id=document.id,
        language=document.language or "en",
        sentence=mention.sentence,
        happening="",
        cause=None,
        type=mention.type,
        mode=mention.mode,
        target=mention.target,
        trigger=mention.trigger,
        quote=Quote(start=sentence.start, end=sentence.end, text=""),
        where=_placed(mention),
        when=mention.when,
        actor=_seen_by_speaker(mention.actor, attribution, load_sides(theatre)),
        affected=mention.affected,
        counts=mention.counts,
        stance=stance,
        factuality=factuality,
        disputes="occurrence" if stance is Stance.DENY else None,
        scope=mention.scope,
        chain=(publisher, *attribution.links),
        rule=mention.rule,
        confidence=mention.confidence,
    )


def _placed(mention: Mention) -> Where:
    """Keep coming aid, evacuations and movements off every map: nobody may be found by them."""
    if mention.scope is Scope.FUTURE and mention.type in _NEVER_PLACED_AHEAD:
        return msgspec.structs.replace(mention.where, shape=None, places=(), context=())
    return mention.where


def _seen_by_speaker(actor: Party | None, attribution: Attribution, sides: Sides) -> Party | None:
    """Give "we" and "our troops" the side of who speaks, and "the enemy" the other one."""
    words = set() if actor is None else set(actor.text.lower().split())
    speaker = attribution.links[-1].side if attribution.links else None
    if actor is not None and words & _FIRST_PERSON:
        return msgspec.structs.replace(actor, side=speaker)
    if actor is not None and words & _OPPONENT:
        return msgspec.structs.replace(actor, side=sides.opponent(speaker))
    return actor


def _to_source(claim: Claim, document: Document, to_source: ToSource) -> Claim:
    moved = _moved(claim, document.text, to_source)
    quote = _quote(document.text, (moved.quote.start, moved.quote.end))
    return msgspec.structs.replace(moved, quote=quote)


def _quote(text: str, span: tuple[int, int]) -> Quote:
    start, end = span
    return Quote(
        start=start,
        end=end,
        text=text[start:end],
        prefix=text[max(0, start - _CONTEXT) : start],
        suffix=text[end : end + _CONTEXT],
    )


def _moved(record: R, text: str, to_source: ToSource) -> R:
    """Return a record with all spans in it moved to the source, and their texts read there."""
    changes: dict[str, object] = {}
    for field in record.__struct_fields__:
        changes[field] = _moved_value(getattr(record, field), text, to_source)
    start, end = changes.get("start"), changes.get("end")
    if isinstance(start, int) and isinstance(end, int):
        first, last = to_source(start, end)
        changes |= {"start": first, "end": last}
        if isinstance(record, Span | Party):
            changes["text"] = text[first:last]
    return msgspec.structs.replace(record, **changes)


def _moved_value(value: object, text: str, to_source: ToSource) -> object:
    if isinstance(value, Record):
        return _moved(value, text, to_source)
    if isinstance(value, tuple):
        return tuple(_moved_value(v, text, to_source) for v in value)
    if isinstance(value, dict):
        return {k: _moved_value(v, text, to_source) for k, v in value.items()}
    return value


def _named(drafts: Sequence[Draft]) -> Iterator[Claim]:
    """
    Give every claim its id and its happening's.

    What one source says of one happening in one sentence is one claim, whatever words it takes.
    """
    ids = [_id_of(draft.claim) for draft in drafts]
    groups = group_happenings(drafts)
    happenings = {n: happening_id(ids[group[0]]) for group in groups for n in group}
    seen: set[object] = set()
    for n in sorted(happenings):
        claim = drafts[n].claim
        said = (happenings[n], claim.sentence, claim.chain, claim.stance)
        if said not in seen:
            seen.add(said)
            yield msgspec.structs.replace(claim, id=ids[n], happening=happenings[n])


def _id_of(claim: Claim) -> str:
    expression = claim.where.expression
    speaker = claim.chain[-1]
    return claim_id(
        claim.doc_id,
        trigger=(claim.trigger.start, claim.trigger.end),
        kind=claim.type,
        expression=None if expression is None else (expression.start, expression.end),
        source=None
        if speaker.start is None or speaker.end is None
        else (speaker.start, speaker.end),
    )
