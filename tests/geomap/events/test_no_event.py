"""The words of war without a war, and what is no report: none of it is an event."""

import pytest
from reading import read_story

NO_EVENT = [
    "The minister came under fire from critics over the budget in Kyiv.",
    "Reporters bombarded the spokesman with questions about Kherson.",
    "A price war between supermarkets hit Kharkiv retailers.",
    "The film about Mariupol was a hit in Odesa.",
    "Lviv's team attacked well in the second half and struck twice.",
    "Germany will deliver 50 tanks and artillery shells to Ukraine.",
    "The United States sent missiles and drones to Ukraine in a new aid package.",
    "Poland pledged to send air defence systems to Kyiv.",
    "Zelensky asked for more missiles to defend Odesa.",
    "Ukrainian soldiers train with drones in Zhytomyr region.",
    "Russian forces conducted exercises with artillery near Belgorod.",
    "During drills in Crimea, Russian ships fired missiles at training targets.",
    "The European Union hit Russia with new sanctions.",
    "Sanctions struck Russian banks hard.",
    "Ukraine marked the anniversary of the Mariupol theatre strike.",
    "Workers at a factory in Zaporizhzhia went on strike.",
    "Prisoners in Kharkiv began a hunger strike.",
    "The two sides struck a deal on grain exports in Odesa.",
    "Prices exploded in Kherson after the harvest.",
    "The population of Lviv exploded in 2022.",
    "Ukraine attacked the decision of the Hungarian government.",
    "Russian hackers attacked the website of a Kyiv newspaper.",
    "A cyberattack hit banks in Kyiv.",
    "Two people were killed in a car accident near Uman.",
    "A man was injured when a bus and a lorry collided in Vinnytsia.",
    "An earthquake damaged houses in Izmail.",
    "A storm left thousands without power in Lviv.",
    "The opposition shot down the proposal in Kyiv.",
    "The senate killed the bill on aid to Ukraine.",
    "Analysts believe the war will last for years.",
    "Ukraine's air force commander visited Mykolaiv.",
    "The Kherson Missile Brigade received new flags.",
    "The National Museum of the Battle of Kyiv opened.",
    "He died of cancer in Odesa.",
    "Companies suffered heavy losses in Kharkiv last year.",
    "The bank's losses reached 3 billion hryvnias.",
    "The mobile network was down in Sumy.",
    "Farmers in Mykolaiv region brought in the wheat.",
    "The company delivered furniture to Kharkiv.",
    "A drone show took place in Kyiv.",
    "Ukraine produces 100 drones a day in Kyiv.",
    "Drone operators are trained in Lviv.",
    "The prosecutor's office opened a case over the shelling-damaged road in Izium.",
    "The heat wave hit Odesa.",
    "Rescue workers exercised an evacuation in Kharkiv.",
    "Russia spends billions on missiles.",
    "The tank museum in Kharkiv reopened.",
    "Residents of Kherson fired up their generators.",
    "The defence minister was fired in Kyiv.",
    "Flights landed in Lviv.",
    "The price of gas in Kharkiv dropped.",
    "The mayor of Kherson attacked his rivals in a speech.",
    "Demand for apartments in Lviv has collapsed.",
    "The footballer, injured in a match in Dnipro, left the field.",
    "Ukraine used drones for reconnaissance.",
    "The volunteers raised money for drones in Odesa.",
    "The dispute between Kyiv and Budapest exploded again.",
    "The launch of the missile programme in Dnipro was delayed.",
    "The bridge in Dnipro was closed for repair.",
    "Russian forces hold positions near Robotyne.",
    "The situation in Kherson remains difficult.",
    "Russian troops are stationed in Melitopol.",
    "Fire destroyed a warehouse in Odesa; police suspect faulty wiring.",
    "Children in Kyiv fled the heat.",
]


@pytest.mark.parametrize("text", NO_EVENT)
def test_it_tells_no_event(index, text):
    """
    Metaphors, sports, business, accidents, deliveries of arms, drills, memories, names and states.
    """
    assert read_story(text, index).events == []
