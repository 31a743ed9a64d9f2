"""The command `gazetteer`: look up places, and see, check or build the index."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, Self, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gazetteer.index import Index
    from gazetteer.model import Candidate, LonLat
    from gazetteer.tables import Manifest

NOTHING_FOUND = 3
T = TypeVar("T")


class _Point(click.ParamType):  # type: ignore[type-arg]  # generic since 8.3
    """Longitude and latitude, as `37.96,48.53`."""

    name = "LON,LAT"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives what it has
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> LonLat:
        from gazetteer.model import LonLat  # noqa: PLC0415

        try:
            lon, lat = map(float, value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not LON,LAT such as 37.96,48.53", param, ctx)
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            self.fail(f"{value!r}: longitude comes first, -180 to 180, then latitude", param, ctx)
        return LonLat(lon, lat)


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
@click.option("--near", type=_Point(), help="Prefer places near this point.")
@click.option("--country", metavar="CC", help="Prefer this country (ISO code, such as UA).")
@click.option("--in", "within", metavar="AREA", help='Prefer this area, such as "Donetsk Oblast".')
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Write one JSON object for each candidate.")
@_INDEX
def lookup(name: str, folder: Path | None, *, as_json: bool, **hints: Any) -> None:  # noqa: ANN401
    """Show the places that NAME may mean, the likeliest first, with their reasons."""
    from gazetteer.search import search_places  # noqa: PLC0415

    with _open(folder) as index:
        within = hints["within"]
        if within and not index.lookup(within):
            _warn(f"no area {within!r} is known: --in is left out")
        candidates = search_places(index, name, **hints)
        if not candidates:
            _nothing(index, name)
    if as_json:
        _print_json(candidates)
    else:
        _print_table(name, candidates)


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
    _warn(f"no place is called {name!r} in this index ({index.manifest.places:,} places).")
    for length in range(min(len(name), 40) - 1, 2, -1):
        if similar := index.prefix(name[:length], limit=5):
            names = dict.fromkeys(place.name for place in similar)
            _warn(f"Names that begin with {name[:length]!r}: {', '.join(names)}.")
            break
    _warn("Try another spelling, the name in Ukrainian or Russian, or a larger place nearby.")
    sys.exit(NOTHING_FOUND)


@main.command()
@click.option("--check", is_flag=True, help="Compare the checksum of every byte.")
@_INDEX
def info(folder: Path | None, *, check: bool) -> None:
    """Show what the index holds and where it comes from."""
    from gazetteer.tables import check_folder  # noqa: PLC0415

    with _open(folder) as index:
        if check:
            _or_leave(lambda: check_folder(index.folder, full=True))
        _print_manifest(index.folder, index.manifest)
    if check:
        click.echo("every file is as it was written")


def _print_manifest(folder: Path, manifest: Manifest) -> None:
    size = sum(entry.size for entry in manifest.files.values()) / 1e6
    click.echo(f"{folder}: format {manifest.format}, {size:.0f} MB")
    counts = (manifest.places, manifest.names, manifest.folded_names)
    click.echo("{:,} places, {:,} names, {:,} spellings of names".format(*counts))
    for source in manifest.inputs:
        click.echo(f"- {source.name} ({source.version}), {source.licence}: {source.places:,}")
        if len(source.files) <= 5:
            for file, digest in sorted(source.files.items()):
                click.echo(f"    {file} sha256 {digest}")


@main.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Build although there is a good index already.")
@click.option("--theatre", "theatres", multiple=True, default=("ukraine",), show_default=True)
def build(folder: Path | None, *, force: bool, theatres: tuple[str, ...]) -> None:
    """Build the default index, or one in FOLDER."""
    from gazetteer.build import build_index  # noqa: PLC0415
    from gazetteer.errors import IndexDamagedError  # noqa: PLC0415
    from gazetteer.cache import default_folder  # noqa: PLC0415
    from gazetteer.tables import check_folder  # noqa: PLC0415

    target = folder or default_folder()
    try:
        good = not force and check_folder(target, full=True) is not None
    except IndexDamagedError:
        good = False
    if not good:
        with _Progress() as progress:
            _or_leave(lambda: build_index(target, theatres=theatres, progress=progress))
    click.echo(f"{target}: {'already there' if good else 'built'}")


def _open(folder: Path | None) -> Index:
    from gazetteer.index import open_index  # noqa: PLC0415

    with _Progress() as progress:
        return _or_leave(lambda: open_index(folder, progress=progress))


def _or_leave(call: Callable[[], T]) -> T:
    """Turn our own errors into words and exit code 2."""
    from gazetteer.errors import GazetteerError  # noqa: PLC0415

    try:
        return call()
    except GazetteerError as error:
        raise click.UsageError(str(error)) from error


def _warn(words: str) -> None:
    click.echo(words, err=True)


class _Progress:
    """Shows progress on stderr, once there is any: a bar on a terminal, else one line."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, words: str) -> None:
        """Take one step of the build."""
        if not sys.stderr.isatty():
            if done == 0:
                _warn(f"building the place index, which takes about a minute ({words})")
            return
        if self._bar is None:
            self._start(total)
        self._bar.update(self._task, completed=done, total=total, description=words)

    def _start(self, total: int) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import Progress  # noqa: PLC0415

        self._bar = Progress(console=Console(stderr=True))
        self._bar.start()
        self._task = self._bar.add_task("building the place index", total=total)


if __name__ == "__main__":
    main()
