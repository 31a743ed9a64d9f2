"""`geomap toponyms`: the contract of its lines, as a stream."""

import gzip
import io
import json
import sys

import pytest

from geomap.cli import main

TEXT = (
    "Police in Athens, Ga., met Russian guests from Kharkiv, Ukraine. Nothing fell on Zzyzzxburg."
)
KEYS = ["start", "end", "name", "lat", "lon", "geonameid", "role", "unresolved"]


@pytest.fixture
def call(capsys, index):  # noqa: ARG001 - the index is built before the command opens it
    def run(*arguments):
        with pytest.raises(SystemExit) as exit_:
            main(["toponyms", *map(str, arguments)])
        out, err = capsys.readouterr()
        return exit_.value.code, [json.loads(line) for line in out.splitlines()], err

    return run


@pytest.fixture
def corpus(tmp_path):
    def write(*lines, name="corpus.jsonl"):
        path = tmp_path / name
        text = "".join(json.dumps(line) + "\n" for line in lines).encode()
        path.write_bytes(gzip.compress(text) if name.endswith(".gz") else text)
        return path

    return write


def line(**changes):
    return {"corpus": "own", "doc_id": 7, "text": TEXT} | changes


def names(record):
    return [one["name"] for one in record["toponyms"]]


def test_a_line_in_is_a_line_out(call, corpus):
    """
    Corpus and id come back as they were; each toponym has the fields of the contract.
    """
    code, [record], err = call(corpus(line(extra="passed over")))

    assert (code, err) == (0, "")
    assert (record["corpus"], record["doc_id"]) == ("own", 7)
    assert all(list(one) == KEYS for one in record["toponyms"])
    assert all(TEXT[one["start"] : one["end"]] == one["name"] for one in record["toponyms"])


def test_a_town_is_the_one_in_the_state_beside_it(call, corpus):
    """
    "Athens, Ga." lies in Georgia, the American one.
    """
    _, [record], _ = call(corpus(line()))
    athens = next(one for one in record["toponyms"] if one["name"] == "Athens")

    assert athens["geonameid"] == 4180386
    assert (round(athens["lat"]), round(athens["lon"])) == (34, -83)


def test_demonyms_are_left_out_when_told(call, corpus):
    """
    An adjective is a toponym of its own role, or none.
    """
    path = corpus(line())
    _, [with_them], _ = call(path)
    _, [without], _ = call(path, "--no-demonyms")

    assert {one["name"]: one["role"] for one in with_them["toponyms"]}["Russian"] == "demonym"
    assert "Russian" not in names(without)


def test_given_spans_are_resolved_and_no_others(call, corpus):
    """
    `--spans gold` answers for the input's spans; what nobody knows is never called resolved.
    """
    at = TEXT.index("Zzyzzxburg")
    spans = [{"start": 47, "end": 54}, {"start": at, "end": at + 10, "name": "?", "lat": 1.0}]
    _, [record], _ = call(corpus(line(toponyms=spans)), "--spans", "gold")

    assert names(record) == ["Kharkiv", "Zzyzzxburg"]
    assert [one["unresolved"] for one in record["toponyms"]] == [None, "UNKNOWN"]
    assert record["toponyms"][1]["geonameid"] is None


def test_the_full_mode_finds_no_less(call, corpus):
    """
    What a language model says is evidence among other.
    """
    path = corpus(line())
    _, [fast], _ = call(path)
    _, [full], _ = call(path, "--mode", "full")

    assert {"Athens", "Kharkiv", "Ukraine"} <= set(names(fast)) & set(names(full))


def test_gzip_and_standard_input_are_read(call, corpus, monkeypatch):
    """
    Packed or piped, the lines are the same.
    """
    _, plain, _ = call(corpus(line()))
    _, packed, _ = call(corpus(line(), name="corpus.jsonl.gz"))
    stdin = io.TextIOWrapper(io.BufferedReader(io.BytesIO(json.dumps(line()).encode())))
    monkeypatch.setattr(sys, "stdin", stdin)
    _, piped, _ = call("-")

    assert plain == packed == piped


@pytest.mark.parametrize(
    ("bad", "options"),
    [
        ({"doc_id": 1}, ()),
        ({"text": 5}, ()),
        (line(), ("--spans", "gold")),
        (line(toponyms=[{"start": 3, "end": 9999}]), ("--spans", "gold")),
    ],
    ids=["no text", "a number", "no spans", "spans outside"],
)
def test_a_bad_line_is_named_and_the_rest_goes_on(call, corpus, bad, options):
    """
    One bad line costs itself: exit code 4, its number on stderr.
    """
    good = line(toponyms=[{"start": 10, "end": 16}])
    code, found, err = call(corpus(good, bad, good), *options)

    assert code == 4
    assert len(found) == 2
    assert "corpus.jsonl:2: " in err


def test_nothing_to_do_ends_with_3(call, corpus, tmp_path):
    """
    An empty file and a missing one give no line.
    """
    assert call(corpus())[0] == 3
    assert call(tmp_path / "none.jsonl")[0] == 3


def test_an_unknown_theatre_is_wrong_usage(call, corpus):
    """
    What the user can mend in the command is said.
    """
    code, _, err = call(corpus(line()), "--theatre", "mordor")

    assert code == 2
    assert "mordor" in err


def test_a_text_of_any_kind_is_survived(call, corpus):
    """
    Empty, hostile and shouting texts give lines too.
    """
    texts = ["", "\x00\ud7ff{{ 7*7 }} <b>", "PARIS IS BURNING", "a" * 5000, "Paris, " * 500]
    code, found, _ = call(corpus(*(line(text=text) for text in texts)))

    assert code == 0
    assert len(found) == len(texts)
