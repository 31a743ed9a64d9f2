"""Events to rows: one flat row an event, its columns those of `geomap.schema`, in their order."""

from collections.abc import Iterable, Iterator, Mapping
from math import isfinite
from typing import Any, TypeVar
from urllib.parse import urlsplit

import msgspec

from geomap.layers.codes import (
    date_prec,
    geo_precision,
    is_drawn,
    period,
    time_precision,
    where_prec,
    whole_date,
)
from geomap.layers.notes import write_notes
from geomap.layers.provenance import describe_origin, name_extractor
from geomap.layers.sources import claims_of, denials_of, name_chain, name_source, publisher_of
from geomap.layers.units import find_country, find_unit
from geomap.model import Alternative, Claim, DocumentInfo, Event, Form, Party, PlaceRef, When
from geomap.schema import COUNTED, NAMES, acled_labels

Row = dict[str, Any]
T = TypeVar("T")

_AND = "; "
_LOCATED = frozenset({Form.POINT, Form.OFFSET})


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
        yield build_row(event, claims=by_claim, documents=by_document)


def build_row(
    event: Event, *, claims: Mapping[str, Claim], documents: Mapping[str, DocumentInfo]
) -> Row:
    """Return the row of one event; claims and documents are given by their ids."""
    known = claims_of(event, claims)
    lead = claims.get(event.lead_claim)
    info = documents.get(lead.doc_id) if lead else None
    cells = {
        **_time_cells(event.when),
        **_kind_cells(event),
        **_party_cells(event),
        **_place_cells(event),
        **_precision_cells(event),
        **_count_cells(event),
        **_lead_cells(lead),
        **_document_cells(info),
        **_source_cells(known, documents),
        "event_id": event.id,
        "disputed": list(event.disputed_fields),
        "denies": list(denials_of(event, claims)),
        "notes": write_notes(event),
        "extractor": name_extractor(),
        "provenance": describe_origin(event, claims=known, documents=documents),
    }
    return _without_surrogates({name: cells[name] for name in NAMES})


def _time_cells(when: When) -> Row:
    first, last = period(when)
    day = first.isoformat() if first else None
    return {
        "date_start": day,
        "date_end": last.isoformat() if last else None,
        "event_date": day,
        "timestamp": f"{day}T00:00:00Z" if day else None,
        "time_precision": time_precision(first, last),
        "date_prec": date_prec(first, last),
        "date_basis": when.basis if first or last else None,
    }


def _kind_cells(event: Event) -> Row:
    places = event.where.places
    labels = acled_labels(
        event.type,
        mode=event.mode,
        side=event.actor.side if event.actor else None,
        country=_shared(place.country for place in places),
    )
    return {
        "type": event.type.value,
        "mode": event.mode,
        "event_type": labels.event_type if labels else None,
        "sub_event_type": labels.sub_event_type if labels else None,
        "factuality": event.factuality.value,
        "scope": event.scope.value,
        "target": event.target,
        "caused_by": event.caused_by,
    }


def _party_cells(event: Event) -> Row:
    def text(party: Party | None) -> str | None:
        return party.text if party else None

    def side(party: Party | None) -> str | None:
        return party.side if party else None

    return {
        "actor1": text(event.actor),
        "actor1_side": side(event.actor),
        "actor2": text(event.affected),
        "actor2_side": side(event.affected),
    }


def _place_cells(event: Event) -> Row:
    where, places = event.where, event.where.places
    unit = _shared(find_unit(place) for place in places)
    country = _shared(find_country(place.country) for place in places)
    return {
        "location": _AND.join(place.name for place in places) or None,
        "place_id": _AND.join(place.id for place in places) or None,
        "place_mention": where.expression.text if where.expression else None,
        "place_relation": where.relation.value if where.relation else None,
        "admin1": unit.name if unit else None,
        "admin1_iso": unit.iso if unit else None,
        "admin2": _shared(place.admin2 for place in places),
        "country": country.name if country else None,
        "iso": country.iso if country else None,
        "place_confidence": _finite(min((place.score for place in places), default=None)),
        "place_alternatives": [_alternative(other) for other in _alternatives(places)],
    }


def _precision_cells(event: Event) -> Row:
    shape = event.where.shape if is_drawn(event) else None
    located = shape if shape and shape.form in _LOCATED else None
    return {
        "latitude": round(float(located.lat), 6) if located else None,
        "longitude": round(float(located.lon), 6) if located else None,
        "geo_precision": geo_precision(shape) if shape else None,
        "where_prec": where_prec(event.where) if shape else None,
        "uncertainty_m": float(shape.radius_m) if shape else None,
    }


def _count_cells(event: Event) -> Row:
    cells: Row = {}
    for counted in COUNTED:
        count = event.counts.get(counted)
        cells[f"{counted}_low"] = count.low if count else None
        cells[f"{counted}_high"] = count.high if count else None
    return cells


def _lead_cells(claim: Claim | None) -> Row:
    source = claim.chain[-1] if claim and claim.chain else None
    quote = claim.quote if claim else None
    return {
        "stance": claim.stance.value if claim else None,
        "claimant": name_source(source) if source else None,
        "claimant_side": source.side if source else None,
        "claimant_named": source.named if source else None,
        "source_chain": name_chain(claim.chain) if claim else None,
        "language": claim.language if claim else None,
        "quote": quote.text if quote else None,
        "quote_prefix": quote.prefix if quote else None,
        "quote_suffix": quote.suffix if quote else None,
        "char_start": quote.start if quote else None,
        "char_end": quote.end if quote else None,
        "doc_id": claim.doc_id if claim else None,
        "confidence": _finite(claim.confidence) if claim else None,
        "rule": claim.rule if claim else None,
    }


def _document_cells(info: DocumentInfo | None) -> Row:
    day = whole_date(info.published) if info else None
    return {
        "report_date": day.isoformat() if day else None,
        "source_url": _web_address(info.url) if info else None,
        "doc_sha256": info.sha256 if info else None,
    }


def _source_cells(claims: list[Claim], documents: Mapping[str, DocumentInfo]) -> Row:
    names = {claim.id: publisher_of(claim, documents) for claim in claims}
    publishers = dict.fromkeys(name for name in names.values() if name)
    nameless = {claim.doc_id for claim in claims if not names[claim.id]}
    return {
        "source": _AND.join(publishers) or None,
        "source_count": len(publishers) + len(nameless),
        "source_lang": _AND.join(dict.fromkeys(claim.language for claim in claims)) or None,
    }


def _alternatives(places: Iterable[PlaceRef]) -> Iterator[Alternative]:
    return (other for place in places for other in place.alternatives)


def _alternative(place: Alternative) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "score": _finite(place.score),
    }


def _shared(values: Iterable[T | None]) -> T | None:
    distinct = set(values)
    return distinct.pop() if len(distinct) == 1 else None


def _finite(number: float | None) -> float | None:
    return float(number) if number is not None and isfinite(number) else None


def _web_address(url: str | None) -> str | None:
    try:
        return url if url and urlsplit(url).scheme in {"http", "https"} else None
    except ValueError:
        return None


def _without_surrogates(row: Row) -> Row:
    try:
        msgspec.json.encode(row)
    except UnicodeEncodeError:
        return {name: _printable(value) for name, value in row.items()}
    return row


def _printable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list):
        return [_printable(item) for item in value]
    if isinstance(value, dict):
        return {key: _printable(item) for key, item in value.items()}
    return value
