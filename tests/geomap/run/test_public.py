import json
import struct
import zipfile
from datetime import date
from typing import NamedTuple

import msgspec
import pyarrow.parquet as pq
import pytest
from factories import AT_KLISHCHIIVKA, KLISHCHIIVKA, PUBLISHER, make_claim, make_event
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from geomap.codec import encode_records
from geomap.errors import InputError
from geomap.export.formats import FORMATS, write_events
from geomap.export.html import render_html
from geomap.ids import hash_text
from geomap.layers.features import make_table
from geomap.model import (
    Distance,
    Document,
    DocumentInfo,
    EventType,
    Form,
    Quote,
    Source,
    SourceKind,
    Span,
    When,
)
from geomap.run.masks import MASK
from geomap.run.public import make_public
from geomap.run.stored import open_stored
from geomap.run.verify import index_texts, verify_rows
from geomap.schema import READABLE

OLD = "Shells fell on Toretsk, Colonel Ostap Lynnyk said."
FRESH = "A secret column crossed Zorianka at dawn."
AID = "A convoy with flour reached Klishchiivka."
TEXT = f"{OLD} {FRESH} {AID}"
DOCUMENT = Document(id="0123456789ab", text=TEXT)
INFO = DocumentInfo(
    id=DOCUMENT.id,
    sha256=hash_text(TEXT),
    characters=len(TEXT),
    title="Secret column at Zorianka",
    url="https://news.example/zorianka",
    published="2024-03-10",
)
LYNNYK = Source(
    name="Ostap Lynnyk", kind=SourceKind.MILITARY, named=True, anonymous=False, start=32, end=44
)
SECRETS = (
    *("secret", "zorianka", "lynnyk", "ostap", "klishchiivka", "ev-2", "cl-2"),
    *("gn:882", "gn:883", "74.2222", "111.3333"),
)


def told(number, words, place, day, kind):
    start = TEXT.index(words)
    at = TEXT.index(place)
    span = Span(start=at, end=at + len(place), text=place)
    where = replace(
        AT_KLISHCHIIVKA,
        expression=span,
        shape=replace(AT_KLISHCHIIVKA.shape, lon=37.1111 * number),
        places=(
            replace(KLISHCHIIVKA, id=f"gn:88{number}", name=place, start=at, end=at + len(place)),
        ),
    )
    when = When(first=day, last=day, precision="day", basis="stated")
    claim = make_claim(
        id=f"cl-{number}",
        happening=f"hp-{number}",
        type=kind,
        where=where,
        when=when,
        quote=Quote(
            start=start,
            end=start + len(words),
            text=words,
            prefix=TEXT[:start],
            suffix=TEXT[start + len(words) :],
        ),
        trigger=Span(start=start, end=start + 8, text=words[:8]),
        chain=(PUBLISHER, LYNNYK),
    )
    event = make_event(
        id=f"ev-{number}",
        type=kind,
        where=where,
        when=when,
        lead_claim=claim.id,
        claims=(claim.id,),
        caused_by="ev-2" if number == 3 else None,
    )
    return event, claim


PAIRS = [
    told(1, OLD, "Toretsk", "2024-03-01", EventType.SHELLING),
    told(2, FRESH, "Zorianka", "2024-03-09", EventType.TROOP_MOVEMENT),
    told(3, AID, "Klishchiivka", "2024-03-02", EventType.AID_DELIVERY),
]
EVENTS = [event for event, _ in PAIRS]
CLAIMS = {claim.id: claim for _, claim in PAIRS}


TEXTUAL = {".geojson", ".geojsonl", ".ndjson", ".csv", ".kml", ".kmz"}


class Contents(NamedTuple):
    """All bytes of a file, free pages and footers with them, as they are and unpacked."""

    data: bytes

    @property
    def text(self):
        return self.data.decode("utf-8", "replace").casefold()

    def holds(self, number):
        return any(struct.pack(order, number) in self.data for order in ("<d", ">d"))


def contents(path):
    data = [path.read_bytes()]
    if path.suffix == ".kmz":
        with zipfile.ZipFile(path) as archive:
            data += [archive.read(name) for name in archive.namelist()]
    if path.suffix == ".parquet":
        with pq.ParquetFile(path) as source:
            data.append(repr(source.metadata.to_dict()).encode())
            columns = source.read().columns
        chunks = [chunk for column in columns for chunk in column.chunks]
        data += [bytes(part) for chunk in chunks for part in chunk.buffers() if part]
    return Contents(b"\0".join(data))


def publish(**options):
    return make_public(EVENTS, CLAIMS, [INFO], **options)


def table_of(public):
    return make_table(
        public.events, claims=public.claims, documents=public.documents, public=public.told
    )


@pytest.mark.parametrize("suffix", sorted(FORMATS))
def test_nothing_withheld_is_in_the_file(tmp_path, suffix):
    """
    Neither words nor names nor places that were taken out stand anywhere in a file's bytes.
    """
    shown, every = tmp_path / f"shown{suffix}", tmp_path / f"every{suffix}"
    write_events(make_table(EVENTS, claims=CLAIMS, documents=[INFO]), every)
    found = [contents(path) for path in write_events(table_of(publish()), shown)]

    assert "zorianka" in contents(every).text
    assert contents(every).holds(74.2222) or suffix in TEXTUAL
    for each in found:
        assert not [secret for secret in SECRETS if secret in each.text]
        assert not [number for number in (74.2222, 111.3333) if each.holds(number)]


def test_nothing_withheld_is_in_the_page():
    """
    The page holds no more than the files.
    """
    public = publish()
    page = render_html(
        list(public.events), claims=public.claims.values(), documents=public.documents
    )
    data = page[page.index("geomap-data") : page.index("geomap-geography")].casefold()

    assert not [secret for secret in SECRETS if secret in data]
    assert "toretsk" in data


def test_young_events_are_withheld():
    """
    An event is shown when its last day has been over for 72 hours.
    """
    assert [event.id for event in publish().events] == ["ev-1", "ev-3"]
    assert [event.id for event in publish(as_of=date(2024, 3, 5)).events] == ["ev-1"]
    assert len(list(publish(as_of=date(2024, 3, 13)).events)) == 3
    assert len(list(publish(delay_hours=0).events)) == 3


def test_undated_event_is_as_old_as_its_report():
    """
    Of an event without a date the newest report counts; without that, it is withheld.
    """
    undated = [replace(EVENTS[0], when=When())]
    for infos, day, shown in (
        ([INFO], date(2024, 3, 10), 0),
        ([INFO], date(2024, 3, 14), 1),
        ([], date(2024, 3, 14), 0),
    ):
        public = make_public(undated, CLAIMS, infos, as_of=day)

        assert len(list(public.events)) == shown


def test_aid_is_drawn_as_its_region():
    """
    Where help is, or people flee, is told no closer than by the first-order unit.
    """
    event = list(publish().events)[1]

    assert event.where.shape.form is Form.REGION
    assert event.where.shape.region_id == "UA.05"
    assert [place.name for place in event.where.places] == ["Donetsk Oblast"]
    assert event.where.expression is None
    assert event.caused_by is None


def test_a_type_called_delicate_is_drawn_as_its_region():
    """
    So is what a user's lexicon calls delicate, and that is told; nothing else changes.
    """
    plain, asked = publish(), publish(delicate={EventType.SHELLING})
    one, other = asked.events

    assert one.where.shape.region_id == "UA.05"
    assert other == list(plain.events)[1]
    assert "displacement, shelling drawn as their region" in asked.told
    assert "shelling" not in plain.told


@pytest.mark.parametrize("suffix", sorted(READABLE))
def test_a_file_tells_what_is_delicate(tmp_path, suffix):
    """
    What was called delicate when a file was written is coarsened when it is made public later.
    """
    path = tmp_path / f"all{suffix}"
    table = make_table(EVENTS, claims=CLAIMS, documents=[INFO], delicate=[EventType.SHELLING])
    write_events(table, path)
    with open_stored(str(path), public=True) as stored:
        shown = list(stored.events)

    assert stored.delicate == (EventType.SHELLING,)
    assert [event.where.shape.form for event in shown] == [Form.REGION, Form.REGION]


def test_no_distance_tells_where_a_coarsened_event_was():
    """
    Kilometres to a line would narrow down a place that is drawn as its region only.
    """
    measured = [replace(event, distances=(Distance(layer="Front", km=4.2),)) for event in EVENTS]
    public = list(make_public(measured, CLAIMS, [INFO]).events)
    plain = {event.id: event.where for event in EVENTS}
    coarse = [event for event in public if event.where != plain[event.id]]

    assert coarse
    assert all(not event.distances for event in coarse)
    assert any(event.distances for event in public)


def test_quotes_keep_their_offsets():
    """
    Each letter is one mark, so what is left still fits the document.
    """
    public = publish()
    rows = [feature.row for feature in table_of(public).features()]

    assert list(verify_rows(rows, index_texts([DOCUMENT]))) == []
    assert rows[0]["quote"] == OLD.replace(
        "Colonel Ostap Lynnyk", f"{MASK * 7} {MASK * 5} {MASK * 6}"
    )


def test_it_is_told_what_was_done():
    """
    Whoever sees the file can read what was taken out.
    """
    assert "1 events withheld" in publish().told
    assert "1 events of aid" in publish().told


def test_address_of_a_touched_document_is_dropped():
    """
    A headline or an address can tell what a quote no longer does.
    """
    (info,) = publish().documents

    assert (info.title, info.url) == (None, None)
    assert info.sha256 == INFO.sha256


def test_a_day_is_needed():
    """
    Without a day to count from nothing can be delayed.
    """
    with pytest.raises(InputError, match="say --as-of DAY"):
        make_public(EVENTS, CLAIMS, [])


@given(st.permutations(PAIRS))
def test_order_changes_nothing(pairs):
    """
    What is shown of an event does not hang on the order of the events.
    """
    events = [event for event, _ in pairs]
    shown = make_public(events, CLAIMS, [INFO])
    words = {claim.id: claim.quote.text for claim in shown.claims.values()}

    assert sorted(event.id for event in shown.events) == ["ev-1", "ev-3"]
    assert words == {claim.id: claim.quote.text for claim in publish().claims.values()}


def test_command_makes_files_public(tmp_path, capsys):
    """
    `--public` of export goes through the same door, and says so in the file.
    """
    from geomap.cli import main  # noqa: PLC0415

    (tmp_path / "events.jsonl").write_bytes(b"".join(encode_records(EVENTS)))
    (tmp_path / "claims.jsonl").write_bytes(b"".join(encode_records(CLAIMS.values())))
    path = tmp_path / "a.geojson"
    asked = ["export", str(tmp_path / "events.jsonl"), "--public", "--as-of", "2024-03-10"]
    asked += ["--delicate", "shelling"]
    with pytest.raises(SystemExit) as exit_:
        main([*asked, "-o", str(path)])
    found = json.loads(path.read_bytes())

    assert exit_.value.code == 0
    assert "wrote" in capsys.readouterr().err
    assert found["metadata"]["public"].startswith("for the public as of 2024-03-10")
    assert [each["id"] for each in found["features"]] == ["ev-1", "ev-3"]
    assert "toretsk" not in msgspec.json.encode(found).decode().casefold()
    assert "zorianka" not in msgspec.json.encode(found).decode().casefold()
