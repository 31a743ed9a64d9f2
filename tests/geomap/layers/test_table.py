import json
import re

import pytest
from factories import KLISHCHIIVKA, PUBLISHER, make_claim, make_event
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import claims, events

from geomap.layers import build_rows
from geomap.model import (
    Alternative,
    Count,
    DocumentInfo,
    Factuality,
    Form,
    Party,
    Quote,
    Scope,
    Shape,
    Source,
    SourceKind,
    Stance,
    Unresolved,
    When,
    Where,
)
from geomap.schema import COLUMNS, NAMES, Kind

TYPES = {
    Kind.TEXT: str,
    Kind.INT: int,
    Kind.FLOAT: float,
    Kind.DATE: str,
    Kind.DATETIME: str,
    Kind.BOOL: bool,
    Kind.JSON: dict | list,
    Kind.LIST: list,
}
DOCUMENT = DocumentInfo(
    id="0123456789ab",
    sha256="ab" * 32,
    characters=54,
    publisher="The Plain Courier",
    url="https://news.example/1",
    published="2024-03-02T09:00:00Z",
)
GENERAL_STAFF = Source(
    name="General Staff", kind=SourceKind.MILITARY, named=True, anonymous=False, side="UA"
)
UNNAMED = Source(
    name=None, kind=SourceKind.MILITARY, named=False, anonymous=True, role="military sources"
)


def row_of(event, *, claims=None, documents=(DOCUMENT,)):
    known = [make_claim()] if claims is None else claims
    return next(build_rows([event], claims=known, documents=documents))


def drawn_at(form, **changes):
    shape = Shape(form=form, lon=37.96, lat=48.53, radius_m=5000.0, **changes)
    return make_event(where=Where(shape=shape, places=(KLISHCHIIVKA,)))


@given(st.lists(events(), max_size=3), claims())
def test_rows_follow_the_schema(listed, known):
    """
    Each row has the schema's columns in their order, each value its type, null only where allowed.
    """
    for row in build_rows(listed, claims=known, documents=[DOCUMENT]):
        assert tuple(row) == NAMES
        for column in COLUMNS:
            value = row[column.name]
            assert isinstance(value, TYPES[column.kind]) or (value is None and column.nullable)
            assert type(value) is not bool or column.kind is Kind.BOOL


@given(events(), claims())
def test_rows_keep_to_closed_vocabularies(event, known):
    """
    A column with a vocabulary holds nothing else.
    """
    row = row_of(event, claims=known)

    for column in COLUMNS:
        if column.vocabulary and row[column.name] is not None:
            value = str(row[column.name])

            assert value in column.vocabulary or re.fullmatch(column.pattern or "", value)


@given(events(), claims())
def test_rows_survive_json(event, known):
    """
    A row written as UTF-8 JSON reads back as the same row, whatever its texts hold.
    """
    row = row_of(event, claims=known)
    text = json.dumps(row, ensure_ascii=False, allow_nan=False).encode()

    assert json.loads(text) == row


def test_row_carries_its_words():
    """
    The quote, its neighbourhood, its offsets and its document stand in the row.
    """
    row = row_of(make_event())

    assert row["quote"] == "Shells fell all day in Klishchiivka."
    assert (row["char_start"], row["char_end"]) == (0, 36)
    assert row["quote_suffix"] == " Nobody was hurt."
    assert row["doc_sha256"] == "ab" * 32
    assert row["report_date"] == "2024-03-02"


def test_provenance_selects_each_quote():
    """
    Lead, further claims and denials are all there, by text and by position.
    """
    denial = make_claim(id="cl-d", stance=Stance.DENY)
    row = row_of(make_event(denials=("cl-d",)), claims=[denial, make_claim()])
    targets = row["provenance"]["target"]

    assert [each["stance"] for each in targets] == ["assert", "deny"]
    assert targets[0]["selector"] == [
        {
            "type": "TextQuoteSelector",
            "exact": row["quote"],
            "prefix": "",
            "suffix": " Nobody was hurt.",
        },
        {"type": "TextPositionSelector", "start": 0, "end": 36},
    ]
    assert targets[0]["prov:wasDerivedFrom"] == f"urn:sha256:{'ab' * 32}"


@pytest.mark.parametrize("form", [Form.POINT, Form.OFFSET])
def test_place_of_its_own_has_coordinates(form):
    """
    The named place, and a stated distance from it, have coordinates.
    """
    row = row_of(drawn_at(form))

    assert (row["longitude"], row["latitude"]) == (37.96, 48.53)


@pytest.mark.parametrize("form", [Form.DISC, Form.CORRIDOR, Form.REGION])
def test_area_has_no_coordinates(form):
    """
    The middle of an area is not offered as a point; its precision is still told.
    """
    row = row_of(drawn_at(form))

    assert row["longitude"] is None
    assert row["latitude"] is None
    assert row["geo_precision"] in {2, 3}
    assert row["uncertainty_m"] == 5000.0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"factuality": Factuality.DENIED}, "denied"),
        ({"factuality": Factuality.PLANNED}, "planned"),
        ({"scope": Scope.HISTORICAL}, "historical"),
        ({"where": Where()}, "no place is stated"),
        ({"where": Where(unresolved=Unresolved.UNKNOWN)}, "not in the gazetteer"),
        ({"mappable": False}, "marked so"),
    ],
)
def test_undrawn_event_has_no_position(changes, reason):
    """
    An event that is not drawn has no coordinates nor precision, and says why.
    """
    row = row_of(make_event(**changes))
    cells = ("latitude", "longitude", "geo_precision", "where_prec", "uncertainty_m")

    assert [row[name] for name in cells] == [None] * 5
    assert row["notes"].startswith("Not drawn: ")
    assert reason in row["notes"]


def test_other_places_come_without_coordinates():
    """
    Another place of the same name is named, and nothing in the row can draw it.
    """
    other = Alternative(id="gn:1", name="Klishchiivka", lon=36.0, lat=50.0, score=3.0)
    place = replace(KLISHCHIIVKA, alternatives=(other,))
    row = row_of(make_event(where=Where(places=(place,))))

    assert row["place_alternatives"] == [
        {"id": "gn:1", "name": "Klishchiivka", "admin1": None, "country": None, "score": 3.0}
    ]


def test_place_is_in_its_units():
    """
    Country and first-order unit come by name and ISO code.
    """
    row = row_of(make_event())

    assert (row["country"], row["iso"]) == ("Ukraine", 804)
    assert (row["admin1"], row["admin1_iso"]) == ("Donetsk Oblast", "UA-14")


def test_places_in_different_units_share_none():
    """
    A unit that only one of two places is in is not told for both.
    """
    far = replace(KLISHCHIIVKA, name="Belgorod", country="RU", admin1="09")
    row = row_of(make_event(where=Where(places=(KLISHCHIIVKA, far))))

    assert row["location"] == "Klishchiivka; Belgorod"
    assert row["country"] is None
    assert row["admin1"] is None


def test_chain_reads_from_publisher_to_innermost():
    """
    A source whose identity is withheld is called unnamed and is the claimant.
    """
    outlet = Source(name="The Courant", kind=SourceKind.OUTLET, named=True, anonymous=False)
    row = row_of(make_event(), claims=[make_claim(chain=(PUBLISHER, outlet, UNNAMED))])

    assert row["source_chain"] == "The Plain Courier > The Courant > unnamed military sources"
    assert row["claimant"] == "unnamed military sources"
    assert row["claimant_named"] is False


def test_publisher_that_is_not_given_is_said():
    """
    A nameless publisher is no claimant and no source, and the document still counts as one.
    """
    nobody = replace(PUBLISHER, name=None)
    row = row_of(make_event(), claims=[make_claim(chain=(nobody,))], documents=())

    assert row["source_chain"] == "publisher not given"
    assert row["claimant"] is None
    assert row["source"] is None
    assert row["source_count"] == 1


def test_publishers_are_counted_once():
    """
    Two claims of one publisher are one source, a third of another makes two.
    """
    other = replace(PUBLISHER, name="Evening Post")
    known = [
        make_claim(),
        make_claim(id="cl-1"),
        make_claim(id="cl-2", chain=(other,), language="uk"),
    ]
    row = row_of(make_event(claims=tuple(claim.id for claim in known)), claims=known)

    assert row["source"] == "The Plain Courier; Evening Post"
    assert row["source_count"] == 2
    assert row["source_lang"] == "en; uk"


def test_denial_stands_beside_what_it_denies():
    """
    Who denies an event is told in its row: the event gets no row for the denial.
    """
    denial = make_claim(
        id="cl-d",
        stance=Stance.DENY,
        disputes="actor",
        chain=(PUBLISHER, GENERAL_STAFF),
        quote=Quote(start=40, end=52, text="It was not us."),
    )
    event = make_event(denials=("cl-d", "cl-gone"), disputed_fields=("actor",))
    row = row_of(event, claims=[make_claim(), denial])

    assert row["disputed"] == ["actor"]
    assert row["denies"][0] == {
        "claim": "cl-d",
        "claimant": "General Staff",
        "side": "UA",
        "disputes": "actor",
        "quote": "It was not us.",
    }
    assert row["denies"][1]["claim"] == "cl-gone"


def test_counts_keep_their_ends():
    """
    Open ends are null, a stated none is 0, what is not stated is null.
    """
    counts = {
        "killed": Count(low=3, high=None, start=0, end=1),
        "injured": Count(low=0, high=0, start=0, end=1),
    }
    row = row_of(make_event(counts=counts))

    assert (row["killed_low"], row["killed_high"]) == (3, None)
    assert (row["injured_low"], row["injured_high"]) == (0, 0)
    assert row["displaced_low"] is None


def test_actors_come_with_their_sides():
    """
    Who acts and who is affected stand in their own words, with their side.
    """
    actor = Party(text="Russian artillery", start=0, end=17, side="RU")
    row = row_of(make_event(actor=actor))

    assert (row["actor1"], row["actor1_side"]) == ("Russian artillery", "RU")
    assert (row["actor2"], row["actor2_side"]) == (None, None)


def test_undated_event_has_no_time():
    """
    Nothing is made of a date that is not known.
    """
    row = row_of(make_event(when=When()))
    names = ("date_start", "date_end", "event_date", "timestamp", "date_prec", "date_basis")

    assert [row[name] for name in names] == [None] * 6


def test_date_not_later_than_the_text_is_an_end():
    """
    An event known to be no later than its text has a last day and no first.
    """
    row = row_of(make_event(when=When(last="2024-03-02", basis="published")))

    assert (row["date_start"], row["date_end"]) == (None, "2024-03-02")
    assert row["timestamp"] is None
    assert row["date_basis"] == "published"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://[x", "", None]
)
def test_only_web_addresses_are_links(url):
    """
    An address that is neither http nor https is left out.
    """
    row = row_of(make_event(), documents=[replace(DOCUMENT, url=url)])

    assert row["source_url"] is None


def test_lone_surrogate_becomes_a_mark():
    """
    What UTF-8 cannot hold is replaced, wherever it stands.
    """
    row = row_of(make_event(mode="a\ud800b", disputed_fields=("\udfff",)))

    assert row["mode"] == "a\ufffdb"
    assert row["disputed"] == ["\ufffd"]


def test_missing_claim_leaves_its_columns_null():
    """
    Events without their claims still have their rows.
    """
    row = row_of(make_event(), claims=[])

    assert row["quote"] is None
    assert row["location"] == "Klishchiivka"
