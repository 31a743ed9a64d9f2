import csv
import io
import json
from importlib.resources import files

import pytest
from factories import make_claim, make_event
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from strategies import claims, events, square_rings

from geomap.errors import ExportError
from geomap.export.codebook import feature_schema, write_codebook
from geomap.export.formats import write_events
from geomap.export.geojson import encode_lines
from geomap.layers.features import make_table
from geomap.layers.profiles import PROFILES, load_profile
from geomap.model import Count, EventType, Factuality
from geomap.schema import COLUMNS, NAMES

FITS = {"same", "near", "none"}
KILLED = {"killed": Count(low=3, high=3, start=0, end=1)}
EVENTS = [
    make_event(counts=KILLED),
    make_event(id="ev-2", type=EventType.ADVANCE),
    make_event(id="ev-3", counts=KILLED, factuality=Factuality.DENIED),
]


def lines_of(path):
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def test_codebook_in_the_package_is_that_of_the_schema():
    """
    The page that users read is made from the schema (`geomap codebook` writes it anew).
    """
    assert files("geomap.export").joinpath("CODEBOOK.md").read_text("utf-8") == write_codebook()


def test_codebook_names_each_column():
    """
    No column without a line.
    """
    text = write_codebook()

    assert all(f"| `{name}` |" in text for name in NAMES)


def test_schema_of_features_is_one():
    """
    The JSON Schema is a schema by its own standard.
    """
    Draft202012Validator.check_schema(feature_schema())


@settings(max_examples=60, deadline=None)
@given(st.lists(events(), max_size=3), claims())
def test_every_feature_is_valid(listed, known):
    """
    Whatever the events, what is written is what the JSON Schema says.
    """
    validator = Draft202012Validator(feature_schema())
    table = make_table(listed, claims=known, rings=square_rings)

    for line in encode_lines(table):
        assert list(validator.iter_errors(json.loads(line))) == []


@pytest.mark.parametrize(
    "changes",
    [{"type": "A War"}, {"latitude": "north"}, {"more": 1}, {"date_start": "2023-02"}],
    ids=str,
)
def test_schema_refuses_what_is_wrong(changes):
    """
    The JSON Schema is not one that lets all pass.
    """
    feature = json.loads(next(encode_lines(make_table([make_event()], claims=[]))))
    feature["properties"] |= changes

    assert not Draft202012Validator(feature_schema()).is_valid(feature)


@pytest.mark.parametrize("name", PROFILES)
def test_profile_says_how_near_it_comes(name):
    """
    Each column has its fit; what is not the same is explained, what we lack is empty.
    """
    profile = load_profile(name)
    row = {column.name: column.name for column in COLUMNS} | {
        "date_start": "2024-03-01",
        "killed_high": "killed_low",
    }

    for field in profile.fields:
        assert field.fit in FITS
        assert field.note or field.fit != "near"
        assert (field.fit == "none") == (field.value(row) is None)


def test_acled_profile_takes_what_acled_codes(tmp_path):
    """
    Only drawn events with a type in ACLED are rows, under ACLED's names.
    """
    path = tmp_path / "a.csv"
    write_events(make_table(EVENTS, claims=[make_claim()], profile="acled"), path)
    head, *rows = lines_of(path)
    row = dict(zip(head, rows[0], strict=True))

    assert head[:4] == ["event_id_cnty", "event_date", "year", "time_precision"]
    assert [each[0] for each in rows] == ["ev-0123456789ab"]
    assert (row["year"], row["fatalities"], row["iso"]) == ("2024", "3", "804")
    assert row["sub_event_type"] == "Shelling/artillery/missile attack"
    assert row["tags"] == "asserted; assert"


def test_acled_profile_counts_the_dead_with_what_killed_them(tmp_path):
    """
    Casualties are no row; the greatest of their least numbers stands with their cause.
    """
    dead = [
        make_event(
            id=f"ev-{low}",
            type=EventType.CASUALTIES,
            counts={"killed": Count(low=low, high=None, start=0, end=1)},
            caused_by="ev-1",
            factuality=factuality,
        )
        for low, factuality in (
            (2, Factuality.ASSERTED),
            (5, Factuality.ALLEGED),
            (9, Factuality.DENIED),
        )
    ]
    cause, other = make_event(id="ev-1", counts={}), make_event(id="ev-other", counts={})
    write_events(make_table([*dead, other, cause], claims=[], profile="acled"), tmp_path / "a.csv")
    rows = list(csv.DictReader(io.StringIO((tmp_path / "a.csv").read_text("utf-8-sig"))))
    told = {row["event_id_cnty"]: row["fatalities"] for row in rows}

    assert told == {"ev-other": "", "ev-1": "5"}


def test_ged_profile_takes_deaths(tmp_path):
    """
    Only drawn events with a death are rows, under GED's names.
    """
    path = tmp_path / "a.csv"
    write_events(make_table(EVENTS, claims=[make_claim()], profile="ged"), path)
    head, *rows = lines_of(path)
    row = dict(zip(head, rows[0], strict=True))

    assert [each[0] for each in rows] == ["ev-0123456789ab"]
    assert (row["best"], row["low"], row["high"], row["where_prec"]) == ("3", "3", "3", "1")


def test_hxl_profile_has_a_row_of_tags(tmp_path):
    """
    The second line holds a hashtag for each column.
    """
    path = tmp_path / "a.csv"
    write_events(make_table(EVENTS, claims=[], profile="hxl"), path)
    head, tags, *rows = lines_of(path)

    assert len(rows) == len(EVENTS)
    assert len(tags) == len(head) == len(set(tags))
    assert all(tag.startswith("#") for tag in tags)


@pytest.mark.parametrize(
    ("profile", "suffix"), [("acled", "gpkg"), ("ged", "kml"), ("hxl", "geojson")]
)
def test_profile_that_a_format_cannot_hold_is_refused(tmp_path, profile, suffix):
    """
    A styled file leans on our own columns, and only a table has a row of tags.
    """
    table = make_table(EVENTS, claims=[], profile=profile)
    with pytest.raises(ExportError, match=r"cannot hold the columns"):
        write_events(table, tmp_path / f"a.{suffix}")


def test_file_says_what_its_columns_mean_and_whose_they_are(tmp_path):
    """
    Metadata explain the columns of the view and tell what was left out.
    """
    write_events(make_table(EVENTS, claims=[], profile="acled"), tmp_path / "a.csv")
    about = json.loads((tmp_path / "a.csv.about.json").read_bytes())

    assert about["profile"].startswith("ACLED: only what is drawn")
    assert list(about["codebook"]) == [column.name for column in load_profile("acled").columns]
