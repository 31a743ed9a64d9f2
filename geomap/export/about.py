"""What each file says of itself: where it comes from, what it is not, and what was left out."""

from typing import Any

from geomap.layers.features import Table
from geomap.layers.provenance import name_extractor
from geomap.layers.select import describe_selection

ATTRIBUTION = (
    "GeoNames (CC BY 4.0), https://www.geonames.org/",
    "Made with Natural Earth (public domain), https://www.naturalearthdata.com/",
)
CAVEAT = "Events as reported, not verified. Not live, not for targeting, not for choosing a route."
CODEBOOK = "geomap.schema.COLUMNS in the Python package geomap-frontline"


def describe_file(table: Table) -> dict[str, Any]:
    """Return the metadata of a file; `filter` is there only if not every event is taken."""
    chosen = describe_selection(table.selection)
    return {
        "generator": name_extractor(),
        "caveat": CAVEAT,
        "attribution": ATTRIBUTION,
        "codebook": CODEBOOK,
        **({"filter": chosen} if chosen else {}),
    }
