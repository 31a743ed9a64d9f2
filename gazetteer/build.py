"""Sources into one index folder: places united, names keyed, inputs on record."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

import msgspec

from gazetteer.errors import IndexDamagedError
from gazetteer.keys import exact_keys, folded_keys, key_names
from gazetteer.manifest import (
    FOLDED_POSTINGS,
    FOLDED_TRIE,
    FORMAT,
    NAME_POSTINGS,
    NAME_TRIE,
    PLACES,
    Input,
    Manifest,
    measure,
    write_manifest,
)
from gazetteer.merge import merge_sources
from gazetteer.model import Place
from gazetteer.records import RECORDS, write_records
from gazetteer.sources.model import EVERYTHING, Selection, Source
from gazetteer.tables import write_names, write_places
from gazetteer.theatre import (
    OWN_THEATRES,
    Theatre,
    list_theatres,
    load_theatre,
    own_theatres,
)

Progress = Callable[[int, int, str], None]
REJECTS = "rejects.jsonl"
_ATTEMPTS = 20


def build_index(
    folder: str | os.PathLike[str],
    *,
    theatres: Sequence[str | Path] | None = None,
    sources: Sequence[Source] | None = None,
    more: Sequence[Source] = (),
    selection: Selection = EVERYTHING,
    progress: Progress | None = None,
) -> Manifest:
    """
    Build an index folder, or replace the one that stands there.

    It is built beside its place and moved there whole: a reader sees the old one or the new one.
    Equal sources give equal bytes.

    Parameters
    ----------
    folder
        Where the index shall be.
    theatres
        Names or folders of theatres whose places are added; by default all packaged ones.
    sources
        What to read first; by default what the installed packages bring and what was fetched.
    more
        What to read last: a user's own files (`gazetteer.sources.detect`).
    selection
        Which places the index shall hold.
    progress
        Called with steps done, steps in all, and what comes now.

    Raises
    ------
    SourceError
        If a source cannot be read at all; single rows are refused, counted in the manifest and
        told in `rejects.jsonl` of the folder.
    IndexDamagedError
        If the folder holds something else than an index: it would be lost.
    TheatreError
        If there is no such theatre, or one of its files is wrong.
    """
    target = Path(folder)
    _check_target(target)
    loaded = [load_theatre(name) for name in (list_theatres() if theatres is None else theatres)]
    first = _default_sources() if sources is None else sources
    chosen = [*first, *_theatre_sources(loaded), *more]
    steps = len(chosen) + 4
    tell = progress or (lambda _done, _total, _words: None)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        step = partial(_step, tell, steps)
        with _no_collector():
            places, inputs = merge_sources(chosen, selection=selection, tell=step)
            places = _mark(places, loaded)
            if own := own_theatres(loaded):
                (work / OWN_THEATRES).write_bytes(own)
            manifest = _write(work, places, inputs, step)
        _write_rejects(work / REJECTS, chosen)
        work.chmod(0o755)
        _move(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    tell(steps, steps, f"{len(places):,} places indexed")
    return manifest


@contextmanager
def _no_collector() -> Iterator[None]:
    """Spare the garbage collector millions of records that all stay: a fourth of the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _check_target(target: Path) -> None:
    """Refuse to replace a folder that is not an index."""
    try:
        names = {path.name for path in target.iterdir()}
    except FileNotFoundError:  # also for the moment in which another process puts its own there
        return
    except NotADirectoryError:
        names = {"a file"}
    if not names or PLACES in names:
        return
    message = f"{target}: this is no index, so it is not replaced; name a new folder"
    raise IndexDamagedError(message)


def _step(tell: Progress, steps: int, done: int, words: str) -> None:
    tell(done, steps, words)


def _default_sources() -> Sequence[Source]:
    from gazetteer.fetched import fetched_sources  # noqa: PLC0415 - only for the default index
    from gazetteer.sources.packaged import packaged_sources  # noqa: PLC0415 - finds its packages

    return (*packaged_sources(), *fetched_sources())


def _theatre_sources(theatres: Sequence[Theatre]) -> list[Source]:
    from gazetteer.sources.supplement import theatre_source  # noqa: PLC0415 - shapely follows
    from gazetteer.sources.villages import village_source  # noqa: PLC0415 - for builds only

    villages = [village_source(theatre) for theatre in theatres]
    return [*map(theatre_source, theatres), *(source for source in villages if source)]


def _mark(places: list[Place], theatres: Sequence[Theatre]) -> list[Place]:
    from gazetteer.sources.supplement import mark_theatres  # noqa: PLC0415 - shapely follows

    return list(mark_theatres(places, theatres))


def _write_rejects(path: Path, sources: Sequence[Source]) -> None:
    """Write the rows that were refused; for people, so that no checksum stands for it."""
    refused = [refusal for source in sources if source.log for refusal in source.log.refused]
    if refused:
        lines = (msgspec.json.encode(refusal._asdict()) for refusal in refused)
        path.write_bytes(b"".join(line + b"\n" for line in lines))


def _write(
    work: Path, places: list[Place], inputs: list[Input], tell: Callable[[int, str], None]
) -> Manifest:
    done = len(inputs)
    tell(done, "writing places")
    write_places(places, work / PLACES)
    write_records(places, work / RECORDS)
    tell(done + 1, "writing names")
    names = key_names(places, exact_keys)
    write_names(names, work / NAME_TRIE, work / NAME_POSTINGS)
    tell(done + 2, "writing spellings")
    folded = key_names(places, folded_keys)
    write_names(folded, work / FOLDED_TRIE, work / FOLDED_POSTINGS)
    tell(done + 3, "writing checksums")
    manifest = Manifest(
        format=FORMAT,
        byteorder=sys.byteorder,
        places=len(places),
        names=len(names),
        folded_names=len(folded),
        inputs=tuple(inputs),
        files={path.name: measure(path) for path in sorted(work.iterdir())},
    )
    write_manifest(manifest, work)
    return manifest


def _move(work: Path, target: Path) -> None:
    """
    Put the new folder where the old one is; readers of the old one keep their open files.

    Another process may do the same at the same time: the later index stands in the end.
    """
    for _ in range(_ATTEMPTS):
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        with suppress(FileNotFoundError):
            target.replace(old / "index")
        try:
            work.replace(target)
        except OSError:
            if not target.exists():
                raise
        else:
            return
        finally:
            shutil.rmtree(old, ignore_errors=True)
    message = f"index {target}: other processes keep replacing it; try again"
    raise IndexDamagedError(message)
