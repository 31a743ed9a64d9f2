"""Hypothesis strategies: events and claims that are valid records with any text in them."""

from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from factories import KLISHCHIIVKA, make_claim, make_event
from hypothesis import strategies as st

from gazetteer.geodesy import destination
from gazetteer.model import LonLat
from geomap.model import (
    Alternative,
    Claim,
    Count,
    Event,
    EventType,
    Factuality,
    Form,
    Party,
    PlaceRef,
    Quote,
    Record,
    Relation,
    Scope,
    Shape,
    Source,
    SourceKind,
    Span,
    Stance,
    Unresolved,
    When,
    Where,
)
from geomap.schema import COUNTED

TEXTS = st.text(st.characters(), max_size=20)  # control characters and lone surrogates included
MAYBE_TEXTS = st.none() | TEXTS
LONS = st.floats(-180, 180)
LATS = st.floats(-85, 85)
PLAIN = {
    str: TEXTS,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    type(None): st.none(),
}
USERS_OWN = EventType("road_closure")
AREAS = ("UA.05", "theatre:ukraine/donbas")


def square_rings(area_id: str) -> list[list[list[tuple[float, float]]]]:
    """Stand for the gazetteer's polygons: a square with a hole, wound the wrong way, an island."""
    west = 30.0 + len(area_id)
    hole = [(west + 1, 46.0), (west + 2, 46.0), (west + 2, 47.0), (west + 1, 46.0)]
    outer = [(west, 45.0), (west, 50.0), (west + 5, 50.0), (west + 5, 45.0), (west, 45.0)]
    island = [(west + 6, 45.0), (west + 7, 45.0), (west + 7, 46.0), (west + 6, 45.0)]
    return [[outer, hole], [island]]


@st.composite
def shapes(draw: Any) -> Shape:
    """Return a shape of any form: circles up to 300 km, corridors up to 300 km long."""
    form, start = draw(st.sampled_from(Form)), LonLat(draw(LONS), draw(LATS))
    bearing, km = draw(st.floats(0, 360)), draw(st.floats(0, 300))
    end = destination(start, bearing=bearing, km=km)
    return Shape(
        form=form,
        lon=start.lon,
        lat=start.lat,
        radius_m=draw(st.floats(0, 50_000 if form is Form.CORRIDOR else 300_000)),
        to=tuple(end) if form is Form.CORRIDOR else None,
        region_id=draw(st.sampled_from(AREAS)) if form is Form.REGION else None,
    )


def places() -> st.SearchStrategy[PlaceRef]:
    """Return resolved places with any name."""
    alternative = st.builds(
        Alternative, id=TEXTS, name=TEXTS, lon=LONS, lat=LATS, score=st.floats(0, 99)
    )
    return st.builds(
        PlaceRef,
        id=TEXTS,
        name=TEXTS,
        lon=LONS,
        lat=LATS,
        kind=st.sampled_from(("settlement", "admin1", "region", "country")),
        role=st.just(KLISHCHIIVKA.role),
        start=st.just(0),
        end=st.just(1),
        score=st.floats(-9, 99),
        alternatives=st.lists(alternative, max_size=2).map(tuple),
        country=st.sampled_from((None, "UA", "RU", "??")),
        admin1=st.sampled_from((None, "05", "99")),
    )


def wheres() -> st.SearchStrategy[Where]:
    """Return places of events, with or without a shape."""
    return st.builds(
        Where,
        expression=st.none() | st.builds(Span, start=st.just(0), end=st.just(1), text=TEXTS),
        relation=st.none() | st.sampled_from(Relation),
        inferred=st.booleans(),
        unresolved=st.none() | st.sampled_from(Unresolved),
        shape=st.none() | shapes(),
        places=st.lists(places(), max_size=2).map(tuple),
    )


def whens() -> st.SearchStrategy[When]:
    """Return times: whole dates, none, and what is no whole date."""
    days = st.none() | st.dates(min_value=date(1000, 1, 1)).map(str)
    days |= st.sampled_from(("2023-02", "2023", ""))
    return st.builds(When, first=days, last=days, basis=st.sampled_from((None, "stated")))


def events() -> st.SearchStrategy[Event]:
    """Return events of any kind, place, time and text; their lead claim may be missing."""
    party = st.none() | st.builds(
        Party, text=TEXTS, start=st.just(0), end=st.just(1), side=st.sampled_from((None, "UA"))
    )
    number = st.none() | st.integers(0, 10**6)
    count = st.builds(Count, low=number, high=number, start=st.just(0), end=st.just(1))
    claim_ids = st.lists(st.sampled_from(("cl-0", "cl-1", "cl-x")), max_size=2).map(tuple)
    fields = {
        "id": st.integers(0, 10**6).map("ev-{}".format),
        "type": st.sampled_from([*EventType, USERS_OWN]),
        "mode": MAYBE_TEXTS,
        "where": wheres(),
        "when": whens(),
        "actor": party,
        "affected": party,
        "counts": st.dictionaries(st.sampled_from(COUNTED), count),
        "factuality": st.sampled_from(Factuality),
        "disputed_fields": st.lists(TEXTS, max_size=2).map(tuple),
        "corroborated": st.none() | st.booleans(),
        "scope": st.sampled_from(Scope),
        "mappable": st.booleans(),
        "lead_claim": st.sampled_from(("cl-0", "cl-1", "cl-x")),
        "claims": claim_ids,
        "denials": claim_ids,
    }
    return st.fixed_dictionaries(fields).map(lambda values: make_event(**values))


def claims() -> st.SearchStrategy[tuple[Claim, Claim]]:
    """Return the claims cl-0 and cl-1 with any words and sources."""
    return st.tuples(_claims("cl-0"), _claims("cl-1"))


def _claims(claim_id: str) -> st.SearchStrategy[Claim]:
    source = st.builds(
        Source,
        name=MAYBE_TEXTS,
        kind=st.sampled_from(SourceKind),
        named=st.booleans(),
        anonymous=st.booleans(),
        role=MAYBE_TEXTS,
    )
    fields = {
        "quote": st.builds(
            Quote, start=st.just(0), end=st.just(1), text=TEXTS, prefix=TEXTS, suffix=TEXTS
        ),
        "stance": st.sampled_from(Stance),
        "chain": st.lists(source, max_size=3).map(tuple),
        "rule": TEXTS,
    }
    return st.fixed_dictionaries(fields).map(lambda values: make_claim(id=claim_id, **values))


def any_record(kind: type[Record], **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Return records with anything in every field, as its type allows; shapes are possible ones."""
    hints = get_type_hints(kind)
    return st.builds(kind, **({name: _any(hint) for name, hint in hints.items()} | fields))


@cache
def _any(hint: Any) -> st.SearchStrategy[Any]:
    if hint is Shape:
        return shapes()
    if hint in PLAIN:
        return PLAIN[hint]
    if get_origin(hint):
        return _any_of(get_origin(hint), get_args(hint))
    return st.sampled_from(hint) if issubclass(hint, Enum) else any_record(hint)


def _any_of(kind: Any, parts: tuple[Any, ...]) -> st.SearchStrategy[Any]:
    if kind in {Union, UnionType}:
        return st.one_of(*map(_any, parts))
    if kind is dict:
        return st.dictionaries(*map(_any, parts), max_size=2)
    if parts[-1] is Ellipsis:
        return st.lists(_any(parts[0]), max_size=2).map(tuple)
    return st.tuples(*map(_any, parts))
