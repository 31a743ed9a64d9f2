"""`gazetteer lookup`: what a name may mean."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gazetteer.terminal import INDEX, Point, open_chosen, or_leave, warn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gazetteer.index import Index
    from gazetteer.model import Candidate


NOTHING_FOUND = 3


@click.command()
@click.argument("name")
@click.option("--near", type=Point(), help="Prefer places near this point.")
@click.option("--country", metavar="CC", help="Prefer this country (ISO code, such as UA).")
@click.option("--in", "within", metavar="AREA", help='Prefer this area, such as "Donetsk Oblast".')
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object for each candidate.")
@click.option(
    "--remote",
    metavar="SERVICE",
    help="If the index has no such name, ask nominatim, photon, geonames or pelias.",
)
@click.option("--contact", metavar="EMAIL", help="Whom the service may write to.")
@click.option("--server", metavar="URL", help="A server of your own instead of the public one.")
@click.option(
    "--key", envvar="GAZETTEER_KEY", help="User name of GeoNames, key of Pelias.", show_envvar=True
)
@INDEX
def lookup(name: str, folder: Path | None, *, as_json: bool, **hints: Any) -> None:  # noqa: ANN401
    """
    Show the places that NAME may mean, the likeliest first, with their reasons.

    Nothing is asked of the network unless --remote names a service.
    """
    remote = {option: hints.pop(option) for option in ("remote", "contact", "server", "key")}
    from gazetteer.search import search_places  # noqa: PLC0415

    with open_chosen(folder) as index:
        within = hints["within"]
        if within and not index.lookup(within):
            warn(f"no area {within!r} is known: --in is left out")
        candidates = search_places(index, name, **hints)
        if remote["remote"] and not _knows(candidates):
            candidates = [*_ask_remote(name, hints, **remote), *candidates][: hints["limit"]]
        if not candidates:
            _nothing(index, name)
    if as_json:
        _print_json(candidates)
    else:
        _print_table(name, candidates)


def _knows(candidates: list[Candidate]) -> bool:
    """Say whether the index has the name itself, not only names that are spelt nearly so."""
    return any(not one.reasons[0].name.startswith("typo") for one in candidates)


def _ask_remote(
    name: str,
    hints: dict[str, Any],
    *,
    remote: str,
    contact: str | None,
    server: str | None,
    key: str | None,
) -> list[Candidate]:
    from gazetteer.remote import Service, geocode_unknown  # noqa: PLC0415

    scheme, _, domain = server.rpartition("://") if server else ("", "", None)
    service = Service(
        name=remote, domain=domain, scheme=scheme or "https", key=key, contact=contact
    )
    found = or_leave(
        lambda: geocode_unknown(
            [name],
            service=service,
            near=hints["near"],
            country=hints["country"],
            on_failure=lambda _name, why: warn(f"{remote} gave no answer: {why}"),
        )
    )
    return found.get(name, [])


def _print_json(candidates: list[Candidate]) -> None:
    import msgspec  # noqa: PLC0415

    for candidate in candidates:
        click.echo(msgspec.json.encode(candidate))


def _print_table(name: str, candidates: list[Candidate]) -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(title=Text(f"What {name} may mean"), title_justify="left")
    table.add_column("place", overflow="fold")
    for heading in ("where", "lon, lat", "score", "reasons"):
        table.add_column(heading, no_wrap=True)
    for candidate in candidates:
        table.add_row(*map(Text, _cells(candidate)))
    console = Console()
    console.width = max(console.width, 110)
    console.print(table)


def _cells(candidate: Candidate) -> Iterator[str]:
    place = candidate.place
    parts = (place.admin2_name, place.admin1_name, place.country)
    yield f"{place.name}\n{place.kind} {place.id}"
    yield "\n".join(part for part in parts if part and part != place.name)
    yield f"{place.point.lon:.4f}\n{place.point.lat:.4f}"
    yield f"{candidate.score:g}"
    yield "\n".join(f"{reason.points:+g} {reason.name}" for reason in candidate.reasons)


def _nothing(index: Index, name: str) -> NoReturn:
    """Say that nothing is found and what to try, and leave."""
    warn(f"no place is called {name!r} in this index ({index.manifest.places:,} places).")
    for length in range(min(len(name), 40) - 1, 2, -1):
        if similar := index.prefix(name[:length], limit=5):
            names = dict.fromkeys(place.name for place in similar)
            warn(f"Names that begin with {name[:length]!r}: {', '.join(names)}.")
            break
    warn("Try another spelling, the name in Ukrainian or Russian, or a larger place nearby.")
    sys.exit(NOTHING_FOUND)
