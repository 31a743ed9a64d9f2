"""
Ukrainian and Russian headlines: a place that is resolved agrees with VIINA's own geocode.

VIINA's codes are made by a machine, and it puts a region at its capital or at some village of it.
So two figures: a resolved place within 25 km of VIINA's point; and that, or a region that holds it.
"""

import csv
import gzip
import random
from collections import defaultdict
from hashlib import sha256

import pytest
from scoring import SHARED

from gazetteer import LonLat, PlaceKind, open_index
from gazetteer.geodesy import distance_km
from gazetteer.morphology import SWITCH, available
from gazetteer.search import lies_in
from geomap.model import Sentence
from geomap.places import locate_places

FOLDER = SHARED / "data" / "viina_subset"
FILES = sorted(FOLDER.glob("*.csv.gz"))
MAX_KM = 25
SAMPLE, SEED = 600, 1

pytestmark = pytest.mark.skipif(not FILES, reason=f"the corpus is missing: {FOLDER}")


@pytest.fixture(scope="module", params=["without", "with"])
def dictionary(request):
    """Say whether case forms are read by the dictionaries of the extra, or by endings only."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "without":
            patch.setenv(SWITCH, "none")
        yield request.param


def read_headlines():
    """Return a seeded sample of the distinct headlines, each with VIINA's ids and points."""
    headlines = defaultdict(list)
    for path in FILES:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["longitude"] and row["latitude"]:
                    point = LonLat(float(row["longitude"]), float(row["latitude"]))
                    headlines[row["representative_text"]].append((row["geonameid"], point))
    return random.Random(SEED).sample(sorted(headlines.items()), SAMPLE)  # noqa: S311 - a sample


def resolved_places(text, index):
    """Return the places that are resolved in a headline, without any parse."""
    sentence = Sentence(index=0, paragraph=0, start=0, end=len(text))
    toponyms = locate_places(text, [sentence], index).toponyms
    return [index.place(each.place.id) for each in toponyms if each.place]


def nearby(places, codes):
    """Say whether a place lies near one of VIINA's points."""
    return any(distance_km(p.point, point) <= MAX_KM for p in places for _, point in codes)


def around(places, codes, index):
    """Say whether a region holds one of VIINA's places."""
    areas = [p for p in places if p.kind in (PlaceKind.ADMIN1, PlaceKind.REGION)]
    return any(
        lies_in(coded, area) for code, _ in codes for coded in known(code, index) for area in areas
    )


def known(code, index):
    """Return the place of a GeoNames id if the index has it."""
    try:
        return [index.place(f"gn:{code}")]
    except KeyError:
        return []


@pytest.fixture(scope="module")
def shares(dictionary):
    """Return the shares of headlines: named, near, near or within a region."""
    assert available() == (dictionary == "with")
    with open_index() as index:  # one of its own: it remembers how words were read
        return count_shares(index)


def count_shares(index):
    counts = dict.fromkeys(("recognised", "near", "near_or_within"), 0)
    for text, codes in read_headlines():
        names = [index.place(one) for m in index.find_names(text) for one in m.places]
        places = resolved_places(text, index)
        near = nearby(places, codes)
        counts["recognised"] += nearby(names, codes)
        counts["near"] += near
        counts["near_or_within"] += near or around(places, codes, index)
    return {name: count / SAMPLE for name, count in counts.items()}


def test_the_corpus_is_the_one_that_was_measured(floors):
    """
    The floors belong to these bytes.
    """
    digest = sha256(b"".join(path.read_bytes() for path in FILES)).hexdigest()

    assert digest == floors["viina"]["sha256"]


@pytest.mark.parametrize("figure", ["recognised", "near", "near_or_within"])
def test_headlines_agree_with_viina(shares, dictionary, floors, figure):
    """
    Names are found in any case ending, and resolved to where VIINA has them.
    """
    assert shares[figure] >= floors["viina"][dictionary][figure], shares
