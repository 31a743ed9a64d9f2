"""What the other names of a document say for a place: units, countries, neighbours."""

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geomap.places.general.reading import Meaning

EVIDENCE_SIGNS = (
    "its country is named",
    "its region is named",
    "its region, often",
    "neighbours",
    "right beside another",
    "nearest",
)
"""What the strengths of evidence are called, in their order."""
_NEAR_KM, _FAR_KM = 80.0, 400.0
_CLOSER = 4
"""By how many times "right beside" is nearer than "neighbours"."""
_DEGREE_KM = 111.2
_REACH_DEGREES = 4.0
_MIN_BELIEF = 0.03


class Vote(NamedTuple):
    """A place that a name may mean, and how much that is believed (0 to 1)."""

    name: str
    meaning: Meaning
    belief: float


class Evidence:
    """
    The votes of all names of a document, added up by country and unit.

    A name never speaks for itself: its own vote is taken off before the others are asked.
    """

    def __init__(self, votes: Sequence[Vote] = ()) -> None:
        self._own: dict[str, list[Vote]] = defaultdict(list)
        for vote in votes:
            self._own[vote.name].append(vote)
        local = [vote for vote in votes if not vote.meaning.wide]
        self._countries = _sums((v.meaning.unit[0], v.belief) for v in votes)
        self._units = _sums((v.meaning.unit, v.belief) for v in local)
        self._total = sum(vote.belief for vote in votes)
        self._local_total = sum(vote.belief for vote in local)
        towns = (
            (v.meaning.lat, v.meaning.lon, v.meaning.narrowing, v.name, v.belief)
            for v in local
            if v.meaning.town and v.belief >= _MIN_BELIEF
        )
        self._towns = sorted(towns)
        self._lats = [town[0] for town in self._towns]

    def strengths(self, name: str, meaning: Meaning) -> tuple[float, ...]:
        """
        Say how much the names other than this one speak for a place, by `EVIDENCE_SIGNS`.

        Of a country or continent, or a place whose unit is not known, only the first is said.
        """
        unit_of = meaning.unit
        total, local_total = self._total + 1.0, self._local_total + 1.0
        country, unit = self._countries.get(unit_of[0], 0.0), self._units.get(unit_of, 0.0)
        for _, other, belief in self._own.get(name, ()):
            total -= belief
            if other.unit[0] == unit_of[0]:
                country -= belief
            if not other.wide:
                local_total -= belief
                if other.unit == unit_of:
                    unit -= belief
        named = max(0.0, country) / total
        if meaning.wide or not unit_of[1]:
            return (named,)
        unit = max(0.0, unit)
        near, beside, nearest = self._neighbours(name, meaning)
        return named, unit / local_total, math.log1p(unit), near / local_total, beside, nearest

    def _neighbours(self, name: str, meaning: Meaning) -> tuple[float, float, float]:
        """Weigh the towns within a few degrees, where the Earth is as good as flat."""
        near, beside, nearest = 0.0, 0.0, _FAR_KM
        lat, lon, narrowing = meaning.lat, meaning.lon, meaning.narrowing
        first = bisect_left(self._lats, lat - _REACH_DEGREES)
        last = bisect_right(self._lats, lat + _REACH_DEGREES)
        for north, east, narrower, other, belief in self._towns[first:last]:
            across = (east - lon) * (narrower + narrowing) / 2
            if -_REACH_DEGREES < across < _REACH_DEGREES and other != name:
                km = _DEGREE_KM * math.hypot(north - lat, across)
                close = math.exp(-km / _NEAR_KM)
                near += belief * close
                beside = max(beside, belief * close**_CLOSER)
                nearest = min(nearest, km + (1 - belief) * _NEAR_KM)
        return near, beside, 1 - nearest / _FAR_KM


def _sums(pairs: Iterable[tuple[object, float]]) -> dict[object, float]:
    sums: dict[object, float] = defaultdict(float)
    for key, value in pairs:
        sums[key] += value
    return sums
