"""What Ukrainian and Russian reporters, soldiers and channels say in plain or clipped words."""

import pytest
from reading import read_story


def told(text, index, language):
    """Return type and first place of each event that is drawn."""
    events = read_story(text, index, language=language, published="2025-03-12").events
    return {(str(e.type), e.where.places[0].name) for e in events if e.mappable}


@pytest.mark.parametrize(
    ("language", "text", "type_", "place"),
    [
        ("uk", "У Конотопі дрон залетів у маршрутку.", "drone_strike", "Konotop"),
        ("ru", "В Конотопе беспилотник залетел в цех.", "drone_strike", "Konotop"),
        ("uk", "У Нікополі стріляли по лікарні з танка.", "shelling", "Nikopol"),
        ("uk", "Вранці КАБ у двір у Лозовій, сторож поранений.", "airstrike", "Lozova"),
        ("ru", "В Грайвороне FPV по автобусу, водитель ранен.", "drone_strike", "Grayvoron"),
        ("uk", "Нікополь: чотири удари FPV.", "drone_strike", "Nikopol"),
        ("ru", "Орехов – 23 снаряда, Гуляйполе – шесть КАБов.", "shelling", "Orikhiv"),
        ("ru", "Орехов – 23 снаряда, Гуляйполе – шесть КАБов.", "airstrike", "Huliaipole"),
        ("ru", "Белополье – два КАБа, Ахтырка – пять «Гераней».", "drone_strike", "Okhtyrka"),
        ("uk", "У Фастові після удару горить вагон, машиніст контужений.", "casualties", "Fastiv"),
        ("uk", "Дрон обвалив у Сумах під'їзд гуртожитку.", "damage", "Sumy"),
        ("ru", "Противник проскочил в Торецк на мотоциклах.", "advance", "Toretsk"),
        ("uk", "Окупанти поперли через яр у Торецьк.", "advance", "Toretsk"),
        ("ru", "Противник заполз в Торецк через посадку.", "advance", "Toretsk"),
        ("uk", "У Сумах двох посікло уламками.", "casualties", "Sumy"),
        ("ru", "В Сумах мужчине оторвало кисть.", "casualties", "Sumy"),
        ("uk", "У Сумах після удару обвалилася стеля котельні.", "damage", "Sumy"),
        ("uk", "У Лозовій вибухом зірвало дах школи.", "damage", "Lozova"),
        ("ru", "В Шебекино упали обломки сбитого беспилотника.", "interception", "Shebekino"),
        (
            "ru",
            "Власти сообщили об отражении атаки дронов на Севастополь.",
            "interception",
            "Sevastopol",
        ),
        ("uk", "Частина родин уже перебралася з Лимана.", "displacement", "Lyman"),
        ("ru", "Две семьи из Лимана дошли до Краматорска.", "displacement", "Lyman"),
        ("uk", "Волонтерка забрала з Часового Яру трьох лежачих.", "evacuation", "Chasiv Yar"),
        ("uk", "Під Василівкою не пускають волонтерів.", "aid_obstruction", "Vasylivka"),
        ("ru", "Гумконвой простоял под Купянском четыре часа.", "aid_obstruction", "Kupiansk"),
        ("ru", "Под Токмаком замечена колонна из двадцати танков.", "troop_movement", "Tokmak"),
    ],
)
def test_plain_words(index, language, text, type_, place):
    """
    What soldiers and channels say in their own words is told as what it is.
    """
    assert (type_, place) in told(text, index, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Лінія зіткнення біля Роботиного не змінилася."),
        ("ru", "В Родинском группу завалили работой."),
        ("uk", "Учасник бойових дій з Лубен виграв конкурс."),
        ("uk", "Дрон на складі в Сумах чекає ремонту."),
        ("ru", "Два сбитых пешехода в Ростове попали в больницу."),
        ("uk", "Суми – 3 дрони для бригади зібрали за день."),
        ("ru", "Вертолёты зашли на Севастополь на малой высоте."),
        ("ru", "Команда из Ростова завалила вратаря и пробила оборону."),
    ],
)
def test_what_only_sounds_so_is_not_told(index, language, text):
    """
    A line of contact, a veteran, a drone in store and a game are no events.
    """
    assert told(text, index, language) == set()


def test_axes_share_a_noun_by_numbers(index):
    """
    "На X – 14 атак, на Y – 38" tells of attacks on both axes.
    """
    text = "На Лиманском направлении за сутки – 14 атак, на Покровском – 38."

    assert told(text, index, "ru") == {
        ("clash", "Lyman direction"),
        ("clash", "Pokrovsk direction"),
    }
