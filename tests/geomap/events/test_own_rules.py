"""A user's own rules: read, joined with ours, and refused with file and line."""

import pickle

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import LexiconError
from geomap.events import load_lexicon, read_own_rules
from geomap.events.own import OwnRules
from geomap.model import EventType, is_type_name

CLOSURE = """
[classes]
roadway = ["road", "highway"]
people = ["ferryman"]

[[rule]]
name = "road_closure.verb"
type = "road_closure"
verbs = ["close", "shut"]
need = [["object=roadway"]]
"""

FAULTS = {
    "no_toml = [": "own.toml: cannot be read as TOML",
    'language = "uk"': "own.toml: 'language' is 'uk'",
    "[rules]": "own.toml: 'rules' is none of rule, delicate",
    '\n[[rule]]\ntype = "x"': "own.toml:2: a rule has no 'name'",
    '[[rule]]\nname = "a.b"\ntype = "xy"': "own.toml:1: rule 'a.b' has neither 'verbs' nor",
    CLOSURE + CLOSURE.partition("\n\n")[2]: "own.toml:11: there is a rule 'road_closure.verb'",
    CLOSURE.replace("road_closure.verb", "shelling.verb"): "there is a rule 'shelling.verb'",
    CLOSURE.replace('"road_closure"', '"Road closure"'): "own.toml:6: Invalid enum value",
    CLOSURE.replace("=roadway", "=rodeway"): "own.toml:6: rule 'road_closure.verb' speaks of a",
    CLOSURE.replace("need", "needs"): "own.toml:6: Object contains unknown field `needs`",
    "classes = 3": "own.toml: [classes] is no table",
    'delicate = ["road_closure"]': "own.toml: 'delicate' has to be a list of types",
    f"delicate = 3\n{CLOSURE}": "own.toml: 'delicate' has to be a list of types",
    f"delicate = [{{}}]\n{CLOSURE}": "own.toml: 'delicate' has to be a list of types",
}


def test_own_rules_come_first_and_words_are_added():
    """
    Ours stay; a list that both have has the words of both.
    """
    ours, both = load_lexicon("en"), load_lexicon("en", OwnRules("own.toml", CLOSURE))
    added = [rule.type for rule in both.rules("close", verb=True)]

    assert added == [EventType("road_closure")]
    assert both.classes["people"] == ours.classes["people"] | {"ferryman"}
    assert {rule.name for rule in ours.all_rules} < {rule.name for rule in both.all_rules}


def test_a_file_tells_which_types_are_delicate():
    """
    They are types of its own rules, or of ours; none unless it says so.
    """
    own = OwnRules("own.toml", f'delicate = ["road_closure", "clash"]\n{CLOSURE}')

    assert load_lexicon("en", own)
    assert own.delicate == (EventType.CLASH, EventType("road_closure"))
    assert OwnRules("own.toml", CLOSURE).delicate == ()


@pytest.mark.parametrize(("text", "words"), FAULTS.items(), ids=FAULTS.values())
def test_a_fault_names_file_and_line(text, words):
    """
    What cannot be is refused with the file, and the line of the rule where it is a rule's.
    """
    with pytest.raises(LexiconError) as caught:
        load_lexicon("en", OwnRules("own.toml", text))

    assert words in str(caught.value)


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"#" * 1_000_001])
def test_what_is_no_lexicon_is_refused(data, tmp_path):
    """
    Neither bytes that are no text nor files beyond all sense are read.
    """
    path = tmp_path / "own.toml"
    path.write_bytes(data)

    with pytest.raises(LexiconError, match=r"own\.toml"):
        read_own_rules(path)


@given(st.from_regex(r"[a-z][a-z0-9_]{1,39}", fullmatch=True))
def test_a_type_of_ones_own_is_one_type(name):
    """
    One member a name, the same after JSON and after a journey to another process.
    """
    kind = EventType(name)
    read = msgspec.json.decode(msgspec.json.encode(kind), type=EventType)

    assert kind == name
    assert kind is EventType(name) is read is pickle.loads(pickle.dumps(kind))  # noqa: S301


@given(st.text(max_size=50).filter(lambda name: not is_type_name(name)))
def test_other_names_are_no_types(name):
    """
    Nothing that would need escaping can be the name of a type.
    """
    with pytest.raises(ValueError, match="not a valid EventType"):
        EventType(name)


def test_going_through_the_types_yields_ours():
    """
    A type of a user's own is none of the eighteen.
    """
    EventType("road_closure")

    assert len(list(EventType)) == 18
