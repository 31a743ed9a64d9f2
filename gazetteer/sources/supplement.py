"""What a theatre adds: settlements that the other sources lack, and its vernacular regions."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import msgspec

from gazetteer.errors import TheatreError
from gazetteer.model import Place
from gazetteer.regions import polygon_extent, region_id, region_polygon
from gazetteer.sources.model import Source
from gazetteer.theatre import Region, Theatre, is_packaged


def theatre_source(theatre: Theatre) -> Source:
    """
    Return the source of a theatre's own places.

    Raises
    ------
    TheatreError
        If the theatre is known from an index only, so that its files are not there to be read.
    """
    if not theatre.folder:
        message = f"theatre {theatre.name}: give its folder, not its name, to build from it"
        raise TheatreError(message)
    ours = is_packaged(theatre)
    return Source(
        name=f"theatre {theatre.name}",
        licence="Apache-2.0; GeoNames CC BY 4.0" if ours else "as its owner says",
        version="see gazetteer/data/SOURCES.md" if ours else "",
        files=tuple(sorted(path for path in Path(theatre.folder).iterdir() if path.is_file())),
        read=lambda _known: read_theatre(theatre),
    )


def read_theatre(theatre: Theatre) -> Iterator[Place]:
    """Yield the settlements, landmarks and regions of a theatre."""
    yield from theatre.settlements
    yield from theatre.landmarks
    for region in theatre.regions:
        yield _region_place(theatre, region)


def mark_theatres(places: Iterable[Place], theatres: Sequence[Theatre]) -> Iterator[Place]:
    """Yield places, those in the countries of a theatre as its own; the first theatre counts."""
    names: dict[str | None, str] = {}
    for theatre in theatres:
        for country in theatre.countries:
            names.setdefault(country, theatre.name)
    for place in places:
        inside = place.theatre is None and place.country in names
        yield msgspec.structs.replace(place, theatre=names[place.country]) if inside else place


def _region_place(theatre: Theatre, region: Region) -> Place:
    identity = region_id(theatre.name, region.id)
    point, radius_m = polygon_extent(region_polygon(region, theatre))
    countries = {member.split(".")[0] for member in region.members} or set(theatre.countries)
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
