"""
GeoNames postal files (`UA.txt`, 12 columns): the villages that no list of towns has.

Format: https://download.geonames.org/export/zip/readme.txt. Points below an accuracy are left
out. Even of the others many are a namesake's, because the file was joined by name: one point
stands for villages of several districts, or lies far from its district. Those are refused, so
that a name is missing rather than wrong.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import normalise, transliterate
from gazetteer.sources.ground import Ground, Units, first_units
from gazetteer.sources.model import EVERYTHING, Known, Selection, Source
from gazetteer.sources.rows import Fault, RowError, RowLog, check_name, check_point, tab_rows
from gazetteer.sources.units import unit_titles

COLUMNS = 12
MIN_ACCURACY = 3
# Metres that a point may be off. Measured for Ukraine: accuracy 1 is often 10 km off and more.
_UNCERTAINTY_M = {1: 15_000.0, 2: 10_000.0, 3: 3000.0, 4: 1500.0, 5: 2000.0, 6: 1500.0}
_COUNCIL = re.compile(r"\s*\([^()]*[а-яіїєґ][^()]*\)?\s*$", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яіїєґ]", re.IGNORECASE)
_FAR_TIMES, _FAR_KM = 3.0, 15.0
District = tuple[str, str, str]


class Post(NamedTuple):
    """A row of use: where it stands in the file, and what it says."""

    line: int
    name: str
    district: District
    admin1: str | None
    point: LonLat
    accuracy: int


def postal_source(
    path: Path, *, min_accuracy: int = MIN_ACCURACY, selection: Selection = EVERYTHING
) -> Source:
    """Return the source of a postal file; rows below `min_accuracy` (1 to 6) are left out."""
    log = RowLog()
    return Source(
        name=f"GeoNames postal codes {path.name}",
        licence="CC BY 4.0",
        version="",
        files=(path,),
        read=partial(_read, path, log, min_accuracy, selection),
        log=log,
    )


def _read(
    path: Path, log: RowLog, min_accuracy: int, selection: Selection, known: Known
) -> Iterator[Place]:
    for post, error in check_posts(read_posts(path, log, min_accuracy, Ground(known))):
        if error is not None:
            log.refuse(path, post.line, error, f"{post.name}, {', '.join(post.district)}")
            continue
        place = _place(post)
        if selection.takes(place):
            yield place
        else:
            log.left_out["another country or out of bounds"] += 1


def read_posts(path: Path, log: RowLog, min_accuracy: int, ground: Ground) -> list[Post]:
    """Read the rows of use, each place once: a town has many postal codes."""
    posts = _posts(path, log, min_accuracy, ground)
    return list({(post.name, post.district, post.point): post for post in posts}.values())


def check_posts(posts: Sequence[Post]) -> Iterator[tuple[Post, RowError | None]]:
    """Yield each row with the reason for which its point is not to be trusted, if there is one."""
    middles = _middles(posts)
    rivals = _rivals(posts)
    for post in posts:
        try:
            _check_district(post, middles, rivals[post.name, post.point])
        except RowError as error:
            yield post, error
        else:
            yield post, None


def _posts(path: Path, log: RowLog, min_accuracy: int, ground: Ground) -> Iterator[Post]:
    units = first_units()
    for number, row in tab_rows(path, log, columns=(COLUMNS,)):
        try:
            post = _post(number, row, ground, units)
        except RowError as error:
            log.refuse(path, number, error, "\t".join(row))
            continue
        if post.accuracy < min_accuracy:
            log.left_out[f"accuracy below {min_accuracy}"] += 1
        else:
            yield post


def _post(number: int, row: Sequence[str], ground: Ground, units: Units) -> Post:
    country = ground.country(row[0])
    if country is None:
        raise RowError(Fault.UNKNOWN_COUNTRY, "column 1 is empty: an ISO code is expected")
    name = check_name(_COUNCIL.sub("", row[2]))
    point = check_point(row[10], row[9])
    ground.check_side(point, country)
    accuracy = int(row[11]) if row[11] in set("123456") else 0
    district = (country, row[3].strip(), row[5].strip())
    return Post(number, name, district, units.find(country, row[4], row[3]), point, accuracy)


def _middles(posts: Sequence[Post]) -> dict[District, tuple[LonLat, float]]:
    """Return the middle of each district, and how far its places usually lie from it, in km."""
    points: dict[District, list[LonLat]] = defaultdict(list)
    for post in posts:
        points[post.district].append(post.point)
    return {district: _middle(inside) for district, inside in points.items()}


def _middle(points: Sequence[LonLat]) -> tuple[LonLat, float]:
    center = LonLat(median(p.lon for p in points), median(p.lat for p in points))
    return center, median(distance_km(center, point) for point in points)


def _rivals(posts: Sequence[Post]) -> dict[tuple[str, LonLat], set[District]]:
    """Tell for each name and point the districts that claim it."""
    rivals: dict[tuple[str, LonLat], set[District]] = defaultdict(set)
    for post in posts:
        rivals[post.name, post.point].add(post.district)
    return rivals


def _check_district(
    post: Post, middles: Mapping[District, tuple[LonLat, float]], rivals: Collection[District]
) -> None:
    """Refuse a point that belongs to a namesake in another district."""
    nearest = min(rivals, key=lambda each: (distance_km(post.point, middles[each][0]), each))
    if nearest != post.district:
        words = f"{post.name}: its point is that of {post.name} in {nearest[2] or nearest[1]}"
        raise RowError(Fault.POINT_OF_A_NAMESAKE, words)
    center, usual_km = middles[post.district]
    km = distance_km(post.point, center)
    if km > _FAR_TIMES * usual_km + _FAR_KM:
        usual = f"where {usual_km:.0f} is usual"
        words = f"{post.name}: {km:.0f} km from the middle of its district, {usual}"
        raise RowError(Fault.FAR_FROM_ITS_DISTRICT, words)


def _place(post: Post) -> Place:
    country = post.district[0]
    cyrillic = _CYRILLIC.search(post.name) is not None
    name = transliterate(post.name, russian=country == "RU") if cyrillic else post.name
    return Place(
        id=postal_id(country, name, post.point),
        name=name,
        kind=PlaceKind.SETTLEMENT,
        point=post.point,
        radius_m=_UNCERTAINTY_M.get(post.accuracy, _UNCERTAINTY_M[1]),
        country=country,
        admin1=post.admin1.split(".")[1] if post.admin1 else None,
        admin1_name=unit_titles().get(post.admin1 or ""),
        names=tuple(dict.fromkeys((name, post.name))),
        sources=("geonames-postal",),
    )


def postal_id(country: str, name: str, point: LonLat) -> str:
    """Return the id of a place of a postal file: its name in Latin letters and its point."""
    return f"postal:{country}/{normalise(name).replace(' ', '-')}@{point.lon:.4f},{point.lat:.4f}"
