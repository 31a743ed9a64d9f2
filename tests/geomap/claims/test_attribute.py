"""Who says it, with what stance, about which happening: rules, told in sentences of our own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import read_story

CHAINS = [
    (
        "According to the Guardian, which cited unnamed Ukrainian officers, troops seized Lyman.",
        ["the Guardian", "unnamed Ukrainian officers"],
    ),
    (
        "The Washington Post said, citing two officials, that troops had retreated from Krynky.",
        ["The Washington Post", "two officials"],
    ),
    (
        "Russian forces pushed deeper into Toretsk, a Ukrainian brigade commander told Reuters.",
        ["Reuters", "a Ukrainian brigade commander"],
    ),
    (
        "“They shelled our village all night,” said Olha, a 54-year-old resident of Stepnohirsk.",
        ["resident"],
    ),
    (
        "The governor was blunt. “They shelled Nikopol all night,” he said.",
        [],
    ),
    (
        "Satellite images show that Russian forces have captured Vuhledar.",
        ["Satellite images"],
    ),
    ("Russian artillery shelled Nikopol.", []),
    (
        "Residents of Nikopol described shelling in Nikopol.",
        ["Residents"],
    ),
]


@pytest.mark.parametrize(("text", "chain"), CHAINS, ids=[text for text, _ in CHAINS])
def test_chain_goes_from_the_outlet_to_the_innermost_source(index, text, chain):
    """
    Behind the publisher stand the outlet, then whom it cites; nobody when the text itself tells.
    """
    story = read_story(text, index)

    assert story.chain(story.events[0]) == chain


def test_anonymity_is_said_and_changes_nothing(index):
    """
    A source whose identity is withheld is anonymous; its claim is asserted all the same.
    """
    text = "A resident of Nikopol, who asked not to be named, said shells had hit Nikopol."
    (claim,) = read_story(text, index).claims

    assert claim.chain[-1].anonymous
    assert claim.factuality == "asserted"


def test_a_private_name_is_no_field(index):
    """
    A resident quoted by name stands by role, with the name's span and nothing else of it.
    """
    text = "“Shells fell on Nikopol,” said Halyna Kravets, a 71-year-old pensioner."
    story = read_story(text, index)
    source = story.claims[0].chain[-1]

    assert (source.name, source.named, source.role) == (None, True, "pensioner")
    assert (source.start, source.end) == (text.index("Halyna"), text.index(", a 71"))


def test_a_namesake_of_an_office_holder_is_private(index):
    """
    Somebody introduced without an office stays private, whatever famous surname he bears.
    """
    text = "“Shells fell on Nikopol,” said Andrii Zelenskyi, who sells bread at the market."
    source = read_story(text, index).claims[0].chain[-1]

    assert source.name is None


DISPUTES = [
    "Moscow claimed its troops had taken Chasiv Yar, a claim Kyiv rejected.",
    "Russian forces seized Lyman, Russia's Defence Ministry said. Ukraine's military denied this.",
    "Moscow said it had taken the town of Lyman, but Ukrainian officials called the claim false.",
    "Russian troops are making advances across eastern Ukraine. Moscow denied a large offensive.",
    "The Kremlin rejected reports of an offensive. Russian units began an offensive near Lyman.",
]


@pytest.mark.parametrize("text", DISPUTES)
def test_a_denial_is_kept_beside_what_it_denies(index, text):
    """
    One event, disputed, holds the claim and its denial, in whatever order they are told.
    """
    (event,) = read_story(text, index).events

    assert event.factuality in {"asserted", "alleged"}
    assert event.disputed_fields == ("occurrence",)
    assert len(event.denials) == 1


def test_a_loss_that_the_loser_admits_is_confirmed(index):
    """
    An admission by the side it speaks against confirms an event.
    """
    text = "The Ukrainian military confirmed the loss of positions near Lyman."
    (event,) = read_story(text, index).events

    assert (event.type, event.factuality) == ("retreat", "confirmed")


def test_own_success_is_not_confirmed_by_its_author(index):
    """
    Whoever confirms what serves himself only asserts it.
    """
    text = "Russia's Defence Ministry confirmed the capture of Vuhledar by Russian troops."
    (event,) = read_story(text, index).events

    assert (event.type, event.factuality) == ("capture", "asserted")


def test_what_could_not_be_verified_is_alleged(index):
    """
    The sentence after a claim may take it back by half.
    """
    text = "Russian troops captured Vuhledar, an officer said. The claim could not be verified."
    event = read_story(text, index).events[0]

    assert event.factuality == "alleged"


def test_later_mentions_are_the_same_happening(index):
    """
    "The shelling" and a near mention without a place go on about what was told before.
    """
    text = "Russian artillery shelled Nikopol. “The shelling does not stop,” said a local official."
    story = read_story(text, index)

    assert len(story.events) == 1
    assert len(story.claims) == 2


@pytest.mark.parametrize(
    ("denial", "disputed"),
    [
        ("Kyiv denied responsibility.", ("actor",)),
        ("The separatists denied having fired.", ("actor",)),
        ("Moscow denied that its army was behind it.", ("actor",)),
        ("Both sides denied any role in the incident.", ("actor",)),
        ("Russia denied striking Odesa.", ()),
        ("The mayor denied a role in the sale of flats.", ()),
    ],
)
def test_who_denies_a_part_disputes_who_did_it(index, denial, disputed):
    """
    The blow stays what it is; a denial of something else says nothing of it.
    """
    events = read_story(f"Shells hit a market in Nikopol. {denial}", index).events

    assert events[0].disputed_fields == disputed
    assert events[0].factuality == "asserted"


PIECES = st.sampled_from(
    [
        "Russian troops *captured* Lyman. ",
        "\u00a0",
        "\n\n",
        "“Shells hit Nikopol,” said a resident. ",
        "\u200b",
        "Kyiv denied this. ",
        "(Reuters) ",
        "‘",
        "🚀 ",
        "Thousands fled Pok\u00adrovsk. ",
    ]
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(pieces=st.lists(PIECES, max_size=8))
def test_every_span_is_what_stands_in_the_source(index, pieces):
    """
    `text` of each span is exactly the source between its offsets, whatever was cleaned away.
    """
    text = "".join(pieces)

    for claim in read_story(text, index).claims:
        spans = [claim.trigger, claim.quote, claim.where.expression, claim.actor, claim.affected]
        for span in spans:
            assert span is None or text[span.start : span.end] == span.text
        assert claim.quote.start <= claim.trigger.start
        assert claim.trigger.end <= claim.quote.end
