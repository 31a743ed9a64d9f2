"""The topic of a text or section: the settlement whose battle its title or heading names."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from gazetteer.model import PlaceKind
from geomap.events.families import HARM, STRIKES, is_unplaced
from geomap.events.harm import infer
from geomap.events.lexicon import Lexicon
from geomap.events.scene import PLACING
from geomap.model import EventType, Form, Mention, PlaceExpression, Role, Sentence, Toponym, Where

_LONGEST = 12  # words of a heading
_STOPS = frozenset(".!?…;,")
_PUTTING = PLACING | {Role.BACKGROUND}
_TOWNS = frozenset({PlaceKind.SETTLEMENT, PlaceKind.FEATURE})
_GOING_ON = STRIKES | HARM | {EventType.CLASH, EventType.EXPLOSION}

Topics = Mapping[int, Where]


def find_topics(
    text: str,
    sentences: Sequence[Sentence],
    *,
    title: str | None,
    toponyms: Sequence[Toponym],
    expressions: Sequence[PlaceExpression],
    lexicon: Lexicon,
) -> Topics:
    """
    Return where each sentence's section goes on, by the sentence's index.

    A title or heading is a topic when it has a word for fighting and one settlement that the text
    speaks of ("Battle of X"), no operation that is wider ("X offensive"). Under a heading that
    leads away ("Background") or names another place there is none.
    """
    places = _points(expressions)
    whole = _topic(title or "", [t for t in toponyms if t.text in (title or "")], places, lexicon)
    topics: dict[int, Where] = {}
    current, alone = whole, Counter(sentence.paragraph for sentence in sentences)
    for sentence in sentences:
        words = text[sentence.start : sentence.end].strip("#*_ \n")
        if alone[sentence.paragraph] == 1 and _is_heading(words):
            named = [t for t in toponyms if t.sentence == sentence.index]
            own = _topic(words, named, places, lexicon)
            whole = whole or (own if sentence.index == 0 else None)
            away = whole is not None and any(_leads_away(name, whole) for name in named)
            aside = away or _words(words) & lexicon.classes["aside"]
            current = own or (None if aside else whole)
        if current is not None:
            topics[sentence.index] = current
    return topics


def place_on_topic(
    mentions: Iterable[Mention], topic: Where | None, before: Iterable[Toponym]
) -> list[Mention]:
    """
    Give fighting and its harm without a place the topic's place, as inferred.

    Parameters
    ----------
    before
        The names of the paragraph so far, the sentence's own included: any other place among them
        speaks against it.
    """
    if topic is None or any(_leads_away(name, topic) for name in before):
        return list(mentions)
    return [msgspec.structs.replace(m, where=infer(topic)) if _goes_on(m) else m for m in mentions]


def _goes_on(mention: Mention) -> bool:
    return mention.type in _GOING_ON and is_unplaced(mention) and not mention.where.context


def _leads_away(name: Toponym, topic: Where) -> bool:
    known = {place.id for place in topic.places}
    state = name.place is not None and name.place.kind == PlaceKind.COUNTRY
    other = name.place is None or name.place.id not in known
    return name.role in _PUTTING and other and not state


def _is_heading(words: str) -> bool:
    return 0 < len(words.split()) <= _LONGEST and words[-1] not in _STOPS


def _topic(
    words: str, named: Iterable[Toponym], places: Mapping[str, Where], lexicon: Lexicon
) -> Where | None:
    """Return the place of the one settlement that a heading says is fought over."""
    told = _words(words)
    if not told & lexicon.classes["fought"] or told & lexicon.classes["wide"]:
        return None
    found = {t.place.id if t.place else t.text for t in named if t.role is not Role.DEMONYM}
    return places.get(min(found)) if len(found) == 1 else None


def _words(text: str) -> set[str]:
    return set(text.lower().replace("(", " ").replace(")", " ").split())


def _points(expressions: Iterable[PlaceExpression]) -> dict[str, Where]:
    """Return the settlements and landmarks in which the text says that something happened."""
    points = (
        one.where
        for one in expressions
        if one.where.shape is not None and one.where.shape.form is Form.POINT
    )
    single = [w for w in points if len(w.places) == 1 and w.places[0].kind in _TOWNS]
    return {w.places[0].id: w for w in reversed(single)}
