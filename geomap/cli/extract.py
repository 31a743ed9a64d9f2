"""`geomap extract`: documents to claims."""

from typing import TYPE_CHECKING

import click

from geomap.cli.options import input_paths, reading_options
from geomap.cli.records import print_records
from geomap.cli.words import count_documents, exit_code, open_default_index, say_rejected

if TYPE_CHECKING:
    from typing import Unpack

    from geomap.events import OwnRules
    from geomap.text.reader import Reading


@click.command()
@reading_options
def extract(
    inputs: tuple[str, ...],
    *,
    samples: bool,
    theatre: str | None,
    own: "OwnRules | None",
    gazetteer: str | None,
    **reading: "Unpack[Reading]",
) -> int:
    """Read articles and print their claims as JSON lines."""
    from geomap.codec import encode_records
    from geomap.run.extraction import extract_claims
    from geomap.text.reader import read_documents

    documents = read_documents(input_paths(inputs, samples=samples), **reading)
    with open_default_index(gazetteer) as index, count_documents() as tick:
        collected = extract_claims(documents, index, theatre=theatre, own=own, tick=tick)
    print_records(encode_records(collected.claims))
    say_rejected(collected.rejected)
    return exit_code(collected)
