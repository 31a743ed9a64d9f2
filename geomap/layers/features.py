"""Events as features: what one event is in every file, its row and what is drawn of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypedDict, Unpack

from geomap.errors import RecordError
from geomap.layers.bundle import encode_bundle
from geomap.layers.codes import is_drawn
from geomap.layers.drawing import Drawing, draw_shape
from geomap.layers.profiles import Profile, load_profile
from geomap.layers.select import Selection, make_filter
from geomap.layers.shapes import Rings
from geomap.layers.table import Row, build_row
from geomap.model import DRAWN_FACTUALITIES, Claim, DocumentInfo, Event, EventType, Scope
from geomap.schema import COLUMNS, RECORD, Column


class Feature(NamedTuple):
    """An event, its row, and its drawing; None for one that is not drawn."""

    event: Event
    row: Row
    drawing: Drawing | None


class Table(NamedTuple):
    """
    Events with what outputs need to know about them.

    `events` are gone through once for each output, or twice, so they have to be a list, or
    something that starts anew (`geomap.codec.RecordFile`). `claims` and `documents` are looked up
    by id; `rings` gives polygons of areas by id, by default those of the gazetteer. `selection`
    says which events are taken, `profile` whose columns the rows have, `whole` whether each row
    holds the event's records too. `used` are the sha256 of what the events were made with, by
    name; `public` says what was taken out of them for the public, `filters` what was asked of
    them before, when only some were taken into the file that they come from. `delicate` are types
    that a user's lexicon calls so, for whoever makes them public later.
    """

    events: Iterable[Event]
    claims: Mapping[str, Claim]
    documents: Mapping[str, DocumentInfo] = {}
    rings: Rings | None = None
    selection: Selection = Selection()
    profile: Profile | None = None
    whole: bool = False
    used: Mapping[str, str] = {}
    public: str | None = None
    filters: Sequence[Mapping[str, Any]] = ()
    delicate: Sequence[EventType] = ()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the rows, in their order."""
        if self.profile:
            return self.profile.columns
        return (*COLUMNS, RECORD) if self.whole else COLUMNS

    def features(self) -> Iterator[Feature]:
        """
        Yield the features that are taken, one by one, in the order of the events.

        Raises
        ------
        InputError
            The selection cannot be.
        RecordError
            An event's shape cannot be.
        """
        wanted = make_filter(self.selection, self.profile.rows if self.profile else ())
        harm = _deaths(self.events) if self.profile and self.profile.harm_in_cause else {}
        for event in self.events:
            row = build_row(event, claims=self.claims, documents=self.documents)
            if row["killed_low"] is None:
                row["killed_low"] = harm.get(event.id)
            drawing = draw_event(event, rings=self.rings)
            if wanted.keeps(row, drawing):
                yield Feature(event, self._finish(row, event), drawing)

    def _finish(self, row: Row, event: Event) -> Row:
        if self.profile:
            return self.profile.project(row)
        if self.whole:
            row[RECORD.name] = encode_bundle(event, claims=self.claims, documents=self.documents)
        return row


def _deaths(events: Iterable[Event]) -> dict[str, int]:
    """Return the least number of dead by the id of what caused them; of several the greatest."""
    found: dict[str, int] = {}
    for event in events:
        killed = event.counts.get("killed")
        told = event.factuality in DRAWN_FACTUALITIES and event.scope is Scope.CURRENT
        if event.caused_by and killed and killed.low is not None and told:
            found[event.caused_by] = max(killed.low, found.get(event.caused_by, 0))
    return found


class TableOptions(TypedDict, total=False):
    """What a table may be given besides its events and what belongs to them; see `Table`."""

    rings: Rings | None
    selection: Selection
    profile: str | None
    used: Mapping[str, str]
    public: str | None
    filters: Sequence[Mapping[str, Any]]
    delicate: Sequence[EventType]


def make_table(
    events: Iterable[Event],
    *,
    claims: Iterable[Claim] | Mapping[str, Claim],
    documents: Iterable[DocumentInfo] = (),
    **options: Unpack[TableOptions],
) -> Table:
    """
    Return the table of events; claims may be looked up by id, profiles are `PROFILES`.

    Events that can be gone through only once are held in memory.
    """
    profile = options.get("profile")
    return Table(
        list(events) if isinstance(events, Iterator) else events,
        claims if isinstance(claims, Mapping) else {claim.id: claim for claim in claims},
        {info.id: info for info in documents},
        rings=options.get("rings"),
        selection=options.get("selection", Selection()),
        profile=load_profile(profile) if profile else None,
        used=options.get("used", {}),
        public=options.get("public"),
        filters=options.get("filters", ()),
        delicate=options.get("delicate", ()),
    )


def draw_event(event: Event, *, rings: Rings | None = None) -> Drawing | None:
    """
    Return what is drawn of an event; None for one that is not drawn.

    Raises
    ------
    RecordError
        The shape has a coordinate or radius that cannot be.
    """
    shape = event.where.shape
    if shape is None or not is_drawn(event):
        return None
    try:
        return draw_shape(shape, rings=rings)
    except (LookupError, ValueError) as error:
        message = f"event {event.id}: where.shape: {error}; correct the record"
        raise RecordError(message) from error
