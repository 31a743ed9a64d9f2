"""The table of the geoparser on all corpora, both modes; run by `make bench`."""

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from geoparsing import CORPORA, SPLITS, read_split, score_split

from gazetteer import open_index

_HEAD = (
    "| split | mode | docs | recognised F1 | P / R / F1@161 | id-aware "
    "| gold spans | id-aware | s |"
)


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


if __name__ == "__main__":
    main()
