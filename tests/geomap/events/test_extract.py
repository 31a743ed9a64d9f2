"""What is an event, of which type, where and how sure: rules, told in sentences of our own."""

import pytest
from reading import read_story, tell

TOLD = [
    ("Blasts rock Melitopol", "explosion asserted point Melitopol"),
    ("Rockets land in market in Orikhiv", "shelling asserted point Orikhiv"),
    ("Air defences down nine drones over Sumy Oblast", "interception asserted region Sumy Oblast"),
    ("A rocket came down on a garden in Orikhiv.", "shelling asserted point Orikhiv"),
    ("Soldiers raised a flag in the centre of Siversk.", "capture asserted point Siversk"),
    ("Siversk was taken on Friday.", "capture asserted point Siversk"),
    ("The dugouts outside Siversk were overrun.", "capture asserted disc Siversk"),
    ("A lieutenant's van blew up in Melitopol.", "explosion asserted point Melitopol"),
    (
        "Russian infantry took up positions on the edge of Siversk.",
        "advance asserted point Siversk",
    ),
    (
        "Volunteers reached Siversk and brought out nine people.",
        "evacuation asserted point Siversk",
    ),
    (
        "A convoy of lorries came to Orikhiv and handed out flour.",
        "aid_delivery asserted point Orikhiv",
    ),
    (
        "Two vans with medicine entered Beryslav.",
        "aid_delivery asserted point Beryslav",
    ),
    (
        "Families in Beryslav received food parcels.",
        "aid_delivery asserted point Beryslav",
    ),
    (
        "Aid workers were refused access to Siversk.",
        "aid_obstruction asserted point Siversk",
    ),
    (
        "A shipment to Siversk was cancelled after the attack.",
        "aid_obstruction asserted point Siversk",
    ),
    (
        "The charity has suspended its work in Siversk.",
        "aid_obstruction asserted point Siversk",
    ),
    (
        "Soldiers at a roadblock near Polohy stopped a bus with evacuees.",
        "aid_obstruction asserted disc Polohy",
    ),
    (
        "Hostilities in early September damaged 20 houses in Avdiivka.",
        "damage asserted point Avdiivka",
    ),
    ("Hostilities continued near Avdiivka.", "clash asserted disc Avdiivka"),
    ("The Russian advance towards Synkivka was halted.", "clash asserted disc Synkivka"),
    (
        "Ukrainian troops stopped the Russian offensive near Synkivka.",
        "clash asserted disc Synkivka",
    ),
    ("Shells fired from Enerhodar had hit Nikopol.", "shelling asserted point Nikopol"),
    ("Mortar shells landed in the yard of a school in Nikopol.", "shelling asserted point Nikopol"),
    (
        "Russian artillery hit Nikopol from positions in Enerhodar.",
        "shelling asserted point Nikopol",
    ),
    ("Kherson came under artillery fire overnight.", "shelling asserted point Kherson"),
    ("Russian troops captured the town of Vuhledar.", "capture asserted point Vuhledar"),
    (
        "The village of Robotyne has come under Ukrainian control.",
        "capture asserted point Robotyne",
    ),
    (
        "Russian forces took control of two villages near Kupiansk.",
        "capture asserted disc Kupiansk",
    ),
    (
        "Ukrainian soldiers pulled back from Avdiivka to new lines.",
        "retreat asserted point Avdiivka",
    ),
    (
        "Russian units advanced in the Donetsk region.",
        "advance asserted region Donetsk Oblast",
    ),
    (
        "Thousands fled to Dnipro from villages around Pokrovsk.",
        "displacement asserted disc Pokrovsk",
    ),
    (
        "Aid trucks were stopped at a checkpoint in Vovchansk by Russian soldiers.",
        "aid_obstruction asserted point Vovchansk",
    ),
    (
        "Heavy shelling was reported in Kupiansk.",
        "shelling alleged point Kupiansk",
    ),
    ("Russian troops have reportedly captured Toretsk.", "capture alleged point Toretsk"),
]


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_event_is_told_with_its_place(index, text, expected):
    """
    Type, factuality and place follow from who does what to whom, and where.
    """
    told = [tell(event) for event in read_story(text, index).events]

    assert [_same_spelling(line) for line in told] == [expected]


def _same_spelling(line: str) -> str:
    """GeoNames writes some names by another school."""
    return line.replace("Kupyansk", "Kupiansk").replace("Avdiyivka", "Avdiivka")


NOT_DONE = [
    ("Russia plans to seize Kupiansk before winter.", "planned"),
    ("Zelensky vowed to retake Crimea.", "planned"),
    ("If Pokrovsk falls to Russian troops, the road is cut.", "hypothetical"),
    ("Fears of a Russian offensive in Sumy region are growing.", "hypothetical"),
    ("Russian forces could capture Pokrovsk within weeks.", "hypothetical"),
    ("Russian troops did not capture Pokrovsk.", "denied"),
    ("Russian forces failed to break through Ukrainian lines near Kreminna.", "denied"),
    ("There was no shelling in Nikopol on Sunday.", "denied"),
    ("The fall of Vuhledar would open the road to the west.", "hypothetical"),
    ("After the capture of Toretsk, Russia will attack.", "hypothetical"),
    ("Russian forces have massed there to capture Nikopol.", "planned"),
    ("Not a single village was shelled in Sumy region.", "denied"),
    ("Not one shell hit Nikopol.", "denied"),
    ("Russian forces have been unable to seize Toretsk.", "denied"),
    ("Russian units were striving to capture Toretsk.", "planned"),
    ("An officer said that capturing Nikopol would be a victory.", "hypothetical"),
    ("Russian forces came close to capturing Vuhledar.", "denied"),
    ("Reports of the capture of Toretsk are fake.", "denied"),
    ("The shelling of Donetsk was staged.", "denied"),
    ("The town had rest, but Bakhmut was not captured.", "denied"),
    ("There is no indication that Russian forces captured Lyman.", "denied"),
    ("Ukraine denied losing the village of Robotyne.", "denied"),
    ("The Kremlin denied that its forces had shelled Nikopol.", "denied"),
]


@pytest.mark.parametrize(("text", "factuality"), NOT_DONE, ids=[text for text, _ in NOT_DONE])
def test_what_is_not_done_is_never_drawn(index, text, factuality):
    """
    Planned, possible, negated and denied events are listed, not drawn.
    """
    events = read_story(text, index).events

    assert [event.factuality for event in events] == [factuality]
    assert not any(event.mappable for event in events)


NO_EVENT = [
    "Artillery shells for Ukraine will come from Prague.",
    "The people of Siversk were taken for fools.",
    "Siversk was taken aback by the news.",
    "The bus service in Kharkiv was suspended.",
    "Police stopped a truck with cigarettes in Odesa.",
    "The team cancelled its visit to Lviv.",
    "Washington suspended military aid to Ukraine.",
    "Hostilities intensified in eastern Ukraine, the agency said.",
    "Kyiv came under fire from critics for its handling of the draft.",
    "The minister was bombarded with questions in Brussels.",
    "A barrage of criticism met the president in Paris.",
    "Hungary blocked a 50 billion euro aid package for Ukraine.",
    "Western aid to Ukraine was blocked in the US Senate.",
    "Ukraine withdrew its ambassador from Budapest.",
    "Investors fled Russian markets.",
    "The Fed advanced a plan to withdraw stimulus.",
    "Rapid advances in medicine were made in Kyiv.",
    "Germany launched a charm offensive in Kyiv.",
    "Ukraine has not confirmed the capture of Toretsk.",
    "Rain pounded Kharkiv all night.",
    "The offensive line of the city's football club collapsed.",
    "Local officials in Kherson appealed for aid.",
    "The United States pledged more artillery shells to Ukraine.",
    "Thieves fled the museum in Odesa.",
    "He pounded the table in Kyiv.",
    "Kharkiv took control of the match in the second half.",
    "Ukraine's team advanced to the final in Lviv.",
    "Berlin must stop retreating from its promises.",
    "People in Kharkiv fled to the metro.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_words_of_war_without_war_are_no_event(index, text):
    """
    Metaphors, pledges, politics and business use the same words and tell no event.
    """
    assert read_story(text, index).events == []


NO_PIN = [
    "In Berlin, the foreign minister said Russian forces had captured two villages.",
    "Moscow said Ukrainian troops were retreating.",
    "Speaking in Kharkiv, the minister said shelling went on.",
    "The Kharkiv regional governor said aid trucks had been stopped by Russian soldiers.",
    "London-based analysts say Russian troops are advancing.",
    "Kharkiv Human Rights Group reported shelling.",
    "During a briefing in Kyiv, an officer said the shelling had not stopped.",
    "The Armed Forces of Ukraine said Russian troops had captured a village.",
    "Russian troops captured a village, the Kyiv Independent wrote.",
    "Thousands of residents fled to Dnipro.",
    "Russian troops advanced toward Pokrovsk.",
    "Moscow denied a withdrawal. Residents fled.",
    "Russia captured several villages after talks in Istanbul failed.",
    "Shelling killed the mayor, who was born in Odesa.",
    "Russian forces shelled the Sumy highway.",
    "Ukrainian units began a retreat towards prepared positions in Siversk.",
    "The breakthrough in the south and the victory in Lyman cheered the troops.",
    "Southern Ukraine offensive.",
]


@pytest.mark.parametrize("text", NO_PIN)
def test_a_place_that_is_not_the_events_gives_no_pin(index, text):
    """
    Speech places, metonyms, titles, names of organisations, goals and origins of people are no pin.
    """
    assert [e for e in read_story(text, index).events if e.mappable] == []


def test_each_place_of_a_strike_is_an_event_of_its_own(index):
    """
    A strike on three towns is three events with one trigger.
    """
    story = read_story("Russian artillery shelled Siversk, Zvanivka and Nikopol.", index)

    assert sorted(tell(event) for event in story.events) == [
        "shelling asserted point Nikopol",
        "shelling asserted point Siversk",
        "shelling asserted point Zvanivka",
    ]


def test_a_village_beside_a_town_is_not_the_town(index):
    """
    "X, near Y" is X; Y only tells which X is meant.
    """
    (event,) = read_story("Shells hit the village of Klishchiivka, near Bakhmut.", index).events

    shape = event.where.shape
    assert shape is not None
    assert (round(shape.lat, 2), round(shape.lon, 2)) == (48.53, 37.96)
    assert [place.name for place in event.where.places] == ["Klishchiivka"]


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("Russian forces captured Toretsk. Troops also shelled Nikopol.", "RU"),
        ("The General Staff in Kyiv said its brigades had left. They withdrew from Lyman.", "UA"),
        ("Kyiv's troops retreated from Lyman.", "UA"),
        ("Lyman was shelled by the Russian army.", "RU"),
        ("The Russian shelling of Nikopol went on.", "RU"),
        ("The enemy shelled Nikopol, the Ukrainian General Staff said.", "RU"),
        ("“Our troops captured Lyman,” a Russian officer said.", "RU"),
    ],
)
def test_the_actor_has_a_side(index, text, side):
    """
    Who acts has the side that the words give, also through "its", "they" and "troops".
    """
    event = read_story(text, index).events[-1]

    assert event.actor is not None
    assert event.actor.side == side


def test_a_date_of_the_saying_is_not_the_date_of_the_event(index):
    """
    "said on Friday" dates the statement; "on Tuesday" at the event's verb dates the event.
    """
    text = "Russian artillery shelled Nikopol on Tuesday, the governor said on Friday."
    (event,) = read_story(text, index, published="2024-09-14").events

    assert event.when.first == "2024-09-10"
    assert event.when.basis == "relative"


PAST = [
    "Ukrainian forces liberated Kherson in November 2022.",
    "Russia captured Kupiansk in the first days of its 2022 invasion.",
    "Ukrainian troops liberated Balakliia two years ago.",
    "Kyiv marked the anniversary of the capture of Kherson.",
    "In 1943 the army captured Kharkiv.",
    "Residents of Kharkiv remember how Izium was captured.",
]


@pytest.mark.parametrize("text", PAST)
def test_the_past_is_listed_and_not_drawn(index, text):
    """
    What lies more than two months before the publication is history, and so are its memories.
    """
    events = read_story(text, index).events

    assert {event.scope for event in events} == {"historical"}
    assert not any(event.mappable for event in events)


def test_not_only_is_no_negation(index):
    """
    "Not only X but also Y" tells both.
    """
    text = "Russian forces have not only shelled Kupiansk but also captured Vuhledar."

    assert [event.factuality for event in read_story(text, index).events] == ["asserted"] * 2


def test_every_member_of_a_list_is_a_place(index):
    """
    A list is read to its end, however the parser joins it.
    """
    text = "Russian forces shelled Terny, Zarichne, Yampolivka and Torske in the Donetsk region."
    drawn = [e for e in read_story(text, index).events if e.mappable]

    assert len(drawn) == 4


def test_a_district_that_holds_the_settlement_is_no_second_place(index):
    """
    Databases write "X settlement of Y district, Z region": that is one place, X.
    """
    text = (
        "Russian forces shelled Stepnohirsk settlement of Vasylivka district, Zaporizhzhia region."
    )

    assert [tell(e) for e in read_story(text, index).events] == [
        "shelling asserted point Stepnohirsk"
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A counter-offensive near Kherson is planned, the mayor said.", "planned"),
        ("He hinted that an offensive in Kherson Oblast was soon to come.", "hypothetical"),
        ("Officials warned of shelling of Nikopol in the coming days.", "hypothetical"),
        ("An evacuation of Kupiansk was ordered.", "planned"),
        ("An assault on Orikhiv was expected.", "hypothetical"),
    ],
)
def test_what_is_to_come_is_not_drawn(index, text, expected):
    """
    A noun of which somebody says that it is planned, expected or to come is no fact.
    """
    (event,) = read_story(text, index).events

    assert str(event.factuality) == expected
    assert not event.mappable


def test_a_warning_that_something_happened_is_a_report(index):
    """
    "Warned of" speaks of what may come, "warned that" of what is.
    """
    (event,) = read_story("Officials warned that Russian forces took Toretsk.", index).events

    assert tell(event) == "capture asserted point Toretsk"
