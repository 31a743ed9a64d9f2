"""What speaks for a place of a name: named reasons, each with its points."""

import math

from gazetteer.geodesy import distance_km
from gazetteer.inflect import names_meant
from gazetteer.model import Candidate, Place, PlaceKind, Reason
from gazetteer.names import fold
from gazetteer.reported import Months
from gazetteer.search import lies_in_district
from gazetteer.theatre import Theatre
from geomap.places.evidence import Evidence, covered, front_km, listed
from geomap.places.fitting import Hints, in_any

KNOWN_AT_FRONT = "a known place of the front"
_REGION, _COMPANY = "in a region of the sentence", "near the others of its list"
_NEAR, _MONTHS = "near the document's places", "in the reports of those months"
LOCAL_REASONS = frozenset({_REGION, _COMPANY, _NEAR, _MONTHS})
"""What the text itself says for one of the places of a name."""
_A_VILLAGE, _A_TOWN = 500, 5_000
_FRONT_KM, _COMPANY_KM, _REGION_KM = 25.0, 20.0, 75.0
_REPORTED = (
    12.0  # points: a namesake that no report names is out, one in a region named beside is not
)


def score_place(
    text: str, place: Place, hints: Hints, evidence: Evidence, theatre: Theatre | None
) -> Candidate:
    """Return a place with all that speaks for it being meant by a name; see `resolve_name`."""
    others = evidence.without(place)
    front = None if theatre is None else front_km(theatre, place)
    nearest = others.nearest_km(place)
    reasons = [
        _name_reason(text, place),
        _kind_reason(place, hints),
        _population_reason(place),
        _theatre_reason(place, theatre),
        _front_reason(front),
        _known_reason(place, front),
        _reported_reason(place, theatre, evidence.months, None if hints.containers else nearest),
        Reason("in the region named beside it", 25.0 if hints.containers else 0.0),
        _region_reason(place, hints),
        _city_reason(place, hints, evidence),
        _company_reason(place, hints),
        *(_anchor_reason(place, anchor, km) for anchor, km in hints.anchors),
        Reason("country of the document", round(8 * others.share_of_country(place), 1)),
        Reason("region of the document", round(12 * others.share_of_admin1(place), 1)),
        _nearness_reason(nearest),
    ]
    kept = tuple(reason for reason in reasons if reason.points)
    return Candidate(place=place, score=round(sum(r.points for r in kept), 1), reasons=kept)


def _name_reason(text: str, place: Place) -> Reason:
    """Put a place's own name before an old or foreign one, and that before a mere likeness."""
    meant = names_meant(text, (place.name, *place.names))
    if not meant:
        alike = fold(text) == fold(place.name)
        return Reason("its name spelt otherwise", 36.0) if alike else Reason("like its name", 28.0)
    own = any(fold(name) == fold(place.name) for name in meant)
    return Reason("exact name", 40.0) if own else Reason("another name of it", 33.0)


def _population_reason(place: Place) -> Reason:
    """Tell a town from its smaller namesakes; areas are not compared by their people."""
    if place.kind is not PlaceKind.SETTLEMENT:
        return Reason("population", 0.0)
    people = max(place.population, _A_VILLAGE)
    return Reason("population", round(5 * math.log10(people), 1))


def _theatre_reason(place: Place, theatre: Theatre | None) -> Reason:
    if theatre is None or not covered(theatre, place):
        return Reason("in the theatre", 0.0)
    return Reason("in the theatre", 15.0 if place.country in theatre.countries else 8.0)


def _front_reason(distance: float | None) -> Reason:
    """Prefer what lies where the theatre lists its settlements: news of a war is from there."""
    points = 0.0 if distance is None else max(0.0, 8.0 * (1 - distance / _FRONT_KM))
    return Reason("near the front line", round(points, 1))


def _known_reason(place: Place, front: float | None) -> Reason:
    """Prefer what a theatre lists, and what lies at its front and is no mere postcode."""
    near = place.population > 0 and front is not None
    return Reason(KNOWN_AT_FRONT, 3.0 if listed(place) or near else 0.0)


def _reported_reason(
    place: Place, theatre: Theatre | None, months: Months | None, nearest: float | None
) -> Reason:
    """
    Prefer what the reports of those months told of to namesakes that they never named.

    Not where all that the document surely names lies elsewhere.
    """
    here = nearest is None or nearest <= _REGION_KM
    if theatre is None or months is None or not here or not theatre.reports.told_of(place, months):
        return Reason(_MONTHS, 0.0)
    return Reason(_MONTHS, _REPORTED)


def _kind_reason(place: Place, hints: Hints) -> Reason:
    """Take a bare name for a country or a settlement before a district, for "Kuban" before both."""
    if hints.wanted:
        return Reason(f"called a {hints.wanted}", 10.0)
    points = {PlaceKind.COUNTRY: 60.0, PlaceKind.SETTLEMENT: 10.0, PlaceKind.ADMIN2: 0.0}
    if place.kind is PlaceKind.REGION and place.theatre is not None:
        return Reason("a region by its everyday name", 50.0)
    return Reason(f"is a {place.kind}", points.get(place.kind, 8.0))


def _region_reason(place: Place, hints: Hints) -> Reason:
    """Prefer what lies in a region that the sentence names, most what surely does."""
    points = (_inside_points(place, r) for r in hints.regions if in_any(place, (r,)))
    return Reason(_REGION, round(max(points, default=0.0), 1))


def _inside_points(place: Place, region: Place) -> float:
    if region.kind is PlaceKind.REGION:
        distance = distance_km(place.point, region.point)
        return max(6.0, 16.0 - distance / 3)
    sure = region.kind is PlaceKind.ADMIN2 and lies_in_district(place, region)
    return 16.0 if sure else 10.0


def _city_reason(place: Place, hints: Hints, evidence: Evidence) -> Reason:
    """Prefer a part of a city that is named, then districts of today, then other parts."""
    if place.part_of is None:
        gone = place.kind is PlaceKind.ADMIN2 and place.former_admin2 and not hints.containers
        return Reason("a district of old", -10.0 if gone else 0.0)
    if names_city(place, hints, evidence):
        return Reason("part of a city that is named", 8.0)
    known = place.kind is PlaceKind.SETTLEMENT and place.population >= _A_TOWN
    return Reason("its city is not named", 0.0 if known else -15.0)


def names_city(place: Place, hints: Hints, evidence: Evidence) -> bool:
    """Say whether the city that a place is a part of is named with it or in the document."""
    anchors = (anchor for anchor, _ in hints.anchors)
    named = (*evidence.places, *hints.containers, *anchors)
    return any(place.part_of in {other.id, other.part_of} for other in named)


def _company_reason(place: Place, hints: Hints) -> Reason:
    """Prefer what lies near the others of its list: a list goes from village to village."""
    if place.kind is not PlaceKind.SETTLEMENT or not hints.company:
        return Reason(_COMPANY, 0.0)
    near = [min(distance_km(place.point, p.point) for p in other) for other in hints.company]
    points = [25.0 * math.exp(-km / _COMPANY_KM) for km in near]
    return Reason(_COMPANY, round(sum(points) / len(points), 1))


def _anchor_reason(place: Place, anchor: Place, reach_km: float) -> Reason:
    distance = distance_km(place.point, anchor.point)
    return Reason(f"near {anchor.name}", round(30.0 * (1 - 0.8 * distance / reach_km), 1))


def _nearness_reason(distance: float | None) -> Reason:
    points = 0.0 if distance is None else max(0.0, 12.0 * (1 - distance / 60))
    return Reason(_NEAR, round(points, 1))
