"""`geomap export`: events to files for geographic information systems."""

import click

from geomap.cli.options import event_options
from geomap.cli.records import read_manifest_documents, read_records
from geomap.cli.words import open_default_index, say


@click.command()
@event_options
@click.option("-o", "--output", default="events.geojson", show_default=True, help="File to write.")
def export(
    events: str, *, claims_path: str, manifest_path: str | None, gazetteer: str | None, output: str
) -> None:
    """Read EVENTS as JSON lines (- for standard input) and write GeoJSON (RFC 7946)."""
    from geomap.export.geojson import write_geojson
    from geomap.model import Claim, Event

    if gazetteer:
        open_default_index(gazetteer).close()  # makes the regions of its own theatres known
    write_geojson(
        read_records(events, Event),
        output,
        claims=read_records(claims_path, Claim),
        documents=read_manifest_documents(manifest_path),
    )
    say(f"wrote {output}")
