"""What a place name does in its sentence: only some names say where something happened."""

from collections.abc import Callable
from dataclasses import dataclass

from gazetteer.model import Place, PlaceKind
from geomap.model import Role
from geomap.places.frames import Frame
from geomap.places.grammar import View
from geomap.places.links import Link
from geomap.places.words import Lexicon

_COUNTING = frozenset({"report", "count", "record", "mourn", "bury"})
_SUBJECT, _OBJECT = {"nsubj"}, {"dobj", "dative", "oprd", "nsubjpass", "attr"}
_STATIC = frozenset({"be", "remain", "become", "have", "stand", "see", "face", "change"})
_DASHES = {"—", "–", "--", "-"}
_LONGEST = 16  # tokens of a dateline
_FIGHTS = frozenset({"battle", "fight", "fighting", "fights", "struggle", "siege", "clashes"})
_GOODS = frozenset(
    {"aid", "assistance", "delivery", "deliveries", "supply", "supplies", "shipment"}
)
_ROADS = frozenset({"road", "roads", "highway", "route", "approach", "approaches", "way", "line"})


@dataclass(frozen=True)
class Asked:
    """A name whose role is asked, with what is known of it."""

    view: View
    frame: Frame
    sense: Place | None
    lexicon: Lexicon

    @property
    def state(self) -> bool:
        """Say whether the name is that of a country or a continent."""
        broad = {PlaceKind.COUNTRY, PlaceKind.MACROREGION}
        return self.sense is not None and self.sense.kind in broad

    @property
    def settled(self) -> bool:
        """Say whether the name is that of a town."""
        return self.sense is not None and self.sense.kind is PlaceKind.SETTLEMENT

    @property
    def power(self) -> bool:
        """Say whether the name can stand for a government."""
        seat = self.frame.name.text.lower() in self.lexicon.words.seats
        return (seat and not self.frame.carrier) or self.state

    @property
    def governor(self) -> str:
        """Return the governor as a lower-case word."""
        return self.view.word(self.frame.governor) if self.frame.governor is not None else ""

    @property
    def lemma(self) -> str:
        """Return the governor's lemma."""
        return self.view.lemma(self.frame.governor)

    @property
    def by_verb(self) -> bool:
        """Say whether the governor is a verb."""
        return self.frame.governor is not None and self.view.pos(self.frame.governor) in {
            "VERB",
            "AUX",
        }


def assign_role(
    view: View, link: Link, sense: Place | None, lexicon: Lexicon, *, naming: Role | None
) -> Role:
    """
    Return the role of a linked name.

    Parameters
    ----------
    naming
        What `geomap.places.naming` says of it.
    """
    frame = link.frame
    asked = Asked(view, frame, sense, lexicon)
    if frame.name.demonym:
        return Role.DEMONYM
    if naming:
        return naming
    return (
        _by_form(asked)
        or ((_dateline(asked) or _labels_source(asked)) and Role.SPEECH)
        or link.role
        or _by_title(asked)
        or (_by_preposition(asked) if frame.relation_word else _by_clause(asked))
    )


def _by_form(asked: Asked) -> Role | None:
    """Judge by what the name modifies: "-based", "regional governor", "'s forces", "axis"."""
    frame, words = asked.frame, asked.lexicon.words
    last = frame.name.text.rpartition(" ")[2].lower()
    if asked.sense is None and " " in frame.name.text and last in asked.lexicon.nouns.street:
        return Role.STREET
    if frame.suffix in words.home_suffix:
        return Role.AFFILIATION
    if frame.suffix in words.agent_suffix:
        return Role.METONYM
    if frame.follower:
        return _by_follower(asked)
    if frame.owned is not None:
        return _by_possession(asked)
    return Role.DIRECTION if frame.carrier == "axis" else None


def _by_follower(asked: Asked) -> Role | None:
    """Judge "X governor", "X Street", "the X river", "the X offensive"."""
    frame = asked.frame
    if frame.follower == "the":
        return Role.BACKGROUND if asked.settled else None
    if frame.follower == "political":
        fought = asked.view.word(frame.head) in asked.lexicon.nouns.attack
        return Role.LOCATION if fought and not asked.power else Role.METONYM
    return {"water": Role.BACKGROUND, "title": Role.TITLE, "street": Role.STREET}[frame.follower]


def _by_possession(asked: Asked) -> Role:
    """Judge "X's forces" and "X's market"."""
    nouns, owned = asked.lexicon.nouns, asked.view.word(asked.frame.owned or 0)
    if owned in nouns.title:
        return Role.TITLE
    place = owned in nouns.feature | nouns.unnamed - nouns.political
    if asked.power:
        return Role.LOCATION if place and not asked.state else Role.METONYM
    return Role.METONYM if owned in nouns.political else Role.LOCATION


def _dateline(asked: Asked) -> bool:
    """Find "KYIV, Ukraine (AP) -" at the head of a sentence."""
    view, frame = asked.view, asked.frame
    if frame.name.first > 3 or (frame.name.first and view.word(frame.name.first - 1) != ","):
        return False
    head = [view.word(at) for at in range(frame.name.last + 1, frame.name.last + _LONGEST)]
    dash = next((i for i in range(len(head)) if _is_dash(view, frame.name.last + 1 + i)), None)
    if dash is None or (view.word(frame.name.last + 1) in _DASHES and not _spaced(asked)):
        return False
    between = head[:dash]
    agency = "(" in between and ")" in between
    plain = not between or (between[0] == "," and len(between) <= 4)
    after = frame.name.last + 2 + dash
    story = view.word(after - 1) == "\u2014" and view.capital(after) and len(view) > _LONGEST
    return agency or (plain and (frame.name.text.isupper() or (story and asked.settled)))


def _labels_source(asked: Asked) -> bool:
    """Find "Ministry of Defence (Kyiv) via Telegram:" at the head of a sentence."""
    view, name = asked.view, asked.frame.name
    label = [view.word(at) for at in range(_LONGEST)]
    if ":" not in label or name.last >= label.index(":"):
        return False
    sources = asked.lexicon.nouns.organisation | asked.lexicon.nouns.title
    aside = asked.power or view.word(name.first - 1) == "("
    return aside and not sources.isdisjoint(label[: label.index(":")])


def _is_dash(view: View, at: int) -> bool:
    """Tell a dash from the hyphen of "82-mm"."""
    if view.word(at) not in _DASHES:
        return False
    return view.word(at) != "-" or at < 1 or not view.text[view.span(at, at).start - 1].isalnum()


def _spaced(asked: Asked) -> bool:
    """Tell a dash from a hyphen."""
    end = asked.frame.name.end
    return asked.view.text[end : end + 1].isspace()


def _by_title(asked: Asked) -> Role | None:
    """Find "governor of X" and "officials in X"."""
    frame, nouns = asked.frame, asked.lexicon.nouns
    at = (frame.prep if frame.prep is not None else frame.first) - 1
    if frame.relation_word not in {"of", "in", "for", "from"} or frame.host is not None:
        return None
    if asked.view.word(at) not in nouns.title:
        return None
    if frame.relation_word == "of" or not asked.view.parsed:
        return Role.TITLE
    above = asked.view.lemma(asked.view.head(at))
    if _is_struck(asked, at):
        return None
    spoken = above in asked.lexicon.verbs.speech | asked.lexicon.verbs.will
    return Role.TITLE if spoken or asked.power else None


def _is_struck(asked: Asked, noun: int | None) -> bool:
    """Find "bombed the ministry in X", where the ministry is a building."""
    if noun is None or asked.view.dep(noun) not in _OBJECT:
        return False
    return asked.view.lemma(asked.view.head(noun)) in asked.lexicon.verbs.striking


def _by_clause(asked: Asked) -> Role:
    """Judge a name without a preposition by its place in the clause."""
    view, frame, verbs = asked.view, asked.frame, asked.lexicon.verbs
    if not view.parsed:
        return _plain(asked)
    top = view.first_of_list(frame.head)
    dep, lemma = view.dep(top), view.lemma(view.head(top))
    if dep in _SUBJECT:
        return _by_subject(asked, view.head(top))
    if dep in _OBJECT and asked.power and lemma in verbs.political_object | verbs.speech:
        return Role.METONYM
    if dep in _OBJECT:
        return Role.LOCATION
    if dep in {"compound", "nmod", "amod"} and not asked.power:
        return Role.LOCATION
    return _plain(asked)


def _plain(asked: Asked) -> Role:
    """Judge a name of which grammar says nothing."""
    if asked.state:
        return Role.BACKGROUND
    return Role.METONYM if asked.power else Role.LOCATION


def _by_subject(asked: Asked, verb: int) -> Role:
    """Tell "Kyiv said" from "Kyiv came under fire"."""
    verbs, lemma = asked.lexicon.verbs, asked.view.lemma(verb)
    if lemma in _COUNTING and not asked.power and _has_object(asked.view, verb):
        return Role.LOCATION
    if lemma in verbs.speech:
        return Role.METONYM
    if not asked.power:
        return Role.LOCATION
    under = any(asked.view.word(i) == "under" for i in asked.view.children(verb))
    happens = lemma in verbs.undergo and (lemma not in _STATIC or under)
    return Role.LOCATION if happens else Role.METONYM


def _has_object(view: View, verb: int) -> bool:
    """Say whether something is counted: "Kharkiv reported 46 injured", not "reported that"."""
    return any(view.dep(k) == "dobj" for k in view.children(verb))


def _by_preposition(asked: Asked) -> Role:
    """Judge a name by its preposition and what governs that."""
    word, preps = asked.frame.relation_word, asked.lexicon.prepositions
    judges: tuple[tuple[frozenset[str], Callable[[Asked], Role]], ...] = (
        (preps.near | {"bearing"}, _near),
        (preps.between, _between),
        (preps.origin, _origin),
        (preps.toward, _toward),
        (preps.to, _destination),
        (preps.about - {"on"}, _about),
        (preps.against - {"on"}, _against),
    )
    return next((judge for words, judge in judges if word in words), _inside)(asked)


def _near(_: Asked) -> Role:
    return Role.ANCHOR


def _between(asked: Asked) -> Role:
    if asked.power and asked.governor not in _ROADS:
        return Role.METONYM
    return Role.LOCATION


def _moves(asked: Asked) -> bool:
    nouns, verbs = asked.lexicon.nouns, asked.lexicon.verbs
    return (asked.by_verb and asked.lemma in verbs.motion) or asked.governor in nouns.leaving


def _origin(asked: Asked) -> Role:
    if asked.by_verb and asked.lemma in asked.lexicon.verbs.speech:
        return Role.SPEECH
    if _moves(asked):
        return Role.ORIGIN
    if asked.power:
        return Role.AFFILIATION
    nouns = asked.lexicon.nouns
    person = asked.governor in nouns.person | nouns.title | nouns.political
    home = asked.lemma in asked.lexicon.verbs.living or asked.lemma in {"be", "hail"}
    return Role.AFFILIATION if person or home else Role.ORIGIN


def _toward(asked: Asked) -> Role:
    return Role.METONYM if asked.power and not _moves(asked) else Role.DIRECTION


def _destination(asked: Asked) -> Role:
    nouns = asked.lexicon.nouns
    if _moves(asked) or asked.frame.relation_word == "into":
        return Role.DESTINATION
    if asked.governor in _ROADS:
        return Role.DIRECTION
    if asked.governor in _GOODS and asked.settled and not asked.power:
        return Role.DESTINATION
    spoken = asked.by_verb and asked.lemma in asked.lexicon.verbs.speech
    if asked.power or spoken or {asked.governor, asked.lemma} & nouns.background:
        return Role.BACKGROUND
    return Role.LOCATION if asked.governor in {"damage", "losses"} else Role.DESTINATION


def _about(asked: Asked) -> Role:
    """Judge "for X" and "of X"."""
    nouns = asked.lexicon.nouns
    if asked.governor in nouns.background or asked.lemma in nouns.background:
        return Role.BACKGROUND
    if asked.frame.carrier == "feature" and {asked.governor, asked.lemma} & nouns.person:
        return Role.AFFILIATION  # "students of X University"
    if asked.frame.relation_word == "of":
        governing = asked.governor in nouns.political - {"control"}
        return Role.METONYM if asked.power and governing else Role.LOCATION
    if asked.governor in _FIGHTS or asked.lemma in {"battle", "fight", "rage"}:
        return Role.LOCATION
    return Role.DESTINATION if _moves(asked) else Role.BACKGROUND


def _against(asked: Asked) -> Role:
    attacked = asked.governor in asked.lexicon.nouns.attack
    if asked.frame.relation_word in {"against", "upon"} and (attacked or not asked.power):
        return Role.BACKGROUND if asked.state else Role.LOCATION
    return Role.METONYM if asked.power else Role.BACKGROUND


def _inside(asked: Asked) -> Role:
    """Judge "in X", "on X", "across X"."""
    if asked.by_verb:
        return _inside_clause(asked)
    nouns = asked.lexicon.nouns
    if asked.governor in nouns.speech_event:
        return Role.SPEECH
    if asked.governor in nouns.background:
        return Role.BACKGROUND
    if (
        asked.power
        and asked.governor in nouns.title
        and not _is_struck(asked, asked.frame.governor)
    ):
        return Role.TITLE
    if asked.power and asked.governor in nouns.organisation and _cited(asked):
        return Role.SPEECH
    return Role.METONYM if _imposed(asked) else Role.LOCATION


def _cited(asked: Asked) -> bool:
    """Find "according to the General Staff in Kyiv"."""
    view, noun = asked.view, asked.frame.governor or 0
    return view.word(view.head(noun)) == "to" and view.word(view.head(noun) - 1) == "according"


def _inside_clause(asked: Asked) -> Role:
    """Judge "said in X", "lives in X", "shelled in X"."""
    verbs = asked.lexicon.verbs
    if asked.lemma in verbs.living and asked.governor != "works" and not _is_done_to(asked):
        return Role.AFFILIATION
    if _is_talk(asked):
        return Role.SPEECH
    if asked.lemma in verbs.speech:
        return Role.LOCATION if _witnessed(asked) or _reported(asked) else Role.SPEECH
    return Role.METONYM if _imposed(asked) else Role.LOCATION


def _is_done_to(asked: Asked) -> bool:
    """Find "raised a flag in X", where nobody was raised."""
    verb = asked.frame.governor
    return verb is not None and any(asked.view.dep(k) == "dobj" for k in asked.view.children(verb))


def _is_talk(asked: Asked) -> bool:
    """Find "a conference was held in X"."""
    verb = asked.frame.governor
    subject = asked.view.subject(verb) if verb is not None else None
    return subject is not None and asked.view.word(subject) in asked.lexicon.nouns.speech_event


def _imposed(asked: Asked) -> bool:
    """Find "pressure on Moscow", which no attack on the city is."""
    attacks = asked.lexicon.nouns.attack
    attacked = asked.governor in attacks or asked.lemma in attacks
    return asked.power and asked.frame.relation_word == "on" and not attacked


def _witnessed(asked: Asked) -> bool:
    """Say whether those who speak are people on the spot, not officials."""
    verb = asked.frame.governor
    subject = asked.view.subject(verb) if verb is not None else None
    return subject is not None and asked.view.word(subject) in asked.lexicon.nouns.witness


def _reported(asked: Asked) -> bool:
    """Find "shelling was reported in X": what is told of, not who tells, is there."""
    verb = asked.frame.governor
    subject = asked.view.subject(verb) if verb is not None else None
    passive = subject is not None and asked.view.dep(subject) == "nsubjpass"
    return asked.lemma == "report" and (passive or asked.view.tokens.tags[verb or 0] == "VBN")
