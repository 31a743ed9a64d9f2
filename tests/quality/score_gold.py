"""
Score the annotated passages: `python tests/quality/score_gold.py dev [--errors]`.

`reports_dev` and `reports_test` are short reports in the style of conflict databases and agencies,
`stories_dev` and `stories_test` are longer: reporters, officials and aid workers tell a story.
`agree` tells how far the two annotators agree on the passages that both have read.

The test parts have no `--errors`: their texts are for measuring and never for tuning.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from gold import Score, interval, load_passages, rate, score_agreement, score_passages, total

from gazetteer import open_index

NAMES = (
    *("f1", "place", "wrong_marks", "factuality", "disputed"),
    *("source", "actor", "counts", "date", "scope"),
)
DEVELOPMENT = ("dev", "reports_dev", "stories_dev")
GROUPS = {
    "English, encyclopaedia": ("w",),
    "English, own words": ("en",),
    "Ukrainian and Russian": ("v", "uk", "ru"),
}


def main(arguments: Sequence[str]) -> None:
    """Print rates with their 95 % intervals, by group of texts; "--errors" names each miss."""
    part = next((a for a in arguments if not a.startswith("-")), "dev")
    if part == "agree":
        _print_agreement()
        return
    passages = load_passages(part)
    kinds = {p.item: _kind(p.item, p.document.language or "") for p in passages}
    with open_index() as index:
        scores = score_passages(passages, index)
    for title, members in GROUPS.items():
        _print(title, [s for item, s in scores.items() if kinds[item] in members])
    if "--errors" in arguments and part in DEVELOPMENT:
        for item, score in scores.items():
            for error in score.errors:
                print(item, error)


def _print_agreement() -> None:
    counts = score_agreement(load_passages("dev"), load_passages("second"))
    print({name: round(rate(counts, name), 3) for name in ("f1", "place", "factuality", "source")})


def _kind(item: str, language: str) -> str:
    return item[0] if item[0] in "wv" else language


def _print(title: str, scores: Sequence[Score]) -> None:
    counts = total(scores)
    print(f"{title}: {len(scores)} passages, {counts['found'] + counts['missed']} events")
    print("  ", {k: counts[k] for k in ("found", "missed", "spurious", "marks", "harmful")})
    for name in NAMES if scores else ():
        low, high = interval(scores, name)
        of = counts["marks"] if name == "wrong_marks" else counts.get(f"{name}_n", "")
        print(f"   {name:12} {rate(counts, name):.3f}  ({low:.3f} to {high:.3f})  of {of}")


if __name__ == "__main__":
    main(sys.argv[1:])
