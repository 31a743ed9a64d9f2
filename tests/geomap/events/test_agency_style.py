"""The formulaic style of agencies and databases: one sentence, its events in a line each."""

import tomllib
from pathlib import Path

import pytest
from reading import read_story

from geomap.events import find_triggers
from geomap.model import Claim, Count
from geomap.text.sentences import split_sentences

_FILE = Path(__file__).parents[2] / "data" / "agency_style.toml"
REPORTS = {r["text"]: r["events"] for r in tomllib.loads(_FILE.read_text())["report"]}


@pytest.mark.parametrize(("text", "expected"), REPORTS.items(), ids=REPORTS)
def test_a_report_tells_its_events(index, text, expected):
    """
    The weapon names the strike, wherever it stands; harm is counted and points to its cause.
    """
    claims = read_story(text, index).claims
    types = {claim.happening: claim.type for claim in reversed(claims)}
    told = list(dict.fromkeys(_tell(claim, types) for claim in claims))

    assert "; ".join(told) == expected


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_is_parsed(text):
    """
    The look at the words alone lets through every sentence that tells an event.
    """
    sentences = split_sentences(text)

    assert find_triggers(text, sentences, "en")


def _tell(claim: Claim, types: dict[str, str]) -> str:
    parts = [f"{claim.type}/{claim.mode}" if claim.mode else str(claim.type)]
    parts += [] if claim.factuality == "asserted" else [str(claim.factuality)]
    parts += [f"on {claim.target}"] if claim.target else []
    parts += [f"by {claim.actor.side}"] if claim.actor and claim.actor.side else []
    parts += [f"{name} {_number(count)}" for name, count in sorted(claim.counts.items())]
    parts += [f"from {types[claim.cause]}"] if claim.cause else []
    return " ".join(parts)


def _number(count: Count) -> str:
    ends = ["" if end is None else str(end) for end in (count.low, count.high)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)
