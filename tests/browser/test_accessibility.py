"""The page before axe-core, the accessibility checker: no serious finding in any of its states."""

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import pytest
from synthetic import make_corpus

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
GRAVE = {"serious", "critical"}
FIND = "async (rules) => (await axe.run(rules ? { runOnly: rules } : {})).violations"
COLOURS = ["color-contrast"]  # all that a theme can change


def _findings(page: Any, state: str) -> list[str]:
    """Return grave findings in light, and of colours in dark, with their elements."""
    found = []
    for scheme, rules in (("dark", COLOURS), ("light", None)):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # half faded in is pale
        found += [
            f"{state}, {scheme}: {each['id']}: {[node['html'][:120] for node in each['nodes'][:3]]}"
            for each in page.evaluate(FIND, rules)
            if each["impact"] in GRAVE
        ]
    return found


@pytest.mark.parametrize("width", [1280, 390])
def test_no_state_of_the_page_has_a_grave_finding(open_map: Callable[..., Any], width: int) -> None:
    """
    Map, open facets, card with a verdict, dots with their note, and table pass, light and dark, on
    a desk and on a phone.
    """
    corpus = make_corpus(70)
    page = open_map(corpus.events, claims=corpus.claims, width=width, height=844).page
    page.evaluate(AXE)
    if width < 760:
        page.locator("#sheet").click()
    page.locator("#panel details > summary").evaluate_all("all => all.forEach((e) => e.click())")
    found = _findings(page, "panel")
    page.locator("#drawn .events button").first.click()
    page.locator(".card details > summary").evaluate_all("all => all.forEach((e) => e.click())")
    page.get_by_role("button", name="Elsewhere").click()
    found += _findings(page, "card")
    page.keyboard.press("Escape")
    page.locator("#panel details > summary").evaluate_all("all => all.forEach((e) => e.click())")
    page.evaluate("void map.setView([48, 37], 3, { animate: false })")
    page.locator(".crowd").wait_for(state="visible")
    found += _findings(page, "dots")
    page.locator("#view").click()

    assert found + _findings(page, "table") == []
