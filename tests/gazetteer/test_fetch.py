"""Fetching from a server that misbehaves in every way we could think of."""

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from geonames import dump_row, text_of, zip_of

from gazetteer import SourceError
from gazetteer.fetch import fetch_countries
from gazetteer.fetched import fetched_folder, fetched_sources, list_fetched

DUMP = zip_of(readme_txt="About", UA_txt=text_of(*(dump_row(id=str(n)) for n in range(1, 400))))
FILES = {
    "/UA.zip": DUMP,
    "/alternatenames/UA.zip": zip_of(UA_txt=text_of("1\t5\ten\tDubove\t\t\t\t\t\t")),
    "/admin1CodesASCII.txt": text_of("UA.26\tZaporizhzhia\tZaporizhzhia\t687699"),
    "/admin2Codes.txt": text_of("UA.26.1\tPolohy\tPolohy\t1"),
}


@dataclass
class Server:
    """A server, its files, what it shall do first to whom asks for the dump, and what was asked."""

    url: str = ""
    files: dict = field(default_factory=lambda: dict(FILES))
    first: list = field(default_factory=list)
    tag: str = '"one"'
    ranges: bool = True
    asked: list = field(default_factory=list)


@pytest.fixture
def server(tmp_path, monkeypatch):
    """Run a server on loopback and point the cache to a folder of our own."""
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("no_proxy", "*")
    state = Server()
    running = ThreadingHTTPServer(("127.0.0.1", 0), handler(state))
    state.url = f"http://127.0.0.1:{running.server_port}/"
    thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield state
    running.shutdown()
    thread.join()
    running.server_close()


def handler(state):
    """Return the class that answers; the answers to the dump are those of `state.first` first."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def do_GET(self):
            state.asked.append((self.path, self.headers.get("Range")))
            if self.path == "/UA.zip" and state.first:
                state.first.pop(0)(self)
            else:
                self.answer()

        def answer(self, *, cut=None, length=None):
            content = state.files.get(self.path)
            if content is None:
                self.send_error(404)
                return
            wanted = self.headers.get("Range")
            fresh = self.headers.get("If-Range") == state.tag
            start = int(wanted[6:-1]) if wanted and fresh and state.ranges else 0
            self.send_response(206 if start else 200)
            self.send_header("ETag", state.tag)
            self.send_header("Last-Modified", "Mon, 06 May 2024 03:00:00 GMT")
            rest = content[start:]
            self.send_header("Content-Length", str(length or len(rest)))
            if start:
                extent = f"bytes {start}-{len(content) - 1}/{len(content)}"
                self.send_header("Content-Range", extent)
            self.end_headers()
            self.wfile.write(rest if cut is None else rest[:cut])

        def page(self, kind="text/html", content=b"<!DOCTYPE html><title>Please log in</title>"):
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def elsewhere(self, address):
            self.send_response(302)
            self.send_header("Location", address)
            self.end_headers()

    return Handler


@pytest.fixture
def fetch(server):
    """Return a function that fetches Ukraine and collects the pauses between attempts."""
    pauses = []

    def call(*countries, **options):
        return fetch_countries(
            countries or ["UA"], base_url=server.url, pause=pauses.append, **options
        )

    call.pauses = pauses
    return call


def stored():
    """Return the bytes of the dump as it was stored."""
    return (fetched_folder() / "UA.zip").read_bytes()


def leftovers():
    """Return the names of files that are neither fetched files nor their list."""
    files = {path for path in fetched_folder().rglob("*") if path.is_file()}
    known = {fetched_folder() / each.path for each in list_fetched()}
    return sorted(path.name for path in files - known if path.name != "fetched.json")


def test_what_is_published_is_stored(fetch):
    """
    Dump, alternate names and admin codes arrive, are listed with checksum and date, and are read.
    """
    fetched = fetch("ua", alternate_names=True)

    assert [each.path for each in list_fetched()] == sorted(name[1:] for name in FILES)
    assert {each.path for each in fetched} == {name[1:] for name in FILES}
    assert stored() == DUMP
    assert fetched[0].changed == "2024-05-06"
    assert leftovers() == []
    dump, names = fetched_sources()
    assert dump.version == "published 2024-05-06"
    assert len(list(dump.read({}))) == 399
    assert names.name.startswith("GeoNames alternate names")


def test_a_cut_transfer_goes_on_where_it_ended(fetch, server):
    """
    The second attempt asks for the rest only, and the file is whole.
    """
    server.first = [lambda answer: answer.answer(cut=1000)]
    fetch()

    assert stored() == DUMP
    assert [extent for path, extent in server.asked if path == "/UA.zip"] == [None, "bytes=1000-"]
    assert fetch.pauses == [1.0]


def test_a_file_that_changed_meanwhile_starts_anew(fetch, server):
    """
    The rest of another state of the file is never joined to the first part.
    """

    def cut_and_change(answer):
        answer.answer(cut=1000)
        server.tag = '"two"'

    server.first = [cut_and_change]
    fetch()

    assert stored() == DUMP


def test_a_server_without_ranges_sends_all_again(fetch, server):
    """
    A refused Range is no fault.
    """
    server.ranges = False
    server.first = [lambda answer: answer.answer(cut=1000)] * 2
    fetch()

    assert stored() == DUMP
    assert fetch.pauses == [1.0, 2.0]


def test_a_range_beyond_the_end_starts_anew(fetch, server):
    """
    416 drops the part.
    """
    server.first = [lambda answer: answer.answer(cut=1000), lambda answer: answer.send_error(416)]
    fetch()

    assert stored() == DUMP


def test_another_part_than_asked_for_is_dropped(fetch, server):
    """
    A 206 that begins elsewhere is not joined.
    """

    def wrong_part(answer):
        answer.send_response(206)
        answer.send_header("Content-Range", f"bytes 5-9/{len(DUMP)}")
        answer.send_header("Content-Length", "5")
        answer.end_headers()
        answer.wfile.write(b"wrong")

    server.first = [lambda answer: answer.answer(cut=1000), wrong_part]
    fetch()

    assert stored() == DUMP


@pytest.mark.parametrize("code", [500, 502, 503, 429])
def test_a_server_in_trouble_is_asked_again(fetch, server, code):
    """
    5xx and "too many requests" are waited out, each time longer.
    """
    server.first = [lambda answer: answer.send_error(code)] * 3
    fetch()

    assert stored() == DUMP
    assert fetch.pauses == [1.0, 2.0, 4.0]


def test_there_is_an_end_to_patience(fetch, server):
    """
    After five attempts the error says so, and nothing is stored.
    """
    server.first = [lambda answer: answer.send_error(500)] * 9

    with pytest.raises(SourceError, match="500; tried 5 times"):
        fetch()
    assert list_fetched() == []
    assert fetch.pauses == [1.0, 2.0, 4.0, 8.0]


def test_a_wrong_length_is_not_believed(fetch, server):
    """
    A file shorter than its announced length is not taken, whatever was announced.
    """
    wrong = len(DUMP) + 10
    server.ranges = False
    server.first = [lambda answer: answer.answer(length=wrong)] * 5

    with pytest.raises(SourceError, match=rf"of {wrong:,} bytes"):
        fetch()
    assert list_fetched() == []


def test_what_is_not_there_is_told_at_once(fetch):
    """
    404 is not tried again, and names the likely cause.
    """
    with pytest.raises(SourceError, match="404: is it a country code"):
        fetch("ZZ")
    assert fetch.pauses == []


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "application/zip"])
def test_a_web_page_is_no_archive(fetch, server, kind):
    """
    A login page is refused, whether it says what it is or not.
    """
    server.first = [lambda answer: answer.page(kind)]

    with pytest.raises(SourceError, match="web page"):
        fetch()
    assert leftovers() == []


def test_a_web_page_is_no_list_of_codes(fetch, server):
    """
    Plain files are looked at too.
    """
    server.files["/admin1CodesASCII.txt"] = b"<html>Please log in</html>\n"

    with pytest.raises(SourceError, match="not a file of admin codes"):
        fetch()
    assert list_fetched() == []


@pytest.mark.parametrize(
    "content",
    [
        zip_of(UA_txt=b"0" * 30_000_000),
        zip_of(**{f"UA{n}_txt": text_of(dump_row()) for n in range(50)}),
    ],
    ids=["ratio", "many files"],
)
def test_a_zip_bomb_is_refused_unopened(fetch, server, content):
    """
    An archive that would unpack to far more than it is, or to many files, is removed.
    """
    server.files["/UA.zip"] = content

    with pytest.raises(SourceError, match="no archive of GeoNames"):
        fetch()
    assert leftovers() == []
    assert fetch.pauses == []


def test_an_archive_of_something_else_is_refused(fetch, server):
    """
    A good archive that holds no dump is not taken for one.
    """
    server.files["/UA.zip"] = zip_of(UA_txt=b"hello\n")

    with pytest.raises(SourceError, match="not a GeoNames country dump"):
        fetch()


def test_a_damaged_archive_is_fetched_again(fetch, server):
    """
    A flipped bit is noticed by the archive's checksum; the next attempt begins at the start.
    """
    damaged = bytearray(DUMP)
    damaged[len(DUMP) // 2] ^= 1
    server.first = [lambda answer: answer.page("application/zip", bytes(damaged))]
    fetch()

    assert stored() == DUMP
    assert server.asked[1] == ("/UA.zip", None)


def test_a_failed_fetch_leaves_the_old_file(fetch, server):
    """
    What was fetched before stays in use when a later fetch fails.
    """
    fetch()
    server.first = [lambda answer: answer.page()]

    with pytest.raises(SourceError, match="web page"):
        fetch()
    assert stored() == DUMP
    assert "UA.zip" in [each.path for each in list_fetched()]


def test_redirects_stay_on_the_web(fetch, server):
    """
    A redirect to a file is refused, one to another address of the same kind is followed.
    """
    server.files["/there.zip"] = DUMP
    server.first = [lambda answer: answer.elsewhere("/there.zip")]
    fetch()

    assert stored() == DUMP
    server.first = [lambda answer: answer.elsewhere("file:///etc/hostname")]
    with pytest.raises(SourceError, match="302"):
        fetch()


@pytest.mark.parametrize("country", ["UKR", "../x", "", "U/", "уа"])
def test_a_country_is_two_letters(fetch, country):
    """
    Nothing else gets into an address or a path.
    """
    with pytest.raises(SourceError, match="two-letter"):
        fetch(country)


@pytest.mark.parametrize("url", ["file:///tmp/", "ftp://example.org/", "example.org", "https://"])
def test_a_base_is_a_web_address(url):
    """
    Other schemes are refused before anything is opened.
    """
    with pytest.raises(SourceError, match="base URL"):
        fetch_countries(["UA"], base_url=url)


def test_nobody_there_is_told(tmp_path, monkeypatch):
    """
    A refused connection ends in words after some attempts.
    """
    monkeypatch.setenv("GEOMAP_CACHE_DIR", str(tmp_path))
    monkeypatch.setenv("no_proxy", "*")

    with pytest.raises(SourceError, match="connection failed"):
        fetch_countries(["UA"], base_url="http://127.0.0.1:9/", pause=lambda _: None)
