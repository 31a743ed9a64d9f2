import json

import pytest
from factories import make_claim, make_event
from hypothesis import given
from hypothesis import strategies as st

from geomap.codec import encode_records
from geomap.export.formats import write_events
from geomap.ids import hash_text
from geomap.layers.features import make_table
from geomap.layers.table import build_rows
from geomap.model import Document, DocumentInfo, Quote
from geomap.run.verify import MASK, index_texts, verify_rows

TEXT = "Before it. Shells fell all day in Клішчіївка 💥. Nobody was hurt."
START, END = 11, 47
DOCUMENT = Document(id="0123456789ab", text=TEXT)
INFO = DocumentInfo(id=DOCUMENT.id, sha256=hash_text(TEXT), characters=len(TEXT))
QUOTE = Quote(start=START, end=END, text=TEXT[START:END], prefix="Before it. ", suffix=" Nobody")


def rows(quote=QUOTE, info=INFO):
    return list(build_rows([make_event()], claims=[make_claim(quote=quote)], documents=[info]))


def reasons(found, documents=(DOCUMENT,)):
    return {fault.reason for fault in verify_rows(found, index_texts(documents))}


@given(st.text(max_size=30), st.text(min_size=1, max_size=20), st.text(max_size=30))
def test_true_quotes_fit(before, words, after):
    """
    A quote taken from a text is found in it, whatever its letters.
    """
    document = Document(id="0123456789ab", text=before + words + after)
    end = len(before) + len(words)
    quote = Quote(start=len(before), end=end, text=words, prefix=before, suffix=after)

    assert (
        reasons(
            rows(
                quote,
                DocumentInfo(id="0123456789ab", sha256=hash_text(document.text), characters=1),
            ),
            [document],
        )
        == set()
    )


@given(st.integers(-3, 60), st.integers(0, 70))
def test_other_offsets_do_not(start, end):
    """
    The words anywhere else than at their offsets are a fault.
    """
    quote = Quote(start=start, end=end, text=QUOTE.text)

    assert bool(reasons(rows(quote))) == ((start, end) != (START, END))


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("quote", "Shells fell all day in Клішчіївка 🔥.", "the quote is not at 11-47"),
        ("char_start", 12, "the quote is not at 12-47"),
        ("doc_sha256", "00" * 32, "has another text"),
        ("doc_id", "another", "document another is not among"),
        ("quote_prefix", "After it. ", "other words stand around"),
        ("doc_id", None, "has no quote"),
    ],
)
def test_changed_cell_is_named(column, value, words):
    """
    Whoever changes one cell of a row is found out.
    """
    (row,) = rows()
    found = reasons([row | {column: value}])

    assert len(found) == 1
    assert words in found.pop()


def test_masked_letters_fit():
    """
    A masked name keeps its offsets, so the rest can still be checked.
    """
    masked = QUOTE.text.replace("Клішчіївка", MASK * 10)
    quote = Quote(start=START, end=END, text=masked)

    assert reasons(rows(quote)) == set()
    assert reasons(rows(Quote(start=START, end=END, text=masked.replace("day", "way")))) != set()


@pytest.mark.parametrize("suffix", ["jsonl", "geojson", "geojsonl", "gpkg", "parquet"])
def test_command_checks_files(tmp_path, capsys, suffix):
    """
    Files of ours fit their documents; with other documents each fault is named and the end is 4.
    """
    from geomap.cli import main  # noqa: PLC0415

    path, claims = tmp_path / f"events.{suffix}", [make_claim(quote=QUOTE)]
    if suffix == "jsonl":
        path.write_bytes(b"".join(encode_records([make_event()])))
        (tmp_path / "claims.jsonl").write_bytes(b"".join(encode_records(claims)))
    else:
        write_events(make_table([make_event()], claims=claims, documents=[INFO]), path)
    for text, code, words in ((TEXT, 0, "0 faults"), (TEXT[1:], 4, "cl-0123456789ab")):
        line = json.dumps({"id": DOCUMENT.id, "text": text})
        (tmp_path / "documents.jsonl").write_text(f"{line}\n")
        with pytest.raises(SystemExit) as exit_:
            main(["verify", str(path), "--documents", str(tmp_path / "documents.jsonl")])

        assert exit_.value.code == code
        assert words in capsys.readouterr().err
