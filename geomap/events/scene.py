"""The scene of a paragraph: the settlement it is about, where what has no place goes on."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from gazetteer.model import PlaceKind
from geomap.events.families import is_unplaced
from geomap.events.harm import infer
from geomap.grammar import Grammar
from geomap.model import (
    EventType,
    Form,
    Mention,
    PlaceExpression,
    Relation,
    Role,
    Sentence,
    Toponym,
    Where,
)

_COUNTRY = PlaceKind.COUNTRY
_REGIONS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2})
_FRONT = 3  # words before a place that opens its sentence
_BESIDE = frozenset({Relation.BETWEEN, Relation.TOWARD, Relation.FROM, Relation.ACROSS})
_REACH = 2  # sentences that a scene lasts without being named again
_STOPS = frozenset({".", "!", "?", ":", ";", ","})
_PLACING = frozenset(
    {Role.LOCATION, Role.ANCHOR, Role.ORIGIN, Role.DIRECTION, Role.DESTINATION, Role.CONTAINER}
)


class Scene(NamedTuple):
    """
    Where the sentences before left the reader.

    `weak` is one of a headline or of a city's dateline, which hold for harm and what was aimed at.
    """

    paragraph: int
    sentence: int
    where: Where
    weak: bool = False


def place_on_scene(
    g: Grammar,
    mentions: Iterable[Mention],
    sentence: Sentence,
    scene: Scene | None,
    toponyms: Sequence[Toponym],
) -> list[Mention]:
    """
    Give what a sentence tells before it names any place the scene's place, as inferred.

    "They brought out ten people; on Friday a drone hit X" says nothing of X before the semicolon.
    """
    told = list(mentions)
    if scene is None or not _lasts(scene, sentence):
        return told
    if scene.weak and not any(m.counts or m.target for m in told):
        return told  # "30 drones were launched" says nothing of the town of the headline
    if scene.weak and _names_another(scene, toponyms):
        return told  # nor does who "was killed when Y was overrun"
    return [
        msgspec.structs.replace(m, where=infer(scene.where))
        if _goes_on_there(m)
        and not _sums_up(g, m.token)
        and not _names_another(scene, _until_next_part(g, m.token, toponyms))
        else m
        for m in told
    ]


def _sums_up(g: Grammar, trigger: int) -> bool:
    """Find "thousands have been killed since Moscow invaded", which happened all over."""
    below = [k for i in (trigger, *g.kids(trigger, "advcl")) for k in g.children[i]]
    return any(g.word(k) == "since" for k in below)


def _until_next_part(g: Grammar, trigger: int, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Return the names before the clause of its own that follows a trigger's."""
    after = range(trigger + 1, len(g.tokens.words))
    stops = (i for i in after if g.word(i) == ";" or _opens_clause(g, i))
    end = next((g.tokens.starts[i] for i in stops), None)
    return [name for name in toponyms if end is None or name.start < end]


def _opens_clause(g: Grammar, i: int) -> bool:
    """Say whether "and" or "but" goes on with a verb that has a subject of its own."""
    if g.dep(i) != "cc" or g.head(i) is None or not g.is_verb(g.tokens.heads[i]):
        return False
    verbs = (k for k in g.kids(g.tokens.heads[i], "conj") if g.is_verb(k) and k > i)
    return any(i < k for verb in verbs for k in g.kids(verb, "nsubj", "nsubjpass"))


def open_scene(
    sentence: Sentence, towns: Sequence[PlaceExpression], toponyms: Sequence[Toponym]
) -> Scene | None:
    """Return the scene of a sentence about one town that names no other place."""
    ids = {place.id for e in towns for place in e.where.places}
    shaped = [e.where for e in towns if e.where.shape is not None]
    if len(ids) != 1 or not shaped:
        return None
    scene = Scene(sentence.paragraph, sentence.index, shaped[0], weak=shaped[0].inferred)
    return None if _names_another(scene, toponyms) else scene


def next_scene(
    scene: Scene | None,
    sentence: Sentence,
    expressions: Sequence[PlaceExpression],
    toponyms: Sequence[Toponym],
) -> Scene | None:
    """
    Return the scene after a sentence: the settlement it names.

    None after several, an area, or a place that it names without being there.
    """
    placing = [e for e in expressions if e.role in _PLACING]
    located = [e for e in placing if e.role is Role.LOCATION and e.where.shape is not None]
    located = _without_regions(located)
    if not located:
        goes_on = scene is not None and _lasts(scene, sentence) and _are_there(scene, placing)
        nearby = [name for name in toponyms if name.role is not Role.DIRECTION]
        left = scene is None or _names_another(scene, nearby)
        return scene if goes_on and not left else None
    beside = [e for e in placing if e.role is Role.ANCHOR]  # "a checkpoint near Y"
    ids = {place.id for e in (*located, *beside) for place in e.where.places}
    settled = all(place.kind == PlaceKind.SETTLEMENT for e in located for place in e.where.places)
    where = located[-1].where
    if len(ids) != 1 or not settled or where.shape is None:
        return None
    if where.shape.form is not Form.POINT and where.relation is not Relation.PART_OF:
        return None
    if where.relation in _BESIDE:
        return None
    heads = sentence.index == 0 and len(placing) == 1 and not _is_ended(sentence)
    return Scene(sentence.paragraph, sentence.index, where, weak=heads)


def _without_regions(located: Sequence[PlaceExpression]) -> list[PlaceExpression]:
    """Leave out the region of a town: "X, the last town in R region that the army holds"."""
    towns = [p for e in located for p in e.where.places if p.kind == PlaceKind.SETTLEMENT]
    units = {(p.country, p.admin1) for p in towns}
    regions = [e for e in located if {p.kind for p in e.where.places} <= _REGIONS]
    held = [e for e in regions if units == {(p.country, p.admin1) for p in e.where.places}]
    return [e for e in located if e not in held]


def _is_ended(sentence: Sentence) -> bool:
    """Say whether a sentence ends as a headline does not."""
    return sentence.tokens is None or sentence.tokens.words[-1] in _STOPS


def tells_elsewhere(expressions: Iterable[PlaceExpression], before: Iterable[Mention]) -> bool:
    """
    Say whether a sentence begins with a town where nothing of what is told before was.

    "Further west in X, a miner died" has no cause in the sentences before it.
    """
    known = {place.id for mention in before for place in mention.where.places}
    heads = [e for e in expressions if e.first <= _FRONT and e.role is Role.LOCATION]
    towns = [p for e in heads for p in e.where.places if p.kind == PlaceKind.SETTLEMENT]
    return bool(towns) and all(place.id not in known for place in towns)


def _are_there(scene: Scene, expressions: Iterable[PlaceExpression]) -> bool:
    """Say whether expressions mean the scene's own place: "towards the city"."""
    here = {place.id for place in scene.where.places}
    stays = (e for e in expressions if e.role is not Role.DIRECTION)
    named = [{place.id for place in e.where.places} for e in stays]
    return all(ids and ids <= here for ids in named)


def _goes_on_there(mention: Mention) -> bool:
    """Say whether it has no place: what is captured ("four hamlets", "a hill") is one unnamed."""
    takes_another = mention.type is EventType.CAPTURE and mention.affected is not None
    return is_unplaced(mention) and not takes_another


def _lasts(scene: Scene, sentence: Sentence) -> bool:
    near = sentence.index - scene.sentence <= _REACH
    return near and sentence.paragraph in {scene.paragraph, scene.paragraph + scene.weak}


def _names_another(scene: Scene, toponyms: Iterable[Toponym]) -> bool:
    known = {place.id for place in scene.where.places}
    return any(
        name.role in _PLACING and (name.place is None or name.place.id not in known)
        for name in toponyms
        if not (name.role is Role.CONTAINER and name.place and name.place.kind == _COUNTRY)
    )
