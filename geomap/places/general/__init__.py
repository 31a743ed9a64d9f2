"""Place names in any text, without a war: found, judged and resolved from the document alone."""

from geomap.places.general.atlas import Atlas
from geomap.places.general.geoparse import find_toponyms
from geomap.places.general.proposals import Entity

__all__ = ["Atlas", "Entity", "find_toponyms"]
