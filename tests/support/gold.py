"""
The annotated passages: read, run, scored.

A line of `tests/quality/gold/*.jsonl` is a passage: where its text is (a corpus' document and its
offsets, or the text itself where the words are our own) and what happens in it. Spans are pairs of
code points from the passage's start. `tests/quality/gold/README.md` says what each field means.
"""

import csv
import gzip
import hashlib
import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from scoring import SHARED
from shapely.geometry import Point, shape
from shapely.ops import nearest_points

from gazetteer import Index, LonLat
from gazetteer.geodesy import distance_km
from gazetteer.names import fold
from geomap.ids import document_id
from geomap.layers.shapes import shape_geometry
from geomap.merge import merge_claims
from geomap.model import Claim, Document, Event, Form, Source
from geomap.run.extraction import extract_document

FOLDER = Path(__file__).resolve().parents[1] / "quality" / "gold"
DATA = SHARED / "data"
NEAR_KM, VAGUE_KM = 4, 8  # as the annotation rules have it
_VAGUE = {"offset", "between", "axis", "near"}
_AIMS = {"to", "toward", "from"}
_NOT_FACTS = {"denied", "planned", "hypothetical"}

Span = Sequence[int]
Told = dict[str, Any]


class Passage(NamedTuple):
    """A stretch of a document, and what is annotated in it."""

    item: str
    document: Document
    start: int
    end: int
    told: list[Told]


class Found(NamedTuple):
    """One event of ours, with those of its claims that stand in the passage."""

    event: Event
    claims: list[Claim]

    @property
    def type(self) -> str:
        """The event's type."""
        return str(self.event.type)

    @property
    def geometry(self) -> Any:
        """The outline of where it is, drawn or not; None without a place."""
        mark = self.event.where.shape
        return shape(shape_geometry(mark)) if mark else None


class Score(NamedTuple):
    """Counts of a passage, and its errors in words."""

    counts: Counter[str]
    errors: list[str]


def has_corpora() -> bool:
    """Say whether the texts that the annotation points into are there."""
    return (DATA / "wikipedia_war_articles").is_dir() and (DATA / "viina_subset").is_dir()


def load_passages(part: str) -> list[Passage]:
    """Return the passages of a part, "dev" say; raise ValueError where a text has changed."""
    lines = (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_passage(json.loads(line)) for line in lines]


def score_passages(
    passages: Iterable[Passage], index: Index, *, languages: Sequence[str] = ("en", "uk", "ru")
) -> dict[str, Score]:
    """Run each document once, as a whole, and score its passages; the answer is by item."""
    scores: dict[str, Score] = {}
    seen: dict[str, list[Found]] = {}
    for passage in passages:
        if passage.document.language not in languages:
            continue
        key = passage.document.id
        if key not in seen:
            seen[key] = _run(passage.document, index)
        inside = list(_within(seen[key], passage))
        scores[passage.item] = score_passage(passage, inside)
    return scores


def score_passage(passage: Passage, found: Sequence[Found]) -> Score:
    """Match what was found in a passage with what is told there; see the bench's scorer."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    free = list(found)
    for told in sorted(passage.told, key=lambda t: t["optional"]):
        mine = _matching(told, free, passage)
        free = [f for f in free if f not in mine]
        _score_marks(told, mine, counts, errors)
        if not told["optional"]:
            _score_event(told, mine, passage, counts, errors)
    for other in free:
        counts["spurious"] += 1
        counts["marks"] += other.event.mappable
        counts["wrong_marks"] += other.event.mappable
        label = "SPURIOUS DRAWN" if other.event.mappable else "SPURIOUS"
        errors.append(f"{label} {other.type} {other.claims[0].trigger.text!r}")
    return Score(counts, errors)


def rate(counts: Counter[str], name: str) -> float:
    """Return "f1", "wrong_marks" or the share of a scored attribute ("place", "source" ...)."""
    if name == "f1":
        hits = 2 * counts["found"]
        return hits / max(1, hits + counts["spurious"] + counts["missed"])
    if name == "wrong_marks":
        return counts["wrong_marks"] / max(1, counts["marks"])
    return counts[f"{name}_ok"] / max(1, counts[f"{name}_n"])


def total(scores: Iterable[Score]) -> Counter[str]:
    """Add the counts of passages."""
    return sum((score.counts for score in scores), Counter())


def interval(scores: Sequence[Score], name: str, *, rounds: int = 1000) -> tuple[float, float]:
    """Return the 95 % interval of a rate, by drawing passages with replacement (seeded)."""
    draw = random.Random(1)  # noqa: S311 - statistics
    rates = sorted(rate(total(draw.choices(scores, k=len(scores))), name) for _ in range(rounds))
    return rates[int(rounds * 0.025)], rates[int(rounds * 0.975)]


def score_agreement(first: Sequence[Passage], second: Sequence[Passage]) -> Counter[str]:
    """Count on what two annotators of the same passages agree; `rate` tells "f1" and the shares."""
    counts: Counter[str] = Counter()
    others = {passage.item: list(passage.told) for passage in second}
    for passage in first:
        free = others.get(passage.item)
        for told in passage.told if free is not None else ():
            same = next((o for o in free if _same_happening(told, o, passage)), None)
            if same is None:
                counts["missed"] += not told["optional"]
                continue
            free.remove(same)
            counts["found"] += 1
            for name, agreed in _agreements(told, same):
                counts[f"{name}_n"] += 1
                counts[f"{name}_ok"] += agreed
        counts["spurious"] += sum(not other["optional"] for other in free or ())
    return counts


def _same_happening(told: Told, other: Told, passage: Passage) -> bool:
    if not {told["type"], *told["alt_types"]} & {other["type"], *other["alt_types"]}:
        return False
    sentences = {tuple(_sentence_of(_shift(t["trigger"], passage), passage)) for t in (told, other)}
    return len(sentences) == 1


def _agreements(told: Told, other: Told) -> Iterator[tuple[str, bool]]:
    yield "factuality", told["factuality"] == other["factuality"]
    yield "source", (told["source"] is None) == (other["source"] is None)
    yield "actor", told["actor_side"] == other["actor_side"]
    places = [{p["name"] for p in (*t["places"], *t["inferred"])} for t in (told, other)]
    if any(places):
        yield "place", bool(places[0] & places[1])


def _passage(line: dict[str, Any]) -> Passage:
    text, start, end = _locate(line)
    if hashlib.sha256(text[start:end].encode()).hexdigest()[:12] != line["sha256"]:
        message = f"{line['item']}: the text is not the one that was annotated"
        raise ValueError(message)
    document = Document(
        id=document_id(text), text=text, language=line["language"], published=line["published"]
    )
    return Passage(line["item"], document, start, end, line["events"])


def _locate(line: dict[str, Any]) -> tuple[str, int, int]:
    if "text" in line:
        return line["text"], 0, len(line["text"])
    if line["corpus"] == "wikipedia_war_articles":
        return _articles()[line["doc"]], line["start"], line["end"]
    headline = _headlines(line["year"])[line["row"]]
    return headline, 0, len(headline)


@cache
def _articles() -> dict[str, str]:
    path = DATA / "wikipedia_war_articles" / "wikipedia_ukraine_war.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {(article := json.loads(line))["path"]: article["text"] for line in lines}


@cache
def _headlines(year: int) -> list[str]:
    path = DATA / "viina_subset" / f"VIINA_{year}_REBUILD.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return [row["representative_text"] for row in csv.DictReader(lines)]


def _run(document: Document, index: Index) -> list[Found]:
    claims = extract_document(document, index).claims
    by_id = {claim.id: claim for claim in claims}
    events = merge_claims(claims)
    return [Found(e, [by_id[c] for c in dict.fromkeys((*e.claims, *e.denials))]) for e in events]


def _within(found: Iterable[Found], passage: Passage) -> Iterator[Found]:
    for one in found:
        claims = [c for c in one.claims if passage.start <= c.trigger.start < passage.end]
        if claims:
            yield one._replace(claims=sorted(claims, key=lambda c: c.trigger.start))


def _matching(told: Told, found: Sequence[Found], passage: Passage) -> list[Found]:
    """Return what was found on the words of the annotation, else one in the same sentence."""
    types = {told["type"], *told["alt_types"]}
    spans = [_shift(span, passage) for span in (told["trigger"], *told["mentions"])]
    alike = [f for f in found if f.type in types]
    exact = [f for f in alike if any(_overlap(c.trigger, s) for c in f.claims for s in spans)]
    if exact:
        return exact
    sentence = _sentence_of(spans[0], passage)
    return [f for f in alike if any(_overlap(c.trigger, sentence) for c in f.claims)][:1]


def _sentence_of(span: Span, passage: Passage) -> Span:
    """Return the stretch from the full stop before a span to the one after it."""
    text = passage.document.text
    start = max(text.rfind(stop, passage.start, span[0]) for stop in (". ", "! ", "? ", "\n"))
    ends = [text.find(stop, span[1], passage.end) for stop in (". ", "! ", "? ", "\n")]
    return max(start, passage.start), min((e for e in ends if e >= 0), default=passage.end)


def _shift(span: Span, passage: Passage) -> Span:
    return span[0] + passage.start, span[1] + passage.start


def _overlap(mark: Any, span: Span) -> bool:
    return mark.start < span[1] and mark.end > span[0]


def _score_marks(
    told: Told, mine: Sequence[Found], counts: Counter[str], errors: list[str]
) -> None:
    places = [*told["places"], *told["inferred"]]
    unknown = {fold(place["name"]) for place in places if place["lon"] is None}
    for one in (f for f in mine if f.event.mappable):
        if unknown & {fold(place.name) for place in one.event.where.places}:
            continue  # nobody knows where it is: neither right nor wrong
        counts["marks"] += 1
        known = [place for place in places if place["lon"] is not None]
        if not any(_holds(one, place) for place in known) and (known or not places):
            counts["wrong_marks"] += 1
            errors.append(f"WRONG MARK {_describe(one)} for {_names(places)}")
        if told["factuality"] in _NOT_FACTS:
            counts["harmful"] += 1
            errors.append(f"HARMFUL {told['factuality']} {_describe(one)}")


def _score_event(
    told: Told,
    mine: Sequence[Found],
    passage: Passage,
    counts: Counter[str],
    errors: list[str],
) -> None:
    if not mine:
        counts["missed"] += 1
        errors.append(f"MISSED {told['type']} {_words(told['trigger'], passage)!r}")
        return
    counts["found"] += 1
    tests: dict[str, Callable[[], bool | None]] = {
        "place": lambda: _place_right(told, mine),
        "factuality": lambda: str(mine[0].event.factuality) == told["factuality"],
        "disputed": lambda: any(f.event.disputed_fields for f in mine) == told["disputed"],
        "source": lambda: any(_source_right(told, f, passage) for f in mine),
        "actor": lambda: _side_right(told, mine),
        "counts": lambda: _counts_right(told, mine),
        "date": lambda: _date_right(told, mine),
        "scope": lambda: str(mine[0].event.scope) == told["scope"],
    }
    for name, test in tests.items():
        right = test()
        if right is None:
            continue
        counts[f"{name}_n"] += 1
        counts[f"{name}_ok"] += right
        if not right:
            errors.append(f"{name.upper()} {_compare(name, told, mine[0], passage)}")


def _place_right(told: Told, mine: Sequence[Found]) -> bool | None:
    """Every place of the annotation has its mark, drawn or not, near enough."""
    main = [p for p in told["places"] if p["relation"] not in _AIMS and p["lon"] is not None]
    if not main:
        return None
    return all(any(_holds(f, place, exact=True) for f in mine) for place in main)


def _holds(found: Found, place: Told, *, exact: bool = False) -> bool:
    """
    Say whether a mark is right for a place, within the tolerance of its relation.

    A region is right for what lies in it; where `exact` only for a place that is a region, or one
    of those over which it is drawn (a count over a list is one record). So is the disc of a village
    that is known by its raion alone.
    """
    mark = found.event.where.shape
    if mark is None:
        return False
    wanted = LonLat(place["lon"], place["lat"])
    point = Point(wanted)
    if mark.form is Form.REGION:
        listed = found.event.where.places if len(found.event.where.places) > 1 else ()
        told = any(distance_km(LonLat(p.lon, p.lat), wanted) <= NEAR_KM for p in listed)
        area = place["area"] or not exact
        return told or (area and found.geometry.buffer(0.05).contains(point))
    tolerance = VAGUE_KM if place["relation"] in _VAGUE or place["area"] else NEAR_KM
    if mark.form is Form.DISC and not exact:
        tolerance = max(tolerance, mark.radius_m / 1000)
    if mark.form is Form.CORRIDOR:
        near = nearest_points(found.geometry, point)[0]
        return distance_km(LonLat(near.x, near.y), wanted) <= tolerance
    return distance_km(LonLat(mark.lon, mark.lat), wanted) <= tolerance


def _source_right(told: Told, found: Found, passage: Passage) -> bool:
    last = [claim.chain[-1] for claim in found.claims if claim.chain]
    if told["source"] is None:
        return any(len(claim.chain) <= 1 for claim in found.claims)
    span = _shift(told["source"], passage)
    words = passage.document.text[span[0] : span[1]].casefold()
    return any(_is_source(source, span, words) for source in last)


def _is_source(source: Source, span: Span, words: str) -> bool:
    if source.start is not None and source.end is not None and _overlap(source, span):
        return True
    name = (source.name or source.role or "").casefold()
    return bool(name) and (name in words or words in name)


def _side_right(told: Told, mine: Sequence[Found]) -> bool | None:
    if told["actor_side"] is None:
        return None
    return any(f.event.actor and f.event.actor.side == told["actor_side"] for f in mine)


def _counts_right(told: Told, mine: Sequence[Found]) -> bool | None:
    if not told["counts"]:
        return None
    return any(
        all(
            (got := f.event.counts.get(name)) is not None and [got.low, got.high] == told_range
            for name, told_range in told["counts"].items()
        )
        for f in mine
    )


def _date_right(told: Told, mine: Sequence[Found]) -> bool | None:
    if told["date"] is None:
        return None
    first, last = told["date"][:2]
    return any(
        (f.event.when.first or "")[:10] == first and (f.event.when.last or "")[:10] == last
        for f in mine
    )


def _words(span: Span, passage: Passage) -> str:
    start, end = _shift(span, passage)
    return passage.document.text[start:end]


def _names(places: Iterable[Told]) -> str:
    return ", ".join(place["name"] for place in places) or "no place"


def _describe(found: Found) -> str:
    where = found.event.where
    names = [p.name for p in (*where.places, *where.context)][:2]
    form = where.shape.form if where.shape else None
    return f"{found.type} {found.claims[0].trigger.text!r} {form} {names} {found.event.factuality}"


def _compare(name: str, told: Told, found: Found, passage: Passage) -> str:
    event = found.event
    source = told["source"] and _words(told["source"], passage)
    pairs = {
        "place": (_names(told["places"]), _describe(found)),
        "factuality": (told["factuality"], event.factuality),
        "disputed": (told["disputed"], event.disputed_fields),
        "source": (source, [c.chain[-1].name or c.chain[-1].role for c in found.claims if c.chain]),
        "actor": (told["actor_side"], event.actor),
        "counts": (told["counts"], event.counts),
        "date": (told["date"], event.when),
        "scope": (told["scope"], event.scope),
    }
    wanted, got = pairs[name]
    return f"{_words(told['trigger'], passage)!r}: told {wanted}, got {got}"
