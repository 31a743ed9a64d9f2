"""`gazetteer info`: what an index holds, and what is in the cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gazetteer.terminal import INDEX, open_chosen, or_leave

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gazetteer.manifest import Manifest


_SHOWN_FILES = 5


@click.command()
@click.option("--check", is_flag=True, help="Compare the checksum of every byte.")
@click.option("--json", "as_json", is_flag=True, help="Write the index's manifest as JSON.")
@INDEX
def info(folder: Path | None, *, check: bool, as_json: bool) -> None:
    """Show what the index holds, where it comes from, and what else is in the cache."""
    from gazetteer.manifest import check_folder  # noqa: PLC0415

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
