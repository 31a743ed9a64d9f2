"""Events that were written before, opened with what belongs to them."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple, TypedDict, Unpack

from msgspec import structs

from geomap.codec import (
    RecordFile,
    RecordIndex,
    decode_records,
    encode_record,
    encode_records,
)
from geomap.errors import InputError
from geomap.export.origin import read_origin
from geomap.export.readback import read_bundles
from geomap.model import Claim, DocumentInfo, Event, EventType
from geomap.run.manifest import Manifest, name_used, read_manifest
from geomap.run.public import DELAY_HOURS, make_public
from geomap.schema import READABLE

STDIN = "-"
CLAIMS, MANIFEST = "claims.jsonl", "manifest.json"


class Stored(NamedTuple):
    """
    Events, to be gone through any number of times, with their claims and documents.

    `used` is what the run's manifest, or the file, tells of what they were made with, `public`
    what was taken out of them for the public, `filters` what was asked when some were taken,
    `delicate` the types that the run's lexicon calls so.
    """

    events: Iterable[Event]
    claims: Mapping[str, Claim]
    documents: tuple[DocumentInfo, ...] = ()
    used: Mapping[str, str] = {}
    public: str | None = None
    filters: Sequence[Mapping[str, Any]] = ()
    delicate: Sequence[EventType] = ()


class Beside(TypedDict, total=False):
    """
    What belongs to events: their claims, the manifest of the run that made them, who may see them.

    With `public`, they are made fit for anybody's eyes: `delay` hours old as of the day `as_of`,
    and without the places of `delicate` types, besides those that the run calls so; see
    `make_public`.
    """

    claims: str | None
    manifest: str | None
    public: bool
    delay: int
    as_of: date | None
    delicate: tuple[EventType, ...]


@contextmanager
def open_stored(events: str, **beside: Unpack[Beside]) -> Iterator[Stored]:
    """
    Yield events with their claims and documents, read from files as they are asked for.

    Parameters
    ----------
    events
        A file of JSON lines, "-" for standard input (which is then held in memory), or a GeoJSON,
        GeoPackage or GeoParquet file of ours, which holds its claims and documents itself.
    beside
        `claims`, a file of JSON lines, `claims.jsonl` beside the events unless given; `manifest`,
        `manifest.json` beside the events, if it is there, unless given; see `Beside`.

    Raises
    ------
    InputError
        A file cannot be opened, or it is not told where the claims are.
    RecordError
        A line is not such a record.
    """
    with _open(events, beside.get("claims"), beside.get("manifest")) as stored:
        if not beside.get("public"):
            yield stored
            return
        shown = make_public(
            *stored[:3],
            delay_hours=beside.get("delay", DELAY_HOURS),
            as_of=beside.get("as_of"),
            delicate={*stored.delicate, *beside.get("delicate", ())},
        )
        told = "; ".join(filter(None, (stored.public, shown.told)))
        yield stored._replace(
            events=shown.events, claims=shown.claims, documents=shown.documents, public=told
        )


@contextmanager
def _open(events: str, claims: str | None, manifest: str | None) -> Iterator[Stored]:
    if Path(events).suffix.lower() in READABLE:
        with _unpacked(Path(events)) as stored:
            yield stored
        return
    folder = None if events == STDIN else Path(events).parent
    path = claims or _claims_beside(events)
    found = list(decode_records(sys.stdin.buffer, Event)) if folder is None else None
    with _open_claims(path) as by_id:
        told = _manifest(manifest, folder)
        yield Stored(
            RecordFile(events, Event) if found is None else found,
            by_id,
            told.documents if told else (),
            name_used(told.gazetteer, told.rules, told.review) if told else {},
            delicate=told.lexicon.delicate if told and told.lexicon else (),
        )


def _claims_beside(events: str) -> str:
    """Return where the claims of events are that nobody has named."""
    if events == STDIN:
        message = "events from standard input need --claims"
        raise InputError(message)
    if not Path(events).exists():
        message = f"{events}: cannot be read: no such file"
        raise InputError(message)
    path = Path(events).with_name(CLAIMS)
    if not path.exists():
        message = f"{path}: no such file; say with --claims where the claims of {events} are"
        raise InputError(message)
    return str(path)


@contextmanager
def _unpacked(path: Path) -> Iterator[Stored]:
    """Turn a file of ours into files of records, which can be read piece by piece."""
    documents: dict[str, DocumentInfo] = {}
    with TemporaryDirectory(prefix="geomap-") as folder:
        events, claims = Path(folder) / "events.jsonl", Path(folder) / CLAIMS
        with events.open("wb") as event_lines, claims.open("wb") as claim_lines:
            for bundle in read_bundles(path):
                event_lines.write(encode_record(bundle.event))
                claim_lines.writelines(encode_records(bundle.claims))
                documents.update({info.id: info for info in bundle.documents})
        with RecordIndex(claims, Claim) as by_id:
            origin = read_origin(path)
            infos = tuple(documents.values())
            yield Stored(RecordFile(events, Event), by_id, infos, **structs.asdict(origin))


@contextmanager
def _open_claims(path: str) -> Iterator[Mapping[str, Claim]]:
    if path == STDIN:
        yield {claim.id: claim for claim in decode_records(sys.stdin.buffer, Claim)}
        return
    with RecordIndex(path, Claim) as index:
        yield index


def _manifest(path: str | None, folder: Path | None) -> Manifest | None:
    if path is None and folder is not None and (folder / MANIFEST).is_file():
        path = str(folder / MANIFEST)
    return read_manifest(path) if path else None
