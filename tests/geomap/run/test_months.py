"""A village with namesakes is the one that the reports of those months were about."""

import pytest

from geomap.events import months_told
from geomap.model import Document
from geomap.run.extraction import extract_claims


def place_of(text, index, published=None):
    """Return id, admin1 and point of the first claim's mark, None without one."""
    document = Document(id="one", text=text, input="one.txt", published=published)
    where = extract_claims([document], index).claims[0].where
    return (where.places[0].admin1, round(where.shape.lon)) if where.shape else None


@pytest.mark.parametrize(
    ("when", "expected"), [("12 September 2023", ("05", 38)), ("3 March 2025", ("05", 37))]
)
def test_months_tell_namesakes_apart(index, when, expected):
    """
    Andriivka of 2023 lies by Bakhmut, that of 2025 west of Kurakhove.
    """
    assert place_of(f"On {when}, Russian forces shelled Andriivka.", index) == expected


def test_the_day_of_publication_counts(index):
    """
    Without a date in its words a report is of the time when it was published.
    """
    text = "Ukrainian troops repelled an assault near Dibrova."

    assert place_of(text, index, "2023-04-02") == ("14", 38)
    assert place_of(text, index, "2025-09-02") == ("05", 38)


def test_other_places_of_the_text_speak_louder(index):
    """
    A region or a town that the text names beside a village decides against the months.
    """
    told = "On 5 October 2023, a drone hit a farm in Pishchane, Poltava region."
    beside = "On 5 March 2024, drones hit Kremenchuk and a farm in Pishchane."

    assert place_of(told, index)[0] == "18"
    assert place_of(beside, index)[0] == "18"


def test_a_text_of_many_years_prefers_none():
    """
    Where a text looks back over years its months tell nothing; one without a date tells of any.
    """
    back = "On 2 May 2019 a house burned in Luhansk. On 12 August 2022 shells hit Pisky."

    assert months_told(back, "2023-01-01") is None
    assert months_told("Shells hit Pisky.", None) == ("0000-01", "9999-12")
    assert months_told("On 12 August 2022 shells hit Pisky.", "2022-09-01") == (
        "2022-08",
        "2022-09",
    )
