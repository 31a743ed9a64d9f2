"""Claims to events."""

from geomap.merge.fuse import merge_claims

__all__ = ["merge_claims"]
