"""Events to rows: one flat row an event, its columns those of `geomap.schema`, in their order."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from math import isfinite
from operator import attrgetter
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from geomap.layers.acled import acled_labels
from geomap.layers.codes import (
    date_prec,
    geo_precision,
    is_drawn,
    period,
    time_precision,
    where_prec,
    whole_date,
)
from geomap.layers.notes import write_notes, write_reviews
from geomap.layers.provenance import describe_origin, name_extractor
from geomap.layers.sources import claims_of, denials_of, name_chain, name_source, publisher_of
from geomap.layers.units import Country, find_country, find_unit
from geomap.layers.utf8 import without_surrogates
from geomap.model import Alternative, Claim, DocumentInfo, Event, Form, PlaceRef, Where
from geomap.schema import COUNTED, NAMES

Row = dict[str, Any]
T = TypeVar("T")

_AND = "; "
_encode = msgspec.json.Encoder().encode
_LOCATED = frozenset({Form.POINT, Form.OFFSET})
_BLANK: Row = dict.fromkeys(NAMES) | {"extractor": name_extractor()}
"""The columns in their order; what a record does not tell stays null."""


def build_rows(
    events: Iterable[Event], *, claims: Iterable[Claim], documents: Iterable[DocumentInfo] = ()
) -> Iterator[Row]:
    """
    Yield one row an event, in the order given; every value can be written as JSON.

    Coordinates stand only in the rows of events that are drawn at a point of their own: the named
    place, or a stated distance from it. An area (a region, a corridor, "near Bakhmut") has none,
    because whoever plots the two columns would put a pin where no text puts the event; its
    polygon is the geometry, its precision codes and `uncertainty_m` are there. An event that is
    not drawn has neither coordinates nor precision. Lone surrogates, which UTF-8 cannot hold,
    become U+FFFD.

    Parameters
    ----------
    events
        Events, one row each.
    claims
        Their claims; columns of a lead claim that is missing are null.
    documents
        What is known of the claims' documents; columns of one that is missing are null.
    """
    by_claim = {claim.id: claim for claim in claims}
    by_document = {info.id: info for info in documents}
    for event in events:
        yield printable_row(build_row(event, claims=by_claim, documents=by_document))


def build_row(
    event: Event, *, claims: Mapping[str, Claim], documents: Mapping[str, DocumentInfo]
) -> Row:
    """
    Return the row of one event; claims and documents are given by their ids.

    Texts are as they stand in the records, lone surrogates included (see `printable_row`).
    """
    known = claims_of(event, claims)
    lead = known[0] if known and known[0].id == event.lead_claim else None
    info = documents.get(lead.doc_id) if lead else None
    row = _BLANK.copy()
    row.update(_time_cells(event.when.first, event.when.last, event.when.basis))
    row.update(_kind_cells(event))
    row.update(_place_cells(event))
    row.update(_count_cells(event))
    row.update(_source_cells(known, documents))
    if is_drawn(event):
        row.update(_precision_cells(event.where))
        row.update(_distance_cells(event))
    if lead:
        row.update(_lead_cells(lead))
    if info:
        row.update(_document_cells(info))
    row["denies"] = list(denials_of(event, claims)) if event.denials else []
    row["notes"] = write_notes(event)
    row["reviewed"] = write_reviews(event)
    row["provenance"] = describe_origin(event, claims=known, documents=documents)
    return row


def printable_row(row: Row) -> Row:
    """Return a row that UTF-8 can hold: each lone surrogate in it becomes U+FFFD."""
    try:
        _encode(row)
    except UnicodeEncodeError:
        return {name: without_surrogates(value) for name, value in row.items()}
    return row


@lru_cache(maxsize=4096)  # reports of the same days
def _time_cells(first_text: str | None, last_text: str | None, basis: str | None) -> Row:
    first, last = period(first_text, last_text)
    day = first.isoformat() if first else None
    return {
        "date_start": day,
        "date_end": last.isoformat() if last else None,
        "event_date": day,
        "timestamp": f"{day}T00:00:00Z" if day else None,
        "time_precision": time_precision(first, last),
        "date_prec": date_prec(first, last),
        "date_basis": basis if first or last else None,
    }


def _kind_cells(event: Event) -> Row:
    actor, affected = event.actor, event.affected
    labels = acled_labels(
        event.type,
        mode=event.mode,
        side=actor.side if actor else None,
        country=_shared(event.where.places, attrgetter("country")),
    )
    return {
        "event_id": event.id,
        "type": event.type.value,
        "mode": event.mode,
        "event_type": labels.event_type if labels else None,
        "sub_event_type": labels.sub_event_type if labels else None,
        "factuality": event.factuality.value,
        "disputed": list(event.disputed_fields),
        "scope": event.scope.value,
        "actor1": actor.text if actor else None,
        "actor1_side": actor.side if actor else None,
        "actor2": affected.text if affected else None,
        "actor2_side": affected.side if affected else None,
        "target": event.target,
        "caused_by": event.caused_by,
    }


def _place_cells(event: Event) -> Row:
    where, places = event.where, event.where.places
    unit = _shared(places, find_unit)
    country = _shared(places, _country)
    return {
        "location": _AND.join([place.name for place in places]) or None,
        "place_id": _AND.join([place.id for place in places]) or None,
        "place_mention": where.expression.text if where.expression else None,
        "place_relation": where.relation.value if where.relation else None,
        "admin1": unit.name if unit else None,
        "admin1_iso": unit.iso if unit else None,
        "admin2": _shared(places, attrgetter("admin2")),
        "country": country.name if country else None,
        "iso": country.iso if country else None,
        "place_confidence": _finite(min([place.score for place in places], default=None)),
        "place_alternatives": [
            _alternative(other) for place in places for other in place.alternatives
        ],
    }


def _precision_cells(where: Where) -> Row:
    shape = where.shape
    if shape is None:
        return {}
    located = shape.form in _LOCATED
    return {
        "latitude": round(float(shape.lat), 6) if located else None,
        "longitude": round(float(shape.lon), 6) if located else None,
        "geo_precision": geo_precision(shape),
        "where_prec": where_prec(where),
        "uncertainty_m": float(shape.radius_m),
    }


def _distance_cells(event: Event) -> Row:
    nearest = min(event.distances, key=attrgetter("km"), default=None)
    return {"overlay_km": nearest.km, "overlay_name": nearest.layer} if nearest else {}


def _count_cells(event: Event) -> Row:
    cells: Row = {}
    for counted, count in event.counts.items():
        if counted in COUNTED:
            cells[f"{counted}_low"] = count.low
            cells[f"{counted}_high"] = count.high
    return cells


def _lead_cells(claim: Claim) -> Row:
    source = claim.chain[-1] if claim.chain else None
    quote = claim.quote
    return {
        "stance": claim.stance.value,
        "claimant": name_source(source) if source else None,
        "claimant_side": source.side if source else None,
        "claimant_named": source.named if source else None,
        "source_chain": name_chain(claim.chain),
        "language": claim.language,
        "quote": quote.text,
        "quote_prefix": quote.prefix,
        "quote_suffix": quote.suffix,
        "char_start": quote.start,
        "char_end": quote.end,
        "doc_id": claim.doc_id,
        "confidence": _finite(claim.confidence),
        "rule": claim.rule,
    }


@lru_cache(maxsize=4096)
def _document_cells(info: DocumentInfo) -> Row:
    day = whole_date(info.published)
    return {
        "report_date": day.isoformat() if day else None,
        "source_url": _web_address(info.url),
        "doc_sha256": info.sha256,
    }


def _source_cells(claims: Sequence[Claim], documents: Mapping[str, DocumentInfo]) -> Row:
    publishers: dict[str, None] = {}
    nameless = set()
    for claim in claims:
        name = publisher_of(claim, documents)
        if name:
            publishers[name] = None
        else:
            nameless.add(claim.doc_id)
    return {
        "source": _AND.join(publishers) or None,
        "source_count": len(publishers) + len(nameless),
        "source_lang": _AND.join({claim.language: None for claim in claims}) or None,
    }


def _alternative(place: Alternative) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "score": _finite(place.score),
    }


def _country(place: PlaceRef) -> Country | None:
    return find_country(place.country)


def _shared(places: Sequence[PlaceRef], get: Callable[[PlaceRef], T | None]) -> T | None:
    """Return what all places have in common; None where they differ."""
    if len(places) == 1:
        return get(places[0])
    distinct = {get(place) for place in places}
    return distinct.pop() if len(distinct) == 1 else None


def _finite(number: float | None) -> float | None:
    return float(number) if number is not None and isfinite(number) else None


def _web_address(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None
