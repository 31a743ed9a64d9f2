"""The formulaic style of agencies and databases: where its events are drawn."""

import tomllib
from pathlib import Path

import pytest
from reading import drawn_at, read_story

_FILE = Path(__file__).parents[2] / "data" / "agency_places.toml"
REPORTS = {r["text"]: r["marks"] for r in tomllib.loads(_FILE.read_text())["report"]}


@pytest.mark.parametrize(("text", "marks"), REPORTS.items(), ids=REPORTS)
def test_a_report_is_drawn_where_it_says(index, text, marks):
    """
    What follows a name as district and region tells where it lies and is never itself the place.
    """
    drawn = [f"{event.type} {drawn_at(event)}" for event in read_story(text, index).events]

    assert sorted(drawn) == sorted(marks)
