"""What a name may mean: its places, as far as the words around it say what kind it is of."""

from collections.abc import Sequence

from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.theatre import Theatre
from geomap.places.evidence import covered
from geomap.places.frames import Frame

ADMIN_KINDS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
SMALLER = frozenset({"district", "commune"})
_SETTLED = frozenset({PlaceKind.SETTLEMENT})
LEVELS = {
    "region": frozenset({PlaceKind.ADMIN1, PlaceKind.REGION}),
    "district": frozenset({PlaceKind.ADMIN2}),
    "commune": _SETTLED,
}
_TITLES = {
    "district": ("Raion", "District"),
    "region": ("Oblast", "Region", "Krai", "Republic", "Governorate", "State"),
}
_A_TOWN = 10_000


def guess_sense(frame: Frame, index: Index, theatre: Theatre | None) -> Place | None:
    """Return the most likely place of a name on its own, for judging its role."""
    places = places_of(frame, index)
    wanted = wanted_kind(frame)
    if wanted == "admin":
        places = [p for p in places if p.kind in ADMIN_KINDS] or places
    return max(places, key=lambda p: (*_prominence(p, theatre), p.id), default=None)


def guess_senses(
    frames: Sequence[Frame], index: Index, theatre: Theatre | None
) -> list[Place | None]:
    """Return the most likely place of each name; beside a city its parts come first."""
    senses = [guess_sense(frame, index, theatre) for frame in frames]
    cities = {sense.id for sense in senses if sense is not None}
    return [
        _part_of_any(frame, sense, cities, index)
        for frame, sense in zip(frames, senses, strict=True)
    ]


def _part_of_any(frame: Frame, sense: Place | None, cities: set[str], index: Index) -> Place | None:
    """Return the part of one of some cities that a name may mean, else its likely sense."""
    places = places_of(frame, index)
    return next((place for place in places if place.part_of in cities), sense)


def _prominence(place: Place, theatre: Theatre | None) -> tuple[bool, bool, int, int]:
    """Put a state first, then what lies in the theatre; a town, a region, a village, in order."""
    town = place.kind is PlaceKind.SETTLEMENT and place.population >= _A_TOWN
    wide = place.kind in {PlaceKind.ADMIN1, PlaceKind.REGION}
    settled = place.kind is PlaceKind.SETTLEMENT
    state = place.kind is PlaceKind.COUNTRY
    return state, covered(theatre, place), 3 * town or 2 * wide or settled, place.population


def places_of(frame: Frame, index: Index) -> list[Place]:
    """
    List the places of a name; a name called a district also those of "X Raion".

    What is called a district is no region of that name, and what is called a commune lies around
    a settlement.
    """
    places = [index.place(one) for one in frame.name.ids]
    if wanted_kind(frame) != "admin":
        return _districts_called_so(frame, places) or _cities_called_so(frame, places, index)
    kinds = LEVELS.get(frame.level, ADMIN_KINDS)
    called = [p for p in places if p.kind in kinds]
    if not called and kinds <= ADMIN_KINDS:
        found = titled(frame, index, frame.level)
        alike = [q for p in found for q in index.lookup(p.name)]
        called = [p for p in dict.fromkeys([*found, *alike]) if p.kind in kinds]
    return called or [p for p in places if frame.level not in SMALLER or p.kind in _SETTLED]


def _districts_called_so(frame: Frame, places: list[Place]) -> list[Place]:
    """Take "Київський район" for a district, not for a quarter that is called so as well."""
    districts = [place for place in places if place.kind is PlaceKind.ADMIN2]
    called = " " in frame.name.text and any(p.part_of for p in districts)
    return districts if called else []


def _cities_called_so(frame: Frame, places: list[Place], index: Index) -> list[Place]:
    """Take "Kyiv city" for the city where the index has a unit of that name only."""
    name, _, noun = frame.name.text.rpartition(" ")
    if noun.lower() != "city" or any(p.kind in _SETTLED for p in places):
        return places
    return [p for p in index.lookup(name) if p.kind in _SETTLED] or places


def titled(frame: Frame, index: Index, level: str) -> list[Place]:
    """List the places that a name means with the title of a district or region."""
    titles = _TITLES.get(level, ())
    return [p for word in titles for p in index.lookup(f"{frame.name.text} {word}")]


def wanted_kind(frame: Frame) -> str:
    """Return which kind of place the words around a name call for."""
    if frame.follower in {"water", "the"} and frame.carrier != "admin":
        return "water" if frame.follower == "water" else "area"
    return frame.carrier if frame.carrier in {"settlement", "admin"} else ""
