"""Ukrainian and Russian bulletins: lists of villages, directions, dashes, flags, debris."""

import pytest

from geomap.merge import merge_claims
from geomap.model import Document
from geomap.run.extraction import extract_document


def told(text, language, index):
    """Return type and place of each event that is drawn."""
    document = Document(id="one", text=text, language=language)
    found = merge_claims(extract_document(document, index).claims)
    return sorted({(str(e.type), p.name) for e in found if e.mappable for p in e.where.places})


@pytest.mark.parametrize(
    ("language", "text", "type_", "places"),
    [
        (
            "uk",
            "Ворог наступав у районах Торського, Ямполівки та в бік Ставків.",
            "clash",
            {"Stavky", "Torske", "Yampolivka"},
        ),
        (
            "uk",
            "Бої йшли в районах населених пунктів Торське, Ямполівка та Ставки.",
            "clash",
            {"Stavky", "Torske", "Yampolivka"},
        ),
        (
            "uk",
            "3 авіаудари — по Темирівці, Полтавці; 40 ударів БпЛА — по Новоандріївці, Малинівці.",
            "airstrike",
            {"Poltavka", "Temyrivka"},
        ),
        (
            "ru",
            "Противник атаковал в сторону Ставков и Торского.",
            "clash",
            {"Stavky", "Torske"},
        ),
        (
            "ru",
            "Жителей Шебекино и Грайворона вывезли.",
            "evacuation",
            {"Grayvoron", "Shebekino"},
        ),
        (
            "ru",
            "По два беспилотника сбиты над Курской и Брянской областями.",
            "interception",
            {"Bryansk Oblast", "Kursk Oblast"},
        ),
    ],
)
def test_all_of_a_list_are_places(index, language, text, type_, places):
    """
    Whatever case they stand in, behind a dash, or in whose direction the attack went.
    """
    assert {place for kind, place in told(text, language, index) if kind == type_} == places


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Розвідники встановили стяг у Торецьку.", [("capture", "Toretsk")]),
        ("uk", "Прапор майорить над Ізюмом.", [("capture", "Izium")]),
        ("ru", "Десантники водрузили флаг над Угледаром.", [("capture", "Vuhledar")]),
        ("uk", "Воїни відступили з Авдіївки.", [("retreat", "Avdiivka")]),
        ("uk", "Снаряди зі стволки били по Нікополю.", [("shelling", "Nikopol")]),
        ("uk", "Прилетів КАБ по Оріхову.", [("airstrike", "Orikhiv")]),
        ("uk", "Наслідки влучання КАБу в Дергачах.", [("airstrike", "Derhachi")]),
        ("ru", "БпЛА ударил по складу в Токмаке.", [("drone_strike", "Tokmak")]),
        ("uk", "У Нікополі ремонтна бригада виїхала на виклик.", []),
        ("ru", "Танкисты вели огонь по Никополю.", [("shelling", "Nikopol")]),
        ("uk", "Десантники вибили ворога з Роботиного.", [("clash", "Robotyne")]),
        ("ru", "Обломки ракеты упали на склад в Ейске.", [("damage", "Yeysk")]),
        ("ru", "Дрон догнал машину в Горловке.", [("drone_strike", "Horlivka")]),
        ("ru", "Сброс с дрона в Голой Пристани.", [("drone_strike", "Hola Prystan")]),
        ("uk", "Село Липці ворог накрив артилерією.", [("shelling", "Lyptsi")]),
        ("uk", "Через обстріли Нікополя евакуацію скасували.", [("shelling", "Nikopol")]),
    ],
)
def test_what_words_of_the_front_tell(index, language, text, expected):
    """
    A flag is a capture, debris on a thing damage; what is named first may be the object.
    """
    assert told(text, language, index) == expected


def test_a_weapon_that_kills_has_struck(index):
    """
    "Дрон убив двох" tells both the strike and whom it killed.
    """
    assert told("Дрон убив двох людей у Нікополі.", "uk", index) == [
        ("casualties", "Nikopol"),
        ("drone_strike", "Nikopol"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Збили ракету над Очаковом і три дрони над Снігурівкою.",
            {"Ochakiv": 1, "Snihurivka": 3},
        ),
        ("uk", "Над Лубнами знищено п'ять дронів, над Сумами — ракету.", {"Lubny": 5, "Sumy": 1}),
        (
            "ru",
            "Сбито 8 БПЛА: 6 над Курской областью, 2 — над Белгородской.",
            {"Belgorod Oblast": 2, "Kursk Oblast": 6},
        ),
        (
            "ru",
            "Четверо ранены в Горловке, один — в Донецке.",
            {"Donetsk": 1, "Horlivka": 4},
        ),
        ("ru", "Ранены трое: в Донецке один, в Горловке двое.", {"Donetsk": 1, "Horlivka": 2}),
        (
            "uk",
            "На Херсонщині поранено 5 людей: 3 у Бериславі та 2 в Антонівці.",
            {"Antonivka": 2, "Beryslav": 3},
        ),
    ],
)
def test_each_place_has_its_own_number(index, language, text, expected):
    """
    What one verb tells of several places is counted at each; the total is at none of them.
    """
    document = Document(id="one", text=text, language=language)
    found = merge_claims(extract_document(document, index).claims)
    numbers = {e.where.places[0].name: c.low for e in found for c in e.counts.values()}

    assert numbers == expected


def test_each_place_has_its_own_weapon(index):
    """
    "Артилерією по A, а дронами — по B".
    """
    assert told("Ворог бив артилерією по Нікополю, а дронами — по Марганцю.", "uk", index) == [
        ("drone_strike", "Marhanets"),
        ("shelling", "Nikopol"),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Дрон атаковал завод в Ижевске, Удмуртия.", "Izhevsk"),
        ("Взрывы прогремели в Ростове-на-Дону.", "Rostov-on-Don"),
        ("Дроны атаковали порт Усть-Луга в Ленинградской области.", "Ust-Luga port"),
    ],
)
def test_a_name_that_only_tells_where_does_not_act(index, text, place):
    """
    A region behind a comma, a name behind its noun, "-на-" inside a name.
    """
    assert {name for _, name in told(text, "ru", index)} == {place}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Обстрілів зазнали 9 сіл області, зокрема Слатине та Липці.",
            {"Lyptsi", "Slatyne"},
        ),
        ("ru", "Враг отступил из Полтавки на запад, Успеновка под огнём.", {"Poltavka"}),
    ],
)
def test_some_of_all_that_were_hit_are_named(index, language, text, expected):
    """
    ", зокрема A та B" names some of them; who leaves A is in no B of the next clause.
    """
    first = {name for kind, name in told(text, language, index) if kind != "capture"}

    assert first == expected


def test_those_among_the_dead_are_not_all_of_them(index):
    """
    "загинули 6 людей, серед них дитина": six.
    """
    document = Document(id="one", text="У Сумах загинули 6 людей, серед них дитина.", language="uk")
    (found,) = merge_claims(extract_document(document, index).claims)

    assert found.counts["killed"].low == 6
