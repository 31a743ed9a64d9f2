"""What is planned, possible or denied is listed and never drawn; what was done is."""

import pytest
from reading import read_story

NOT_DONE = [
    "It is unclear whether the drone struck Izmail or fell into the river.",
    "Russian forces will be able to shell Kramatorsk.",
    "Ukrainian forces are able to strike Belgorod with drones.",
    "Experts doubt that Russia is able to capture Kostiantynivka this year.",
    "Ukraine has yet to liberate Tokmak.",
    "Russian troops were on the verge of capturing Bakhmut.",
    "Russia accused Ukraine of plotting to blow up the Kakhovka dam.",
    "Aid trucks were supposed to reach Mariupol on Friday.",
    "Talks about the withdrawal of troops from Kherson continue.",
    "The council discussed the evacuation of Zaporizhzhia.",
    "The two sides agreed on the evacuation of civilians from Sievierodonetsk.",
    "Preparations for the storming of Avdiivka are under way.",
    "The threat that Belarus attacks Chernihiv is low.",
    "The law allows strikes on Kursk.",
    "The governor's report of shelling in Shebekino turned out to be wrong.",
    "The claim that Kupiansk had been captured was debunked.",
    "A commander dismissed as fantasy the claim that Orikhiv had fallen.",
    "A picture that showed soldiers entering Orikhiv was a forgery.",
    "Talk of a landing at Kinburn is pure invention, Kyiv said.",
    "An attack on Siversk would fail.",
    "Russia pretends to have captured Kupiansk.",
    "Ukrainian commanders ruled out a retreat from Kostiantynivka.",
    "They rule out that the town of Siversk has been captured.",
    "Civilians wait to be evacuated from Toretsk.",
    "It is not true that Ukrainian forces left Vuhledar, the spokesman said.",
    "It is a lie that Russian troops entered Kreminna.",
    "Fake: the enemy spreads information about the shelling of a hospital in Nikopol.",
    "Russian channels circulate disinformation about the fall of Chasiv Yar.",
    "The embassy said a strike on Kyiv was possible on 20 November.",
    "Drones flew over Sumy region toward Kyiv.",
    "Russian forces began preparing to resume their attack on Melitopol.",
    "The aim of the landing was the seizure of Hostomel airport.",
    "Russian troops were positioned to attack Mykolaiv.",
    "The Russian advance on Kherson never came.",
    "Russian forces have all but captured Chasiv Yar.",
    "In an alternative scenario, Russian forces take Odesa.",
    "The assault on Toretsk is imminent.",
    "Civilians were reluctant to leave Lysychansk.",
    "Russian forces set their sights on seizing Kramatorsk.",
    "They defeated a tank unit that was to participate in an attack on Kyiv.",
    "The governor said that Russian troops no longer occupied any towns in Sumy Oblast.",
    "Residents refused to leave Toretsk.",
    "They spread false rumours about the capture of Kharkiv.",
    "They spread false information about the war, claiming that Russia had captured Odesa.",
    "Putin said the war would end only when Ukrainian troops surrendered Mariupol.",
    "People will return to Kherson once Russian forces leave Oleshky.",
    "Russia controlled the region, leaving Lysychansk as the last Ukrainian holdout.",
    "Ukraine braces for a Russian assault on Zaporizhzhia.",
    "Fears grow of a Russian strike on Kyiv.",
    "The Russians hoped to seize Huliaipole by winter.",
    "Capture Bakhmut at any cost, Putin told his generals.",
    "Far from capturing Vuhledar, Russian forces lost two brigades.",
    "Russia is nowhere near capturing Kramatorsk.",
    "Rather than attack Kharkiv, the Russians dug in.",
    "When Russia attacks Kharkiv, people hide in the metro.",
    "As soon as Russian troops enter Kupiansk, the bridges will be blown up.",
    "In the event of an attack on Kyiv, people should go to shelters.",
    "The bridges were mined in case Russian forces attacked Kupiansk.",
    "The video of the strike on Kyiv was actually filmed in another country.",
    "A satirical website wrote that Ukraine had captured Belgorod.",
    "The ministry described reports of fighting in Belgorod as disinformation.",
    "Prigozhin prematurely announced the capture of Bakhmut.",
    "Nothing suggests that Russian forces have entered Kupiansk.",
    "No evidence was found that rockets struck the school in Donetsk.",
    "The attack on Orikhiv was called off.",
    "The planned storming of Vuhledar was postponed.",
    "The Kremlin set a deadline for the capture of Toretsk.",
    "Kyiv dropped the idea of liberating Tokmak by force.",
    "What sounded like an explosion in Kyiv was thunder.",
    "It is too early to speak of the liberation of Tokmak.",
    "Troops are massing to attack Kupiansk.",
    "The service foiled a bomb attack in Kharkiv.",
    "A gas explosion destroyed a house in Poltava.",
    "Five years after the shelling of Mariupol, relatives laid flowers.",
    "It has been a year since Russian forces captured Bakhmut.",
    "The exhibition shows photographs of the bombing of Mariupol.",
    "The war game assumed that Russian forces capture Kharkiv.",
    "During the Second World War German troops captured Kyiv.",
    "In World War II, Kyiv fell to German troops, and Sevastopol was besieged for months.",
    "The commander, a native of Poltava, earlier fought in Mariupol.",
    "Rescuers stood by a wall (Photo: a site hit by a Russian strike in Kyiv).",
    "File photo: smoke rises after a strike on Odesa.",
    "Related: Russian missile kills four in Kharkiv.",
    "In the film, partisans blow up a train outside Zhytomyr.",
    "There is no truth in reports that Ukrainian troops are leaving Siversk.",
    "Russian forces focused on ending the siege and taking control of Bakhmut.",
    "He noted that the terrain near Vuhledar favoured mechanised advances.",
]
DONE = [
    "Russian troops did not stop shelling Huliaipole.",
    "Russian forces likely advanced near Lyman, analysts said.",
    "No one has claimed the blast that wrecked the depot in Dnipro.",
    "Hundreds are feared dead after an airstrike on Nyala.",
    "The capture of Tonenke was confirmed by DeepState.",
    "A film crew was caught in shelling in Kherson.",
    "Three people died when a drone hit a bus in Kherson.",
    "Several cases of shelling were recorded in Nikopol.",
    "The group was able to shell Kherson after crossing the river.",
    "The breakthrough allowed Russian forces to capture Soledar.",
    "They offered help after the strike on Dnipro.",
    "Zelensky discussed the missile strike on Odesa with his ministers.",
    "The council demanded an end to the shelling of Nikopol.",
    "The ban on strikes did not stop Russia from bombing Odesa.",
    "Doubts rose after the fall of Soledar.",
    "Shelling of Nikopol caused no casualties.",
    "An explosion in Melitopol did not cause any damage.",
    "The strike on Kryvyi Rih left no one injured.",
    "The shelling of Nikopol did not stop.",
    "Our troops held back an offensive in the vicinity of Marinka.",
    "The school will be rebuilt after Russian forces shelled Kherson.",
    "Russian forces withdrew to the east, leaving Kherson.",
    "The wait ended when troops liberated Balakliia.",
    "They were scheduled to speak after the bombing of Kharkiv.",
]


@pytest.mark.parametrize("text", NOT_DONE)
def test_what_may_come_or_did_not_is_not_drawn(index, text):
    """
    Ability, permission, preparation, talk, doubt and refuted reports are no facts.
    """
    assert not any(event.mappable for event in read_story(text, index).events)


@pytest.mark.parametrize("text", DONE)
def test_what_only_stands_near_such_a_word_is_drawn(index, text):
    """
    "Was able to", "allowed to", "after" and talk of what happened leave it a fact.
    """
    assert any(event.mappable for event in read_story(text, index).events)


def test_what_happened_before_elsewhere_is_no_place(index):
    """
    "After the fall of X" dates what follows, and does not say where it is.
    """
    text = "After the fall of Avdiivka, Russian forces shelled houses."

    told = {str(e.type): e for e in read_story(text, index).events}

    assert told["capture"].mappable
    assert not told["shelling"].mappable


@pytest.mark.parametrize(
    "text",
    [
        "Mechanised assaults on Siversk failed, with six vehicles lost.",
        "Bloggers say Ukrainian troops failed in an assault on Siversk.",
    ],
)
def test_an_attack_that_failed_was_made(index, text):
    """
    A failed assault is a fight, and nobody denies it.
    """
    (event,) = read_story(text, index).events

    assert (str(event.type), event.mode, str(event.factuality)) == (
        "clash",
        "attack_repelled",
        "asserted",
    )
