"""Places: names to coordinates, offline, with reasons. Knows nothing of events or maps."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gazetteer.build import build_index
    from gazetteer.errors import GazetteerError, IndexDamagedError, SourceError, TheatreError
    from gazetteer.index import Index, open_index
    from gazetteer.model import Candidate, LonLat, NameMatch, Place, PlaceKind, Reason
    from gazetteer.search import search_places
    from gazetteer.theatre import Theatre, load_theatre

_HOMES = {
    "Candidate": "model",
    "GazetteerError": "errors",
    "Index": "index",
    "IndexDamagedError": "errors",
    "LonLat": "model",
    "NameMatch": "model",
    "Place": "model",
    "PlaceKind": "model",
    "Reason": "model",
    "SourceError": "errors",
    "Theatre": "theatre",
    "TheatreError": "errors",
    "build_index": "build",
    "load_theatre": "theatre",
    "open_index": "index",
    "search_places": "search",
}

__all__ = [
    "Candidate",
    "GazetteerError",
    "Index",
    "IndexDamagedError",
    "LonLat",
    "NameMatch",
    "Place",
    "PlaceKind",
    "Reason",
    "SourceError",
    "Theatre",
    "TheatreError",
    "build_index",
    "load_theatre",
    "open_index",
    "search_places",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name is
    """Import a public name when it is first used, so that importing the package stays light."""
    if name not in _HOMES:
        message = f"module 'gazetteer' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(f"gazetteer.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
