"""A text taken through the stages up to its events, for tests that state rules on sentences."""

from typing import Any, NamedTuple

from gazetteer import Index
from geomap.ids import document_id
from geomap.merge import merge_claims
from geomap.model import Claim, Document, Event
from geomap.run.extraction import extract_document


class Story(NamedTuple):
    """What was made of a text."""

    claims: list[Claim]
    events: list[Event]

    def chain(self, event: Event) -> list[str | None]:
        """Return the names (or roles) of an event's lead chain, without the publisher."""
        lead = next(c for c in self.claims if c.id == event.lead_claim)
        return [link.name or link.role for link in lead.chain[1:]]


def read_story(text: str, index: Index, **about: Any) -> Story:
    """Read one text as a document about the war in Ukraine, published in September 2024."""
    fields: dict[str, Any] = {"language": "en", "published": "2024-09-10"}
    document = Document(id=document_id(text), text=text, **(fields | about))
    claims = list(extract_document(document, index).claims)
    return Story(claims, merge_claims(claims))


def tell(event: Event) -> str:
    """Return an event in a line: type, factuality and where it is drawn."""
    return f"{event.type} {event.factuality} {drawn_at(event)}"


def drawn_at(event: Event) -> str:
    """Return the form and place of an event's mark, or "nowhere"."""
    shape = event.where.shape
    if not event.mappable or shape is None:
        return "nowhere"
    names = [p.name for p in event.where.places] or [p.name for p in event.where.context]
    return f"{shape.form} {names[0] if names else '?'}"
