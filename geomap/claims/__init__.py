"""Event mentions to claims."""

from geomap.claims.attribute import attribute_claims

__all__ = ["attribute_claims"]
