"""
Ukrainian and Russian headlines: events are drawn where VIINA's own geocode puts the headline.

VIINA's codes are made by a machine and put a region at its capital: a measure of agreement. A third
of the headlines, chosen by a hash, is for measuring only and was never read while rules were made.
"""

import csv
import gzip
import random
from collections import Counter, defaultdict
from hashlib import sha256

import pytest
from scoring import SHARED
from shapely.geometry import Point, shape

from gazetteer import LonLat
from gazetteer.geodesy import distance_km
from geomap.layers.shapes import shape_geometry
from geomap.merge import merge_claims
from geomap.model import Document, Form
from geomap.run.extraction import extract_document
from geomap.text.language import detect_language

FILES = sorted((SHARED / "data" / "viina_subset").glob("*.csv.gz"))
MAX_KM, MARGIN = 25, 0.2  # of a point; of a region in degrees
SAMPLE, SEED = 300, 1

pytestmark = pytest.mark.skipif(not FILES, reason="the corpus of headlines is missing")


def read_headlines(*, read):
    """Return a seeded sample of the third that nobody reads, or of the rest, with its points."""
    points = defaultdict(list)
    for path in FILES:
        with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["longitude"] and row["latitude"]:
                    point = LonLat(float(row["longitude"]), float(row["latitude"]))
                    points[row["representative_text"]].append(point)
    kept = [text for text in sorted(points) if is_read(text) == read]
    return {text: points[text] for text in random.Random(SEED).sample(kept, SAMPLE)}  # noqa: S311


def is_read(text):
    return int(sha256(text.encode()).hexdigest(), 16) % 3 > 0


def agrees(where, points):
    """Say whether a mark lies near one of some points, or as a region around one."""
    if where.shape.form is Form.REGION:
        area = shape(shape_geometry(where.shape)).buffer(MARGIN)
        return any(area.contains(Point(point)) for point in points)
    middle = LonLat(where.shape.lon, where.shape.lat)
    return any(distance_km(middle, point) <= MAX_KM for point in points)


@pytest.fixture(scope="module", params=["read", "unread"])
def shares(request, index):
    """Return the shares of headlines with a mark, and of marks that agree."""
    counts = Counter()
    for text, points in read_headlines(read=request.param == "read").items():
        document = Document(id="one", text=text, language=detect_language(text))
        events = merge_claims(extract_document(document, index).claims)
        marks = [event.where for event in events if event.mappable]
        counts["drawn"] += bool(marks)
        counts["marks"] += len(marks)
        counts["agree"] += sum(agrees(where, points) for where in marks)
    found = {"drawn": counts["drawn"] / SAMPLE, "agree": counts["agree"] / counts["marks"]}
    return request.param, found


@pytest.mark.parametrize("figure", ["drawn", "agree"])
def test_marks_agree_with_viina(shares, floors, figure):
    """
    Most headlines have a mark, and most marks lie where VIINA has the headline.
    """
    part, found = shares

    assert found[figure] >= floors["viina_events"][part][figure], found
