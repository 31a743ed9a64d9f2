"""A theatre's villages: a sure point, or a district that is honest about not knowing better."""

import csv
import gzip
from collections import defaultdict

import pytest

from gazetteer import LonLat, PlaceKind
from gazetteer.geodesy import distance_km
from gazetteer.names import fold
from gazetteer.search import lies_in, lies_in_district
from gazetteer.sources.raions import former_raions, raions_today
from gazetteer.sources.villages import VILLAGES, village_source
from gazetteer.theatre import THEATRES, load_theatre

FOLDER = THEATRES / "ukraine"


@pytest.fixture(scope="module")
def rows():
    with gzip.open(FOLDER / VILLAGES, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def villages():
    """Return what the source reads, by name."""
    places = defaultdict(list)
    for place in village_source(load_theatre("ukraine")).read({}):
        places[place.name].append(place)
    return places


def test_the_table_is_sorted_and_its_districts_are_known(rows):
    """
    Rows stand once, in order, and name districts by what the tables of districts have.
    """
    former = {(r.unit, r.title) for r in former_raions(FOLDER, "UA")}
    keys = [tuple(row.values()) for row in rows]

    assert len(set(keys)) == len(keys) > 12_000
    assert {row["code"] for row in rows} <= {"", *raions_today()}
    assert {(row["admin1"], row["former"]) for row in rows if row["former"]} <= former


def test_no_namesake_is_missing(rows):
    """
    A district has a name once: with a point, or with no more than the district's reach.
    """
    seen = defaultdict(list)
    for row in rows:
        if row["former"]:
            seen[row["admin1"], row["former"], fold(row["name"])].append(row)
    mixed = [
        found
        for found in seen.values()
        if len({row["radius_m"] for row in found}) > 1 and len({row["name"] for row in found}) == 1
    ]

    assert mixed == []


def test_a_village_without_a_point_is_vague(villages):
    """
    What has only a district reaches as far as that; a village with a point does not.
    """
    places = [place for named in villages.values() for place in named if place.former_admin2]
    settled = [place for place in places if place.kind is PlaceKind.SETTLEMENT]

    assert {place.radius_m for place in settled if not place.is_vague} == {1500}
    assert all(10_000 <= place.radius_m <= 40_000 for place in settled if place.is_vague)


@pytest.mark.parametrize(
    "name",
    [
        "Bakhmut Raion",
        "Bakhmutskyi raion",
        "Bakhmutsky district",
        "Bakhmutskiy rayon",
        "Artemivskyi district",
        "Бахмутського району",
        "в Бахмутском районе"[2:],
        "Бахмутський р-н",
    ],
)
def test_a_district_is_known_by_all_its_names(index, name):
    """
    Town and adjective, old name and new, any school of romanisation, Ukrainian and Russian.
    """
    assert [place.name for place in index.lookup(name)][:1] == ["Bakhmut Raion"]


def test_a_former_district_is_an_area(index):
    """
    A district that a reform dissolved is still known, and reaches over its villages.
    """
    [place] = index.lookup("Velykonovosilkivskyi district")

    assert place.kind is PlaceKind.ADMIN2
    assert distance_km(place.point, LonLat(36.84, 47.84)) < place.radius_m / 1000 < 60


@pytest.mark.parametrize(
    ("name", "oblast"),
    [
        ("Donetsk Obl.", "05"),
        ("Donetskaya oblast", "05"),
        ("Donetska region", "05"),
        ("Сумська обл.", "21"),
        ("Zaporozhskaya oblast", "26"),
    ],
)
def test_an_oblast_is_known_by_all_its_names(index, name, oblast):
    """
    Adjectives and abbreviations of an oblast lead to it.
    """
    place = index.lookup(name)[0]

    assert (place.kind, place.admin1) == (PlaceKind.ADMIN1, oblast)


def test_every_district_of_today_has_one_title(index):
    """
    No title is the adjective of one, the city council of another.
    """
    titles = {place.name for code in raions_today() for place in index.lookup(title(code))}

    assert {title(code) for code in raions_today()} <= titles
    assert all(name.endswith(" Raion") for name in (title(code) for code in raions_today()))


def title(code):
    return raions_today()[code].title


def test_villages_lie_in_districts_of_both_systems(index):
    """
    A village lies in its district of today and in its former one, in no other.
    """
    [village] = [p for p in index.lookup("Novodarivka") if p.admin1 == "26"]
    today, former = index.lookup("Polohy Raion")[0], index.lookup("Huliaipole Raion")[0]
    other = index.lookup("Vasylivka Raion")[0]

    assert lies_in(village, today)
    assert lies_in(village, former)
    assert not lies_in(village, other)
    assert lies_in_district(village, other) is False


def test_a_village_far_from_a_district_is_not_in_it(index):
    """
    Of a village whose district of today is not known it is open only whether a near one is its own.
    """
    [far] = [p for p in index.lookup("Hannivka") if p.former_admin2 == "Samar Raion"]
    kryvyi_rih, samar = (index.lookup(f"{name} Raion")[0] for name in ("Kryvyi Rih", "Samar"))

    assert far.admin2_name is None
    assert lies_in_district(far, kryvyi_rih) is False
    assert lies_in_district(far, samar) is not False


def test_a_vague_village_is_near_nothing(index):
    """
    What has no point is not found by a point, nor among an oblast's settlements.
    """
    assert not any(place.is_vague for place in index.places_in("UA.04"))
    assert not any(place.is_vague for place, _ in index.near(LonLat(34.6, 48.1), radius_km=60))


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Zaporizhzhia nuclear power plant", 34.59, 47.51),
        ("Запорізької АЕС", 34.59, 47.51),
        ("Kakhovka dam", 33.37, 46.77),
        ("Snake Island", 30.20, 45.26),
        ("Chernobyl NPP", 30.10, 51.39),
        ("Saky airfield", 33.57, 45.09),
        ("Миргородського аеродрому", 33.64, 49.93),
        ("аэродроме «Бельбек»", 33.57, 44.69),
        ("Zmiiv thermal power plant", 36.52, 49.59),
    ],
)
def test_landmarks_are_not_the_town_of_their_name(index, name, lon, lat):
    """
    A dam or a power plant is where it stands.
    """
    assert distance_km(index.lookup(name)[0].point, LonLat(lon, lat)) < 5
