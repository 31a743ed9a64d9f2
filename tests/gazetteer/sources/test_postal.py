"""GeoNames postal files: romanised, of a known accuracy, and no namesake's point."""

import pytest
from geonames import postal_row, read_all, text_of, ukraine

from gazetteer import PlaceKind
from gazetteer.sources.postal import postal_source


@pytest.fixture
def read(tmp_path):
    """Return a function that reads a postal file of these rows: its places by name, its log."""

    def call(*rows, **options):
        path = tmp_path / "UA.txt"
        path.write_bytes(text_of(*rows))
        source = postal_source(path, **options)
        return read_all(source, ukraine()), source.log

    return call


def test_a_village_is_called_as_ukraine_romanises_it(read):
    """
    The Latin name follows the national rules; the Ukrainian one is kept.
    """
    place = read(postal_row(name="Кліщіївка"))[0]["Klishchiivka"]

    assert place.kind is PlaceKind.SETTLEMENT
    assert place.names == ("Klishchiivka", "Кліщіївка")
    assert place.admin1_name == "Zaporizhzhia Oblast"
    assert place.radius_m == 1500


def test_the_council_is_no_part_of_the_name(read):
    """
    What stands in brackets behind a name is left out.
    """
    rows = (
        postal_row(name="Нагірна (Нагірнянська сільська рада)"),
        postal_row(name="Безпечна (Безпечнівська сільська  рада)", lon="35.9"),
    )

    assert set(read(*rows)[0]) == {"Nahirna", "Bezpechna"}


def test_a_town_of_many_codes_is_one_place(read):
    """
    Rows that differ in their postal code only are one place.
    """
    places, log = read(*(postal_row(postcode=str(code)) for code in range(10)))

    assert len(places) == 1
    assert log.rows == 10


@pytest.mark.parametrize(("least", "found"), [(1, 3), (3, 2), (4, 1)])
def test_unsure_points_are_left_out(read, least, found):
    """
    Points below the least accuracy are counted, not read; the others carry their uncertainty.
    """
    rows = (
        postal_row(name="Перша", accuracy="4"),
        postal_row(name="Друга", accuracy="3"),
        postal_row(name="Третя", accuracy="1"),
    )
    places, log = read(*rows, min_accuracy=least)

    assert len(places) == found
    assert sum(log.left_out.values()) == 3 - found
    assert [place.radius_m for place in places.values()] == [1500, 3000, 15_000][:found]


def test_a_code_does_not_outweigh_the_unit_s_name(read):
    """
    The file has the codes of Kyiv and its oblast the other way round than GeoNames' places.
    """
    rows = (
        postal_row(name="Київ", oblast="Kyiv", admin1="13", district=""),
        postal_row(name="Буча", oblast="Kyivska", admin1="12", district="Buchanskyi"),
    )
    places, _ = read(*rows)

    assert places["Kyiv"].admin1 == "12"
    assert places["Bucha"].admin1 == "13"


def district(name, lon):
    """Return the rows of a district around a longitude."""
    return [
        postal_row(name=f"{word} {name}", district=name, lon=str(lon + step / 10), oblast="")
        for step, word in enumerate(("Мала", "Нова", "Стара", "Верхня", "Нижня"))
    ]


def test_a_point_for_two_districts_is_the_nearer_one_s(read):
    """
    One point for namesakes in two districts belongs to the district that it lies in.
    """
    twin = {"name": "Бобриця", "lon": "35.1", "oblast": ""}
    rows = (
        *district("Східне", 35.0),
        *district("Західне", 25.0),
        postal_row(**twin, district="Західне"),
        postal_row(**twin, district="Східне"),
    )
    places, log = read(*rows)

    assert places["Bobrytsia"].point.lon == 35.1
    [refusal] = log.refused
    assert (refusal.reason, refusal.line) == ("point of a namesake", 11)


def test_a_point_far_from_its_district_is_refused(read):
    """
    A village hundreds of kilometres from the others of its district is at a namesake's point.
    """
    stray = postal_row(name="Бобриця", district="Східне", lon="25.0", oblast="")
    places, log = read(*district("Східне", 35.0), stray)

    assert "Bobrytsia" not in places
    assert log.reasons() == {"far from its district": 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("UA\t1\tx", "wrong number of columns"),
        (postal_row(lat=""), "no coordinates"),
        (postal_row(lat="nan"), "no coordinates"),
        (postal_row(lat="35.8343", lon="47.4456"), "coordinates swapped"),
        (postal_row(name="(сільська рада)"), "empty name"),
        (postal_row(name="Я" * 10_000), "name too long"),
        (postal_row(country=""), "unknown country"),
    ],
)
def test_a_wrong_row_is_refused_alone(read, row, reason):
    """
    One bad row is on record, and the rows around it are read.
    """
    places, log = read(postal_row(), row, postal_row(name="Інша"))

    assert len(places) == 2
    assert log.reasons() == {reason: 1}
    assert log.refused[0].line == 2
