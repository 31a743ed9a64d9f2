"""Sentences to placed names."""

from geomap.places.locate import Located, locate_places

__all__ = ["Located", "locate_places"]
