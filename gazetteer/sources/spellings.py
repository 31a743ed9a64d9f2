"""Names that people write and the other sources lack: our own small table."""

import tomllib
from collections.abc import Iterable
from functools import lru_cache

import msgspec

from gazetteer.sources.common import DATA

SPELLINGS_FILE = DATA / "spellings.toml"


class Spelling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What the table says about a place.

    `name` is its English name, None to keep what it has; `names` are added, `wrong` ones left out.
    """

    name: str | None = None
    names: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    def correct(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return a place's other names as they should be."""
        return tuple(name for name in (*names, *self.names) if name not in self.wrong)


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    place: dict[str, Spelling]
    unit: dict[str, Spelling]


_NONE = Spelling()


@lru_cache(maxsize=1)
def _table() -> _Table:
    with SPELLINGS_FILE.open("rb") as file:
        return msgspec.convert(tomllib.load(file), _Table)


def place_spelling(geonameid: int) -> Spelling:
    """Return what the table says about a place by its GeoNames id."""
    return _table().place.get(str(geonameid), _NONE)


def unit_spelling(code: str) -> Spelling:
    """Return what the table says about an admin unit by its code, such as `UA.05`."""
    return _table().unit.get(code, _NONE)
