"""News that is not about a war: nothing of it may become a mark."""

import gzip
import json

import pytest
from reading import read_story
from scoring import SHARED

CORPUS = SHARED / "data" / "geoparsing" / "tud.jsonl.gz"


@pytest.mark.skipif(not CORPUS.is_file(), reason=f"the corpus is missing: {CORPUS}")
def test_general_news_draws_nothing(index, floors):
    """
    In 152 news texts of all kinds hardly a word sounds like one of our events, and none is drawn.
    """
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    events = [e for text in texts for e in read_story(text, index, published=None).events]

    assert len(texts) == floors["general_news"]["documents"]
    assert len(events) <= floors["general_news"]["events_at_most"]
    assert [e.id for e in events if e.mappable] == []
