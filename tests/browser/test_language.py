"""The page in another language than English."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from factories import make_claim, make_event

from geomap.export.page import asset
from geomap.model import (
    NOWHERE,
    Count,
    EventType,
    Factuality,
    Form,
    Party,
    PlaceRef,
    Quote,
    Relation,
    Role,
    Shape,
    Source,
    SourceKind,
    Span,
    Stance,
    When,
    Where,
)

NAMES = {"GeoJSON", "CSV", "review", "csv", "GeoNames", "CC", "BY", "Leaflet", "BSD", "Clause"}
NAMES |= {"geomap", "export"}  # a command
NAMES |= set(
    json.loads(asset("basemap.json"))["attribution"].replace("(", "").replace(")", "").split()
)
TEXT = "Обстріл села тривав усю ніч."
NOBODY = Source(name=None, kind=SourceKind.PUBLISHER, named=False, anonymous=False)
VOICES = [
    Source(name=None, kind=kind, named=False, anonymous=True, side="UA") for kind in SourceKind
]


def _where(form: Form) -> Where:
    place = PlaceRef(
        id="1", name="Село", lon=37.0, lat=48.0, kind="settlement", role=Role.LOCATION,
        start=0, end=0, score=1.0,
    )  # fmt: skip
    to = (37.5, 48.2) if form is Form.CORRIDOR else None
    shape = Shape(form=form, lon=37.0, lat=48.0, radius_m=5000.0, to=to)
    return Where(relation=Relation.NEAR, shape=shape, places=(place,), inferred=True)


def _everything() -> dict[str, Any]:
    """Return events of every type, form, status and voice, all of whose own words are Ukrainian."""
    quote = Quote(start=0, end=len(TEXT), text=TEXT)
    stances, whens = list(Stance), [When(), When(first="2024-02-01", precision="month")]
    claims = [
        make_claim(
            id=f"cl-{i}",
            language="uk",
            quote=quote,
            trigger=Span(start=0, end=7, text=TEXT[:7]),
            chain=(NOBODY, VOICES[i % len(VOICES)]),
            stance=stances[i % len(stances)],
        )
        for i in range(len(EventType))
    ]
    forms, statuses = list(Form), list(Factuality)
    events = [
        make_event(
            id=f"ev-{i}",
            type=kind,
            where=NOWHERE if i % 7 == 6 else _where(forms[i % len(forms)]),
            when=whens[i % 2],
            factuality=statuses[i % len(statuses)],
            mappable=i % 7 != 6 and i % len(statuses) < 3,
            actor=Party(text="війська", start=0, end=0, side="UA"),
            counts={"killed": Count(low=3, high=None, start=0, end=1)},
            lead_claim=f"cl-{i}",
            claims=(f"cl-{i}",),
            denials=(f"cl-{(i + 1) % len(EventType)}",),
            disputed_fields=("place",),
        )
        for i, kind in enumerate(EventType)
    ]
    return {"events": events, "claims": claims, "title": "Мапа"}


@pytest.mark.parametrize("language", ["uk"])
def test_no_word_of_the_page_stays_english(open_map: Callable[..., Any], language: str) -> None:
    """
    Panel, lists, cards of every sort and the table say nothing in Latin letters but proper names.
    """
    opened = open_map(**_everything(), language=language)
    page = opened.page
    said = [page.locator("#contents").text_content(), page.locator("#summary").text_content()]
    page.locator("#drawn-section > summary").click()
    buttons = page.locator(".events button")
    for at in range(buttons.count()):
        buttons.nth(at).evaluate("e => e.click()")
        card = page.locator(".card").last
        page.locator(".card .method, .card .review").evaluate_all(
            "all => all.forEach(e => e.remove())"
        )
        said.append(card.text_content())
        page.keyboard.press("Escape")
    page.locator("#view").click()
    said.append(page.locator("#table").text_content())
    latin = {word for text in said for word in re.findall(r"[A-Za-z]{2,}", text)}

    assert latin <= NAMES
    assert page.evaluate("document.documentElement.lang") == language
    assert opened.faults() == []
