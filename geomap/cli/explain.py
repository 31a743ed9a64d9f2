"""`geomap explain`: one event in words."""

from pathlib import Path

import click

from geomap.cli.records import read_records
from geomap.schema import READABLE


@click.command()
@click.argument("event_id")
@click.argument("events", type=click.Path(), default="output/events.jsonl")
@click.option(
    "--claims",
    "claims_path",
    type=click.Path(),
    help="The events' claims; claims.jsonl beside EVENTS unless given.",
)
def explain(event_id: str, *, events: str, claims_path: str | None) -> None:
    """
    Say why an event is what it is, where it is and who says it.

    EVENT_ID is found in EVENTS (output/events.jsonl unless given), also by what it was called
    before.
    """
    from geomap.explain import explain_event, find_event
    from geomap.model import Claim, Event
    from geomap.run.printable import printable

    if events == "-" and claims_path is None:
        message = "events from standard input need --claims"
        raise click.UsageError(message)
    event = find_event(read_records(events, Event), event_id)
    claims = read_records(claims_path or _beside(events), Claim)
    for line in explain_event(event, claims).splitlines():
        click.echo(printable(line))


def _beside(events: str) -> str:
    """Return where the claims of events are, unless it is told."""
    path = Path(events)
    return events if path.suffix.lower() in READABLE else str(path.with_name("claims.jsonl"))
