"""Sources into one index folder: places united, names keyed, inputs on record."""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import msgspec

from gazetteer.keys import exact_keys, folded_keys, key_names
from gazetteer.model import Place
from gazetteer.names import normalise
from gazetteer.sources.model import Source
from gazetteer.tables import (
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
    write_names,
    write_places,
)

Progress = Callable[[int, int, str], None]


def build_index(
    folder: str | os.PathLike[str],
    *,
    theatres: Sequence[str] = ("ukraine",),
    sources: Sequence[Source] | None = None,
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
        Names or folders of theatres whose places are added.
    sources
        What to read before the theatres; by default what the installed packages bring.
    progress
        Called with steps done, steps in all, and what comes now.
    """
    target = Path(folder)
    chosen = [*(_default_sources() if sources is None else sources), *_theatre_sources(theatres)]
    steps = len(chosen) + 4
    tell = progress or (lambda _done, _total, _words: None)
    target.parent.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        places, inputs = _read_sources(chosen, lambda done, words: tell(done, steps, words))
        manifest = _write(work, places, inputs, lambda done, words: tell(done, steps, words))
        work.chmod(0o755)
        _move(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    tell(steps, steps, f"{len(places):,} places indexed")
    return manifest


def _default_sources() -> Sequence[Source]:
    from gazetteer.sources.packaged import packaged_sources  # noqa: PLC0415 - finds its packages

    return packaged_sources()


def _theatre_sources(theatres: Sequence[str]) -> list[Source]:
    from gazetteer.sources.supplement import theatre_source  # noqa: PLC0415 - shapely follows

    return [theatre_source(name) for name in theatres]


def _read_sources(
    sources: Sequence[Source], tell: Callable[[int, str], None]
) -> tuple[list[Place], list[Input]]:
    places: dict[str, Place] = {}
    inputs = []
    for done, source in enumerate(sources):
        tell(done, f"reading {source.name}")
        found = 0
        for place in source.read(places):
            known = places.get(place.id)
            places[place.id] = place if known is None else unite(known, place)
            found += 1
        inputs.append(_input(source, found))
    return [places[key] for key in sorted(places)], inputs


def _input(source: Source, found: int) -> Input:
    return Input(
        name=source.name,
        licence=source.licence,
        version=source.version,
        files={path.name: sha256(path.read_bytes()).hexdigest() for path in source.files},
        places=found,
    )


def unite(first: Place, second: Place) -> Place:
    """Unite two records of one place: the first decides, names and sources are those of both."""
    names = {normalise(name): name for name in (*second.names, *first.names)}
    ordered = dict.fromkeys((*first.names, *second.names))
    return msgspec.structs.replace(
        first,
        names=tuple(name for name in ordered if names[normalise(name)] == name),
        demonyms=tuple(dict.fromkeys((*first.demonyms, *second.demonyms))),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        admin1_name=first.admin1_name or second.admin1_name,
        admin2_name=first.admin2_name or second.admin2_name,
        population=max(first.population, second.population),
        theatre=first.theatre or second.theatre,
        area_id=first.area_id or second.area_id,
    )


def _write(
    work: Path, places: list[Place], inputs: list[Input], tell: Callable[[int, str], None]
) -> Manifest:
    done = len(inputs)
    tell(done, "writing places")
    write_places(places, work / PLACES)
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
    """Put the new folder where the old one is; readers of the old one keep their open files."""
    if target.exists():
        old = Path(tempfile.mkdtemp(prefix=f".{target.name}-old-", dir=target.parent))
        target.replace(old / "index")
        work.replace(target)
        shutil.rmtree(old, ignore_errors=True)
    else:
        work.replace(target)
