"""Precision as codes: ACLED's and UCDP GED's numbers for how well a day and a place are known."""

from datetime import date

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, PlaceKind
from geomap.model import DRAWN_FACTUALITIES, Event, Form, Scope, Shape, Where

_NEAR_KM = 25.0  # GED's limit between "near a known point" and a vague area
_ACLED_BY_FORM = {Form.POINT: 1, Form.DISC: 2, Form.OFFSET: 2, Form.CORRIDOR: 2, Form.REGION: 3}
_GED_BY_KIND: dict[str, int] = {
    PlaceKind.ADMIN2: 3,
    PlaceKind.ADMIN1: 4,
    PlaceKind.REGION: 5,
    PlaceKind.COUNTRY: 6,
}


def is_drawn(event: Event) -> bool:
    """
    Tell whether an event gets a geometry in any output.

    The status is asked again beside `mappable`, so that a denied, planned or past event stays
    undrawn even if the program that wrote the record thought otherwise.
    """
    return (
        event.mappable
        and event.where.shape is not None
        and event.factuality in DRAWN_FACTUALITIES
        and event.scope is Scope.CURRENT
    )


def whole_date(text: str | None) -> date | None:
    """Return the date that a text starts with; None for a month, a year or anything else."""
    try:
        return date.fromisoformat(_day_part(text or ""))
    except ValueError:
        return None


def period(first_text: str | None, last_text: str | None) -> tuple[date | None, date | None]:
    """Return first and last day as dates; neither if they are in the wrong order."""
    first, last = whole_date(first_text), whole_date(last_text)
    if first and last and last < first:
        return None, None
    return first, last


def time_precision(first: date | None, last: date | None) -> int | None:
    """Return ACLED's code of a period: 1 day, 2 week, 3 month; None if unknown or longer."""
    return _code_of_days(first, last, limits=((1, 1), (7, 2), (31, 3)))


def date_prec(first: date | None, last: date | None) -> int | None:
    """Return GED's code of a period: 1 day, 2 to 6 days, week, month, year; else None."""
    return _code_of_days(first, last, limits=((1, 1), (6, 2), (7, 3), (31, 4), (366, 5)))


def geo_precision(shape: Shape) -> int:
    """Return ACLED's code of a shape: 1 the named place, 2 near or between such, 3 a region."""
    return _ACLED_BY_FORM[shape.form]


def where_prec(where: Where) -> int | None:
    """Return GED's code of a place; None without a shape and for more than a country."""
    shape = where.shape
    if shape is None:
        return None
    if shape.form is Form.REGION:
        return _region_prec(where)
    if shape.form is Form.POINT:
        return 1
    return 2 if _reach_km(shape) <= _NEAR_KM else 5


def _region_prec(where: Where) -> int | None:
    kinds = {place.kind for place in where.places}
    if PlaceKind.MACROREGION in kinds:
        return None
    return max((_GED_BY_KIND.get(kind, 5) for kind in kinds), default=5)


def _reach_km(shape: Shape) -> float:
    length = distance_km(LonLat(shape.lon, shape.lat), LonLat(*shape.to)) if shape.to else 0.0
    return max(shape.radius_m / 1000, length)


def _day_part(text: str) -> str:
    day, rest = text[:10], text[10:11]
    if day[4:5] != "-" or day[7:8] != "-" or rest not in {"", "T", "t", " "}:
        message = f"not a whole date: {text!r}"
        raise ValueError(message)
    return day


def _code_of_days(
    first: date | None, last: date | None, *, limits: tuple[tuple[int, int], ...]
) -> int | None:
    if first is None or last is None:
        return None
    days = (last - first).days + 1
    return next((code for limit, code in limits if days <= limit), None)
