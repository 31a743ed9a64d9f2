"""What happens "in the X direction" is drawn around the towns of that axis, never on X."""

import pytest

from geomap.model import Document, Form
from geomap.run.extraction import extract_claims


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("On Monday Russian forces advanced in the Pokrovsk direction.", "pokrovsk-axis"),
        ("Russian troops shelled villages on the Kupyansk axis.", "kupiansk-axis"),
        (
            "Troops shelled positions on the left bank of Kherson region, Ukraine said.",
            "kherson-left-bank",
        ),
    ],
)
def test_an_axis_of_the_theatre_is_a_region(index, text, region):
    """
    The event has the region's polygon, and no town for a place.
    """
    document = Document(id="axis-test", text=text + "\n", language="en")
    (claim,) = extract_claims([document], index, theatre="ukraine").claims

    assert claim.where.shape.form is Form.REGION
    assert claim.where.shape.region_id == f"theatre:ukraine/{region}"
    assert [place.kind for place in claim.where.places] == ["region"]
