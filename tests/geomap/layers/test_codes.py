from datetime import date

import pytest
from factories import KLISHCHIIVKA, make_event
from msgspec.structs import replace

from geomap.layers.codes import (
    date_prec,
    geo_precision,
    is_drawn,
    period,
    time_precision,
    where_prec,
    whole_date,
)
from geomap.model import Factuality, Form, Scope, Shape, Where

FIRST = date(2024, 3, 1)


def shape(form, **changes):
    return Shape(**({"form": form, "lon": 38.0, "lat": 48.6, "radius_m": 5000.0} | changes))


@pytest.mark.parametrize(
    ("last", "ged", "acled"),
    [
        (date(2024, 3, 1), 1, 1),
        (date(2024, 3, 2), 2, 2),
        (date(2024, 3, 6), 2, 2),
        (date(2024, 3, 7), 3, 2),
        (date(2024, 3, 8), 4, 3),
        (date(2024, 3, 31), 4, 3),
        (date(2024, 4, 1), 5, None),
        (date(2025, 2, 28), 5, None),
        (date(2026, 3, 1), None, None),
        (None, None, None),
    ],
)
def test_length_of_period_gives_both_codes(last, ged, acled):
    """
    The codes tell how many days the event may have happened on.
    """
    assert (date_prec(FIRST, last), time_precision(FIRST, last)) == (ged, acled)


@pytest.mark.parametrize(
    "text", ["2023-02", "2023", "", None, "20230201", "2023-W05-1", "2023-02-30", "2023-02-01x"]
)
def test_date_is_whole_or_null(text):
    """
    A month, a year or a day that cannot be is no date.
    """
    assert whole_date(text) is None


@pytest.mark.parametrize("text", ["2023-02-01", "2023-02-01T23:59:59+02:00", "2023-02-01 10:00"])
def test_time_of_day_leaves_its_date(text):
    """
    A time gives the day that is written in it.
    """
    assert whole_date(text) == date(2023, 2, 1)


def test_period_backwards_is_none():
    """
    A last day before the first is not a period.
    """
    assert period("2024-03-02", "2024-03-01") == (None, None)


@pytest.mark.parametrize(
    ("form", "code"),
    [(Form.POINT, 1), (Form.DISC, 2), (Form.OFFSET, 2), (Form.CORRIDOR, 2), (Form.REGION, 3)],
)
def test_form_gives_acled_precision(form, code):
    """
    Only the named place itself has ACLED's best precision.
    """
    assert geo_precision(shape(form)) == code


@pytest.mark.parametrize(
    ("where", "code"),
    [
        (shape(Form.POINT), 1),
        (shape(Form.DISC, radius_m=12_000.0), 2),
        (shape(Form.DISC, radius_m=40_000.0), 5),
        (shape(Form.OFFSET), 2),
        (shape(Form.CORRIDOR, to=(38.1, 48.6)), 2),
        (shape(Form.CORRIDOR, to=(39.0, 48.6)), 5),
        (None, None),
    ],
)
def test_reach_gives_ged_precision(where, code):
    """
    Up to 25 km from a known point is 2, a wider circle or a longer line is 5.
    """
    assert where_prec(Where(shape=where)) == code


@pytest.mark.parametrize(
    ("kind", "code"),
    [("admin2", 3), ("admin1", 4), ("region", 5), ("country", 6), ("macroregion", None)],
)
def test_kind_of_region_gives_ged_precision(kind, code):
    """
    An administrative unit has its own code, a vernacular region is a vague area.
    """
    place = replace(KLISHCHIIVKA, kind=kind)

    assert where_prec(Where(shape=shape(Form.REGION), places=(place,))) == code


@pytest.mark.parametrize(
    "changes",
    [
        {"mappable": False},
        {"where": Where()},
        {"factuality": Factuality.DENIED},
        {"factuality": Factuality.PLANNED},
        {"factuality": Factuality.HYPOTHETICAL},
        {"scope": Scope.HISTORICAL},
        {"scope": Scope.FUTURE},
    ],
)
def test_one_reason_is_enough_not_to_draw(changes):
    """
    What is denied, planned, past, without a place or marked so is not drawn, whatever else holds.
    """
    assert is_drawn(make_event())
    assert not is_drawn(make_event(**changes))
