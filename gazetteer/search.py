"""A name and what is known about it -> ranked candidates, each with its reasons."""

import math
from collections.abc import Iterator

from gazetteer.geodesy import distance_km
from gazetteer.index import Index
from gazetteer.model import Candidate, LonLat, Place, PlaceKind, Reason
from gazetteer.names import fold, normalise

_EXACT_MAIN, _EXACT, _INFLECTED, _FOLDED = 40.0, 30.0, 25.0, 20.0
_TYPO = {1: 10.0, 2: 5.0}
_KIND = {
    PlaceKind.COUNTRY: 10.0,
    PlaceKind.MACROREGION: 8.0,
    PlaceKind.REGION: 8.0,
    PlaceKind.SETTLEMENT: 6.0,
    PlaceKind.ADMIN1: 4.0,
    PlaceKind.ADMIN2: 0.0,
    PlaceKind.FEATURE: 0.0,
}
_PER_TENFOLD = 2.0
_COUNTRY, _WITHIN, _NEAR, _THEATRE = 15.0, 20.0, 20.0, 5.0
_NEAR_KM, _EDGE_KM = 25.0, 15.0
_MIN_POINTS = 0.05


def search_places(
    index: Index,
    name: str,
    *,
    near: LonLat | None = None,
    country: str | None = None,
    within: str | None = None,
    limit: int = 10,
) -> list[Candidate]:
    """
    Rank the places that a name may mean.

    Parameters
    ----------
    index
        Where to look.
    name
        The name in any spelling or case form. Only if nothing has it, names that differ by one
        or two edits are tried, and the reasons say so: "typo: 1 edit".
    near
        A point that the place is likely to be near to.
    country
        ISO 3166-1 alpha-2 code of its likely country.
    within
        Name of an area it is likely to lie in, such as "Donetsk Oblast" or "Donbas".
    limit
        How many candidates to return at most.

    Returns
    -------
    candidates
        The best first; equal scores are ordered by id. Hints add points and exclude nothing.
    """
    areas = [place for place in index.lookup(within) if _is_area(place)] if within else []
    candidates = []
    for place, reason in _find(index, name).items():
        reasons = [reason, *_merits(place), *_hints(place, near, country, areas)]
        kept = tuple(reason for reason in reasons if abs(reason.points) >= _MIN_POINTS)
        score = round(sum(reason.points for reason in kept), 2)
        candidates.append(Candidate(place=place, score=score, reasons=kept))
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.place.id))
    return candidates[:limit]


def _is_area(place: Place) -> bool:
    return place.kind is not PlaceKind.SETTLEMENT


def _find(index: Index, name: str) -> dict[Place, Reason]:
    """Return the places that a name may mean, each with how it names them."""
    found = {place: _name_reason(place, name) for place in index.lookup_exact(name)}
    for place in index.lookup_inflected(name):
        found.setdefault(place, Reason(f"case form of {place.name}", _INFLECTED))
    for place in index.lookup_folded(name):
        found.setdefault(place, Reason(f"another spelling of {place.name}", _FOLDED))
    if found:
        return found
    return {
        place: Reason(f"typo: {edits} edit{'s' * (edits > 1)}", _TYPO[edits])
        for place, edits in index.lookup_similar(name)
    }


def _name_reason(place: Place, name: str) -> Reason:
    main = normalise(name) in (normalise(place.name), fold(place.name))
    return Reason("exact name", _EXACT_MAIN) if main else Reason("exact other name", _EXACT)


def _merits(place: Place) -> Iterator[Reason]:
    """Yield what speaks for a place without any hint."""
    yield Reason(place.kind.value, _KIND[place.kind])
    people = _PER_TENFOLD * math.log10(1 + place.population)
    yield Reason(f"population {place.population:,}", round(people, 2))
    if place.theatre:
        yield Reason(f"theatre {place.theatre}", _THEATRE)


def _hints(
    place: Place, near: LonLat | None, country: str | None, areas: list[Place]
) -> Iterator[Reason]:
    """Yield what the hints add."""
    if country is not None and place.country == country.upper():
        yield Reason(f"country {place.country}", _COUNTRY)
    if area := next((area for area in areas if lies_in(place, area)), None):
        yield Reason(f"within {area.name}", _WITHIN)
    if near is not None:
        km = distance_km(place.point, near)
        yield Reason(f"{km:,.0f} km away", round(_NEAR / (1 + km / _NEAR_KM), 2))


def lies_in(place: Place, area: Place) -> bool:
    """
    Say whether a place lies in an area, by codes where there are some, else by distance.

    A vernacular region is taken by its reach around its point, which holds all of it and more.
    """
    if place.id == area.id or (area.country is not None and area.country != place.country):
        return False
    if area.kind is PlaceKind.COUNTRY:
        return True
    if area.kind is PlaceKind.ADMIN1:
        return area.admin1 == place.admin1
    if area.kind is PlaceKind.ADMIN2:
        return lies_in_district(place, area) is True
    return distance_km(place.point, area.point) * 1000 <= area.radius_m


def lies_in_district(place: Place, district: Place) -> bool | None:
    """
    Say whether a place lies in a district, of today or from before a reform.

    None where nothing tells: the place's own district is not known, and not far off. Of a former
    one's places without a district those within its reach are taken for its own.
    """
    if place.admin1 != district.admin1:
        return False
    names = set(map(fold, (district.name, *district.names)))
    if any(own and fold(own) in names for own in (place.admin2_name, place.former_admin2)):
        return True
    if district.former_admin2 is None:
        far = distance_km(place.point, district.point) > _EDGE_KM + _reach_km(place, district)
        return False if far or place.admin2_name is not None else None
    if place.former_admin2 is not None:
        return False
    return distance_km(place.point, district.point) * 1000 <= district.radius_m


def _reach_km(*places: Place) -> float:
    return sum(place.radius_m for place in places) / 1000
