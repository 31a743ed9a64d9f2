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
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from ssl import SSLError
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

import msgspec

from gazetteer.errors import SourceError
from gazetteer.fetched import LIST, Fetched, fetched_folder, list_fetched
from gazetteer.sources.detect import FileKind, file_kind

BASE_URL = "https://download.geonames.org/export/dump/"
_CODES = ("admin1CodesASCII.txt", "admin2Codes.txt")
_KINDS = {"alternatenames": FileKind.NAMES, "admin": FileKind.CODES}
_ATTEMPTS, _FIRST_PAUSE_S, _TIMEOUT_S = 5, 1.0, 30.0
_CHUNK = 1 << 16
_MAX_DOWNLOAD = 2 << 30
_MAX_UNPACKED, _MAX_RATIO, _MAX_MEMBERS = 8 << 30, 100, 20
_AGAIN = frozenset({408, 425, 429})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")
Tell = Callable[[int, int, str], None]


class _AgainError(Exception):
    """The transfer failed in a way that another attempt may mend."""


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
        self._opener = build_opener(_Redirects())

    def fetch(self, name: str) -> Fetched:
        """Fetch a file by its path below the base, with as many attempts as are sensible."""
        url, target = urljoin(self._base, name), fetched_folder() / name
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        for attempt in range(_ATTEMPTS):
            try:
                headers = _receive(self._opener, url, part, partial(self._say, name))
                verify_file(part, name)
                break
            except _AgainError as error:
                if attempt + 1 == _ATTEMPTS:
                    message = f"{url}: {error}; tried {_ATTEMPTS} times, try again later"
                    raise SourceError(message) from error
                self._pause(_FIRST_PAUSE_S * 2**attempt)
        fetched = _describe(part, name, url, headers)
        _put(part, target)
        return fetched

    def _say(self, name: str, done: int, total: int) -> None:
        self._tell(done, total, name)


class _Redirects(HTTPRedirectHandler):
    """Follows to http and https only, and never from https to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Return the request to follow with."""
        scheme = urlsplit(newurl).scheme
        if scheme != "https" and scheme != urlsplit(req.full_url).scheme:
            message = f"{req.full_url}: refused to follow to {newurl}"
            raise SourceError(message)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _receive(
    opener: OpenerDirector, url: str, part: Path, tell: Callable[[int, int], None]
) -> HTTPMessage:
    """Make one attempt to complete a file, from where the last one ended if the server can."""
    mark = part.with_name(f"{part.name}.mark")
    headers = {"User-Agent": "geomap-gazetteer", "Accept-Encoding": "identity"}
    start = part.stat().st_size if part.is_file() and mark.is_file() else 0
    if start:
        headers |= {"Range": f"bytes={start}-", "If-Range": mark.read_text(encoding="latin-1")}
    request = Request(url, headers=headers)  # noqa: S310 - http or https by _checked_base
    try:
        with opener.open(request, timeout=_TIMEOUT_S) as answer:
            _keep(answer, url, part, start, tell)
            return _headers(answer)
    except HTTPError as error:
        with error:
            raise _refused(error, url, part) from error
    except (URLError, ConnectionError, TimeoutError, SSLError, HTTPException) as error:
        message = f"the connection failed ({error!r})"
        raise _AgainError(message) from error
    except OSError as error:
        message = f"{part}: cannot be written ({error})"
        raise SourceError(message) from error


def _headers(answer: Any) -> HTTPMessage:  # noqa: ANN401 - urllib's answers have no common type
    headers: HTTPMessage = answer.headers
    return headers


def _refused(error: HTTPError, url: str, part: Path) -> Exception:
    """Say what an answer of 400 and above means."""
    if error.code == 416:
        _drop(part)
        return _AgainError("the server has another file than before")
    if error.code >= 500 or error.code in _AGAIN:
        return _AgainError(f"the server answered {error.code}")
    hint = "is it a country code of GeoNames?" if error.code == 404 else "the server refuses it"
    return SourceError(f"{url}: answered {error.code}: {hint}")


def _keep(answer: Any, url: str, part: Path, start: int, tell: Callable[[int, int], None]) -> None:  # noqa: ANN401
    """Write what arrives; what was there already stays only if the server goes on from it."""
    headers = _headers(answer)
    if "html" in headers.get("Content-Type", ""):
        message = f"{url}: the server answered with a web page; is there a proxy or a login?"
        raise SourceError(message)
    start, total = _extent(answer.status, headers, start, part)
    if total > _MAX_DOWNLOAD:
        message = f"{url}: {total:,} bytes, more than any file of a country has"
        raise SourceError(message)
    _note_mark(headers, part)
    done = _copy(answer, part, start, lambda at: tell(at, total))
    if total and done < total:
        message = f"the connection ended after {done:,} of {total:,} bytes"
        raise _AgainError(message)


def _extent(status: int, headers: HTTPMessage, start: int, part: Path) -> tuple[int, int]:
    """Return where in the file the answer begins, and the length of the file; 0 if unknown."""
    if status != 206:
        length = headers.get("Content-Length", "")
        return 0, int(length) if length.isdecimal() else 0
    found = _RANGE.fullmatch(headers.get("Content-Range", ""))
    if found is None or int(found[1]) != start:
        _drop(part)
        message = "the server sent another part than was asked for"
        raise _AgainError(message)
    return start, int(found[2])


def _note_mark(headers: HTTPMessage, part: Path) -> None:
    """Keep what tells this state of the file from later ones; without it nothing is resumed."""
    tag = headers.get("ETag", "")
    mark = headers.get("Last-Modified", "") if not tag or tag.startswith("W/") else tag
    path = part.with_name(f"{part.name}.mark")
    if mark:
        path.write_text(mark, encoding="latin-1")
    else:
        path.unlink(missing_ok=True)


def _copy(answer: Any, part: Path, start: int, tell: Callable[[int], None]) -> int:  # noqa: ANN401
    done = start
    with part.open("r+b" if start else "wb") as file:
        file.seek(start)
        file.truncate()
        while chunk := answer.read(_CHUNK):
            file.write(chunk)
            done += len(chunk)
            tell(done)
            if done > _MAX_DOWNLOAD:
                message = f"{part.name}: more than {_MAX_DOWNLOAD:,} bytes arrived"
                raise SourceError(message)
        file.flush()
        os.fsync(file.fileno())
    return done


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
    except (SourceError, _AgainError):
        _drop(path)
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
        raise _AgainError(message) from error
    if broken is not None:
        message = f"{name} arrived damaged: the checksum of {broken} is wrong"
        raise _AgainError(message)


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


def _put(part: Path, target: Path) -> None:
    part.replace(target)
    part.with_name(f"{part.name}.mark").unlink(missing_ok=True)


def _drop(part: Path) -> None:
    part.unlink(missing_ok=True)
    part.with_name(f"{part.name}.mark").unlink(missing_ok=True)
