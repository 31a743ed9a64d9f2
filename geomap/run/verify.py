"""Whether the quotes of a file are in the documents that it names, where it says they are."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from geomap.ids import hash_text
from geomap.layers.table import Row
from geomap.layers.utf8 import without_surrogates
from geomap.model import Document
from geomap.run.masks import MASK

_DOCUMENT, _HASH = "urn:geomap:document:", "urn:sha256:"


class Fault(NamedTuple):
    """What does not fit: the event, its claim (None: the row itself), and why, in words."""

    event: str
    claim: str | None
    reason: str


class Text(NamedTuple):
    """A document's text with its sha256."""

    text: str
    sha256: str


class Quoted(NamedTuple):
    """A quote as a file tells it: the words, their place in a document, and what is around."""

    doc_id: str
    sha256: str | None
    exact: str
    start: int
    end: int
    prefix: str
    suffix: str


def index_texts(documents: Iterable[Document]) -> dict[str, Text]:
    """Return texts with their hashes by the ids of the documents."""
    return {each.id: Text(each.text, hash_text(each.text)) for each in documents}


def verify_rows(rows: Iterable[Row], texts: Mapping[str, Text]) -> Iterator[Fault]:
    """
    Yield what does not fit, in the order of the rows.

    Asked of each row and of each claim in its provenance: is the document given, has its text the
    hash, stand the words at the offsets, and the words around them beside them?

    Parameters
    ----------
    rows
        Rows of the table (`build_rows`, or `read_rows` of a file).
    texts
        Texts of the documents by id.
    """
    for row in rows:
        for claim, quoted in _quotes(row):
            reasons = [_fault(quoted, texts)] if quoted else ["has no quote"]
            yield from (Fault(row["event_id"], claim, why) for why in reasons if why)


def _quotes(row: Row) -> Iterator[tuple[str | None, Quoted | None]]:
    yield None, _of_row(row) if row["doc_id"] else None
    for target in row["provenance"]["target"]:
        yield target["id"].removeprefix("urn:geomap:"), _quoted(target)


def _of_row(row: Row) -> Quoted:
    return Quoted(
        doc_id=row["doc_id"],
        sha256=row["doc_sha256"],
        exact=row["quote"],
        start=row["char_start"],
        end=row["char_end"],
        prefix=row["quote_prefix"] or "",
        suffix=row["quote_suffix"] or "",
    )


def _quoted(target: Mapping[str, Any]) -> Quoted:
    words, place = target["selector"]
    derived = target.get("prov:wasDerivedFrom")
    return Quoted(
        doc_id=target["source"].removeprefix(_DOCUMENT),
        sha256=derived and derived.removeprefix(_HASH),
        exact=words["exact"],
        start=place["start"],
        end=place["end"],
        prefix=words["prefix"],
        suffix=words["suffix"],
    )


def _fault(quoted: Quoted, texts: Mapping[str, Text]) -> str | None:
    found = texts.get(quoted.doc_id)
    if found is None:
        return f"document {quoted.doc_id} is not among those given"
    if quoted.sha256 not in {None, found.sha256}:
        return f"document {quoted.doc_id} has another text: sha256 {found.sha256}"
    text, start, end = found.text, quoted.start, quoted.end
    if not (0 <= start <= end and _fits(quoted.exact, text[start:end])):
        return f"the quote is not at {start}-{end} of document {quoted.doc_id}"
    before = text[max(0, start - len(quoted.prefix)) : start]
    after = text[end : end + len(quoted.suffix)]
    if not (_fits(quoted.prefix, before) and _fits(quoted.suffix, after)):
        return f"other words stand around {start}-{end} of document {quoted.doc_id}"
    return None


def _fits(told: str, found: str) -> bool:
    """Tell whether words are those of a text, but for masks and what no file can hold."""
    if told == found:
        return True
    held = str(without_surrogates(found)).replace("\0", "\ufffd")
    pairs = zip(told.replace("\0", "\ufffd"), held, strict=False)
    return len(told) == len(held) and all(one in {MASK, other} for one, other in pairs)
