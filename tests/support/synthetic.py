"""A made-up corpus of any size, the same for the same size: for benchmarks and the browser."""

import random
from collections.abc import Iterator
from typing import NamedTuple

from factories import PUBLISHER, make_claim, make_event

from geomap.model import (
    Claim,
    DocumentInfo,
    Event,
    EventType,
    Factuality,
    Form,
    Party,
    PlaceRef,
    Quote,
    Relation,
    Role,
    Shape,
    Source,
    SourceKind,
    Span,
    Stance,
    When,
    Where,
)

_FORMS = (*(Form.POINT,) * 7, Form.DISC, Form.OFFSET, Form.REGION)
_SPEAKERS = ("governor", "brigade spokesman", "General Staff", "residents", "monitoring group")
_REGIONS = (
    ("UA.05", "Donetsk region", 37.6, 48.1),
    ("UA.26", "Zaporizhzhia region", 35.7, 47.3),
    ("UA.07", "Kharkiv region", 36.5, 49.6),
)
_WORDS = [
    "troops",
    "street",
    "bridge",
    "night",
    "morning",
    "column",
    "farm",
    "ridge",
    "river",
    "school",
    "depot",
    "road",
]


class Corpus(NamedTuple):
    """Events with distinct quotes and chains of two, 1.3 claims an event, ten to a document."""

    events: list[Event]
    claims: list[Claim]
    documents: list[DocumentInfo]


def make_corpus(size: int, *, seed: int = 1) -> Corpus:
    """Return a corpus of `size` events around the lines of contact in Ukraine, 2022 to 2025."""
    events, claims = [], []
    for event, its_claims in stream_events(size, seed=seed):
        events.append(event)
        claims.extend(its_claims)
    return Corpus(events, claims, [*stream_documents(size)])


def stream_events(size: int, *, seed: int = 1) -> Iterator[tuple[Event, list[Claim]]]:
    """Yield the events of such a corpus one by one, each with its claims."""
    draw = random.Random(seed)  # noqa: S311 - made-up data
    for number in range(size):
        yield _event(number, draw)


def stream_documents(size: int) -> Iterator[DocumentInfo]:
    """Yield the documents of such a corpus."""
    return map(_document, range(size // 10 + 1))


def _event(number: int, draw: random.Random) -> tuple[Event, list[Claim]]:
    kind = draw.choice(list(EventType))
    where, when = _where(number, draw), _when(draw)
    actor = Party(text="Russian forces", start=0, end=14, side=draw.choice(["RU", "UA", None]))
    claims = list(_claims(number, draw, type=kind, where=where, when=when, actor=actor))
    event = make_event(
        id=f"ev-{number:012x}",
        type=kind,
        where=where,
        when=when,
        actor=actor,
        factuality=draw.choice(list(Factuality)[:3]),
        lead_claim=claims[0].id,
        claims=tuple(claim.id for claim in claims),
    )
    return event, claims


def _claims(number: int, draw: random.Random, **shared: object) -> Iterator[Claim]:
    for copy in range(2 if draw.random() < 0.3 else 1):
        text = f"Report {number}.{copy}: {' '.join(draw.choices(_WORDS, k=18))}."
        name = draw.choice(_SPEAKERS)
        speaker = Source(name=name, kind=SourceKind.OFFICIAL, named=True, anonymous=False)
        yield make_claim(
            id=f"cl-{number:011x}{copy}",
            doc_id=f"{number // 10:012x}",
            happening=f"hp-{number:012x}",
            trigger=Span(start=0, end=6, text="Report"),
            quote=Quote(start=0, end=len(text), text=text, prefix="Before it. ", suffix=" After."),
            stance=Stance.ASSERT,
            chain=(PUBLISHER, speaker),
            **shared,
        )


def _where(number: int, draw: random.Random) -> Where:
    form = draw.choice(_FORMS)
    village = number % 4000
    if form is Form.REGION:
        return _region(draw)
    along = village * 0.6180339887 % 1  # scattered along a line, denser near it
    lon = 33 + 6.5 * along
    lat = 46.6 + 3.6 * along**1.6 + (village % 61 / 61 - 0.5) ** 3 * 6
    name = f"Village {village}"
    place = PlaceRef(
        id=f"gn:{village}",
        name=name,
        lon=lon,
        lat=lat,
        kind="settlement",
        role=Role.LOCATION,
        start=0,
        end=len(name),
        score=50.0,
        country="UA",
        admin1="05",
    )
    radius_m = 1500.0 if form is Form.POINT else 8000.0
    shape = Shape(form=form, lon=lon, lat=lat, radius_m=radius_m)
    expression = Span(start=0, end=len(name), text=name)
    return Where(expression=expression, relation=Relation.IN, shape=shape, places=(place,))


def _region(draw: random.Random) -> Where:
    """Return one of three regions as a whole."""
    code, name, lon, lat = draw.choice(_REGIONS)
    place = PlaceRef(
        id=code,
        name=name,
        lon=lon,
        lat=lat,
        kind="region",
        role=Role.LOCATION,
        start=0,
        end=len(name),
        score=50.0,
        country="UA",
        admin1=code.removeprefix("UA."),
    )
    shape = Shape(form=Form.REGION, lon=lon, lat=lat, radius_m=120_000.0, region_id=code)
    expression = Span(start=0, end=len(name), text=name)
    return Where(expression=expression, relation=Relation.IN, shape=shape, places=(place,))


def _when(draw: random.Random) -> When:
    if draw.random() < 0.05:
        return When()
    day = f"{draw.randint(2022, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    return When(first=day, last=day, precision="day", basis="stated")


def _document(number: int) -> DocumentInfo:
    return DocumentInfo(
        id=f"{number:012x}",
        sha256=f"{number:064x}",
        characters=5000,
        title=f"Article {number}",
        publisher=f"Courier {number % 40}",
        url=f"https://courier.example/{number}",
        published="2025-12-30",
        language="en",
    )
