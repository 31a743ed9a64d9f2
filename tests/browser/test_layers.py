"""The user's own layers, theme and first view in the browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import geopandas
import pytest
from factories import make_claim, make_event
from shapely.geometry import LineString

from geomap.export.tiles import find_tiles
from geomap.layers.distances import measure_distances
from geomap.layers.overlays import Overlay
from geomap.model import When

HOSTILE = '<img src=x onerror="window.__pwned=1">{{ 7*6 }}'


@pytest.fixture
def front(tmp_path: Path) -> Path:
    """Return a file with a line on two days."""
    lines = [LineString([(37.0, 48.0), (37.5, 48.2)]), LineString([(37.2, 48.0), (37.6, 48.3)])]
    path = tmp_path / "front.geojson"
    days = ["2024-02-01", "2024-03-01"]
    frame = geopandas.GeoDataFrame({"date": days, "geometry": lines}, crs="EPSG:4326")
    frame.to_file(path)
    return path


def test_a_dated_layer_is_drawn_switched_and_moved_in_time(
    open_map: Callable[..., Any], front: Path
) -> None:
    """
    The legend has its name and credit as text; the box hides it, the slider changes its day.
    """
    overlay = Overlay(front, HOSTILE, HOSTILE)
    options = {"overlays": [overlay], "view": (37.3, 48.1, 9.0)}
    opened = open_map([make_event()], claims=[make_claim()], **options)
    page = opened.page
    lines = page.locator("path.overlay")
    last = lines.first.get_attribute("d")
    page.locator("#overlays input[type=range]").focus()
    page.keyboard.press("ArrowLeft")

    assert lines.count() == 1
    assert lines.first.get_attribute("d") != last
    assert page.locator("#overlays output").text_content() == "1 February 2024"
    assert HOSTILE in page.locator("#overlays label").text_content()
    assert HOSTILE in page.locator(".credit").text_content()
    page.locator("#overlays input[type=checkbox]").uncheck()
    assert lines.count() == 0
    assert opened.faults() == []


def test_distances_to_layers_are_told(open_map: Callable[..., Any], front: Path) -> None:
    """
    Card and table tell each event's kilometres and the layer's name; without any, no column.
    """
    overlay = Overlay(front, HOSTILE)
    events = measure_distances([make_event(), make_event(id="ev-undated", when=When())], [overlay])
    opened = open_map(events, claims=[make_claim()], overlays=[overlay])
    page = opened.page
    page.evaluate("open(data.events[0], null)")
    words = f"{events[0].distances[0].km:.0f} km from {HOSTILE}"

    assert words in page.locator(".card").text_content()
    page.keyboard.press("Escape")
    page.locator("#view").click()
    cells = page.locator("td.distance").all_text_contents()
    assert sorted(cells) == sorted([words.split(" from", maxsplit=1)[0], "–"])
    assert opened.faults() == []


@pytest.mark.parametrize(("theme", "paper"), [("light", "255, 255, 255"), ("dark", "29, 34, 39")])
def test_theme_and_first_view_are_what_was_asked(
    open_map: Callable[..., Any], theme: str, paper: str
) -> None:
    """
    A fixed theme outweighs the reader's system; the map starts where it was told to.
    """
    options = {"theme": theme, "view": (30.5, 50.45, 9.0)}
    page = open_map([make_event()], claims=[make_claim()], **options).page
    other = {"light": "dark", "dark": "light"}[theme]
    page.emulate_media(color_scheme=other)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == f"rgb({paper})"
    assert page.evaluate("[map.getZoom(), Math.round(map.getCenter().lat)]") == [9, 50]


def test_tiles_are_asked_from_their_host_only(open_map: Callable[..., Any]) -> None:
    """
    With tiles the policy lets images come from that host, and from no other.
    """
    tiles = find_tiles("https://tiles.example/{z}/{x}/{y}.png")
    opened = open_map([make_event()], claims=[make_claim()], tiles=tiles)
    asked = {url.split("/")[2] for url in opened.requests if url.startswith("http")}
    opened.page.evaluate(
        "document.body.append(Object.assign(new Image(), {src: 'https://b.example/a.png'}))"
    )
    opened.page.wait_for_function("() => window.__violations.length > 0")

    assert asked == {"tiles.example"}
    assert "tiles.example" in opened.page.locator(".credit").text_content()
    assert all(
        "b.example" in violation for violation in opened.page.evaluate("window.__violations")
    )


def test_paper_holds_in_words_what_the_screen_opens(open_map: Callable[..., Any]) -> None:
    """
    Printed, a dark page is light, its map fits the sheet, marks have the numbers of a list with
    every event's words, and what paper cannot serve is gone; afterwards all is as it was.
    """
    opened = open_map([make_event()], claims=[make_claim()], theme="dark")
    page = opened.page
    before = page.evaluate("[map.getZoom(), map.getSize().x]")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("map.getSize().x") < 690
    assert page.locator(".mark bdi").text_content() == "1"
    assert page.locator("#drawn b").text_content() == "1. Shelling"
    assert page.locator("#drawn q").text_content() == "Shells fell all day in Klishchiivka."
    assert page.locator("#about").is_visible()
    assert page.locator("#find").is_hidden()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.evaluate("[map.getZoom(), map.getSize().x]") == before
    assert page.locator(".mark bdi, #drawn q").count() == 0
    assert opened.faults() == []
