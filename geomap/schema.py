"""
The columns of every export: names, types, units, null rules, and what ACLED and UCDP GED call them.

One flat table with one row an event. Dates and precision are named after UCDP GED, type, actor,
place and source after ACLED, so that users of both read it unaided.
"""

from enum import StrEnum
from typing import NamedTuple

from geomap.model import TYPE_NAME, EventType, Factuality, Relation, Scope, Stance


class Kind(StrEnum):
    """The types of columns; lists hold texts, JSON holds objects or lists of objects."""

    TEXT = "text"
    INT = "int"
    FLOAT = "float"
    DATE = "date"
    DATETIME = "datetime"
    BOOL = "bool"
    JSON = "json"
    LIST = "list"


class Column(NamedTuple):
    """
    A column of the table.

    `null` says when there is no value ("never" where there always is one), `vocabulary` lists
    the values of a closed set, `acled` and `ged` name the nearest column of those data sets;
    `pattern` is a regular expression of other values, where a user may add to the set.
    """

    name: str
    kind: Kind
    meaning: str
    null: str = "never"
    unit: str | None = None
    acled: str | None = None
    ged: str | None = None
    vocabulary: tuple[str, ...] = ()
    pattern: str | None = None

    @property
    def nullable(self) -> bool:
        """Tell whether a row may be without a value."""
        return self.null != "never"


COUNTED = ("killed", "injured", "displaced", "evacuated", "destroyed")

_TEXT, _INT, _FLOAT, _JSON = Kind.TEXT, Kind.INT, Kind.FLOAT, Kind.JSON
_UNSAID = "not stated"
_UNDATED = "date not known"
_NO_CLAIM = "lead claim not given"
_NO_DOC = "document not given or does not tell"
_NO_PLACE = "no place, or several that differ"
_NOT_DRAWN = "event is not drawn: no place, or denied, planned, hypothetical, not current"

_TIME = (
    Column("event_id", _TEXT, "name of the event", acled="event_id_cnty", ged="id"),
    Column("date_start", Kind.DATE, "first day it may have happened", _UNDATED, ged="date_start"),
    Column("date_end", Kind.DATE, "last day it may have happened", _UNDATED, ged="date_end"),
    Column(
        "event_date",
        Kind.DATE,
        "date_start under ACLED's name; read it with time_precision",
        _UNDATED,
        acled="event_date",
    ),
    Column(
        "timestamp",
        Kind.DATETIME,
        "midnight UTC of date_start, for programs that play full timestamps only; no time of day "
        "is claimed (ACLED's column of this name is the hour of upload)",
        _UNDATED,
    ),
    Column(
        "time_precision",
        _INT,
        "1 a day, 2 up to a week, 3 up to a month",
        "a date is missing, or the period is longer than a month",
        acled="time_precision",
        vocabulary=("1", "2", "3"),
    ),
    Column(
        "date_prec",
        _INT,
        "1 a day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year",
        "a date is missing, or the period is longer than a year",
        ged="date_prec",
        vocabulary=("1", "2", "3", "4", "5"),
    ),
    Column(
        "date_basis",
        _TEXT,
        "how the date was got; inherited: that of the sentences before; published: not later than "
        "the text",
        _UNDATED,
        vocabulary=("stated", "relative", "inherited", "published"),
    ),
    Column("report_date", Kind.DATE, "day of publication of the lead claim's document", _NO_DOC),
)

_WHAT = (
    Column(
        "type",
        _TEXT,
        "kind of event; a user's lexicon may tell others, named in small letters",
        vocabulary=tuple(EventType),
        pattern=TYPE_NAME,
    ),
    Column("mode", _TEXT, "variant of the type, such as blocked or attack_repelled", _UNSAID),
    Column(
        "event_type",
        _TEXT,
        "ACLED's event type for this type",
        "ACLED has none, or the side that gains is not known",
        acled="event_type",
    ),
    Column(
        "sub_event_type",
        _TEXT,
        "ACLED's sub-event type for this type",
        "ACLED has none, or the side that gains is not known",
        acled="sub_event_type",
    ),
    Column(
        "factuality",
        _TEXT,
        "how sure it is from what is said alone",
        vocabulary=tuple(Factuality),
    ),
    Column("disputed", Kind.LIST, "what of it others dispute; empty: nothing"),
    Column("denies", _JSON, "who denies it: claim, claimant, side, disputes and quote of each"),
    Column("scope", _TEXT, "reported episode, past or future", vocabulary=tuple(Scope)),
    Column(
        "stance",
        _TEXT,
        "what the lead claim's source does with it",
        _NO_CLAIM,
        vocabulary=tuple(Stance),
    ),
    Column("claimant", _TEXT, "innermost source of the lead claim", "lead claim or name not given"),
    Column("claimant_side", _TEXT, "side of the claimant", "not on a side of the theatre"),
    Column("claimant_named", Kind.BOOL, "whether the claimant is named in the text", _NO_CLAIM),
    Column(
        "source_chain",
        _TEXT,
        "who says so, from the publisher to the innermost source, joined by ' > '",
        _NO_CLAIM,
        ged="source_original",
    ),
    Column("actor1", _TEXT, "who acts, in the words of the text", _UNSAID, None, "actor1"),
    Column("actor1_side", _TEXT, "side of who acts", _UNSAID, ged="side_a"),
    Column("actor2", _TEXT, "who is affected, in the words of the text", _UNSAID, None, "actor2"),
    Column("actor2_side", _TEXT, "side of who is affected", _UNSAID, ged="side_b"),
)

_PLACE = (
    Column(
        "location",
        _TEXT,
        "place by which the event is located; see place_relation",
        "no place found",
        acled="location",
        ged="where_coordinates",
    ),
    Column(
        "place_id",
        _TEXT,
        "id of that place; gn: and the GeoNames id where there is one",
        "no place found",
    ),
    Column(
        "place_mention",
        _TEXT,
        "the place as the text words it",
        "no place stated",
        ged="where_description",
    ),
    Column(
        "place_relation",
        _TEXT,
        "how the event lies to the place",
        "no place stated",
        vocabulary=tuple(Relation),
    ),
    Column("admin1", _TEXT, "first-order unit", _NO_PLACE, acled="admin1", ged="adm_1"),
    Column("admin1_iso", _TEXT, "ISO 3166-2 code of the first-order unit", _NO_PLACE),
    Column("admin2", _TEXT, "second-order unit", _NO_PLACE, acled="admin2", ged="adm_2"),
    Column("country", _TEXT, "country by UN recognition", _NO_PLACE, None, "country", "country"),
    Column("iso", _INT, "ISO 3166-1 numeric code of the country", _NO_PLACE, acled="iso"),
    Column(
        "latitude",
        _FLOAT,
        "of the point; an area has none, because its middle is no place of the event",
        f"{_NOT_DRAWN}; or it is an area",
        "degrees WGS 84",
        "latitude",
        "latitude",
    ),
    Column(
        "longitude",
        _FLOAT,
        "of the point; an area has none, because its middle is no place of the event",
        f"{_NOT_DRAWN}; or it is an area",
        "degrees WGS 84",
        "longitude",
        "longitude",
    ),
    Column(
        "geo_precision",
        _INT,
        "1 the named place, 2 near or between named places, 3 a region",
        _NOT_DRAWN,
        acled="geo_precision",
        vocabulary=("1", "2", "3"),
    ),
    Column(
        "where_prec",
        _INT,
        "1 exact, 2 within 25 km, 3 second-order unit, 4 first-order unit, 5 vague area or line, "
        "6 country, 7 sea or air",
        f"{_NOT_DRAWN}; or larger than a country",
        ged="where_prec",
        vocabulary=tuple("1234567"),
    ),
    Column("uncertainty_m", _FLOAT, "how far off the event may lie", _NOT_DRAWN, "metres"),
    Column(
        "overlay_km",
        _FLOAT,
        "distance from where it is drawn, of an area from its nearest edge, to the nearest of the "
        "user's own layers that the run was given; how far off it may lie is uncertainty_m",
        f"no layer given, or none of that day; {_NOT_DRAWN}",
        "kilometres",
    ),
    Column("overlay_name", _TEXT, "what that layer is called", "no distance"),
    Column(
        "place_confidence",
        _FLOAT,
        "score of the place, the sum of its reasons; the lowest of several",
        "no place found",
        "points",
    ),
    Column(
        "place_alternatives",
        _JSON,
        "other places of that name: id, name, admin1, country, score; without coordinates, so "
        "that nothing draws them",
    ),
    Column("target", _TEXT, "what was hit, such as energy or medical", _UNSAID),
    Column("caused_by", _TEXT, "id of the event that caused it", _UNSAID),
    Column("language", _TEXT, "language of the quote", _NO_CLAIM),
)

_COUNTS = tuple(
    Column(
        f"{counted}_{end}",
        _INT,
        f"{words} number {counted} that is stated; 0 only if the text says none",
        f"{_UNSAID}, or open at this end",
        "dwellings or objects" if counted == "destroyed" else "persons",
        "fatalities" if counted == "killed" else None,
        end if counted == "killed" else None,
    )
    for counted in COUNTED
    for end, words in (("low", "lowest"), ("high", "highest"))
)

_SOURCE = (
    Column(
        "source",
        _TEXT,
        "publishers of all claims, the lead's first, joined by '; '",
        "no publisher given",
        acled="source",
        ged="source_office",
    ),
    Column(
        "source_url",
        _TEXT,
        "http or https address of the lead claim's document",
        _NO_DOC,
        ged="source_article",
    ),
    Column(
        "source_count",
        _INT,
        "publishers, each counted once; a text without one counts for itself",
        ged="number_of_sources",
    ),
    Column("source_lang", _TEXT, "languages of all claims, the lead's first", _NO_CLAIM),
    Column("notes", _TEXT, "what to know when using the row", "nothing to say", acled="notes"),
    Column("quote", _TEXT, "the very words of the source text", _NO_CLAIM),
    Column("quote_prefix", _TEXT, "text before the quote (W3C TextQuoteSelector)", _NO_CLAIM),
    Column("quote_suffix", _TEXT, "text after the quote (W3C TextQuoteSelector)", _NO_CLAIM),
    Column(
        "char_start",
        _INT,
        "where the quote starts in the text as read (W3C TextPositionSelector)",
        _NO_CLAIM,
        "code points",
    ),
    Column("char_end", _INT, "where the quote ends, exclusive", _NO_CLAIM, "code points"),
    Column("doc_id", _TEXT, "id of the lead claim's document", _NO_CLAIM),
    Column("doc_sha256", _TEXT, "sha256 of that document's text", _NO_DOC),
    Column("confidence", _FLOAT, "confidence of the lead claim", _NO_CLAIM, "0 to 1"),
    Column("rule", _TEXT, "rule that made the lead claim", _NO_CLAIM),
    Column("extractor", _TEXT, "program and version"),
    Column("reviewed", _TEXT, "what people have judged of it, joined by '; '", "not reviewed"),
    Column("provenance", _JSON, "all quotes and their origin (W3C Web Annotation, PROV-O)"),
)

COLUMNS: tuple[Column, ...] = (*_TIME, *_WHAT, *_PLACE, *_COUNTS, *_SOURCE)
RECORD = Column(
    "record",
    _JSON,
    "the event, its claims and their documents as geomap's own records, to read the file back",
)
"""A column more, of the formats that geomap reads back."""
READABLE = frozenset({".geojson", ".geojsonl", ".ndjson", ".gpkg", ".parquet"})
"""The suffixes of these formats."""
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
