"""What a happening is known by, and when one report of it is a vaguer telling of another."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.model import (
    DRAWN_FACTUALITIES,
    HAPPENS_ONCE,
    TERRITORY,
    Claim,
    EventType,
    Factuality,
    Form,
    Scope,
    Shape,
    Stance,
    When,
    Where,
)

LONGEST_DAYS = 31  # a time vaguer than a month tells nothing apart
OFFSET_KM = 10.0  # farthest from the point meant that "10 km north of" may mean a place
ANSWERED_DAYS = 3  # a denial speaks of what was said to happen in the days before it
_WEAPONS = frozenset(
    {
        EventType.SHELLING,
        EventType.MISSILE_STRIKE,
        EventType.AIRSTRIKE,
        EventType.DRONE_STRIKE,
    }
)
_HARM = frozenset({EventType.CASUALTIES, EventType.DAMAGE})
_PUBLISHED = "published"
_NEWS_DAYS = 1  # what a report of a day tells without a date happened that day or the day before
_NEWS_DAYS_ONCE = 7

PlaceKey = tuple[str, ...]


class Happening(NamedTuple):
    """
    What one document tells of one thing, with what it can be compared by.

    `first` and `last` are days as ordinals, both None where no time is known; `place` is None
    where no place is stated, or none that is known.
    """

    claims: tuple[Claim, ...]
    type: EventType
    mode: str | None
    target: str | None
    place: PlaceKey | None
    shape: Shape | None
    first: int | None
    last: int | None
    side: str | None
    open: bool
    scope: Scope
    denial: bool

    @property
    def doc_id(self) -> str:
        """The document that tells it."""
        return self.claims[0].doc_id

    @property
    def id(self) -> tuple[str, str]:
        """The document that tells it, and what it is called there."""
        return self.doc_id, self.claims[0].happening

    @property
    def cause(self) -> tuple[str, str] | None:
        """What has caused it, by its `id`; of harm only."""
        told = (c.cause for c in self.claims if c.cause is not None)
        cause = next(told, None) if self.type in _HARM else None
        return None if cause is None else (self.doc_id, cause)

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Where its oldest claim stands."""
        return claim_order(self.claims[0])

    @property
    def group(self) -> str:
        """The types that it may be another telling of, by one name."""
        if self.type in TERRITORY:
            return "territory"
        strike = self.type in _WEAPONS or self.type is EventType.STRIKE
        return EventType.STRIKE if strike else self.type

    @property
    def vagueness(self) -> tuple[int, int]:
        """How much is left open: the number of facets, then the days; a denial comes last."""
        days = 0 if self.first is None or self.last is None else self.last - self.first
        facets = (
            self.denial,
            self.type is EventType.STRIKE,
            self.shape is not None and self.shape.form in {Form.DISC, Form.OFFSET},
            days > 0,
            self.side is None,
            self.target is None,
            self.mode is None,
        )
        return sum(facets) + len(facets) * self.denial, days


def claim_order(claim: Claim) -> tuple[str, int, int, str]:
    """Return what claims are sorted by: document, place in its text, id."""
    return claim.doc_id, claim.sentence, claim.trigger.start, claim.id


def read_happening(claims: Sequence[Claim]) -> Happening:
    """Return what the claims of one happening, in their order, say of it together."""
    told = [c for c in claims if c.stance is not Stance.DENY]
    voices = told or claims
    lead = next((c for c in voices if place_key(c.where) is not None), voices[0])
    known = (c.when for c in [lead, *voices] if c.when.first and c.when.basis != _PUBLISHED)
    when = next(known, lead.when)
    first, last = _days(when, lead.type)
    return Happening(
        claims=tuple(claims),
        type=lead.type,
        mode=next((c.mode for c in voices if c.mode is not None), None),
        target=next((c.target for c in voices if c.target is not None), None),
        place=place_key(lead.where),
        shape=lead.where.shape,
        first=first,
        last=last,
        side=next((c.actor.side for c in voices if c.actor and c.actor.side), None),
        open=lead.factuality not in DRAWN_FACTUALITIES | {Factuality.DENIED},
        scope=lead.scope,
        denial=not told,
    )


def place_key(where: Where) -> PlaceKey | None:
    """
    Return what a stated place is known by, None for no place, an inferred or an unknown one.

    A name that nobody knows stands for its district on the map, but two unknown villages of one
    district are not one place.
    """
    shape = where.shape
    if shape is None or where.inferred or where.unresolved is not None:
        return None
    if shape.region_id is not None:
        return shape.form, shape.region_id
    if shape.form is Form.OFFSET:
        return shape.form, f"{shape.lon:.2f}", f"{shape.lat:.2f}"
    return (shape.form, *sorted(p.id for p in where.places)) if where.places else None


def can_join(happening: Happening) -> bool:
    """Say whether enough is known to compare it with what other documents tell."""
    if happening.place is None or happening.first is None or happening.last is None:
        return False
    return happening.last - happening.first <= LONGEST_DAYS


def is_blurred(vague: Happening, exact: Happening) -> bool:
    """
    Say whether one happening tells nothing that another does not tell as exactly or better.

    Every facet must agree: type ("strike" for a known weapon), place given its uncertainty,
    time, side, mode, target. What both leave open in different ways is never the same, but that
    who did it may be open in either when both name the same kind of target.
    """
    same_target = vague.target is not None and vague.target == exact.target
    sides = {None, exact.side} if exact.side is not None or not same_target else {vague.side}
    return (
        _time_agrees(vague, exact)
        and _type_agrees(vague, exact)
        and _place_agrees(vague, exact)
        and vague.side in sides
        and vague.target in {None, exact.target}
        and vague.mode in {None, exact.mode}
        and not (vague.denial and exact.open)
        and (vague.denial or (vague.open, vague.scope) == (exact.open, exact.scope))
    )


def _type_agrees(vague: Happening, exact: Happening) -> bool:
    if vague.type is exact.type:
        return True
    if vague.denial and vague.type in TERRITORY:
        return exact.type in TERRITORY
    return vague.type is EventType.STRIKE and exact.type in _WEAPONS


def _place_agrees(vague: Happening, exact: Happening) -> bool:
    if vague.place == exact.place:
        return True
    if vague.place is None or exact.place is None or exact.place[0] != Form.POINT:
        return False
    if vague.place[0] == Form.DISC:
        return vague.place[1:] == exact.place[1:]
    if vague.place[0] != Form.OFFSET or vague.shape is None or exact.shape is None:
        return False
    meant = LonLat(vague.shape.lon, vague.shape.lat)
    reach = min(OFFSET_KM, (vague.shape.radius_m + exact.shape.radius_m) / 1000)
    return distance_km(meant, LonLat(exact.shape.lon, exact.shape.lat)) <= reach


def _time_agrees(vague: Happening, exact: Happening) -> bool:
    if vague.first is None or vague.last is None or exact.first is None or exact.last is None:
        return False
    before = ANSWERED_DAYS if vague.denial else 0
    return vague.first - before <= exact.first and exact.last <= vague.last


def _days(when: When, kind: EventType) -> tuple[int, int] | tuple[None, None]:
    """Return the first and last day that a time may mean, as ordinals."""
    if when.last is None:
        return None, None
    last = date.fromisoformat(when.last).toordinal()
    if when.first is None or when.basis == _PUBLISHED:
        return last - (_NEWS_DAYS_ONCE if kind in HAPPENS_ONCE else _NEWS_DAYS), last
    return date.fromisoformat(when.first).toordinal(), last
