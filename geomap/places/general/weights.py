"""The points of each sign, as `data/geoparser.toml` has them: fitted, rounded, readable."""

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

import msgspec

Points = Mapping[str, float]


class Mode(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False):
    """The points of one mode: whether words are a name, whether its place is to be believed."""

    name: Points
    trust: Points


class Weights(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, eq=False):
    """
    All points; `place` are those of the places that a name may mean, in both modes.

    Weights are equal to themselves only, so that what they make of a name can be kept.
    """

    place: Points
    fast: Mode
    full: Mode
    min_name: float
    min_trust: float
    min_lead: float


@cache
def read_weights() -> Weights:
    """Return the points of `data/geoparser.toml`."""
    file = resources.files("geomap.places") / "data" / "geoparser.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Weights)


def add_up(signs: Points, points: Points) -> float:
    """Return the sum of the points of some signs, each by its strength."""
    total = 0.0
    for name, strength in signs.items():
        total += strength * points.get(name, 0.0)
    return total


def probability(points: float) -> float:
    """Return what a sum of points means as a probability (logistic)."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, points))))
