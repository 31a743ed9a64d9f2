"""What a reader asks of the page: filters, period, search, table, and the address that keeps it."""

from collections.abc import Callable
from typing import Any

import pytest
from synthetic import make_corpus


@pytest.fixture(scope="module")
def corpus() -> Any:
    """Return two hundred made-up events."""
    return make_corpus(200)


@pytest.fixture
def opened(open_map: Callable[..., Any], corpus: Any) -> Any:
    """Return their page."""
    return open_map(corpus.events, claims=corpus.claims, documents=corpus.documents)


def _passing(opened: Any) -> int:
    """Return how many events the summary says are left."""
    words = opened.page.locator("#summary").text_content()
    return int(words.split()[0])


def test_a_facet_counts_what_switching_it_on_would_show(opened: Any, corpus: Any) -> None:
    """
    Counts of a facet leave out the facet itself, so that they tell what a box would bring back.
    """
    page = opened.page
    wanted = sum(event.factuality == "alleged" for event in corpus.events)
    page.locator("#facets summary", has_text="Status").click()
    label = page.locator("#facets label", has_text="alleged")
    label.locator("input").uncheck()

    assert label.locator(".count").text_content() == str(wanted)
    assert _passing(opened) == 200 - wanted
    page.get_by_role("button", name="Show all").click()
    assert page.locator("#summary").text_content().startswith("200 events drawn")
    assert opened.faults() == []


def test_search_finds_words_in_either_script(opened: Any) -> None:
    """
    Case, script and accents do not matter.
    """
    for words, left in (
        ("Report 17.", 1),
        ("", 200),
        ("rEPORT 17.", 1),
        ("", 200),
        ("Репорт 17.", 1),
    ):
        opened.page.locator("#search").fill(words)
        opened.page.wait_for_function(
            "left => document.querySelector('#summary').textContent.startsWith(`${left} `)",
            arg=left,
        )

        assert _passing(opened) == left
    assert opened.faults() == []


def test_period_leaves_what_happened_in_it(opened: Any, corpus: Any) -> None:
    """
    The handles take days away from both ends; undated events stay until their box is cleared.
    """
    page = opened.page
    undated = sum(event.when.first is None for event in corpus.events)
    page.get_by_label("First day shown").evaluate(
        "e => { e.value = e.max; e.dispatchEvent(new Event('input')); }"
    )
    late = _passing(opened)
    page.get_by_label(f"{undated} without a date").uncheck()

    assert undated < late < 100
    assert _passing(opened) == late - undated
    assert opened.faults() == []


def test_play_moves_the_period_and_stops(opened: Any) -> None:
    """
    Play narrows the period to a window that moves; pressed again it stops where it is.
    """
    page = opened.page
    page.get_by_role("button", name="Play").click()
    first = page.locator(".period").text_content()
    page.wait_for_function(
        "before => document.querySelector('.period').textContent !== before", arg=first
    )
    page.get_by_role("button", name="Stop").click()

    assert _passing(opened) < 200
    assert page.get_by_role("button", name="Play").count() == 1
    assert opened.faults() == []


def test_table_is_sorted_by_its_heads_and_opens_cards(opened: Any) -> None:
    """
    The table shows what the map shows; a head sorts, a row's button opens the event.
    """
    page = opened.page
    page.get_by_role("button", name="Table", exact=True).click()
    page.get_by_role("button", name="Date").click()
    dates = page.locator("td.date").all_text_contents()

    assert len(page.locator("tbody tr").all()) == 200
    assert page.locator("th[data-column=date]").get_attribute("aria-sort") == "ascending"
    assert dates[0] == "–"
    page.locator("tbody th button").first.focus()
    page.keyboard.press("Enter")
    assert page.locator("#dialog .card, .leaflet-popup .card").is_visible()
    assert opened.faults() == []


def test_cards_are_read_in_the_order_of_their_days(opened: Any, corpus: Any) -> None:
    """
    From a card the reader steps to what happened before and after, by button and by arrow key.
    """
    page = opened.page
    dated = sorted(corpus.events, key=lambda event: event.when.first or "~")
    page.evaluate("id => open(data.events.find((event) => event.id === id), null)", dated[0].id)
    assert page.get_by_role("button", name="Earlier event").is_disabled()
    page.get_by_role("button", name="Later event").click()
    assert page.evaluate("state.event") == dated[1].id
    assert page.locator(".steps span").last.text_content() == "2 of 200"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("state.event") == dated[2].id
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")

    assert page.evaluate("state.event") == dated[0].id
    page.wait_for_function("() => document.querySelectorAll('.card').length === 1")  # one fades out
    assert opened.faults() == []


def test_a_row_leads_to_its_place_on_the_map(opened: Any) -> None:
    """
    From the table's card the reader gets to the mark; the address keeps the event.
    """
    page = opened.page
    page.locator("#view").click()
    page.locator("tbody th button").first.click()
    title = page.locator(".card h2").text_content()
    page.get_by_role("button", name="On the map").click()
    page.wait_for_function("() => location.hash.includes('event=')")

    assert page.locator("#table").is_hidden()
    assert page.locator(".leaflet-popup .card h2").text_content() == title
    assert opened.faults() == []


def test_the_address_brings_back_view_filters_and_event(opened: Any) -> None:
    """
    A link copied from the address shows the same in a new tab: filters, search, place, event.
    """
    page = opened.page
    page.locator("#search").fill("farm")
    page.locator("#layers input").first.uncheck()
    page.evaluate("void map.setView([48, 37], 9, { animate: false })")
    page.locator("#drawn-section > summary").click()
    page.locator(".events button").first.click()
    page.wait_for_function("() => location.hash.includes('event=')")
    again = page.context.new_page()
    again.goto(page.url)
    again.wait_for_selector("html[data-ready=true]", state="attached")

    assert again.locator("#summary").text_content() == page.locator("#summary").text_content()
    assert again.locator("#search").input_value() == "farm"
    assert again.locator(".card h2").text_content() == page.locator(".card h2").text_content()
    assert again.evaluate("map.getZoom()") == 9


@pytest.mark.parametrize("fragment", ["#at=1,2", "#from=x&no-type=%00", "#%E0%A4%A", "#event=<b>"])
def test_a_spoilt_address_shows_everything(
    open_map: Callable[..., Any], corpus: Any, fragment: str
) -> None:
    """
    What the address says wrongly is passed over.
    """
    opened = open_map(corpus.events[:5], claims=corpus.claims, fragment=fragment)

    assert opened.page.locator("#summary").text_content().startswith("5 events drawn")
