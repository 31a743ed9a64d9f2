"""The manifest of a run: what went in, what came out, and with which data and options."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from os import PathLike
from pathlib import Path

import msgspec

import geomap
from gazetteer import Index
from gazetteer.morphology import version
from geomap.errors import InputError, RecordError
from geomap.events import OwnRules
from geomap.model import DocumentInfo, Event, EventType, Record, Rejected
from geomap.run.extraction import Collected
from geomap.run.judgement import Judgement
from geomap.text.reader import STDIN, list_inputs

FORMAT = 1
_RULES = ("claims", "data", "events", "places", "text")  # not the columns of other data sets


class FileSum(Record, frozen=True, kw_only=True):
    """A file by content; standard input has a name only."""

    name: str
    bytes: int | None
    sha256: str | None


class LexiconSum(FileSum, frozen=True, kw_only=True):
    """A user's own file of rules, and the types that it calls delicate."""

    delicate: tuple[EventType, ...] = ()


class Manifest(Record, frozen=True, kw_only=True):
    """
    What a run was and gave; the same run gives the same manifest.

    Names of inputs are as the user gave them, but without the folders of absolute paths, which
    say more about a machine than about a run. `morphology` is the dictionaries of the extra
    `cyrillic` by which case forms were read, None without them. `lexicon` is a user's own file of
    rules; `rules` sums ours and it.
    """

    format: int = FORMAT
    geomap: str
    gazetteer: str
    morphology: str | None = None
    rules: str | None = None
    lexicon: LexiconSum | None = None
    review: Judgement | None = None
    options: dict[str, str | int | None]
    inputs: tuple[FileSum, ...]
    documents: tuple[DocumentInfo, ...]
    rejected: tuple[Rejected, ...]
    counts: dict[str, int]
    unknown_names: dict[str, int]
    outputs: tuple[FileSum, ...]


def build_manifest(
    collected: Collected,
    events: Sequence[Event],
    *,
    index: Index,
    options: dict[str, str | int | None],
    inputs: Sequence[str | Path],
    outputs: Iterable[Path],
    review: Judgement | None = None,
) -> Manifest:
    """Describe a run when all its other files are written."""
    return Manifest(
        geomap=geomap.__version__,
        gazetteer=digest_index(index),
        morphology=version(),
        rules=digest_rules(),
        review=review,
        options=dict(sorted(options.items())),
        inputs=tuple(_sum_input(name, inputs) for name in _readable(inputs)),
        documents=tuple(collected.documents),
        rejected=tuple(_shorten(rejected, inputs) for rejected in collected.rejected),
        counts=count_records(collected, events),
        unknown_names=collected.unknown_names,
        outputs=tuple(sum_file(path, name=path.name) for path in sorted(outputs)),
    )


def name_lexicon(manifest: Manifest, own: OwnRules) -> Manifest:
    """Tell of a user's own rules, which are then part of what `rules` sums."""
    size = len(own.text.encode())
    lexicon = LexiconSum(name=own.name, bytes=size, sha256=own.sha256, delicate=own.delicate)
    return msgspec.structs.replace(manifest, rules=digest_rules(own), lexicon=lexicon)


def encode_manifest(manifest: Manifest) -> bytes:
    """Return the manifest as JSON for people to read."""
    data = msgspec.json.encode(manifest, order="deterministic")
    return msgspec.json.format(data, indent=2) + b"\n"


def read_manifest(path: str | Path) -> Manifest:
    """
    Read the manifest of a run.

    Raises
    ------
    InputError
        The file cannot be opened.
    RecordError
        It is not a manifest.
    """
    try:
        return msgspec.json.decode(Path(path).read_bytes(), type=Manifest)
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    except msgspec.DecodeError as error:
        message = f"{path}: not the manifest of a run: {error}"
        raise RecordError(message) from error


def count_records(collected: Collected, events: Sequence[Event]) -> dict[str, int]:
    """Count documents, sentences, claims and events; events also by type."""
    types = Counter(f"events.{event.type.value}" for event in events)
    return {
        "documents": len(collected.extractions),
        "rejected": len(collected.rejected),
        "sentences": sum(e.sentences for e in collected.extractions),
        "parsed": sum(e.parsed for e in collected.extractions),
        "claims": sum(len(e.claims) for e in collected.extractions),
        "events": len(events),
        "drawn": sum(event.mappable for event in events),
        **dict(sorted(types.items())),
    }


def name_used(gazetteer: str, rules: str | None, review: Judgement | None = None) -> dict[str, str]:
    """Return the sha256 of what events were made with, by name."""
    named = {"gazetteer": gazetteer, "rules": rules, "review": review and review.sha256}
    return {name: digest for name, digest in named.items() if digest}


def digest_file(path: str | PathLike[str]) -> str:
    """Return the sha256 of a file."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def digest_index(index: Index) -> str:
    """Return the sha256 of the gazetteer's manifest, which names and sums all that is in it."""
    return hashlib.sha256(msgspec.json.encode(index.manifest, order="deterministic")).hexdigest()


def digest_rules(own: OwnRules | None = None) -> str:
    """Return the sha256 of the files of words and rules by which events and claims are found."""
    digest = hashlib.sha256()
    package = Path(geomap.__file__).parent
    for folder in _RULES:
        for path in sorted(package.joinpath(folder).rglob("*.toml")):
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    if own is not None:
        digest.update(bytes.fromhex(own.sha256))
    return digest.hexdigest()


def sum_file(path: Path, *, name: str) -> FileSum:
    """Measure a file under the name that it shall have."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return FileSum(name=name, bytes=path.stat().st_size, sha256=digest)


def _readable(inputs: Sequence[str | Path]) -> list[str]:
    names = {name for name in list_inputs(inputs) if isinstance(name, str)}
    return sorted(name for name in names if name == STDIN or Path(name).is_file())


def _sum_input(name: str, inputs: Sequence[str | Path]) -> FileSum:
    if name == STDIN:
        return FileSum(name=name, bytes=None, sha256=None)
    return sum_file(Path(name), name=_without_folders(name, inputs))


def _shorten(rejected: Rejected, inputs: Sequence[str | Path]) -> Rejected:
    return msgspec.structs.replace(
        rejected,
        input=_without_folders(rejected.input, inputs),
        reason=_without_folders(rejected.reason, inputs),
    )


def _without_folders(words: str, inputs: Sequence[str | Path]) -> str:
    """Take the folders above each input that was given by an absolute path out of some words."""
    parents = {str(Path(given).parent) + "/" for given in inputs if Path(given).is_absolute()}
    for parent in sorted(parents, key=len, reverse=True):
        words = words.replace(parent, "")
    return words
