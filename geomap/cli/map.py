"""`geomap map`: events to a map page."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.options import FORCE, OVERLAYS, event_options, may_replace, selection_options
from geomap.cli.words import open_default_index, say

if TYPE_CHECKING:
    from typing import Unpack

    from geomap.export.html import Language, Theme, View
    from geomap.layers.overlays import Overlay
    from geomap.layers.select import Selection
    from geomap.run.stored import Beside


@click.command("map")
@event_options
@selection_options
@click.option("-o", "--output", default="map.html", show_default=True, help="File to write.")
@click.option("--title", help="Title of the page.")
@OVERLAYS
@click.option("--tiles", metavar="NAME|URL", help="Ground from a server: needs a network to read.")
@click.option(
    "--theme",
    type=click.Choice(["auto", "light", "dark"]),
    default="auto",
    help="Colours; the reader's system decides unless given.",
)
@click.option(
    "--page-language",
    type=click.Choice(["en", "uk"]),
    default="en",
    show_default=True,
    help="Language of the page's own words; quotes stay as they are.",
)
@click.option("--view", type=(float, float, float), metavar="LON LAT ZOOM", help="Where to start.")
@FORCE
def draw_map(  # noqa: PLR0913 - options of a command
    events: str,
    *,
    selection: "Selection",
    output: str,
    title: str | None,
    overlays: "list[Overlay]",
    tiles: str | None,
    theme: "Theme",
    page_language: "Language",
    view: "View | None",
    force: bool,
    gazetteer: str | None,
    **beside: "Unpack[Beside]",
) -> None:
    """Read EVENTS as JSON lines (- for standard input) and write a map page."""
    from geomap.export.files import check_free
    from geomap.export.html import DEFAULT_TITLE, write_html
    from geomap.export.tiles import find_tiles
    from geomap.layers.features import make_table
    from geomap.layers.select import describe_selection
    from geomap.run.labels import label_settlements
    from geomap.run.stored import open_stored

    check_free(Path(output), force=may_replace(output, force=force))
    with open_stored(events, **beside) as stored:
        table = make_table(**stored._asdict(), selection=selection)
        with open_default_index(gazetteer) as index:
            found = [feature.event for feature in table.features()]
            labels = label_settlements(found, index)
        chosen = [*stored.filters, *filter(None, [describe_selection(selection)])]
        about = {"filter": "; then ".join(map(str, chosen)), "public": stored.public}
        write_html(
            found,
            output,
            claims=stored.claims.values(),
            documents=stored.documents,
            title=title or DEFAULT_TITLE,
            about={name: words for name, words in about.items() if words},
            labels=labels,
            table=table,
            overlays=overlays,
            tiles=find_tiles(tiles) if tiles else None,
            theme=theme,
            language=page_language,
            view=view,
        )
    say(f"wrote {output}")
