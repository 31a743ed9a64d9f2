"""`geomap merge`: claims to events."""

import click

from geomap.cli.records import print_records, read_records


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIMS...", type=click.Path())
def merge(claims: tuple[str, ...]) -> None:
    """Read claims as JSON lines (- for standard input) and print the events they tell of."""
    from geomap.codec import encode_records
    from geomap.merge import merge_claims
    from geomap.model import Claim

    found = [claim for path in claims for claim in read_records(path, Claim)]
    print_records(encode_records(merge_claims(found)))
