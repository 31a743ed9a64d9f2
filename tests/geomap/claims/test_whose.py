"""Whose forces act, where their words or their land tell it."""

import pytest

from geomap.model import Document
from geomap.run.extraction import extract_document


def actors(text, language, index):
    """Return words and side of who acts in each claim."""
    document = Document(id="one", text=text, language=language, published="2024-05-15")
    found = extract_document(document, index).claims
    return {(c.actor.text, c.actor.side) if c.actor else None for c in found}


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("uk", "Літаки ворога скинули бомби на Глухів.", ("Літаки ворога", "RU")),
        ("uk", "Підрозділи окупантів обстріляли Нікополь.", ("Підрозділи окупантів", "RU")),
        ("uk", "Розрахунки ППО збили два дрони над Полтавою.", ("Розрахунки ППО", "UA")),
        ("ru", "Силы ПВО сбили ракету над Шебекино.", ("Силы ПВО", "RU")),
        ("en", "Air defence crews shot down a missile over Poltava.", ("Air defence crews", "UA")),
        (
            "en",
            "Air defence units brought down two drones over Kursk.",
            ("Air defence units", "RU"),
        ),
        (
            "en",
            "A Russian glide bomb slammed into a school in Sumy.",
            ("A Russian glide bomb", "RU"),
        ),
        ("en", "Two Ukrainian rockets landed in Belgorod.", ("Two Ukrainian rockets", "UA")),
        ("en", "Separatist gunners shelled Avdiivka.", ("Separatist gunners", "RU")),
    ],
)
def test_words_and_land_tell_the_side(index, language, text, expected):
    """
    A weapon's owner acts by it, "of the enemy" tells whose a force is, the land whose air defence.
    """
    assert actors(text, language, index) == {expected}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Силы ПВО сбили ракету над Донецком."),
        ("uk", "Сили ППО збили дрон над Севастополем."),
        ("en", "Air defence crews shot down a drone over Melitopol."),
    ],
)
def test_both_have_air_defences_where_both_hold_land(index, language, text):
    """
    Over a region that no side holds alone, nobody knows whose it was.
    """
    assert all(actor is None or actor[1] is None for actor in actors(text, language, index))


def test_a_shell_that_nobody_is_told_of_acts_for_nobody(index):
    """
    A weapon without an owner is no actor.
    """
    assert actors("A shell landed in Nikopol.", "en", index) == {None}


def sides(text, index):
    """Return the side of who acts in each claim of an English text."""
    document = Document(id="one", text=text, language="en", published="2024-05-15")
    found = extract_document(document, index).claims
    return {c.actor.side if c.actor else None for c in found}


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Shells fell on Bilopillia, the governor of Sumy region, Volodymyr Artiukh, said.", "RU"),
        ("Governor Oleksandr Prokudin said mortars had struck Antonivka.", "RU"),
        ("Governor Vyacheslav Gladkov said a drone had struck a lorry in Grayvoron.", "UA"),
        ("Authorities in occupied Donetsk said rockets had hit Makiivka.", "UA"),
        ("A Russian fuel convoy was hit by drones near Tokmak.", "UA"),
        ("A Ukrainian checkpoint was shelled near Siversk.", "RU"),
        ("Two Geran drones hit a granary in Izmail.", "RU"),
        ("A HIMARS strike hit a barracks in Tokmak.", "UA"),
        ("Kyiv said 21 drones had been shot down overnight near Kherson.", "UA"),
        ("The air defence shot down six drones over Crimea, Igor Konashenkov said.", "RU"),
        ("The army has left Stepove, Oleksandr Tarnavskyi said.", "UA"),
        ("The Ukrainian General Staff claimed responsibility for a strike on Dzhankoi.", "UA"),
        ("Ukraine's navy took credit for the strike on Dzhankoi.", "UA"),
        ("The enemy fired at Nikopol with howitzers.", "RU"),
        ("The mayor said a missile had hit Poltava.", "RU"),
        ("Rebels took Debaltseve, a monitor said.", "RU"),
        ("Oleksandr Tarnavskyi confirmed that troops had pulled back from Stepove.", "UA"),
        ("Units of the Vostok group captured Vodiane.", "RU"),
        ("A Wagner-linked channel said fighters had entered Berkhivka.", "RU"),
    ],
)
def test_victim_weapon_or_speaker_tells_who_struck(index, text, side):
    """
    A strike is by those who fight whom it hits, or by the side that alone has the weapon.
    """
    assert sides(text, index) == {side}


@pytest.mark.parametrize(
    "text",
    [
        "Residents said shells had fallen on Siversk.",
        "Rebels and soldiers exchanged mortar fire in Krasnohorivka.",
        "The enemy fired at Orikhiv with howitzers.",
        "The OSCE said shells had fallen on Horlivka.",
        "Mykhailo Podolyak said there had been an explosion in Melitopol.",
        "Russian troops took Bilohorivka. A marine blew up a bridge in Siversk.",
        "The Ukrainian General Staff said a strike had hit a boarding school in Sudzha.",
    ],
)
def test_nobody_is_blamed_without_a_word(index, text):
    """
    Who has no side, who tells of a blast or of the other land, and who is new names no culprit.
    """
    assert sides(text, index) & {"RU", "UA"} <= {"RU" if "took" in text else None}
