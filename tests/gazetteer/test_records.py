"""The file of places: whatever is written is read, and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import LonLat, Place, PlaceKind
from gazetteer.errors import IndexDamagedError
from gazetteer.records import RecordTable, write_records

NAMES = st.lists(st.text(st.characters(codec="utf-8")), max_size=20)


def place(name, number):
    return Place(
        id=f"x:{number}", name=name, kind=PlaceKind.FEATURE, point=LonLat(1.5, 2), radius_m=3.0
    )


@given(names=NAMES)
@settings(deadline=None)  # it writes files
def test_places_come_back_by_their_rows(tmp_path_factory, names):
    """
    Row after row is what was written, and the same places make the same bytes.
    """
    path = tmp_path_factory.mktemp("records") / "places.bin"
    places = [place(name, number) for number, name in enumerate(names)]
    write_records(places, path)
    first = path.read_bytes()
    table = RecordTable(path)

    assert [table.read(row) for row in range(len(places))] == places
    with pytest.raises(IndexDamagedError, match="build"):
        table.read(len(places))
    write_records(places, path)
    assert path.read_bytes() == first


def test_a_damaged_place_is_refused(tmp_path):
    """
    A place whose bytes have changed is not handed out, its neighbours are.
    """
    path = tmp_path / "places.bin"
    write_records([place("Alpha", 1), place("Beta", 2)], path)
    path.write_bytes(path.read_bytes().replace(b"Beta", b"Bett"))
    table = RecordTable(path)

    assert table.read(0).name == "Alpha"
    with pytest.raises(IndexDamagedError, match="checksum"):
        table.read(1)
