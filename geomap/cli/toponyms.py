"""`geomap toponyms`: a corpus to its place names, without events."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from geomap.cli.records import print_records
from geomap.cli.words import DONE, NOTHING, REJECTED, open_default_index, say, say_rejected

if TYPE_CHECKING:
    from geomap.model import Rejected
    from geomap.run.geoparsing import Geoparsed


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path())
@click.option(
    "--spans",
    type=click.Choice(["found", "gold"]),
    default="found",
    show_default=True,
    help="Find place names, or resolve those that the input's toponyms give; one that no gazetteer"
    " knows then gets the point of what lies around it, and stays UNKNOWN.",
)
@click.option(
    "--mode",
    type=click.Choice(["fast", "full"]),
    default="fast",
    show_default=True,
    help="By words alone, or with what a language model calls places as evidence.",
)
@click.option("--no-demonyms", is_flag=True, help='Leave out adjectives such as "Russian".')
@click.option(
    "--theatre",
    default="none",
    show_default=True,
    metavar="NAME|none",
    help="Theatre of war whose places are preferred where a name is in doubt.",
)
def toponyms(
    files: tuple[str, ...], *, spans: str, mode: str, no_demonyms: bool, theatre: str
) -> int:
    """
    Read JSON lines and print the place names of each document.

    A line is {"corpus", "doc_id", "text"}; "-" is standard input, gzip is unpacked.
    """
    from geomap.run.geoparsing import Geoparsing, geoparse_lines

    how = Geoparsing(
        full=mode == "full",
        given=spans == "gold",
        demonyms=not no_demonyms,
        theatre=None if theatre == "none" else theatre,
    )
    tally = _Tally()
    with open_default_index() as index:
        print_records(tally.encode(geoparse_lines(files, index, how)))
    return tally.exit_code()


class _Tally:
    """Counts what is done and what is rejected while the lines go by."""

    def __init__(self) -> None:
        self.done = self.rejected = 0

    def encode(self, items: "Iterable[Geoparsed | Rejected]") -> Iterator[bytes]:
        """Yield what was found as lines of JSON, and name what was rejected."""
        import msgspec

        from geomap.model import Rejected

        for item in items:
            if isinstance(item, Rejected):
                self.rejected += 1
                say_rejected([item])
            else:
                self.done += 1
                yield msgspec.json.encode(item) + b"\n"

    def exit_code(self) -> int:
        """Return the code for what was done and what was rejected."""
        if not self.done:
            say("nothing done: no document could be read")
            return NOTHING
        return REJECTED if self.rejected else DONE
