"""What a source of places is: its licence, its files, and a function that reads it."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from gazetteer.model import Place

Known = Mapping[str, Place]


class Source(NamedTuple):
    """
    A source of places.

    `read` gets the places of the sources before it, by id. A place that it yields under a known
    id is united with the one known; it must then be that same place.
    """

    name: str
    licence: str
    version: str
    files: tuple[Path, ...]
    read: Callable[[Known], Iterable[Place]]
