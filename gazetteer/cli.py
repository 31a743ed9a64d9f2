"""The command `gazetteer`: look up places; see, check and build the index; fetch its files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from gazetteer.terminal import (
    Assignment,
    Bounds,
    Codes,
    Point,
    ProgressBar,
    open_chosen,
    or_leave,
    warn,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gazetteer.index import Index
    from gazetteer.model import Candidate
    from gazetteer.sources.model import Selection, Source
    from gazetteer.tables import Manifest

NOTHING_FOUND = 3
_SHOWN_FILES = 5
_SHOWN_REFUSALS = 20


_INDEX = click.option(
    "--index",
    "folder",
    type=click.Path(path_type=Path),
    help="An index folder instead of the default one.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geomap-frontline", prog_name="gazetteer")
def main() -> None:
    """Find places by name, offline, and say why it is these."""


@main.command()
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
@_INDEX
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


@main.command()
@click.option("--check", is_flag=True, help="Compare the checksum of every byte.")
@click.option("--json", "as_json", is_flag=True, help="Write the index's manifest as JSON.")
@_INDEX
def info(folder: Path | None, *, check: bool, as_json: bool) -> None:
    """Show what the index holds, where it comes from, and what else is in the cache."""
    from gazetteer.tables import check_folder  # noqa: PLC0415

    with open_chosen(folder) as index:
        if check:
            or_leave(lambda: check_folder(index.folder, full=True))
        if as_json:
            import msgspec  # noqa: PLC0415

            click.echo(msgspec.json.encode(index.manifest, order="deterministic"))
            return
        for line in _about(index.folder, index.manifest):
            click.echo(line)
    for line in _about_cache(index.folder):
        click.echo(line)
    if check:
        click.echo("every file is as it was written")


def _about(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield the lines that tell what an index holds."""
    size = sum(entry.size for entry in manifest.files.values()) / 1e6
    yield f"{folder}: format {manifest.format}, {size:.0f} MB"
    counts = (manifest.places, manifest.names, manifest.folded_names)
    yield "{:,} places, {:,} names, {:,} spellings of names".format(*counts)
    for source in manifest.inputs:
        version = source.version or "no date known"
        yield f"- {source.name} ({version}), {source.licence}: {source.places:,} places"
        if source.rows:
            yield f"    {source.rows:,} rows"
        for what, reasons in (("refused", source.refused), ("left out", source.left_out)):
            yield from (f"    {what}: {count:,} {reason}" for reason, count in reasons.items())
        shown = sorted(source.files.items())[:_SHOWN_FILES]
        yield from (f"    {file} sha256 {digest}" for file, digest in shown)
        if more := len(source.files) - len(shown):
            yield f"    and {more} more files (--json tells them all)"


def _about_cache(folder: Path) -> Iterator[str]:
    """Yield the lines that tell what was fetched, and of other indexes beside the default one."""
    from gazetteer.cache import UNUSED_DAYS, default_folder, other_indexes  # noqa: PLC0415
    from gazetteer.fetched import fetched_folder, list_fetched  # noqa: PLC0415

    if fetched := or_leave(list_fetched):
        yield f"fetched, in {fetched_folder()}:"
    for each in fetched:
        yield f"- {each.path} from {each.url} ({each.changed or 'no date known'})"
    if folder == default_folder() and (others := other_indexes(folder)):
        size = sum(path.stat().st_size for each in others for path in each.glob("*")) / 1e6
        yield (
            f"{len(others)} other indexes in the cache, {size:.0f} MB; those that nobody has "
            f"opened for {UNUSED_DAYS:.0f} days are removed when an index is built"
        )


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option(
    "--source",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="A file of places to add: a GeoNames dump, admin codes, alternate names or postal "
    "codes, a table (CSV) or GeoJSON; plain, gzip or zip; may be repeated.",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    type=Assignment(),
    help="Which column of a table is the name, lon, lat, id, names, country, admin1, kind, ...",
)
@click.option(
    "--min-accuracy",
    type=click.IntRange(1, 6),
    default=3,
    show_default=True,
    help="Least accuracy of a point of a postal file.",
)
@click.option("--country", "countries", type=Codes("CC,...", 2), help="Only these countries.")
@click.option("--bbox", "bounds", type=Bounds(), help="Only places within these degrees.")
@click.option(
    "--feature-class",
    "classes",
    type=Codes("P,A,...", 1),
    help="Which feature classes of GeoNames dumps; by default P (settlements) and A (units).",
)
@click.option(
    "--theatre",
    "theatres",
    multiple=True,
    metavar="NAME|FOLDER|none",
    help="Theatres whose places are added; by default all that the package brings.",
)
@click.option("--force", is_flag=True, help="Build the default index although a good one is there.")
def build(folder: Path | None, *, force: bool, **wishes: Any) -> None:  # noqa: ANN401
    """
    Build the default index, or one of your own choice in FOLDER.

    An index in FOLDER is used with --index or --gazetteer FOLDER, or by setting GEOMAP_GAZETTEER.
    """
    if folder is None:
        given = sorted(name for name, value in wishes.items() if value and name != "min_accuracy")
        if given:
            message = (
                "name a FOLDER for an index of your own choice: the default index holds what the "
                "packages bring and what `gazetteer fetch` has fetched"
            )
            raise click.UsageError(message)
        _build_default(force=force)
    else:
        _build_own(folder, **wishes)


def _build_default(*, force: bool) -> None:
    from gazetteer.build import build_index  # noqa: PLC0415
    from gazetteer.cache import default_folder, prune_cache  # noqa: PLC0415
    from gazetteer.errors import IndexDamagedError  # noqa: PLC0415
    from gazetteer.tables import check_folder  # noqa: PLC0415

    target = or_leave(default_folder)
    try:
        good = not force and check_folder(target, full=True) is not None
    except IndexDamagedError:
        good = False
    if not good:
        with ProgressBar() as progress:
            or_leave(lambda: build_index(target, progress=progress))
        for removed in prune_cache(target):
            warn(f"removed an old index that nobody has used: {removed}")
    click.echo(f"{target}: {'already there' if good else 'built'}")


def _build_own(
    folder: Path,
    *,
    files: tuple[Path, ...],
    columns: tuple[tuple[str, str], ...],
    min_accuracy: int,
    theatres: tuple[str, ...],
    **limits: Any,  # noqa: ANN401
) -> None:
    from gazetteer.build import REJECTS, build_index  # noqa: PLC0415
    from gazetteer.sources.detect import sources_of  # noqa: PLC0415

    chosen = _selection(**limits)
    more = or_leave(
        lambda: sources_of(
            files, selection=chosen, columns=dict(columns), min_accuracy=min_accuracy
        )
    )
    names = [name for name in theatres if name != "none"] if theatres else None
    with ProgressBar() as progress:
        manifest = or_leave(
            lambda: build_index(
                folder, theatres=names, more=more, selection=chosen, progress=progress
            )
        )
    _say_refused(more, folder / REJECTS)
    click.echo(f"{folder}: built, {manifest.places:,} places")


def _selection(
    *,
    countries: frozenset[str] | None,
    bounds: tuple[float, float, float, float] | None,
    classes: frozenset[str] | None,
) -> Selection:
    from gazetteer.sources.model import EVERYTHING, Selection  # noqa: PLC0415

    letters = classes or EVERYTHING.feature_classes
    return Selection(countries or frozenset(), bounds, letters)


def _say_refused(sources: Sequence[Source], rejects: Path) -> None:
    """Tell the rows that were refused: how many for which reason, and the first in words."""
    logs = [(source.name, source.log) for source in sources if source.log is not None]
    for name, log in logs:
        for reason, count in log.reasons().items():
            warn(f"{name}: {count:,} rows refused: {reason}")
    refused = [refusal for _, log in logs for refusal in log.refused]
    for refusal in refused[:_SHOWN_REFUSALS]:
        warn(str(refusal))
    if len(refused) > _SHOWN_REFUSALS:
        warn(f"and {len(refused) - _SHOWN_REFUSALS:,} more; all are in {rejects}")


@main.command()
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
    _build_default(force=False)


if __name__ == "__main__":
    main()
