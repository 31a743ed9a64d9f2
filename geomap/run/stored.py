"""Events that were written before, opened with what belongs to them."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypedDict, Unpack

from geomap.codec import RecordFile, RecordIndex, decode_records
from geomap.errors import InputError
from geomap.model import Claim, DocumentInfo, Event
from geomap.run.manifest import read_manifest

STDIN = "-"
CLAIMS, MANIFEST = "claims.jsonl", "manifest.json"


class Stored(NamedTuple):
    """Events, to be gone through any number of times, with their claims and documents."""

    events: Iterable[Event]
    claims: Mapping[str, Claim]
    documents: tuple[DocumentInfo, ...] = ()


class Beside(TypedDict, total=False):
    """Files that belong to events: their claims, and the manifest of the run that made them."""

    claims: str | None
    manifest: str | None


@contextmanager
def open_stored(events: str, **beside: Unpack[Beside]) -> Iterator[Stored]:
    """
    Yield events with their claims and documents, read from files as they are asked for.

    Parameters
    ----------
    events
        A file of JSON lines, or "-" for standard input (which is then held in memory).
    beside
        `claims`, a file of JSON lines, `claims.jsonl` beside the events unless given; `manifest`,
        `manifest.json` beside the events, if it is there, unless given.

    Raises
    ------
    InputError
        A file cannot be opened, or it is not told where the claims are.
    RecordError
        A line is not such a record.
    """
    claims, manifest = beside.get("claims"), beside.get("manifest")
    folder = None if events == STDIN else Path(events).parent
    if claims is None and folder is None:
        message = "events from standard input need --claims"
        raise InputError(message)
    found = list(decode_records(sys.stdin.buffer, Event)) if folder is None else None
    with _open_claims(claims or str(Path(folder or "") / CLAIMS)) as by_id:
        documents = _documents(manifest, folder)
        yield Stored(RecordFile(events, Event) if found is None else found, by_id, documents)


@contextmanager
def _open_claims(path: str) -> Iterator[Mapping[str, Claim]]:
    if path == STDIN:
        yield {claim.id: claim for claim in decode_records(sys.stdin.buffer, Claim)}
        return
    with RecordIndex(path, Claim) as index:
        yield index


def _documents(manifest: str | None, folder: Path | None) -> tuple[DocumentInfo, ...]:
    if manifest is None and folder is not None and (folder / MANIFEST).is_file():
        manifest = str(folder / MANIFEST)
    return read_manifest(manifest).documents if manifest else ()
