"""`geomap map`: events to a map page."""

import click

from geomap.cli.options import event_options
from geomap.cli.records import read_manifest_documents, read_records
from geomap.cli.words import open_default_index, say


@click.command("map")
@event_options
@click.option("-o", "--output", default="map.html", show_default=True, help="File to write.")
@click.option("--title", help="Title of the page.")
def draw_map(
    events: str,
    *,
    claims_path: str,
    manifest_path: str | None,
    gazetteer: str | None,
    output: str,
    title: str | None,
) -> None:
    """Read EVENTS as JSON lines (- for standard input) and write a map page."""
    from geomap.export.html import DEFAULT_TITLE, write_html
    from geomap.model import Claim, Event
    from geomap.run.labels import label_settlements

    found = read_records(events, Event)
    with open_default_index(gazetteer) as index:
        labels = label_settlements(found, index)
    write_html(
        found,
        output,
        claims=read_records(claims_path, Claim),
        documents=read_manifest_documents(manifest_path),
        title=title or DEFAULT_TITLE,
        labels=labels,
    )
    say(f"wrote {output}")
