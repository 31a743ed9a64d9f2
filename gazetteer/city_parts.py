"""Parts of cities: their districts, and the quarters that the news names."""

import csv
from pathlib import Path

from gazetteer.errors import TheatreError
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.raions import district_names

_KINDS = {"district": PlaceKind.ADMIN2, "quarter": PlaceKind.SETTLEMENT}


def read_city_parts(path: Path, theatre: str) -> tuple[Place, ...]:
    """
    Read a theatre's table of parts of cities.

    A row has its GeoNames id if it has one, that of its city and the city's name, its own kind
    (district or quarter), name and other names, longitude and latitude, and how far it reaches
    from there, in metres.

    Raises
    ------
    TheatreError
        If rows cannot be read; names file and line of each.
    """
    places, faults = [], []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            try:
                places.append(_part(row, theatre))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                faults.append(f"{path}:{rows.line_num}: {error!r}")
    if faults:
        raise TheatreError("\n".join(faults))
    return tuple(places)


def _part(row: dict[str, str], theatre: str) -> Place:
    kind = _KINDS[row["kind"]]
    title = f"{row['name']} Raion" if kind is PlaceKind.ADMIN2 else row["name"]
    slug = "-".join(f"{row['city_name']} {title}".lower().split())
    return Place(
        id=f"gn:{row['geonameid']}" if row["geonameid"] else f"theatre:{theatre}/{slug}",
        name=title,
        kind=kind,
        point=LonLat(float(row["lon"]), float(row["lat"])),
        radius_m=float(row["radius_m"]),
        country=row["country"],
        admin1=row["admin1"],
        admin1_name=row["admin1_name"],
        admin2_name=title if kind is PlaceKind.ADMIN2 else None,
        names=_names(row, kind),
        sources=(f"theatre:{theatre}",),
        theatre=theatre,
        part_of=row["city"],
    )


def _names(row: dict[str, str], kind: PlaceKind) -> tuple[str, ...]:
    own = list(filter(None, (row["name_uk"], row["name_ru"])))
    others = list(filter(None, row["other_names"].split("|")))
    if kind is PlaceKind.ADMIN2:
        return district_names(row["name"], own, others)
    return tuple(dict.fromkeys((row["name"], *own, *others)))
