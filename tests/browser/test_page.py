"""The map page in a real browser, opened from its file, with no network at all."""

import itertools
import re
from collections.abc import Callable
from typing import Any

import pytest
from factories import AT_KLISHCHIIVKA, make_claim, make_event

from geomap.model import (
    NOWHERE,
    DocumentInfo,
    EventType,
    Factuality,
    Form,
    PlaceRef,
    Quote,
    Relation,
    Role,
    Scope,
    Shape,
    Source,
    SourceKind,
    Span,
    Stance,
    Unresolved,
    Where,
)

HOSTILE = (
    '{{ 7*6 }} <img src=x onerror="window.__pwned=1"> `${window.__pwned=1}` '
    "</script><script>window.__pwned=1</script> <!-- ' \" & \u2028 javascript:alert(1)"
)
ANONYMOUS = Source(
    name="unnamed army sources", kind=SourceKind.MILITARY, named=False, anonymous=True, side="UA"
)
NOBODY = Source(name=None, kind=SourceKind.PUBLISHER, named=False, anonymous=False)
GAZETTE = Source(name="Gazette", kind=SourceKind.OUTLET, named=True, anonymous=False)
MINISTRY = Source(name="The ministry", kind=SourceKind.OFFICIAL, named=True, anonymous=False)
SQUARE = [[[(37.0, 47.5), (39.5, 47.5), (39.5, 49.5), (37.0, 49.5), (37.0, 47.5)]]]


def _place(name: str, lon: float, lat: float) -> PlaceRef:
    return PlaceRef(
        id=f"gn:{name}", name=name, lon=lon, lat=lat, kind="settlement", role=Role.ANCHOR,
        start=0, end=0, score=50.0,
    )  # fmt: skip


NEAR_BAKHMUT = Where(
    relation=Relation.NEAR,
    shape=Shape(form=Form.DISC, lon=38.0, lat=48.6, radius_m=12_000.0),
    places=(_place("Bakhmut", 38.0, 48.6),),
)
IN_AREA = Where(
    relation=Relation.ACROSS,
    shape=Shape(form=Form.REGION, lon=38.2, lat=48.4, radius_m=1e5, region_id="area"),
    places=(_place("The plain", 38.2, 48.4),),
)


def _seven() -> dict[str, Any]:
    """Return events of all sorts: drawn at one place, in a disc, in a region, and not at all."""
    denial_text = "The ministry says that no gun was fired."
    denial = make_claim(
        id="cl-denial",
        quote=Quote(start=900, end=900 + len(denial_text), text=denial_text),
        trigger=Span(start=0, end=3, text="offsets that lie elsewhere"),
        stance=Stance.DENY,
        chain=(NOBODY, MINISTRY),
    )
    where = Where(
        expression=Span(start=20, end=35, text="in Klishchiivka"),
        relation=Relation.IN,
        shape=AT_KLISHCHIIVKA.shape,
        places=AT_KLISHCHIIVKA.places,
    )
    lead = make_claim(
        chain=(NOBODY, GAZETTE, ANONYMOUS), doc_id="doc", stance=Stance.ALLEGE, where=where
    )
    shelling = make_event(where=where, denials=("cl-denial",), disputed_fields=("occurrence",))
    events = [
        shelling,
        make_event(id="ev-flight", type=EventType.DISPLACEMENT),
        make_event(id="ev-capture", type=EventType.CAPTURE, where=NEAR_BAKHMUT),
        make_event(id="ev-advance", type=EventType.ADVANCE, where=IN_AREA),
        make_event(id="ev-nowhere", type=EventType.RETREAT, where=NOWHERE, mappable=False),
        make_event(id="ev-denied", factuality=Factuality.DENIED, mappable=False),
        make_event(id="ev-x", where=Where(unresolved=Unresolved.UNKNOWN), mappable=False),
    ]
    document = DocumentInfo(
        id="doc", sha256="0" * 64, characters=9, title="Guns", url="https://example.org/guns"
    )
    return {
        "events": events,
        "claims": [lead, denial],
        "documents": [document],
        "title": "A test",
        "rings": lambda _: SQUARE,
    }


@pytest.fixture
def opened(open_map: Callable[..., Any]) -> Any:
    """Return the page of seven events."""
    return open_map(**_seven())


@pytest.fixture(scope="module")
def untouched(share_map: Callable[..., Any]) -> Any:
    """Return the same, for tests that only look at it."""
    return share_map(**_seven())


@pytest.fixture(scope="module")
def shelling(share_map: Callable[..., Any]) -> Any:
    """Return the same with the card of the shelling open, for tests that only read it."""
    opened = share_map(**_seven())
    opened.page.locator(".mark[aria-label^=Shelling]").click()
    return opened


def test_page_asks_for_nothing_and_complains_of_nothing(untouched: Any) -> None:
    """One file, no request, no error, no violation of its policy; basemap and marks are there."""
    assert untouched.faults() == []
    assert untouched.page.title() == "A test"
    assert untouched.page.locator("path.ground").count() > 5
    assert untouched.page.locator(".mark").count() == 4
    assert untouched.page.locator("#summary").text_content() == (
        "4 events drawn, 2 without a place, 1 denied or not current"
    )


def test_click_on_a_mark_shows_who_says_what(shelling: Any) -> None:
    """The card holds the sentence with its trigger and place, the chain, the status, the link."""
    card = shelling.page.locator(".leaflet-popup .card")

    assert card.locator("mark").first.text_content() == "Shells fell all day in Klishchiivka."
    assert card.locator("mark .trigger").first.text_content() == "Shells fell"
    assert card.locator("mark .place").first.text_content() == "in Klishchiivka"
    assert card.locator(".around").first.text_content() == " Nobody was hurt."
    assert card.locator(".chain").first.locator("li").all_text_contents() == [
        "publisher not given",
        "Gazette (outlet)",
        "unnamed army sources (anonymous, military, side: Ukraine)",
    ]
    assert card.locator(".stance").first.text_content() == "alleges"
    link = card.get_by_role("link", name="Guns")
    assert link.get_attribute("href") == "https://example.org/guns"
    assert link.get_attribute("rel") == "noopener noreferrer"
    assert "1 March 2024 (stated in the text)" in (card.text_content() or "")
    assert shelling.faults() == []


def test_denial_stands_beside_what_it_denies(shelling: Any) -> None:
    """A disputed event says so on its mark and in its card; spans that fit nowhere do no harm."""
    mark = shelling.page.locator(".mark[aria-label^=Shelling]")
    denial = shelling.page.locator(".leaflet-popup .denial")

    assert "disputed" in (mark.get_attribute("aria-label") or "")
    assert mark.locator(".badge.disputed").count() == 1
    assert denial.locator("mark").text_content() == "The ministry says that no gun was fired."
    assert (
        shelling.page.locator(".chip.disputed").text_content() == "disputed: denied by The ministry"
    )


def test_marks_at_one_place_do_not_cover_each_other(untouched: Any) -> None:
    """Two events in one village can each be clicked."""
    first = untouched.page.locator(".mark[data-event='ev-0123456789ab']").bounding_box()
    second = untouched.page.locator(".mark[data-event='ev-flight']").bounding_box()

    apart_x = abs(first["x"] - second["x"]) >= min(first["width"], second["width"]) - 1
    apart_y = abs(first["y"] - second["y"]) >= min(first["height"], second["height"]) - 1
    assert apart_x or apart_y


def test_area_is_no_pin_on_its_middle(untouched: Any) -> None:
    """What lies near a town has a hollow mark on the rim of a dashed disc, off the town."""
    disc = untouched.page.locator("path.area").nth(1).bounding_box()
    mark = untouched.page.locator(".mark[aria-label^=Capture]").bounding_box()

    assert untouched.page.locator(".mark[aria-label^=Capture] .symbol.hollow").count() == 1
    assert untouched.page.locator(".mark[aria-label^=Shelling] .symbol.hollow").count() == 0
    assert mark["y"] + mark["height"] < disc["y"] + disc["height"] / 2


def test_keyboard_reaches_a_card_and_comes_back(opened: Any) -> None:
    """A mark takes the focus, Enter opens its card, Escape closes it and gives the focus back."""
    page = opened.page
    mark = page.locator(".mark[aria-label^=Capture]")
    for _ in range(60):
        page.keyboard.press("Tab")
        if mark.evaluate("mark => mark === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector(".leaflet-popup .card")
    assert page.evaluate("document.activeElement.className") == "card"
    page.keyboard.press("Escape")
    page.wait_for_selector(".leaflet-popup", state="detached")

    assert mark.get_attribute("role") == "button"
    assert mark.evaluate("mark => mark === document.activeElement")


def test_what_is_not_drawn_is_listed_and_opens(opened: Any) -> None:
    """Each event without a mark stands in the list with its reason, and opens the same card."""
    page = opened.page
    reasons = page.locator("#unplaced h3").all_text_contents()
    page.locator("#unplaced button").first.click()

    assert reasons == ["Denied (1)", "Name of the place not known (1)", "No place stated (1)"]
    assert page.locator("dialog .card mark").first.text_content() is not None
    page.keyboard.press("Escape")
    assert not page.locator("dialog .card").is_visible()


def test_layer_checkbox_hides_its_marks_and_areas(opened: Any) -> None:
    """The legend is the filter: what is off is gone, and the count says so."""
    page = opened.page
    page.locator("input[value=capture]").uncheck()

    assert page.locator(".mark[aria-label^=Capture]").count() == 0
    assert page.locator("path.area").count() == 1
    assert (page.locator("#summary").text_content() or "").startswith("6 of 7 events: 3 drawn")
    page.locator("input[value=capture]").check()
    assert page.locator(".mark[aria-label^=Capture]").count() == 1


def test_region_does_not_steal_the_click_of_what_lies_in_it(opened: Any) -> None:
    """A disc inside a region is above it, and opens its own event."""
    box = opened.page.locator("path.area").nth(1).bounding_box()
    opened.page.mouse.click(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)

    assert opened.page.locator(".leaflet-popup h2").text_content() == "Capture"


@pytest.mark.parametrize("url", [HOSTILE, "javascript:window.__pwned=1", "data:text/html,x", "//x"])
def test_hostile_text_is_text_everywhere(open_map: Callable[..., Any], url: str) -> None:
    """Hostile text in every field arrives as the same text, runs nowhere, and is no link."""
    source = Source(name=HOSTILE, kind=SourceKind.OUTLET, named=True, anonymous=False, side=HOSTILE)
    place = PlaceRef(
        id=HOSTILE, name=HOSTILE, lon=37.9, lat=48.5, kind="settlement", role=Role.LOCATION,
        start=0, end=0, score=1.0, reasons=((HOSTILE, 1.0),),
    )  # fmt: skip
    where = Where(shape=AT_KLISHCHIIVKA.shape, places=(place,))
    quote = Quote(start=0, end=len(HOSTILE), text=HOSTILE, prefix=HOSTILE, suffix=HOSTILE)
    claim = make_claim(
        quote=quote, chain=(source,), where=where, rule=HOSTILE, doc_id="d", language=HOSTILE
    )
    document = DocumentInfo(
        id="d", sha256="0" * 64, characters=1, title=HOSTILE, url=url, published=HOSTILE
    )
    opened = open_map(
        [
            make_event(where=where, target=HOSTILE, id=HOSTILE),
            make_event(where=NOWHERE, mappable=False),
        ],
        claims=[claim],
        documents=[document],
        title=HOSTILE,
        about={HOSTILE: HOSTILE},
        labels=[(HOSTILE, 37.9, 48.5, 9_000_000)],
    )
    page = opened.page
    page.locator(".mark").click()

    assert page.locator(".leaflet-popup .card mark").text_content() == HOSTILE
    assert page.locator("h1").text_content() == HOSTILE
    assert page.locator(".leaflet-popup .card a").count() == 0
    page.keyboard.press("Escape")
    page.locator("#unplaced button").first.click()
    assert page.evaluate("typeof window.__pwned") == "undefined"
    assert page.locator("img").count() == 0
    assert opened.faults() == []


def test_packed_data_open_as_well(open_map: Callable[..., Any]) -> None:
    """Above the limit the data are unpacked by the browser, and very many marks become dots."""
    events = [
        make_event(
            id=f"ev-{i}",
            where=Where(shape=Shape(form=Form.POINT, lon=30 + i / 500, lat=48.0, radius_m=500.0)),
        )
        for i in range(2100)
    ]
    opened = open_map(events, claims=[make_claim()])

    assert (opened.page.locator("#summary").text_content() or "").startswith("2,100 events drawn")
    assert opened.page.locator("canvas").count() == 1
    note = opened.page.locator(".crowd").text_content()
    assert re.match(r"2,100 events in sight, thinned to \d+ dots", note)
    assert opened.faults() == []


@pytest.mark.parametrize("events", [0, 7], ids=["empty", "seven"])
def test_phone_has_no_sideways_scroll(open_map: Callable[..., Any], events: int) -> None:
    """On a phone the map fills the screen, the sheet opens, a card opens in a dialog."""
    records = _seven() | {"events": _seven()["events"][:events]}
    opened = open_map(**records, width=390, height=844)
    page = opened.page

    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#sheet").click()
    assert page.locator(".limits").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator("#sheet").click()
    if events:
        page.locator(".mark").first.press("Enter")
        assert page.locator("dialog .card").is_visible()
    assert opened.faults() == []


def test_historical_events_are_listed_as_such(open_map: Callable[..., Any]) -> None:
    """What lies in the past is listed under that reason, although its place is known."""
    event = make_event(scope=Scope.HISTORICAL, mappable=False)
    page = open_map([event], claims=[make_claim()]).page

    assert page.locator(".mark").count() == 0
    assert page.locator("#unplaced h3").all_text_contents() == [
        "In the past, before this report (1)"
    ]


def test_a_type_that_a_user_has_added_has_its_place(open_map: Callable[..., Any]) -> None:
    """
    A type that the palette does not know is called by its code, drawn, and switched in the legend.
    """
    kind = EventType("camp_raid")
    opened = open_map([make_event(type=kind), make_event(id="ev-o")], claims=[make_claim()])
    page = opened.page
    label = page.locator("#layers label", has_text="Camp raid")
    marks = page.locator(".mark").count()
    label.locator("input").uncheck()

    assert page.locator("#layers legend").all_text_contents() == ["Strikes", "Other"]
    assert (marks, page.locator(".mark").count()) == (2, 1)
    assert opened.faults() == []


def test_a_vague_region_does_not_make_the_rest_small(open_map: Callable[..., Any]) -> None:
    """
    The first view shows what lies at a place large enough to be told apart, beside a region too.
    """
    shape = Shape(form=Form.REGION, lon=37.6, lat=48.1, radius_m=150_000.0, region_id="UA.05")
    events = [make_event(), make_event(id="ev-region", where=Where(shape=shape))]
    page = open_map(events, claims=[make_claim()]).page
    alone = open_map(events[1:], claims=[make_claim()]).page

    assert page.evaluate("map.getZoom()") >= alone.evaluate("map.getZoom()") + 1.5
    assert page.locator(".mark").count() == 2


def test_among_dots_a_region_is_named_where_its_name_fits(open_map: Callable[..., Any]) -> None:
    """
    Far away a region's mark is the number of its events, near its name too; both are called whole.
    """
    points = [
        make_event(
            id=f"ev-{i}",
            where=Where(shape=Shape(form=Form.POINT, lon=38 + i / 9e4, lat=48.5, radius_m=500.0)),
        )
        for i in range(1001)
    ]
    region = make_event(id="ev-region", where=IN_AREA)
    page = open_map([*points, region], claims=[make_claim()], view=(38.0, 48.5, 4.0)).page
    mark = page.locator(".mark")
    far = (mark.text_content(), mark.get_attribute("aria-label"), mark.get_attribute("title"))
    page.evaluate("void map.setView([48.5, 38], 9, { animate: false })")

    assert far == ("1", "The plain: 1", "The plain: 1")
    assert mark.text_content() == "The plain: 1"


def test_an_area_that_is_weakly_known_is_hatched(open_map: Callable[..., Any]) -> None:
    """
    Where even the area is inferred, its fill is the hatching of its family; a stated one is plain.
    """
    weak = Where(shape=NEAR_BAKHMUT.shape, places=NEAR_BAKHMUT.places, inferred=True)
    page = open_map(
        [make_event(where=weak), make_event(id="ev-b", where=NEAR_BAKHMUT)], claims=[make_claim()]
    ).page
    fills = page.locator("path.area").evaluate_all(
        "all => all.map((e) => getComputedStyle(e).fill)"
    )

    assert sorted("hatch-strikes" in fill for fill in fills) == [False, True]


def test_names_of_settlements_thin_out(open_map: Callable[..., Any]) -> None:
    """
    Far away only cities are named, near by villages too; no name lies on another or on a mark.
    """
    villages = [(f"Village {i}", 37.0 + i / 10, 48.0, 900) for i in range(12)]
    labels = [("City", 34.0, 50.0, 2_000_000), *villages]
    page = open_map(
        [make_event()], claims=[make_claim()], labels=labels, view=(37.5, 48.2, 5.0)
    ).page
    far = page.locator(".label").all_text_contents()
    page.evaluate("void map.setView([48.1, 37.5], 10, { animate: false })")
    near = page.locator(".label").all_text_contents()
    boxes = page.locator(".label, .mark").evaluate_all(
        "all => all.map((e) => e.getBoundingClientRect())"
        ".map((b) => [b.left, b.top, b.right, b.bottom])"
    )

    assert "City" in far
    assert not any(name.startswith("Village") for name in far)
    assert sum(name.startswith("Village") for name in near) > 3
    for (left, top, right, bottom), other in itertools.combinations(boxes, 2):
        assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
