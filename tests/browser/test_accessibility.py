"""The page before axe-core, the accessibility checker: no serious finding in any of its states."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from synthetic import make_corpus

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
FIND = "async () => (await axe.run()).violations"


def _findings(page: Any) -> list[str]:
    """Return grave findings, each with the elements it is about."""
    page.evaluate(AXE)
    return [
        f"{found['id']}: {[node['html'][:120] for node in found['nodes'][:3]]}"
        for found in page.evaluate(FIND)
        if found["impact"] in GRAVE
    ]


@pytest.fixture(scope="module")
def corpus() -> Any:
    """Return forty made-up events."""
    return make_corpus(40)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_no_state_of_the_page_has_a_grave_finding(
    open_map: Callable[..., Any], corpus: Any, width: int, scheme: str
) -> None:
    """
    Map, open facets, card and table pass, light and dark, on a desk and on a phone.
    """
    page = open_map(corpus.events, claims=corpus.claims, width=width, height=844).page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # half faded in is pale
    if width < 760:
        page.locator("#sheet").click()
    page.locator("#panel details > summary").evaluate_all("all => all.forEach((e) => e.click())")
    found = _findings(page)
    page.locator("#drawn .events button").first.click()
    page.locator(".card details > summary").evaluate_all("all => all.forEach((e) => e.click())")
    found += _findings(page)
    page.keyboard.press("Escape")
    page.locator("#view").click()

    assert found + _findings(page) == []
