"""Words of the records as marks: persons' names, and the places of events told by their region."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from msgspec.structs import replace

from geomap.model import Claim, ContextRef, Event, Party, PlaceRef, Source, SourceKind, Span, Where

MASK = "█"

_INSTITUTIONS = frozenset(
    {SourceKind.PUBLISHER, SourceKind.OUTLET, SourceKind.MEDIA, SourceKind.DOCUMENT}
)
_WORD = r"[^\W\d_a-zа-яіїєґё][^\W\d_]*(?:[’'-][^\W\d_]+)*"
_NAME = re.compile(rf"\b{_WORD}(?:\s+{_WORD})+")
_LETTER = re.compile(r"\S")

S = TypeVar("S", bound=Span)
Spans = list[tuple[int, int]]


def find_names(claim: Claim) -> dict[tuple[int, int], frozenset[str]]:
    """Return what looks like a person's name in a claim's words: where it stands, its words."""
    quote = claim.quote
    offset = quote.start - len(quote.prefix)
    return {
        (offset + found.start(), offset + found.end()): _words(found[0])
        for found in _NAME.finditer(f"{quote.prefix}{quote.text}{quote.suffix}")
    }


@lru_cache(maxsize=1 << 16)  # the same names stand in document after document
def _words(name: str) -> frozenset[str]:
    return frozenset(name.casefold().split())


def private_spans(claim: Claim) -> Spans:
    """Return where private persons stand, whose names the records do not hold."""
    private = (s for s in claim.chain if s.named and s.name is None)
    return [(s.start, s.end) for s in private if s.start is not None and s.end is not None]


def spared_words(claim: Claim) -> set[str]:
    """Return the words of places, parties and institutions, which are no persons."""
    names = [place.name for place in _named(claim.where)]
    names += [party.text for party in (claim.actor, claim.affected) if party]
    names += [s.name for s in claim.chain if s.name and not _is_personal(s)]
    return {word for name in names for word in name.casefold().split()}


def _is_personal(source: Source) -> bool:
    if source.kind in _INSTITUTIONS or not source.name:
        return False
    return _NAME.fullmatch(source.name) is not None


def place_spans(claim: Claim, event: Event) -> Spans:
    """Return where the places of a claim stand, and wherever else its words name them."""
    where, quote = claim.where, claim.quote
    spans = [(each.start, each.end) for each in _named(where)]
    if where.expression:
        spans.append((where.expression.start, where.expression.end))
    text, offset = f"{quote.prefix}{quote.text}{quote.suffix}", quote.start - len(quote.prefix)
    for name in {place.name for place in (*_named(where), *_named(event.where))}:
        found = re.finditer(re.escape(name), text, re.IGNORECASE)
        spans += [(offset + each.start(), offset + each.end()) for each in found]
    return spans


def _named(where: Where) -> tuple[PlaceRef | ContextRef, ...]:
    return (*where.places, *where.context)


def mask_text(text: str, offset: int, masks: Iterable[tuple[int, int]]) -> str:
    """Return a text that starts at an offset of its document with its masked parts as marks."""
    for start, end in masks:
        first, last = max(0, start - offset), min(len(text), end - offset)
        if first < last:
            text = text[:first] + _LETTER.sub(MASK, text[first:last]) + text[last:]
    return text


def mask_span(span: S, masks: Spans) -> S:
    """Return a span whose words are masked."""
    return replace(span, text=mask_text(span.text, span.start, masks))


def mask_party(party: Party | None, masks: Spans) -> Party | None:
    """Return a party whose words are masked."""
    return party and replace(party, text=mask_text(party.text, party.start, masks))


def mask_where(where: Where, masks: Spans) -> Where:
    """Return a place whose wording is masked."""
    return replace(where, expression=where.expression and mask_span(where.expression, masks))


def mask_source(source: Source) -> Source:
    """Return a source without the name of a person."""
    return replace(source, name=None) if _is_personal(source) else source
