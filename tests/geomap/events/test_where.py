"""Where an event is marked, in the style of agencies and of conflict databases and beyond."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read_story

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.events.union import unite_places
from geomap.model import Form, Shape, Unresolved, Where

SIGNS = {"point": "", "disc": "~", "region": "#", "corridor": "-", "offset": "@"}


def marks(text, index, **about):
    """Return the marks of a text: a sign for the form, and the names it is built from."""
    events = read_story(text, index, **({"published": None} | about)).events
    drawn = [e.where for e in events if e.mappable and e.where.shape]
    return {SIGNS[w.shape.form] + "/".join(p.name for p in w.places) for w in drawn}


STATED = [
    (
        (
            "On 14 March 2023, Russian forces shelled Bilohorivka village (Sievierodonetsk"
            " district, Luhansk region) with artillery; casualties unknown."
        ),
        {"Bilohorivka"},
    ),
    (
        (
            "On 3 May 2022, Russian forces shelled the villages of Ruska Lozova and Tsyrkuny in"
            " Kharkiv raion, Kharkiv oblast, with MLRS."
        ),
        {"Ruska Lozova", "Tsyrkuny"},
    ),
    (
        (
            "On 3 September 2023, Russian drones attacked port infrastructure in Reni and Izmail"
            " (both Izmail district, Odessa Oblast)."
        ),
        {"Reni", "Izmail"},
    ),
    (
        (
            "Russian forces shelled positions at Robotyne, Mala Tokmachka, Novodanylivka"
            " (Polohivskyi district, Zaporizhia region)."
        ),
        {"Robotyne", "Mala Tokmachka", "Novodanylivka"},
    ),
    (
        "12/05/2023: Shelling in the areas of Siversk (Donetsk obl.), Vovchansk and Kupiansk.",
        {"~Siversk", "~Vovchansk", "~Kupiansk"},
    ),
    ("Russian forces shelled the Kupiansk-Svatove highway.", {"-Kupiansk/Svatove"}),
    ("Russian troops shelled positions to the north of Sloviansk.", {"~Sloviansk"}),
    ("A Russian helicopter was shot down 12 km SE of Izium.", {"@Izium"}),
    ("Russian forces shelled Kherson city and nearby Bilozerka.", {"Kherson", "Bilozerka"}),
    ("Russian forces advanced in the direction of Bakhmut.", set()),
    (
        "Russian forces attacked toward Verkhnokamianske.",
        {"~Verkhnokamianske"},
    ),
    (
        "Assaults in the direction of Synkivka and Petropavlivka were repelled on 4 May 2024.",
        {"~Synkivka", "~Petropavlivka"},
    ),
    ("Armoured columns advanced towards Novodarivka.", {"~Novodarivka"}),
    ("Russian units launched an attack towards Stelmakhivka.", {"~Stelmakhivka"}),
    ("Columns of tanks advanced towards Kharkiv and Poltava.", set()),
    (
        "Troops pushed into the village, east of Kharkiv, in March, and shells hit a school.",
        set(),
    ),
    ("Clashes broke out in Kalehe on Monday.", set()),
    ("Rebels captured Nyabibwe (Kalehe, South Kivu).", {"#South Kivu Province"}),
    ("27/01/2015: shells hit a street in Dzerzhinsk; three were killed.", {"Toretsk"}),
    (
        (
            "Artillery hit the cities of Kupiansk and Vovchansk and the villages of"
            " Kruhliakivka and Hlyboke."
        ),
        {"Kupiansk", "Vovchansk", "Kruhliakivka", "Hlyboke"},
    ),
    ("An attack on a substation in Atbara, Sudan, left River Nile State dark.", {"Atbara"}),
    ("A missile strike on a dam near Oskil flooded Kharkiv Oblast.", {"~Oskil"}),
    ("Shelling of the Krasnopilska hromada, Sumska Oblast, went on.", {"#Krasnopillia"}),
    (
        "Drones hit the Marhanetska and Nikopolska urban territorial communities.",
        {"#Marhanets", "#Nikopol"},
    ),
    ("The shelling killed 14 people, with the highest toll in Siversk.", set()),
    ("Shells hit Zolochiv, Kharkiv Region, on Thursday, far from help.", {"Zolochiv"}),
    (
        "Troops retook the towns of Izium and Balakliia and the village of Savyntsi.",
        {"Izium", "Balakliia", "Savyntsi"},
    ),
    ("Missiles launched from Kursk hit Sumy.", {"Sumy"}),
    ("Shells hit the Kharkiv and Sumy regions.", {"#Kharkiv Oblast", "#Sumy Oblast"}),
    ("Missiles hit Kharkiv's Shevchenkivskyi district.", {"~Shevchenkivskyi Raion"}),
    ("Missiles hit the Suvorovskyi district of Odesa.", {"~Peresypskyi Raion"}),
    ("Shells hit Donetsk city's Kuibyshevskyi district.", {"~Kuibyshevskyi Raion"}),
    ("Russian forces shelled the Beryslav district of Kherson.", {"#Beryslav Raion"}),
    ("Russian forces shelled Vovchansk (Kharkiv).", {"Vovchansk"}),
    (
        "Clashes near Krasna Hora and Pidhorodne (Bakhmutskyi, Donetsk).",
        {"~Krasna Hora", "~Pidhorodne"},
    ),
    ("Shells fell in Toretsk (Bakhmut raion), Donetsk Oblast.", {"Toretsk"}),
    ("In Kharkiv region, Russian forces shelled Vesele and Lyptsi.", {"Vesele", "Lyptsi"}),
    ("A drone was shot down over Kyiv city.", {"Kyiv"}),
    ("Russian forces shelled Vovchansk, Kharkiv, on Tuesday.", {"Vovchansk"}),
    ("Missiles hit Kherson, Kharkiv, and Odesa on Tuesday.", {"Kherson", "Kharkiv", "Odesa"}),
]


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text[:60] for text, _ in STATED])
def test_districts_and_regions_choose_and_are_no_marks(index, text, expected):
    """
    What is named with a settlement tells which one is meant; each settlement is a mark.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Nowherivka village (Kupiansk district, Kharkiv region).",
        "Shells fell in Nowherivka, Kupiansk district.",
        "Russian forces shelled the village of Nowa Bereza in the Kupiansk district.",
        "Russian forces shelled Bakhmut (Kupiansk district, Kharkiv region).",
    ],
)
def test_an_unknown_settlement_is_drawn_as_its_district(index, text):
    """
    Nobody knows it, or the one that is known lies elsewhere: the district, marked as unresolved.
    """
    (event,) = [e for e in read_story(text, index).events if e.where.shape]

    assert (event.where.shape.form, event.where.unresolved) == (Form.REGION, Unresolved.UNKNOWN)
    assert [place.kind for place in event.where.places] == ["admin2"]


def test_a_namesake_is_not_taken_where_the_text_puts_the_name_elsewhere(index):
    """
    What one sentence says of a name holds for the next: no village of it in another region.
    """
    text = (
        "Krasnopillia, Kramatorsk Raion, Donetsk Oblast, lies on a hill. In Donetsk Oblast,"
        " Russian forces shelled Krasnopillia and Sloviansk."
    )

    assert "Krasnopillia" not in marks(text, index)


def test_the_reading_of_a_name_does_not_speak_for_another(index):
    """
    The town of Lyman does not make its old namesake the likelier one.
    """
    assert marks("Russian forces captured Lyman.", index) == {"Lyman"}


def test_a_republic_is_a_country_before_a_state_of_its_name(index):
    """
    "The Republic of Georgia" is no part of the United States.
    """
    assert marks("Russian troops shelled parts of the Republic of Georgia.", index) == set()


def test_namesakes_of_one_region_are_not_guessed(index):
    """
    A village name that a region has several times is drawn as the region.
    """
    (event,) = read_story("Russian forces shelled Andriivka, Donetsk region.", index).events

    assert (event.where.shape.form, event.where.unresolved) == (Form.REGION, Unresolved.TIED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drones had set fire to a fuel depot in Rovenky.", {"Rovenky"}),
        (
            "Soldiers crossed the border near Vovchansk, clashed with guards and withdrew.",
            {"~Vovchansk"},
        ),
        ("The people of Huliaipole, who endured daily shelling, left.", {"Huliaipole"}),
        ("Davydiv Brid, which was recaptured by Ukraine, lies on a river.", {"Davydiv Brid"}),
        ("Mercenaries died in clashes in and around Popasna.", {"~Popasna"}),
        ("A drone hit a bus carrying workers near Nikopol.", {"~Nikopol"}),
        ("Satellite photos of Mariupol showed extensive damage to homes.", {"Mariupol"}),
        ("Troops entered Kreminna, where the governor said fighting began.", {"Kreminna"}),
        ("Kharkiv's mayor said explosions were heard in the city.", {"Kharkiv"}),
        ("Russian forces captured Lyman and shelled Ukrainian positions.", {"Lyman"}),
    ],
)
def test_clauses_share_a_place_where_grammar_says_so(index, text, expected):
    """
    A place reaches into the clauses about it and no farther.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Russian troops stationed in Belarus attacked Ukrainian positions.",
        "Shells hit the Luhansk nuclear power plant.",
        "The Kherson prosecutor's office opened a case after shelling killed a woman.",
        "Russian troops advanced to positions near Kupiansk.",
        "Fighters from Grozny shelled Ukrainian positions, he said in Kherson.",
    ],
)
def test_a_place_of_something_else_is_no_mark(index, text):
    """
    Bases, origins, offices, goals, speakers' places, and plants that lie elsewhere.
    """
    assert marks(text, index) == set()


def test_a_toll_over_several_places_is_one_record(index):
    """
    A count over a list is never multiplied, and lies in an area around all of them.
    """
    story = read_story("At least three people were wounded in Nikopol and Marhanets.", index)
    (event,) = story.events

    assert event.where.shape.form is Form.REGION
    assert [place.name for place in event.where.places] == ["Nikopol", "Marhanets"]


@given(
    st.lists(
        st.tuples(st.floats(30, 31), st.floats(48, 49), st.floats(0, 5000)), min_size=2, max_size=5
    )
)
def test_united_places_all_lie_in_their_area(spots):
    """
    The area around several places holds each with its own extent.
    """
    shapes = [Shape(form=Form.POINT, lon=lon, lat=lat, radius_m=r) for lon, lat, r in spots]
    area = unite_places([Where(shape=shape) for shape in shapes]).shape

    for one in shapes:
        km = distance_km(LonLat(one.lon, one.lat), LonLat(area.lon, area.lat))
        assert 1000 * km + one.radius_m <= area.radius_m + 1


def test_one_place_is_left_as_it_is():
    """
    A list of one is that one.
    """
    where = Where(shape=Shape(form=Form.POINT, lon=37.0, lat=48.0, radius_m=1.0))

    assert unite_places([where]) is where


def test_a_city_of_a_third_country_is_not_shelled_with_the_villages_of_the_front(index):
    """
    A name that a gazetteer knows only of a far metropolis is a village that it lacks.
    """
    text = "ВСУ обстреляли Алёшки, Голую Пристань, Корсунку и Каиры."

    events = read_story(text, index, language="ru").events

    drawn = {place.name for event in events if event.mappable for place in event.where.places}
    assert {"Oleshky", "Hola Prystan"} <= drawn
    assert "Cairo" not in drawn


def test_harm_has_the_place_of_what_happened_meanwhile(index):
    """
    The clause of "when" places the deaths that it explains, and says that it only implies it.
    """
    text = "After a strike by Ukraine, 15 people were killed when a wall collapsed in Belgorod."

    harm = [event for event in read_story(text, index).events if event.type == "casualties"]

    assert [(e.where.places[0].name, e.where.inferred) for e in harm] == [("Belgorod", True)]


@pytest.mark.parametrize("day", ["October 6, 2023", "6 October 2023", "May 9"])
def test_a_date_is_no_place(index, day):
    """
    There are cities that have their names from a day.
    """
    text = f"Kupiansk came under Russian artillery fire on {day}."

    assert marks(text, index) == {"Kupiansk"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled Ukrainian troops near Neznaiomivka, Donetsk.", {"#Donetsk Oblast"}),
        ("Russian forces captured Zelene Pole, Volnovakha district, Donetsk.", {"Zelene Pole"}),
        ("A drone hit a depot at Neznaiomivka, Krasnodar region, Russia.", {"#Krasnodar Krai"}),
        ("Russian forces shelled Mariupol, Donetsk.", {"Mariupol"}),
        ("Explosions were heard in Kyiv, Kharkiv.", {"Kyiv", "Kharkiv"}),
    ],
)
def test_the_region_after_a_name_is_no_city(index, text, expected):
    """
    Also after a name that nobody knows, and after a district.
    """
    assert marks(text, index) == expected


def test_what_lies_very_far_from_a_city_is_told_by_no_offset(index):
    """
    Thousands have a comma, and the error of so long a way holds no place.
    """
    text = "Russian forces shelled a base 1,196 miles south of Kharkiv."

    assert marks(text, index) == set()
    assert marks(text.replace("1,196", "12"), index) == {"@Kharkiv"}


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("A drone hit a refinery in Afipsky, Krasnodar region.", "en", {"Afipskiy"}),
        ("Shells hit Mezhova and Pokrovske, Dnipro Region.", "en", {"Mezhova", "Pokrovske"}),
        ("Drones attacked a depot in the Kropyvnytskyi region.", "en", {"#Kirovohrad Oblast"}),
        ("Explosions were heard in Transcarpathia.", "en", {"#Zakarpattia Oblast"}),
        ("Беспилотник атаковал нефтебазу на Кубани.", "ru", {"#Kuban"}),
        ("Над Кубанню збили девʼять безпілотників.", "uk", {"#Kuban"}),
    ],
)
def test_regions_are_known_by_what_the_press_calls_them(index, text, language, expected):
    """
    After the city of today, in one word, in English where the data have none.
    """
    assert marks(text, index, language=language) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Rockets killed eight people in Kherson Oblast, three of them in Bilozerka.",
            {"Kherson Oblast": (8, 8), "Bilozerka": (3, 3)},
        ),
        (
            "Thirty civilians were wounded in Kharkiv Oblast, 12 of whom in Kupiansk.",
            {"Kharkiv Oblast": (30, 30), "Kupiansk": (12, 12)},
        ),
        (
            "Six people died in Sumy Oblast, most of them in Bilopillia.",
            {"Sumy Oblast": (6, 6), "Bilopillia": None},
        ),
        ("Nine civilians were killed, all of them in Toretsk.", {"Toretsk": (9, 9)}),
    ],
)
def test_a_part_of_a_total_is_counted_where_it_was(index, text, expected):
    """
    The total lies in what the text names for it; what "most of them" are, nobody knows.
    """
    events = [e for e in read_story(text, index).events if e.type == "casualties"]
    counts = {e.where.places[0].name: next(iter(e.counts.values()), None) for e in events}

    assert {name: c and (c.low, c.high) for name, c in counts.items()} == expected


def test_a_direction_without_its_noun_is_no_village(index):
    """
    "На Ізюмському" after "на Харківському напрямку" is a direction as well, not Iziumske.
    """
    text = "На Харківському напрямку було тихо, на Ізюмському знищено ворожий склад."
    drawn = marks(text, index, language="uk")

    assert not any("Iziumske" in mark for mark in drawn)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces shelled Nikopol and Marhanets. Two shops were destroyed.",
        "Rockets hit Nikopol, Marhanets and Chervonohryhorivka. A woman was killed.",
        "Drones struck Marhanets and Nikopol overnight; later three people were reported wounded.",
    ],
)
def test_harm_after_a_list_is_in_all_of_it(index, text):
    """
    It is one record, in the area around the places that were hit.
    """
    (harm,) = [e for e in read_story(text, index).events if e.type in {"casualties", "damage"}]

    assert {"Nikopol", "Marhanets"} <= {place.name for place in harm.where.places}
    assert harm.where.shape.form is Form.REGION


def test_harm_after_a_list_of_far_places_has_no_area(index):
    """
    A circle around half of the country tells nothing.
    """
    text = "Russian drones struck Kharkiv and Odesa. A woman was killed."

    (harm,) = [e for e in read_story(text, index).events if e.type == "casualties"]

    assert harm.where.shape is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aid workers reached Orikhiv and handed out blankets to 200 families.", {"Orikhiv"}),
        ("Volunteers arrived in Lyman on Tuesday and evacuated six people.", {"Lyman"}),
        ("Monitors entered Beryslav and handed out food parcels.", {"Beryslav"}),
        ("Volunteers left Dnipro and evacuated six people.", set()),
        ("Charities distributed tents to people who fled to Pavlohrad.", {"Pavlohrad"}),
        ("The Red Cross distributed food to families living in Huliaipole.", {"Huliaipole"}),
        ("A man from Dvorichna was killed by a mine in his field.", {"Dvorichna"}),
        ("A girl from Vovchansk stepped on a mine in her garden and was hurt.", {"Vovchansk"}),
        ("A man from Dvorichna was killed by a mine in a field.", set()),
        ("A man from Dvorichna was killed in his car in Kharkiv.", {"Kharkiv"}),
        ("Power failed after a substation near Lozova was hit by a drone.", {"~Lozova"}),
        ("Trains stopped before a bridge at Lozova was damaged by missiles.", {"Lozova"}),
        ("Ukraine lost ground on the Dnipro's left bank.", set()),
        ("Russian forces shelled the Dnieper's islands.", set()),
        ("The road into Orikhiv is bare. On Monday a bomb hit a shop.", {"Orikhiv"}),
        (
            "The road between Orikhiv and Huliaipole is mined. A bus was hit on this road.",
            {"-Orikhiv/Huliaipole"},
        ),
        (
            "Few drive between Orikhiv and Huliaipole. A drone hit a van on that stretch.",
            {"-Orikhiv/Huliaipole"},
        ),
        (
            "A drone flew into a van on the road from Kostiantynivka to Druzhkivka.",
            {"-Kostiantynivka/Druzhkivka"},
        ),
        (
            "Two men were killed on the highway from Orikhiv to Huliaipole by a mine.",
            {"-Orikhiv/Huliaipole"},
        ),
        ("Rockets hit a bus on the route from Nikopol to Marhanets.", {"-Nikopol/Marhanets"}),
        ("A van drove from Kostiantynivka to Druzhkivka before shells fell.", set()),
        ("Few drive between Orikhiv and Huliaipole. A drone hit a van on the road.", set()),
    ],
)
def test_people_and_roads_have_their_places(index, text, expected):
    """
    Whoever arrived is there, what is his own is where he is from, and a river is no town.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling near Synelnykove delayed trains.", {"~Synelnykove 48.3"}),
        ("Russian forces shelled Synelnykove and Vovchansk.", {"Synelnykove 50.3"}),
        ("Troops retook Klishchiyivka and entered Andriyivka.", {"Andriivka 48.5"}),
        ("Troops retook Klishchiivka and entered Andriivka.", {"Andriivka 48.5"}),
    ],
)
def test_a_town_is_no_hamlet_of_its_name_and_a_spelling_no_other_village(index, text, expected):
    """
    A hamlet that nothing in the text speaks for is not what a town's name means.
    """
    drawn = [e.where for e in read_story(text, index).events if e.mappable and e.where.shape]
    found = {f"{SIGNS[w.shape.form]}{w.places[0].name} {round(w.places[0].lat, 1)}" for w in drawn}

    assert expected <= found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schools in Nikopol closed due to shelling.", {"Nikopol"}),
        (
            "In Kharkiv region, clinics in Vovchansk and Lyptsi shut after artillery fire.",
            {"Vovchansk", "Lyptsi"},
        ),
        ("Two markets in Kupiansk were shut because of air strikes.", {"Kupiansk"}),
        ("Officials in Kherson asked for help after missile strikes on a dam.", set()),
        ("Missiles hit Poshtova Street in Kharkiv.", {"Kharkiv"}),
        ("A drone fell on Independence Square in Sumy.", {"Sumy"}),
        ("Russian forces launched Geran-2 drones at Cherkasy and Uman.", {"Cherkasy", "Uman"}),
    ],
)
def test_a_blow_is_where_its_effects_are_told(index, text, expected):
    """
    Also in the street of a city, and where its weapons were aimed.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian forces seized Kalynove (northeast of Pokrovsk).", (48.3, 37.7)),
        ("Russian forces seized Kalynove (southeast of Pokrovsk).", (48.1, 37.4)),
        ("Shells hit Kalynove, southeast of Pokrovsk.", (48.1, 37.4)),
    ],
)
def test_a_direction_tells_namesakes_apart(index, text, expected):
    """
    What lies behind a town is not what lies in front of it.
    """
    (event,) = [e for e in read_story(text, index).events if e.where.places]

    place = event.where.places[0]
    assert (round(place.lat, 1), round(place.lon, 1)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shelling cut electricity to Nikopol and Marhanets on Monday.", {"Nikopol", "Marhanets"}),
        ("Power supplies to Kherson were cut.", {"Kherson"}),
        ("Drones cut water to Orikhiv.", {"Orikhiv"}),
        ("Villages hit by artillery on 4 May: Ryzhivka, Volfyne.", {"Ryzhivka", "Volfyne"}),
        ("Settlements shelled overnight: Nikopol and Marhanets.", {"Nikopol", "Marhanets"}),
        ("Towns shelled: none. The mayor of Nikopol was glad.", set()),
    ],
)
def test_what_is_supplied_no_more_and_what_a_colon_opens(index, text, expected):
    """
    Each of the places that lost its supply; each of the list that is told of.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guns on the Kinburn Spit fired forty shells on Sunday.", set()),
        ("Howitzers near Polohy fired all night.", set()),
        ("Guns on the Kinburn Spit fired forty shells at Ochakiv.", {"Ochakiv"}),
        ("Artillery fired at Nikopol.", {"Nikopol"}),
        ("Envoys came to Izium. Russian forces shelled a village market, killing two.", set()),
        ("Soldiers came to Dobropillia to rest. A drone hit a tank at the front.", set()),
        ("Envoys met in Druzhkivka. Russian forces captured the village.", set()),
        ("Medics came to Siversk. A drone hit a tank at the market.", {"Siversk"}),
        ("Nikopol and Marhanets: two drones hit a shop.", {"Nikopol", "Marhanets"}),
        ("Ryzhivka, Volfyne: shelled with mortars.", {"Ryzhivka", "Volfyne"}),
        ("Nikopol, 4 May: a drone hit a shop.", {"Nikopol"}),
    ],
)
def test_where_the_guns_stand_and_what_is_another_place_are_no_marks(index, text, expected):
    """
    Fire falls elsewhere; a village without a name, the front and a town are no village named.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Drones hit Kupiansk and, in the evening, Chuhuiv.", {"Kupiansk", "Chuhuiv"}),
        (
            "Russian forces captured Robotyne on Monday and, a day later, Verbove.",
            {"Robotyne", "Verbove"},
        ),
        ("Elsewhere, three people died when a guided bomb fell on Khotin.", {"Khotin"}),
        ("A shell hit a shop in Nikopol. Elsewhere, three people died.", {"Nikopol"}),
        ("A drone set a car on fire at the entrance to Huliaipole.", {"~Huliaipole"}),
        ("A van was hit by a drone at the exit from Kostiantynivka.", {"~Kostiantynivka"}),
        ("The army reported its exit from Lastochkyne.", set()),
        ("Glide bombs hit a bridge over the Siverskyi Donets near Zakitne.", {"~Zakitne"}),
        ("Drones bombed the Defence Ministry in Luhansk.", {"Luhansk"}),
        ("Troops took Veselivka in Ukraine's north-eastern Sumy region.", {"Veselivka"}),
        (
            "A shell hit a school in Stepnohirsk. A drone hit a bus in the same village.",
            {"Stepnohirsk"},
        ),
        (
            "Shells fell on Hroza in Kupiansk district. In the same district, a man was hurt.",
            {"Hroza"},
        ),
    ],
)
def test_places_told_in_passing_are_places(index, text, expected):
    """
    A time between the members of a list, "elsewhere", gates, a river's bank, a struck office.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A missile killed four aid workers. The strike happened in Druzhkivka.", {"Druzhkivka"}),
        (
            (
                "Six people died when a bus was hit by rockets. The rebels denied blame for the "
                "attack, which took place on the road between Bakhmut and Soledar."
            ),
            {"-Bakhmut/Soledar"},
        ),
        (
            "Shelling killed two in Toretsk. The attack took place in Nelipivka.",
            {"Toretsk", "Nelipivka"},
        ),
        ("A shell wounded a boy. The talks took place in Zaporizhzhia.", set()),
        (
            "Shells killed a man and drones burned a bus. The attack took place in Orikhiv.",
            {"Orikhiv"},
        ),
    ],
)
def test_a_later_sentence_tells_where_it_happened(index, text, expected):
    """
    "The strike happened in X" tells where the strike before it was, and no other event.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Shells killed two in Kherson region on Monday: in Antonivka.", {"Antonivka"}),
        ("Seven people were killed near Mariupol when rockets landed in Sartana.", {"Sartana"}),
        ("Two people were killed in Kharkiv region when a shop was hit in Izium.", {"Izium"}),
        (
            "Two were hurt around Avdiivka and the rebel-held town of Yasynuvata.",
            {"#Avdiivka/Yasynuvata"},
        ),
        (
            "Troops took control of Toretsk, the last Ukrainian-held town in Donetsk region.",
            {"Toretsk"},
        ),
        ("Toretsk – one man is injured; an aerial bomb destroyed the bus station.", {"Toretsk"}),
        (
            "Shells killed a man in Donetsk region. 4 more people in the region were injured.",
            {"#Donetsk Oblast"},
        ),
        (
            "The governor of Donetsk region said three people were killed in his region.",
            {"#Donetsk Oblast"},
        ),
        (
            ("Drones hit homes in Sumy region and Kharkiv region. Two in the region were killed."),
            {"#Sumy Oblast", "#Kharkiv Oblast"},
        ),
        ("Ukrainian forces fended off Russian thrusts at Robotyne.", {"Robotyne"}),
        ("Robotyne sees a dozen attacks a day.", set()),
    ],
)
def test_a_town_counts_more_than_what_is_around_it(index, text, expected):
    """
    A town after its region, by the town it was near, after its item; regions spoken of again.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells hit Shebekino and a drone burned a truck in Grayvoron.",
            {"Shebekino", "Grayvoron"},
        ),
        ("A missile struck Izium and shells wounded two in Balakliia.", {"Izium", "Balakliia"}),
        ("Rebels seized Toretsk, sending 3,000 people fleeing.", {"Toretsk"}),
        (
            "A bomb smashed a shop on the northern edge of Kharkiv. A second one fell in a park.",
            {"~Kharkiv"},
        ),
        (
            "Volunteers from Zaporizhzhia drove to Orikhiv. A drone hit their van in the town.",
            {"Orikhiv"},
        ),
        ("Buses came to Orikhiv and Huliaipole. A van was hit by a drone in the town.", set()),
    ],
)
def test_two_acts_flight_and_the_town_one_drives_to(index, text, expected):
    """
    "A hit X and B burned Y" is two acts; flight is from what was seized; "the town" is the goal.
    """
    assert marks(text, index) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In Dnipro a ward was damaged; in Odesa a high-rise burned.", {"Dnipro", "Odesa"}),
        ("Kyiv's Lukianivska metro station lost its windows in the Russian strike.", {"Kyiv"}),
        (
            "Russian drones burned a warehouse in Lviv. Kharkiv reported 46 injured.",
            {"Lviv", "Kharkiv"},
        ),
        (
            "Russian drones burned a warehouse in Lviv. One drone came down in Vaslui county.",
            {"Lviv"},
        ),
        (
            "Survivors reached Starobesheve. Ten died in the fields near Lagowa.",
            set(),
        ),
        (
            "In Kyiv a missile hit a crossing. Eight people died in the capital, police said.",
            {"Kyiv"},
        ),
        (
            "In Nikopol a shell hit a crossing. Eight people died in the capital, police said.",
            {"Nikopol"},
        ),
        (
            "Vans shuttle between Staryi Saltiv and Vovchansk. A woman died when shells exploded.",
            set(),
        ),
    ],
)
def test_no_town_lends_its_place_to_another(index, text, expected):
    """
    A part of a sentence, a city that reports, a county nobody knows and a road have their own.
    """
    assert marks(text, index) == expected
