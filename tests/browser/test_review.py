"""Marks that a reader sets in the page, and the file they become."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import make_claim, make_event
from synthetic import make_corpus

from geomap.merge.review import apply_reviews
from geomap.model import Review


@pytest.fixture
def opened(open_map: Callable[..., Any]) -> Any:
    """Return the page of ten made-up events."""
    corpus = make_corpus(10)
    return open_map(corpus.events, claims=corpus.claims, documents=corpus.documents)


def _open_first(page: Any) -> Any:
    page.locator("#drawn-section > summary").click()
    page.locator("#drawn .events button").first.click()
    card = page.locator(".card")
    card.locator(".review > summary").click()
    return card


def _saved(page: Any) -> list[dict[str, str]]:
    with page.expect_download() as waited:
        page.get_by_role("button", name="Save review.csv").click()
    text = Path(waited.value.path()).read_bytes().decode("utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def test_a_verdict_with_a_hostile_note_is_saved_as_text(opened: Any) -> None:
    """
    The row has the event's id, the verdict and the note, which no spreadsheet will run.
    """
    page = opened.page
    card = _open_first(page)
    card.get_by_role("button", name="Wrong").click()
    card.get_by_label("Note").fill('=1+1, "quoted"')
    card.get_by_label("Note").blur()
    page.get_by_label("Your name, for review.csv").fill("A. Reader")
    (row,) = _saved(page)

    assert row["id"].startswith("ev-")
    assert (row["verdict"], row["note"]) == ("reject", '\'=1+1, "quoted"')
    assert row["reviewer"] == "A. Reader"
    assert opened.faults() == []


def test_a_place_clicked_on_the_map_is_where_the_event_moves(opened: Any) -> None:
    """
    The reader clicks the right place; longitude and latitude go into the row.
    """
    page = opened.page
    card = _open_first(page)
    card.get_by_role("button", name="Elsewhere").click()
    card.get_by_role("button", name="Click it on the map").click()
    page.evaluate("void map.fire('click', { latlng: L.latLng(48.5, 37.25) })")
    (row,) = _saved(page)

    assert (row["verdict"], row["lon"], row["lat"]) == ("move", "37.25", "48.5")
    assert opened.faults() == []


def test_events_are_joined_and_parted(open_map: Callable[..., Any]) -> None:
    """
    The same event is chosen from those near in place and time; a claim that tells of something
    else is parted by its own id. The program applies both rows.
    """
    corpus = make_corpus(12)
    event = next(each for each in corpus.events if len(each.claims) > 1)
    opened = open_map(corpus.events, claims=corpus.claims)
    page = opened.page
    page.evaluate("id => open(data.events.find((event) => event.id === id), null)", event.id)
    card = page.locator(".card")
    card.locator(".review > summary").click()
    card.get_by_role("button", name="Same as another").click()
    other = card.get_by_label("The same event").locator("option").nth(1).get_attribute("value")
    card.get_by_label("The same event").select_option(other)
    (joined,) = _saved(page)
    card.get_by_role("button", name="Not one thing").click()
    card.get_by_label("What tells of something else").select_option(event.claims[1])
    (parted,) = _saved(page)
    claims = {claim.id: claim for claim in corpus.claims}
    results = [apply_reviews(corpus.events, [row], claims=claims) for row in (joined, parted)]

    assert (joined["verdict"], joined["id"], joined["other_id"]) == ("merge", event.id, other)
    assert (parted["verdict"], parted["id"], parted["other_id"]) == ("split", event.claims[1], "")
    assert [len(result.events) for result in results] == [11, 13]
    assert [result.refused for result in results] == [[], []]
    assert opened.faults() == []


def test_what_was_judged_is_told(open_map: Callable[..., Any]) -> None:
    """
    Card, table and filters name verdict, reviewer and note of earlier reviews, as text.
    """
    hostile = "<b>seen</b>"
    review = Review(verdict="confirm", note=hostile, reviewer="A. Reader", date="2024-03-01")
    events = [make_event(reviews=(review,)), make_event(id="ev-other")]
    opened = open_map(events, claims=[make_claim()])
    page = opened.page
    page.evaluate("open(data.events[0], null)")

    assert "right, A. Reader, 1 March 2024: <b>seen</b>" in page.locator(".card").text_content()
    page.keyboard.press("Escape")
    page.locator("#view").click()
    cells = page.locator("td.status").all_text_contents()
    assert sorted(cells) == ["asserted", "asserted, reviewed: right"]
    page.locator("#facets summary", has_text="Judged by people").click()
    page.locator("#facets label", has_text="not yet").locator("input").uncheck()
    assert page.locator("tbody tr").count() == 1
    assert opened.faults() == []


def test_a_verdict_can_be_changed_and_taken_back(opened: Any) -> None:
    """
    What an earlier verdict needed does not stay; pressed twice, a verdict is gone.
    """
    page = opened.page
    card = _open_first(page)
    card.get_by_role("button", name="Another type").click()
    card.get_by_label("Right type").select_option("clash")
    (retyped,) = _saved(page)
    card.get_by_role("button", name="Right", exact=True).click()
    (confirmed,) = _saved(page)
    card.get_by_role("button", name="Right", exact=True).click()

    assert (retyped["verdict"], retyped["type"]) == ("retype", "clash")
    assert (confirmed["verdict"], confirmed["type"]) == ("confirm", "")
    assert page.locator("#reviews").is_hidden()
