"""
The records, in the order of the flow: from document and sentence to mention, claim and event.

Spans are code points, `start` inclusive and `end` exclusive. Up to the mentions they count in the
clean text of a document (see `geomap.text.clean`); in claims and events they count in the source
text as it was read, and `text` is exactly what stands there.
"""

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import msgspec

TYPE_NAME = r"[a-z][a-z0-9_]{1,39}"


def is_type_name(name: str) -> bool:
    """Say whether a type of event may be called so: letters, digits, underscores, at most 40."""
    return re.fullmatch(TYPE_NAME, name) is not None


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Base of all records: immutable, keywords only, unknown fields refused when read."""


class EventType(StrEnum):
    """
    The eighteen types, in the order of their families.

    A user's lexicon may tell others: `EventType("road_closure")` is one such, any lower-case name
    of letters, digits and underscores; going through the types yields the eighteen only.
    """

    ADVANCE = "advance"
    CAPTURE = "capture"
    RETREAT = "retreat"
    CLASH = "clash"
    TROOP_MOVEMENT = "troop_movement"
    SHELLING = "shelling"
    MISSILE_STRIKE = "missile_strike"
    AIRSTRIKE = "airstrike"
    DRONE_STRIKE = "drone_strike"
    STRIKE = "strike"
    EXPLOSION = "explosion"
    INTERCEPTION = "interception"
    CASUALTIES = "casualties"
    DAMAGE = "damage"
    DISPLACEMENT = "displacement"
    EVACUATION = "evacuation"
    AID_OBSTRUCTION = "aid_obstruction"
    AID_DELIVERY = "aid_delivery"

    @classmethod
    def _missing_(cls, value: object) -> "EventType | None":
        """Make the one member of a user's type, as `enum.Flag` makes those of its combinations."""
        if not isinstance(value, str) or not is_type_name(value):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value.upper(), value
        known = cls._value2member_map_.setdefault(value, member)
        return known if isinstance(known, cls) else None


TERRITORY = frozenset({EventType.ADVANCE, EventType.CAPTURE, EventType.RETREAT})
HAPPENS_ONCE = frozenset({EventType.CAPTURE, EventType.RETREAT})  # not daily at one place


class Role(StrEnum):
    """What a place name does in its sentence; only the first six may contribute to a pin."""

    LOCATION = "location"
    ANCHOR = "anchor"
    ORIGIN = "origin"
    DIRECTION = "direction"
    DESTINATION = "destination"
    CONTAINER = "container"
    METONYM = "metonym"
    ORGANISATION = "organisation"
    PERSON = "person"
    TITLE = "title"
    AFFILIATION = "affiliation"
    SPEECH = "speech"
    STREET = "street"
    DEMONYM = "demonym"
    BACKGROUND = "background"


PINNABLE_ROLES = frozenset(
    {
        Role.LOCATION,
        Role.ANCHOR,
        Role.ORIGIN,
        Role.DIRECTION,
        Role.DESTINATION,
        Role.CONTAINER,
    }
)


class Relation(StrEnum):
    """How an event lies to the places of its expression."""

    IN = "in"
    NEAR = "near"
    OUTSIDE = "outside"
    AT = "at"
    FROM = "from"
    TO = "to"
    TOWARD = "toward"
    ACROSS = "across"
    BETWEEN = "between"
    AXIS = "axis"
    OFFSET = "offset"
    PART_OF = "part_of"


class Unresolved(StrEnum):
    """Why a name has no place: the ways to abstain."""

    TIED = "TIED"
    UNKNOWN = "UNKNOWN"
    TOO_WEAK = "TOO_WEAK"


class Form(StrEnum):
    """The kinds of shape."""

    POINT = "point"
    DISC = "disc"
    OFFSET = "offset"
    CORRIDOR = "corridor"
    REGION = "region"


class Stance(StrEnum):
    """What a source does with a happening."""

    ASSERT = "assert"
    ALLEGE = "allege"
    CONFIRM = "confirm"
    DENY = "deny"
    PLAN = "plan"
    PREDICT = "predict"


class Factuality(StrEnum):
    """How sure it is, from what is said alone, that an event took place."""

    ASSERTED = "asserted"
    ALLEGED = "alleged"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"


DRAWN_FACTUALITIES = frozenset({Factuality.ASSERTED, Factuality.ALLEGED, Factuality.CONFIRMED})


class Scope(StrEnum):
    """Whether an event belongs to the reported episode, to the past or to the future."""

    CURRENT = "current"
    HISTORICAL = "historical"
    FUTURE = "future"


class SourceKind(StrEnum):
    """What kind of speaker a link of a chain is."""

    PUBLISHER = "publisher"
    OUTLET = "outlet"
    OFFICIAL = "official"
    MILITARY = "military"
    WITNESS = "witness"
    AID_WORKER = "aid_worker"
    ANALYST = "analyst"
    MEDIA = "media"
    DOCUMENT = "document"
    IMAGERY = "imagery"
    OTHER = "other"


class Span(Record, frozen=True, kw_only=True):
    """A piece of text: `text == source[start:end]`."""

    start: int
    end: int
    text: str


class Quote(Span, frozen=True, kw_only=True):
    """The sentence that says it, with up to 160 characters of the text on either side."""

    prefix: str = ""
    suffix: str = ""


class Document(Record, frozen=True, kw_only=True):
    """
    One text as read, with what its input tells about it.

    `published` is an ISO date or time; `input` says where it was read: a file, or file:line.
    """

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    input: str | None = None


class DocumentInfo(Record, frozen=True, kw_only=True):
    """What the outputs tell about a document: everything but its text."""

    id: str
    sha256: str
    characters: int
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None


class Rejected(Record, frozen=True, kw_only=True):
    """An input that gave no document: its name as given, its line (from 1) if it has lines, why."""

    input: str
    reason: str
    line: int | None = None


class Tokens(Record, frozen=True, kw_only=True):
    """
    The grammar of one sentence as plain tuples, one entry a token.

    `heads` are token indexes (a root is its own head); they are empty, as `deps` are, for a
    language without a parser. `pos` are universal tags, `tags` Penn tags, `deps` spaCy's
    English labels (ClearNLP style). `starts` and `ends` count in the clean text of the document.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    lemmas: tuple[str, ...]
    pos: tuple[str, ...]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence of the clean text; `tokens` is None until (and unless) it is parsed."""

    index: int
    paragraph: int
    start: int
    end: int
    tokens: Tokens | None = None


class PlaceRef(Record, frozen=True, kw_only=True):
    """A resolved place from which a shape is built; `score` is the sum of its `reasons`."""

    id: str
    name: str
    lon: float
    lat: float
    kind: str
    role: Role
    start: int
    end: int
    score: float
    reasons: tuple[tuple[str, float], ...] = ()
    alternatives: tuple["Alternative", ...] = ()
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None


class Alternative(Record, frozen=True, kw_only=True):
    """Another place of the same name that was considered."""

    id: str
    name: str
    lon: float
    lat: float
    score: float
    admin1: str | None = None
    country: str | None = None


class ContextRef(Record, frozen=True, kw_only=True):
    """A place that only tells which place is meant, or lies beside it."""

    id: str | None
    name: str
    role: Role
    start: int
    end: int


class Shape(Record, frozen=True, kw_only=True):
    """
    Where an event lies, and how surely: degrees WGS 84, metres.

    A point has its place's extent as `radius_m`; a disc, an offset and a corridor (to `to`, lon
    and lat) have their uncertainty; a region has its polygon's id and a representative point.
    """

    form: Form
    lon: float
    lat: float
    radius_m: float
    to: tuple[float, float] | None = None
    region_id: str | None = None


class Where(Record, frozen=True, kw_only=True):
    """
    The place of an event, with its words.

    `places` holds only what the shape is built from; `context` what tells which place is meant.
    `inferred` marks a place that the clause itself does not state.
    """

    expression: Span | None = None
    relation: Relation | None = None
    inferred: bool = False
    unresolved: Unresolved | None = None
    shape: Shape | None = None
    places: tuple[PlaceRef, ...] = ()
    context: tuple[ContextRef, ...] = ()


NOWHERE = Where()


class When(Record, frozen=True, kw_only=True):
    """
    The time of an event: whole ISO dates, first and last day.

    `precision` is day, week, month, season, year or null; `basis` is stated, relative (to the date
    of publication), inherited (from the sentences before), published (not later than it) or null.
    """

    first: str | None = None
    last: str | None = None
    precision: str | None = None
    basis: str | None = None
    span: Span | None = None


class Party(Record, frozen=True, kw_only=True):
    """Who acts or who is affected; `side` is a code of the theatre's sides file or null."""

    text: str
    start: int
    end: int
    side: str | None = None


class Count(Record, frozen=True, kw_only=True):
    """A stated number: `low` and `high` are inclusive, null when that end is open."""

    low: int | None
    high: int | None
    start: int
    end: int


class Toponym(Record, frozen=True, kw_only=True):
    """A place name in a sentence: its role, and the place it was resolved to or why not."""

    sentence: int
    start: int
    end: int
    text: str
    role: Role
    place: PlaceRef | None = None
    unresolved: Unresolved | None = None


class PlaceExpression(Record, frozen=True, kw_only=True):
    """
    A place as the sentence words it: "several villages near Bakhmut".

    `first` and `last` are token indexes (inclusive) of the whole expression, `head` the token
    that carries its meaning ("villages") and `governor` the token that its phrase depends on
    ("control"); None where the sentence has no parse.
    """

    sentence: int
    first: int
    last: int
    head: int
    governor: int | None
    role: Role
    where: Where


class Located(NamedTuple):
    """
    All place names of a document, its place expressions, and the theatre it is in.

    `scenes` are towns that a sentence is about without an event in them: of a mayor who speaks,
    of people who live there.
    """

    toponyms: Sequence[Toponym]
    expressions: Sequence[PlaceExpression]
    theatre: str | None
    scenes: Sequence[PlaceExpression] = ()


class Mention(Record, frozen=True, kw_only=True):
    """
    An event as one clause tells it, before anybody is known to have said it.

    `token` is the trigger's main token; `definite` marks a trigger that points back ("the
    shelling"); `modality` is the factuality that grammar alone gives; `cause` is the sentence and
    token of the trigger of what caused a harm.
    """

    sentence: int
    token: int
    trigger: Span
    type: EventType
    rule: str
    confidence: float
    where: Where
    when: When
    modality: Factuality
    definite: bool = False
    mode: str | None = None
    target: str | None = None
    actor: Party | None = None
    affected: Party | None = None
    counts: dict[str, Count] = {}
    scope: Scope = Scope.CURRENT
    cause: tuple[int, int] | None = None


class Source(Record, frozen=True, kw_only=True):
    """
    A link of a chain: who says it.

    `named` is true for a proper name or a named institution, `anonymous` where the text says
    that the identity is withheld. A private person has `named` true and `name` null: the role
    stands in `role`, the span is kept.
    """

    name: str | None
    kind: SourceKind
    named: bool
    anonymous: bool
    side: str | None = None
    start: int | None = None
    end: int | None = None
    role: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """One source's statement about one happening."""

    id: str
    doc_id: str
    language: str
    sentence: int
    happening: str
    cause: str | None
    type: EventType
    mode: str | None
    target: str | None
    trigger: Span
    quote: Quote
    where: Where
    when: When
    actor: Party | None
    affected: Party | None
    counts: dict[str, Count]
    stance: Stance
    factuality: Factuality
    disputes: str | None
    scope: Scope
    chain: tuple[Source, ...]
    rule: str
    confidence: float


class Review(Record, frozen=True, kw_only=True):
    """What a person has judged of an event: confirm, reject, move, retype, merge or split."""

    verdict: str
    note: str | None = None
    reviewer: str | None = None
    date: str | None = None

    def __str__(self) -> str:
        """Say it in words, such as "confirm, by A. B., 2024-03-01"."""
        by = f"by {self.reviewer}" if self.reviewer else None
        return ", ".join(filter(None, (self.verdict, by, self.date, self.note)))


class Distance(Record, frozen=True, kw_only=True):
    """How far an event lies from a layer of the user's own: its name, kilometres."""

    layer: str
    km: float


class Event(Record, frozen=True, kw_only=True):
    """
    What merging makes of one or more happenings.

    `mappable` is false for denied, planned, hypothetical, historical and rejected events and for
    those without a shape: they are listed, not drawn. `reviews` are in the order of their dates.
    """

    id: str
    previous_ids: tuple[str, ...]
    type: EventType
    mode: str | None
    target: str | None
    where: Where
    when: When
    actor: Party | None
    affected: Party | None
    counts: dict[str, Count]
    factuality: Factuality
    disputed_fields: tuple[str, ...]
    corroborated: bool | None
    scope: Scope
    mappable: bool
    lead_claim: str
    claims: tuple[str, ...]
    denials: tuple[str, ...]
    caused_by: str | None
    reviews: tuple[Review, ...] = ()
    distances: tuple[Distance, ...] = ()
