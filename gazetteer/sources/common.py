"""What the readers share: files of packages, which names a text may hold, how far places reach."""

import importlib.util
import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from gazetteer.names import fold, normalise, transliterate

DATA = Path(__file__).parents[1] / "data"
MIN_LETTERS = 3
_SCRIPTS = re.compile(
    r"[ -\u024f\u1e00-\u1eff\u02b0-\u02ff\u0300-\u036f\u0400-\u052f\u2010-\u2027]+",
)
_CODE_LETTERS = 4
_CYRILLIC = re.compile("[а-щьюяіїєґ'’ʼ -]+", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ'’ʼ]|[сцз]ьк", re.IGNORECASE)
_SETTLEMENT_M = 1000.0
_METRES_PER_ROOT_PERSON = 10.0
_UNIT_M = 5000.0
_STRAY_KM, _STRAY_TIMES = 50.0, 4.0


def package_file(package: str, path: str) -> Path:
    """Find a package's file without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        message = f"package {package} is not installed"
        raise ModuleNotFoundError(message)
    return Path(spec.origin).parent / path


def usable_names(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """
    Keep of a place's names what a text may hold, each normal form once, the main name first.

    Left out are other scripts than Latin and Cyrillic, machine romanisations (they begin with a
    small letter), airport codes and names below three letters.
    """
    kept = {normalise(name): name}
    for other in others:
        if _is_usable(other):
            kept.setdefault(normalise(other), other)
    return tuple(kept.values())


def _is_usable(name: str) -> bool:
    if len(name) < MIN_LETTERS or not _SCRIPTS.fullmatch(name) or name[0].islower():
        return False
    return not (name.isupper() and name.isascii() and len(name) <= _CODE_LETTERS)


def settlement_radius_m(population: int) -> float:
    """
    Estimate how far a settlement reaches from its point, in metres.

    Ten metres for the root of each person is 2.8 km for 80,000 people and 17 km for three
    million; never below 1 km, the grain of GeoNames' own coordinates.
    """
    return round(max(_SETTLEMENT_M, _METRES_PER_ROOT_PERSON * math.sqrt(population)))


def extent(points: Sequence[LonLat]) -> tuple[LonLat, float]:
    """Return the point nearest to the middle of all, and the metres that reach every one."""
    middle = LonLat(_median(p.lon for p in points), _median(p.lat for p in points))
    center = min(points, key=lambda point: (distance_km(point, middle), point))
    reach = max(distance_km(center, point) for point in points)
    return center, round(max(_UNIT_M, reach * 1000))


def _median(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def drop_strays(points: Sequence[LonLat]) -> list[LonLat]:
    """
    Leave out points far from the others: a namesake that was taken for a member of a unit.

    Far is beyond 50 km and four times as far from the middle as half of the points lie.
    """
    middle = LonLat(_median(p.lon for p in points), _median(p.lat for p in points))
    far_km = max(_STRAY_KM, _STRAY_TIMES * _median(distance_km(middle, p) for p in points))
    return [point for point in points if distance_km(middle, point) <= far_km] or list(points)


def national_name(name: str, names: Iterable[str]) -> str:
    """
    Choose for a Ukrainian place the English name of today: the national romanisation (2010).

    GeoNames' main names mix systems (Avdiyivka, Ivanivs'ke). One that is the romanisation of a
    Cyrillic name stays; else a Cyrillic name of the same sound is romanised, one with what
    Russian does not have (a letter, the apostrophe, -ськ), or one whose romanisation is in use.
    """
    known = tuple(names)
    same = [other for other in known if _CYRILLIC.fullmatch(other) and fold(other) == fold(name)]
    latin = {normalise(each): each for each in map(transliterate, same)}
    if normalise(name) in latin:
        return name.replace("'", "")
    plain = set(map(normalise, known))
    ukrainian = [transliterate(each) for each in same if _UKRAINIAN.search(each)]
    likest = sorted(latin.values(), key=lambda each: -_shared_letters(each, name))
    attested = [each for each in (*ukrainian, *likest) if normalise(each) in plain]
    return (attested or ukrainian or [name.replace("'", "")])[0]


def _shared_letters(one: str, other: str) -> int:
    """Count the letters with which both names begin."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
