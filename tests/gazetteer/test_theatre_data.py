"""What every data file of the gazetteer must hold to: a coordinate is a checked fact."""

import csv
import gzip
import json
import math
import re
import tomllib
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest
import shapely

from gazetteer.data.scripts.check_settlements import find_differences

DATA = Path(__file__).parents[2] / "gazetteer" / "data"
UKRAINE = DATA / "theatres" / "ukraine"
POSTAL = Path(__file__).parents[3] / "shared" / "data" / "geonames_postal_ua" / "UA.txt.gz"
HEADER = (
    *("id", "name", "name_uk", "name_ru", "other_names", "country", "admin1", "admin1_name"),
    *("raion", "lon", "lat", "uncertainty_m", "class", "established"),
)


def read_rows():
    with (UKRAINE / "settlements.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_areas():
    features = json.loads((DATA / "areas.json").read_text(encoding="utf-8"))["features"]
    return {one["properties"]["id"]: one for one in features}


ROWS = read_rows()
AREAS = read_areas()
SHAPES = {
    key: shapely.from_geojson(json.dumps(one["geometry"])).buffer(0.03)
    for key, one in AREAS.items()
}


def distance_km(one, other):
    lon, lat, to_lon, to_lat = (math.radians(float(value)) for value in (*one, *other))
    east = (to_lon - lon) * math.cos((lat + to_lat) / 2)
    return 6371.0088 * math.hypot(east, to_lat - lat)


def unit(row):
    return f"{row['country']}.{row['admin1']}"


def position(row):
    return float(row["lon"]), float(row["lat"])


def test_columns_and_ids():
    """
    The table has the agreed columns, unique ids that are slugs, and comes sorted.
    """
    ids = [row["id"] for row in ROWS]

    assert tuple(ROWS[0]) == HEADER
    assert ids == sorted(set(ids))
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", key) for key in ids)


def test_names_are_in_their_scripts():
    """
    English names are Latin, Ukrainian and Russian ones Cyrillic, and each list is clean.
    """
    wrong = [
        row["id"]
        for row in ROWS
        if re.search(r"[^A-Za-z -]", row["name"])
        or re.search(r"[^\u0400-\u04ff' -]", row["name_uk"] + row["name_ru"])
        or not (row["name_uk"] and row["name_ru"])
        or any(name != name.strip() or not name for name in split_others(row))
    ]

    assert wrong == []


def split_others(row):
    return row["other_names"].split("|") if row["other_names"] else []


def test_settlements_lie_in_the_theatre_and_their_oblast():
    """
    Every point is inside the theatre's bounds and inside (or just beside) its oblast's polygon.
    """
    west, south, east, north = read_toml("theatre.toml")["bounds"]
    outside = [
        row["id"]
        for row in ROWS
        if not (west <= position(row)[0] <= east and south <= position(row)[1] <= north)
        or not SHAPES[unit(row)].contains(shapely.Point(position(row)))
    ]

    assert outside == []


def test_admin1_names_are_those_of_the_areas():
    """
    A settlement names its oblast as the oblast's polygon does.
    """
    named = {(unit(row), row["admin1_name"]) for row in ROWS}

    assert named <= {(key, one["properties"]["name"]) for key, one in AREAS.items()}


def test_namesakes_in_a_raion_are_apart():
    """
    Two rows of one name in one raion are two villages, not one written twice.
    """
    namesakes = defaultdict(list)
    for row in ROWS:
        namesakes[row["name"], unit(row), row["raion"]].append(row)
    twice = [
        (one["id"], other["id"])
        for rows in namesakes.values()
        for one, other in combinations(rows, 2)
        if distance_km(position(one), position(other)) < 8
    ]

    assert twice == []


def test_uncertainty_says_how_sure_a_coordinate_is():
    """
    Below 3 km stands only what names its reference; what is not cross-checked has 3 km or more.
    """
    wrong = [
        row["id"]
        for row in ROWS
        if (int(row["uncertainty_m"]) < 3000)
        != bool(re.match(r"GeoNames postal file(?!.*; but)", row["established"]))
    ]

    assert wrong == []


def test_what_is_general_knowledge_says_so():
    """
    A row that no reference confirms says so in words, and no row leans on a restricted one.
    """
    unsure = [row for row in ROWS if not row["established"].startswith("GeoNames postal file")]

    assert all("not cross-checked" in row["established"] for row in unsure)
    assert not any("VIINA" in row["established"] for row in ROWS)


def test_most_settlements_are_cross_checked():
    """
    At least 450 settlements in all oblasts that saw fighting, 400 of them confirmed.
    """
    checked = [row for row in ROWS if row["established"].startswith("GeoNames postal file")]

    assert len(ROWS) >= 450
    assert len(checked) >= 400
    assert {"UA.02", "UA.13", "UA.21", "UA.07", "UA.14", "UA.05", "UA.26", "UA.08"} <= {
        unit(row) for row in checked
    }


def test_klishchiivka_is_where_it_is():
    """
    The village south-west of Bakhmut, not a namesake.
    """
    row = next(row for row in ROWS if row["id"] == "klishchiivka")

    assert distance_km(position(row), (37.96, 48.53)) < 1


@pytest.mark.skipif(not POSTAL.exists(), reason="the postal file to compare with is not here")
def test_no_row_differs_from_a_reference_unsaid():
    """
    A row lies within 3 km, or within its own uncertainty, of each reference that has its name.
    """
    found = find_differences("ukraine", POSTAL)

    assert [one for one in found if one.km > one.uncertainty_km] == []


def read_toml(name):
    return tomllib.loads((UKRAINE / name).read_text(encoding="utf-8"))


def test_regions_are_unions_of_areas():
    """
    Every vernacular region has an id, names, a note on its convention, and members with polygons.
    """
    regions = read_toml("regions.toml")["region"]
    ids = [region["id"] for region in regions]

    assert len(ids) == len(set(ids))
    assert all(set(region["members"]) <= set(AREAS) for region in regions)
    assert all(region["names"] and region["note"] for region in regions)
    assert all(len(region["names"]) == len(set(region["names"])) for region in regions)


def test_a_region_name_means_one_region():
    """
    No name stands for two regions, whatever its capitals.
    """
    regions = read_toml("regions.toml")["region"]
    owners = defaultdict(set)
    for region in regions:
        for name in region["names"]:
            owners[name.casefold()].add(region["id"])

    assert [name for name, ids in owners.items() if len(ids) > 1] == []


def test_theatres_have_polygons_for_all_their_units():
    """
    The neighbouring units, all 27 units of Ukraine and the states of Sudan, but for those whose
    borders have changed since the source was drawn, have polygons; nothing else has.
    """
    neighbours = read_toml("theatre.toml")["neighbours"]
    codes = {
        f"{one['country']}.{code}" for one in neighbours for code in one["border"] + one["behind"]
    }
    sudan = {f"SD.{code}" for code in (29, 36, 38, 39, 41, 42, 43, 47, 49, 52, 53, 55, 58, 60, 61)}

    assert codes | sudan | {f"UA.{number:02}" for number in range(1, 28)} == set(AREAS)


def test_areas_are_a_coverage_of_valid_rings():
    """
    Areas neither overlap nor leave gaps, and their rings turn as RFC 7946 says.
    """
    shapes = [shapely.from_geojson(json.dumps(one["geometry"])) for one in AREAS.values()]

    assert shapely.coverage_is_valid(shapes)
    assert all(
        shapely.is_ccw(part.exterior) for shape in shapes for part in shapely.get_parts(shape)
    )


def test_admin_units_have_parents():
    """
    The admin table is sorted, its ids are unique, and nearly every unit's parent is in it.
    """
    with gzip.open(DATA / "admin.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    codes = {row["code"] for row in rows}
    orphans = [row for row in rows if row["level"] == "2" and row["parent"] not in codes]

    assert len(rows) > 51_000
    assert len({row["geonameid"] for row in rows}) == len(rows)
    assert len(orphans) < len(rows) / 100


def test_country_points_lie_on_earth():
    """
    Every country has one point and a radius of at least a kilometre.
    """
    with (DATA / "country_points.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))

    assert len({row["iso2"] for row in rows}) == len(rows) > 230
    assert all(abs(float(row["lon"])) <= 180 and abs(float(row["lat"])) <= 90 for row in rows)
    assert all(int(row["radius_m"]) >= 1000 for row in rows)
