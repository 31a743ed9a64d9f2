"""Case forms of Ukrainian and Russian names, and what they may be confused with."""

import re
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer.inflect import adjective_forms, case_forms, names_meant
from gazetteer.names import fold, normalise

UKRAINIAN = re.compile("[абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’' -]+")
FORMS = [
    ("Бахмут", "Бахмуті; Бахмутом; Бахмута"),
    ("Авдеевка", "Авдеевкой; Авдеевке; Авдеевки"),
    ("Авдіївка", "Авдіївці; Авдіївкою"),
    ("Часів Яр", "Часового Яру; Часовому Яру; Часовим Яром"),
    ("Часов Яр", "Часовом Яре; Часова Яра"),
    ("Волчанск", "Волчанска; Волчанском"),
    ("Харківщина", "Харківщині; Харківщину"),
    ("Київ", "Києву; Києва; Києвом"),
    ("Харків", "Харкові; Харковом"),
    ("Кривий Ріг", "Кривому Розі; Кривого Рогу"),
    ("Нова Каховка", "Новій Каховці; Нової Каховки"),
    ("Новая Каховка", "Новой Каховке; Новую Каховку"),
    ("Сватове", "Сватовому; Сватового"),
    ("Кропивницький", "Кропивницькому; Кропивницького"),
    ("Запоріжжя", "Запоріжжі; Запоріжжям"),
    ("Суми", "Сумах; Сумами"),
    ("Дніпро", "Дніпрі; Дніпром"),
    ("Тернопіль", "Тернополі"),
    ("Кременець", "Кременці"),
    ("Гуляйполе", "Гуляйполя; Гуляйполем"),
    ("Ростов-на-Дону", "Ростове-на-Дону"),
    ("Донецька область", "Донецькій області; Донецької області"),
]
ASKED = [(name, form) for name, forms in FORMS for form in forms.split("; ")]


@pytest.mark.parametrize(("name", "form"), ASKED, ids=[form for _, form in ASKED])
def test_forms_that_texts_hold(name, form):
    """
    The cases that follow the prepositions of place are among the forms of a name.
    """
    assert names_meant(form, [name]) == [name]


@pytest.mark.parametrize("name", ["Bakhmut", "Баку й усе інше місто", "", "Осло"])
def test_a_name_is_no_case_form_of_itself(name):
    """
    The name's own form is left out; other scripts and long names have no forms.
    """
    forms = case_forms(name)

    assert normalise(name) not in forms
    assert not forms or name == "Осло"


@given(st.text(st.sampled_from("абвгґеєжиіїйклнорстухцьщюяыэ -’'"), max_size=40))
def test_forms_are_normal_forms(name):
    """
    Whatever a name is, its forms are keys that a text's words can equal.
    """
    assert all(normalise(form) == form for form in case_forms(name) | adjective_forms(name))


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Бахмут", "Бахмутському"),
        ("Лисичанськ", "Лисичанський"),
        ("Одеса", "Одеський"),
        ("Кременчук", "Кременчуцького"),
        ("Купянск", "Купянском"),
    ],
)
def test_adjectives(name, form):
    """
    A town's adjective is made by its last letters, in all its forms.
    """
    assert normalise(form) in adjective_forms(name)


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("бої біля Часового Яру", "Chasiv Yar", "inflected"),
        ("обстрел под Авдеевкой", "Avdiivka", "inflected"),
        ("удар у Луганске", "Luhansk", "exact"),
        ("на Харківщині горить", "Kharkiv Oblast", "inflected"),
        ("на Уманському напрямку", "Uman", "demonym"),
        ("на Донеччині", "Donetsk Oblast", "inflected"),
    ],
)
def test_texts_in_cyrillic(index, text, name, how):
    """
    A case form is found and says so; the most prominent place of that form comes first.
    """
    (match,) = index.find_names(text)

    assert index.place(match.places[0]).name == name
    assert match.how == how


def test_a_nominative_hides_no_case_form(index):
    """
    "Луганске" is a village's name and the locative of the city: both are meant, the city first.
    """
    (match,) = index.find_names("в Луганске")

    names = [index.place(identity).name for identity in match.places]
    assert names[0] == "Luhansk"
    assert "Luhanske" in names


def test_forms_are_looked_up_after_names(index):
    """
    A form leads to its place where no place has it as a name.
    """
    assert index.lookup_exact("Бахмуті") == ()
    assert index.lookup("Бахмуті")[0].name == "Bakhmut"
    assert index.lookup_demonym("бахмутського")[0].name == "Bakhmut"


def _ukrainian_names(index):
    places = [place for code in range(1, 28) for place in index.places_in(f"UA.{code:02}")]
    return {
        normalise(name)
        for place in places
        for name in place.names
        if UKRAINIAN.fullmatch(name.lower()) and set(name.lower()) & set("іїєґ")
    }


def test_case_forms_unite_few_names(index):
    """
    Of the forms of all Ukrainian names one in fifty at most belongs to two of them.

    Folding, which unites romanisations too, may put one name in four under a shared key.
    """
    names = _ukrainian_names(index)
    forms, folded = defaultdict(set), defaultdict(set)
    for name in names:
        folded[fold(name)].add(name)
        for form in case_forms(name):
            forms[form].add(name)
    shared = sum(len(group) > 1 for group in forms.values())
    united = sum(len(group) for group in folded.values() if len(group) > 1)

    assert len(names) > 2000
    assert shared / len(forms) < 0.02
    assert united / len(names) < 0.25
