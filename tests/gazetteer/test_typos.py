"""Names with a slip of the finger."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gazetteer import search_places
from gazetteer.tables import NameTable, Posting, write_names
from gazetteer.typos import allowed_edits, similar_keys

WORDS = ["bakhmut", "bakhmach", "pokrovsk", "pokrov", "chasiv yar", "yar"]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Return a table of a few names."""
    folder = tmp_path_factory.mktemp("typos")
    names = {word: [Posting(row)] for row, word in enumerate(WORDS)}
    write_names(names, folder / "names.trie", folder / "names.bin")
    return NameTable(folder / "names.trie", folder / "names.bin")


def edits_between(one: str, other: str) -> int:
    """Measure the optimal string alignment distance by its definition."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and b == one[i - 2]:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


@given(word=st.text("abchkmoprstuvy ", min_size=1, max_size=10) | st.sampled_from(WORDS))
def test_one_edit_is_found_and_nothing_else(table, word):
    """
    The walk finds just the names that measuring all of them would.
    """
    expected = {name: edits_between(word, name) for name in WORDS}

    assert similar_keys(table, word, max_edits=1) == {
        name: edits for name, edits in expected.items() if edits <= 1
    }


@given(word=st.text("abchkmoprstuvy ", min_size=2, max_size=11))
def test_two_edits_never_claim_too_few(table, word):
    """
    With two edits the first letter is trusted; what is found is as near as it says.
    """
    found = similar_keys(table, word, max_edits=2)

    assert all(edits_between(word, name) <= edits <= 2 for name, edits in found.items())


@pytest.mark.parametrize(
    ("word", "edits"), [("Yar", 0), ("Sumy", 0), ("Lyman", 1), ("Pokrovsk", 2)]
)
def test_short_names_bear_no_edits(word, edits):
    """
    The longer a name, the more of it may be wrong.
    """
    assert allowed_edits(word) == edits


@pytest.mark.parametrize(
    ("typed", "name", "edits"),
    [
        ("Bakmhut", "Bakhmut", "1 edit"),
        ("Kramatorks", "Kramatorsk", "1 edit"),
        ("Zaporizhhizia", "Zaporizhzhia", "1 edit"),
        ("Velyka Novosika", "Velyka Novosilka", "1 edit"),
        ("Краматрск", "Kramatorsk", "1 edit"),
        ("Kostiantnyivak", "Kostiantynivka", "2 edits"),
    ],
)
def test_a_slip_is_found_and_told(index, typed, name, edits):
    """
    A search says that it had to change the name, and how much.
    """
    best = search_places(index, typed)[0]

    assert best.place.name == name
    assert best.reasons[0].name == f"typo: {edits}"


def test_a_known_name_is_no_slip(index):
    """
    A name that some place has is never changed into another.
    """
    assert index.lookup_similar("Bakhmach") == ()
    assert not any(c.reasons[0].name.startswith("typo") for c in search_places(index, "Kiev"))


def test_it_answers_at_once(index):
    """
    Two edits over a million names take less than 200 ms.
    """
    begin = time.process_time()
    index.lookup_similar("Qostiantzyniwka")

    assert time.process_time() - begin < 0.2
