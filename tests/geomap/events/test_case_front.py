"""Ukrainian and Russian words of the front: bombs, columns, banks, lists that share one noun."""

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
    ("language", "text", "regions"),
    [
        (
            "ru",
            "Перехвачено 20 БПЛА: 12 – над Курской, 6 – над Тульской, 2 – над Липецкой областью.",
            {"Kursk Oblast", "Lipetsk Oblast", "Tula Oblast"},
        ),
        (
            "uk",
            "Збито 9 дронів: 5 над Сумською, 3 над Полтавською та один над Київською областями.",
            {"Kyiv Oblast", "Poltava Oblast", "Sumy Oblast"},
        ),
        (
            "ru",
            "Дроны сбиты над Орловской и над Калужской областью.",
            {"Kaluga Oblast", "Oryol Oblast"},
        ),
    ],
)
def test_regions_share_the_noun_that_comes_last(index, language, text, regions):
    """
    Each has its own number, behind a dash or not.
    """
    found = told(text, language, index)

    assert {place for _, place in found} == regions


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Гуляйполе знову під КАБами.", [("airstrike", "Huliaipole")]),
        ("ru", "Орехов утром под ФАБами.", [("airstrike", "Orikhiv")]),
        ("uk", "Херсон під шахедами.", [("drone_strike", "Kherson")]),
        ("uk", "Наші закріпилися в Роботиному.", [("advance", "Robotyne")]),
        ("ru", "Наши отошли из Угледара.", [("retreat", "Vuhledar")]),
        (
            "ru",
            "Там признали, что отступили с трёх позиций у Работино.",
            [("retreat", "Robotyne")],
        ),
        ("uk", "Загарбники перейшли на лівий берег біля Херсона.", [("retreat", "Kherson")]),
        (
            "ru",
            "Боевики выпустили по Токмаку около десяти снарядов.",
            [("shelling", "Tokmak")],
        ),
        ("ru", "В Токмаке он тяжело ранен осколком.", [("casualties", "Tokmak")]),
        ("ru", "В Ясиноватой перебита линия электропередачи.", [("damage", "Yasynuvata")]),
        ("uk", "Катер отримав пробоїну біля Очакова.", [("damage", "Ochakiv")]),
        ("uk", "Диверсанти намагалися перетнути кордон біля Сопича.", [("clash", "Sopych")]),
    ],
)
def test_words_of_the_front(index, language, text, expected):
    """
    Bombs that a town lies under, our own, banks crossed, "about ten shells", attempts.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Захват Первомайского под Донецком подтвердили.", [("capture", "Avdiivske")]),
        (
            "Под Херсоном обстреляли окрестности Антоновского моста.",
            [("shelling", "Antonivka Bridge")],
        ),
        ("Бойцы Северского полка отошли.", []),
        ("Гибель Белоозерского потрясла коллег.", []),
    ],
)
def test_a_city_beside_says_which(index, text, expected):
    """
    Of the villages of a name that an adjective may be, the one near the city; none for a person.
    """
    assert told(text, "ru", index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Над Полтавщиною виявили та збили 9 дронів.",
            [("interception", "Poltava Oblast")],
        ),
        ("ru", "В Токмаке уничтожили и повредили три танка.", [("damage", "Tokmak")]),
        (
            "uk",
            "У Сумах атакували і зруйнували школу.",
            [("damage", "Sumy"), ("strike", "Sumy")],
        ),
    ],
)
def test_two_verbs_side_by_side_tell_one_act(index, language, text, expected):
    """
    Where both may tell the same, what stands behind them is done by both.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "База «Клинцы» была атакована БПЛА.", [("drone_strike", "Klintsy")]),
        ("ru", "Нефтебаза в Клинцах атакована БПЛА.", [("drone_strike", "Klintsy")]),
        ("ru", "На Токмак направили три управляемые бомбы.", [("airstrike", "Tokmak")]),
        ("uk", "Шахеди долетіли до Полтави.", [("drone_strike", "Poltava")]),
        (
            "uk",
            "Ракета влучила у вокзал у Краматорську, сотні поранених.",
            [("casualties", "Kramatorsk"), ("missile_strike", "Kramatorsk")],
        ),
        (
            "uk",
            "Ворог ударив дроном по складу в Ізюмі. На об'єкті виникла пожежа.",
            [("damage", "Izium"), ("drone_strike", "Izium")],
        ),
        (
            "uk",
            "Вогнеборці загасили пожежу, яка спалахнула після удару по Ізюму.",
            [("damage", "Izium"), ("strike", "Izium")],
        ),
        ("uk", "Жінка з Ізюма втекла до Полтави під ударами.", [("displacement", "Izium")]),
        ("ru", "Противник потерял до 300 военнослужащих.", []),
        (
            "ru",
            "Удары нанесены в районах Орехова и Гуляйполя. Противник потерял до 300 военных.",
            [("strike", "Huliaipole"), ("strike", "Orikhiv")],
        ),
        ("ru", "Штурмовики продвинулись на километр к Ямполю.", [("advance", "Yampil’")]),
        (
            "uk",
            "Удари по аеродромах Саки та Бельбек.",
            [("strike", "Belbek airfield"), ("strike", "Saky airfield")],
        ),
        (
            "uk",
            "Захисники звільнили Роботине. Ворог знову обстріляв село.",
            [("capture", "Robotyne"), ("shelling", "Robotyne")],
        ),
        (
            "ru",
            "Наши заняли Работино. Теперь противник штурмует село.",
            [("capture", "Robotyne"), ("clash", "Robotyne")],
        ),
        (
            "uk",
            "Ворог обстріляв Роботине. Згодом він атакував інше село.",
            [("shelling", "Robotyne")],
        ),
        ("uk", "Херсонська ОВА повідомила про обстріли.", []),
    ],
)
def test_where_what_is_told_happened(index, language, text, expected):
    """
    At what was hit or named last, not where somebody fled to, nor where the office sits.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "После атаки БПЛА сгорел ангар в Клинцах.", "drone_strike"),
        ("uk", "Унаслідок удару БпЛА пошкоджено ліцей в Ізюмі.", "drone_strike"),
        ("ru", "В результате сброса ВОГ ранен тракторист в Токмаке.", "drone_strike"),
    ],
)
def test_an_acronym_behind_a_cause_is_its_weapon(index, language, text, expected):
    """
    It shows no case, and a verb may follow it at once.
    """
    assert expected in {kind for kind, _ in told(text, language, index)}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "Дрони вразили нафтобазу у Клинцях та аеродром під Саками.",
            [("drone_strike", "Klintsy"), ("drone_strike", "Saky")],
        ),
        (
            "ru",
            "Ракеты поразили штаб в Токмаке, склад в Бердянске и мост у Мелитополя.",
            [
                ("missile_strike", "Berdiansk"),
                ("missile_strike", "Melitopol"),
                ("missile_strike", "Tokmak"),
            ],
        ),
        (
            "ru",
            "В результате наступательных действий подразделения «Центра» взяли Торское и Ямполь.",
            [("capture", "Torske"), ("capture", "Yampil’")],
        ),
        (
            "ru",
            "Взрывы в Воронеже. Над Хреновецким районом сбит дрон.",
            [("explosion", "Voronezh")],
        ),
        (
            "ru",
            "Дрон попал в цех в Сумах. Над Вымышленским районом сбито ещё два.",
            [("drone_strike", "Sumy")],
        ),
        (
            "uk",
            "Обстріляно Токмак, Бердянськ і Мелітополь – під ударами дронів.",
            [("drone_strike", "Berdiansk"), ("drone_strike", "Melitopol"), ("shelling", "Tokmak")],
        ),
        ("uk", "Бійці форсували річку біля Дворічної.", [("advance", "Dvorichna")]),
    ],
)
def test_each_target_has_its_place(index, language, text, expected):
    """
    A unit that nobody knows has none; what stands before a dash belongs to what follows it.
    """
    assert told(text, language, index) == expected


def test_harm_after_two_acts_beside_each_other(index):
    """
    It happened where both did, in a town and at its depot.
    """
    text = "Под удар попал Энгельс: дрон врезался в комбинат «Кристалл». Погибли двое рабочих."

    assert ("casualties", "Kristall oil depot") in told(text, "ru", index)


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "uk",
            "На Торецькому й Лиманському напрямках відбито сім атак, на Покровському – дев'ять.",
            [("clash", "Lyman direction"), ("clash", "Toretsk direction")],
        ),
        (
            "ru",
            "На Купянском и Лиманском направлениях идут бои.",
            [("clash", "Kupiansk direction"), ("clash", "Lyman direction")],
        ),
        (
            "uk",
            "Ворог поранив трьох мешканців Сумщини – у Білопіллі та Хотіні.",
            [("casualties", "Bilopillia"), ("casualties", "Khotin")],
        ),
        (
            "ru",
            "Трое раненых: дрон ударил по такси под Горловкой.",
            [("casualties", "Horlivka"), ("drone_strike", "Horlivka")],
        ),
        ("uk", "Біля Ямполя відбито атаку.", [("clash", "Yampil’")]),
        ("ru", "Обломки повредили шлагбаум в Токмаке.", [("damage", "Tokmak")]),
        ("ru", "В Краснояружском районе сбит дрон.", [("interception", "Krasnaya Yaruga")]),
        (
            "uk",
            "З Великописарівської громади вивезли 40 людей.",
            [("evacuation", "Velyka Pysarivka")],
        ),
        (
            "uk",
            "У Варшаві вже оголосили про допомогу. Напередодні школу атакувала ракета.",
            [],
        ),
        ("ru", "В Токмаке прилетело по рынку.", [("strike", "Tokmak")]),
    ],
)
def test_axes_communes_and_what_opens_a_headline(index, language, text, expected):
    """
    Each axis of a list, the villages behind a dash, whom a headline counts before it says where.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ru", "Дроны атаковали Воронежскую область.", [("drone_strike", "Voronezh Oblast")]),
        ("uk", "На Сумщині, в Хотіні, згорів дім.", [("damage", "Khotin")]),
        (
            "uk",
            "Ракети влучили в будівлю ФСБ у Донецьку та базу ПММ під Ровеньками.",
            [("missile_strike", "Donetsk"), ("missile_strike", "Rovenky")],
        ),
        ("uk", "Вибух у Високопіллі.", [("explosion", "Vysokopillia")]),
        ("ru", "Взрыв в Дудчанах.", [("explosion", "Dudchany")]),
    ],
)
def test_regions_and_the_only_village_of_a_name(index, language, text, expected):
    """
    A region is not its city, holds the village behind a comma; a name that is one place's is it.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "Дрон ударил по автобусу, ранены двое. Это произошло у Ямполя.",
            [("casualties", "Yampil’"), ("drone_strike", "Yampil’")],
        ),
        (
            "uk",
            "Снаряд убив пастуха. Інцидент трапився поблизу Липців.",
            [("casualties", "Lyptsi"), ("shelling", "Lyptsi")],
        ),
        ("uk", "Окупанти обстріляли школу. Це сталося у четвер.", []),
        (
            "ru",
            "Дрон ударил по дому в Сумах. Это случилось, когда в Полтаве объявили тревогу.",
            [("drone_strike", "Sumy")],
        ),
        ("ru", "В Дружковке вылетели стёкла.", [("damage", "Druzhkivka")]),
        ("uk", "Морпіхи висадилися на околиці Кринок.", [("advance", "Krynky")]),
        ("ru", "Волонтёры возят воду в Дружковку.", [("aid_delivery", "Druzhkivka")]),
    ],
)
def test_where_it_happened_may_be_told_after_it(index, language, text, expected):
    """
    In a sentence of its own, by a word for what was told, and no other place.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        (
            "ru",
            "В Клинцах сработало взрывное устройство, погиб майор, командовавший боями за Бахмут.",
            [("casualties", "Klintsy"), ("clash", "Bakhmut"), ("explosion", "Klintsy")],
        ),
        ("ru", "Взрыв бытового газа в Клинцах исключён.", []),
        ("ru", "Пожар в цехе имени Кирова в Клинцах ликвидирован.", [("damage", "Klintsy")]),
        (
            "uk",
            "Шахед ударив по поїзду «Одеса — Суми» на станції Шостка.",
            [("drone_strike", "Shostka")],
        ),
        (
            "uk",
            "Вибухи на аеродромах «Саки» та «Бельбек».",
            [("explosion", "Belbek airfield"), ("explosion", "Saky airfield")],
        ),
        (
            "ru",
            "В Белгородском округе ранен водитель. В Красном Октябре повреждён дом.",
            [("casualties", "Belgorodskiy Rayon")],
        ),
    ],
)
def test_what_only_describes_is_not_where_it_happened(index, language, text, expected):
    """
    What an officer did before, the route of a train, whom a mine is called after, a namesake
    across the border.
    """
    assert told(text, language, index) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Дітей евакуювали у Полтаву.", []),
        ("ru", "Жителей перевезли и вывезли в Воронеж.", []),
        ("uk", "Родини виїхали з Куп'янська в Полтаву.", [("displacement", "Kupiansk")]),
        ("uk", "Людей евакуювали у Вовчанську.", [("evacuation", "Vovchansk")]),
        (
            "ru",
            "Заняли Торское. На том направлении противник потерял 40 солдат.",
            [("capture", "Torske")],
        ),
        ("ru", "Вечером пылал «Магнит» в Токмаке.", [("damage", "Tokmak")]),
        ("uk", "У Токмаку палали очі дітей.", []),
        ("ru", "Штурмовики расширили плацдарм у Двуречной.", [("advance", "Dvorichna")]),
        ("uk", "На Криворіжжі збито дрон.", [("interception", "Kryvyi Rih Raion")]),
    ],
)
def test_where_people_are_taken_is_not_where_they_were(index, language, text, expected):
    """
    The form of the name tells; what burns may bear any name; a day's losses are nowhere.
    """
    assert told(text, language, index) == expected
