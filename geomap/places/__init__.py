"""Sentences to placed names."""

from geomap.places.case_words import case_words
from geomap.places.locate import locate_places
from geomap.places.towns import find_towns

__all__ = ["case_words", "find_towns", "locate_places"]
