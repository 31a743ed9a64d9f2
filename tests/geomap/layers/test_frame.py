import json

import pytest
from factories import make_claim, make_event
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import claims, events, square_rings

from geomap.layers import build_layers, build_rows
from geomap.model import When
from geomap.schema import COLUMNS, NAMES, Kind

DTYPES = {
    "claimant_named": "boolean",
    "date_start": "datetime64[s]",
    "timestamp": "datetime64[s, UTC]",
    "killed_low": "Int64",
    "latitude": "float64",
    "denies": "string",
    "mode": "string",
}


@pytest.mark.parametrize(
    "listed", [[], [make_event(when=When(), mappable=False)], [make_event()]], ids=len
)
def test_dtypes_do_not_hang_on_values(listed):
    """
    No row, a row of nulls and a full row give the same columns with the same types.
    """
    frame = build_layers(listed, claims=[])

    assert tuple(frame.columns) == (*NAMES, "geometry")
    assert {name: str(frame[name].dtype) for name in DTYPES} == DTYPES
    assert frame.crs.to_epsg() == 4326


@settings(max_examples=25, deadline=None)
@given(st.lists(events(), max_size=3), claims())
def test_frame_holds_the_rows(listed, known):
    """
    The frame says what the rows say, one line an event.
    """
    frame = build_layers(listed, claims=known, rings=square_rings)
    rows = list(build_rows(listed, claims=known))

    assert len(frame) == len(rows)
    for column in (each for each in COLUMNS if each.kind in {Kind.INT, Kind.TEXT, Kind.BOOL}):
        values = frame[column.name].astype(object).where(frame[column.name].notna(), None)
        assert list(values) == [row[column.name] for row in rows]


def test_dates_before_the_epoch_are_dates():
    """
    A day long before 1970 stays the same day.
    """
    frame = build_layers(
        [make_event(when=When(first="1654-01-18", last="1654-01-18"))], claims=[make_claim()]
    )

    assert frame["date_start"][0].isoformat() == "1654-01-18T00:00:00"


def test_undrawn_event_has_no_geometry():
    """
    A row that is not drawn stays in the frame, without a geometry.
    """
    frame = build_layers([make_event(), make_event(mappable=False)], claims=[make_claim()])

    assert list(frame.geometry.isna()) == [False, True]


def test_lists_are_json_texts():
    """
    A list can be read back from its text, Cyrillic as it is.
    """
    frame = build_layers([make_event(disputed_fields=("місце",))], claims=[])

    assert frame["disputed"][0] == '["місце"]'
    assert json.loads(frame["denies"][0]) == []
