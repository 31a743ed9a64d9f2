"""What has no place of its own, in a sentence that is about one place only."""

from collections.abc import Iterable, Sequence
from itertools import takewhile

import msgspec

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, PlaceKind
from geomap.events.clauses import is_tended
from geomap.events.elsewhere import find_elsewhere, is_unknown_name
from geomap.events.families import HARM, MOVING, is_unplaced
from geomap.events.harm import infer
from geomap.events.paths import find_path, is_saying
from geomap.events.relations import Setting, governing_verb
from geomap.events.usable import usable_places
from geomap.grammar import Grammar
from geomap.model import (
    EventType,
    Mention,
    PlaceExpression,
    PlaceRef,
    Role,
    Scope,
    Toponym,
    Where,
)

_PLACED = frozenset({PlaceKind.SETTLEMENT, PlaceKind.FEATURE})
_ROLES = frozenset({Role.LOCATION, Role.DESTINATION})
_BESIDE_KM = 8.0
_COORDINATE = frozenset({"conj", "parataxis", "ccomp"})
_SPOKEN_OF = frozenset(
    {"it", "they", "them", "their", "its", "who", "which", "that", "these", "those"}
)
_KINDS = frozenset(EventType) - MOVING | {EventType.RETREAT}


def place_in_sentence(
    at: Setting,
    mentions: Iterable[Mention],
    expressions: Sequence[PlaceExpression],
    toponyms: Iterable[Toponym],
) -> list[Mention]:
    """
    Give what has no place the one that all of its sentence is about, as inferred.

    "Soldiers looted shops in X; a man was shot dead", "X lost power after a missile strike". Not
    where the sentence names another place, even one that is only aimed at or supplied, nor for
    what happened at another time.
    """
    places = [place for e in expressions for place in e.where.places]
    places += [n.place for n in toponyms if n.role is Role.BACKGROUND and n.place]
    if not _are_one_spot(places) or any(not e.where.places for e in expressions):
        return list(mentions)
    return [_placed(at, mention, expressions) for mention in mentions]


def _placed(at: Setting, mention: Mention, expressions: Sequence[PlaceExpression]) -> Mention:
    current = mention.scope is Scope.CURRENT and mention.type in _KINDS
    aimed = mention.type in MOVING and mention.where.context
    if not current or aimed or not is_unplaced(mention) or _is_elsewhere(at, mention.token):
        return mention
    usable, _ = usable_places(
        at.grammar, mention.token, expressions, kind=mention.type, lexicon=at.lexicon
    )
    where = next(
        (e.where for e in usable if _tells_scene(at, e, mention.token, mention.type)), None
    )
    return mention if where is None else msgspec.structs.replace(mention, where=infer(where))


def _is_elsewhere(at: Setting, trigger: int) -> bool:
    """Say whether it is done to something with a name that nobody knows, or only shown there."""
    g = at.grammar
    if any(g.lemma(i) in at.lexicon.modality.pictures for i in g.ancestors(trigger)):
        return True  # "photographs of houses destroyed by shelling"
    verb = governing_verb(g, trigger)
    steps = [trigger] if verb is None else [trigger, verb]
    around = [i for step in steps for k in g.kids(step, "prep") for i in g.subtree(k)]
    if any(g.word(i) in {"his", "her"} and at.is_in(g.tokens.heads[i], "locality") for i in around):
        return True  # "in the north of his city"
    objects = g.kids(trigger, "dobj", "nsubjpass")
    return find_elsewhere(at, trigger) is not None or any(is_unknown_name(at, i) for i in objects)


def _tells_scene(at: Setting, expression: PlaceExpression, trigger: int, kind: EventType) -> bool:
    """Say whether a place is a settlement where something is, not where it is told or tended."""
    g = at.grammar
    above = [*g.ancestors(expression.head)]
    told = any(is_saying(g, i) and find_path(g, expression.head, i) is not None for i in above)
    after = _is_aftermath(at, above) or _is_aftermath(at, [*g.ancestors(trigger)])
    located = expression.role in _ROLES and _is_local(expression.where)
    return located and not told and not after and not _starts_anew(g, expression, trigger, kind)


def _starts_anew(g: Grammar, expression: PlaceExpression, trigger: int, kind: EventType) -> bool:
    """
    Say whether a clause of its own tells of another act, by somebody who is not spoken of before.

    "Shelling went on in X, and Russia launched 30 drones" does not say where they were launched;
    "shells fell on X; two people died" and "they hold X; on Monday it beat off an attack" do.
    """
    if kind in HARM:
        return trigger < expression.first and _is_next_act(g, expression, trigger)
    above = [trigger, *g.ancestors(trigger)]
    place = [expression.head, *g.ancestors(expression.head)]
    common = next((i for i in above if i in place), None)
    parts = [*_before(above, common), *_before(place, common)]
    if not any(g.is_verb(i) and g.dep(i) in _COORDINATE for i in parts):
        return False
    verb = next((i for i in above if g.is_verb(i)), trigger)
    subjects = [k for i in g.kids(verb, "nsubj", "nsubjpass") for k in g.subtree(i)]
    return bool(subjects) and not any(g.word(k) in _SPOKEN_OF for k in subjects)


def _is_next_act(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Find "two were wounded, and a drone burned a shop in X", which may be elsewhere."""
    verb = next((i for i in g.ancestors(expression.head) if g.is_verb(i)), None)
    if verb is None or g.dep(verb) != "conj" or verb == trigger or g.is_passive(verb):
        return False
    return any(trigger < i < verb for i in g.kids(verb, "nsubj")) and bool(g.kids(verb, "dobj"))


def _before(tokens: Sequence[int], stop: int | None) -> list[int]:
    return list(takewhile(lambda i: i != stop, tokens))


def _is_aftermath(at: Setting, tokens: Sequence[int]) -> bool:
    """Find "died of wounds", "died in hospital in X", "was treated in X"."""
    g = at.grammar
    words = {g.lemma(i) for i in tokens}
    wounded = any(g.is_noun(i) and at.is_in(i, "aftermath") for i in tokens)
    tended = any(is_tended(g, i, at.lexicon) for i in tokens)
    return wounded or tended or bool(words & at.lexicon.classes["tending"])


def _are_one_spot(places: Sequence[PlaceRef]) -> bool:
    """Say whether places are one, or a facility and the town where it stands."""
    ids = {place.id for place in places}
    points = [LonLat(place.lon, place.lat) for place in places]
    facility = {place.kind for place in places} == _PLACED and len(ids) == 2
    beside = all(distance_km(points[0], point) <= _BESIDE_KM for point in points)
    return len(ids) == 1 or (facility and beside)


def _is_local(where: Where) -> bool:
    kinds = {place.kind for place in where.places}
    return where.shape is not None and where.unresolved is None and kinds <= _PLACED
