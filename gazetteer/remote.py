"""
Ask a geocoder on the network for names that the index does not know: only when one is asked for.

Every answer is kept on disk, requests keep their distance, a run has a budget, and nothing that a
server does ends a run: a name that got no answer is told with its reason.
"""

import logging
import re
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

import msgspec

from gazetteer.errors import RemoteError
from gazetteer.geodesy import bounds
from gazetteer.model import Candidate, LonLat, Place
from gazetteer.remote_answers import read_answer, weigh
from gazetteer.remote_cache import AnswerCache, default_cache

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder
    from geopy.location import Location

SERVICES = ("nominatim", "photon", "geonames", "pelias")
BUDGET = 50
_PROGRAM = "geomap-frontline"
_ANSWERS = 5
_NEAR_KM = 100.0
_MAX_NAME, _MAX_WAIT_S, _FAILURES_IN_A_ROW = 200, 30.0, 3
_CONTACT = re.compile(r"[ -~]{1,100}")
_UNPRINTABLE = re.compile(r"[^ -~]+")
# GeoNames' own host for encrypted requests; the other services have theirs in geopy.
_DOMAINS = {"geonames": "secure.geonames.org"}
# What geopy passes through when a server's answer is not what it should be.
_GARBAGE = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    msgspec.ValidationError,
)
_REFUSALS = {
    "GeocoderAuthenticationFailure",
    "GeocoderInsufficientPrivileges",
    "GeocoderQuotaExceeded",
}
_PASSING = {
    "GeocoderRateLimited",
    "GeocoderServiceError",
    "GeocoderTimedOut",
    "GeocoderUnavailable",
}

_LOG = logging.getLogger(__name__)


class Service(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A geocoder and how to behave towards it.

    `domain` and `scheme` are those of one's own server, the public one by default (Pelias has
    none); `key` is the user name of GeoNames or the key of Pelias; `contact` goes into the user
    agent, as Nominatim's usage policy likes it. Times are in seconds. `cache` is the SQLite file of
    earlier answers, by default one in the user's cache folder.
    """

    name: str = "nominatim"
    domain: str | None = None
    scheme: str = "https"
    key: str | None = None
    contact: str | None = None
    timeout_s: float = 10.0
    pause_s: float = 1.0
    tries: int = 3
    cache: Path | None = None


class Clock(NamedTuple):
    """Where the time comes from (seconds since 1970), and how to wait."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


class _NoAnswerError(Exception):
    """A name got no answer; the text says why."""


def geocode_unknown(
    names: Iterable[str],
    *,
    service: Service,
    near: LonLat | None = None,
    country: str | None = None,
    budget: int = BUDGET,
    clock: Clock | None = None,
    on_failure: Callable[[str, str], None] | None = None,
) -> dict[str, list[Candidate]]:
    """
    Ask a geocoder for names.

    Parameters
    ----------
    names
        As the text has them; each is asked once.
    service
        Whom to ask.
    near
        A point that the places are likely to be near to; it prefers and excludes nothing.
    country
        ISO 3166-1 alpha-2 code of the likely country; the search is confined to it where the
        service can do that.
    budget
        Most requests that may be made, repetitions included; answers from disk are free.
    clock
        The system's, unless a test brings its own.
    on_failure
        Called with each name that got no answer, and the reason; the log has them too.

    Returns
    -------
    found
        Candidates by name, the likeliest first; the sources of a place say `remote:` and the
        service. An empty list says that the service knows no such place; a name that got no
        answer is missing.

    Raises
    ------
    RemoteError
        If the service is set up wrongly. A server's faults raise nothing.
    """
    found = {}
    with AnswerCache(service.cache or default_cache()) as answers:
        session = _Session(service, answers, budget, clock or Clock())
        for name in dict.fromkeys(names):
            try:
                places = session.ask(name, near, country)
            except _NoAnswerError as reason:
                _LOG.warning("%s: no answer for %r: %s", service.name, name, reason)
                if on_failure:
                    on_failure(name, str(reason))
            else:
                found[name] = weigh(places, name, near=near, country=country)
    return found


class _Session:
    """The requests of one run."""

    def __init__(self, service: Service, answers: AnswerCache, budget: int, clock: Clock) -> None:
        self._service, self._answers, self._clock = service, answers, clock
        self._left, self._budget, self._failed = budget, budget, 0
        self._stopped = ""
        self._geocoder = _make_geocoder(service)

    def ask(self, name: str, near: LonLat | None, country: str | None) -> Sequence[Place]:
        """Answer from disk, else from the server, whose answer is kept."""
        if not 0 < len(name.strip()) <= _MAX_NAME:
            message = f"not a name of 1 to {_MAX_NAME} characters"
            raise _NoAnswerError(message)
        service, hints = self._service, _hints(self._service.name, near, country)
        key = repr((service.name, service.domain, name, sorted(hints.items())))
        places = self._answers.read(key, now=self._clock.now())
        if places is None:
            places = self._request(name, hints)
            self._answers.write(key, places, now=self._clock.now())
        return places

    def _request(self, name: str, hints: dict[str, Any]) -> Sequence[Place]:
        """Ask until there is an answer, at most as often as the service allows."""
        for tried in range(1, self._service.tries + 1):
            self._take_turn()
            try:
                found = self._geocode(name, hints)
                places = read_answer([one.raw for one in found], self._service.name)
            except (_geopy_error(), *_GARBAGE) as error:
                fault, again_s = error, _again_s(error, tried)
                if again_s is None:
                    break
                if tried < self._service.tries:
                    self._clock.sleep(again_s)
            else:
                self._failed = 0
                return places
        raise _NoAnswerError(self._note(fault))

    def _geocode(self, name: str, hints: dict[str, Any]) -> Sequence["Location"]:
        """Ask once; geopy warns of a wrong latitude before it raises."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return self._geocoder.geocode(name, exactly_one=False, **hints) or []

    def _take_turn(self) -> None:
        """Take one request from the budget and wait until it may be made."""
        if not self._stopped and self._left <= 0:
            self._stopped = f"the budget of {self._budget} requests is spent"
        if self._stopped:
            raise _NoAnswerError(self._stopped)
        self._left -= 1
        now = self._clock.now()
        turn = self._answers.take_turn(self._service.name, pause_s=self._service.pause_s, now=now)
        if turn > now:
            self._clock.sleep(turn - now)

    def _note(self, fault: Exception) -> str:
        """Word a failure, and ask no more where the service refuses or seems to be down."""
        words = _UNPRINTABLE.sub(" ", f"{type(fault).__name__}: {fault}")[:_MAX_NAME]
        self._failed += 1
        if type(fault).__name__ in _REFUSALS:
            self._stopped = f"the service refuses requests ({words})"
        elif self._failed >= _FAILURES_IN_A_ROW:
            self._stopped = f"{self._failed} names in a row got no answer (the last: {words})"
        return words


def _geopy_error() -> type[Exception]:
    from geopy.exc import GeopyError  # noqa: PLC0415 - loads only when somebody asks

    return cast("type[Exception]", GeopyError)


def _again_s(error: Exception, tried: int) -> float | None:
    """Say when to try again: after what the server says, else 2, 4, 8 seconds; None for never."""
    if type(error).__name__ not in _PASSING:
        return None
    told = getattr(error, "retry_after", None)
    return float(min(_MAX_WAIT_S, 2.0**tried if told is None else max(1, told)))


def _hints(service: str, near: LonLat | None, country: str | None) -> dict[str, Any]:
    """Say what is known, and in which language to answer, in the words of each service."""
    code = country.lower() if country else None
    by_service: dict[str, dict[str, Any]] = {
        "nominatim": {
            "addressdetails": True,
            "country_codes": code,
            "language": "en",
            "limit": _ANSWERS,
            "namedetails": True,
            "viewbox": _box(near) if near else None,
        },
        "photon": {
            "language": "en",
            "limit": _ANSWERS,
            "location_bias": (near.lat, near.lon) if near else None,
        },
        "geonames": {"country": code},
        "pelias": {"countries": [code] if code else None, "language": "en"},
    }
    return {name: value for name, value in by_service[service].items() if value is not None}


def _box(near: LonLat) -> list[tuple[float, float]]:
    """Return two corners around a point as geopy wants them: latitude first."""
    west, south, east, north = bounds(near, radius_km=_NEAR_KM)
    return [(south, max(-180.0, west)), (north, min(180.0, east))]


def _make_geocoder(service: Service) -> "Geocoder":
    from geopy.adapters import URLLibAdapter  # noqa: PLC0415
    from geopy.geocoders import get_geocoder_for_service  # noqa: PLC0415

    _check(service)
    # The other adapter repeats requests by itself: uncounted, and for as long as a server tells it.
    options: dict[str, Any] = {
        "adapter_factory": URLLibAdapter,
        "scheme": service.scheme,
        "timeout": service.timeout_s,
        "user_agent": _user_agent(service),
    }
    if domain := service.domain or _DOMAINS.get(service.name):
        options["domain"] = domain
    if service.name == "geonames":
        options["username"] = service.key
    if service.name == "pelias":
        options["api_key"] = service.key
    return cast("Geocoder", get_geocoder_for_service(service.name)(**options))


def _check(service: Service) -> None:
    lacks = {
        f"no such service; there are {', '.join(SERVICES)}": service.name not in SERVICES,
        "name its server (domain)": service.name == "pelias" and not service.domain,
        "name your GeoNames user (key)": service.name == "geonames" and not service.key,
        "contact is not a line of plain letters": not _CONTACT.fullmatch(service.contact or "-"),
        "scheme is neither https nor http": service.scheme not in {"https", "http"},
    }
    if wrong := [words for words, is_so in lacks.items() if is_so]:
        message = f"geocoder {service.name!r}: {'; '.join(wrong)}"
        raise RemoteError(message)


def _user_agent(service: Service) -> str:
    """Name the program and whom to write to, as Nominatim's usage policy asks."""
    return f"{_PROGRAM} ({service.contact})" if service.contact else _PROGRAM
