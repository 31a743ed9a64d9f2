"""Names for records: short hashes of what a record is about, never of when or where it was made."""

import hashlib

_DIGITS = 12


def hash_text(text: str) -> str:
    """Return the full sha256 of a text as hex digits."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_id(text: str) -> str:
    """Name a document by the first 12 hex digits of the sha256 of its text."""
    return hash_text(text)[:_DIGITS]


def claim_id(
    doc_id: str,
    *,
    trigger: tuple[int, int],
    kind: str,
    expression: tuple[int, int] | None,
    source: tuple[int, int] | None,
) -> str:
    """Name a claim by document, trigger span, type, place-expression span and innermost source."""
    return f"cl-{_digest(doc_id, trigger, kind, expression, source)}"


def happening_id(first_claim: str) -> str:
    """Name a happening by the id of its first claim."""
    return f"hp-{first_claim.removeprefix('cl-')}"


def event_id(oldest_claim: str) -> str:
    """Name an event by the id of its oldest claim."""
    return f"ev-{oldest_claim.removeprefix('cl-')}"


def _digest(*parts: object) -> str:
    return hash_text("\x1f".join(map(repr, parts)))[:_DIGITS]
