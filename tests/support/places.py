"""Places and sources for tests: complete, valid, and each field can be replaced by name."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.sources.model import Source

TOWNS = (
    ("gn:713174", "Bakhmut", 37.99886, 48.59419, 80500, ("Artemivsk", "Бахмут")),
    ("gn:709717", "Donetsk", 37.80224, 48.023, 901645, ("Донецьк", "Донецк")),
    ("gn:707471", "Kharkiv", 36.25272, 49.98081, 1433886, ("Харків",)),
)


def make_place(**changes: Any) -> Place:
    """Return a settlement."""
    fields: dict[str, Any] = {
        "id": "gn:713174",
        "name": "Bakhmut",
        "kind": PlaceKind.SETTLEMENT,
        "point": LonLat(37.99886, 48.59419),
        "radius_m": 2800.0,
        "country": "UA",
        "admin1": "05",
        "population": 80500,
        "names": ("Bakhmut", "Artemivsk", "Бахмут"),
        "sources": ("geonames",),
    }
    return Place(**(fields | changes))


def tiny_source(*, backwards: bool = False) -> Source:
    """Return a source of three towns, in one order or the other."""
    towns = [
        make_place(
            id=identity,
            name=name,
            point=LonLat(lon, lat),
            population=people,
            names=(name, *others),
        )
        for identity, name, lon, lat, people, others in TOWNS
    ]
    return source_of(reversed(towns) if backwards else towns)


def source_of(places: Iterable[Place]) -> Source:
    """Return a source of these places."""
    given = list(places)
    return Source(
        name="places for tests",
        licence="CC0-1.0",
        version="1",
        files=(Path(__file__),),
        read=lambda _known: given,
    )
