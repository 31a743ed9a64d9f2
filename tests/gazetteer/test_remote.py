"""Geocoders on the network: asked politely, remembered, and never the end of a run."""

import json
import threading
from collections import deque
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest
from click.testing import CliRunner

from gazetteer import LonLat, PlaceKind
from gazetteer.cli import main
from gazetteer.errors import RemoteError
from gazetteer.remote import SERVICES, Clock, Service, geocode_unknown

VILLAGE = {
    "osm_type": "node",
    "osm_id": 42,
    "class": "place",
    "type": "village",
    "name": "Verkhnia Vyhadanka",
    "display_name": "Verkhnia Vyhadanka, Somewhere",
    "lat": "48.5",
    "lon": "37.9",
    "address": {"country_code": "ua", "state": "Donetsk Oblast", "district": "Bakhmut Raion"},
    "namedetails": {"name": "Верхня Вигаданка", "name:en": "Verkhnia Vyhadanka"},
    "boundingbox": ["48.48", "48.52", "37.88", "37.92"],
}
NAMESAKE = VILLAGE | {"osm_id": 43, "lat": "50.0", "lon": "30.0", "name": "Nyzhnia"}
NAMESAKE |= {"namedetails": None, "boundingbox": None}
SHOP = VILLAGE | {"osm_id": 44, "class": "shop", "type": "bakery"}
PHOTON = {
    "geometry": {"coordinates": [37.9, 48.5]},
    "properties": {
        "osm_id": 42,
        "osm_type": "N",
        "osm_key": "place",
        "osm_value": "village",
        "name": "Verkhnia Vyhadanka",
        "countrycode": "UA",
        "extent": [37.88, 48.52, 37.92, 48.48],
    },
}
GEONAMES = {
    "geonameId": 42,
    "name": "Verkhnia Vyhadanka",
    "lat": "48.5",
    "lng": "37.9",
    "fcl": "P",
    "fcode": "PPL",
    "countryCode": "UA",
    "adminCode1": "05",
    "population": 300,
}
PELIAS = {
    "geometry": {"coordinates": [37.9, 48.5]},
    "properties": {"gid": "osm:1", "layer": "locality", "name": "Verkhnia Vyhadanka"},
}
ANSWERS = {
    "nominatim": [VILLAGE],
    "photon": {"features": [PHOTON]},
    "geonames": {"geonames": [GEONAMES]},
    "pelias": {"features": [PELIAS]},
}


class Server:
    """A geocoder that answers from a list: bodies, (status, headers) or "hang"."""

    def __init__(self):
        self.plan = deque()
        self.otherwise = []
        self.requests = []
        self.released = threading.Event()

    def answer(self, handler):
        self.requests.append((urlsplit(handler.path), dict(handler.headers)))
        step = self.plan.popleft() if self.plan else self.otherwise
        if step == "hang":
            self.released.wait(5)
            return
        status, headers = step if isinstance(step, tuple) else (200, {})
        body = step if isinstance(step, bytes) else json.dumps(step).encode()
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    @contextmanager
    def run(self):
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.answer(self)

            def log_message(self, *_):
                """Say nothing."""

        http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=http.serve_forever, args=(0.01,))
        thread.start()
        self.domain = f"127.0.0.1:{http.server_port}"
        try:
            yield self
        finally:
            self.released.set()
            http.shutdown()
            thread.join()
            http.server_close()


class FakeTime:
    """A clock that only waiting moves."""

    def __init__(self, now=1_000.0):
        self.now = now
        self.waits = []

    def clock(self):
        return Clock(now=lambda: self.now, sleep=self.wait)

    def wait(self, seconds):
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def server():
    with Server().run() as running:
        yield running


@pytest.fixture
def time():
    return FakeTime()


@pytest.fixture
def ask(server, time, tmp_path):
    """Return a function that asks the fake server, and the failures it told."""
    service = Service(
        domain=server.domain, scheme="http", cache=tmp_path / "answers.sqlite", timeout_s=5.0
    )

    def call(*names, failures=None, change=None, **options):
        chosen = msgspec.structs.replace(service, **(change or {}))
        told = {} if failures is None else failures
        return geocode_unknown(
            names, service=chosen, clock=time.clock(), on_failure=told.__setitem__, **options
        )

    return call


@pytest.mark.parametrize("name", SERVICES)
def test_each_service_gives_places_marked_as_its_own(ask, server, name):
    """
    A village comes as a settlement with its spot, and its source says who found it.
    """
    server.otherwise = ANSWERS[name]
    found = ask("Verkhnia Vyhadanka", change={"name": name, "key": "me"})

    (candidate,) = found["Verkhnia Vyhadanka"]
    assert candidate.place.point == LonLat(37.9, 48.5)
    assert candidate.place.kind is PlaceKind.SETTLEMENT
    assert candidate.place.sources == (f"remote:{name}",)
    assert candidate.reasons[0].name == "exact name"
    assert candidate.reasons[1] == (f"remote:{name}", 0.0)


def test_a_place_of_openstreetmap_keeps_its_id_and_units(ask, server):
    """
    Id, country, units, all names and the reach of its box come along.
    """
    server.otherwise = [VILLAGE]
    place = ask("Верхня Вигаданка")["Верхня Вигаданка"][0].place

    assert place.id == "osm:node/42"
    assert (place.country, place.admin1_name) == ("UA", "Donetsk Oblast")
    assert place.admin2_name == "Bakhmut Raion"
    assert place.names == ("Verkhnia Vyhadanka", "Верхня Вигаданка")
    assert 2000 < place.radius_m < 4000


def test_what_is_no_place_is_left_out(ask, server):
    """
    A bakery of that name is not a village.
    """
    server.otherwise = [SHOP]

    assert ask("Verkhnia Vyhadanka") == {"Verkhnia Vyhadanka": []}


def test_nearness_and_names_order_the_candidates(ask, server):
    """
    The place of that name near the point stands before another that the server offers first.
    """
    server.otherwise = [NAMESAKE, VILLAGE]
    found = ask("Verkhnia Vyhadanka", near=LonLat(38.0, 48.6), country="UA")

    assert [one.place.id for one in found["Verkhnia Vyhadanka"]] == ["osm:node/42", "osm:node/43"]


def test_the_request_says_who_asks_and_what_is_known(ask, server):
    """
    Program and contact are in the user agent; country and surroundings in the query.
    """
    contact = {"contact": "me@example.org"}
    ask("Vyhadanka", near=LonLat(38.0, 48.6), country="UA", change=contact)

    ((url, headers),) = server.requests
    query = parse_qs(url.query)
    assert headers["User-Agent"] == "geomap-frontline (me@example.org)"
    assert query["countrycodes"] == ["ua"]
    assert "viewbox" in query


def test_requests_keep_a_second_between_them(ask, server, time):
    """
    Three names take three turns, one second apart, in one call or in several.
    """
    ask("Aa", "Bb")
    ask("Cc")

    assert len(server.requests) == 3
    assert time.waits == [1.0, 1.0]


def test_a_turn_of_another_clock_counts_for_nothing(ask, time):
    """
    A cache from a machine whose clock ran a year ahead makes nobody wait for a year.
    """
    time.now += 365 * 86_400
    ask("Aa")
    time.now -= 365 * 86_400
    ask("Bb")

    assert time.waits == []


def test_an_answer_is_asked_for_once(ask, server):
    """
    What was answered is on disk, that nothing was found too; other hints are another question.
    """
    server.plan.extend([[VILLAGE], []])
    first = ask("Aa", "Bb")
    again = ask("Aa", "Bb", "Aa")

    assert again == first
    assert len(server.requests) == 2
    ask("Aa", country="UA")
    assert len(server.requests) == 3


def test_an_old_answer_is_asked_for_again(ask, server, time):
    """
    After half a year the map may have changed.
    """
    ask("Aa")
    time.now += 200 * 86_400
    ask("Aa")

    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("trouble", "waits"),
    [
        ((500, {}), [2.0]),
        ((502, {}), [2.0]),
        ((503, {}), [2.0]),
        ((429, {}), [2.0]),
        ((429, {"Retry-After": "7"}), [7.0]),
        ((429, {"Retry-After": "86400"}), [30.0]),
        ((429, {"Retry-After": "soon"}), [2.0]),
    ],
)
def test_a_passing_trouble_is_waited_out(ask, server, time, trouble, waits):
    """
    A server that has trouble, or asks for patience, is asked again after a while.
    """
    server.plan.extend([trouble, [VILLAGE]])

    assert ask("Verkhnia Vyhadanka")["Verkhnia Vyhadanka"]
    assert time.waits == waits


def test_a_lasting_trouble_is_told_and_not_remembered(ask, server):
    """
    After three tries the name has no answer; the next run asks again.
    """
    server.plan.extend([(500, {})] * 3 + [[VILLAGE]])
    failures = {}

    assert ask("Aa", failures=failures) == {}
    assert "500" in failures["Aa"]
    assert ask("Aa")["Aa"]


def test_a_silent_server_is_given_up(ask, server):
    """
    No answer within the time is a failure, not a hanging run.
    """
    server.otherwise = "hang"
    failures = {}

    assert ask("Aa", failures=failures, change={"timeout_s": 0.2, "tries": 2}) == {}
    assert "GeocoderTimedOut" in failures["Aa"] or "timed out" in failures["Aa"]


def test_nobody_there_is_a_failure(ask):
    """
    A port that nobody listens on.
    """
    failures = {}

    assert ask("Aa", failures=failures, change={"domain": "127.0.0.1:1"}) == {}
    assert set(failures) == {"Aa"}


@pytest.mark.parametrize(
    "garbage",
    [
        b"",
        b"<html>busy</html>",
        b"\xff\xfe",
        b"[1, 2]",
        b'"text"',
        b'{"error": "\\u001b[31m"}',
        b'[{"lat": "48", "lon": "37"}]',
        b'[{"lat": "x", "lon": "37"}]',
        b"[" * 100_000,
        json.dumps([VILLAGE | {"lat": "95"}]).encode(),
        json.dumps([VILLAGE | {"lon": "NaN"}]).encode(),
        json.dumps([VILLAGE | {"namedetails": {"name": "A" * 10_000}}]).encode(),
    ],
)
@pytest.mark.parametrize("name", SERVICES)
def test_garbage_is_told_in_plain_words_and_kept_nowhere(ask, server, garbage, name):
    """
    Whatever a server sends, the run goes on and the next one asks again.
    """
    server.plan.append(garbage)
    server.otherwise = ANSWERS[name]
    failures, change = {}, {"name": name, "key": "me", "tries": 1}
    first = ask("Aa", failures=failures, change=change)

    assert first in ({}, {"Aa": []})
    assert all(words.isprintable() for words in failures.values())
    if not first:
        assert ask("Aa", change=change)["Aa"]


@pytest.mark.parametrize("status", [401, 402, 403])
def test_a_refusal_ends_the_asking(ask, server, status):
    """
    Who is refused does not knock again.
    """
    server.otherwise = (status, {})
    failures = {}
    ask("Aa", "Bb", "Cc", failures=failures)

    assert len(server.requests) == 1
    assert set(failures) == {"Aa", "Bb", "Cc"}
    assert "refuses" in failures["Bb"]


def test_a_server_that_is_down_is_left_alone(ask, server):
    """
    After three names in a row without an answer no other is asked for.
    """
    server.otherwise = (500, {})
    failures = {}
    ask(*"ABCDE", failures=failures, change={"tries": 1})

    assert len(server.requests) == 3
    assert "in a row" in failures["E"]


def test_the_budget_ends_the_asking(ask, server):
    """
    Requests are counted, repetitions too; what is on disk costs nothing.
    """
    ask("Aa")
    server.plan.append((500, {}))
    failures = {}
    found = ask("Aa", "Bb", "Cc", budget=2, failures=failures)

    assert set(found) == {"Aa", "Bb"}
    assert failures == {"Cc": "the budget of 2 requests is spent"}
    assert len(server.requests) == 3


@pytest.mark.parametrize("name", ["", "  ", "A" * 1000])
def test_what_is_no_name_is_not_asked(ask, server, name):
    """
    Nothing, blanks and a page of letters go to no server.
    """
    assert ask(name) == {}
    assert server.requests == []


@pytest.mark.parametrize(
    "change",
    [
        {"name": "altavista"},
        {"name": "pelias", "domain": None},
        {"name": "geonames"},
        {"contact": "a\r\nCookie: b"},
        {"scheme": "file"},
    ],
)
def test_a_wrong_setting_is_an_error_before_any_request(ask, server, change):
    """
    What only the user can mend is told at once.
    """
    with pytest.raises(RemoteError):
        ask("Aa", change=change)
    assert server.requests == []


def test_a_spoilt_cache_is_named(ask, tmp_path):
    """
    A file that is no database is not overwritten.
    """
    (tmp_path / "answers.sqlite").write_bytes(b"not a database, but long enough to look at" * 50)

    with pytest.raises(RemoteError, match=r"answers\.sqlite"):
        ask("Aa")


@pytest.fixture
def look_up(server, small_folder, tmp_path, monkeypatch):
    """Return a function that runs `gazetteer lookup` with a small index and the fake server."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    def call(*arguments):
        options = ["--index", str(small_folder), "--server", f"http://{server.domain}"]
        return CliRunner().invoke(main, ["lookup", *arguments, *options])

    return call


def test_the_command_asks_for_names_that_the_index_lacks(look_up, server):
    """
    With --remote an unknown name is asked for, and the answer says where it comes from.
    """
    server.otherwise = [VILLAGE]
    result = look_up("Verkhnia Vyhadanka", "--remote", "nominatim", "--contact", "me@example.org")

    assert result.exit_code == 0
    assert "osm:node/42" in result.output
    assert "remote:nominatim" in result.output


def test_the_command_asks_nobody_for_what_the_index_has(look_up, server):
    """
    A known name stays at home, and so does every name without --remote.
    """
    assert look_up("Klishchiivka", "--remote", "nominatim").exit_code == 0
    assert look_up("Verkhnia Vyhadanka").exit_code == 3
    assert server.requests == []


def test_the_command_survives_a_service_that_refuses(look_up, server):
    """
    Then the name is unknown, and why is said.
    """
    server.otherwise = (403, {})
    result = look_up("Verkhnia Vyhadanka", "--remote", "nominatim")

    assert result.exit_code == 3
    assert "gave no answer" in result.stderr


def test_the_command_knows_which_services_there_are(look_up):
    """
    A wrong one is wrong usage.
    """
    result = look_up("Verkhnia Vyhadanka", "--remote", "altavista")

    assert result.exit_code == 2
    assert "nominatim" in result.stderr
