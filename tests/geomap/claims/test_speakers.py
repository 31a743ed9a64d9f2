"""Who speaks, for whom, and as what: rules, told in sentences of our own."""

import pytest
from reading import read_story

PEOPLE = {
    "an office before the name": (
        "The head of the regional administration, Oleh Syniehubov, said shells hit Vovchansk.",
        "Oleh Syniehubov official UA",
    ),
    "an office after the name": (
        "Mykola Hnatenko, a commander of the Ukrainian army, said Russian troops shelled Lyman.",
        "Mykola Hnatenko military UA",
    ),
    "an installed office": (
        "The Russian-installed mayor of Melitopol said Ukrainian troops had shelled Melitopol.",
        "The Russian-installed mayor official RU",
    ),
    "an office of no known side": (
        "The mayor of a small town said Russian troops had shelled Nikopol.",
        "The mayor official None",
    ),
    "the spokesman again": (
        "A spokesman, Danylo Verbych, said it was bad. The spokesman said shells hit Lyman.",
        "Danylo Verbych official None",
    ),
    "a pronoun for a person not yet heard": (
        "Oleksandr Prokudin is the governor. He said Russian troops shelled Beryslav.",
        "Oleksandr Prokudin official UA",
    ),
    "a government by its seat": (
        "The Pentagon said Russian forces had advanced near Lyman.",
        "The Pentagon official third",
    ),
    "a named channel": (
        "Ukrainian troops have captured Lyman, the Quiet Front Telegram channel reported.",
        "the Quiet Front Telegram channel media None",
    ),
    "between commas": (
        "Russian troops, the Ukrainian army says, shelled Nikopol.",
        "the Ukrainian army military UA",
    ),
    "before a colon": ("Zelensky: Russian troops shelled Nikopol.", "Zelensky official UA"),
    "per somebody": (
        "Shelling of Nikopol lasted all day, per the regional police.",
        "the regional police official None",
    ),
    "a passive with its agent": (
        "Shelling of Vovchansk was reported by the governor.",
        "the governor official None",
    ),
    "pictures": (
        "Satellite imagery showed that Russian troops had withdrawn from Lyman.",
        "Satellite imagery imagery None",
    ),
    "a name over a line break": (
        "According to Oleksandr\nProkudin, the governor, Russian troops shelled Beryslav.",
        "Oleksandr Prokudin official UA",
    ),
}


@pytest.mark.parametrize(("text", "expected"), PEOPLE.values(), ids=PEOPLE)
def test_the_innermost_source_has_its_name_kind_and_side(index, text, expected):
    """
    Office-holders by name, institutions as they are called, sides only where text or data say so.
    """
    source = read_story(text, index).claims[-1].chain[-1]
    told = f"{source.name} {source.kind} {source.side}".replace("\n", " ")

    assert told == expected


QUOTED = {
    "English": "“Russian troops shelled Nikopol. They shell the town still,” said a teacher.",
    "single": "‘Russian troops shelled Nikopol. They’re shelling the town still,’ said a teacher.",
    "straight": "'Russian troops shelled Nikopol, and they shell it still,' said a teacher.",
    "French": "«Russian troops shelled Nikopol. They shell the town still», said a teacher.",
    "German": "„Russian troops shelled Nikopol. They shell the town still“, said a teacher.",
    "paragraphs": "“Russian troops shelled Nikopol.\n\n“They shell it still,” said a teacher.",
    "before": "A teacher said: “Russian troops shelled Nikopol. They shell the town still.”",
}


@pytest.mark.parametrize("text", QUOTED.values(), ids=QUOTED)
def test_a_quotation_has_one_speaker(index, text):
    """
    All that stands in a quotation is its speaker's, in every style and over its paragraphs.
    """
    claims = read_story(text, index).claims

    assert claims
    assert all((claim.chain[-1].name or "").endswith(" teacher") for claim in claims)


HEDGED = {
    "hearsay": ("Two shellings of Nikopol were reported on Monday.", "alleged"),
    "reported as": ("Lyman was reported as captured on Monday.", "alleged"),
    "claimed": ("Russia claims to have captured Lyman.", "alleged"),
    "no evidence": ("Russian troops captured Lyman, Moscow said without evidence.", "alleged"),
    "the claim could not be checked": (
        "The claim that Russian troops had captured Lyman could not be verified.",
        "alleged",
    ),
    "checked in the next sentence": (
        "Moscow said Russian troops had captured Lyman. The report was not confirmed.",
        "alleged",
    ),
    "its own loss": ("Ukraine's military said it had withdrawn from Avdiivka.", "confirmed"),
    "a loss somebody hidden tells": (
        "An unnamed Ukrainian officer said Ukrainian troops had withdrawn from Avdiivka.",
        "asserted",
    ),
    "a prophecy": ("Russian troops will capture Lyman, analysts predict.", "hypothetical"),
    "a vow": ("Russian forces vowed to capture Lyman.", "planned"),
    "falsely": ("On Monday the army falsely claimed that it had captured Lyman.", "denied"),
    "a lie": (
        "Moscow said its troops had captured Lyman. The report was a mistake.",
        "denied",
    ),
}


@pytest.mark.parametrize(("text", "expected"), HEDGED.values(), ids=HEDGED)
def test_words_of_saying_decide_how_sure_it_is(index, text, expected):
    """
    Hearsay and what could not be checked is alleged, an admission confirmed, a lie denied.
    """
    assert [event.factuality for event in read_story(text, index).events] == [expected]


def test_a_lie_that_somebody_calls_so_is_a_dispute(index):
    """
    "That is a lie", said by the other side, denies the claim before it, which stays told.
    """
    text = (
        "Moscow said its troops had captured Lyman. "
        "“That is a lie,” a spokesman for the Ukrainian army replied."
    )
    (event,) = read_story(text, index).events

    assert (event.factuality, event.disputed_fields) == ("asserted", ("occurrence",))


def test_sides_that_blame_each_other_dispute_who_did_it(index):
    """
    One shelling, told by both, each of the other: what is disputed is the actor.
    """
    text = "Kyiv said Russian troops shelled Lyman. Moscow said Ukrainian troops shelled Lyman."
    (event,) = read_story(text, index).events

    assert (event.disputed_fields, event.denials) == (("actor",), ())


def test_whoever_is_accused_is_the_actor(index):
    """
    "Accused X of shelling": X shelled, and it is alleged.
    """
    (event,) = read_story("Ukraine accused Russia of shelling Enerhodar.", index).events

    assert (event.actor.side, event.factuality) == ("RU", "alleged")
