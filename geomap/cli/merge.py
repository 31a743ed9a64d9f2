"""`geomap merge`: claims to events."""

from typing import TYPE_CHECKING

import click

from geomap.cli.options import OVERLAYS, REVIEW
from geomap.cli.records import print_records, read_records
from geomap.cli.words import DONE, say, say_judgement

if TYPE_CHECKING:
    from geomap.layers.overlays import Overlay


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
@REVIEW
@OVERLAYS
def merge(
    claims: tuple[str, ...],
    *,
    previous: str | None,
    max_days: int,
    review: str | None,
    overlays: "list[Overlay]",
) -> int:
    """
    Read claims as JSON lines (- for standard input) and print the events they tell of.

    Give all the claims, those of earlier merges too. Documents tell of one event when type,
    place, time and side agree; without a stated place nothing joins. With --overlay each event
    carries its distance to the nearest line, edge or point of the layer.
    """
    from geomap.codec import encode_records
    from geomap.layers.distances import measure_distances
    from geomap.merge import merge_claims
    from geomap.model import Claim, Event
    from geomap.run.judgement import judge_events, open_review

    found = [claim for path in claims for claim in read_records(path, Claim)]
    earlier = read_records(previous, Event) if previous else []
    events, judgement = merge_claims(found, previous=earlier, max_days=max_days), None
    if review:
        events, judgement = judge_events(events, open_review(review), claims=found)
    elif judged := sum(bool(event.reviews) for event in earlier):
        say(f"{previous}: reviewed events: {judged}; to keep that, give --review again")
    print_records(encode_records(measure_distances(events, overlays)))
    return say_judgement(judgement) if judgement else DONE
