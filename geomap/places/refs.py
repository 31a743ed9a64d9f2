"""A resolved place as a record, with the other places it may be."""

from collections.abc import Sequence

from gazetteer.model import Candidate
from geomap.model import Alternative, PlaceRef, Role
from geomap.places.resolve import Resolution
from geomap.places.toponyms import Name

_ALTERNATIVES = 5


def make_ref(name: Name, resolution: Resolution, role: Role) -> PlaceRef | None:
    """Return the resolved place of a name as a record, None for an abstention."""
    if resolution.place is None:
        return None
    return refer(resolution.ranked, role, start=name.start, end=name.end)


def refer(ranked: Sequence[Candidate], role: Role, *, start: int, end: int) -> PlaceRef:
    """Return the first of some ranked places as a record, the others as its alternatives."""
    best, place = ranked[0], ranked[0].place
    return PlaceRef(
        id=place.id,
        name=place.name,
        lon=place.point.lon,
        lat=place.point.lat,
        kind=place.kind.value,
        role=role,
        start=start,
        end=end,
        score=best.score,
        reasons=tuple((reason.name, reason.points) for reason in best.reasons),
        alternatives=tuple(_alternative(c) for c in ranked[1 : _ALTERNATIVES + 1]),
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2_name,
    )


def _alternative(candidate: Candidate) -> Alternative:
    place = candidate.place
    return Alternative(
        id=place.id,
        name=place.name,
        lon=place.point.lon,
        lat=place.point.lat,
        score=candidate.score,
        admin1=place.admin1,
        country=place.country,
    )
