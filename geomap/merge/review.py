"""What people have judged: the rows of a review, applied to events; claims are never changed."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from geomap.merge.distance import claim_order
from geomap.merge.fuse import fuse_claims
from geomap.model import (
    DRAWN_FACTUALITIES,
    Claim,
    Event,
    EventType,
    Form,
    PlaceRef,
    Relation,
    Review,
    Role,
    Scope,
    Shape,
    Where,
)

COLUMNS = (
    "id",
    "verdict",
    "place_id",
    "lon",
    "lat",
    "type",
    "other_id",
    "note",
    "reviewer",
    "date",
)
VERDICTS = ("confirm", "reject", "move", "retype", "merge", "split")

_SIGNS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
_POINT_M = 1000.0  # a place that was clicked on a map
Row = Mapping[str, str]


class Refused(NamedTuple):
    """A row that was not applied: its line in the file, and why."""

    line: int
    reason: str


class Reviewed(NamedTuple):
    """Events after a review, and the rows that were not applied."""

    events: list[Event]
    refused: list[Refused]


def read_reviews(lines: Iterable[str]) -> list[Row]:
    """
    Return the rows of a review.csv, in the order of its lines.

    Raises
    ------
    ValueError
        The header has no `id` or no `verdict`.
    """
    reader = csv.DictReader(line.removeprefix("\ufeff") for line in lines)
    if not {"id", "verdict"} <= set(reader.fieldnames or ()):
        message = f"the first line has to name columns, at least id and verdict of {COLUMNS}"
        raise ValueError(message)
    return [{key: _text(value) for key, value in row.items() if key} for row in reader]


def apply_reviews(
    events: Iterable[Event], rows: Sequence[Row], *, claims: Mapping[str, Claim]
) -> Reviewed:
    """
    Apply what people have judged.

    A row finds its event by the event's id, by what it was called before, or by any of its
    claims, so that a review holds when new claims come in. Rows are applied by date, then in
    their order; each is kept in `reviews` of its event. Applying them twice changes nothing.

    Parameters
    ----------
    events
        Events as merged.
    rows
        Rows with the columns of `COLUMNS`: `confirm`; `reject` (stays listed, is not drawn);
        `move` to `place_id` (one of the alternatives) or to `lon` and `lat`; `retype` to `type`;
        `merge` with the event of `other_id`; `split` off the claim that `id` names.
    claims
        The events' claims by id.
    """
    board = _Board(list(events), claims)
    refused = []
    for number, row in sorted(enumerate(rows, start=2), key=lambda item: item[1].get("date", "")):
        try:
            board.apply(row)
        except (LookupError, ValueError) as error:
            refused.append(Refused(number, str(error.args[0])))
    return Reviewed(board.ordered(), sorted(refused))


class _Board:
    """Events while they are being reviewed, to be found by each of their names."""

    def __init__(self, events: list[Event], claims: Mapping[str, Claim]) -> None:
        self.claims = claims
        self.events: dict[str, Event] = {}
        self.names: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        for event in events:
            self.put(event)

    def put(self, event: Event) -> None:
        self.events[event.id] = event
        held = [f"ev-{claim[3:]}" for claim in event.claims]  # an event is called after a claim
        for name in (*event.previous_ids, *event.claims, *held):
            self.names[name] = event.id

    def apply(self, row: Row) -> None:
        verdict = row["verdict"]
        if verdict not in VERDICTS:
            message = f"{verdict!r} is none of {', '.join(VERDICTS)}"
            raise ValueError(message)
        event = self.find(row["id"])
        if verdict == "merge":
            event = self.merge(event, self.find(row.get("other_id", "")))
        elif verdict == "split":
            event = self.split(event, row["id"])
        else:
            self.check_type(row)
            event = _judged(event, row, told=self.claims[event.lead_claim].where)
        review = Review(
            verdict=verdict,
            note=row.get("note") or None,
            reviewer=row.get("reviewer") or None,
            date=row.get("date") or None,
        )
        kept = (*(each for each in event.reviews if each != review), review)
        self.put(replace(event, reviews=kept))

    def check_type(self, row: Row) -> None:
        """Refuse a type that is neither ours nor that of any event, so most likely a slip."""
        told = {event.type for event in self.events.values()} | set(EventType)
        if row["verdict"] == "retype" and row.get("type", "") not in told:
            message = f"{row.get('type', '')!r} is no type of event"
            raise ValueError(message)

    def find(self, name: str) -> Event:
        found = self.events.get(name) or self.events.get(self.names.get(name, ""))
        if found is None:
            message = f"no event is, was or holds {name!r}"
            raise LookupError(message)
        return found

    def merge(self, one: Event, other: Event) -> Event:
        if one.id == other.id:
            return one
        made = self.fuse([*one.claims, *other.claims])
        names = {one.id, other.id, *one.previous_ids, *other.previous_ids} - {made.id}
        made = replace(
            made,
            previous_ids=tuple(sorted(names)),
            caused_by=one.caused_by or other.caused_by,
            reviews=(*one.reviews, *other.reviews),
        )
        for old in (one, other):
            del self.events[old.id]
            self.renamed[old.id] = made.id
        return made

    def split(self, event: Event, claim: str) -> Event:
        if claim not in event.claims:
            message = f"split needs the id of a claim, and {claim!r} is none"
            raise ValueError(message)
        rest = [name for name in event.claims if name != claim]
        if not rest:
            return event
        kept = self.fuse(rest)
        del self.events[event.id]
        self.put(replace(kept, caused_by=event.caused_by, reviews=event.reviews))
        return self.fuse([claim])

    def fuse(self, names: Iterable[str]) -> Event:
        return fuse_claims([self.claims[name] for name in dict.fromkeys(names)])

    def ordered(self) -> list[Event]:
        """Return the events in the order of their oldest claims, causes under their new names."""
        found = [
            replace(event, caused_by=self.renamed[event.caused_by])
            if event.caused_by in self.renamed
            else event
            for event in self.events.values()
        ]
        return sorted(found, key=lambda event: claim_order(self.claims[event.claims[0]]))


def _judged(event: Event, row: Row, *, told: Where) -> Event:
    verdict = row["verdict"]
    if verdict == "reject":
        return replace(event, mappable=False)
    if verdict == "retype":
        kind = EventType(row.get("type", ""))
        return event if kind is event.type else replace(event, type=kind, mode=None)
    if verdict == "move":
        drawn = event.factuality in DRAWN_FACTUALITIES and event.scope is Scope.CURRENT
        return replace(event, where=_moved(told, row), mappable=drawn)
    return event


def _moved(where: Where, row: Row) -> Where:
    """Return the place a reviewer has named, under the words of the text."""
    known = [(place, other) for place in where.places for other in place.alternatives]
    chosen = next((pair for pair in known if pair[1].id == row.get("place_id")), None)
    if chosen is None:
        return _at(where, _number(row, "lon", 180), _number(row, "lat", 90))
    before, place = chosen
    ref = PlaceRef(
        id=place.id,
        name=place.name,
        lon=place.lon,
        lat=place.lat,
        kind=before.kind,
        role=Role.LOCATION,
        start=before.start,
        end=before.end,
        score=place.score,
        country=place.country,
        admin1=place.admin1,
    )
    return replace(_at(where, place.lon, place.lat), places=(ref,))


def _at(where: Where, lon: float, lat: float) -> Where:
    shape = Shape(form=Form.POINT, lon=lon, lat=lat, radius_m=_POINT_M)
    return Where(expression=where.expression, relation=Relation.IN, shape=shape)


def _number(row: Row, name: str, limit: float) -> float:
    try:
        number = float(row.get(name, ""))
    except ValueError:
        number = limit + 1
    if not abs(number) <= limit:
        message = (
            f"{name} {row.get(name)!r}: move needs a place_id of the alternatives, or lon and lat"
        )
        raise ValueError(message)
    return number


def _text(value: object) -> str:
    """Return a cell without the apostrophe that keeps a spreadsheet from running it."""
    text = value.strip() if isinstance(value, str) else ""
    return text[1:] if text[:1] == "'" and text[1:2] in _SIGNS else text
