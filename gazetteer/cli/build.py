"""`gazetteer build`: the default index, or one of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gazetteer.terminal import Assignment, Bounds, Codes, ProgressBar, or_leave, warn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gazetteer.sources.model import Selection, Source


_SHOWN_REFUSALS = 20


@click.command()
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
        build_default(force=force)
    else:
        _build_own(folder, **wishes)


def build_default(*, force: bool) -> None:
    """Build the default index unless a good one is there, and say where it is."""
    from gazetteer.build import build_index  # noqa: PLC0415
    from gazetteer.cache import default_folder, prune_cache  # noqa: PLC0415
    from gazetteer.errors import IndexDamagedError  # noqa: PLC0415
    from gazetteer.manifest import check_folder  # noqa: PLC0415

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
