"""Inputs become documents, or are rejected with words that help."""

import gzip
import json
import logging

import pytest

from geomap.model import Document, Rejected
from geomap.text.reader import read_documents


def write_lines(path, *records):
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def read_one(path, **reading):
    [item] = read_documents([path], **reading)
    return item


def test_text_is_kept_as_it_is_read(tmp_path):
    """
    Line ends, blanks and odd characters stay, because all spans count in them.
    """
    text = "Shells fell.\r\n\tТиша \u00ad\u200b настала. 😀\n"
    (tmp_path / "a.txt").write_bytes(text.encode())

    assert read_one(tmp_path / "a.txt").text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_says_the_encoding(tmp_path, encoding):
    """
    UTF-8 and UTF-16 with their marks are read; the mark is no part of the text.
    """
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    path = tmp_path / "a.txt"
    path.write_bytes(marks.get(encoding, b"") + "Тиша".encode(encoding))

    assert read_one(path).text == "Тиша"


def test_gzip_is_seen_from_the_content(tmp_path):
    """
    A packed file is unpacked whatever it is called.
    """
    path = tmp_path / "a.txt"
    path.write_bytes(gzip.compress(b"Shells fell."))

    assert read_one(path).text == "Shells fell."


def test_json_lines_are_seen_from_the_content(tmp_path):
    """
    A file of JSON lines is read as such even as .txt, its fields with it.
    """
    path = write_lines(tmp_path / "a.txt", {"text": "One.", "publisher": "The Plain Courier"})

    got = read_one(path)

    assert (got.text, got.publisher, got.input) == ("One.", "The Plain Courier", f"{path}:1")


def test_own_fields_win_over_given_ones(tmp_path):
    """
    What the user says about documents holds only where they do not say it themselves.
    """
    path = write_lines(tmp_path / "a.jsonl", {"text": "One.", "title": "Mine"}, {"text": "Two."})

    got = list(read_documents([path], title="Given"))

    assert [document.title for document in got] == ["Mine", "Given"]


def test_unknown_fields_are_left_out_and_said(tmp_path, caplog):
    """
    A field that means nothing here is not an error, but nobody is left to think it was used.
    """
    path = write_lines(tmp_path / "a.jsonl", {"text": "One.", "author": "x", "tags": []})
    with caplog.at_level(logging.WARNING):
        got = read_one(path)

    assert isinstance(got, Document)
    assert "author, tags" in caplog.text


def test_a_folder_is_read_in_the_order_of_names(tmp_path):
    """
    All text and JSON-lines files of a folder are read, others are not.
    """
    (tmp_path / "b.txt").write_text("B.")
    (tmp_path / "sub").mkdir()
    write_lines(tmp_path / "sub" / "c.jsonl", {"text": "C."})
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"A."))
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")

    assert [document.text for document in read_documents([tmp_path])] == ["A.", "B.", "C."]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text"),
        (b"\x7fELF\x02\x01\0\0", "byte 6 is zero"),
        ("Бахмут".encode("cp1251"), "byte 0 is not UTF-8"),
        (b"good until \xff here", "byte 11 is not UTF-8"),
        (gzip.compress(b"text " * 1000)[:-20], "cut off gzip"),
        (b"\x1f\x8bnot gzip at all", "gzip"),
        (b"a" * 101, "longer than 100 characters"),
        (gzip.compress(b"a" * 10_000_000), "longer than 100 characters"),
    ],
    ids=["empty", "blank", "binary", "cp1251", "late", "cut", "fake", "long", "bomb"],
)
def test_a_file_that_is_no_document_is_rejected(tmp_path, content, words):
    """
    The reason says what is wrong, and where.
    """
    (tmp_path / "a.txt").write_bytes(content)

    got = read_one(tmp_path / "a.txt", max_characters=100)

    assert isinstance(got, Rejected)
    assert words in got.reason


def test_a_missing_file_is_rejected(tmp_path):
    """
    A wrong name does not stop the other inputs.
    """
    (tmp_path / "b.txt").write_text("B.")

    missing, found = read_documents([tmp_path / "a.txt", tmp_path / "b.txt"])

    assert "No such file" in missing.reason
    assert found.text == "B."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{broken", "JSON"),
        ('{"title": "no text"}', "text"),
        ('{"text": 7}', "text"),
        ('{"text": "  "}', "no text"),
        ('{"text": "One.", "published": "yesterday"}', "not an ISO date"),
        ('{"text": "\\ud800"}', "JSON"),
        ('{"text": "' + "a" * 101 + '"}', "longer than 100 characters"),
        ('{"text": "' + "a" * 2000 + '"}', "longer than 100 characters"),
    ],
    ids=["json", "none", "number", "blank", "date", "surrogate", "long", "longer"],
)
def test_a_wrong_line_is_named_and_the_rest_goes_on(tmp_path, line, words):
    """
    One bad line costs itself only.
    """
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "One."}}\n{line}\n{{"text": "Three."}}\n')

    first, wrong, third = read_documents([path], max_characters=100)

    assert (first.text, third.text) == ("One.", "Three.")
    assert (wrong.input, wrong.line) == (str(path), 2)
    assert words in wrong.reason


def test_a_deeply_nested_line_is_rejected(tmp_path):
    """
    Brackets without end cost their line, not the program's stack.
    """
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "One.", "x": ' + "[" * 100_000)

    assert "JSON" in read_one(path).reason


def test_the_same_document_is_taken_once(tmp_path):
    """
    A second document of the same id is rejected and the first is named, whatever file it is in.
    """
    path = write_lines(tmp_path / "a.jsonl", {"id": 7, "text": "One."}, {"id": "7", "text": "Two."})

    first, second, again, third = read_documents([path, path])

    assert first.id == "7"
    assert all(f"{path}:1" in item.reason for item in (second, again, third))
