"""Units that adjectives name, and what is no place, in Ukrainian and Russian."""

import pytest

from geomap.model import Role
from geomap.places import locate_places
from geomap.run.grammar import give_grammar
from geomap.text.sentences import split_sentences


def locate(text, language, index, theatre="auto"):
    sentences = split_sentences(text, language)
    sentences = give_grammar(sentences, set(), text, language=language, index=index)
    return locate_places(text, sentences, index, theatre=theatre, language=language)


def drawn(text, language, index):
    """Return the form and the name of each place that could be drawn."""
    expressions = locate(text, language, index).expressions
    return sorted(
        (str(e.where.shape.form), e.where.places[0].name)
        for e in expressions
        if e.where.shape and e.where.places
    )


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("uk", "Збито над Брянською та Курською областями", ["Bryansk Oblast", "Kursk Oblast"]),
        (
            "ru",
            "Сбиты над Курской, Орловской и Тульской областями",
            ["Kursk Oblast", "Oryol Oblast", "Tula Oblast"],
        ),
        (
            "uk",
            "Удар у Баштанському й Бериславському районах",
            ["Bashtanka Raion", "Beryslav Raion"],
        ),
        ("uk", "Обстріл Шосткинської громади", ["Shostka"]),
        ("uk", "Обстріл Новопавлівської та Межівської громад", ["Mezhova", "Novopavlivka"]),
        ("uk", "Удар на Нікопольщині", ["Nikopol Raion"]),
        ("ru", "Эвакуация из Судженского района Курской области", ["Sudzha"]),
    ],
)
def test_one_noun_serves_all_adjectives_before_it(index, language, text, names):
    """
    Regions and districts are themselves, a commune is the area around its seat.
    """
    assert drawn(text, language, index) == [("region", name) for name in names]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Вибух у Козачій бухті"),
        ("uk", "Удар по заводу імені Свердлова"),
        ("uk", "Поставки до Угорщини зупинено"),
        ("ru", "Удар на трассе Донецк — Горловка"),
    ],
)
def test_what_only_sounds_like_a_place_is_not_drawn(index, language, text):
    """
    An adjective of another noun, a person, a state, and the ends of a road are no places.
    """
    assert drawn(text, language, index) == []


def test_a_name_goes_to_the_region_told_after_it(index):
    """
    A namesake elsewhere is not taken where the region after the name has none.
    """
    found = drawn("Удар по підстанції в селищі Гордіївка Курської області", "uk", index)

    assert found == [("region", "Kursk Oblast")]


@pytest.mark.parametrize(
    ("language", "text", "form"),
    [
        ("ru", "Склад севернее Бахмута", "disc"),
        ("ru", "Склад в 5 км южнее Токмака", "offset"),
        ("uk", "Дрони на підльоті до Херсона", "disc"),
    ],
)
def test_bearings_and_approaches_lie_beside_the_town(index, language, text, form):
    """
    "North of X" and "on the approach to X" are no marks on X itself.
    """
    assert [each for each, _ in drawn(text, language, index)] == [form]


def test_an_old_name_is_of_the_theatre_that_the_sides_tell(index):
    """
    Where one side's forces are named, the front's town comes before a larger namesake abroad.
    """
    assert drawn("ВСУ обстреляли Дзержинск", "ru", index) == [("point", "Toretsk")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Росіяни атакували Київ", Role.LOCATION),
        ("Київ атакував нафтобазу", Role.METONYM),
        ("Київ заявив про успіх", Role.METONYM),
    ],
)
def test_a_capital_that_is_attacked_is_a_place(index, text, role):
    """
    Somebody else's attack makes a seat of government a place, its own does not.
    """
    kyiv = [t.role for t in locate(text, "uk", index).toponyms if t.text == "Київ"]

    assert kyiv == [role]
