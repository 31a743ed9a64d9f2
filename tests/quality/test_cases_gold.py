"""
Ukrainian and Russian headlines and passages of the development part do not get worse.

With the dictionaries of the extra, and with the endings that come with the package.
"""

import pytest
from gold import has_corpora, load_passages, rate, score_passages, total

from gazetteer.morphology import SWITCH

pytestmark = pytest.mark.skipif(not has_corpora(), reason="the annotated texts are missing")


@pytest.fixture(scope="module", params=["dictionary", "endings"])
def way(request):
    """Read by the dictionaries, or without them."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "endings":
            patch.setenv(SWITCH, "none")
        yield request.param


@pytest.fixture(scope="module")
def counts(index, way):
    """Return the counts of all passages."""
    assert way
    return total(score_passages(load_passages("dev"), index, languages=("uk", "ru")).values())


@pytest.mark.parametrize("figure", ["f1", "place", "factuality", "source"])
def test_rates_do_not_fall(counts, floors, way, figure):
    """
    Types, places, factuality and speakers.
    """
    assert rate(counts, figure) >= floors["cases"][way][figure]


def test_nothing_denied_or_planned_is_drawn(counts):
    """
    No mark stands for what is said not to be.
    """
    assert counts["harmful"] == 0


def test_few_marks_are_wrong(counts, floors, way):
    """
    Marks of spurious events included.
    """
    assert rate(counts, "wrong_marks") <= floors["cases"][way]["wrong_marks"]
