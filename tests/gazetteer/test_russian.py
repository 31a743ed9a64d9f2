"""Ukrainian names in Russian: laws of every name, and the pairs of the theatre's table."""

import csv
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import Index
from gazetteer.names import normalise
from gazetteer.russian import russian_names
from gazetteer.sources.common import DATA

LETTERS = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ -"


def pairs() -> Iterator[tuple[str, str]]:
    with (DATA / "theatres" / "ukraine" / "settlements.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["country"] == "UA" and row["name_uk"] and row["name_ru"]:
                yield row["name_uk"], row["name_ru"]


@given(st.text(LETTERS))
def test_no_letter_is_left_that_russian_lacks(name):
    for russian in russian_names(name):
        assert not set(russian) & set("іїєґ'’")


@given(st.text(LETTERS))
def test_a_name_has_few_russian_ones_and_not_itself(name):
    names = list(russian_names(name))
    assert len(names) <= 48
    assert name.lower() not in names


@given(st.text())
def test_any_text_is_taken(name):
    assert all(map(normalise, filter(str.strip, russian_names(name))))


def test_nearly_all_pairs_of_the_front_are_made():
    known = sorted(pairs())
    made = [r for u, r in known if normalise(r) in {normalise(n) for n in (u, *russian_names(u))}]
    assert len(known) > 500
    assert len(made) / len(known) >= 0.94


@pytest.mark.parametrize("name", ["Bakhmut", "Мыс", "Ростов на Дону и Азов", "Подъём"])
def test_other_names_have_none(name):
    assert list(russian_names(name)) == []


@pytest.mark.parametrize(
    ("russian", "name", "oblast"),
    [
        ("Великая Новосёлка", "Velyka Novosilka", "05"),
        ("Зелёным Полем", "Zelene Pole", "05"),
        ("Каменского", "Kamianske", "26"),
        ("Опытном", "Opytne", "05"),
    ],
)
def test_a_village_is_found_by_its_russian_name(index: Index, russian, name, oblast):
    found = [*index.lookup_exact(russian), *index.lookup_inflected(russian)]
    assert (name, oblast) in {(place.name, place.admin1) for place in found}
