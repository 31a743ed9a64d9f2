"""The formulaic style of agencies and databases: one sentence, its events in a line each."""

import pytest
from reading import read_story

from geomap.events import find_triggers
from geomap.model import Claim, Count
from geomap.text.sentences import split_sentences

# type/mode, factuality if not asserted, what is hit, which side acts, counts, what caused it
REPORTS = {
    "On 3 March 2024, Russian forces shelled Krasnohorivka settlement (Pokrovsk district, Donetsk region) with artillery and mortars; casualties unknown.": "shelling by RU",
    "On 12 May, Ukrainian forces shelled Horlivka (Horlivka raion, Donetsk oblast) with Grad MLRS, injuring two civilians.": "shelling by UA; casualties by UA injured 2 from shelling",
    "Russian military shelled Stepnohirsk (Vasylivka district, Zaporizhzhia region); no casualties were reported.": "shelling by RU injured 0 killed 0",
    "Around 7 July 2023 (as reported), Russian forces fired artillery at Huliaipole; fatalities unknown.": "shelling by RU",
    "Russian forces carried out an airstrike with KAB guided bombs on Velyka Pysarivka, Sumy region; one civilian was killed.": "airstrike by RU; casualties killed 1 from airstrike",
    "Russian aviation struck Orikhiv with three FAB-500 bombs.": "airstrike by RU",
    "Russian forces launched an S-300 missile strike on Kupiansk; five buildings were damaged.": "missile_strike by RU; damage from missile_strike",
    "A Russian Iskander-M missile hit an industrial enterprise in Kramatorsk.": "missile_strike on industry by RU",
    "Russian forces attacked Nikopol with a kamikaze drone, damaging a power line.": "drone_strike by RU; damage on energy by RU from drone_strike",
    "A Russian FPV drone hit a civilian car in Beryslav, killing a man and wounding his wife.": "drone_strike on transport by RU; casualties by RU injured 1 killed 1 from drone_strike",
    "Russian forces struck a grain elevator in Izmail with Shahed drones.": "drone_strike on industry by RU",
    "Ukrainian forces struck a fuel depot in Makiivka with HIMARS.": "shelling on energy by UA",
    "Ukrainian drones attacked an oil refinery in Tuapse overnight.": "drone_strike on energy by UA",
    "Russian forces attacked in the area of Terny but were repelled by Ukrainian forces.": "clash/attack_repelled by RU",
    "Ukrainian forces repelled Russian attacks near Synkivka and Petropavlivka, Kharkiv region.": "clash/attack_repelled by UA",
    "Armed clashes between Russian and Ukrainian forces took place near Bohdanivka.": "clash",
    "Russian and Ukrainian forces clashed in Marinka; casualties unknown.": "clash",
    "A Ukrainian sabotage group clashed with Russian border guards near Sudzha.": "clash by UA",
    "Russian troops assaulted Ukrainian positions in Staromaiorske without success.": "clash by RU",
    "Ukrainian air defence forces shot down 14 of 17 Shahed drones over the Odesa region.": "interception by UA destroyed 14",
    "Ukrainian forces downed a Russian Su-25 aircraft near Avdiivka.": "interception by UA destroyed 1",
    "Russian air defence intercepted four missiles over Berdiansk.": "interception by RU destroyed 4",
    "Ukrainian forces repelled a drone attack over Kyiv.": "interception by UA",
    "An explosion occurred in Melitopol; two collaborators were injured.": "explosion; casualties injured 2 from explosion",
    "An unidentified explosive device detonated near the police station in Nova Kakhovka.": "explosion",
    "A civilian car drove over a landmine near Izium, killing three people.": "explosion; casualties killed 3 from explosion",
    "A farmer was injured by a mine near Snihurivka.": "casualties injured 1",
    "Unexploded ordnance detonated in a field near Balakliia, wounding a tractor driver.": "explosion on agriculture; casualties injured 1 from explosion",
    "Partisans blew up a railway track near Melitopol.": "explosion on transport",
    "Unidentified armed men looted a warehouse in Enerhodar.": "damage/looting on industry",
    "Ukrainian forces regained control of Urozhaine.": "capture by UA",
    "Ukrainian forces withdrew from Krynky.": "retreat by UA",
    "Russian forces moved a column of tanks through Tokmak.": "troop_movement by RU",
    "Russia redeployed troops from Kherson to Melitopol.": "troop_movement by RU",
    "Ukrainian authorities evacuated 325 people from Kupiansk district.": "evacuation by UA evacuated 325",
    "Forty children were evacuated from Hlukhiv.": "evacuation evacuated 40",
    "Hundreds of residents left their homes in Vovchansk.": "displacement displaced 200-",
    "A UN convoy delivered humanitarian aid to Novodmytrivka.": "aid_delivery by third",
    "Russian soldiers blocked an aid convoy in Vasylivka.": "aid_obstruction/blocked by RU",
    "Russian shelling hit a humanitarian aid point in Chasiv Yar, wounding four volunteers.": "shelling by RU; casualties by RU injured 4 from shelling",
    "As a result of shelling in Bilozerka, two women died and a dozen people were wounded.": "shelling; casualties injured 12 killed 2 from shelling",
    "The bodies of four civilians were found in Bohorodychne.": "casualties killed 4",
    "The death toll in Hroza rose to 59.": "casualties killed 59",
    "A rocket attack on Kostiantynivka left 17 dead and 32 injured.": "shelling; casualties injured 32 killed 17 from shelling",
    "Russian forces fired mortars at Seredyna-Buda; no injuries or damage reported.": "shelling by RU injured 0",
    "Mutual shelling was recorded near Donetsk.": "shelling",
    "An artillery duel took place near Vuhledar.": "shelling",
    "Russian forces dropped explosives from a drone on Antonivka, injuring a 60-year-old woman.": "drone_strike by RU; casualties by RU injured 1 from drone_strike",
    "Ukrainian forces fired on Tyotkino village in the Kursk region, damaging two houses and a school.": "shelling by UA; damage on housing by UA from shelling",
    "Russian forces opened artillery fire on Vorozhba.": "shelling by RU",
    "Russia struck Kharkiv with glide bombs, damaging a hospital and a kindergarten.": "airstrike by RU; damage on medical by RU from airstrike",
    "Energy facilities were hit in Lviv, leaving 80,000 people without electricity.": "strike on energy; damage on energy from strike",
    "A residential building caught fire after a drone fell in Poltava.": "damage on housing from drone_strike; drone_strike",
    "Russian forces used cluster munitions in Kherson, killing more than 10 people.": "shelling by RU; casualties by RU killed 10- from shelling",
    "Russian forces executed two Ukrainian prisoners of war near Avdiivka.": "casualties by RU killed 2",
    "A tank fired at a school in Hulyaipole.": "shelling on school",
    "A bridge over the Seym was destroyed by a Ukrainian airstrike near Glushkovo.": "damage on bridge by UA destroyed 1 from airstrike; airstrike by UA",
    "Ukrainian troops ambushed a Russian patrol near Oleshky.": "clash by UA",
    "Up to 200 Russian soldiers were killed in a HIMARS strike in Makiivka.": "casualties killed -200 from shelling; shelling",
    "Three people killed, seven wounded in Russian shelling of Kherson": "casualties injured 7 killed 3 from shelling; shelling by RU",
    "Russian drone strike injures two in Nikopol": "drone_strike by RU; casualties by RU injured 2 from drone_strike",
    "Explosions heard in Mykolaiv": "explosion",
    "Russia attacks Odesa with missiles, port damaged": "missile_strike by RU; damage on transport from missile_strike",
    "Air defence is working in Kyiv.": "interception",
    "Russian and Ukrainian forces clashed in Marinka; casualties unknown.": "clash",
    "A residential building caught fire after a drone fell in Poltava.": "damage on housing from drone_strike; drone_strike",
    "The bodies of four civilians were found in Bohorodychne.": "casualties killed 4",
    "On 20 June 2023, Ukrainian forces repelled a Russian attack near Marinka (Pokrovsk district, Donetsk region).": "clash/attack_repelled by UA",
    "Between 3 and 5 people were injured when a mine exploded near Balakliia.": "casualties injured 3-5 from explosion; explosion",
    "As a result of an artillery strike on Nikopol, a school and three houses were damaged.": "shelling; damage on school from shelling",
    "Unidentified drones struck an ammunition depot in Toropets.": "drone_strike on military",
    "Russian sappers blew up a dam near Bakhmut.": "explosion on infrastructure by RU",
    "Ukrainian forces fired 2 HIMARS rockets at a bridge in Nova Kakhovka.": "shelling on bridge by UA",
    "Russian troops shot dead a civilian in Vovchansk.": "casualties by RU killed 1",
    "Russian forces reinforced Melitopol with troops and transferred tanks to Tokmak.": "troop_movement by RU",
    "Four rescuers were wounded in a repeat Russian strike on Kharkiv.": "casualties injured 4 from strike; strike by RU",
    "A house burned down in Orikhiv after shelling.": "damage on housing destroyed 1 from shelling; shelling",
    "Ukrainian forces lost two tanks near Avdiivka.": "damage on military destroyed 2",
    "Wagner fighters stormed Soledar.": "clash by RU",
    "Ukrainian marines raided a Russian position near Kherson.": "clash/raid by UA",
    "About 150 families fled Lyman.": "displacement displaced 150",
    "Volunteers brought food parcels to Siversk.": "aid_delivery",
    "No one was hurt in a drone attack on Kherson.": "drone_strike injured 0",
    "Nobody was killed in the shelling of Kherson.": "shelling killed 0",
}


@pytest.mark.parametrize(("text", "expected"), REPORTS.items(), ids=REPORTS)
def test_a_report_tells_its_events(index, text, expected):
    """
    The weapon names the strike, wherever it stands; harm is counted and points to its cause.
    """
    claims = read_story(text, index).claims
    types = {claim.happening: claim.type for claim in reversed(claims)}
    told = list(dict.fromkeys(_tell(claim, types) for claim in claims))

    assert "; ".join(told) == expected


@pytest.mark.parametrize("text", REPORTS)
def test_a_report_is_parsed(text):
    """
    The look at the words alone lets through every sentence that tells an event.
    """
    sentences = split_sentences(text)

    assert find_triggers(text, sentences, "en")


def _tell(claim: Claim, types: dict[str, str]) -> str:
    parts = [f"{claim.type}/{claim.mode}" if claim.mode else str(claim.type)]
    parts += [] if claim.factuality == "asserted" else [str(claim.factuality)]
    parts += [f"on {claim.target}"] if claim.target else []
    parts += [f"by {claim.actor.side}"] if claim.actor and claim.actor.side else []
    parts += [f"{name} {_number(count)}" for name, count in sorted(claim.counts.items())]
    parts += [f"from {types[claim.cause]}"] if claim.cause else []
    return " ".join(parts)


def _number(count: Count) -> str:
    ends = ["" if end is None else str(end) for end in (count.low, count.high)]
    return ends[0] if ends[0] == ends[1] else "-".join(ends)
