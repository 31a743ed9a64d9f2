import json
import sqlite3

import msgspec
import pytest
from factories import make_claim, make_event
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import any_record, claims, events, square_rings

from geomap.errors import InputError, RecordError
from geomap.export.formats import FORMATS, write_events
from geomap.export.origin import Origin, read_origin
from geomap.export.readback import read_bundles, read_rows
from geomap.layers.bundle import Bundle
from geomap.layers.features import make_table
from geomap.layers.select import Selection
from geomap.layers.sources import claims_of
from geomap.layers.table import build_rows
from geomap.layers.utf8 import without_surrogates
from geomap.model import Claim, DocumentInfo, Event
from geomap.run.stored import open_stored
from geomap.schema import READABLE

SETTINGS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
DOCUMENT = DocumentInfo(
    id="0123456789ab", sha256="ab" * 32, characters=9, title="Вечір", published="2024-03-02"
)
SUFFIXES = sorted(READABLE)
IDS, DOCS = ("cl-0", "cl-1"), ("doc-0", "doc-1")
DOC_IDS = st.sampled_from((*DOCS, "doc-x"))
CLAIM_IDS = st.lists(st.sampled_from((*IDS, "cl-x")), max_size=3).map(tuple)
EVENTS = any_record(
    Event,
    lead_claim=st.sampled_from((*IDS, "cl-x")),
    claims=CLAIM_IDS,
    denials=CLAIM_IDS,
)


def make(listed, known=(), **options):
    return make_table(listed, claims=known, documents=[DOCUMENT], rings=square_rings, **options)


@SETTINGS
@given(st.data(), st.sampled_from(SUFFIXES))
def test_nothing_is_lost(tmp_path, data, suffix):
    """
    Events come back whole and in their order, with their claims and documents, field by field.
    """
    path = tmp_path / f"a{suffix}"
    listed = data.draw(st.lists(EVENTS, max_size=3))
    known = {name: data.draw(any_record(Claim, id=st.just(name), doc_id=DOC_IDS)) for name in IDS}
    documents = {name: data.draw(any_record(DocumentInfo, id=st.just(name))) for name in DOCS}
    write_events(
        make_table(listed, claims=known, documents=documents.values(), rings=square_rings),
        path,
        force=True,
    )
    wanted = []
    for event in listed:
        own = tuple(claims_of(event, known))
        cited = dict.fromkeys(claim.doc_id for claim in own if claim.doc_id in documents)
        infos = tuple(documents[name] for name in cited)
        wanted.append(Bundle(event=event, claims=own, documents=infos))

    assert _plain(read_bundles(path)) == _plain(wanted)


@SETTINGS
@given(st.lists(events(), min_size=1, max_size=4), claims(), st.sampled_from(SUFFIXES))
def test_rows_come_back(tmp_path, listed, known, suffix):
    """
    The rows of a file are those that were written; of GeoPackage, NUL is lost and told so.
    """
    path = tmp_path / f"a{suffix}"
    write_events(make(listed, known), path, force=True, lean=True)
    rows = list(build_rows(listed, claims=known, documents=[DOCUMENT]))
    got = list(read_rows(path))

    for name in ("event_id", "type", "denies", "killed_low", "latitude", "char_start"):
        assert [row[name] for row in got] == [row[name] for row in rows]
    for name in ("quote", "mode", "location"):
        texts = [row[name] and row[name].replace("\0", "\ufffd") for row in got]
        assert texts == [row[name] and row[name].replace("\0", "\ufffd") for row in rows]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_written_from_a_file_is_the_same(tmp_path, suffix):
    """
    Export of an export gives the same bytes.
    """
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    listed = [make_event(), make_event(id="ev-2", mappable=False), make_event(id="ev-3")]
    write_events(make(listed, [make_claim()]), one)
    with open_stored(str(one)) as stored:
        write_events(make_table(**stored._asdict(), rings=square_rings), two)

    assert one.read_bytes() == two.read_bytes()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_keeps_what_was_told_of_its_events(tmp_path, suffix):
    """
    Files written from a file name what it was made with, what was withheld and left out before.
    """
    one, two = tmp_path / f"one{suffix}", tmp_path / f"two{suffix}"
    used = {"gazetteer": "ab" * 32, "rules": "cd" * 32}
    first, second = Selection(where=("killed_low=",)), Selection(where=("type=shelling",))
    told = 'masked: "names" & <places>'
    listed = make([make_event()], [make_claim()], used=used, public=told, selection=first)
    write_events(listed, one)
    with open_stored(str(one)) as stored:
        table = make_table(**stored._asdict(), rings=square_rings, selection=second)
        write_events(table, two)

    assert read_origin(one) == Origin(used=used, public=told, filters=({"where": ["killed_low="]},))
    assert read_origin(two) == Origin(
        used=used, public=told, filters=({"where": ["killed_low="]}, {"where": ["type=shelling"]})
    )


@pytest.mark.parametrize(
    "metadata", [[], {"public": 1}, {"prov:wasGeneratedBy": {"prov:used": [1]}}]
)
def test_metadata_that_are_none_of_ours_are_named(tmp_path, metadata):
    """
    Metadata that somebody changed are an error of the input.
    """
    path = tmp_path / "a.geojson"
    path.write_text(json.dumps({"features": [], "metadata": metadata}))
    with pytest.raises(InputError, match="its metadata cannot be read"):
        read_origin(path)


def test_other_layout_of_geojson_is_read(tmp_path):
    """
    A file that another program has laid out anew is read as well.
    """
    path = tmp_path / "a.geojson"
    write_events(make([make_event()], [make_claim()]), path)
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=1))

    assert [bundle.event for bundle in read_bundles(path)] == [make_event()]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_without_records_is_named(tmp_path, suffix):
    """
    A lean file is no input, and it is told why.
    """
    path = tmp_path / f"a{suffix}"
    write_events(make([make_event()]), path, lean=True)
    with pytest.raises(InputError, match="has no 'record': written --lean"):
        list(read_bundles(path))


def test_broken_record_is_named(tmp_path):
    """
    A record that somebody changed into none is told with its row.
    """
    path = tmp_path / "a.gpkg"
    write_events(make([make_event()]), path)
    with sqlite3.connect(path) as base:
        for trigger in base.execute(
            "SELECT name FROM sqlite_master WHERE type='trigger'"
        ).fetchall():
            base.execute(f"DROP TRIGGER {trigger[0]}")
        base.execute("UPDATE events_points SET record = '{}'")
    base.close()
    with pytest.raises(RecordError, match=r"a\.gpkg: row 1: record"):
        list(read_bundles(path))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_file_that_is_none_is_named(tmp_path, suffix):
    """
    What has our suffix and another content is an error of the input.
    """
    path = tmp_path / f"a{suffix}"
    with pytest.raises(InputError, match="no such file"):
        list(read_rows(path))
    path.write_bytes(b"no file of ours")
    with pytest.raises(InputError, match="cannot be read"):
        list(read_rows(path))


@pytest.mark.parametrize("suffix", sorted(set(FORMATS) - READABLE))
def test_other_formats_are_refused(tmp_path, suffix):
    """
    What cannot be read back says what can.
    """
    with pytest.raises(InputError, match=r"files that can: \.geojson"):
        list(read_rows(tmp_path / f"a{suffix}"))


def _plain(bundles):
    return [without_surrogates(msgspec.to_builtins(bundle)) for bundle in bundles]
