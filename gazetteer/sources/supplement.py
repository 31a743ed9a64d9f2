"""What a theatre adds: settlements that the other sources lack, and its vernacular regions."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from gazetteer.geodesy import distance_km
from gazetteer.model import Place, PlaceKind
from gazetteer.names import fold
from gazetteer.regions import area_extent, region_id
from gazetteer.sources.model import Known, Source
from gazetteer.theatre import Region, Theatre, load_theatre

_SAME_KM = 5.0


def theatre_source(name: str) -> Source:
    """Return the source of a theatre's own places."""
    theatre = load_theatre(name)
    return Source(
        name=f"theatre {theatre.name}",
        licence="Apache-2.0; coordinates of GeoNames CC BY 4.0",
        version="see gazetteer/data/SOURCES.md",
        files=tuple(sorted(path for path in Path(theatre.folder).iterdir() if path.is_file())),
        read=lambda known: read_theatre(theatre, known),
    )


def read_theatre(theatre: Theatre, known: Known) -> Iterator[Place]:
    """Yield the places of a theatre; a settlement that is known already keeps its known id."""
    namesakes = _by_name(theatre, known)
    for place in theatre.settlements:
        same = next(
            (each for each in namesakes.get(fold(place.name), ()) if _same(each, place)), None
        )
        yield place if same is None else msgspec.structs.replace(place, id=same.id)
    for region in theatre.regions:
        yield _region_place(theatre, region)
    for place in list(known.values()):
        if place.country in theatre.countries and place.theatre is None:
            yield msgspec.structs.replace(place, theatre=theatre.name)


def _by_name(theatre: Theatre, known: Known) -> dict[str, list[Place]]:
    """Group the known settlements of the theatre by every folded name they have."""
    groups = defaultdict(list)
    for place in known.values():
        if place.kind is PlaceKind.SETTLEMENT and theatre.covers(place.country, place.admin1):
            for key in {fold(name) for name in place.names}:
                groups[key].append(place)
    return groups


def _same(known: Place, place: Place) -> bool:
    """Say whether two records are one settlement: name and kind are equal, so is the spot."""
    near_km = max(_SAME_KM, place.radius_m / 1000)
    return known.country == place.country and distance_km(known.point, place.point) <= near_km


def _region_place(theatre: Theatre, region: Region) -> Place:
    identity = region_id(theatre.name, region.id)
    point, radius_m = area_extent(identity)
    countries = {member.split(".")[0] for member in region.members}
    return Place(
        id=identity,
        name=region.name,
        kind=region.kind,
        point=point,
        radius_m=radius_m,
        country=countries.pop() if len(countries) == 1 else None,
        names=tuple(dict.fromkeys((region.name, *region.names))),
        sources=(f"theatre:{theatre.name}",),
        theatre=theatre.name,
        area_id=identity,
    )
