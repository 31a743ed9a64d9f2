"""The main job writes its files, and the same ones each time."""

import hashlib
import json
from importlib.resources import files
from pathlib import Path

import pytest

from geomap.codec import decode_records
from geomap.errors import InputError
from geomap.layers.overlays import Overlay
from geomap.model import Claim, Event
from geomap.run.manifest import read_manifest
from geomap.run.pipeline import run_files

NAMES = {"claims.jsonl", "events.jsonl", "events.geojson", "map.html", "manifest.json"}


@pytest.fixture(scope="module")
def samples():
    return str(files("geomap") / "samples" / "articles.jsonl")


@pytest.fixture(scope="module")
def written(samples, index, tmp_path_factory):
    folder = tmp_path_factory.mktemp("out")
    run_files([samples], folder, index=index)
    return folder


def read_records(path, kind):
    return list(decode_records(path.read_bytes().splitlines(), kind))


def test_all_files_are_written(written):
    """
    Five files and nothing half-written beside them.
    """
    assert {path.name for path in written.iterdir()} == NAMES


def test_same_input_same_bytes(samples, written, index, tmp_path):
    """
    A second run writes the same bytes.
    """
    run_files([samples], tmp_path, index=index)

    assert all((tmp_path / name).read_bytes() == (written / name).read_bytes() for name in NAMES)


def test_judgements_are_applied_and_told(samples, written, index, tmp_path):
    """
    A review changes events; the manifest tells what came of it, and files name the review.
    """
    first = next(e for e in read_records(written / "events.jsonl", Event) if e.mappable)
    review = tmp_path / "review.csv"
    rows = [f"{first.id},reject,A. B.", "ev-gone,confirm,A. B.", f"{first.id},praise,A. B."]
    review.write_text("\n".join(["id,verdict,reviewer", *rows]))
    report = run_files([samples], tmp_path / "out", index=index, review=review)
    told = read_manifest(tmp_path / "out" / "manifest.json").review
    judged = {event.id: event for event in report.events}[first.id]

    assert not judged.mappable
    assert told == report.judgement
    assert (told.name, told.rows, [row.line for row in told.refused]) == ("review.csv", 3, [3, 4])
    assert told.sha256 == hashlib.sha256(review.read_bytes()).hexdigest()
    assert f"urn:sha256:{told.sha256}" in (tmp_path / "out" / "events.geojson").read_text("utf-8")
    assert str(told) in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_events_carry_their_distance_to_a_layer(samples, index, tmp_path):
    """
    A layer given to the run is measured to and named by its hash; one that is none is refused
    before anything is read.
    """
    path = tmp_path / "front.geojson"
    line = {"type": "LineString", "coordinates": [[38.1, 49.0], [37.9, 48.2]]}
    path.write_text(json.dumps({"type": "Feature", "properties": {}, "geometry": line}))
    run_files([samples], tmp_path / "out", index=index, overlays=[Overlay(path, "Front")])
    events = read_records(tmp_path / "out" / "events.jsonl", Event)
    told = read_manifest(tmp_path / "out" / "manifest.json").options["overlay Front"]

    assert all(bool(event.distances) == event.mappable for event in events)
    assert told == hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(InputError, match="gone"):
        run_files([samples], tmp_path / "no", index=index, overlays=[Overlay("gone.gpkg")])


def test_what_is_no_review_is_named(samples, index, tmp_path):
    """
    A file that is no review ends the run before anything is written.
    """
    path = tmp_path / "review.csv"
    for data in (b"name,judgement\n", b"id,verdict\n\xff,confirm\n"):
        path.write_bytes(data)
        with pytest.raises(InputError, match=r"review\.csv: not a review"):
            run_files([samples], tmp_path / "out", index=index, review=path)

    assert not (tmp_path / "out").exists()


def test_each_claim_is_in_one_event(written):
    """
    Merging loses and doubles no claim.
    """
    claims = read_records(written / "claims.jsonl", Claim)
    events = read_records(written / "events.jsonl", Event)
    grouped = [name for event in events for name in (*event.claims, *event.denials)]

    assert {claim.id for claim in claims} == set(grouped)
    assert all(event.lead_claim in event.claims + event.denials for event in events)


def test_quotes_of_the_samples_stand_in_their_texts(samples, written):
    """
    The law of offsets holds in the files.
    """
    with Path(samples).open(encoding="utf-8") as lines:
        texts = {document["id"]: document["text"] for document in map(json.loads, lines)}

    for claim in read_records(written / "claims.jsonl", Claim):
        quote = claim.quote
        assert texts[claim.doc_id][quote.start : quote.end] == quote.text


def test_the_manifest_sums_the_outputs(written):
    """
    Each output stands in the manifest with its sum; folders of this machine do not.
    """
    manifest = read_manifest(written / "manifest.json")

    for output in manifest.outputs:
        data = (written / output.name).read_bytes()
        assert output.sha256 == hashlib.sha256(data).hexdigest()
    assert {output.name for output in manifest.outputs} == NAMES - {"manifest.json"}
    assert [item.name for item in manifest.inputs] == ["articles.jsonl"]
    assert str(written.parent) not in (written / "manifest.json").read_text()


def test_rejected_inputs_stand_in_the_manifest(index, tmp_path):
    """
    What was not read is told, without the folders above it.
    """
    (tmp_path / "a.txt").write_text("Nothing happened.")
    run_files([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out", index=index)

    manifest = read_manifest(tmp_path / "out" / "manifest.json")
    assert [(item.input, item.line) for item in manifest.rejected] == [("b.txt", None)]
    assert manifest.counts["documents"] == 1


def test_nothing_is_written_without_documents(index, tmp_path):
    """
    An old map is not replaced by an empty one because a name was mistyped.
    """
    report = run_files([tmp_path / "missing.txt"], tmp_path / "out", index=index)

    assert report.paths == ()
    assert not (tmp_path / "out").exists()


def test_an_article_without_a_place_gives_an_empty_map(index, tmp_path):
    """
    No place, no pin; the files are there.
    """
    (tmp_path / "a.txt").write_text("Nobody knew where it had happened, or whether it had.")
    report = run_files([tmp_path / "a.txt"], tmp_path / "out", index=index)

    assert len(report.paths) == len(NAMES)
    assert not any(event.mappable for event in report.events)
