"""The page as a notebook shows it."""

from pathlib import Path

import pytest
from factories import make_claim, make_event
from playwright.sync_api import Browser

from geomap.export.html import render_html
from geomap.export.notebook import MapView
from geomap.model import Quote

HOSTILE = '"></iframe><script>window.__pwned=1</script>{{ 7*6 }}'


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """Return a page that holds the frame of a map, as a notebook's page does."""
    quote = Quote(start=0, end=len(HOSTILE), text=HOSTILE)
    page = render_html([make_event()], claims=[make_claim(quote=quote)], title=HOSTILE)
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><body>{MapView(page)._repr_html_()}</body>")
    return path


def test_the_same_page_runs_in_its_frame(browser: Browser, notebook: Path) -> None:
    """
    The map draws itself in the frame, filters work, and no text gets out of it.
    """
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(notebook.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready=true]").wait_for(state="attached")
    frame.locator("#layers input").first.uncheck()
    frame.locator(".mark").wait_for(state="detached")

    assert frame.locator("#title").text_content() == HOSTILE
    assert page.evaluate("window.__pwned") is None
    assert errors == []
    context.close()
