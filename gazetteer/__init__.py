"""Places: names to coordinates, offline, with reasons. Knows nothing of events or maps."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gazetteer.build import build_index
    from gazetteer.errors import GazetteerError, IndexDamagedError, SourceError, TheatreError
    from gazetteer.fetch import fetch_countries
    from gazetteer.index import Index, open_index
    from gazetteer.model import Candidate, LonLat, NameMatch, Place, PlaceKind, Reason
    from gazetteer.search import search_places
    from gazetteer.sources.detect import sources_of
    from gazetteer.sources.model import Selection
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
    "Selection": "sources.model",
    "SourceError": "errors",
    "Theatre": "theatre",
    "TheatreError": "errors",
    "build_index": "build",
    "fetch_countries": "fetch",
    "load_theatre": "theatre",
    "open_index": "index",
    "search_places": "search",
    "sources_of": "sources.detect",
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
    "Selection",
    "SourceError",
    "Theatre",
    "TheatreError",
    "build_index",
    "fetch_countries",
    "load_theatre",
    "open_index",
    "search_places",
    "sources_of",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the public name is
    """Import a public name when it is first used, so that importing the package stays light."""
    if name not in _HOMES:
        message = f"module 'gazetteer' has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(f"gazetteer.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
