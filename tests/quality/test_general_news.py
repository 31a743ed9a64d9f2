"""News that is not about a war: hardly anything of it may become a mark."""

import gzip
import json

import pytest
from reading import read_story
from scoring import SHARED

CORPUS = SHARED / "data" / "geoparsing" / "tud.jsonl.gz"


@pytest.mark.skipif(not CORPUS.is_file(), reason=f"the corpus is missing: {CORPUS}")
def test_general_news_draws_next_to_nothing(index, floors):
    """
    In 152 news texts of all kinds few words sound like our events, and next to none is drawn.

    What is drawn are bombs and riots that the texts do tell of, in Quetta and in Algeria; one of
    them 478 miles from where it was.
    """
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    events = [e for text in texts for e in read_story(text, index, published=None).events]

    assert len(texts) == floors["general_news"]["documents"]
    assert len(events) <= floors["general_news"]["events_at_most"]
    assert sum(e.mappable for e in events) <= floors["general_news"]["drawn_at_most"]
