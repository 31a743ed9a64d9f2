"""The page before axe-core, the accessibility checker: no serious finding in any of its states."""

from collections.abc import Callable, Container, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import geopandas
import pytest
from factories import make_claim, make_event
from shapely.geometry import LineString
from synthetic import make_corpus

from geomap.layers.overlays import Overlay
from geomap.model import Form, Shape, Where

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
FIND = "async (part) => (await axe.run(part)).violations"
PAGE, PANEL, CARD, REVIEW, TABLE = "html", "#panel", ".card", ".card .review", "#table"
VERDICTS = ("Elsewhere", "Another type", "Same as another", "Not one thing")


def _findings(page: Any, part: str) -> list[str]:
    """Return grave findings in a part of the page, light and dark, each with its elements."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found += [
            f"{each['id']}, {scheme}: {[node['html'][:120] for node in each['nodes'][:3]]}"
            for each in page.evaluate(FIND, part)
            if each["impact"] in GRAVE
        ]
    return found


def _unfold(page: Any, part: str) -> None:
    page.locator(f"{part} details:not([open]) > summary").evaluate_all(
        "all => all.forEach((summary) => summary.click())"
    )


def _states(page: Any, *, narrow: bool) -> Iterator[str]:
    """Bring the page into one state after another, and name the part that is new."""
    yield PAGE
    if narrow:
        page.locator("#sheet").click()
    _unfold(page, PANEL)
    yield PANEL
    page.locator("#drawn .events button").first.click()
    _unfold(page, CARD)
    yield CARD
    for verdict in VERDICTS:
        button = page.locator(CARD).get_by_role("button", name=verdict)
        if button.count():  # one claim cannot be parted
            button.click()
            yield REVIEW
    page.keyboard.press("Escape")
    page.evaluate("openAll(drawing.shown.slice(0, 3), map.getCenter())")
    yield CARD
    page.keyboard.press("Escape")
    page.locator("#view").click()
    yield TABLE
    page.locator("tbody th button").first.click()
    yield CARD


@pytest.mark.parametrize("width", [1280, 390])
def test_no_state_of_the_page_has_a_grave_finding(open_map: Callable[..., Any], width: int) -> None:
    """
    Map, lists, cards, verdicts and table pass, light and dark, on a desk and on a phone.
    """
    corpus = make_corpus(14)
    page = open_map(corpus.events, claims=corpus.claims, width=width, height=844).page
    page.evaluate(AXE)

    assert [
        finding for part in _states(page, narrow=width < 760) for finding in _findings(page, part)
    ] == []


def _crowd() -> list[Any]:
    """Return more events than are drawn as symbols, and one in a region."""
    shapes = [
        Shape(form=Form.POINT, lon=37 + i / 999, lat=48.5, radius_m=500.0) for i in range(1001)
    ]
    region = Shape(form=Form.REGION, lon=38.2, lat=48.4, radius_m=1e5, region_id="area")
    return [
        make_event(id=f"ev-{i}", where=Where(shape=shape))
        for i, shape in enumerate([*shapes, region])
    ]


@pytest.mark.parametrize("events", [[], _crowd()], ids=["empty", "crowd"])
def test_pages_of_nothing_and_of_very_much_have_no_grave_finding(
    open_map: Callable[..., Any], tmp_path: Path, events: list[Any]
) -> None:
    """
    A page without events, and one of dots, counted regions and a dated layer, pass.
    """
    path = tmp_path / "front.geojson"
    days = ["2024-02-01", "2024-03-01"]
    line = LineString([(37.0, 48.0), (37.5, 48.2)])
    frame = geopandas.GeoDataFrame({"date": days, "geometry": [line, line]}, crs="EPSG:4326")
    frame.to_file(path)
    claims = [make_claim()] if events else []
    page = open_map(events, claims=claims, overlays=[Overlay(path, "Front", "Own survey")]).page
    page.evaluate(AXE)

    assert _findings(page, PAGE) == []


@pytest.mark.parametrize(("wish", "steps"), [("reduce", {1}), ("no-preference", range(2, 99))])
def test_the_map_glides_for_those_who_did_not_ask_for_less_motion(
    open_map: Callable[..., Any], wish: str, steps: Container[int]
) -> None:
    """
    The arrow keys move the map at once for some readers, in small steps for the others.
    """
    page = open_map([make_event()], claims=[make_claim()]).page
    page.emulate_media(reduced_motion=wish)
    page.evaluate("() => { window.moves = 0; map.on('move', () => { window.moves += 1; }); }")
    page.evaluate("() => new Promise((done) => { map.once('moveend', done); map.panBy([80, 0]); })")

    assert page.evaluate("window.moves") in steps
