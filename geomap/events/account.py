"""Where a sentence says that what was told before it happened: "The strike took place in X"."""

from collections.abc import Sequence

import msgspec

from geomap.events.families import HARM, STRIKES, is_unplaced
from geomap.events.harm import infer
from geomap.events.lists import together
from geomap.events.paths import find_path
from geomap.events.relations import Setting, is_definite
from geomap.model import EventType, Form, Mention, PlaceExpression, Role, Where

_REACH = 2  # sentences back to what happened there
_PLACING = frozenset({Role.LOCATION, Role.ANCHOR})
_RELATIVE = frozenset({"which", "that"})
_POINTING = frozenset({"it", "this", "that"})
_GENERAL = frozenset({EventType.STRIKE, EventType.EXPLOSION})
_BLOWS = STRIKES | {EventType.EXPLOSION}


def place_by_account(
    at: Setting,
    told: Sequence[Mention],
    before: Sequence[Mention],
    expressions: Sequence[PlaceExpression],
    *,
    sentence: int,
) -> tuple[list[Mention], list[Mention]]:
    """
    Return the mentions of a sentence and those before it, these with the place that it tells.

    "A missile killed four. The strike happened in X": both sentences tell of one blow, and the
    harm that it did was there too. What has a town of its own keeps it.
    """
    where = happens_at(at, expressions) if before else None
    last = max((m.sentence for m in before), default=0)
    blows = {m.token: m.type for m in before if m.sentence == last and m.type not in HARM}
    if where is None or sentence - last > _REACH or len(blows) > 1:
        return list(told), list(before)
    kind = next((kind for kind in blows.values() if kind in _BLOWS), None)
    here = infer(where)
    placed = [
        msgspec.structs.replace(m, where=here) if m.sentence == last and _is_open(m) else m
        for m in before
    ]
    named = [
        msgspec.structs.replace(m, type=kind) if kind and m.type in _GENERAL and m.definite else m
        for m in told
    ]
    return named, placed


def happens_at(at: Setting, expressions: Sequence[PlaceExpression]) -> Where | None:
    """Return where a sentence says that something spoken of happened; None where it does not."""
    g = at.grammar
    for verb in range(len(g.tokens.words)):
        if not at.is_in(verb, "occurring") or not _is_of_known(at, verb):
            continue
        paths = [(e, find_path(g, e.head, verb)) for e in expressions if e.role in _PLACING]
        there = [e for e, path in paths if path and "prep" in path and e.where.shape]
        listed = together(g, there) if there else []
        if len(listed) == 1:
            return listed[0].where
    return None


def _is_of_known(at: Setting, verb: int) -> bool:
    """Say whether what happens was spoken of: "it", "the attack", "the attack, which"."""
    g = at.grammar
    if g.lemma(verb) == "take" and not any(g.word(k) == "place" for k in g.kids(verb, "dobj")):
        return False
    for subject in g.kids(verb, "nsubj"):
        related = g.word(subject) in _RELATIVE and g.dep(verb) == "relcl"
        noun = g.tokens.heads[verb] if related else subject
        if g.word(noun) in _POINTING and not related:
            return True
        if at.is_in(noun, "incident") and is_definite(g, noun):
            return True
    return False


def _is_open(mention: Mention) -> bool:
    """Say whether it has no place yet, or a region alone."""
    shape = mention.where.shape
    wide = shape is not None and shape.form is Form.REGION
    return is_unplaced(mention) or wide
