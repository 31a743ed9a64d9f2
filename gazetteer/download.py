"""
One attempt to get a file from a server, which goes on where the last one has ended.

Beside `NAME.part`, which grows, stands `NAME.part.mark`: what tells this state of the file from
later ones, so that two of them are never joined.
"""

import os
import re
from collections.abc import Callable
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from ssl import SSLError
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request

from gazetteer.errors import SourceError

_TIMEOUT_S = 30.0
_CHUNK = 1 << 16
_MAX_DOWNLOAD = 2 << 30
_AGAIN = frozenset({408, 425, 429})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


class AgainError(Exception):
    """The transfer failed in a way that another attempt may mend."""


class Redirects(HTTPRedirectHandler):
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


def receive(
    opener: OpenerDirector, url: str, part: Path, tell: Callable[[int, int], None]
) -> HTTPMessage:
    """
    Make one attempt to complete a file, from where the last one ended if the server can.

    Parameters
    ----------
    opener
        What opens addresses, with `Redirects` among its handlers.
    url
        An http or https address.
    part
        The file that grows.
    tell
        Called with bytes done and bytes in all (0 if unknown).

    Returns
    -------
    headers
        Those of the answer.

    Raises
    ------
    AgainError
        If another attempt may do better.
    SourceError
        If the server refuses, answers with a web page or too much, or the disk does.
    """
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
        raise AgainError(message) from error
    except OSError as error:
        message = f"{part}: cannot be written ({error})"
        raise SourceError(message) from error


def _headers(answer: Any) -> HTTPMessage:  # noqa: ANN401 - urllib's answers have no common type
    headers: HTTPMessage = answer.headers
    return headers


def _refused(error: HTTPError, url: str, part: Path) -> Exception:
    """Say what an answer of 400 and above means."""
    if error.code == 416:
        drop(part)
        return AgainError("the server has another file than before")
    if error.code >= 500 or error.code in _AGAIN:
        return AgainError(f"the server answered {error.code}")
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
        raise AgainError(message)


def _extent(status: int, headers: HTTPMessage, start: int, part: Path) -> tuple[int, int]:
    """Return where in the file the answer begins, and the length of the file; 0 if unknown."""
    if status != 206:
        length = headers.get("Content-Length", "")
        return 0, int(length) if length.isdecimal() else 0
    found = _RANGE.fullmatch(headers.get("Content-Range", ""))
    if found is None or int(found[1]) != start:
        drop(part)
        message = "the server sent another part than was asked for"
        raise AgainError(message)
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


def put(part: Path, target: Path) -> None:
    """Put a file that is whole where it belongs."""
    part.replace(target)
    part.with_name(f"{part.name}.mark").unlink(missing_ok=True)


def drop(part: Path) -> None:
    """Forget what has arrived, so that the next attempt begins anew."""
    part.unlink(missing_ok=True)
    part.with_name(f"{part.name}.mark").unlink(missing_ok=True)
