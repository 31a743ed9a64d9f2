"""Events of Ukrainian and Russian reports: which, where, when and how many."""

import pytest

from geomap.merge import merge_claims
from geomap.model import Document
from geomap.run.extraction import extract_document

DAY = "2024-05-10"


def events(text, language, index):
    document = Document(id="one", text=text, language=language, published=DAY)
    return merge_claims(extract_document(document, index).claims)


def told(text, language, index):
    """Return type and place of each event that is drawn."""
    found = events(text, language, index)
    return sorted((str(e.type), e.where.places[0].name) for e in found if e.mappable)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Ворог атакував біля Бахмута", [("clash", "Bakhmut")]),
        ("uk", "Ворог атакував дронами Бахмут", [("drone_strike", "Bakhmut")]),
        ("uk", "Ворог намагався прорвати оборону біля Бахмута", [("clash", "Bakhmut")]),
        ("ru", "ВСУ не удалось прорвать оборону у Бахмута", [("clash", "Bakhmut")]),
        ("uk", "Під вогнем був Бахмут", [("shelling", "Bakhmut")]),
        ("ru", "Беспилотник упал на склад в Воронеже", [("drone_strike", "Voronezh")]),
        ("ru", "Обломки повредили дом в Воронеже", [("damage", "Voronezh")]),
        ("uk", "Авіаударів зазнав Бахмут", [("airstrike", "Bakhmut")]),
        ("uk", "Бійці увійшли в Бахмут", [("advance", "Bakhmut")]),
        ("uk", "Окупанти скинули дві бомби на Бахмут", [("airstrike", "Bakhmut")]),
        ("ru", "Пожар на складе в Джанкой", [("damage", "Dzhankoi")]),
        ("uk", "Снаряд обірвав життя жителя Нікополя", [("casualties", "Nikopol")]),
        ("ru", "В Донецке обвалилась стена школы", [("damage", "Donetsk")]),
        ("ru", "Ракетами Storm Shadow ударили по Луганску", [("missile_strike", "Luhansk")]),
        ("uk", "Бої тривають за Північне", [("clash", "Pivnichne")]),
        ("ru", "Моряки высадили десант у Кинбурнской косы", [("advance", "Kinburn Spit")]),
        ("uk", "Бійці відкинули ворога від околиць Бахмута", [("clash", "Bakhmut")]),
        ("ru", "На Купянском направлении ВСУ продвинулись севернее Лимана", [("advance", "Lyman")]),
        ("uk", "Рятувальники ліквідували пожежу в Нікополі", [("damage", "Nikopol")]),
        ("ru", "Военные ударили по складу в Изюме, в Харьковской области", [("strike", "Izium")]),
        (
            "uk",
            "Постріли в селах Харківської області: двоє загиблих",
            [("casualties", "Kharkiv Oblast")],
        ),
    ],
)
def test_the_act_and_its_place(index, language, text, expected):
    """
    The words around a trigger tell a ground attack from a strike, and what falls from what is hit.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Пожежа у Воронежі, вибухи у Севастополі та атака дронів на нафтобазу",
            [("damage", "Voronezh"), ("explosion", "Sevastopol")],
        ),
        (
            "В окупованій Феодосії палає нафтобаза, у Севастополі вибухи",
            [("damage", "Feodosiia"), ("explosion", "Sevastopol")],
        ),
        (
            "Над Тульською областю збито дрон, на базі в Новомосковську пожежа",
            [("damage", "Novomoskovsk"), ("interception", "Tula Oblast")],
        ),
        (
            "Вибухи в Києві, в Одесі пошкоджено порт",
            [("damage", "Odesa"), ("explosion", "Kyiv")],
        ),
        (
            "Пожежа у Воронежі: де вибухало цього тижня",
            [("damage", "Voronezh")],
        ),
    ],
)
def test_an_event_has_its_own_place_only(index, text, expected):
    """
    A place that belongs to another event of a list is nobody else's.
    """
    assert told(text, "uk", index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Збито 9 дронів: п'ять над Харковом, решту над Полтавою", ["Kharkiv", "Poltava"]),
        (
            "ru",
            "Сбили 7 беспилотников: три над Курской областью, ещё четыре над Брянской",
            ["Bryansk Oblast", "Kursk Oblast"],
        ),
        ("uk", "Дрони збили над Сумською областю й над Київською", ["Kyiv Oblast", "Sumy Oblast"]),
    ],
)
def test_what_is_shared_out_is_told_of_each_place(index, language, text, expected):
    """
    Each place that had its share is one of the places, with its noun or without.
    """
    named = {place.name for e in events(text, language, index) for place in e.where.places}

    assert sorted(named) == expected


def test_what_a_dash_leaves_out_is_told_of_another_place(index):
    """
    A place after a comma and before a dash begins to tell of something else.
    """
    text = "На Сумщині пошкодили міст, у Харкові – лікарню"

    assert told(text, "uk", index) == [("damage", "Sumy Oblast")]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("uk", "У Харкові пролунав вибух", DAY, DAY),
        ("uk", "За добу в Харкові загинуло двоє людей", "2024-05-09", DAY),
        ("ru", "За сутки в Донецке ранены двое", "2024-05-09", DAY),
        ("uk", "Цього тижня в Харкові пролунав вибух", "2024-05-06", DAY),
        ("uk", "Учора в Харкові пролунав вибух", "2024-05-09", "2024-05-09"),
    ],
)
def test_a_brief_report_is_of_its_day(index, language, text, first, last):
    """
    Without any time a brief report tells of the day of its publication.
    """
    assert {(e.when.first, e.when.last) for e in events(text, language, index)} == {(first, last)}


def test_a_longer_text_is_only_known_to_be_not_later(index):
    """
    An article tells of more than its day.
    """
    text = " ".join(["У Харкові пролунав вибух.", *["Місто живе."] * 7])

    assert {e.when.first for e in events(text, "uk", index)} == {None}


def test_a_count_over_two_towns_is_one_record(index):
    """
    Nobody is counted twice: the area around both towns has them.
    """
    found = events("Росіяни обстріляли Бахмут та Соледар, поранено чотирьох людей", "uk", index)
    (hurt,) = [e for e in found if e.type == "casualties"]

    assert hurt.counts["injured"].low == 4
    assert len(hurt.where.places) == 2


def test_a_year_of_birth_is_no_date(index):
    """
    When somebody was born is not when something happened.
    """
    (event,) = events("В Донецке на мине подорвался мужчина 1987 года рождения", "ru", index)

    assert event.when.first != "1987-01-01"


@pytest.mark.parametrize("noun", ["екіпаж", "сім'я"])
def test_a_group_of_people_has_no_number(index, noun):
    """
    A crew or a family is not one person.
    """
    found = events(f"У Харкові загинув {noun}", "uk", index)

    assert [dict(e.counts) for e in found] == [{}]


def test_both_counts_of_a_pair_are_kept(index):
    """
    "N killed, M injured" is one toll with two counts.
    """
    (event,) = events("У Дніпрі 35 загиблих, 119 поранених", "uk", index)

    assert {name: count.low for name, count in event.counts.items()} == {
        "killed": 35,
        "injured": 119,
    }


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Після евакуації з Куп'янська родина дісталася Харкова", ["Kupiansk"]),
        ("uk", "За 12 км на південь від Запоріжжя, у Балабиному, пролунав вибух", ["Balabyne"]),
        ("uk", "Удар по Грайворону, а в Курську чули вибух", ["Grayvoron", "Kursk"]),
        ("ru", "Из Шебекина в Белгород вывезли людей, когда обстреляли центр", ["Shebekino"]),
        ("uk", "Росіяни прориваються до Лимана", []),
        ("uk", "Уламки ракети впали на поле під Миргородом", []),
    ],
)
def test_the_place_beside_is_not_drawn(index, language, text, expected):
    """
    Where people arrive, what a place lies off, what a push aims at: nothing happens there.
    """
    assert sorted(name for _, name in told(text, language, index)) == expected


@pytest.mark.parametrize(
    ("language", "text", "first"),
    [
        ("uk", "Позавчора в Харкові пролунав вибух", "2024-05-08"),
        ("ru", "Три дня назад в Донецке прогремел взрыв", "2024-05-07"),
        ("uk", "Минулого тижня росіяни обстріляли Херсон", "2024-04-29"),
    ],
)
def test_dates_count_back_from_the_publication(index, language, text, first):
    """
    "Two days ago" is no matter of the day of publication.
    """
    assert [e.when.first for e in events(text, language, index)] == [first]


def test_years_ago_are_history_and_no_count(index):
    """
    The number of years is not that of the dead, and nothing of then is drawn.
    """
    (event,) = events("Десять лет назад под Иловайском погибли сотни солдат", "ru", index)

    assert not event.mappable
    assert not event.counts


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Українські військові увійшли до Снігурівки та Киселівки.",
            [("advance", "Kyselivka"), ("advance", "Snihurivka")],
        ),
        ("uk", "Українські військові просуваються до Снігурівки.", []),
        (
            "ru",
            "В Днепре прогремели взрывы. Обстреляна больница, ранены двое, сообщил Филатов.",
            [("casualties", "Dnipro"), ("explosion", "Dnipro"), ("shelling", "Dnipro")],
        ),
    ],
)
def test_what_is_entered_and_who_speaks(index, language, text, expected):
    """
    Troops are in the town that they enter, not in the one they go to; a speaker is no village.
    """
    assert told(text, language, index) == expected
