"""
Fit the points of the geoparser's signs, on TUD-Loc-2013 and on one half of LGL.

Run from the root of the repository; it rewrites `geomap/places/data/geoparser.toml`, from which it
also takes what it begins with. The other half of LGL and GeoVirus are never read here.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from geoparsing import Row, read_split, spans_with_point

from gazetteer import open_index
from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, Place, PlaceKind
from geomap.places.general import Atlas, Entity
from geomap.places.general.judging import Judged, Trust, judge
from geomap.places.general.points import customary_point
from geomap.places.general.weights import Mode, Points, Weights, read_weights
from geomap.text.parse import find_entities
from geomap.text.sentences import split_sentences

TARGET = Path(__file__).parents[2] / "geomap" / "places" / "data" / "geoparser.toml"
NEAR_KM = 161.0
ROUNDS = 2
_STATED = ("in the theatre",)
_VAGUE = frozenset({PlaceKind.FEATURE, PlaceKind.REGION, PlaceKind.MACROREGION})
_HEAD = """\
# Points of the geoparser's signs, as log odds: fitted by tests/bench/fit_geoparsing.py on
# TUD-Loc-2013 and one half of LGL, and on nothing else. A sign means what its name says.

"""


class Example(NamedTuple):
    """A document with a language model's entities."""

    row: Row
    entities: list[Entity]

    def judge(self, atlas: Atlas, weights: Weights, *, full: bool, given: bool) -> list[Judged]:
        """Judge the names of the document."""
        entities = self.entities if full else None
        spans = spans_with_point(self.row) if given else None
        return judge(self.row["text"], atlas, weights, entities=entities, spans=spans)


def main() -> None:
    """Fit names, then places, then trust, each with what was fitted before it."""
    examples = [_example(row) for split in ("lgl-tune", "tud") for row in read_split(split)]
    weights = read_weights()
    with open_index() as index:
        atlas = Atlas(index)
        for full in (False, True):
            signs, right = _table(_name_examples(examples, atlas, weights, full=full))
            weights = _with_mode(weights, full=full, name=fit_logistic(signs, right))
        for _ in range(ROUNDS):
            found = list(_place_examples(examples, atlas, weights))
            stated = {name: weights.place[name] for name in _STATED}
            weights = _replace(weights, place={**fit_choice(found, weights.place), **stated})
        for full in (False, True):
            signs, right = _table(_trust_examples(examples, atlas, weights, full=full))
            stated = {name: weights.fast.trust[name] for name in _STATED}
            trust = {**fit_logistic(signs, right), **stated}
            weights = _with_mode(weights, full=full, trust=trust)
    TARGET.write_text(_HEAD + "\n".join(_toml(weights)), encoding="utf-8")


def _example(row: Row) -> Example:
    text = row["text"]
    found = find_entities(text, split_sentences(text))
    return Example(row, [Entity(*one) for one in found])


def _name_examples(
    examples: Sequence[Example], atlas: Atlas, weights: Weights, *, full: bool
) -> Iterator[tuple[Points, bool]]:
    """Yield the signs of each proposal, and whether the gold has a place there."""
    for example in examples:
        for one in example.judge(atlas, weights, full=full, given=False):
            if (gold := _gold(example.row, one)) is not None:
                yield one.signs, bool(gold)


def _trust_examples(
    examples: Sequence[Example], atlas: Atlas, weights: Weights, *, full: bool
) -> Iterator[tuple[Points, bool]]:
    """Yield the signs for trusting each first place, and whether it is the gold's."""
    for example in examples:
        judged = example.judge(atlas, weights, full=full, given=False)
        trust = Trust(judged, weights.full if full else weights.fast)
        for one in judged:
            gold = _gold(example.row, one)
            if gold is not None and one.ranked:
                best = one.ranked.meanings[0].place
                yield trust.signs(one, one.ranked), any(_is_there(best, top) for top in gold)


def _gold(row: Row, one: Judged) -> list[Row] | None:
    """Return the gold's places of a proposal; None where the gold does not say."""
    found = one.proposal
    over = [t for t in row["toponyms"] if t["start"] < found.end and t["end"] > found.start]
    pointed = [top for top in over if top["lat"] is not None]
    silent = found.reading.demonym and row["corpus"] != "lgl"
    return None if not pointed and (over or silent) else pointed


def _place_examples(
    examples: Sequence[Example], atlas: Atlas, weights: Weights
) -> Iterator[tuple[list[Points], list[bool]]]:
    """Yield the signs of all places of each given name, and which of them are right."""
    for example in examples:
        gold = {(t["start"], t["end"]): t for t in example.row["toponyms"]}
        for one in example.judge(atlas, weights, full=False, given=True):
            if not one.given:
                continue
            top = gold[one.proposal.start, one.proposal.end]
            ranked = one.ranked
            right = [_is_there(each.place, top) for each in ranked.meanings] if ranked else []
            if ranked and any(right) and not all(right):
                signs = [ranked.subject.signs(each, ranked.evidence) for each in ranked.meanings]
                yield signs, right


def _is_there(place: Place, top: Row) -> bool:
    """Say whether a place is the gold's; a river or a sea is so wherever the gold's point is."""
    km = distance_km(customary_point(place), LonLat(top["lon"], top["lat"]))
    reach = place.radius_m / 1000 if place.kind in _VAGUE else 0
    return km <= max(NEAR_KM, reach) or place.id == f"gn:{top.get('geonameid')}"


def _table(rows: Iterator[tuple[Points, bool]]) -> tuple[list[Points], np.ndarray]:
    signs, right = zip(*rows, strict=True)
    return list(signs), np.array(right, float)


def _matrix(signs: Sequence[Points], names: Sequence[str]) -> np.ndarray:
    return np.array([[row.get(name, 0.0) for name in names] for row in signs])


def fit_logistic(signs: Sequence[Points], right: np.ndarray, *, penalty: float = 1.0) -> Points:
    """Fit points so that their sum is the log odds of being right (Newton's method)."""
    names = sorted({name for row in signs for name in row})
    table, points = _matrix(signs, names), np.zeros(len(names))
    for _ in range(25):
        odds = 1 / (1 + np.exp(-table @ points))
        slope = table.T @ (right - odds) - penalty * points
        curve = (table.T * (odds * (1 - odds))) @ table + penalty * np.eye(len(names))
        points += np.linalg.solve(curve, slope)
    return _rounded(names, points)


def fit_choice(
    examples: Sequence[tuple[list[Points], list[bool]]], begin: Points, *, penalty: float = 0.3
) -> Points:
    """Fit points so that the right one of several places has the most (conditional logit, Adam)."""
    names = sorted({name for signs, _ in examples for row in signs for name in row})
    table = np.vstack([_matrix(signs, names) for signs, _ in examples])
    right = np.concatenate([np.array(marks, float) for _, marks in examples])
    sizes = np.array([len(marks) for _, marks in examples])
    starts = np.r_[0, np.cumsum(sizes)[:-1]]
    owner = np.repeat(np.arange(len(sizes)), sizes)
    points = np.array([begin.get(name, 0.0) for name in names])
    first, second = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, 201):
        chosen = np.exp(table @ points - np.maximum.reduceat(table @ points, starts)[owner])
        wanted = chosen * right
        pull = wanted / np.add.reduceat(wanted, starts)[owner]
        slope = table.T @ (pull - chosen / np.add.reduceat(chosen, starts)[owner])
        slope -= 2 * penalty * points
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        points += 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return _rounded(names, points)


def _rounded(names: Sequence[str], points: np.ndarray) -> Points:
    found = zip(names, points, strict=True)
    return {name: round(float(value), 2) for name, value in found if abs(value) >= 0.005}


def _replace(weights: Weights, **changes: object) -> Weights:
    kept = {field: getattr(weights, field) for field in weights.__struct_fields__}
    return Weights(**(kept | changes))


def _with_mode(weights: Weights, *, full: bool, **changes: Points) -> Weights:
    field = "full" if full else "fast"
    mode: Mode = getattr(weights, field)
    kept = {"name": mode.name, "trust": mode.trust}
    return _replace(weights, **{field: Mode(**(kept | changes))})


def _toml(weights: Weights) -> Iterator[str]:
    for field in ("min_name", "min_trust", "min_lead"):
        yield f"{field} = {getattr(weights, field)}"
    tables: Mapping[str, Points] = {
        "place": weights.place,
        "fast.name": weights.fast.name,
        "fast.trust": weights.fast.trust,
        "full.name": weights.full.name,
        "full.trust": weights.full.trust,
    }
    for title, points in tables.items():
        yield f"\n[{title}]"
        ordered = sorted(points.items(), key=lambda pair: (-pair[1], pair[0]))
        yield from (f'"{name}" = {value}' for name, value in ordered)
    yield ""


if __name__ == "__main__":
    main()
