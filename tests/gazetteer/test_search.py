"""Search: hints decide between namesakes, and every point has its reason."""

import pytest

from gazetteer import LonLat, search_places


def test_a_score_is_the_sum_of_its_reasons(index):
    """
    Nothing but the named reasons makes a score.
    """
    for candidate in search_places(index, "Andriivka", near=LonLat(37.96, 48.53), country="ua"):
        total = sum(reason.points for reason in candidate.reasons)

        assert candidate.score == pytest.approx(total, abs=0.01)


def test_nearness_finds_the_right_namesake(index):
    """
    Of many Andriivkas the one by Bakhmut comes first where Bakhmut is near.
    """
    best = search_places(index, "Andriivka", near=index.lookup("Bakhmut")[0].point)[0]

    assert best.place.id == "theatre:ukraine/andriivka-bakhmut"


def test_an_area_finds_the_right_namesake(index):
    """
    "Donetsk in Rostov Oblast" is the Russian town.
    """
    best = search_places(index, "Donetsk", within="Rostov Oblast", country="RU")[0]

    assert (best.place.country, best.place.admin1_name) == ("RU", "Rostov Oblast")


def test_a_country_is_a_hint_and_no_filter(index):
    """
    A wrong country costs its points and hides nothing.
    """
    plain = search_places(index, "Klishchiivka")
    wrong = search_places(index, "Klishchiivka", country="FR")

    assert wrong == plain


def test_another_spelling_says_so(index):
    """
    A folded find names the spelling of the place.
    """
    best = search_places(index, "Klishcheevka")[0]

    assert best.reasons[0].name == "another spelling of Klishchiivka"


def test_limit_and_nothing(index):
    """
    As many as asked for, and none for a name that nobody has.
    """
    assert len(search_places(index, "Andriivka", limit=2)) == 2
    assert search_places(index, "Qwzxkkv") == []
