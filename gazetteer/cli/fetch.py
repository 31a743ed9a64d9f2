"""`gazetteer fetch`: files of GeoNames into the cache."""

import click

from gazetteer.cli.build import build_default
from gazetteer.terminal import ProgressBar, or_leave


@click.command()
@click.argument("countries", nargs=-1, required=True, metavar="CC...")
@click.option("--alternate-names", is_flag=True, help="Fetch the file of alternate names too.")
@click.option("--base-url", metavar="URL", help="A mirror of GeoNames' export/dump folder.")
def fetch(countries: tuple[str, ...], *, alternate_names: bool, base_url: str | None) -> None:
    """
    Fetch all places of countries (such as UA) from GeoNames, and build the default index with them.

    What is fetched stays in the cache and is part of every default index from now on.
    """
    from gazetteer.fetch import BASE_URL, fetch_countries  # noqa: PLC0415

    with ProgressBar("fetching from GeoNames") as progress:
        fetched = or_leave(
            lambda: fetch_countries(
                countries,
                alternate_names=alternate_names,
                base_url=base_url or BASE_URL,
                tell=progress,
            )
        )
    for each in fetched:
        click.echo(f"{each.path}: {each.size:,} bytes, sha256 {each.sha256}")
    build_default(force=False)
