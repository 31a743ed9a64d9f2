"""The records of the gazetteer: places, and what a search says about them."""

from enum import StrEnum
from typing import NamedTuple

import msgspec

VAGUE_M = 10_000.0
"""Metres from which the uncertainty of a village's point is no point any more."""


class LonLat(NamedTuple):
    """A point in degrees WGS 84, longitude first."""

    lon: float
    lat: float


class PlaceKind(StrEnum):
    """
    What a place is.

    `REGION` is a vernacular area such as Donbas, `MACROREGION` a continent, `FEATURE` whatever
    else has a name: a lake, a hill, a building. The default index has no features.
    """

    FEATURE = "feature"
    SETTLEMENT = "settlement"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    COUNTRY = "country"
    MACROREGION = "macroregion"


class Place(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """
    A place of the index.

    `id` is `gn:` and the GeoNames id where there is one, else the source's prefix and its own id
    (`theatre:ukraine/klishchiivka`). `point` is a representative point, which for an area lies
    inside it. `radius_m` is the extent of a settlement or area around the point, never below the
    uncertainty of its coordinates, in metres. `country` is ISO 3166-1 alpha-2, `admin1` the
    GeoNames admin1 code. `former_admin2` is the district that it belonged to before a reform; a
    district of those has itself there. `area_id` names the polygon of `gazetteer.regions` where
    there is one; `part_of` is the id of the city that a district or quarter is a part of.
    """

    id: str
    name: str
    kind: PlaceKind
    point: LonLat
    radius_m: float
    country: str | None = None
    admin1: str | None = None
    admin1_name: str | None = None
    admin2_name: str | None = None
    former_admin2: str | None = None
    population: int = 0
    names: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    theatre: str | None = None
    area_id: str | None = None
    part_of: str | None = None

    @property
    def is_vague(self) -> bool:
        """Say whether all that is known of a settlement is in which district it lies."""
        settled = self.kind is PlaceKind.SETTLEMENT
        return settled and self.population == 0 and self.radius_m >= VAGUE_M


class NameMatch(msgspec.Struct, frozen=True, kw_only=True):
    """
    A name of the index found in a text: `text[start:end]` as it stands there.

    `places` are the ids of all places of that name; `how` is exact, inflected (a case form in
    Ukrainian or Russian), folded (another spelling of the same name) or demonym.
    """

    start: int
    end: int
    text: str
    places: tuple[str, ...]
    how: str


class Reason(NamedTuple):
    """One named part of a score."""

    name: str
    points: float


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A place that a name may mean; `score` is the sum of the points of its `reasons`."""

    place: Place
    score: float
    reasons: tuple[Reason, ...]
