"""The table that a run ends with: what was found, what was not, and where it is."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from geomap.model import Event, EventType
from geomap.run.grammar import READ_LANGUAGES
from geomap.run.pipeline import RunReport
from geomap.run.printable import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

_STATUSES = ("asserted", "alleged", "confirmed", "denied", "planned", "hypothetical")
_MANY = 10


def print_summary(report: RunReport, console: "Console", *, seconds: float) -> None:
    """
    Print what a run gave.

    Parameters
    ----------
    report
        The run.
    console
        Where to; nothing of an article is read as markup or as a control sequence there.
    seconds
        What it took.
    """
    if report.events:
        console.print(tabulate_events(report.events))
    for line in describe_report(report, seconds=seconds):
        console.print(line, markup=False, highlight=False, soft_wrap=True)


def tabulate_events(events: tuple[Event, ...]) -> "Table":
    """Count events by type and status, and those that are not drawn."""
    from rich.box import SIMPLE_HEAD  # noqa: PLC0415 - rich is only for people who look
    from rich.table import Table  # noqa: PLC0415

    counts = Counter((event.type, event.factuality.value) for event in events)
    shown = [status for status in _STATUSES if any(key[1] == status for key in counts)]
    table = Table(
        "events", *shown, "disputed", "not drawn", "all", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    own = sorted({event.type for event in events} - set(EventType))
    for kind in (*EventType, *own):
        of_kind = [event for event in events if event.type is kind]
        if of_kind:
            cells = [counts[kind, status] for status in shown]
            table.add_row(kind.value, *map(_cell, [*cells, *_totals(of_kind)]))
    table.add_section()
    cells = [sum(e.factuality.value == status for e in events) for status in shown]
    table.add_row("all", *map(_cell, [*cells, *_totals(list(events))]))
    table.columns[0].no_wrap = True
    for column in table.columns[1:]:
        column.justify = "right"
    return table


def describe_report(report: RunReport, *, seconds: float) -> list[str]:
    """Say in lines of words what the table does not."""
    collected = report.collected
    documents = _count(len(collected.extractions), "document")
    claims = _count(len(collected.claims), "claim")
    events = _count(len(report.events), "event")
    lines = [f"{documents}, {claims}, {events} in {seconds:.1f} s"]
    lines += [_describe_unread(report), _describe_unknown(collected.unknown_names)]
    lines += [f"wrote {path}" for path in report.paths]
    return [printable(line) for line in lines if line]


def _describe_unread(report: RunReport) -> str:
    """Say how many documents tell of no event, and how many are in a language that is not read."""
    quiet = [e.info.language or "?" for e in report.collected.extractions if not e.parsed]
    foreign = [language for language in quiet if language not in READ_LANGUAGES]
    told = [language for language in quiet if language in READ_LANGUAGES]
    lines = []
    if told:
        lines.append(f"no words of an event in {_count(len(told), 'document')} ({_set(told)})")
    if foreign:
        known = _set(READ_LANGUAGES)
        lines.append(
            f"skipped {_count(len(foreign), 'document')} in other languages ({_set(foreign)}) than"
            f" {known}; if that is wrong, say it: --language"
        )
    return "\n".join(lines)


def _set(languages: Iterable[str]) -> str:
    return ", ".join(sorted(set(languages)))


def _describe_unknown(names: dict[str, int]) -> str:
    if not names:
        return ""
    shown = ", ".join(list(names)[:_MANY])
    more = f" and {len(names) - _MANY} more (manifest.json)" if len(names) > _MANY else ""
    return f"names not found: {shown}{more}; try: gazetteer lookup NAME"


def _totals(events: list[Event]) -> list[int]:
    disputed = sum(bool(event.denials or event.disputed_fields) for event in events)
    return [disputed, sum(not event.mappable for event in events), len(events)]


def _cell(count: int) -> str:
    return str(count) if count else "·"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
