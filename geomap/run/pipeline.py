"""Inputs to files: the main job, on one machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Unpack, cast

from gazetteer import Index
from geomap.codec import encode_records
from geomap.events import OwnRules
from geomap.export.files import write_atomically
from geomap.export.formats import check_target, write_events
from geomap.export.html import PageOptions, write_html
from geomap.layers.distances import measure_distances
from geomap.layers.features import make_table
from geomap.layers.overlays import Overlay, read_overlay
from geomap.merge import merge_claims
from geomap.model import Claim, Event, Record
from geomap.run.extraction import AUTO, Collected, Tick, extract_claims
from geomap.run.judgement import Judged, Judgement, judge_events, open_review
from geomap.run.labels import label_settlements
from geomap.run.manifest import (
    build_manifest,
    count_records,
    digest_file,
    digest_index,
    digest_rules,
    encode_manifest,
    name_lexicon,
    name_used,
)
from geomap.text.reader import Reading, read_documents

FILES = ("claims.jsonl", "events.jsonl", "map.html")


class RunReport(Record, frozen=True, kw_only=True):
    """What a run gave, the paths it wrote, and what came of a review."""

    collected: Collected
    events: tuple[Event, ...]
    paths: tuple[str, ...]
    judgement: Judgement | None = None


class RunOptions(Reading, total=False):
    """How documents are read, the rules of a user's own, and layers of the user's own."""

    own: OwnRules | None
    overlays: Sequence[Overlay]


def run_files(
    inputs: Sequence[str | Path],
    output: str | Path,
    *,
    index: Index,
    theatre: str | None = AUTO,
    tick: Tick | None = None,
    formats: Sequence[str] = (),
    review: str | Path | None = None,
    **options: Unpack[RunOptions],
) -> RunReport:
    """
    Do the main job: read inputs; write claims, events, GeoJSON, the map and the manifest.

    Parameters
    ----------
    inputs
        Files, folders, "-"; see `read_documents`, which also says what `options` may hold, but
        for `own`: rules of a user's own; and `overlays`: layers of the user's own, drawn on the
        map, to which each event carries its distance.
    output
        Folder for the files, made if need be; nothing is written where no document was read.
    index, theatre, tick
        See `extract_claims`.
    formats
        Formats of events to write besides, as suffixes: "gpkg", "parquet", ...
    review
        What people have judged, to be applied to the events: a review.csv.

    Raises
    ------
    InputError
        The review or a layer cannot be read.
    ExportError
        A file cannot be written, or a format is none of ours.
    """
    own, overlays = options.pop("own", None), options.pop("overlays", ())
    reading = cast("Reading", options)
    folder = Path(output)
    layers = [folder / f"events.{name}" for name in sorted({"geojson", *formats})]
    judged = _check_first(layers, overlays, review)
    documents = read_documents(inputs, **reading)
    collected = extract_claims(documents, index, theatre=theatre, own=own, tick=tick)
    if not collected.extractions:
        return RunReport(collected=collected, events=(), paths=())
    claims = collected.claims
    events, judgement = merge_claims(claims), None
    if judged:
        events, judgement = judge_events(events, judged, claims=claims)
    events = measure_distances(events, overlays)
    table = make_table(
        events,
        claims=claims,
        documents=collected.documents,
        used=name_used(digest_index(index), digest_rules(own), judgement),
        delicate=own.delicate if own else (),
    )
    about = describe_run(collected, events, index)
    about |= {"review": str(judgement)} if judgement else {}
    page = PageOptions(about=about, labels=label_settlements(events, index), overlays=overlays)
    _write_outputs(claims, events, folder, page | {"documents": collected.documents})
    written = [folder / name for name in FILES]
    written += [each for path in layers for each in write_events(table, path, force=True)]
    manifest = build_manifest(
        collected,
        events,
        index=index,
        options=_options(reading, theatre=theatre) | _layers(overlays),
        inputs=inputs,
        outputs=written,
        review=judgement,
    )
    manifest = name_lexicon(manifest, own) if own else manifest
    write_atomically(folder / "manifest.json", [encode_manifest(manifest)])
    paths = (*map(str, written), str(folder / "manifest.json"))
    return RunReport(collected=collected, events=tuple(events), paths=paths, judgement=judgement)


def _check_first(
    layers: Sequence[Path], overlays: Sequence[Overlay], review: str | Path | None
) -> Judged | None:
    """Refuse before the long work what would be refused after it; return the review, if any."""
    for path in layers:
        check_target(path, force=True)
    for overlay in overlays:
        read_overlay(overlay)
    return open_review(review) if review else None


def describe_run(collected: Collected, events: Sequence[Event], index: Index) -> dict[str, str]:
    """Say in a few words, for the page, how it was made."""
    theatres = sorted({e.theatre for e in collected.extractions if e.theatre})
    counts = {k: v for k, v in count_records(collected, events).items() if "." not in k}
    return {
        "counts": ", ".join(f"{value} {name}" for name, value in counts.items()),
        "theatre": ", ".join(theatres) or "none",
        "gazetteer": digest_index(index)[:12],
        "names without a place": ", ".join(collected.unknown_names) or "none",
        "inputs not read": str(len(collected.rejected)),
    }


def _options(reading: Reading, *, theatre: str | None) -> dict[str, str | int | None]:
    said = {name: value for name, value in reading.items() if isinstance(value, str | int)}
    return {"theatre": theatre, **said}


def _layers(overlays: Sequence[Overlay]) -> dict[str, str | int | None]:
    """Return the users' layers by name, each with the sha256 of its file."""
    return {f"overlay {each.title}": digest_file(each.path) for each in overlays}


def _write_outputs(
    claims: Sequence[Claim], events: Sequence[Event], folder: Path, page: PageOptions
) -> None:
    write_atomically(folder / "claims.jsonl", encode_records(claims))
    write_atomically(folder / "events.jsonl", encode_records(events))
    write_html(events, folder / "map.html", claims=claims, **page)
