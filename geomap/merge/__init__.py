"""Claims to events."""

from geomap.merge.events import merge_claims

__all__ = ["merge_claims"]
