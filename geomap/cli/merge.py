"""`geomap merge`: claims to events."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.cli.records import print_records, read_records
from geomap.cli.words import DONE, REJECTED, say
from geomap.errors import InputError

if TYPE_CHECKING:
    from geomap.model import Claim, Event


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIMS...", type=click.Path())
@click.option(
    "--previous",
    type=click.Path(),
    metavar="EVENTS",
    help="Events of an earlier merge: what is unchanged is taken over, old ids are kept.",
)
@click.option(
    "--max-days",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="By how many days reports of a capture or a retreat may differ.",
)
@click.option(
    "--review",
    type=click.Path(exists=True, dir_okay=False),
    metavar="CSV",
    help="What people have judged: a review.csv, as the map page saves it.",
)
def merge(
    claims: tuple[str, ...], *, previous: str | None, max_days: int, review: str | None
) -> int:
    """
    Read claims as JSON lines (- for standard input) and print the events they tell of.

    Give all the claims, those of earlier merges too. Documents tell of one event when type,
    place, time and side agree; without a stated place nothing joins.
    """
    from geomap.codec import encode_records
    from geomap.merge import merge_claims
    from geomap.model import Claim, Event

    found = [claim for path in claims for claim in read_records(path, Claim)]
    earlier = read_records(previous, Event) if previous else []
    events = merge_claims(found, previous=earlier, max_days=max_days)
    code = DONE
    if review:
        events, code = _reviewed(events, review, found)
    print_records(encode_records(events))
    return code


def _reviewed(events: "list[Event]", path: str, claims: "list[Claim]") -> "tuple[list[Event], int]":
    """Apply a review, and name the rows that find nothing to apply to."""
    from geomap.merge.review import apply_reviews, read_reviews

    try:
        with Path(path).open(encoding="utf-8", newline="") as lines:
            rows = read_reviews(lines)
    except ValueError as error:
        message = f"{path}: not a review: {error}"
        raise InputError(message) from error
    found = apply_reviews(events, rows, claims={claim.id: claim for claim in claims})
    for line, reason in found.refused:
        say(f"{path}:{line}: not applied: {reason}")
    say(f"{len(rows) - len(found.refused)} of {len(rows)} judgements applied")
    return found.events, REJECTED if found.refused else DONE
