"""Who says it in Ukrainian and Russian."""

import pytest

from geomap.model import Document
from geomap.run.extraction import extract_document


def claims(text, language, index):
    return extract_document(Document(id="one", text=text, language=language), index).claims


@pytest.mark.parametrize(
    ("language", "text", "speaker", "kind"),
    [
        ("uk", "У Харкові вибух – мер", "мер", "official"),
        ("uk", "Мер: у Харкові вибух", "Мер", "official"),
        ("uk", "У Харкові вибух, повідомила поліція", "поліція", "official"),
        ("uk", "Як повідомила поліція, у Харкові вибух", "поліція", "official"),
        ("uk", "За словами очевидців, у Харкові вибух", "очевидців", "witness"),
        ("uk", "Генштаб повідомив про вибух у Харкові", "Генштаб", "military"),
        ("uk", "У Харкові пролунав вибух. Про це повідомила поліція.", "поліція", "official"),
        ("uk", "Речник ОК «Південь» заявив, що в Херсоні вибух", "Речник ОК «Південь»", "official"),
        ("ru", "В Донецке взрыв – СМИ", "СМИ", "media"),
        ("ru", "Минобороны РФ: в Донецке взрыв", "Минобороны РФ", "military"),
        ("ru", "По данным полиции, в Донецке прогремел взрыв", "полиции", "official"),
        ("ru", "В Донецке прогремел взрыв. Об этом сообщила полиция.", "полиция", "official"),
    ],
)
def test_the_speaker(index, language, text, speaker, kind):
    """
    Verbs of saying, "за словами", dashes, colons and "про це повідомив" name who says it.
    """
    (claim,) = claims(text, language, index)

    assert (claim.chain[-1].name, claim.chain[-1].kind) == (speaker, kind)


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "uk",
            "Дрон ударив по складу в Ізюмі. Поранено двох людей. Про це розповів мер Іван Коваль.",
            "мер Іван Коваль",
        ),
        (
            "ru",
            "Дрон ударил по складу в Шебекино. Ранены двое. Об этом сообщил губернатор.",
            "губернатор",
        ),
        (
            "uk",
            "Губернатор повідомив, що дрон ударив по складу в Ізюмі; поранено двох людей.",
            "Губернатор",
        ),
    ],
)
def test_a_saying_speaks_for_all_that_it_is_about(index, language, text, speaker):
    """
    "Про це" is the paragraph before it, and a semicolon does not end what somebody says that.
    """
    told = claims(text, language, index)

    assert {claim.type for claim in told} == {"drone_strike", "casualties"}
    assert {claim.chain[-1].name or claim.chain[-1].role for claim in told} == {speaker}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "У Харкові вибух – фото"),
        ("uk", "Відео: вибух у Харкові"),
        ("uk", "Удар РФ по Харкову: горить завод"),
        ("ru", "В Донецке взрыв – видео"),
    ],
)
def test_headings_are_no_speakers(index, language, text):
    """
    What stands beside a dash or colon speaks only if somebody is named there.
    """
    assert all(len(claim.chain) == 1 for claim in claims(text, language, index))


@pytest.mark.parametrize(
    ("language", "text", "factuality"),
    [
        ("uk", "Повідомляється про вибух у Харкові", "alleged"),
        ("uk", "У Харкові, як стверджує Міноборони РФ, знищено склад", "alleged"),
        ("uk", "Міноборони РФ заперечує удар по Харкову", "denied"),
        ("uk", "Інформація про удар по Харкову не відповідає дійсності", "denied"),
        ("ru", "Минобороны РФ опровергло удар по Харькову", "denied"),
        ("ru", "Сообщается о взрыве в Донецке", "alleged"),
        ("ru", "В Донецке, вероятно, прогремел взрыв", "alleged"),
    ],
)
def test_what_the_word_of_saying_makes_of_it(index, language, text, factuality):
    """
    Hearsay and assertion alone are alleged; what is denied is no fact.
    """
    assert {claim.factuality.value for claim in claims(text, language, index)} == {factuality}


def test_nobody_claims_what_is_not_confirmed(index):
    """
    "Не підтвердив" makes no claim in either direction.
    """
    assert claims("Генштаб не підтвердив захоплення Бахмута", "uk", index) == ()


def test_a_denial_in_the_next_sentence_answers(index):
    """
    The event keeps its assertion and is disputed.
    """
    text = "Міноборони РФ заявило про захоплення Бахмута. Генштаб цю заяву спростував."
    told = claims(text, "uk", index)

    assert {str(claim.stance) for claim in told} == {"assert", "deny"}
    assert len({claim.happening for claim in told}) == 1


def test_the_names_of_private_people_are_not_kept(index):
    """
    A resident has a role and a span, no name.
    """
    (claim,) = claims("Місцева жителька Олена Коваль розповіла про вибух у Харкові", "uk", index)

    assert claim.chain[-1].name is None
    assert claim.chain[-1].start is not None


@pytest.mark.parametrize(
    ("language", "text", "side"),
    [
        ("uk", "Генштаб: ворог обстріляв Нікополь", "RU"),
        ("uk", "Ворог обстріляв Нікополь", "RU"),
        ("ru", "Минобороны РФ: противник обстрелял Донецк", "UA"),
        ("ru", "Генштаб ВСУ: противник обстрелял Никополь", "RU"),
        ("ru", "Противник обстрелял Донецк", None),
    ],
)
def test_the_enemy_is_the_other_side_of_who_speaks(index, language, text, side):
    """
    With nobody speaking, Ukrainian says it of Russia and Russian of either.
    """
    (claim,) = claims(text, language, index)

    assert (claim.actor.side if claim.actor else None) == side


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        (
            "uk",
            "Дрон ударив по складу в Ізюмі. Сторожа поранено, повідомила поліція.",
            "поліція",
        ),
        (
            "uk",
            "Дрон ударив по складу в Ізюмі. Поранено двох людей. Пожежу загасили, — ДСНС.",
            "ДСНС",
        ),
        (
            "ru",
            "Дрон ударил по складу в Шебекино. Ранены двое, пишет губернатор Гладков.",
            "губернатор Гладков",
        ),
        (
            "uk",
            "Сумська ОВА: ворог обстріляв Білопілля. В Охтирці дрон ударив по складу.",
            "Сумська ОВА",
        ),
        (
            "ru",
            "Минобороны РФ: сбиты пять дронов над Брянском. В Курске ударом ранены двое.",
            "Минобороны РФ",
        ),
        (
            "uk",
            "Генштаб ЗСУ повідомляє: обстріляно Широкине. Поранено двох військових.",
            "Генштаб ЗСУ",
        ),
        (
            "ru",
            "По информации администрации, дрон ударил по складу в Горловке. Ранены двое.",
            "администрации",
        ),
        ("uk", "Одеська ОВА. В Ізмаїлі дрон ударив по складу. Поранено двох людей.", "Одеська ОВА"),
        (
            "uk",
            "Офіс генпрокурора (станом на 15:00): дрон ударив по Ізюму. Поранено двох людей.",
            "Офіс генпрокурора",
        ),
        (
            "uk",
            "Дрон ударив по складу в Ізюмі. Поранено двох людей. – Іван Коваль, начальник ОВА",
            "person",
        ),
        (
            "ru",
            "Белгород. Иван Коваль: дрон ударил по складу. Ранены двое.",
            "person",
        ),
    ],
)
def test_who_signs_or_heads_a_paragraph_tells_all_of_it(index, language, text, speaker):
    """
    A name at the end of the last sentence, or with a colon before the first, is of all of them.
    """
    told = claims(text, language, index)

    assert len({claim.sentence for claim in told}) > 1
    assert {claim.chain[-1].name or claim.chain[-1].role for claim in told} == {speaker}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Дрон ударив по складу в Ізюмі. За словами мера, поранено двох людей."),
        ("uk", "Дрон ударив по складу в Ізюмі. Поранено двох, повідомила поліція. Склад згорів."),
        ("uk", "Дрон ударив по складу в Ізюмі. «Це пекло», — сказав мер."),
        ("uk", "Велика Писарівка: дрон ударив по складу. Поранено двох людей."),
        ("ru", "Сводка на утро. Дрон ударил по складу в Шебекино."),
        ("ru", "Дрон ударил по складу в Шебекино.\n\nРанены двое, сообщил губернатор."),
    ],
)
def test_who_only_speaks_within_a_text_signs_nothing(index, language, text):
    """
    What is told before somebody's own sentence is the publisher's.
    """
    first = claims(text, language, index)[0]

    assert len(first.chain) == 1


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("ru", "В Сумах взрывом ранены двое, говорится в сводке областной полиции.", "полиции"),
        (
            "uk",
            "У Сумах поранено двох, йдеться у повідомленні обласної прокуратури.",
            "прокуратури",
        ),
        ("ru", "Ранены двое, указывается в докладе ведомства, в Сумах.", "ведомства"),
        ("uk", "У Сумах поранено двох, підтвердив начальник ОВА Гнатів.", "начальник ОВА Гнатів"),
        ("ru", "В Сумах повреждён вокзал, есть раненые, утверждает губернатор.", "губернатор"),
        ("uk", "Дрон влучив у депо в Сумах; поранено двох, повідомляє поліція.", "поліція"),
        ("ru", "Ранена женщина, загорелся гараж в Сумах, отметили в представительстве ДНР.", "ДНР"),
        (
            "uk",
            "Начальник ОВА Гнатів розповідає: ми чули, як дрон влучив у депо в Сумах.",
            "Гнатів",
        ),
        ("ru", "Губернатор сообщил о возгорании на складе после удара по Сумам.", "Губернатор"),
    ],
)
def test_who_closes_or_opens_a_sentence_tells_all_of_it(index, language, text, speaker):
    """
    Confirming and alleging close a sentence as saying does, over ";", and a colon opens all of it.
    """
    found = claims(text, language, index)

    assert found
    assert all(claim.chain[-1].name.endswith(speaker) for claim in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Сидоренко: дроны ударили по Сумам."),
        ("uk", "Гриценко: у Сумах пошкоджено депо, поранено двох."),
        ("ru", "В Сумах повреждено депо, написал Добрынев."),
    ],
)
def test_a_surname_speaks(index, language, text):
    """
    A surname that nobody knows speaks before a colon, and behind a verb of saying in any case.
    """
    found = claims(text, language, index)

    assert found
    assert all(c.chain[-1].start is not None and c.chain[-1].name is None for c in found)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Харьков: дроны ударили по складу."),
        ("uk", "Глухів: снаряди пошкодили школу."),
        ("ru", "Сумской район: загорелся склад. Конотоп: ранен водитель, написал Добрынев."),
    ],
)
def test_a_town_over_its_news_speaks_nothing(index, language, text):
    """
    A town before a colon is where it happened, and what is told of it is no sign under the rest.
    """
    first = claims(text, language, index)[0]

    assert first.chain[-1].start is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Інформація про приліт у Сумах"),
        ("ru", "Сообщения о взрывах в Сумах"),
        ("uk", "Повідомлення про обстріл Сум, деталі згодом"),
    ],
)
def test_a_bare_report_is_only_alleged(index, language, text):
    """
    What a line without a verb calls a report, nobody stands for.
    """
    (claim,) = claims(text, language, index)

    assert (str(claim.stance), len(claim.chain)) == ("allege", 1)
