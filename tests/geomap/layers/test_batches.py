import json

import pyarrow as pa
import pytest
from factories import make_claim, make_event
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import from_wkb
from strategies import claims, events, square_rings

from geomap.layers import build_rows
from geomap.layers.batches import GEOMETRY, batch_schema, build_batches
from geomap.layers.codes import is_drawn
from geomap.layers.features import make_table
from geomap.model import When
from geomap.schema import COLUMNS, Kind


def read(listed, known=(), **options):
    table = make_table(listed, claims=known, rings=square_rings)
    return pa.Table.from_batches(build_batches(table.features(), **options), batch_schema())


@pytest.mark.parametrize(
    "listed", [[], [make_event(when=When(), mappable=False)], [make_event()]], ids=len
)
def test_types_do_not_hang_on_values(listed):
    """
    No row, a row of nulls and a full row give the same columns with the same types.
    """
    assert read(listed).schema == batch_schema()


@settings(max_examples=50, deadline=None)
@given(st.lists(events(), max_size=5), claims(), st.integers(1, 3))
def test_batches_hold_the_rows(listed, known, size):
    """
    Batches of any size say what the rows say, cell by cell.
    """
    got = read(listed, known, size=size)
    rows = list(build_rows(listed, claims=known))

    assert got.num_rows == len(rows)
    for column in COLUMNS:
        told = [_plain(column.kind, value) for value in got[column.name].to_pylist()]
        assert told == [row[column.name] for row in rows]


@settings(max_examples=50, deadline=None)
@given(st.lists(events(), max_size=5))
def test_geometry_is_there_where_an_event_is_drawn(listed):
    """
    Geometry is valid WKB exactly where an event is drawn.
    """
    found = read(listed)[GEOMETRY].to_pylist()

    assert [each is not None for each in found] == [*map(is_drawn, listed)]
    assert all(from_wkb(each).is_valid for each in found if each is not None)


def test_days_before_the_epoch_are_days():
    """
    A day long before 1970 is the same day in a column of dates.
    """
    event = make_event(when=When(first="1654-01-18", last="1654-01-18"))
    got = read([event], [make_claim()])

    assert got["date_start"].cast(pa.string()).to_pylist() == ["1654-01-18"]


def _plain(kind, value):
    if value is None:
        return None
    if kind is Kind.DATE:
        return value.isoformat()
    if kind is Kind.DATETIME:
        return value.strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)
    return json.loads(value) if kind in {Kind.JSON, Kind.LIST} else value
