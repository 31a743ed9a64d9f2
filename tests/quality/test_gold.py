"""The annotated passages: the figures that may not fall, on every part."""

import pytest
from gold import has_corpora, load_passages, rate, score_passages, total

pytestmark = pytest.mark.skipif(not has_corpora(), reason="the annotated texts are missing")
PARTS = [
    *[
        (part, lang)
        for part in ("dev", "test", "reports_dev", "stories_dev", "stories_test")
        for lang in ("en", "cyrillic")
    ],
    ("reports_test", "en"),
]
RATES = ("f1", "place", "factuality", "source")


@pytest.fixture(scope="module")
def scored(index):
    """Return a function that scores a part once."""
    done = {}

    def score(part):
        if part not in done:
            done[part] = score_passages(load_passages(part), index)
        return done[part]

    return score


@pytest.mark.parametrize(("part", "language"), PARTS)
def test_figures_do_not_fall(scored, floors, part, language):
    """
    Types, places, factuality and sources are at their floors; no plan or denial is a fact.
    """
    is_cyrillic = {p.item: p.document.language != "en" for p in load_passages(part)}
    counts = total(
        score
        for item, score in scored(part).items()
        if is_cyrillic[item] == (language == "cyrillic")
    )
    floor = floors["gold"][part][language]

    assert counts["harmful"] <= floor["harmful_at_most"]
    assert rate(counts, "wrong_marks") <= floor["wrong_marks_at_most"]
    for name in RATES:
        assert rate(counts, name) >= floor[name], name
