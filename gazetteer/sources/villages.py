"""A theatre's villages and former districts: a compact table made from a postal file."""

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import normalise, transliterate
from gazetteer.sources.common import drop_strays, extent
from gazetteer.sources.model import Known, Source
from gazetteer.sources.postal import postal_id
from gazetteer.sources.raions import FORMER_RAIONS, Raion, former_raions, is_of_today, raions_today
from gazetteer.sources.units import unit_titles
from gazetteer.theatre import Theatre

VILLAGES = "villages.csv.gz"
_SEAT_M = 25_000.0


def village_source(theatre: Theatre) -> Source | None:
    """Return the source of a theatre's villages, None if it has none; read after its towns."""
    folder = Path(theatre.folder)
    files = tuple(path for name in (FORMER_RAIONS, VILLAGES) if (path := folder / name).is_file())
    if len(files) < 2:
        return None
    return Source(
        name=f"theatre {theatre.name}: villages (GeoNames postal codes)",
        licence="CC BY 4.0",
        version="see gazetteer/data/SOURCES.md",
        files=files,
        read=partial(_read, folder, theatre),
    )


def _read(folder: Path, theatre: Theatre, known: Known) -> Iterator[Place]:
    """Yield the villages, then the former districts that none of today is called after."""
    members: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    with gzip.open(folder / VILLAGES, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = _village(row)
            if not place.is_vague:
                members[row["admin1"], row["former"]].append(place.point)
            yield place
    former = [r for r in former_raions(folder, theatre.countries[0]) if not is_of_today(r)]
    towns = [place for place in known.values() if _is_town(place, theatre)]
    for raion in former:
        points = members[raion.unit, raion.title] or _seat(raion, towns)
        if points:
            yield _district(raion, theatre, points)


def _is_town(place: Place, theatre: Theatre) -> bool:
    settled = place.kind is PlaceKind.SETTLEMENT
    return settled and place.country in theatre.countries and not place.is_vague


def _village(row: dict[str, str]) -> Place:
    name, point = transliterate(row["name"]), LonLat(float(row["lon"]), float(row["lat"]))
    country, admin1 = row["admin1"].split(".")
    today = raions_today().get(row["code"])
    return Place(
        id=postal_id(country, name, point),
        name=name,
        kind=PlaceKind.SETTLEMENT,
        point=point,
        radius_m=float(row["radius_m"]),
        country=country,
        admin1=admin1,
        admin1_name=unit_titles().get(row["admin1"]),
        admin2_name=today.title if today else None,
        former_admin2=row["former"] or None,
        names=(name, row["name"]),
        sources=("geonames-postal",),
    )


def _seat(raion: Raion, towns: Sequence[Place]) -> list[LonLat]:
    """Return the point of the town that a district was called after, the largest of the name."""
    stem = normalise(raion.title.removesuffix(" Raion"))
    named = [
        place
        for place in towns
        if f"{place.country}.{place.admin1}" == raion.unit and stem in map(normalise, place.names)
    ]
    return [max(named, key=lambda place: (place.population, place.id)).point] if named else []


def _district(raion: Raion, theatre: Theatre, points: list[LonLat]) -> Place:
    point, radius_m = extent(drop_strays(points))
    country, admin1 = raion.unit.split(".")
    slug = normalise(raion.title).replace(" ", "-")
    return Place(
        id=f"theatre:{theatre.name}/{admin1}-{slug}",
        name=raion.title,
        kind=PlaceKind.ADMIN2,
        point=point,
        radius_m=max(radius_m, _SEAT_M) if len(points) == 1 else radius_m,
        country=country,
        admin1=admin1,
        admin1_name=unit_titles().get(raion.unit),
        former_admin2=raion.title,
        names=tuple(dict.fromkeys((raion.title, *raion.names))),
        sources=("geonames-postal",),
        theatre=theatre.name,
    )
