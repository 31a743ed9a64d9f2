"""Ukrainian and Russian reports in several sentences: headings, what goes on, who is counted."""

import pytest

from geomap.merge import merge_claims
from geomap.model import Document
from geomap.run.extraction import extract_document


def events(text, language, index):
    document = Document(id="one", text=text, language=language)
    return merge_claims(extract_document(document, index).claims)


def told(text, language, index):
    """Return type and place of each event that is drawn."""
    found = events(text, language, index)
    return sorted({(str(e.type), e.where.places[0].name) for e in found if e.mappable})


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Чернігів. Ракета влучила у склад.", [("missile_strike", "Chernihiv")]),
        ("ru", "Севастополь: в бухте были взрывы.", [("explosion", "Sevastopol")]),
        (
            "uk",
            "Білопільська громада: скид ВОГ з БпЛА. Юнаківська громада: удари КАБ.",
            [("airstrike", "Yunakivka"), ("drone_strike", "Bilopillia")],
        ),
        (
            "uk",
            "Росіяни вдарили по Нікополю. Пошкоджено дві школи. Пролунали вибухи.",
            [("damage", "Nikopol"), ("explosion", "Nikopol"), ("strike", "Nikopol")],
        ),
    ],
)
def test_a_place_stands_over_what_follows(index, language, text, expected):
    """
    A heading, or the only place of what was told before, is where the rest happened.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Удари по Сумах. У Святошинському районі ракета зруйнувала будинок."),
        ("uk", "Вибухи у Сумах. Снаряд влучив у школу в Хмелищинському."),
        ("uk", "Київ. Росія завдала удару по школах."),
    ],
)
def test_a_place_is_not_handed_on(index, language, text):
    """
    Not to what has words of its own for its place, and not from a dateline.
    """
    later = [e for e in events(text, language, index) if str(e.type) not in {"strike", "explosion"}]

    assert all(e.where.shape is None for e in later)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Три ракети по Чернігову", [("missile_strike", "Chernihiv")]),
        ("uk", "Ворог атакував позиції Сил оборони біля Липців", [("clash", "Lyptsi")]),
        ("ru", "Силы ПВО отражали атаку на Новороссийск", [("interception", "Novorossiysk")]),
        ("uk", "Дрони атакували кілька підстанцій у Керчі", [("drone_strike", "Kerch")]),
        ("uk", "Без світла залишилася Тягинка", [("damage", "Tiahynka")]),
        ("ru", "ВСУ установили контроль над Работино", [("capture", "Robotyne")]),
        ("ru", "Не допустили прорыва у Климово Брянской области", [("clash", "Klimovo")]),
        ("uk", "Удар по базі України в Сумській області", [("strike", "Sumy Oblast")]),
        ("uk", "Снаряди лягли не в Липцях, а в Богодухові", [("shelling", "Bohodukhiv")]),
        ("uk", "Ворог пробував прорвати оборону біля Липців, атаки відбито", [("clash", "Lyptsi")]),
        ("uk", "Шахтар розгромив Ворсклу в Полтаві, атака була влучною", []),
        ("uk", "Син воює десь біля Сум", []),
    ],
)  # fmt: skip
def test_what_happened_and_where(index, language, text, expected):
    """
    Headlines without a verb, attacks on the ground and in the air, harm, and what is none of it.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "У Сумах 7 загиблих, 144 поранені", {"killed": 7, "injured": 144}),
        ("uk", "Із Сум евакуювали 1 775 людей", {"evacuated": 1775}),
        ("uk", "У Сумах поранено 61-річного чоловіка", {"injured": 1}),
        ("ru", "В Судже найдены тела 22 жителей", {"killed": 22}),
        ("uk", "У Сумах постраждала жінка", {"injured": 1}),
    ],
)
def test_numbers_count_persons(index, language, text, expected):
    """
    Thousands may be set apart, a number may follow its noun, and an age counts nobody.
    """
    counts = [e.counts for e in events(text, language, index)]

    assert {k: v.low for one in counts for k, v in one.items()} == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Два роки тому росіяни вбили 12 людей у Мощуні"),
        ("ru", "Десять лет назад под Иловайском погибли сотни солдат"),
        ("uk", "Немає підтверджень, що росіяни зайшли в Сіверськ"),
        ("ru", "Нет доказательств, что войска вошли в Купянск"),
        ("uk", "Посадили на 12 років: коригував удари по Миколаєву"),
        ("uk", "Аеродроми у Керчі будують для атак на Одесу"),
        ("ru", "Бьют по трассе на Доброполье"),
        ("uk", "Голова області заявив про атаку на село Муром"),
    ],
)
def test_what_is_past_unproven_or_meant_is_not_drawn(index, language, text):
    """
    Nor what a court hears, a road's far end, or a city that is no village.
    """
    assert told(text, language, index) == []


NO_NEWS = [
    ("uk", "На Куп'янському напрямку боєзіткнень не зафіксовано."),
    ("uk", "Кремль погрожує ударами по Одесі."),
    ("uk", "У Черкасах відбулися навчання: умовний дрон атакував склад."),
    ("uk", "У ДТП під Полтавою загинули двоє."),
    ("uk", "Вибух газу в будинку в Сумах, є загиблі."),
    ("uk", "Вибухи в Дніпрі — це феєрверк."),
    ("uk", "Командувач нагородив воїнів, які звільнили Ізюм."),
    ("ru", "На Лиманском направлении боестолкновений не зарегистрировано."),
    ("ru", "Премьер пригрозил ударами по Одессе."),
    ("ru", "На учениях под Воронежем беспилотник условно поразил цель."),
    ("ru", "Взрыв газового баллона в Белгороде, двое пострадавших."),
    ("ru", "Хлопки в Курске — плановая утилизация боеприпасов."),
    ("uk", "Посол оглянув Чернігів, зруйнований бомбами."),
    ("uk", "У парку відкрили стелу загиблим у боях за Мощун."),
    ("uk", "Удари по Одесі посиляться, прогнозує експерт."),
    ("uk", "Сержанту повідомили про підозру за обстріл Волновахи."),
    ("uk", "Внаслідок пожежі в Луцьку загинув пенсіонер."),
    ("uk", "Вибухи під Рівним: на полігоні тривають навчання."),
    ("ru", "В Артёмовске восстановили школу, разрушенную снарядами."),
    ("ru", "В Орле поставили памятник погибшим под Иловайском."),
    ("ru", "В шахте под Горловкой погибли двое горняков."),
    ("ru", "Осудили солдата, который обстрелял Ирпень."),
    ("ru", "Вопрос о захвате Одессы не стоит."),
    ("ru", "В Керчи сапёры подорвали мину."),
    ("ru", "Договор сократит число обстрелов Шебекино."),
    ("ru", "Нет информации о прорыве под Грайвороном."),
    ("uk", "Солдати вчаться штурмувати окопи під Яворовом."),
]


@pytest.mark.parametrize(("language", "text"), NO_NEWS)
def test_nothing_is_drawn_that_did_not_happen(index, language, text):
    """
    Zeros of a bulletin, threats, drills, accidents, fireworks and medals are no news of the war.
    """
    assert told(text, language, index) == []


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "У 2014-му росіяни захопили Ясинувату."), ("ru", "В 2014-м армия взяла Лисичанск.")],
)
def test_a_year_alone_looks_back(index, language, text):
    """
    Nobody who tells of yesterday names the year and nothing else.
    """
    assert [str(e.scope) for e in events(text, language, index)] == ["historical"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "4 червня з Сіверська евакуювали 19 людей."),
        ("ru", "4 июня из Грайворона эвакуировали 19 человек."),
    ],
)
def test_the_day_of_a_date_counts_nobody(index, language, text):
    """
    "4 червня" is when, not how many.
    """
    assert [e.counts["evacuated"].low for e in events(text, language, index)] == [19]


def test_on_a_city_means_its_region(index):
    """
    "На Запоріжжі" is the region, "у Запоріжжі" the city.
    """
    assert told("На Запоріжжі дрон пошкодив будинок у Малокатеринівці.", "uk", index) == [
        ("damage", "Malokaterynivka")
    ]


def test_a_hospital_is_where_somebody_died_not_where_he_was_hit(index):
    """
    Who dies in hospital was hit elsewhere; a hit on a hospital is there.
    """
    assert told("Поранений боєць помер у госпіталі в Дніпрі.", "uk", index) == []
    assert told("Удар по лікарні в Сумах: загинула медсестра.", "uk", index) == [
        ("casualties", "Sumy"),
        ("strike", "Sumy"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Житель Сум загинув від вибуху в Охтирці.", {"Okhtyrka"}),
        ("uk", "У Сумах у лікарні помер чоловік, поранений дроном.", set()),
        ("ru", "Вертолёт разбился под Изюмом, погибли двое.", set()),
    ],
)
def test_where_nobody_was_hit(index, language, text, expected):
    """
    Not where somebody is from, nor where he died in hospital; a crash is no act of war.
    """
    assert {place for _, place in told(text, language, index)} == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Сили оборони змушені були залишити Вугледар.", [("retreat", "Vuhledar")]),
        ("ru", "Войска вынуждены оставить Авдеевку.", [("retreat", "Avdiivka")]),
        ("ru", "Полк доложил об освобождении Курахово.", [("capture", "Kurakhove")]),
        ("uk", "Загарбники утратили контроль над Роботиним.", [("retreat", "Robotyne")]),
    ],
)
def test_what_forces_had_to_give_up(index, language, text, expected):
    """
    An infinitive has the subject of its verb; a name in -ово may stand in any case.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Бійці вийшли на околицю Вовчанська.", [("advance", "Vovchansk")]),
        ("uk", "Бійці вийшли з Вовчанська.", [("retreat", "Vovchansk")]),
        ("ru", "Штурмовики вышли на окраину Волчанска.", [("advance", "Vovchansk")]),
        ("ru", "Батальон вышел из Волчанска.", [("retreat", "Vovchansk")]),
        ("uk", "Загарбники відійшли від Вовчанська із втратами.", []),
        ("uk", "Загарбники збрехали про захоплення Вовчанська.", []),
        ("ru", "Киев солгал об освобождении Волчанска.", []),
    ],
)
def test_to_come_out_is_to_advance_or_to_leave(index, language, text, expected):
    """
    What follows the verb tells which; who only goes back with losses gave nothing up.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "На Лиманському напрямку Сили оборони зупинили вісім атак ворога біля Торського.",
            "Torske",
        ),
        ("uk", "Зупинено три атаки біля Торського.", "Torske"),
        ("ru", "Подразделения сдержали девять атак у Торского.", "Torske"),
    ],
)
def test_what_was_stopped_had_begun(index, language, text, expected):
    """
    An attack that is stopped is one that was repelled, whoever stopped it.
    """
    assert told(text, language, index) == [("clash", expected)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Росіяни відійшли за Інгулець.", []),
        ("ru", "Противник отошёл за Северский Донец.", []),
        ("uk", "Бої тривають за Оскіл.", [("clash", "Oskil")]),
        ("uk", "У Києві цю заяву заперечують: бої тривають.", []),
        ("ru", "Дрон попал в цех Ильичёвского трубного завода.", []),
        ("uk", 'Вибухи на аеродромі ""Бельбек"".', [("explosion", "Belbek airfield")]),
        ("uk", "Вибух на складі на Франківщині.", [("explosion", "Ivano-Frankivsk Oblast")]),
        (
            "ru",
            "Над территорией Курской и Орловской областей перехвачено и уничтожено 9 дронов.",
            [("interception", "Kursk Oblast")],
        ),
    ],
)
def test_who_goes_beyond_a_river_or_denies_is_in_no_town(index, language, text, expected):
    """
    Towns are called after rivers; a capital that contradicts is no place of what it contradicts.
    """
    assert told(text, language, index) == expected


def test_who_says_so_sits_elsewhere(index):
    """
    "По данным штаба в X" puts nothing in X; an adjective's form behind "станица" is a place.
    """
    text = "По данным штаба в Краснодаре, дрон упал на склад в станице Северской."

    assert told(text, "ru", index) == [("drone_strike", "Severskaya")]


def test_an_unknown_village_lies_in_its_district(index):
    """
    Not in the whole region that is named with it.
    """
    text = "В Рыльском районе Курской области обстреляли село Гнилушино."
    (found,) = events(text, "ru", index)

    assert found.where.shape is not None
    assert found.where.shape.radius_m < 60_000


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Дрони вдарили по Конотопу... точніше, по місту Суми."),
        ("ru", "Снаряды попали в Конотоп, нет, в Сумы."),
        ("uk", "Ракета влучила у Ромни, вірніше, у Суми."),
    ],
)
def test_a_place_that_is_taken_back_is_none(index, language, text):
    """
    Only the place that a sentence ends by naming is where it happened.
    """
    assert {name for _, name in told(text, language, index)} == {"Sumy"}


@pytest.mark.parametrize(
    ("language", "text", "type_", "place"),
    [
        ("uk", "У Дергачах пошкоджено паркан і собачу будку.", "damage", "Derhachi"),
        ("ru", "В Шебекино посекло осколками детскую горку.", "damage", "Shebekino"),
        ("uk", "В Охтирці згоріли дві тонни сіна.", "damage", "Okhtyrka"),
        ("uk", "В Оріхові осколок поранив касирку.", "casualties", "Orikhiv"),
        ("ru", "В Токмаке контузило слесаря, он в больнице.", "casualties", "Tokmak"),
        ("uk", "Снайпер застрелив пасічника в Куп'янську.", "casualties", "Kupiansk"),
        ("uk", "Волонтери забрали з Торецька 14 людей.", "evacuation", "Toretsk"),
        ("ru", "Из Волчанска вывели 30 жителей.", "evacuation", "Vovchansk"),
        ("uk", "Родина вибралася з Лимана через ліс.", "displacement", "Lyman"),
        ("ru", "Старики перебрались из Суджи к дочери.", "displacement", "Sudzha"),
        ("uk", "До Херсона прибули дві фури з борошном.", "aid_delivery", "Kherson"),
        ("ru", "Автобус привёз в Изюм одеяла и печки.", "aid_delivery", "Izium"),
        ("uk", "На блокпосту у Василівці розвернули п'ять фур.", "aid_obstruction", "Vasylivka"),
        ("ru", "В Бердянске военные не пропустили автобусы.", "aid_obstruction", "Berdiansk"),
        ("uk", "Увечері шахед спалив пошту в Балаклії.", "drone_strike", "Balakliia"),
        ("uk", "На Лиманському напрямку дев'ять атак біля Торського.", "clash", "Torske"),
    ],
)
def test_everyday_words_of_war_are_known(index, language, text, type_, place):
    """
    Whoever is hurt, taken away, comes through or is turned back, in the words of local papers.
    """
    assert (type_, place) in told(text, language, index)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Криза вбила бажання працювати у Львові."),
        ("uk", "Вода зайшла в підвали Нової Каховки."),
        ("uk", "Міністр повернув посла до Києва."),
        ("ru", "Поезд прибыл в Белгород по расписанию."),
    ],
)
def test_everyday_words_of_peace_tell_nothing(index, language, text):
    """
    The same verbs of other things are no events.
    """
    assert told(text, language, index) == []


def test_on_the_river_is_not_in_the_city(index):
    """
    "На Дніпрі" is the river, "у Дніпрі" the city.
    """
    assert ("drone_strike", "Dnipro") not in told("На Дніпрі дрон ударив по катеру.", "uk", index)
    assert ("drone_strike", "Dnipro") in told("У Дніпрі дрон ударив по складу.", "uk", index)


@pytest.mark.parametrize(
    ("language", "text", "type_", "place"),
    [
        ("uk", "Тесляр Остап із Шевченкового не спав. Снаряд влучив у хату.", "shelling", None),
        ("uk", "Марта з Ківшарівки не спала. Снаряд влучив у хату.", "shelling", "Kivsharivka"),
        (
            "uk",
            "Бабуся мешкає в Часовому Яру. Уночі снаряд влучив у хату.",
            "shelling",
            "Chasiv Yar",
        ),
        ("ru", "Белгород. Иван Коваль: дрон ударил по складу.", "drone_strike", "Belgorod"),
        ("uk", "Наталя живе в Дворічній. У середу сюди прилетів КАБ.", "airstrike", "Dvorichna"),
        ("uk", "Наталя з Дворічної гостює в Чугуєві. Снаряд влучив у хату.", "shelling", None),
    ],
)
def test_the_one_settlement_told_is_where_it_happened(index, language, text, type_, place):
    """
    A text that names one settlement is about it; of two, nobody knows which.
    """
    drawn = [found for found in told(text, language, index) if found[0] == type_]

    assert drawn == ([(type_, place)] if place else [])


def test_names_of_persons_are_no_places(index):
    """
    "Лариса Петровна" is nobody's village, though one bears the name.
    """
    text = "Лариса Петровна живе в Оріхові. Олександр Коваль поранений уламком."

    assert {place for _, place in told(text, "uk", index)} <= {"Orikhiv"}


@pytest.mark.parametrize("town", ["Покровську", "Луганську", "Донецьку"])
def test_a_town_before_a_noun_is_no_adjective(index, town):
    """
    "У Покровську дрон" is in the town; "Покровську громаду" is the commune.
    """
    found = events(f"У {town} дрон влучив у склад.", "uk", index)

    assert any(e.mappable for e in found)
