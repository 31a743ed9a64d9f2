"""A theatre is data: with another folder the same code maps another war."""

import pytest

from gazetteer import load_theatre
from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.model import Document, EventType, Form
from geomap.run.extraction import extract_claims
from geomap.sides import load_sides

ARTICLE = """Sudan: town changes hands as war spreads through Darfur

The Rapid Support Forces captured the town of Tawila on Monday, local aid workers said.

On Tuesday the Sudanese army shelled the city of Nyala, killing seven people, according to the
Sudan Doctors Network. In the village of Nertiti, fighters of the RSF shelled a market.

Thousands of residents fled the town of Zamzam, near El Fasher, the International Organization
for Migration said. The army denied that it had lost ground across Darfur.
"""


@pytest.fixture(scope="module", params=["sudan", "auto"])
def claims(request, index):
    document = Document(id="sudan-test", text=ARTICLE, published="2025-04-16", language="en")
    collected = extract_claims([document], index, theatre=request.param)
    assert collected.rejected == ()
    assert collected.extractions[0].theatre == "sudan"
    return collected.claims


def find(claims, kind, name):
    return [c for c in claims if c.type is kind and name in {p.name for p in c.where.places}]


@pytest.mark.parametrize(
    ("kind", "name", "lon", "lat"),
    [
        (EventType.CAPTURE, "Tawila", 24.88, 13.50),
        (EventType.SHELLING, "Nyala", 24.88, 12.05),
        (EventType.SHELLING, "Nertiti", 24.05, 12.97),
        (EventType.DISPLACEMENT, "Zamzam", 25.30, 13.49),
    ],
)
def test_events_lie_where_the_article_says(claims, kind, name, lon, lat):
    """
    A town of cities500 and three places that only the theatre's own list has.
    """
    (claim,) = find(claims, kind, name)
    shape = claim.where.shape

    assert distance_km(LonLat(shape.lon, shape.lat), LonLat(lon, lat)) < 2


def test_nothing_lies_elsewhere(claims):
    """
    Every shape lies in Sudan.
    """
    west, south, east, north = load_theatre("sudan").bounds
    shapes = [claim.where.shape for claim in claims if claim.where.shape]

    assert all(west < one.lon < east and south < one.lat < north for one in shapes)


def test_the_sides_are_those_of_the_theatre(claims):
    """
    Who shells is told by the theatre's own sides file.
    """
    (nyala,) = find(claims, EventType.SHELLING, "Nyala")
    (nertiti,) = find(claims, EventType.SHELLING, "Nertiti")

    assert nyala.actor.side == "SAF"
    assert nertiti.actor.side == "RSF"
    assert load_sides("sudan").find("Hemedti").side == "RSF"


def test_a_region_of_the_theatre_is_a_region(index):
    """
    Darfur is the union of its states, and drawn as one.
    """
    text = "On Monday the Rapid Support Forces advanced across Darfur, officials in Nyala said.\n"
    document = Document(id="darfur-test", text=text, language="en")
    (claim,) = extract_claims([document], index, theatre="sudan").claims

    assert claim.where.shape.form is Form.REGION
    assert claim.where.shape.region_id == "theatre:sudan/darfur"
