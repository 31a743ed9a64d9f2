"""`geomap codebook`: the columns of the exports in words."""

import json

import click


@click.command()
@click.option("--json-schema", is_flag=True, help="Print the JSON Schema of a feature instead.")
def codebook(*, json_schema: bool) -> None:
    """Print what each column of the exports means, as Markdown."""
    from geomap.export.codebook import feature_schema, write_codebook

    words = json.dumps(feature_schema(), indent=2) if json_schema else write_codebook()
    click.echo(words.rstrip("\n"))
