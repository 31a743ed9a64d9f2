"""Documents become claims whose words stand in the source."""

import pytest

from gazetteer import TheatreError
from geomap.model import Document, Rejected
from geomap.run.extraction import extract_claims

TEXT = (
    "Russian artillery shelled the *village* of Klishchiivka,\u00a0near Bakhmut, on Monday.\r\n\r\n"
    "Nobody could say more about it. Tea was served in Kharkiv."
)


class BrokenIndex:
    """An index that fails whatever it is asked."""

    def __getattr__(self, name):
        message = f"no {name} today"
        raise RuntimeError(message)


def make_document(**changes):
    return Document(**({"id": "one", "text": TEXT, "input": "one.txt"} | changes))


def test_quotes_stand_in_the_source(index):
    """
    Every span of a claim is exactly what stands there in the text as it was read.
    """
    collected = extract_claims([make_document()], index)

    assert collected.claims
    for claim in collected.claims:
        for span in (claim.quote, claim.trigger, claim.where.expression):
            assert span is None or TEXT[span.start : span.end] == span.text


def test_only_sentences_around_triggers_are_parsed(index):
    """
    Parsing is what costs, so sentences far from every word of an event are not parsed.
    """
    quiet = "Tea was served in Kharkiv. " * 20
    [extraction] = extract_claims([make_document(text=TEXT + quiet)], index).extractions

    assert 1 <= extraction.parsed < extraction.sentences / 2


def test_a_document_is_described_without_its_text(index):
    """
    The outputs name a document, its length and its sum.
    """
    [info] = extract_claims([make_document(publisher="The Plain Courier")], index).documents

    assert (info.id, info.publisher, info.language) == ("one", "The Plain Courier", "en")
    assert info.characters == len(TEXT)


def test_what_was_rejected_stays_rejected(index):
    """
    The reader's reasons are handed on.
    """
    rejected = Rejected(input="two.txt", reason="it is empty")

    assert extract_claims([rejected], index).rejected == (rejected,)


def test_a_fault_in_one_document_is_named():
    """
    A stage that fails rejects the document with the reason; nothing is lost without a word.
    """
    collected = extract_claims([make_document()], BrokenIndex(), theatre=None)

    [rejected] = collected.rejected
    assert (rejected.input, collected.faults) == ("one.txt", 1)
    assert "RuntimeError" in rejected.reason


def test_an_unknown_theatre_is_an_error(index):
    """
    A wrong option is not a fault of the documents.
    """
    with pytest.raises(TheatreError, match="mordor"):
        extract_claims([make_document()], index, theatre="mordor")


def test_order_of_documents_does_not_matter(index):
    """
    Claims and documents come out sorted.
    """
    one, two = make_document(), make_document(id="two", text="Shells fell on Avdiivka. " + TEXT)
    forward, backward = extract_claims([one, two], index), extract_claims([two, one], index)

    assert forward.claims == backward.claims
    assert forward.documents == backward.documents
