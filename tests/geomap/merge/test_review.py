import pytest
from factories import KLISHCHIIVKA, make_claim
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from geomap.ids import event_id
from geomap.layers import build_rows
from geomap.layers.codes import is_drawn
from geomap.merge import merge_claims
from geomap.merge.review import COLUMNS, VERDICTS, apply_reviews, read_reviews
from geomap.model import Alternative, EventType, Span, Where

OTHER = Alternative(id="gn:1", name="Klishchiivka", lon=36.0, lat=50.0, score=3.0, country="UA")
PLACE = replace(KLISHCHIIVKA, alternatives=(OTHER,))
CLAIMS = [
    make_claim(
        id=f"cl-{number:012x}",
        happening=f"hp-{number:012x}",
        sentence=number,
        trigger=Span(start=number, end=number + 5, text="shell"),
        where=Where(places=(PLACE,), shape=make_claim().where.shape),
    )
    for number in range(4)
]
BY_ID = {claim.id: claim for claim in CLAIMS}
EVENTS = merge_claims(CLAIMS)
IDS = [event.id for event in EVENTS]
ROWS = st.fixed_dictionaries(
    {
        "id": st.sampled_from([*IDS, *BY_ID, "ev-gone", ""]),
        "verdict": st.sampled_from([*VERDICTS, "maybe"]),
        "other_id": st.sampled_from([*IDS, "ev-gone"]),
        "lon": st.sampled_from(["37.5", "", "north", "400"]),
        "lat": st.sampled_from(["48.5", ""]),
        "place_id": st.sampled_from(["gn:1", ""]),
        "type": st.sampled_from(["clash", "war", ""]),
        "date": st.sampled_from(["2024-03-01", "2024-03-02", ""]),
    }
)


def review(*rows):
    return apply_reviews(EVENTS, rows, claims=BY_ID)


def find(got, name):
    return next(event for event in got.events if name in event.claims)


def test_events_of_the_test_are_apart():
    """
    The claims of these tests make an event each.
    """
    assert [event.claims for event in EVENTS] == [(claim.id,) for claim in CLAIMS]


@given(st.lists(ROWS, max_size=6))
def test_each_claim_stays_in_exactly_one_event(rows):
    """
    Whatever is judged, no claim is lost or doubled, and each row is applied or named.
    """
    got = review(*rows)
    told = sum(len(event.reviews) for event in got.events)

    assert sorted(claim for event in got.events for claim in event.claims) == sorted(BY_ID)
    assert (told > 0) == (len(got.refused) < len(rows))
    assert all(2 <= each.line <= len(rows) + 1 for each in got.refused)


@given(st.lists(ROWS, max_size=4))
def test_twice_is_once(rows):
    """
    Applying a review to what it has made changes nothing but what merges and splits again.
    """
    calm = [row for row in rows if row["verdict"] not in {"merge", "split"}]
    once = review(*calm)

    assert apply_reviews(once.events, calm, claims=BY_ID) == once


def test_confirmation_is_kept():
    """
    A confirmed event is the same event, and says who judged it.
    """
    row = {
        "id": IDS[0],
        "verdict": "confirm",
        "reviewer": "A. B.",
        "date": "2024-03-09",
        "note": "",
    }
    got = review(row)
    cells = next(build_rows(got.events, claims=CLAIMS))

    assert replace(got.events[0], reviews=()) == EVENTS[0]
    assert cells["reviewed"] == "confirm, by A. B., 2024-03-09"


def test_rejected_event_is_listed_and_not_drawn():
    """
    What a person finds wrong stays in the list, with the reason.
    """
    got = review({"id": IDS[0], "verdict": "reject"})
    cells = next(build_rows(got.events, claims=CLAIMS))

    assert len(got.events) == len(EVENTS)
    assert not is_drawn(got.events[0])
    assert cells["notes"] == "Not drawn: rejected by a reviewer."


@pytest.mark.parametrize(
    ("row", "lonlat", "names"),
    [
        ({"place_id": "gn:1"}, (36.0, 50.0), ["gn:1"]),
        ({"lon": "37.5", "lat": "48.25"}, (37.5, 48.25), []),
    ],
)
def test_moved_event_is_elsewhere(row, lonlat, names):
    """
    An event goes to another place of its name, or to where somebody has clicked.
    """
    event = review({"id": IDS[1], "verdict": "move"} | row).events[1]

    assert (event.where.shape.lon, event.where.shape.lat) == lonlat
    assert [place.id for place in event.where.places] == names
    assert is_drawn(event)


def test_retyped_event_has_the_type():
    """
    A person knows better what it was.
    """
    assert (
        review({"id": IDS[1], "verdict": "retype", "type": "clash"}).events[1].type
        is EventType.CLASH
    )


def test_merged_events_are_one():
    """
    Two events become one that remembers both names.
    """
    got = review({"id": IDS[1], "verdict": "merge", "other_id": IDS[3]})
    made = find(got, CLAIMS[3].id)

    assert len(got.events) == 3
    assert made.claims == (CLAIMS[1].id, CLAIMS[3].id)
    assert made.previous_ids == (IDS[3],)


def test_split_claim_is_an_event_of_its_own():
    """
    A claim that does not belong goes off, and the rest stays together.
    """
    together = {"id": IDS[0], "verdict": "merge", "other_id": IDS[1], "date": "2024-03-01"}
    apart = {"id": CLAIMS[0].id, "verdict": "split", "date": "2024-03-02"}
    got = review(apart, together)

    assert [event.claims for event in got.events] == [(claim.id,) for claim in CLAIMS]
    assert [review.verdict for review in got.events[0].reviews] == ["split"]


@given(st.lists(ROWS, max_size=4))
def test_increment_starts_from_what_the_texts_tell(rows):
    """
    Merging with reviewed events as the earlier ones gives events as no review has touched them.
    """
    got = merge_claims(CLAIMS, previous=review(*rows).events)

    assert [replace(event, previous_ids=()) for event in got] == EVENTS


def test_judgement_holds_when_an_older_claim_comes():
    """
    An event that is called anew is still found, because it holds the claim it was called after.
    """
    older = make_claim(id="cl-0ld", happening="hp-000000000002", sentence=0)
    claims = [*CLAIMS, older]
    got = apply_reviews(
        merge_claims(claims),
        [{"id": IDS[2], "verdict": "reject"}],
        claims={claim.id: claim for claim in claims},
    )

    assert find(got, "cl-0ld").id == event_id("cl-0ld")
    assert not find(got, "cl-0ld").mappable
    assert got.refused == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "ev-gone", "verdict": "confirm"}, "no event is, was or holds 'ev-gone'"),
        ({"id": IDS[0], "verdict": "maybe"}, "none of confirm, reject"),
        ({"id": IDS[0], "verdict": "move", "lon": "x"}, "move needs"),
        ({"id": IDS[0], "verdict": "move", "lon": "nan", "lat": "1"}, "move needs"),
        ({"id": IDS[0], "verdict": "retype", "type": "war"}, "war"),
        ({"id": IDS[0], "verdict": "split"}, "needs the id of a claim"),
    ],
)
def test_row_that_cannot_be_applied_is_named(row, words):
    """
    A row that finds nothing is told with its line, and the rest goes on.
    """
    got = review({"id": IDS[1], "verdict": "confirm"}, row)

    assert got.refused[0].line == 3
    assert words in got.refused[0].reason
    assert len(got.events[1].reviews) == 1


def test_file_is_read_as_the_page_writes_it():
    """
    Columns are told by their names, and a note that was made inert is itself again.
    """
    lines = [f"\ufeff{','.join(COLUMNS)}\r\n", "ev-1,confirm,,,,,,'=1+1,A,2024-03-01\r\n"]

    assert read_reviews(lines)[0]["note"] == "=1+1"
    with pytest.raises(ValueError, match="at least id and verdict"):
        read_reviews(["name,judgement\n"])
