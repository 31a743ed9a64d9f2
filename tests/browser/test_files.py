"""What the page saves of the filtered events, beside what Python writes of the same."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from factories import make_claim, make_event
from synthetic import make_corpus

from geomap.export.formats import write_events
from geomap.layers.features import Table, make_table
from geomap.model import NOWHERE, Quote

HOSTILE = [
    "=1+1",
    ' \u2003@x "y"',
    "Обстріл, ночью",
    "\u202e\u0007\x7f\r\n\b\f",
    "\ud800 half",
    "😀'",
]


def _square(_: str) -> list[list[list[tuple[float, float]]]]:
    return [[[(36.0, 48.0), (37.0, 48.0), (37.0, 49.0), (36.0, 49.0), (36.0, 48.0)]]]


def _table() -> Table:
    """Return made-up events, some of them with texts that formats have to take care of."""
    corpus = make_corpus(60)
    claims = [
        make_claim(id=f"cl-hostile{i}", quote=Quote(start=0, end=len(text), text=text, prefix=text))
        for i, text in enumerate(HOSTILE)
    ]
    events = [
        make_event(id=f"ev-hostile{i}", lead_claim=claim.id, where=NOWHERE, mappable=False)
        for i, claim in enumerate(claims)
    ]
    return make_table(
        [*corpus.events, *events],
        claims=[*corpus.claims, *claims],
        documents=corpus.documents,
        rings=_square,
    )


@pytest.fixture(scope="module")
def table() -> Table:
    """Return the events."""
    return _table()


@pytest.fixture
def opened(open_map: Callable[..., Any], table: Table) -> Any:
    """Return their page."""
    return _open(open_map, table)


@pytest.fixture(scope="module")
def unfiltered(share_map: Callable[..., Any], table: Table) -> Any:
    """Return the same, for tests that only save."""
    return _open(share_map, table)


def _open(opener: Callable[..., Any], table: Table) -> Any:
    documents = list(table.documents.values())
    return opener(
        table.events, claims=table.claims.values(), documents=documents, rings=_square, table=table
    )


def _saved(page: Any, kind: str) -> bytes:
    with page.expect_download() as waited:
        page.get_by_role("button", name=f"Save {kind}").click()
    return Path(waited.value.path()).read_bytes()


@pytest.mark.parametrize("kind", ["GeoJSON", "CSV"])
def test_all_events_are_saved_as_python_writes_them(
    unfiltered: Any, table: Table, tmp_path: Path, kind: str
) -> None:
    """
    The same rows, the same care for spreadsheets, the same bytes.
    """
    path = tmp_path / f"events.{kind.lower()}"
    write_events(table, path, lean=True)

    assert _saved(unfiltered.page, kind) == path.read_bytes()
    assert unfiltered.faults() == []


def test_without_rows_the_same_columns_are_told_more_briefly(
    opened: Any, table: Table, tmp_path: Path
) -> None:
    """
    A page of very many events saves fewer columns; what they hold is what the exports have there.
    """
    page = opened.page
    page.evaluate("document.getElementById('geomap-rows').remove()")
    path = tmp_path / "events.geojson"
    write_events(table, path, lean=True)
    brief, whole = (
        json.loads(text)["features"] for text in (_saved(page, "GeoJSON"), path.read_bytes())
    )
    columns = brief[0]["properties"].keys()
    lines = _saved(page, "CSV").decode("utf-8-sig").split("\r\n")

    assert [feature["id"] for feature in brief] == [feature["id"] for feature in whole]
    for ours, theirs in zip(brief, whole, strict=True):
        wanted = {name: theirs["properties"][name] for name in columns}
        if wanted["doc_id"] not in table.documents:
            wanted["doc_id"] = None  # the page knows only documents it was given
        assert ours["properties"] == wanted
        assert (ours["geometry"] is None) == (theirs["geometry"] is None)
    assert len(columns) > 30
    assert lines[0].split(",") == list(columns)
    assert opened.faults() == []


def test_a_filter_takes_rows_away_and_is_named(opened: Any, table: Table, tmp_path: Path) -> None:
    """
    Of filtered events the lines are those that Python writes of them; the file says what was asked.
    """
    page = opened.page
    page.locator("#layers input[value=shelling]").uncheck()
    kept = [event for event in table.events if event.type != "shelling"]
    path = tmp_path / "kept.geojson"
    write_events(table._replace(events=kept), path, lean=True)
    head, *lines = _saved(page, "GeoJSON").splitlines()

    assert lines == path.read_bytes().splitlines()[1:]
    assert b'"filter":{"without":{"type":["shelling"]}}' in head
