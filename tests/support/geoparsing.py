"""The geoparsing corpora beside the project: which documents may be looked at, and their scores."""

import gzip
import importlib.util
import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from gazetteer import Index
from geomap.places.general import Atlas
from geomap.run.geoparsing import Geoparsing, geoparse_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
CORPORA = SHARED / "data" / "geoparsing"
SPLITS = ("tud", "lgl-tune", "lgl-test", "geovirus", "geovirus-read")
_SEED = "geomap:"
_READ_BEFORE = 6

Row = dict[str, Any]


def read_split(name: str) -> list[Row]:
    """
    Return the documents of a split.

    Tuned on are `tud` and `lgl-tune`: the half of LGL whose sha256 of "geomap:" and the document's
    id is even. `geovirus-read` is every sixth document of GeoVirus, which was read before the
    geoparser was written; `geovirus` is the rest.
    """
    corpus, _, part = name.partition("-")
    with gzip.open(CORPORA / f"{corpus}.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if corpus == "lgl":
        return [row for row in rows if _is_tuned(row) == (part == "tune")]
    if corpus == "geovirus":
        return [row for i, row in enumerate(rows) if (i % _READ_BEFORE == 0) == (part == "read")]
    return rows


def _is_tuned(row: Row) -> bool:
    return int(sha256(f"{_SEED}{row['doc_id']}".encode()).hexdigest(), 16) % 2 == 0


def load_scorer() -> ModuleType:
    """Load the scorer that lies beside the corpora."""
    path = SHARED / "bench" / "geoparse_eval.py"
    spec = importlib.util.spec_from_file_location("geoparse_eval", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score_split(rows: Iterable[Row], index: Index, *, full: bool, given: bool) -> dict[str, float]:
    """Geoparse documents as the command does, and score them; demonyms count only in LGL."""
    scorer = load_scorer()
    found = geoparse_rows(rows, Atlas(index), full=full, given=given)
    return scorer.summarise([scorer.score_doc(*pair) for pair in found])


def geoparse_rows(
    rows: Iterable[Row], atlas: Atlas, *, full: bool, given: bool
) -> Iterator[tuple[Row, Row]]:
    """Yield each document with what is found in it."""
    for row in rows:
        how = Geoparsing(full=full, given=given, demonyms=given or row["corpus"] == "lgl")
        spans = spans_with_point(row) if given else None
        found = geoparse_text(row["text"], atlas, how, spans=spans)
        yield row, {"toponyms": [msgspec.structs.asdict(one) for one in found]}


def spans_with_point(row: Row) -> list[tuple[int, int]]:
    """Return the spans that the gold gives a point, as the scorer's goldspans does."""
    return [(t["start"], t["end"]) for t in row["toponyms"] if t["lat"] is not None]
