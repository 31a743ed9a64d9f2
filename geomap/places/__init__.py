"""Sentences to placed names."""

from geomap.places.locate import Located, locate_places
from geomap.places.towns import find_towns

__all__ = ["Located", "find_towns", "locate_places"]
