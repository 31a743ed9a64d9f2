"""The command `gazetteer`, one verb per file: look up places; see, build and fetch the index."""

import click

from gazetteer.cli.build import build
from gazetteer.cli.fetch import fetch
from gazetteer.cli.info import info
from gazetteer.cli.lookup import lookup

VERBS = {"build": build, "fetch": fetch, "info": info, "lookup": lookup}


@click.group(commands=VERBS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geomap-frontline", prog_name="gazetteer")
def main() -> None:
    """Find places by name, offline, and say why it is these."""
