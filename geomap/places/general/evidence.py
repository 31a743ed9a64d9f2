"""What the other names of a document say for a place: units, countries, neighbours."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gazetteer.geodesy import distance_km
from gazetteer.model import Place, PlaceKind
from gazetteer.theatre import Theatre
from geomap.places.evidence import covered

_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.MACROREGION})
_NEAR_KM = 80.0
_FAR_KM = 400.0
_BESIDE_KM = 20.0

Unit = tuple[str | None, str | None]


@dataclass(frozen=True)
class Vote:
    """A place that a name may mean, and how much that is believed (0 to 1)."""

    name: str
    place: Place
    belief: float


@dataclass
class Evidence:
    """
    The votes of all names of a document, added up by country and unit.

    A name never speaks for itself: its own vote is taken off before the others are asked.
    """

    votes: list[Vote] = field(default_factory=list)
    theatre: Theatre | None = None

    def __post_init__(self) -> None:
        """Add up."""
        self._by_name: dict[str, list[Vote]] = defaultdict(list)
        self._local = [vote for vote in self.votes if vote.place.kind not in _WIDE]
        for vote in self.votes:
            self._by_name[vote.name].append(vote)
        self._countries = _sums((v.place.country, v.belief) for v in self.votes)
        self._units = _sums((unit_of(v.place), v.belief) for v in self._local)
        self._total = sum(vote.belief for vote in self.votes)
        self._local_total = sum(vote.belief for vote in self._local)

    def signs(self, name: str, place: Place) -> Mapping[str, float]:
        """Say how much the names other than this one speak for a place."""
        own = self._by_name.get(name, ())
        local = [v for v in own if v.place.kind not in _WIDE]
        total = self._total - sum(v.belief for v in own)
        local_total = self._local_total - sum(v.belief for v in local)
        country = self._countries.get(place.country, 0.0)
        country -= sum(v.belief for v in own if v.place.country == place.country)
        unit = self._units.get(unit_of(place), 0.0)
        unit -= sum(v.belief for v in local if unit_of(v.place) == unit_of(place))
        signs = {"its country is named": _share(country, total)}
        if covered(self.theatre, place):
            signs["in the theatre"] = 1.0
        if place.kind not in _WIDE and place.admin1:
            signs["its region is named"] = _share(unit, local_total)
            signs["its region, often"] = math.log1p(max(0.0, unit))
            signs |= self._neighbours(name, place, local_total)
        return signs

    def _neighbours(self, name: str, place: Place, total: float) -> Mapping[str, float]:
        near, beside, nearest = 0.0, 0.0, _FAR_KM
        for vote in self._local:
            if vote.name == name or vote.place.kind is PlaceKind.ADMIN1 or vote.belief < 0.03:
                continue
            if abs(vote.place.point.lat - place.point.lat) > 4:
                continue
            km = distance_km(vote.place.point, place.point)
            near += vote.belief * math.exp(-km / _NEAR_KM)
            beside = max(beside, vote.belief * math.exp(-km / _BESIDE_KM))
            nearest = min(nearest, km + (1 - vote.belief) * _NEAR_KM)
        shares = {"neighbours": _share(near, total), "right beside another": beside}
        return shares | {"nearest": 1 - nearest / _FAR_KM}


def unit_of(place: Place) -> Unit:
    """Return what identifies the first-order unit in which a place lies."""
    return place.country, place.admin1


def _sums(pairs: Iterable[tuple[object, float]]) -> dict[object, float]:
    sums: dict[object, float] = defaultdict(float)
    for key, value in pairs:
        sums[key] += value
    return sums


def _share(part: float, whole: float) -> float:
    return max(0.0, part) / (whole + 1.0)
