"""Tables of words in TOML files: read and converted in one place, so that faults read alike."""

import tomllib
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from geomap.errors import LexiconError

T = TypeVar("T")


def read_table(file: Traversable) -> dict[str, Any]:
    """
    Return what a TOML file holds.

    Raises
    ------
    LexiconError
        The file cannot be read, or is no TOML; the message names it.
    """
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        message = f"{file}: cannot be read as TOML: {error}"
        raise LexiconError(message) from error


def convert_table(table: object, kind: type[T], *, name: object) -> T:
    """
    Return a table as a record.

    Raises
    ------
    LexiconError
        The table has not the fields of the record; the message calls it by its name.
    """
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        message = f"{name}: does not follow its format: {error}"
        raise LexiconError(message) from error
