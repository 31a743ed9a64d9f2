"""What a reader of one row has to know and no other column says."""

from collections.abc import Iterator

from geomap.layers.codes import is_drawn
from geomap.model import DRAWN_FACTUALITIES, Event, Form, Scope, Unresolved

_NO_NAME = {
    Unresolved.TIED: "several places of that name are equally likely",
    Unresolved.UNKNOWN: "the name is not in the gazetteer",
    Unresolved.TOO_WEAK: "what is stated is too large or too weak to be a place",
}


def write_notes(event: Event) -> str | None:
    """Return short sentences on why an event is not drawn, or how its place is to be read."""
    return " ".join(_sentences(event)) or None


def _sentences(event: Event) -> Iterator[str]:
    where = event.where
    if not is_drawn(event):
        yield f"Not drawn: {_reason(event)}."
    elif where.unresolved:
        yield f"Drawn as the known area around it, because {_NO_NAME[where.unresolved]}."
    elif where.shape and where.shape.form not in {Form.POINT, Form.OFFSET}:
        yield "An area, not a point: it has no coordinates."
    if where.inferred:
        yield "The place is taken from the sentences around."
    if event.corroborated:
        yield "Reported by independent sources."


def _reason(event: Event) -> str:
    if event.factuality not in DRAWN_FACTUALITIES:
        return event.factuality.value
    if event.scope is not Scope.CURRENT:
        return event.scope.value
    if any(review.verdict == "reject" for review in event.reviews):
        return "rejected by a reviewer"
    if event.where.unresolved:
        return _NO_NAME[event.where.unresolved]
    if event.where.shape is None:
        return "no place is stated"
    return "marked so in its record"


def write_reviews(event: Event) -> str | None:
    """Return what people have judged of an event, such as "confirm, by A. B., 2024-03-01"."""
    return "; ".join(map(str, event.reviews)) or None
