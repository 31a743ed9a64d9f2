"""Places in Ukrainian and Russian sentences, by preposition and case."""

import pytest

from geomap.model import Document
from geomap.places import locate_places
from geomap.run.grammar import give_grammar
from geomap.text.sentences import split_sentences


def locate(text, language, index):
    sentences = split_sentences(text, language)
    sentences = give_grammar(sentences, set(), text, language=language, index=index)
    return locate_places(text, sentences, index, theatre="ukraine", language=language)


def places(text, language, index):
    """Return each expression as words: relation, form of the shape, names of its places."""
    found = locate(text, language, index).expressions
    return [
        (
            str(e.where.relation),
            str(e.where.shape.form) if e.where.shape else "nowhere",
            [place.name for place in e.where.places],
        )
        for e in found
        if e.where.places or e.where.unresolved
    ]


@pytest.mark.parametrize(
    ("language", "text", "relation", "form", "names"),
    [
        ("uk", "Бої біля Бахмута", "near", "disc", ["Bakhmut"]),
        ("uk", "Бої в районі Бахмута", "near", "disc", ["Bakhmut"]),
        ("uk", "Бої за 10 км на північ від Бахмута", "offset", "offset", ["Bakhmut"]),
        ("uk", "Бої на околицях Бахмута", "near", "disc", ["Bakhmut"]),
        ("uk", "Бої на Бахмутському напрямку", "axis", "region", ["Bakhmut direction"]),
        ("uk", "Бої між Оріховом і Токмаком", "between", "corridor", ["Orikhiv", "Tokmak"]),
        ("uk", "Вибухи на Херсонщині", "in", "region", ["Kherson Oblast"]),
        ("uk", "Вибух у місті Краматорськ", "in", "point", ["Kramatorsk"]),
        ("uk", "Вибух на аеродромі в Бердянську", "in", "point", ["Berdiansk"]),
        ("ru", "Бои под Бахмутом", "near", "disc", ["Bakhmut"]),
        ("ru", "Бои к северу от Бахмута", "outside", "disc", ["Bakhmut"]),
        ("ru", "Бои в направлении Бахмута", "toward", "point", ["Bakhmut"]),
        ("ru", "Бои между Ореховом и Токмаком", "between", "corridor", ["Orikhiv", "Tokmak"]),
        ("ru", "Взрывы в Херсонской области", "in", "region", ["Kherson Oblast"]),
        ("ru", "Взрыв в городе Краматорск", "in", "point", ["Kramatorsk"]),
    ],
)
def test_relation_and_shape(index, language, text, relation, form, names):
    """
    The preposition and the nouns before a name make the shape, as they do in English.
    """
    assert places(text, language, index) == [(relation, form, names)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Мер Мелітополя розповів про ситуацію"),
        ("uk", "Збройні сили України розповіли про ситуацію"),
        ("uk", "Москва заявила про ситуацію"),
        ("uk", "Аварія на вулиці Бахмутській"),
        ("uk", "Вода з річки Дніпро"),
        ("uk", "У Білому домі говорили про ситуацію"),
        ("uk", "Пожежа в Шевченківському районі"),
        ("ru", "Глава Донецкой области рассказал о ситуации"),
        ("ru", "Москва заявила о ситуации"),
        ("ru", "На правом берегу Днепра спокойно"),
        ("ru", "Пожар в Киевском районе"),
    ],
)
def test_names_that_are_no_places_of_events(index, language, text):
    """
    Titles, armies, governments, streets, rivers and quarters without their city make no point.
    """
    assert all(form == "nowhere" for _, form, _ in places(text, language, index))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Вибух у Золочеві Харківської області"),
        ("uk", "Вибух у Золочеві на Харківщині"),
        ("uk", "Вибух у Золочеві (Харківська область)"),
        ("ru", "Взрыв в Золочеве Харьковской области"),
    ],
)
def test_the_region_beside_a_name_tells_namesakes_apart(index, language, text):
    """
    The region is context, never a mark of its own.
    """
    (expression,) = locate(text, language, index).expressions

    assert expression.where.places[0].admin1 == "07"
    assert [c.name for c in expression.where.context] == ["Kharkiv Oblast"]


@pytest.mark.parametrize("pointer", ["Там", "У місті", "На околиці"])
def test_words_point_back_to_the_town_spoken_of(index, pointer):
    """
    "там" and "у місті" mean the one town of the sentence before, and the place is inferred.
    """
    text = f"У Краматорську пролунали вибухи. {pointer} горить склад."
    *_, last = locate(text, "uk", index).expressions

    assert [place.name for place in last.where.places] == ["Kramatorsk"]
    assert last.where.inferred
    assert Document(id="x", text=text).text[last.where.expression.start :].startswith(pointer)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ВСУ обстреляли Нижнее Берёзово.", "Нижнее Берёзово"),
        ("Снаряды упали в Нижнем Ольшанском.", "Нижнем Ольшанском"),
        ("Обстреляли Карыж.", "Карыж"),
    ],
)
def test_what_nobody_knows_is_no_place_that_is_like_it(index, text, name):
    """
    Neither a part of a longer name nor a small town of a like name, far from all, is meant.
    """
    located = locate(text, "ru", index)

    assert name in [toponym.text for toponym in located.toponyms] or not located.toponyms
    assert all(toponym.place is None for toponym in located.toponyms)


def test_a_village_is_looked_for_in_the_region_that_is_told(index):
    """
    A large namesake in another region is not what the sentence calls a village here.
    """
    located = locate("В Рыльском районе Курской области обстреляно село Никольское.", "ru", index)
    [village] = [toponym for toponym in located.toponyms if toponym.text == "Никольское"]

    assert village.place is None
