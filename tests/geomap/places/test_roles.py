"""What a place name does: only the names of the first six roles may ever make a mark."""

import pytest

from geomap.model import PINNABLE_ROLES, Role

NEVER_PLACED = [
    ("Moscow said its troops had held the line.", "Moscow", "metonym"),
    ("Kyiv's forces fought on, the bulletin read.", "Kyiv", "metonym"),
    ("Moscow-backed fighters opened fire.", "Moscow", "metonym"),
    ("Sanctions against Moscow were widened.", "Moscow", "metonym"),
    ("The ministry accused Kyiv of lying.", "Kyiv", "metonym"),
    ("In Berlin, the chancellor said aid would go on.", "Berlin", "speech"),
    ("She spoke during a press conference in Berlin.", "Berlin", "speech"),
    ("The spokesman told reporters in Kyiv that it was over.", "Kyiv", "speech"),
    ("KYIV, Ukraine (AP) — Shells fell on Sunday.", "KYIV", "speech"),
    ("Kharkiv regional governor Oleh Syniehubov was silent.", "Kharkiv", "title"),
    ("The mayor of Kharkiv was silent.", "Kharkiv", "title"),
    ("The head of the Donetsk military administration was silent.", "Donetsk", "title"),
    ("Officials in Kharkiv said nothing.", "Kharkiv", "title"),
    ("A London-based think tank counted the shells.", "London", "affiliation"),
    ("He was born in Mykolaiv.", "Mykolaiv", "affiliation"),
    ("The Armed Forces of Ukraine fired back.", "Ukraine", "organisation"),
    ("The Kharkiv Human Rights Group counted shells.", "Kharkiv", "organisation"),
    ("The Donetsk People's Republic claimed gains.", "Donetsk", "organisation"),
    ("The Kyiv Post counted shells.", "Kyiv", "organisation"),
    ("Jack London was silent, and so was Ukraine.", "London", "person"),
    ("Students of Kharkiv National University fell at the front.", "Kharkiv", "affiliation"),
    ("Shells fell on Moscow Street.", "Moscow", "street"),
    ("Ukrainian guns fell silent.", "Ukrainian", "demonym"),
    ("The war in Ukraine drags on.", "Ukraine", "background"),
    ("Military aid to Ukraine was cut.", "Ukraine", "background"),
    ("Troops crossed the Dnipro river at night.", "Dnipro", "background"),
]


@pytest.mark.parametrize(
    ("text", "name", "role"), NEVER_PLACED, ids=[row[0] for row in NEVER_PLACED]
)
def test_names_that_are_no_place_of_an_event_make_no_expression(locate, text, name, role):
    """
    A metonym, title, organisation, speaker's place and the like never yields an expression.
    """
    read = locate(text)

    assert read.role(name) == role
    assert not [one for one in read.expressions if name in read.words(one)]


PLACED = [
    ("Shells hit homes in Kherson.", "Kherson", "location"),
    ("Air strikes on Kyiv went on all night.", "Kyiv", "location"),
    ("Kyiv came under drone attack.", "Kyiv", "location"),
    ("The battle for Bakhmut goes on.", "Bakhmut", "location"),
    ("Shells hit the Luhansk State Medical University.", "Luhansk", "location"),
    ("A drone hit Kherson National Technical University.", "Kherson", "location"),
    ("Troops dug in near Kupiansk.", "Kupiansk", "anchor"),
    ("Troops dug in south of Kupiansk.", "Kupiansk", "anchor"),
    ("Civilians fled from Toretsk to Kramatorsk.", "Toretsk", "origin"),
    ("Civilians fled from Toretsk to Kramatorsk.", "Kramatorsk", "destination"),
    ("Tanks advanced toward Pokrovsk.", "Pokrovsk", "direction"),
    ("An attack on the Dnipro axis failed.", "Dnipro", "direction"),
    ("Shells hit Huliaipole in Zaporizhzhia Oblast.", "Zaporizhzhia Oblast", "container"),
    ("In Kramatorsk, residents said a school was hit.", "Kramatorsk", "location"),
    ("Heavy shelling was reported in Nikopol.", "Nikopol", "location"),
]


@pytest.mark.parametrize(("text", "name", "role"), PLACED, ids=[f"{r[1]}: {r[0]}" for r in PLACED])
def test_names_of_places_of_events_are_told_by_grammar(locate, text, name, role):
    """
    The preposition and what governs it decide between location, anchor, origin and the rest.
    """
    read = locate(text)

    assert read.role(name) == role
    assert Role(role) in PINNABLE_ROLES


def test_surname_stays_a_person_later(locate):
    """
    A surname told apart by its first name is no town when it stands alone.
    """
    read = locate("James Salem toured Kharkiv. Salem was silent.")

    assert {one.role for one in read.located.toponyms if one.text == "Salem"} <= {Role.PERSON}
