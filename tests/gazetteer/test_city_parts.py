"""Districts and quarters of cities, and facilities that have a point of their own."""

import csv

import pytest

from gazetteer.city_parts import read_city_parts
from gazetteer.errors import TheatreError
from gazetteer.geodesy import distance_km
from gazetteer.model import PlaceKind
from gazetteer.theatre import THEATRES, load_theatre

TABLES = sorted(THEATRES.glob("*/city_parts.csv"))
FARTHEST_KM = 25  # from the middle of Kryvyi Rih to its ends


def parts_of(path):
    """Return the parts of a theatre's table."""
    return read_city_parts(path, path.parent.name)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.parent.name)
def test_each_part_lies_in_its_city(path, index):
    """
    A part's city is known, of the same country and region, and not far.
    """
    for part in parts_of(path):
        city = index.place(part.part_of)

        assert city.kind is PlaceKind.SETTLEMENT
        assert (part.country, part.admin1) == (city.country, city.admin1), part.name
        assert distance_km(part.point, city.point) <= FARTHEST_KM, part.name
        assert part.radius_m >= 2500


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.parent.name)
def test_ids_and_names_are_one_in_a_city(path):
    """
    No id stands twice, and no name means two districts of one city.
    """
    parts = parts_of(path)
    districts = [p for p in parts if p.kind is PlaceKind.ADMIN2]
    names = [(p.part_of, name) for p in districts for name in p.names]

    assert len({part.id for part in parts}) == len(parts)
    assert len(set(names)) == len(names)


def test_a_wrong_row_is_named(tmp_path):
    """
    A row that cannot be read is an error with file and line.
    """
    with TABLES[0].open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    path = tmp_path / "city_parts.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows([rows[0], rows[1] | {"lon": "east"}])

    with pytest.raises(TheatreError, match=r"city_parts\.csv:3"):
        read_city_parts(path, "own")


@pytest.mark.parametrize(
    ("name", "point"),
    [
        ("Afipsky oil refinery", (38.84, 44.89)),
        ("Туапсинского НПЗ", (39.09, 44.11)),
        ("Кременчуцькому нафтопереробному заводі", (33.45, 49.16)),
        ("Феодосійську нафтобазу", (35.43, 45.06)),
        ("Kursk airfield", (36.30, 51.75)),
        ("Merowe dam", (32.05, 18.67)),
        ("Кінбурнській косі", (31.60, 46.55)),
    ],
)
def test_facilities_are_found_under_what_texts_call_them(name, point, index):
    """
    A facility has its names in each language, and in their cases.
    """
    places = index.lookup(name)

    assert [tuple(place.point) for place in places] == [point]


@pytest.mark.parametrize("theatre", ["ukraine", "sudan"])
def test_facilities_have_names_of_their_own(theatre):
    """
    No two facilities of a theatre share a name.
    """
    features = [p for p in load_theatre(theatre).landmarks if p.kind is PlaceKind.FEATURE]
    names = [name for place in features for name in set(place.names)]

    assert sorted(set(names)) == sorted(names)
