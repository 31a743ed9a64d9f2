"""
Old, wrong and Russian spellings of Ukrainian places lead to the place.

The index's languages are Ukrainian and Russian in Cyrillic letters, and in plain Latin letters
whatever romanisation of them people write. Spellings in Greek letters or with the marks of other
languages (Slovak, Romanian, Polish, Hungarian) are names in those languages: counted apart.
"""

import json
import re
from hashlib import sha256

import pytest
from scoring import SHARED

from gazetteer import LonLat, search_places
from gazetteer.geodesy import distance_km

CORPUS = SHARED / "data" / "spelling_ukraine" / "places.jsonl"
MAX_KM = 10
KINDS = ("incorrectSpellings", "relatedSpellings")
OURS = re.compile("[A-Za-z \\-'’ʼ`]+|[\u0400-\u04ff\u0301 \\-'’ʼ]+")

pytestmark = pytest.mark.skipif(not CORPUS.is_file(), reason=f"the corpus is missing: {CORPUS}")


def read_spellings():
    """Yield each spelling of the corpus with the point of its place."""
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if where := row.get("location"):
            point = LonLat(where["lng"], where["lat"])
            names = (row["sourceSpelling"], row["correctSpelling"])
            yield from ((name, point) for name in names)
            yield from ((name, point) for kind in KINDS for name in row[kind])


def find(index, name, point):
    """Say whether a search finds the place, and whether it had to take the name for a slip."""
    candidates = search_places(index, name, limit=1_000_000)
    found = any(distance_km(each.place.point, point) <= MAX_KM for each in candidates)
    return found, found and candidates[0].reasons[0].name.startswith("typo")


@pytest.fixture(scope="module")
def results(index):
    """Return for each spelling: the name, whether it is of our languages, found, by a slip."""
    return [
        (name, bool(OURS.fullmatch(name)), *find(index, name, point))
        for name, point in read_spellings()
    ]


def test_the_corpus_is_the_one_that_was_measured(floors):
    """
    The floors belong to these bytes.
    """
    digest = sha256(CORPUS.read_bytes()).hexdigest()

    assert digest == floors["spelling_ukraine"]["sha256"]


def test_spellings_of_our_languages_are_found(results, floors):
    """
    A search finds the place within 10 km, and mostly without taking the name for a slip.
    """
    ours = [result for result in results if result[1]]
    found = [result for result in ours if result[2]]
    known = [result for result in found if not result[3]]

    floor = floors["spelling_ukraine"]
    assert len(ours) == floor["spellings"]
    assert len(found) / len(ours) >= floor["found"], [r[0] for r in ours if not r[2]]
    assert len(known) / len(ours) >= floor["known"]


def test_all_spellings(results, floors):
    """
    Names in other languages are often found too.
    """
    share = sum(result[2] for result in results) / len(results)

    assert share >= floors["spelling_ukraine"]["all_found"]
