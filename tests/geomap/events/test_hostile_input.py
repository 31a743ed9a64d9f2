"""Input that no editor has seen: it costs time in proportion to its length and breaks nothing."""

import time

import pytest
from reading import read_story

REPORT = "Russian forces shelled Nikopol with artillery, killing two people"

HOSTILE = {
    "no punctuation": f"{REPORT} " * 60,
    "one endless sentence": f"{REPORT} and ".replace(".", "") * 60,
    "all capitals": f"{REPORT}. ".upper() * 10,
    "zero-width and bidi": "Russian\u200b forces\u202e shelled\u2066 Nik\u00adopol\u2069.",
    "broken by a line's end": "Russian for-\nces shel-\nled the town of Nikopol.",
    "brackets and quotes": "“((((«Russian forces shelled Nikopol»" * 40,
    "only numbers": "3 killed 4 wounded 5 destroyed 6 " * 200,
    "conjunctions": "Russian forces shelled " + "Nikopol and " * 300 + "Kherson.",
    "a trigger alone": "Shelled",
    "triggers only": "killed wounded shelled attacked struck hit destroyed " * 100,
    "control characters": "Russian\x00 forces\x07 shelled\x1b[31m Nikopol.",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_bad_input_breaks_nothing(index, text):
    """
    Every span of what is found is a piece of the source text, whatever the text is.
    """
    claims = read_story(text, index).claims

    assert all(text[c.trigger.start : c.trigger.end] == c.trigger.text for c in claims)


def test_ten_times_the_words_cost_ten_times_the_time(index):
    """
    The time of a sentence without an end grows with its length, not with its square.
    """
    read_story(REPORT, index)
    short, long = (_seconds(f"{REPORT} near the river and " * n, index) for n in (50, 500))

    assert long < 25 * short


def _seconds(text, index) -> float:
    start = time.process_time()
    read_story(text, index)
    return time.process_time() - start
