"""
Headlines in Ukrainian and Russian, in our own words, are read as a reader would.

`tests/data/headlines.tsv`: language, headline, and what it tells: type (and mode) @ place, then the
actor's side and the factuality where it is not asserted; nothing where it tells of no event.
"""

from pathlib import Path
from typing import NamedTuple

import pytest

from gazetteer.morphology import SWITCH, available
from geomap.ids import document_id
from geomap.model import Document, Factuality
from geomap.run.extraction import extract_document

FILE = Path(__file__).parents[2] / "data" / "headlines.tsv"
STATED = {f.value for f in Factuality}
WAYS = ["dictionary", "endings"]


class Told(NamedTuple):
    """What is told of one event; no side where none is asked for."""

    what: str
    side: str | None
    factuality: str


def read_lines():
    """Yield language, headline and expectation of each line."""
    for line in FILE.read_text(encoding="utf-8").splitlines():
        language, headline, *told = line.split("\t")
        yield language, headline, told[0] if told else ""


def expect(told):
    """Return what a line of the table tells."""
    for one in filter(None, map(str.strip, told.split(";"))):
        words = one.split()
        side = next((w for w in words if w in {"RU", "UA"}), None)
        factuality = next((w for w in words if w in STATED), "asserted")
        yield Told(" ".join(w for w in words if w not in {side, factuality}), side, factuality)


def tell(headline, language, index):
    """Return what the program tells of a headline."""
    document = Document(
        id=document_id(headline), text=headline, language=language, published="2023-05-10"
    )
    return {
        Told(
            f"{claim.type}{f'/{claim.mode}' if claim.mode else ''}"
            f"{'@' if claim.where.places else ''}{'+'.join(p.name for p in claim.where.places)}",
            claim.actor.side if claim.actor else None,
            claim.factuality.value,
        )
        for claim in extract_document(document, index).claims
    }


@pytest.fixture(params=WAYS)
def way(request, monkeypatch):
    """Read by the dictionaries, or by the endings that come with the package."""
    if request.param == "endings":
        monkeypatch.setenv(SWITCH, "none")
    else:
        monkeypatch.delenv(SWITCH, raising=False)
    assert available() == (request.param == "dictionary")
    return request.param


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize(
    ("language", "headline", "told"), list(read_lines()), ids=lambda part: part[:40]
)
def test_a_headline_is_read(index, language, headline, told):
    """
    Each event with its type, place, side and factuality, and none but these.
    """
    wanted = set(expect(told))
    got = tell(headline, language, index)

    assert {one._replace(side=None) for one in got} == {w._replace(side=None) for w in wanted}
    assert {w for w in wanted if w.side} <= got


def test_the_language_is_found(index):
    """
    Without being told it, the same comes of a headline.
    """
    document = Document(id="one", text="Окупанти обстріляли Нікополь")
    extraction = extract_document(document, index)

    assert extraction.info.language == "uk"
    assert [claim.type for claim in extraction.claims] == ["shelling"]


def test_other_languages_are_not_guessed_at(index):
    """
    A Polish article gives no claims, and no sentence of it counts as read.
    """
    text = "Rosyjskie wojska ostrzelały dwie wsie pod Bachmutem, zginęły trzy osoby."
    extraction = extract_document(Document(id="one", text=text), index)

    assert extraction.info.language == "pl"
    assert (extraction.claims, extraction.parsed, extraction.sentences) == ((), 0, 1)
