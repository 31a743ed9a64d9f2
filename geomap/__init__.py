"""
From war news to maps that show the very sentence: documents, claims, events, layers, files.

The public names are loaded when they are first used, so that importing the package is cheap.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer import open_index
    from geomap.explain import explain_event
    from geomap.export.formats import write_events
    from geomap.export.geojson import write_geojson
    from geomap.export.html import write_html
    from geomap.layers import build_layers
    from geomap.layers.features import make_table
    from geomap.merge import merge_claims
    from geomap.run.extraction import extract_claims
    from geomap.run.pipeline import run_files
    from geomap.text.reader import read_documents

__version__ = "0.1.0"

__all__ = [
    "build_layers",
    "explain_event",
    "extract_claims",
    "make_table",
    "merge_claims",
    "open_index",
    "read_documents",
    "run_files",
    "write_events",
    "write_geojson",
    "write_html",
]

_HOMES = {
    "build_layers": "geomap.layers",
    "explain_event": "geomap.explain",
    "extract_claims": "geomap.run.extraction",
    "make_table": "geomap.layers.features",
    "merge_claims": "geomap.merge",
    "open_index": "gazetteer",
    "read_documents": "geomap.text.reader",
    "run_files": "geomap.run.pipeline",
    "write_events": "geomap.export.formats",
    "write_geojson": "geomap.export.geojson",
    "write_html": "geomap.export.html",
}


def __getattr__(name: str) -> object:
    """Load a public name from the module it lives in."""
    if name not in _HOMES:
        message = f"module 'geomap' has no attribute {name!r}"
        raise AttributeError(message)
    value: object = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted({*globals(), *__all__})
