"""Map tiles from a server, for those who ask for them: such a page needs a network."""

import re
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from geomap.errors import InputError

_HOST = re.compile(r"(\{s\}\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?", re.IGNORECASE)
_PLACES = re.compile(r"\{[a-z]+\}")
_KNOWN = frozenset({"{s}", "{x}", "{y}", "{z}", "{r}"})
_SAFE = re.compile(r"[\w\-./:?&=%~+,@{}]+", re.ASCII)


class Tiles(NamedTuple):
    """Where tiles come from: a URL with {z}, {x}, {y}; whose they are; the deepest zoom."""

    url: str
    credit: str
    max_zoom: int = 18

    @property
    def origin(self) -> str:
        """What a content security policy has to allow."""
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc.replace('{s}', '*')}"

    def as_data(self) -> dict[str, Any]:
        """Return what the page has to know."""
        return self._asdict()


def find_tiles(name: str, *, credit: str | None = None) -> Tiles:
    """
    Return tiles by the name of a provider in xyzservices, or by a URL template.

    Raises
    ------
    InputError
        No provider has that name, it wants a key, or the template is none.
    """
    if "/" in name:
        return _checked(Tiles(name, credit or urlsplit(name).netloc.replace("{s}.", "")))
    import xyzservices.providers as known  # noqa: PLC0415 - 300 providers

    try:
        provider = known.query_name(name)
    except ValueError as error:
        message = f"no provider of tiles is called {name!r}; see xyzservices, or give a URL"
        raise InputError(message) from error
    if provider.requires_token():
        message = f"{name} wants a key; give its URL with the key in it"
        raise InputError(message)
    url = provider.build_url(x="{x}", y="{y}", z="{z}")
    depth = min(int(provider.get("max_zoom", 18)), 19)
    return _checked(Tiles(url, credit or provider.attribution, depth))


def _checked(tiles: Tiles) -> Tiles:
    parts = urlsplit(tiles.url)
    fits = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc)
    used = set(_PLACES.findall(tiles.url))
    if not fits or not _SAFE.fullmatch(tiles.url) or not {"{x}", "{y}", "{z}"} <= used <= _KNOWN:
        message = f"{tiles.url!r} is not such a URL as https://tiles.example/{{z}}/{{x}}/{{y}}.png"
        raise InputError(message)
    return tiles
