"""The geoparser's figures on parts of the corpora may not fall; the full table is in the bench."""

from hashlib import sha256

import pytest
from geoparsing import CORPORA, read_split, score_split

EVERY = {"tud": 4, "lgl-test": 8, "geovirus": 6}
pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not beside us")


def test_the_corpora_are_those_that_were_measured(floors):
    """
    Figures are compared only on the same bytes.
    """
    files = sorted(CORPORA.glob("*.jsonl.gz"))
    found = sha256(b"".join(path.read_bytes() for path in files)).hexdigest()

    assert found == floors["geoparsing"]["sha256"]


@pytest.mark.parametrize("mode", ["fast", "full"])
@pytest.mark.parametrize("split", sorted(EVERY))
def test_places_are_found_and_resolved(split, mode, index, floors):
    """
    F1 within 161 km from the text alone, and the share of the gold's spans that is right.
    """
    rows = read_split(split)[:: EVERY[split]]
    full = mode == "full"
    found = score_split(rows, index, full=full, given=False)
    given = score_split(rows, index, full=full, given=True)
    floor = floors["geoparsing"][split][mode]

    assert found["e2e_overlap_f1"] >= floor["f1"]
    assert given["gold_acc161_id"] >= floor["given"]
