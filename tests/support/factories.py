"""Records for tests: complete, valid, and each field can be replaced by name."""

from typing import Any

from geomap.model import (
    Claim,
    Event,
    EventType,
    Factuality,
    Form,
    PlaceRef,
    Quote,
    Relation,
    Role,
    Scope,
    Shape,
    Source,
    SourceKind,
    Span,
    Stance,
    When,
    Where,
)

KLISHCHIIVKA = PlaceRef(
    id="theatre:ukraine/klishchiivka",
    name="Klishchiivka",
    lon=37.96,
    lat=48.53,
    kind="settlement",
    role=Role.LOCATION,
    start=23,
    end=35,
    score=61.0,
    reasons=(("exact name", 40.0), ("near Bakhmut", 21.0)),
    country="UA",
    admin1="05",
)
AT_KLISHCHIIVKA = Where(
    expression=Span(start=20, end=35, text="in Klishchiivka"),
    relation=Relation.IN,
    shape=Shape(form=Form.POINT, lon=37.96, lat=48.53, radius_m=1500.0),
    places=(KLISHCHIIVKA,),
)
PUBLISHER = Source(name="The Plain Courier", kind=SourceKind.PUBLISHER, named=True, anonymous=False)
_QUOTE = "Shells fell all day in Klishchiivka."


def make_claim(**changes: Any) -> Claim:
    """Return a claim about shelling in Klishchiivka."""
    fields: dict[str, Any] = {
        "id": "cl-0123456789ab",
        "doc_id": "0123456789ab",
        "language": "en",
        "sentence": 0,
        "happening": "hp-0123456789ab",
        "cause": None,
        "type": EventType.SHELLING,
        "mode": None,
        "target": None,
        "trigger": Span(start=0, end=11, text="Shells fell"),
        "quote": Quote(start=0, end=len(_QUOTE), text=_QUOTE, suffix=" Nobody was hurt."),
        "where": AT_KLISHCHIIVKA,
        "when": When(first="2024-03-01", last="2024-03-01", precision="day", basis="stated"),
        "actor": None,
        "affected": None,
        "counts": {},
        "stance": Stance.ASSERT,
        "factuality": Factuality.ASSERTED,
        "disputes": None,
        "scope": Scope.CURRENT,
        "chain": (PUBLISHER,),
        "rule": "shelling.verb",
        "confidence": 0.8,
    }
    return Claim(**(fields | changes))


def make_event(**changes: Any) -> Event:
    """Return an event that holds the claim of `make_claim`."""
    fields: dict[str, Any] = {
        "id": "ev-0123456789ab",
        "previous_ids": (),
        "type": EventType.SHELLING,
        "mode": None,
        "target": None,
        "where": AT_KLISHCHIIVKA,
        "when": When(first="2024-03-01", last="2024-03-01", precision="day", basis="stated"),
        "actor": None,
        "affected": None,
        "counts": {},
        "factuality": Factuality.ASSERTED,
        "disputed_fields": (),
        "corroborated": None,
        "scope": Scope.CURRENT,
        "mappable": True,
        "lead_claim": "cl-0123456789ab",
        "claims": ("cl-0123456789ab",),
        "denials": (),
        "caused_by": None,
    }
    return Event(**(fields | changes))
