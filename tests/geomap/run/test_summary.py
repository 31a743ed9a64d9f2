"""The summary says in words what a run gave."""

import io

from factories import make_event
from rich.console import Console

from geomap.model import DocumentInfo, EventType, Factuality
from geomap.run.extraction import Collected, Extraction
from geomap.run.pipeline import RunReport
from geomap.run.summary import print_summary

INFO = DocumentInfo(id="one", sha256="00", characters=9, language="uk")


def summarise(*events, names=(), paths=()):
    extraction = Extraction(
        info=INFO, claims=(), unknown_names=names, theatre=None, sentences=1, parsed=0
    )
    report = RunReport(
        collected=Collected(extractions=(extraction,), rejected=()), events=events, paths=paths
    )
    out = io.StringIO()
    print_summary(report, Console(file=out, width=100, force_terminal=True), seconds=1.25)
    return out.getvalue()


def test_events_are_counted_by_type_and_status():
    """
    One row a type, one column a status that occurs, and how many are not drawn.
    """
    planned = make_event(type=EventType.RETREAT, factuality=Factuality.PLANNED, mappable=False)
    got = summarise(make_event(), make_event(), planned)

    assert "shelling" in got
    assert "planned" in got
    assert "confirmed" not in got
    assert "3 events in 1.2 s" in got


def test_unknown_names_come_with_a_command():
    """
    The most frequent name stands first, and what helps is said.
    """
    got = summarise(names=("Mala", "Velyka", "Velyka"))

    assert "names not found: Velyka, Mala; try: gazetteer lookup NAME" in got


def test_unread_documents_are_told():
    """
    Nobody should take an unread language for a quiet day.
    """
    assert "no words of an event in 1 document (uk)" in summarise()


def test_names_do_nothing_to_the_terminal():
    """
    Control sequences and markup from an article arrive as plain text.
    """
    got = summarise(names=("\x1b]0;pwned\x07[red]X[/red]",))

    assert "\x1b]0" not in got
    assert "[red]X[/red]" in got
