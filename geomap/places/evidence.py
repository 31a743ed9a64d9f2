"""What a document as a whole tells about its places: its theatre, its countries, its centre."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec
from msgspec.structs import replace

from gazetteer.geodesy import DEGREE_KM, distance_km
from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.names import fold
from gazetteer.reported import Months
from gazetteer.theatre import Theatre, list_theatres, load_theatre
from geomap.places.toponyms import Name

_KNOWN_POPULATION = 20_000
_RIVAL_FACTOR = 5
_SMALL = 1_000
_MAJORITY = 2
_SHARE = 0.15  # of the distinct names
_METROPOLIS = 1_000_000
_BESIDE_LAT, _BESIDE_LON = 0.25, 0.4


def choose_theatre(
    option: str | None, names: Iterable[Name], index: Index, *, needed: int = _MAJORITY
) -> Theatre | None:
    """
    Return the theatre of a document.

    Parameters
    ----------
    option
        A theatre's name or folder; `auto` takes the one whose places the document names most;
        None and `none` mean no theatre.
    needed
        How much has to speak for it: a well-known place says 2, a village 1, which is enough for
        a text that names nothing else. A text of many names asks for more, because among them
        any theatre has its namesakes.
    """
    if option is None or option == "none":
        return None
    if option != "auto":
        return load_theatre(option)
    by_text = {name.text: name.ids for name in names if name.ids}
    votes = Counter[str]()
    for title in list_theatres():
        theatre = load_theatre(title)
        votes[title] = sum(_vote(theatre, ids, index) for ids in by_text.values())
    best = max(sorted(votes), key=lambda title: votes[title], default=None)
    enough = max(min(needed, len(by_text)), _SHARE * len(by_text), 1)
    return load_theatre(best) if best is not None and votes[best] >= enough else None


def _vote(theatre: Theatre, ids: Sequence[str], index: Index) -> int:
    """Say how much a name speaks for a theatre: not at all where a larger namesake outshines."""
    places = [index.place(one) for one in ids]
    own = [place for place in places if place.country in theatre.countries]
    if any(place.kind is PlaceKind.COUNTRY for place in own) or any(
        is_vernacular(place, theatre) for place in places
    ):
        return _MAJORITY
    largest = max((place.population for place in own), default=0)
    at_war = {unit.partition(".")[0] for unit in theatre.units}
    at_front = any(front_km(theatre, place) is not None for place in own)
    others = [p for p in places if p not in own and not (at_front and p.country in at_war)]
    rival = max((place.population for place in others), default=0)
    if not own:
        return _vote_beside(theatre, places)
    if not largest and not rival:
        sure = _MAJORITY if any(map(listed, own)) else 1
        return sure if len(own) == len(places) else 0
    if len(own) == len(places) or largest >= _KNOWN_POPULATION:
        return _MAJORITY if largest * _RIVAL_FACTOR > rival else 0
    return int((any(map(listed, own)) or largest > _SMALL) and rival < max(largest, _SMALL))


def is_vernacular(place: Place, theatre: Theatre) -> bool:
    """Say whether a place is a region or landmark that the theatre itself lists: "Donbas"."""
    wide = place.kind in {PlaceKind.REGION, PlaceKind.FEATURE}
    return wide and place.id.startswith(f"theatre:{theatre.name}/")


def _vote_beside(theatre: Theatre, places: Sequence[Place]) -> int:
    """Count a name of another country's part of the theatre; a metropolis is named anywhere."""
    if all(place.theatre == theatre.name and listed(place) for place in places):
        return _MAJORITY if places else 0
    first = places[0]
    beside = theatre.covers(first.country, first.admin1)
    city = first.kind is PlaceKind.SETTLEMENT
    return int(beside and not (city and first.population >= _METROPOLIS))


def listed(place: Place) -> bool:
    """Say whether a theatre's own list of settlements has the place."""
    return any(source.startswith("theatre:") for source in place.sources)


def front_km(theatre: Theatre, place: Place) -> float | None:
    """
    Return the kilometres from a settlement to the nearest one that the theatre itself lists.

    The lists follow the lines of contact; None for areas, and where none lies within 25 km or so.
    """
    if place.kind is not PlaceKind.SETTLEMENT:
        return None
    lon, lat = place.point
    beside = (
        point
        for point in theatre.points_around(place.point)
        if abs(point.lat - lat) < _BESIDE_LAT and abs(point.lon - lon) < _BESIDE_LON
    )
    return min((distance_km(place.point, point) for point in beside), default=None)


def covered(theatre: Theatre | None, place: Place) -> bool:
    """Say whether a place lies in the theatre."""
    return theatre is not None and theatre.covers(place.country, place.admin1)


class Evidence(msgspec.Struct, frozen=True):
    """
    The places that a document surely means, each counted once.

    `months` are the first and last month that it tells of, None where it does not say.
    """

    places: tuple[Place, ...] = ()
    months: Months | None = None

    def minus(self, places: Iterable[Place]) -> "Evidence":
        """Leave out all that a name may mean, so that no reading of it speaks for another."""
        own = {place.id for place in places}
        return replace(self, places=tuple(o for o in self.places if o.id not in own))

    def without(self, place: Place) -> "Evidence":
        """Leave out a place and those whose names are alike, so that no name speaks for itself."""
        own = fold(place.name)
        return replace(self, places=tuple(o for o in self.places if fold(o.name) != own))

    def share_of_country(self, place: Place) -> float:
        """Return the share of the places that lie in the same country."""
        same = sum(other.country == place.country for other in self.places)
        return same / len(self.places) if same else 0.0

    def share_of_admin1(self, place: Place) -> float:
        """Return the share of the places that lie in the same first-order unit."""
        known = [other for other in self.places if other.admin1]
        same = sum((o.country, o.admin1) == (place.country, place.admin1) for o in known)
        return same / len(known) if same else 0.0

    def nearest_km(self, place: Place) -> float | None:
        """Return the distance to the nearest settlement among the places."""
        nearest = math.inf
        for other in self.places:
            north = abs(other.point.lat - place.point.lat) * DEGREE_KM
            if other.kind is PlaceKind.SETTLEMENT and north < nearest:
                nearest = min(nearest, distance_km(place.point, other.point))
        return None if nearest == math.inf else nearest
