"""`geomap run`: the main job."""

import sys
import time
from typing import TYPE_CHECKING

import click

from geomap.cli.options import OVERLAYS, REVIEW, input_paths, reading_options
from geomap.cli.words import (
    DONE,
    count_documents,
    exit_code,
    open_default_index,
    say_judgement,
    say_rejected,
)

if TYPE_CHECKING:
    from typing import Unpack

    from geomap.run.pipeline import RunOptions


_WIDTH = 100  # columns of the table where no terminal says how many there are


@click.command()
@reading_options
@click.option("-o", "--output", default="output", show_default=True, help="Folder to write to.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="SUFFIX",
    help="Write events in this format too, such as gpkg; may be given several times.",
)
@REVIEW
@OVERLAYS
def run(
    inputs: tuple[str, ...],
    *,
    samples: bool,
    output: str,
    formats: tuple[str, ...],
    review: str | None,
    theatre: str | None,
    gazetteer: str | None,
    **reading: "Unpack[RunOptions]",
) -> int:
    """
    Read articles and write a map of what they report.

    INPUT is a text file, a file of JSON lines, a folder of them, or - for standard input; also
    packed with gzip. Writes claims.jsonl, events.jsonl, events.geojson, map.html, manifest.json.
    """
    from rich.console import Console

    from geomap.run.pipeline import run_files
    from geomap.run.summary import print_summary

    paths = input_paths(inputs, samples=samples)
    with open_default_index(gazetteer) as index, count_documents() as tick:
        started = time.perf_counter()
        report = run_files(
            paths,
            output,
            index=index,
            theatre=theatre,
            tick=tick,
            formats=formats,
            review=review,
            **reading,
        )
    say_rejected(report.collected.rejected)
    if report.paths:
        console = Console(width=None if sys.stdout.isatty() else _WIDTH)
        print_summary(report, console, seconds=time.perf_counter() - started)
    judged = say_judgement(report.judgement) if report.judgement else DONE
    return exit_code(report.collected) or judged
