"""When no place of a name is taken: two are as likely, or too little speaks for the best."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from gazetteer.geodesy import distance_km
from gazetteer.inflect import names_meant
from gazetteer.model import Candidate, Place, PlaceKind
from gazetteer.names import fold
from gazetteer.theatre import Theatre
from geomap.model import Unresolved
from geomap.places.evidence import Evidence, covered, front_km, is_vernacular, listed
from geomap.places.fitting import AREAS, Hints, in_any
from geomap.places.reasons import KNOWN_AT_FRONT, LOCAL_REASONS, names_city

MIN_LEAD = 6.0
"""Points by which the best place must lead the next one that lies elsewhere."""
COMMON_LEAD = 10.0
"""The same for a name of many places of which the text tells nothing else."""
SAME_PLACE_KM = 5.0
"""Candidates nearer to each other than this are no two answers."""
FAMOUS = 200_000
"""Inhabitants from which a place is believed without any support from its document."""
BROAD = frozenset({PlaceKind.COUNTRY, PlaceKind.MACROREGION})
_CYRILLIC, _CYRILLIC_LANDS = re.compile("[\u0400-\u04ff]"), frozenset({"RU", "BY", "UA"})
_NATIVE = 20_000  # inhabitants of a town whose name a text has in the letters of its country
_A_CITY, _A_TOWN, _LARGER = 10_000, 5_000, 10
_NEIGHBOURHOOD_KM, _BESIDE_KM, _LIST_KM = 75.0, 30.0, 50.0
_COMMON = 10  # namesakes
_A_LARGE_VILLAGE = 1_000


def _is_exact(text: str, place: Place) -> bool:
    return bool(names_meant(text, (place.name, *place.names)))


def abstain(
    ranked: Sequence[Candidate],
    text: str,
    hints: Hints,
    evidence: Evidence,
    theatre: Theatre | None,
) -> Unresolved | None:
    """Say why the best of the ranked places of a name is not taken; None if it is."""
    best = ranked[0]
    if all(candidate.place.kind in AREAS for candidate in ranked):
        hints = replace(hints, wanted="admin")
    only = len(ranked) == 1
    if not _supported(best, text, hints, evidence, theatre, only=only):
        return Unresolved.TOO_WEAK
    rivals = [
        c
        for c in ranked[1:]
        if are_apart(best.place, c.place)
        and (c.score - best.score >= MIN_LEAD or not _dwarfed(c, best, hints))
    ]
    told = hints.containers or hints.anchors or hints.company or hints.scene or evidence.places
    lead = MIN_LEAD if told or len(rivals) < _COMMON else COMMON_LEAD
    tied = bool(rivals) and best.score - rivals[0].score < lead
    elsewhere = _is_abroad(ranked, text, hints, evidence, theatre)
    tied = tied or elsewhere or _hides_city(ranked, hints, evidence, theatre)
    tied = tied or (bool(rivals) and _is_far_off(best.place, hints))
    return Unresolved.TIED if tied else None


def _is_abroad(
    ranked: Sequence[Candidate],
    text: str,
    hints: Hints,
    evidence: Evidence,
    theatre: Theatre | None,
) -> bool:
    """
    Say whether a city of a third country may be a village of the theatre: New York, Cairo.

    It is where it has a namesake there, known to us, where the text names the theatre's places
    only, or those of countries at war and the city in another spelling than its own. So is a city
    in the rear of a country at war that has one at the front.
    """
    best = ranked[0].place
    if theatre is None or best.kind is not PlaceKind.SETTLEMENT or covered(theatre, best):
        return False
    at_war = {*theatre.countries, *(unit.partition(".")[0] for unit in theatre.units)}
    if hints.containers or hints.anchors:
        return False
    if best.country in at_war:  # Dzerzhinsk on the Oka, which was Toretsk's name as well
        return any(_is_at_front(c) and listed(c.place) for c in ranked[1:])
    namesake = any(
        covered(theatre, c.place) and c.place.kind is PlaceKind.SETTLEMENT for c in ranked[1:]
    )
    alone = len(evidence.places) > 1 and all(covered(theatre, p) for p in evidence.places)
    others = [p for p in evidence.places if p.kind is not PlaceKind.MACROREGION]
    misspelt = fold(text) != fold(best.name) and bool(others)
    return namesake or alone or (misspelt and all(p.country in at_war for p in others))


def _hides_city(
    ranked: Sequence[Candidate], hints: Hints, evidence: Evidence, theatre: Theatre | None
) -> bool:
    """Say whether a hamlet far from all that is told is taken before the city of its name."""
    best = ranked[0].place
    hamlet = best.kind is PlaceKind.SETTLEMENT and best.population < _A_LARGE_VILLAGE
    if not hamlet or hints.containers or hints.anchors or hints.company:
        return False
    cities = [c.place for c in ranked[1:] if c.place.population >= _NATIVE]
    if not any(covered(theatre, p) and p.kind is PlaceKind.SETTLEMENT for p in cities):
        return False
    nearest = evidence.without(best).nearest_km(best)
    return nearest is None or nearest > _BESIDE_KM


def _is_far_off(place: Place, hints: Hints) -> bool:
    """Say whether a village lies far from all that are sure of its list: another one is meant."""
    sure = [found[0] for found in hints.company if len(found) == 1]
    village = place.kind is PlaceKind.SETTLEMENT and place.population < _A_CITY
    village = village or (len(sure) > 1 and place.country not in {p.country for p in sure})
    told = bool(hints.containers or hints.anchors)
    far = all(distance_km(place.point, other.point) > _LIST_KM for other in sure)
    return village and bool(sure) and far and not told


def _dwarfed(rival: Candidate, best: Candidate, hints: Hints) -> bool:
    """
    Say whether a namesake is so small beside a city that it would be told apart if meant.

    Not a large village by the front, where the city is far from it.
    """
    told_apart = hints.containers or hints.anchors
    place, people = rival.place, best.place.population
    at_front = place.population >= _A_LARGE_VILLAGE and _is_at_front(rival)
    known = (listed(place) and not is_hamlet_by_itself(rival)) or (
        at_front and not _is_at_front(best)
    )
    least = _A_CITY if is_hamlet_by_itself(rival) else 2 * _A_CITY
    far_larger = people >= max(_LARGER * place.population, least)
    return not told_apart and far_larger and not (known and people < FAMOUS + _A_CITY * 10)


def is_hamlet_by_itself(candidate: Candidate) -> bool:
    """Say whether nobody counts its people and nothing but the front speaks for a place."""
    village = candidate.place.kind is PlaceKind.SETTLEMENT and not candidate.place.population
    return village and LOCAL_REASONS.isdisjoint(reason.name for reason in candidate.reasons)


def _is_at_front(candidate: Candidate) -> bool:
    return any(reason.name == KNOWN_AT_FRONT for reason in candidate.reasons)


def are_apart(one: Place, other: Place) -> bool:
    """Say whether two candidates are two answers; a city and its own region are one."""
    if one.is_vague != other.is_vague:
        return True
    if one.kind in BROAD and one.country == other.country:
        return False
    return distance_km(one.point, other.point) > SAME_PLACE_KM and not (
        one.kind is not other.kind and (one.country, one.admin1) == (other.country, other.admin1)
    )


def _supported(
    best: Candidate,
    text: str,
    hints: Hints,
    evidence: Evidence,
    theatre: Theatre | None,
    *,
    only: bool,
) -> bool:
    """Ask for more than a name before a small place is believed."""
    place = best.place
    if place.part_of is not None and (place.kind in AREAS or place.population < _A_TOWN):
        return _known_part(place, text, hints, evidence)
    vernacular = theatre is not None and is_vernacular(place, theatre)
    if vernacular or place.kind in BROAD or hints.containers or hints.anchors:
        return True
    others = evidence.without(place)
    if covered(theatre, place):
        return _known_here(place, text, hints, others, theatre, only=only)
    if place.kind in AREAS:
        alone = hints.wanted == "admin" and place.kind is not PlaceKind.ADMIN2
        return alone or others.share_of_country(place) > 0
    return place.population >= _people_needed(place, text, hints, others, theatre)


def _people_needed(
    place: Place, text: str, hints: Hints, others: Evidence, theatre: Theatre | None
) -> int:
    """Return the people that make a town outside the theatre believable."""
    if _is_beyond(place, hints):
        return FAMOUS
    if place.country in _CYRILLIC_LANDS and _CYRILLIC.search(text) and _is_exact(text, place):
        return _NATIVE
    return FAMOUS if theatre or others.share_of_country(place) < 0.2 else FAMOUS // 10


def _is_beyond(place: Place, hints: Hints) -> bool:
    """Say whether the sentence tells of another region of the same country."""
    told = [region for region in hints.regions if region.kind is PlaceKind.ADMIN1]
    return any(region.country == place.country for region in told) and not in_any(place, told)


def _known_part(place: Place, text: str, hints: Hints, evidence: Evidence) -> bool:
    """
    Believe a quarter where its city is named, a district also where nothing tells of others.

    A bare adjective is none: "Ильичёвский завод" stands anywhere.
    """
    if names_city(place, hints, evidence):
        return True
    if _CYRILLIC.search(text) and " " not in text:
        return False
    nearest = evidence.nearest_km(place)
    near = nearest is None or nearest <= _NEIGHBOURHOOD_KM
    return place.kind is PlaceKind.ADMIN2 and near and not hints.containers


def _known_here(
    place: Place,
    text: str,
    hints: Hints,
    others: Evidence,
    theatre: Theatre | None,
    *,
    only: bool,
) -> bool:
    """
    Believe a town of the theatre and a listed village, another village only near what is told.

    No gazetteer has all villages: a namesake far from all other places may be the wrong one, and
    a small town whose name is only like it has to lie beside them. What is told is other
    settlements, or a region, a district or an axis in the same sentence; where nothing is, the
    front or a gazetteer of all villages has to do, or that no other place is called so.
    """
    if place.kind is not PlaceKind.SETTLEMENT or place.population >= _NATIVE:
        return True
    nearest = others.nearest_km(place)
    town = place.population >= _A_TOWN
    if not hints.seat and not _is_exact(text, place):
        beside = nearest is not None and nearest <= _BESIDE_KM
        return beside or (town and in_any(place, hints.regions))
    if town:
        return True
    if nearest is None and _is_elsewhere(place, others):
        return in_any(place, hints.regions)
    near = _is_likely(place, theatre) if nearest is None else nearest <= _NEIGHBOURHOOD_KM
    own = only and _CYRILLIC.search(text) is not None  # in the letters of its country
    near = near or (own and nearest is None and place.population >= _A_LARGE_VILLAGE)
    return listed(place) or near or in_any(place, hints.regions)


def _is_elsewhere(place: Place, others: Evidence) -> bool:
    """Say whether all regions and districts that are told of lie in another country."""
    areas = [other for other in others.places if other.kind in AREAS and other.country]
    return bool(areas) and all(area.country != place.country for area in areas)


def _is_likely(place: Place, theatre: Theatre | None) -> bool:
    """Say whether a village that nothing else tells of is more than the only one we have."""
    if theatre is None:
        return False
    known = theatre.knows_villages(place.country, place.admin1)
    return known or front_km(theatre, place) is not None
