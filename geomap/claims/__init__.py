"""Event mentions to claims."""

from geomap.claims.attribute import attribute_claims
from geomap.claims.lexicon import speech_lemmas

__all__ = ["attribute_claims", "speech_lemmas"]
