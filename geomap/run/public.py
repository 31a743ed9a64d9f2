"""
Events for maps that anybody may see: delayed, coarsened, without persons' names.

What is taken out is taken out of the records before anything is written, so that no column,
quote, neighbouring words or record of a file can still hold it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from msgspec.structs import replace

from geomap.errors import InputError
from geomap.layers.codes import whole_date
from geomap.model import Claim, DocumentInfo, Event, EventType, Where
from geomap.run.coarse import coarsen, is_delicate
from geomap.run.masks import (
    Spans,
    find_names,
    mask_party,
    mask_source,
    mask_span,
    mask_text,
    mask_where,
    place_spans,
    private_spans,
    spared_words,
)

DELAY_HOURS = 72


class Public(NamedTuple):
    """What may be shown, and what was done to it, in words."""

    events: Iterable[Event]
    claims: Mapping[str, Claim]
    documents: tuple[DocumentInfo, ...]
    told: str


def make_public(
    events: Iterable[Event],
    claims: Mapping[str, Claim],
    documents: Iterable[DocumentInfo],
    *,
    delay_hours: int = DELAY_HOURS,
    as_of: date | None = None,
    delicate: Collection[EventType] = (),
) -> Public:
    """
    Return what may be shown of events.

    Withheld are events whose last possible day had not been over for `delay_hours` at the start
    of `as_of`, and undated ones by the day of their newest report. Events of aid, evacuation and
    displacement, of types that are called delicate, and what hit medical targets, are drawn as
    their first-order unit; their places are masked in the quotes. Masked are also quotes of
    withheld events where others overlap them, and what by its form is a person's name (two
    capitalised words that are no place, party or institution of the claim); each letter becomes
    one mark, so offsets stay. Documents with withheld or coarsened events lose title and address.

    Parameters
    ----------
    events
        Events; gone through twice.
    claims, documents
        What belongs to them.
    delay_hours
        How old an event has to be.
    as_of
        Day of publication; the day of the newest report unless given.
    delicate
        Types of events more whose places are not for everybody.

    Raises
    ------
    InputError
        No day is given, and no document has one.
    """
    infos = tuple(documents)
    newest = as_of or max(
        filter(None, (whole_date(info.published) for info in infos)), default=None
    )
    if newest is None:
        message = "no document tells its day of publication; say --as-of DAY for --public"
        raise InputError(message)
    published = {info.id: day for info in infos if (day := whole_date(info.published))}
    limit = datetime(newest.year, newest.month, newest.day) - timedelta(hours=delay_hours)  # noqa: DTZ001
    survey = _Survey(claims, published, limit, delicate)
    for event in events:
        survey.add(event)
    told = (
        f"for the public as of {newest}: {len(survey.withheld)} events withheld that are younger "
        f"than {delay_hours} hours; {survey.coarsened} events of aid, medical targets, "
        f"{', '.join(('evacuation', 'displacement', *sorted(delicate)))} drawn as their region; "
        "persons' names masked, by their form"
    )
    shown = tuple(survey.document(info) for info in infos)
    return Public(_PublicEvents(events, survey), _PublicClaims(claims, survey), shown, told)


class _Survey:
    """What a first look at all events finds to take out."""

    def __init__(
        self,
        claims: Mapping[str, Claim],
        published: Mapping[str, date],
        limit: datetime,
        delicate: Collection[EventType],
    ) -> None:
        self.claims, self.published, self.limit = claims, published, limit
        self.delicate = delicate
        self.withheld: set[str] = set()
        self.hidden: set[str] = set()
        self.coarse: dict[str, Where] = {}
        self.coarsened = 0
        self._masks: dict[str, Spans] = {}
        self._names: dict[str, dict[tuple[int, int], frozenset[str]]] = {}
        self._spared: dict[str, set[str]] = {}
        self.touched: set[str] = set()

    def add(self, event: Event) -> None:
        known = [claim for name in _claim_ids(event) if (claim := self.claims.get(name))]
        for claim in known:
            self._mask(claim, private_spans(claim))
            self._names.setdefault(claim.doc_id, {}).update(find_names(claim))
            self._spared.setdefault(claim.doc_id, set()).update(spared_words(claim))
        if self._is_young(event, known):
            self.withheld.add(event.id)
            self.hidden.update(_claim_ids(event))
            for claim in known:
                self._mask(claim, [(claim.quote.start, claim.quote.end)], touched=True)
        elif is_delicate(event, self.delicate):
            self.coarsened += 1
            where = coarsen(event.where)
            self.coarse[event.id] = where
            for claim in known:
                self.coarse[claim.id] = where
                self._mask(claim, place_spans(claim, event), touched=True)

    def masks(self, doc_id: str) -> Spans:
        """Return what is masked in a document; names of its places and institutions are not."""
        spared = self._spared.get(doc_id, set())
        names = self._names.get(doc_id, {}).items()
        persons = [span for span, words in names if not words <= spared]
        return [*self._masks.get(doc_id, []), *persons]

    def document(self, info: DocumentInfo) -> DocumentInfo:
        return replace(info, title=None, url=None) if info.id in self.touched else info

    def _is_young(self, event: Event, known: Iterable[Claim]) -> bool:
        days = (self.published.get(claim.doc_id) for claim in known)
        day = whole_date(event.when.last or event.when.first) or max(
            filter(None, days), default=None
        )
        if day is None:
            return True
        over = datetime(day.year, day.month, day.day) + timedelta(days=1)  # noqa: DTZ001
        return over > self.limit

    def _mask(
        self, claim: Claim, spans: Iterable[tuple[int, int]], *, touched: bool = False
    ) -> None:
        self._masks.setdefault(claim.doc_id, []).extend(spans)
        if touched:
            self.touched.add(claim.doc_id)


class _PublicEvents(Iterable[Event]):
    def __init__(self, events: Iterable[Event], survey: _Survey) -> None:
        self._events, self._survey = events, survey

    def __iter__(self) -> Iterator[Event]:
        for event in self._events:
            if event.id not in self._survey.withheld:
                yield self._shown(event)

    def _shown(self, event: Event) -> Event:
        lead = self._survey.claims.get(event.lead_claim)
        masks = self._survey.masks(lead.doc_id) if lead else []
        hidden = event.caused_by in self._survey.withheld
        coarse = event.id in self._survey.coarse  # its distances would tell where it was
        return replace(
            event,
            where=mask_where(self._survey.coarse.get(event.id, event.where), masks),
            actor=mask_party(event.actor, masks),
            affected=mask_party(event.affected, masks),
            caused_by=None if hidden else event.caused_by,
            reviews=tuple(replace(each, note=None, reviewer=None) for each in event.reviews),
            distances=() if coarse else event.distances,
        )


class _PublicClaims(Mapping[str, Claim]):
    def __init__(self, claims: Mapping[str, Claim], survey: _Survey) -> None:
        self._claims, self._survey = claims, survey

    def __getitem__(self, key: str) -> Claim:
        if key in self._survey.hidden:
            raise KeyError(key)
        claim = self._claims[key]
        masks = self._survey.masks(claim.doc_id)
        quote = claim.quote
        return replace(
            claim,
            quote=replace(
                quote,
                text=mask_text(quote.text, quote.start, masks),
                prefix=mask_text(quote.prefix, quote.start - len(quote.prefix), masks),
                suffix=mask_text(quote.suffix, quote.end, masks),
            ),
            trigger=mask_span(claim.trigger, masks),
            where=mask_where(self._survey.coarse.get(key, claim.where), masks),
            when=replace(claim.when, span=claim.when.span and mask_span(claim.when.span, masks)),
            actor=mask_party(claim.actor, masks),
            affected=mask_party(claim.affected, masks),
            chain=tuple(mask_source(source) for source in claim.chain),
            cause=None,
        )

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._claims if key not in self._survey.hidden)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _claim_ids(event: Event) -> set[str]:
    return {event.lead_claim, *event.claims, *event.denials}
