"""Harm and aid told by what became of a thing or a person, in plain verbs."""

import pytest
from reading import read_story, tell

TOLD = [
    ("An air strike brought down a row of cottages in Kupiansk.", "damage asserted point Kupiansk"),
    ("The blast tore the roof off a dairy in Kupiansk.", "damage asserted point Kupiansk"),
    (
        "The blast punched a hole in the dome of a chapel in Kupiansk.",
        "damage asserted point Kupiansk",
    ),
    ("In Kupiansk the gable of the library caved in.", "damage asserted point Kupiansk"),
    ("In Kupiansk the altar of the cathedral collapsed.", "damage asserted point Kupiansk"),
    ("The lyceum in Kupiansk has been reduced to rubble.", "damage asserted point Kupiansk"),
    ("Kupiansk has lost its bakery and its library.", "damage asserted point Kupiansk"),
    ("A kiosk in Kupiansk went up in flames.", "damage asserted point Kupiansk"),
    ("A wooden skete near Kupiansk caught fire.", "damage asserted disc Kupiansk"),
    ("Wreckage came down on a henhouse in Kupiansk.", "damage asserted point Kupiansk"),
    ("In Kupiansk a transformer is out.", "damage asserted point Kupiansk"),
    ("Part of a dormitory in Kupiansk gave way.", "damage asserted point Kupiansk"),
    ("In Kupiansk the old mill is a heap of bricks.", "damage asserted point Kupiansk"),
    ("Wreckage smashed through a dormitory in Kupiansk.", "damage asserted point Kupiansk"),
    ("Nine bodies have been brought out in Kupiansk.", "casualties asserted point Kupiansk"),
    ("Two passengers did not survive in Kupiansk.", "casualties asserted point Kupiansk"),
    ("A boy was pulled dead from a ruin in Kupiansk.", "casualties asserted point Kupiansk"),
    ("The windows of a mill in Kupiansk fell out.", "damage asserted point Kupiansk"),
    ("A gas main was ruptured in Kupiansk.", "damage asserted point Kupiansk"),
    ("A shopping centre in Kupiansk went up in smoke.", "damage asserted point Kupiansk"),
    ("Forty women left Kupiansk through a corridor.", "evacuation asserted point Kupiansk"),
    ("Some 900 people moved out of Kupiansk.", "displacement asserted point Kupiansk"),
    ("A charity had no access to Kupiansk.", "aid_obstruction asserted point Kupiansk"),
    (
        "In Kupiansk all of its homes were flattened by shelling.",
        "damage asserted point Kupiansk",
    ),
    (
        "The attack left 600 customers in Kupiansk without electricity.",
        "damage asserted point Kupiansk",
    ),
    (
        "Debris broke a gas pipe in Kupiansk, the leak was stopped.",
        "damage asserted point Kupiansk",
    ),
    ("Ninety flats in Kupiansk have no windows.", "damage asserted point Kupiansk"),
    ("A combine was blown apart in Kupiansk.", "damage asserted point Kupiansk"),
    ("A girl in Kupiansk has a splinter in her thigh.", "casualties asserted point Kupiansk"),
    ("Ambulances carried nine to hospital in Kupiansk.", "casualties asserted point Kupiansk"),
    ("Splinters cut a baker in the neck in Kupiansk.", "casualties asserted point Kupiansk"),
    ("A midwife was grazed in the shoulder in Kupiansk.", "casualties asserted point Kupiansk"),
    ("A surgeon and a nurse are dead in Kupiansk.", "casualties asserted point Kupiansk"),
    ("A stoker bled to death in Kupiansk.", "casualties asserted point Kupiansk"),
    ("A woman in Kupiansk needed stitches.", "casualties asserted point Kupiansk"),
    ("Fifty were treated for burns in Kupiansk.", "casualties asserted point Kupiansk"),
    ("Families reached Kupiansk on foot.", "displacement asserted point Kupiansk"),
    ("A mass departure from Kupiansk is in progress.", "displacement asserted point Kupiansk"),
    ("Police drove the last thirty out of Kupiansk.", "evacuation asserted point Kupiansk"),
    ("Distribution in Kupiansk: 300 blankets, 40 stoves.", "aid_delivery asserted point Kupiansk"),
    ("In Kupiansk a generator came from a parish.", "aid_delivery asserted point Kupiansk"),
    (
        "The trucks of flour were not let pass in Kupiansk.",
        "aid_obstruction asserted point Kupiansk",
    ),
    ("A relief convoy was kept waiting at Kupiansk.", "aid_obstruction asserted point Kupiansk"),
    ("A lorry of flour was stuck in Kupiansk.", "aid_obstruction asserted point Kupiansk"),
    ("In Kupiansk deliveries are on hold.", "aid_obstruction asserted point Kupiansk"),
    ("No flour has come into Kupiansk since May.", "aid_obstruction asserted point Kupiansk"),
    ("A bomblet had burst beside a shepherd in Kupiansk.", "explosion asserted point Kupiansk"),
    ("A tractor drove on to a mine in Kupiansk.", "explosion asserted point Kupiansk"),
]

UNTOLD = [
    "Four houses in Kupiansk would be torn down in June.",
    "Workers took down the cross of a church in Kupiansk.",
    "The office in Kupiansk has lost its lawyer and two clerks.",
    "The front line was down to two streets in Kupiansk.",
    "The price of houses collapsed in Kupiansk.",
    "The talks in Kupiansk came apart and the deal is dead.",
    "A convoy might be kept waiting at Kupiansk.",
    "Houses in Kupiansk have windows again.",
    "Nothing burned in Kupiansk this week.",
    "The debate in Kupiansk caught fire.",
    "A lorry with bricks was stuck in the traffic of Kupiansk.",
    "The army says it needs stitches in its lines near Kupiansk.",
    "The deputy did not survive the vote in Kupiansk.",
    "The roof of a school in Kupiansk was torn off by a storm.",
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_what_became_of_it_is_told(index, text, expected):
    """
    A thing that comes down, burns or breaks is damage, also told in a plain verb; so with people.
    """
    assert expected in [tell(event) for event in read_story(text, index).events]


@pytest.mark.parametrize("text", UNTOLD)
def test_plain_verbs_of_other_things_draw_nothing(index, text):
    """
    The same verbs of what is no building, or of what is only to come, mark nothing.
    """
    told = [tell(event) for event in read_story(text, index).events]

    assert all(line.endswith("nowhere") for line in told)
