"""`geomap verify`: whether the quotes are in the documents."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.words import DONE, NOTHING, REJECTED, say, say_rejected
from geomap.schema import READABLE

if TYPE_CHECKING:
    from geomap.layers.table import Row


@click.command()
@click.argument("events", type=click.Path())
@click.option(
    "--documents",
    multiple=True,
    required=True,
    type=click.Path(),
    metavar="INPUT",
    help="Documents, as `geomap run` reads them; may be given several times.",
)
@click.option("--claims", type=click.Path(), help="claims.jsonl beside EVENTS unless given.")
def verify(events: str, *, documents: tuple[str, ...], claims: str | None) -> int:
    """
    Check that every quote of EVENTS stands in its document, at its offsets, by its hash.

    EVENTS are JSON lines, or a .geojson, .gpkg or .parquet file of geomap. What does not fit is
    named, and the exit code is 4 then.
    """
    from geomap.model import Document, Rejected
    from geomap.run.verify import index_texts, verify_rows
    from geomap.text.reader import read_documents

    items = list(read_documents(documents))
    say_rejected(item for item in items if isinstance(item, Rejected))
    texts = index_texts(item for item in items if isinstance(item, Document))
    if not texts:
        say("nothing done: no document could be read")
        return NOTHING
    count = faults = 0
    with _rows(events, claims) as rows:
        for row in rows:
            count += 1
            for fault in verify_rows([row], texts):
                faults += 1
                say(f"{fault.event}{f' ({fault.claim})' if fault.claim else ''}: {fault.reason}")
    say(f"{count} events, {len(texts)} documents, {faults} faults")
    return REJECTED if faults else DONE


@contextmanager
def _rows(events: str, claims: str | None) -> "Iterator[Iterator[Row]]":
    """Yield the rows of a file as they stand in it, or those that records would give."""
    from geomap.export.readback import read_rows
    from geomap.layers.features import make_table
    from geomap.run.stored import open_stored

    if Path(events).suffix.lower() in READABLE:
        yield read_rows(Path(events))
        return
    with open_stored(events, claims=claims) as stored:
        yield (feature.row for feature in make_table(**stored._asdict()).features())
