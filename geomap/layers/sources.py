"""Who says so, in words: sources, chains and denials of an event."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from geomap.model import Claim, DocumentInfo, Event, Source, SourceKind

SEPARATOR = " > "
_WITHHELD = ("unnamed", "anonymous", "unidentified", "undisclosed")


def name_source(source: Source) -> str | None:
    """
    Return what a source is called: its name, else its role; None for a nameless publisher.

    A source whose identity the text withholds is called unnamed.
    """
    if source.name:
        return source.name
    if source.kind is SourceKind.PUBLISHER:
        return None
    words = source.role or f"{source.kind.value.replace('_', ' ')} source"
    if source.anonymous and not words.casefold().startswith(_WITHHELD):
        return f"unnamed {words}"
    return words


def name_chain(chain: Iterable[Source]) -> str:
    """Return a chain of sources as one text, the publisher first."""
    return SEPARATOR.join(name_source(source) or "publisher not given" for source in chain)


def claims_of(event: Event, claims: Mapping[str, Claim]) -> list[Claim]:
    """Return the known claims of an event: the lead, then the others, then the denials."""
    ids = dict.fromkeys((event.lead_claim, *event.claims, *event.denials))
    return [claim for claim in map(claims.get, ids) if claim]


def publisher_of(claim: Claim, documents: Mapping[str, DocumentInfo]) -> str | None:
    """Return who published a claim: the first link of its chain, else what the document tells."""
    if claim.chain and claim.chain[0].kind is SourceKind.PUBLISHER and claim.chain[0].name:
        return claim.chain[0].name
    info = documents.get(claim.doc_id)
    return info.publisher if info else None


def denials_of(event: Event, claims: Mapping[str, Claim]) -> Iterator[dict[str, Any]]:
    """Yield who denies an event; only the claim's id where the claim itself is not given."""
    for claim_id in event.denials:
        claim = claims.get(claim_id)
        source = claim.chain[-1] if claim and claim.chain else None
        yield {
            "claim": claim_id,
            "claimant": name_source(source) if source else None,
            "side": source.side if source else None,
            "disputes": claim.disputes if claim else None,
            "quote": claim.quote.text if claim else None,
        }
