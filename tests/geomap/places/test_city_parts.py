"""Parts of cities: the part itself, else the city as an area, and never a namesake."""

import pytest

from geomap.ids import document_id
from geomap.model import Document, Form
from geomap.run.extraction import extract_document


def case_mark(index, text, language):
    """Return the name of the only place that a text in Ukrainian or Russian draws."""
    document = Document(id=document_id(text), text=text, language=language)
    claims = extract_document(document, index).claims
    (name,) = {claim.where.places[0].name for claim in claims if claim.where.shape}
    return name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("uk", "У Полтаві дрон влучив у склад у Київському районі.", "Kyivskyi Raion"),
        ("uk", "Обстріляно Корабельний район Миколаєва.", "Korabelnyi Raion"),
        ("uk", "Ворог обстріляв мікрорайон Східний у Маріуполі.", "Skhidnyi"),
        ("ru", "Обстрелян Куйбышевский район Донецка.", "Kuibyshevskyi Raion"),
        ("ru", "Обстрелян посёлок Текстильщик в Донецке.", "Tekstylnyk"),
    ],
)
def test_a_part_in_cases_is_that_of_the_city_named(language, text, name, index):
    """
    An adjective with "district", or a quarter's name, is the part of the city that is named.
    """
    assert case_mark(index, text, language) == name


def mark(locate, text, **options):
    """Return form, name and rounded position of the only mark of a text."""
    found = [one.where for one in locate(text, **options).expressions if one.where.shape]
    assert len(found) == 1, [one.expression.text for one in found]
    shape = found[0].shape
    return shape.form, found[0].places[0].name, (round(shape.lon, 1), round(shape.lat, 1))


@pytest.mark.parametrize(
    ("text", "name", "point"),
    [
        ("Debris fell in the Desnianskyi district of Chernihiv.", "Desnianskyi", (31.3, 51.5)),
        ("A house burned in Kyiv's Desnianskyi district.", "Desnianskyi", (30.6, 50.5)),
        ("Rockets hit the Shevchenkivskyi district in Lviv.", "Shevchenkivskyi", (24.0, 49.9)),
        ("Shells hit homes in Ostriv, Kherson.", "Ostriv", (32.6, 46.6)),
        ("The army shelled Shambat in Khartoum North.", "Shambat", (32.5, 15.7)),
        ("Dozens were killed as the RSF shelled the Zamzam camp in Sudan.", "Zamzam", (25.3, 13.5)),
        ("In Donetsk, a shell hit a bus in Tekstilshchik.", "Tekstylnyk", (37.7, 47.9)),
    ],
)
def test_a_part_is_that_of_the_city_named(text, name, point, locate):
    """
    A name that many cities share means the part of the one that the text names.
    """
    form, found, where = mark(locate, text)

    assert form is not Form.REGION
    assert found.startswith(name)
    assert where == point


def test_a_part_without_its_city_is_not_guessed(locate):
    """
    A quarter is believed only where its city is named, a shared district name is a tie.
    """
    assert not locate("Shells hit homes in Ostriv, said Ukraine's police.").drawn
    assert not locate("Debris fell in the Desnianskyi district in Ukraine.").drawn


def test_a_district_of_the_region_is_no_part_of_a_city(locate):
    """
    "Pokrovskyi district of Donetsk region" is the raion, whatever a city's part is called.
    """
    _, name, _ = mark(locate, "Fighting went on in the Pokrovskyi district of Donetsk region.")

    assert name == "Pokrovsk Raion"


def test_an_unknown_part_of_a_city_is_its_area(locate):
    """
    Where nobody knows the part the city is drawn as an area, not as a point.
    """
    form, name, _ = mark(locate, "A missile hit the Zelenohaiskyi district of Kharkiv.")

    assert (form, name) == (Form.DISC, "Kharkiv")
