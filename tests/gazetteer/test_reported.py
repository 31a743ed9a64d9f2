"""What was reported when: months as data, that tell namesakes apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import LonLat, TheatreError, load_theatre
from gazetteer.geodesy import distance_km
from gazetteer.model import Place, PlaceKind
from gazetteer.names import fold
from gazetteer.reported import Reported, Reports, read_reported

HEAD = "name,lon,lat,since,until\n"
HERE = LonLat(37.68, 48.07)
MONTHS = st.builds("{:04}-{:02}".format, st.integers(2014, 2026), st.integers(1, 12))
SPANS = st.tuples(MONTHS, MONTHS).map(lambda pair: (min(pair), max(pair)))


def village(name="Pisky", point=HERE):
    """Return a village."""
    return Place(
        id="x:1",
        name=name,
        kind=PlaceKind.SETTLEMENT,
        point=point,
        radius_m=1000.0,
        country="UA",
        admin1="05",
        names=(name,),
        sources=("x",),
    )


@given(SPANS, SPANS, SPANS)
def test_longer_spans_tell_no_less(months, asked, more):
    """
    What was told of in some months was told of in any span around them, and only where they meet.
    """
    reports = Reports([Reported(name="Pisky", point=HERE, months=months)])
    wider = min(asked[0], more[0]), max(asked[1], more[1])

    told = reports.told_of(village(), asked)

    assert told == (months[0] <= asked[1] and asked[0] <= months[1])
    assert reports.told_of(village(), wider) >= told


def test_a_namesake_elsewhere_was_not_told_of():
    """
    Months belong to one place: a namesake 300 km off and another name at the spot have none.
    """
    months = ("2022-03", "2022-09")
    reports = Reports([Reported(name="Pisky", point=HERE, months=months)])

    assert reports.told_of(village("Písky"), months)
    assert not reports.told_of(village(point=LonLat(31.44, 51.47)), months)
    assert not reports.told_of(village("Nevelske"), months)


def test_every_row_lies_on_a_place_of_its_name(index):
    """
    The packaged rows name settlements that the gazetteer has, so that none is without effect.
    """
    rows = load_theatre("ukraine").reported
    known = [
        any(
            fold(found.name) == fold(row.name) and distance_km(found.point, row.point) <= 3
            for found in index.lookup(row.name)
        )
        for row in rows
    ]

    assert len(rows) > 300
    assert [row.name for row, lies in zip(rows, known, strict=True) if not lies] == []


def test_faults_are_told_with_file_and_line(tmp_path):
    """
    Every row that is no good is named at once: a month, a span, a point, a name.
    """
    path = tmp_path / "reported.csv"
    rows = (
        "Pisky,37.68,48.07,2022-03,\n"
        "Pisky,37.68,48.07,2022-13,\n"
        "Pisky,37.68,48.07,2022-03,2022-02\n"
        "Pisky,37.68,98.07,2022-03,\n"
        ",37.68,48.07,2022-03,\n"
        "Pisky,37.68,48.07,2022-03,soon\n"
    )
    path.write_text(HEAD + rows, encoding="utf-8")

    with pytest.raises(TheatreError) as raised:
        read_reported(path)

    assert [f"{path}:{line}:" in str(raised.value) for line in range(2, 8)] == [False, *[True] * 5]
