"""
Files from GeoNames into the user's cache: resumed, verified, and put there whole or not at all.

Nothing that arrives is believed: its length, the checksums of an archive, how large that would
become, and whether it is what it was asked for are looked at before it is used.
"""

import hashlib
import os
import re
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from email.utils import parsedate_to_datetime
from functools import partial
from http.client import HTTPMessage
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from urllib.request import build_opener

import msgspec

from gazetteer.download import AgainError, Redirects, drop, put, receive
from gazetteer.errors import SourceError
from gazetteer.fetched import LIST, Fetched, fetched_folder, list_fetched
from gazetteer.sources.detect import FileKind, file_kind

BASE_URL = "https://download.geonames.org/export/dump/"
_CODES = ("admin1CodesASCII.txt", "admin2Codes.txt")
_KINDS = {"alternatenames": FileKind.NAMES, "admin": FileKind.CODES}
_ATTEMPTS, _FIRST_PAUSE_S = 5, 1.0
_MAX_UNPACKED, _MAX_RATIO, _MAX_MEMBERS = 8 << 30, 100, 20
Tell = Callable[[int, int, str], None]


def fetch_countries(
    countries: Iterable[str],
    *,
    alternate_names: bool = False,
    base_url: str = BASE_URL,
    tell: Tell = lambda _done, _total, _words: None,
    pause: Callable[[float], object] = time.sleep,
) -> list[Fetched]:
    """
    Fetch what GeoNames publishes of countries; the default index is then built with it.

    Parameters
    ----------
    countries
        ISO 3166-1 alpha-2 codes.
    alternate_names
        Whether to fetch the file of alternate names of each country too.
    base_url
        Where the files lie: GeoNames, or a mirror with the same names.
    tell
        Called with bytes done, bytes in all (0 if unknown) and the name of the file.
    pause
        Called with seconds to wait before another attempt.

    Returns
    -------
    fetched
        The new files; earlier ones stay listed beside them.

    Raises
    ------
    SourceError
        If a file is not there, or does not arrive whole and as what it should be.
    """
    codes = sorted({_country(code) for code in countries})
    names = [f"{code}.zip" for code in codes]
    names += [f"alternatenames/{code}.zip" for code in codes if alternate_names]
    transfer = _Transfer(_checked_base(base_url), tell, pause)
    fetched = [transfer.fetch(name) for name in (*names, *_CODES)]
    _write_list(fetched)
    return fetched


def _country(code: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", code):
        message = f"country {code!r}: a two-letter ISO code such as UA is expected"
        raise SourceError(message)
    return code.upper()


def _checked_base(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        message = f"base URL {url!r}: an address that begins with https:// is expected"
        raise SourceError(message)
    return url.rstrip("/") + "/"


def _write_list(fetched: Iterable[Fetched]) -> None:
    known = {each.path: each for each in (*list_fetched(), *fetched)}
    text = msgspec.json.encode([known[path] for path in sorted(known)], order="deterministic")
    path = fetched_folder() / LIST
    part = path.with_name(f"{LIST}.{os.getpid()}")
    part.write_bytes(msgspec.json.format(text, indent=1) + b"\n")
    part.replace(path)


class _Transfer:
    """Fetches files of one server into the cache."""

    def __init__(self, base: str, tell: Tell, pause: Callable[[float], object]) -> None:
        self._base, self._tell, self._pause = base, tell, pause
        self._opener = build_opener(Redirects())

    def fetch(self, name: str) -> Fetched:
        """Fetch a file by its path below the base, with as many attempts as are sensible."""
        url, target = urljoin(self._base, name), fetched_folder() / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        for attempt in range(_ATTEMPTS):
            try:
                headers = receive(self._opener, url, part, partial(self._say, name))
                verify_file(part, name)
                break
            except AgainError as error:
                if attempt + 1 == _ATTEMPTS:
                    message = f"{url}: {error}; tried {_ATTEMPTS} times, try again later"
                    raise SourceError(message) from error
                self._pause(_FIRST_PAUSE_S * 2**attempt)
        fetched = _describe(part, name, url, headers)
        put(part, target)
        return fetched

    def _say(self, name: str, done: int, total: int) -> None:
        self._tell(done, total, name)


def verify_file(path: Path, name: str) -> None:
    """
    Check a file that has arrived; a wrong one is removed.

    Parameters
    ----------
    path
        The file.
    name
        What was asked for, such as `UA.zip`.

    Raises
    ------
    SourceError
        If it is a web page, an archive that would become far too large, or another kind of file.
    """
    try:
        if name.endswith(".zip"):
            _verify_zip(path, name)
        _verify_kind(path, name)
    except (SourceError, AgainError):
        drop(path)
        raise


def _verify_kind(path: Path, name: str) -> None:
    expected = next((kind for key, kind in _KINDS.items() if key in name), FileKind.DUMP)
    if file_kind(path) is not expected:
        message = f"{name}: what arrived is not {expected.value}; is there a proxy or a login?"
        raise SourceError(message)


def _verify_zip(path: Path, name: str) -> None:
    with path.open("rb") as file:
        head = file.read(512).lstrip()
    if head.startswith(b"<"):
        message = f"{name}: a web page arrived instead; is there a proxy or a login?"
        raise SourceError(message)
    try:
        with zipfile.ZipFile(path) as archive:
            _check_sizes(archive, path, name)
            broken = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        message = f"{name} arrived damaged ({error})"
        raise AgainError(message) from error
    if broken is not None:
        message = f"{name} arrived damaged: the checksum of {broken} is wrong"
        raise AgainError(message)


def _check_sizes(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Refuse an archive that would unpack to far more than it is; nothing is unpacked for this."""
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    limit = min(_MAX_UNPACKED, _MAX_RATIO * path.stat().st_size)
    if unpacked > limit or len(members) > _MAX_MEMBERS:
        message = (
            f"{name}: {len(members)} files of {unpacked:,} bytes in {path.stat().st_size:,}: "
            "this is no archive of GeoNames"
        )
        raise SourceError(message)


def _describe(part: Path, name: str, url: str, headers: HTTPMessage) -> Fetched:
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    changed = _day(headers.get("Last-Modified", ""))
    return Fetched(path=name, size=part.stat().st_size, sha256=digest, url=url, changed=changed)


def _day(date: str) -> str:
    """Return the day of an HTTP date as 2024-05-06; empty if it is none."""
    try:
        return parsedate_to_datetime(date).date().isoformat()
    except ValueError:
        return ""
