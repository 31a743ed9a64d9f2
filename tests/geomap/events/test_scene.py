"""The scene of a paragraph: what goes on where, when a sentence names no place."""

import pytest
from reading import drawn_at, read_story


def _marks(text, index):
    """Return each event's type with its mark and whether the place is inferred."""
    events = read_story(text, index).events
    return {(str(e.type), drawn_at(e), e.where.inferred) for e in events}


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        (
            "Russian forces shelled Huliaipole on Monday. A school was destroyed.",
            ("damage", "point Huliaipole", True),
        ),
        (
            "Fighting went on in Toretsk. It was a cold day. Russian artillery shelled positions.",
            ("shelling", "point Toretsk", True),
        ),
        (
            "Hanna has lived in Druzhkivka since 1980. On Sunday a drone burned her shed.",
            ("drone_strike", "point Druzhkivka", True),
        ),
        (
            "The mayor of Nikopol said shells had destroyed a school overnight.",
            ("shelling", "point Nikopol", True),
        ),
        (
            "Families in Siversk live in cellars. A mortar shell killed a man at the well.",
            ("casualties", "point Siversk", True),
        ),
    ],
)
def test_what_goes_on_without_a_place_is_where_the_paragraph_is(index, text, inferred):
    """
    A sentence without a place goes on at the one settlement named before it, marked as inferred.
    """
    assert inferred in _marks(text, index)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Huliaipole and Orikhiv. Later Russian troops captured a hill.",
        "Russian forces shelled Huliaipole.\n\nRussian troops captured a hill.",
        "Shelling hit Huliaipole. Troops from Melitopol captured a hill.",
        "Russian forces shelled Huliaipole, then all of Donetsk Oblast. Troops captured a hill.",
        "Petro was born in Huliaipole. Later Russian troops captured a hill.",
        "The mayor of Orikhiv met the mayor of Nikopol. Russian troops captured a hill.",
        "Shelling hit Huliaipole. It rained. It snowed. It froze. Russian troops captured a hill.",
    ],
)
def test_a_scene_that_is_left_places_nothing(index, text):
    """
    Two settlements, an area, another name, a new paragraph or a long way leave no scene.
    """
    captures = [e for e in read_story(text, index).events if e.type == "capture"]

    assert [drawn_at(e) for e in captures] in ([], ["nowhere"])


@pytest.mark.parametrize(
    "text",
    [
        "A budget meeting was held in Kyiv. Russian drones hit the port.",
        "A conference opened in Odesa on Monday. Russian forces shelled a border village.",
    ],
)
def test_where_nothing_happens_is_no_scene(index, text):
    """
    Where people only meet, no event goes on.
    """
    last = read_story(text, index).events

    assert {drawn_at(e) for e in last if e.where.inferred} <= {"nowhere"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "Medics came to Lyman on Monday. There they took out nine people; on Tuesday a"
                " shell hit their bus near Zarichne."
            ),
            ("evacuation", "point Lyman", True),
        ),
        (
            (
                "Huliaipole has no power. Rescuers took out six people, and a drone burned a"
                " tractor in Malynivka."
            ),
            ("evacuation", "point Huliaipole", True),
        ),
        (
            "Sirens sounded in Nikopol. Shells fell on a market; a drone had hit Marhanets before.",
            ("shelling", "point Nikopol", True),
        ),
    ],
)
def test_a_clause_goes_on_where_the_paragraph_is_whatever_the_next_one_names(index, text, expected):
    """
    A place of the clause after it, with a subject of its own, takes nothing away.
    """
    assert expected in _marks(text, index)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Night of fire in Pavlohrad\n\nTwo people died when a rocket hit a block of flats.",
            ("casualties", "point Pavlohrad", True),
        ),
        (
            "What is left of Orikhiv\n\nA bomb wrecked the last pharmacy on Monday.",
            ("damage", "point Orikhiv", True),
        ),
        (
            "Robotyne changes hands\n\nUkraine captured the village in August.",
            ("capture", "point Robotyne", True),
        ),
    ],
)
def test_a_headline_tells_where_its_first_paragraph_is(index, text, expected):
    """
    One settlement in the headline is that of the harm told under it, and "the village".
    """
    assert expected in _marks(text, index)


@pytest.mark.parametrize(
    "text",
    [
        "Kherson wakes to sirens\n\nRussia launched 120 drones overnight, the air force said.",
        "Kherson and Nikopol wake to sirens\n\nA shell hit a house. Two people died.",
        "Bakhmut, a year on\n\nIn Kyiv, ministers met. Russian troops captured the village.",
    ],
)
def test_a_headline_tells_no_more_than_that(index, text):
    """
    What was launched at a whole country, two towns, and what follows another place.
    """
    assert {place for _, place, inferred in _marks(text, index) if inferred} <= {"nowhere"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "SLOVIANSK, Ukraine — A rocket hit a bakery at noon, killing two people, police said.",
            ("casualties", "point Sloviansk", True),
        ),
        (
            "MARIUPOL - Shells wrecked a clinic on Monday, the council said.",
            ("shelling", "point Mariupol", True),
        ),
        (
            "Police evacuated ten people from Lyman. A day later a bomb hit the school there.",
            ("airstrike", "point Lyman", True),
        ),
        (
            "Families fled from Siversk on Monday. On Friday rockets hit the town again.",
            ("strike", "point Siversk", True),
        ),
        (
            "Monitors stood near Shyrokyne. They heard explosions north of the village.",
            ("explosion", "disc Shyrokyne", True),
        ),
        (
            "Bombs hit a shop in Kramatorsk. Further north, in Raihorodok, a driver was killed.",
            ("casualties", "point Raihorodok", False),
        ),
    ],
)
def test_datelines_and_towns_that_were_left_are_places_to_go_on_in(index, text, expected):
    """
    A city's dateline for harm, "there" for a town that people left, a sentence's own first place.
    """
    assert expected in _marks(text, index)


@pytest.mark.parametrize(
    "text",
    [
        "KHARKIV, Ukraine — Russia fired 40 missiles overnight.",
        "KYIV — A rocket hit a bakery at noon, killing two people, police said.",
        "KHARKIV, Ukraine, Sept 12 - Thousands have been killed since Russia invaded.",
        "Goma/Kinshasa, 8 February 2024 - Nine people were wounded in clashes.",
        "Monitors stood near Shyrokyne. Shells hit the village.",
        "Police evacuated ten people from Lyman to Izium. A bomb hit the school there.",
    ],
)
def test_a_city_of_correspondents_and_two_towns_are_none(index, text):
    """
    What a whole country told, what is told from the capital, what two towns leave open.
    """
    assert {place for _, place, inferred in _marks(text, index) if inferred} <= {"nowhere"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Families in Siversk live in cellars. Shells hit the town on Monday.",
            ("shelling", "point Siversk", True),
        ),
        (
            "The road into Orikhiv is mined. Russian troops shelled the town again.",
            ("shelling", "point Orikhiv", True),
        ),
        (
            (
                "Nobody in Hlukhiv sleeps. Drones fly on towards Konotop. One hit a school, killing"
                " a guard."
            ),
            ("casualties", "point Hlukhiv", True),
        ),
    ],
)
def test_a_town_that_is_only_spoken_of_is_the_town_and_lasts(index, text, expected):
    """
    Also over a sentence that only names where something flies on to.
    """
    assert expected in _marks(text, index)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Lysychansk fell on Sunday.", ("capture", "point Lysychansk", False)),
        ("A sawmill in Lyptsi burned on Friday.", ("damage", "point Lyptsi", False)),
        (
            "Artillery duels shook Marinka, on the western approaches of Donetsk.",
            ("shelling", "point Marinka", False),
        ),
        (
            "Troops left Karlivka. Luhansk city council said 20 were killed in the city.",
            ("casualties", "point Luhansk", True),
        ),
        ("Marines threw back an assault at Robotyne.", ("clash", "point Robotyne", False)),
        (
            "The governor said Nikopol had been shelled in the past 24 hours.",
            ("shelling", "point Nikopol", False),
        ),
        (
            "Odesa — Four people were killed on Friday when a missile hit a depot in Izmail.",
            ("casualties", "point Izmail", True),
        ),
        (
            "A lorry with flour came to Siversk from a charity in Dnipro.",
            ("aid_delivery", "point Siversk", False),
        ),
    ],
)
def test_the_words_of_correspondents_are_placed(index, text, mark):
    """
    Towns fall, sawmills burn and assaults are thrown back where the clause says so.
    """
    assert mark in _marks(text, index)


@pytest.mark.parametrize(
    "text",
    [
        "In Terny the soldiers have a rota for killing mice.",
        "In Novosadove they take the flag down for washing.",
        "The mayor of Sviatohirsk drives it from cellar to cellar.",
        "Shares of Kharkiv's plants fell on hard times.",
    ],
)
def test_everyday_acts_are_no_war(index, text):
    """
    Mice, flags and cars are no victims, drones or troops.
    """
    assert _marks(text, index) == set()
