"""The command: its exit codes, its words, records on stdout."""

import io
import json
import sys

import pytest
from factories import make_claim

from geomap.cli import main
from geomap.codec import encode_records

ARTICLE = "Russian artillery shelled the village of Klishchiivka, near Bakhmut, on Monday.\n"


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE)
    return path


@pytest.fixture
def call(capsys, index):  # noqa: ARG001 - the index is built before the command opens it
    def run(*arguments):
        with pytest.raises(SystemExit) as exit_:
            main([str(argument) for argument in arguments])
        return exit_.value.code, *capsys.readouterr()

    return run


def test_run_ends_with_0(call, article, tmp_path):
    """
    A good article: files, a table on stdout, nothing on stderr.
    """
    code, out, err = call("run", article, "-o", tmp_path / "out")

    assert (code, err) == (0, "")
    assert "shelling" in out
    assert str(tmp_path / "out" / "map.html") in out


@pytest.mark.parametrize(
    "arguments",
    [
        ["run"],
        ["run", "--no-such-option"],
        ["run", "a.txt", "--published", "soon"],
        ["run", "--samples", "--theatre", "mordor"],
        ["run", "--samples", "-o", "/dev/null/output"],
        ["merge"],
        ["no-such-verb"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(call, arguments):
    """
    What the user can mend in the command is said, without a traceback.
    """
    code, _, err = call(*arguments)

    assert code == 2
    assert err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "content", [None, b"", b"\0\1\2", b"\xff\xfe\x00"], ids=["missing", "empty", "binary", "odd"]
)
def test_nothing_read_ends_with_3(call, tmp_path, content):
    """
    An input that is no document is named, and no output folder appears.
    """
    path = tmp_path / "a.txt"
    if content is not None:
        path.write_bytes(content)

    code, out, err = call("run", path, "-o", tmp_path / "out")

    assert (code, out) == (3, "")
    assert f"rejected: {path}" in err
    assert not (tmp_path / "out").exists()


def test_a_long_line_is_rejected_with_the_limit(call, tmp_path):
    """
    A single line of 50 MB is refused at once, and the option that raises the limit is named.
    """
    path = tmp_path / "a.txt"
    path.write_bytes(b"a b. " * 10_000_000)

    code, _, err = call("run", path, "-o", tmp_path / "out")

    assert code == 3
    assert "10,000,000" in err
    assert "--max-characters" in err


def test_some_rejected_ends_with_4(call, article, tmp_path):
    """
    The good inputs are done, the bad one is named.
    """
    code, out, err = call("run", article, tmp_path / "missing.txt", "-o", tmp_path / "out")

    assert code == 4
    assert "wrote" in out
    assert "missing.txt" in err


def test_the_steps_give_what_run_gives(call, article, tmp_path):
    """
    Extract, merge, map and export in a row write the same records and files.
    """
    call("run", article, "-o", tmp_path / "out")
    _, claims, _ = call("extract", article)
    (tmp_path / "claims.jsonl").write_text(claims)
    _, events, _ = call("merge", tmp_path / "claims.jsonl")
    (tmp_path / "events.jsonl").write_text(events)
    shared = ["--claims", tmp_path / "claims.jsonl", "--manifest", tmp_path / "out/manifest.json"]
    call("export", tmp_path / "events.jsonl", *shared, "-o", tmp_path / "events.geojson")
    code, *_ = call("map", tmp_path / "events.jsonl", *shared, "-o", tmp_path / "map.html")

    assert code == 0
    assert b"Klishchiivka" in (tmp_path / "map.html").read_bytes()
    for name in ("claims.jsonl", "events.jsonl", "events.geojson"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "out" / name).read_bytes()


def test_reviewed_events_are_told_when_merged_again(call, tmp_path):
    """
    An increment over reviewed events says that the review is to be given again, which keeps it.
    """
    claims, earlier = tmp_path / "claims.jsonl", tmp_path / "events.jsonl"
    claims.write_bytes(b"".join(encode_records([make_claim()])))
    review = tmp_path / "review.csv"
    review.write_text(f"id,verdict\n{make_claim().id},reject\n")
    _, judged, _ = call("merge", claims, "--review", review)
    earlier.write_text(judged)
    _, bare, err = call("merge", claims, "--previous", earlier)
    _, again, _ = call("merge", claims, "--previous", earlier, "--review", review)

    assert f"{earlier}: reviewed events: 1" in err
    assert '"mappable":true' in bare
    assert again == judged


def test_records_that_are_none_are_named(call, tmp_path):
    """
    A broken line of claims is told with file and line.
    """
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": 7}\n')

    code, out, err = call("merge", path)

    assert (code, out) == (3, "")
    assert f"{path}:1" in err


def test_standard_input_is_read(call, monkeypatch):
    """
    "-" is standard input; records go to standard output and nothing else does.
    """
    stream = io.TextIOWrapper(io.BufferedReader(io.BytesIO(ARTICLE.encode())))
    monkeypatch.setattr(sys, "stdin", stream)

    code, out, err = call("extract", "-", "--publisher", "The Plain Courier")

    assert (code, err) == (0, "")
    assert {json.loads(line)["chain"][0]["name"] for line in out.splitlines()} == {
        "The Plain Courier"
    }


def test_interruption_ends_with_130(call, monkeypatch):
    """
    Control-C is not a fault.
    """

    class Interrupted(io.BytesIO):
        def peek(self, size):  # noqa: ARG002
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Interrupted()))

    assert call("extract", "-")[0] == 130


def test_the_version_is_told(call):
    """
    --version prints it on stdout.
    """
    code, out, _ = call("--version")

    assert (code, out) == (0, "geomap, version 0.1.0\n")


def test_explain_tells_an_event_of_the_last_run(call, article, tmp_path):
    """
    The claims beside the events are found; an unknown id ends with 2 and a suggestion.
    """
    call("run", article, "-o", tmp_path)
    name = json.loads((tmp_path / "events.jsonl").read_text().splitlines()[0])["id"]

    code, out, _ = call("explain", name, tmp_path / "events.jsonl")
    missing, _, err = call("explain", f"{name}0", tmp_path / "events.jsonl")

    assert (code, missing) == (0, 2)
    assert out.startswith(name)
    assert f"did you mean {name}?" in err


def test_an_earlier_merge_can_be_given_back(call, article, tmp_path):
    """
    Unchanged claims and earlier events give the same events.
    """
    call("run", article, "-o", tmp_path)
    events = (tmp_path / "events.jsonl").read_text()

    _, out, _ = call("merge", tmp_path / "claims.jsonl", "--previous", tmp_path / "events.jsonl")

    assert out == events
