"""Airfields, power plants and dams that are called after a town and do not stand in it."""

from collections.abc import Mapping, Sequence

import msgspec

from gazetteer.model import LonLat, Place, PlaceKind


class Facility(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A facility as data.

    `stems` has by language what stands in the gaps of the patterns of its kind; `point` is
    longitude and latitude, `reach_m` how far from it the facility may lie, in metres.
    """

    id: str
    kind: str
    name: str
    stems: dict[str, tuple[str, ...]]
    country: str
    admin1: str
    admin1_name: str
    point: tuple[float, float]
    reach_m: float = 3_500.0


class Facilities(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The facilities of a theatre, and by kind and language what texts call them."""

    patterns: dict[str, dict[str, tuple[str, ...]]]
    facility: tuple[Facility, ...]


def spell(
    patterns: Mapping[str, Sequence[str]], stems: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """Return every name that the patterns of each language make of its stems."""
    return tuple(
        pattern.replace("{}", stem)
        for language, told in stems.items()
        for stem in told
        for pattern in patterns.get(language, ())
    )


def facility_places(file: Facilities, theatre: str) -> tuple[Place, ...]:
    """Return the facilities as places of a theatre; a kind without patterns has its name only."""
    return tuple(
        Place(
            id=f"theatre:{theatre}/{one.id}",
            name=one.name,
            kind=PlaceKind.FEATURE,
            point=LonLat(*one.point),
            radius_m=one.reach_m,
            country=one.country,
            admin1=one.admin1,
            admin1_name=one.admin1_name,
            names=tuple(
                dict.fromkeys((one.name, *spell(file.patterns.get(one.kind, {}), one.stems)))
            ),
            sources=(f"theatre:{theatre}",),
            theatre=theatre,
        )
        for one in file.facility
    )
