"""Which suffix of a file means which format."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from geomap.errors import ExportError
from geomap.export.about import describe_file, sidecar_of
from geomap.export.files import check_free, replacing, write_atomically
from geomap.export.flatgeobuf import write_flatgeobuf
from geomap.export.geojson import encode_geojson, encode_lines
from geomap.export.geopackage import write_geopackage
from geomap.export.geoparquet import write_geoparquet
from geomap.export.kml import write_kml, write_kmz
from geomap.export.table import encode_csv
from geomap.layers.features import Table
from geomap.layers.profiles import Profile


class Format(NamedTuple):
    """
    A format: what fills a file.

    `sidecar` tells whether metadata need a file of their own beside it, `styled` whether it leans
    on our own columns, so that no other data set's can be in it, `whole` whether geomap reads
    it back, so that the records go along.
    """

    fill: Callable[[Table, Path], None]
    sidecar: bool = False
    styled: bool = False
    whole: bool = False


def _streamed(encode: Callable[[Table], Iterator[bytes]]) -> Callable[[Table, Path], None]:
    def fill(table: Table, path: Path) -> None:
        with path.open("wb") as sink:
            sink.writelines(encode(table))

    return fill


FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        ".geojson": Format(_streamed(encode_geojson), whole=True),
        ".geojsonl": Format(_streamed(encode_lines), sidecar=True, whole=True),
        ".ndjson": Format(_streamed(encode_lines), sidecar=True, whole=True),
        ".gpkg": Format(write_geopackage, styled=True, whole=True),
        ".parquet": Format(write_geoparquet, whole=True),
        ".fgb": Format(write_flatgeobuf),
        ".kml": Format(write_kml, styled=True),
        ".kmz": Format(write_kmz, styled=True),
        ".csv": Format(_streamed(encode_csv), sidecar=True),
    }
)


def write_events(
    table: Table, path: str | os.PathLike[str], *, force: bool = False, lean: bool = False
) -> tuple[Path, ...]:
    """
    Write events in the format that the file's suffix names.

    The file appears whole or not at all, and is the same for the same input. What it says of
    itself stands in it, or, for formats without a place for that, in `NAME.about.json`.

    Parameters
    ----------
    table
        Events and what belongs to them, from `make_table`.
    path
        File to write; its suffix is one of `FORMATS`.
    force
        Replace a file that is there.
    lean
        Leave out the records that let geomap read the file back.

    Returns
    -------
    paths
        What was written.

    Raises
    ------
    ExportError
        The suffix is none of ours, the file is there, or cannot be written.
    RecordError
        An event's shape cannot be.
    """
    target = Path(path)
    form = check_target(target, force=force, profile=table.profile)
    table = table._replace(whole=form.whole and not lean)
    with replacing(target) as temporary:
        form.fill(table, temporary)
    if not form.sidecar:
        return (target,)
    about = msgspec.json.format(msgspec.json.encode(describe_file(table)), indent=2)
    sidecar = sidecar_of(target)
    write_atomically(sidecar, [about + b"\n"])
    return (target, sidecar)


def check_target(path: Path, *, force: bool = False, profile: Profile | None = None) -> Format:
    """
    Return the format of a file that is to be written.

    Raises
    ------
    ExportError
        The suffix is none of ours, or none for this profile, or the file is there and not to be
        replaced.
    """
    form = FORMATS.get(path.suffix.lower())
    if form is None:
        message = f"{path}: no format has the suffix {path.suffix!r}; take {', '.join(FORMATS)}"
        raise ExportError(message)
    fits = path.suffix.lower() == ".csv" if profile and profile.tags else not form.styled
    if profile and not fits:
        message = f"{path}: this format cannot hold the columns of {profile.title}; take .csv"
        raise ExportError(message)
    check_free(path, force=force)
    return form
