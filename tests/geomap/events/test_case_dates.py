"""When it happened, in Ukrainian and Russian: nights, spans of days, and what goes on in them."""

import pytest

from geomap.model import Document
from geomap.run.extraction import extract_document

DAY = "2024-05-15"  # a Wednesday


def times(text, language, index):
    """Return type, first and last day of each claim."""
    document = Document(id="one", text=text, language=language, published=DAY)
    claims = extract_document(document, index).claims
    return [(str(c.type), c.when.first, c.when.last) for c in claims]


@pytest.mark.parametrize(
    ("language", "text", "first", "last"),
    [
        ("uk", "Уночі дрони вдарили по Сумах.", "2024-05-14", "2024-05-15"),
        ("ru", "За ночь ракеты ударили по Сумам.", "2024-05-14", "2024-05-15"),
        ("uk", "У ніч на 12 травня ракети вдарили по Сумах.", "2024-05-11", "2024-05-12"),
        ("ru", "В ночь на 12 мая ракеты ударили по Сумам.", "2024-05-11", "2024-05-12"),
        ("uk", "Увечері 13 травня ракети вдарили по Сумах.", "2024-05-13", "2024-05-13"),
        ("ru", "Вчера утром ракеты ударили по Сумам.", "2024-05-14", "2024-05-14"),
        ("uk", "Після вчорашнього обстрілу Сум немає світла.", "2024-05-14", "2024-05-14"),
        ("uk", "Минулої доби ракети вдарили по Сумах.", "2024-05-14", "2024-05-14"),
        ("uk", "За минулу добу ракети тричі били по Сумах.", "2024-05-14", "2024-05-15"),
        ("ru", "За трое суток ракеты ударили по Сумам.", "2024-05-12", "2024-05-15"),
        ("uk", "За тиждень росіяни обстріляли Суми двічі.", "2024-05-08", "2024-05-15"),
        ("ru", "С начала недели ракеты ударили по Сумам.", "2024-05-13", "2024-05-15"),
        ("uk", "Минулого тижня ракети вдарили по Сумах.", "2024-05-06", "2024-05-12"),
        ("ru", "В феврале ракеты ударили по Сумам.", "2024-02-01", "2024-02-29"),
        ("uk", "У листопаді ракети вдарили по Сумах.", "2023-11-01", "2023-11-30"),
        ("uk", "Ще влітку ракети вдарили по Сумах.", "2023-06-01", "2023-08-31"),
        ("ru", "Прошлой зимой ракеты ударили по Сумам.", "2023-12-01", "2024-02-29"),
        ("uk", "Торік ракети вдарили по Сумах.", "2023-01-01", "2023-12-31"),
    ],
)
def test_days_count_back_from_the_publication(index, language, text, first, last):
    """
    A night begins the day before, a span ends with the publication, a month is the last one.
    """
    assert {time[1:] for time in times(text, language, index)} == {(first, last)}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Учора ракета влучила в Суми. Пошкоджено дві школи. Загинула жінка."),
        ("ru", "Во вторник снаряды попали в Сумы. Ранены двое. В тот же день дрон сжёг склад."),
        ("uk", "14 травня ракета влучила в Суми, — повідомили в ОВА.\nПоранено двох людей."),
    ],
)
def test_a_report_goes_on_in_its_day(index, language, text):
    """
    What a report tells after a day happened on that day, where nothing says another one.
    """
    found = times(text, language, index)

    assert len(found) > 1
    assert {time[1:] for time in found} == {("2024-05-14", "2024-05-14")}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Учора ракета влучила в Суми. Раніше дрон пошкодив школу в Конотопі."),
        ("ru", "Вчера ракета попала в Сумы. Напомним, что ранее дрон повредил школу в Конотопе."),
        ("uk", "Учора ракета влучила в Суми. 3 травня дрон пошкодив школу в Конотопі."),
    ],
)
def test_what_was_before_is_of_another_day(index, language, text):
    """
    A sentence that looks further back, or tells a day of its own, does not go on.
    """
    assert times(text, language, index)[-1][1] != "2024-05-14"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "У Сумах вибухи. Нагадаємо, що 3 травня ракета вбила двох людей у Конотопі."),
        ("ru", "В Сумах взрывы. Ранее, 9 мая, снаряды разрушили школу в Конотопе."),
        ("ru", "В Сумах взрывы. Напомним, вчера дрон ранил женщину в Конотопе."),
    ],
)
def test_a_reminder_is_historical(index, language, text):
    """
    What a report only reminds of is no news of its day.
    """
    document = Document(id="one", text=text, language=language, published=DAY)
    claims = extract_document(document, index).claims

    assert {str(c.scope) for c in claims if c.trigger.start > 20} == {"historical"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "13 травня ракета влучила в Суми. Увечері дрон пошкодив школу."),
        ("ru", "Снаряды попали в Сумы 13 мая. Утром дрон ранил женщину."),
        ("uk", "У понеділок дрон ударив по Сумах. Удень снаряди пошкодили депо."),
    ],
)
def test_a_time_of_day_is_of_the_day_told(index, language, text):
    """
    "In the evening" is that of the day which the report told before it.
    """
    assert {time[1:] for time in times(text, language, index)} == {("2024-05-13", "2024-05-13")}
