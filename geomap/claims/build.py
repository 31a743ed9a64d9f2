"""One claim from a mention and who says it, its spans moved into the source text."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from geomap.claims.lexicon import Speech
from geomap.claims.speakers import Attribution, Rebuttal
from geomap.claims.stance import judge
from geomap.claims.whose import Telling, name_side
from geomap.ids import claim_id
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
    Where,
)
from geomap.sides import Sides

_CONTEXT = 160
_NEVER_PLACED_AHEAD = frozenset(
    {
        EventType.EVACUATION,
        EventType.AID_DELIVERY,
        EventType.AID_OBSTRUCTION,
        EventType.TROOP_MOVEMENT,
    }
)

R = TypeVar("R", bound=Record)
ToSource = Callable[[int, int], tuple[int, int]]


class ClaimBuilder:
    """Makes the claims of one document; their happenings and causes are still empty."""

    def __init__(
        self, document: Document, *, speech: Speech, sides: Sides, to_source: ToSource
    ) -> None:
        """Keep what all claims of the document share; `to_source` turns spans of the clean text."""
        self._document = document
        self._speech = speech
        self._sides = sides
        self._to_source = to_source
        self._publisher = Source(
            name=document.publisher,
            kind=SourceKind.PUBLISHER,
            named=document.publisher is not None,
            anonymous=False,
        )

    def build(
        self, mention: Mention, attribution: Attribution, sentence: Sentence, *, unverified: bool
    ) -> Claim:
        """Return the claim that one source makes of a mention."""
        stance, factuality = judge(mention, attribution, unverified=unverified)
        speaker = attribution.links[-1] if attribution.links else None
        quoted = self._document.text[slice(*self._to_source(sentence.start, sentence.end))]
        claim = Claim(
            id="",
            doc_id=self._document.id,
            language=self._document.language or "en",
            sentence=mention.sentence,
            happening="",
            cause=None,
            type=mention.type,
            mode=mention.mode,
            target=mention.target,
            trigger=mention.trigger,
            quote=Quote(start=0, end=0, text=""),
            where=_placed(mention),
            when=mention.when,
            actor=name_side(Telling(mention, speaker, quoted, self._speech, self._sides)),
            affected=mention.affected,
            counts=mention.counts,
            stance=stance,
            factuality=factuality,
            disputes="occurrence" if stance is Stance.DENY else None,
            scope=mention.scope,
            chain=(self._publisher, *attribution.links),
            rule=mention.rule,
            confidence=mention.confidence,
        )
        return self._finished(self._moved(claim), sentence)

    def deny(self, claim: Claim, rebuttal: Rebuttal, sentence: Sentence) -> Claim:
        """Return the denial of a claim by a rebuttal, which names nothing of it."""
        links = tuple(self._moved(link) for link in rebuttal.links)
        denial = msgspec.structs.replace(
            claim,
            sentence=rebuttal.sentence,
            where=NOWHERE,
            trigger=self._moved(rebuttal.token),
            stance=Stance.DENY,
            factuality=Factuality.DENIED,
            disputes="actor" if rebuttal.disowns else "occurrence",
            chain=(self._publisher, *links),
        )
        return self._finished(denial, sentence)

    def source_start(self, span: Span) -> int:
        """Return where a span of the clean text begins in the source."""
        return self._to_source(span.start, span.end)[0]

    def _finished(self, claim: Claim, sentence: Sentence) -> Claim:
        """Add the quote and the id."""
        text = self._document.text
        start, end = self._to_source(sentence.start, sentence.end)
        quote = Quote(
            start=start,
            end=end,
            text=text[start:end],
            prefix=text[max(0, start - _CONTEXT) : start],
            suffix=text[end : end + _CONTEXT],
        )
        return msgspec.structs.replace(claim, quote=quote, id=_id_of(claim))

    def _moved(self, record: R) -> R:
        """Return a record with all spans in it moved to the source, and their texts read there."""
        changes = {f: self._moved_value(getattr(record, f)) for f in record.__struct_fields__}
        start, end = changes.get("start"), changes.get("end")
        if isinstance(start, int) and isinstance(end, int):
            first, last = self._to_source(start, end)
            changes |= {"start": first, "end": last}
            if isinstance(record, Span | Party):
                changes["text"] = self._document.text[first:last]
        return msgspec.structs.replace(record, **changes)

    def _moved_value(self, value: object) -> object:
        if isinstance(value, Record):
            return self._moved(value)
        if isinstance(value, tuple):
            return tuple(self._moved_value(v) for v in value)
        if isinstance(value, dict):
            return {k: self._moved_value(v) for k, v in value.items()}
        return value


def _placed(mention: Mention) -> Where:
    """Keep coming aid, evacuations and movements off every map: nobody may be found by them."""
    if mention.scope is Scope.FUTURE and mention.type in _NEVER_PLACED_AHEAD:
        return msgspec.structs.replace(mention.where, shape=None, places=(), context=())
    return mention.where


def _id_of(claim: Claim) -> str:
    expression = claim.where.expression
    speaker = claim.chain[-1]
    said_by = None if speaker.start is None or speaker.end is None else (speaker.start, speaker.end)
    return claim_id(
        claim.doc_id,
        trigger=(claim.trigger.start, claim.trigger.end),
        kind=claim.type,
        expression=None if expression is None else (expression.start, expression.end),
        source=said_by,
    )
