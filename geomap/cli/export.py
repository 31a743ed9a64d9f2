"""`geomap export`: events to files for geographic information systems."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.options import FORCE, event_options, may_replace, selection_options
from geomap.cli.words import open_default_index, say

if TYPE_CHECKING:
    from typing import Unpack

    from geomap.layers.select import Selection
    from geomap.run.stored import Beside

PROFILES = ("acled", "ged", "hxl")


@click.command()
@event_options
@selection_options
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    default=["events.geojson"],
    show_default="events.geojson",
    metavar="FILE",
    help="File to write, its format told by its suffix; may be given several times.",
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    help="Write the columns, order and codes of another data set (.csv, .parquet, .geojson).",
)
@click.option("--lean", is_flag=True, help="Leave out the records that let geomap read it back.")
@FORCE
def export(
    events: str,
    *,
    selection: "Selection",
    outputs: tuple[str, ...],
    profile: str | None,
    lean: bool,
    force: bool,
    gazetteer: str | None,
    **beside: "Unpack[Beside]",
) -> None:
    """
    Read EVENTS and write them for other programs.

    EVENTS are JSON lines (- for standard input), or a .geojson, .gpkg or .parquet file of geomap.

    Formats: .geojson (RFC 7946), .geojsonl or .ndjson (a feature a line), .gpkg (GeoPackage, styled
    for QGIS), .parquet (GeoParquet), .fgb (FlatGeobuf), .kml, .kmz, .csv.
    """
    from geomap.export.formats import check_target, write_events
    from geomap.layers.features import make_table
    from geomap.layers.profiles import load_profile
    from geomap.run.stored import open_stored

    view = load_profile(profile) if profile else None
    for path in outputs:
        check_target(Path(path), force=may_replace(path, force=force), profile=view)
    if gazetteer:
        open_default_index(gazetteer).close()  # makes the regions of its own theatres known
    with open_stored(events, **beside) as stored:
        table = make_table(**stored._asdict(), selection=selection, profile=profile)
        for path in outputs:
            replace = may_replace(path, force=force)
            for written in write_events(table, path, force=replace, lean=lean):
                say(f"wrote {written}")
