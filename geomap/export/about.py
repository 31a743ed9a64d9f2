"""What each file says of itself: where it comes from, what it is not, and what was left out."""

from pathlib import Path
from typing import Any

from geomap.export.codebook import describe_columns
from geomap.layers.features import Table
from geomap.layers.provenance import describe_making, name_extractor
from geomap.layers.select import describe_selection

ATTRIBUTION = (
    "GeoNames (CC BY 4.0), https://www.geonames.org/",
    "Made with Natural Earth (public domain), https://www.naturalearthdata.com/",
)
CAVEAT = "Events as reported, not verified. Not live, not for targeting, not for choosing a route."
MADE = "prov:wasGeneratedBy"
TOLD = ("filter", "filtered_before", "public", "delicate")
"""What is told of a file only where there is something to tell."""


def sidecar_of(path: Path) -> Path:
    """Return where the metadata of a file stand whose format has no place for them."""
    return path.with_name(f"{path.name}.about.json")


def origin() -> dict[str, Any]:
    """Return what made a file, what its events are not, and whose data are in it."""
    return {"generator": name_extractor(), "caveat": CAVEAT, "attribution": ATTRIBUTION}


def describe_file(table: Table) -> dict[str, Any]:
    """
    Return the metadata of a file, with a sentence on each column.

    `filter`, `filtered_before` (of the files that the events were read from), `public` and
    `profile` are there only if not all of every event is taken, `delicate` only if a user's
    lexicon calls types so.
    """
    chosen, profile = describe_selection(table.selection), table.profile
    about = origin()
    if chosen:
        about["filter"] = chosen
    if table.filters:
        about["filtered_before"] = table.filters
    if table.public:
        about["public"] = table.public
    if table.delicate:
        about["delicate"] = table.delicate
    if profile:
        about["profile"] = f"{profile.title}: {profile.rows_note or 'all events'}"
    about[MADE] = describe_making(table.used)
    return {**about, "codebook": describe_columns(table.columns)}
