"""The frame of the command: its verbs, and what it says and returns when something fails."""

import logging
import sys

import click

import geomap
from gazetteer.errors import GazetteerError
from geomap.cli.codebook import codebook
from geomap.cli.explain import explain
from geomap.cli.export import export
from geomap.cli.extract import extract
from geomap.cli.map import draw_map
from geomap.cli.merge import merge
from geomap.cli.run import run
from geomap.cli.toponyms import toponyms
from geomap.cli.verify import verify
from geomap.cli.words import DONE, FAULT, INTERRUPTED, NOTHING, USAGE, say
from geomap.errors import GeomapError, InputError, RecordError

VERBS = {
    "codebook": codebook,
    "explain": explain,
    "export": export,
    "extract": extract,
    "map": draw_map,
    "merge": merge,
    "run": run,
    "toponyms": toponyms,
    "verify": verify,
}


@click.group(commands=VERBS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(geomap.__version__, prog_name="geomap")
@click.option("-v", "--verbose", is_flag=True, help="Say more on stderr, with tracebacks.")
def cli(*, verbose: bool) -> None:
    """
    From war news to maps that show the very sentence.

    Records go to stdout as JSON lines, words to stderr.

    Exit codes: 0 done, 2 wrong usage, 3 nothing to do, 4 done but some inputs were rejected,
    130 interrupted, 1 a fault of geomap itself.
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("geomap").setLevel(logging.DEBUG if verbose else logging.WARNING)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit; a verb returns its exit code, or None for 0."""
    sys.exit(run_command(arguments))


def run_command(arguments: list[str] | None = None) -> int:
    """Run the command and return its exit code, whatever happens."""
    try:
        code = cli.main(arguments, prog_name="geomap", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return USAGE
    except click.Abort:
        say("interrupted")
        return INTERRUPTED
    except (GeomapError, GazetteerError) as error:
        say(f"geomap: {error}")
        return NOTHING if isinstance(error, InputError | RecordError) else USAGE
    except Exception:
        logging.getLogger("geomap").exception("geomap: this is a fault of ours, please report it")
        return FAULT
    return code if isinstance(code, int) else DONE
