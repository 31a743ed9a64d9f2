"""The place that a report has named before: in a heading, or for what it has told so far."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from geomap.events.cases.relations import Scene
from geomap.events.cases.settle import ALL_DAY
from geomap.events.families import HARM, STRIKES, is_unplaced
from geomap.events.harm import infer
from geomap.model import (
    EventType,
    Factuality,
    Form,
    Mention,
    PlaceExpression,
    Role,
    Scope,
    Sentence,
    Where,
)

_STATED = frozenset({Role.LOCATION, Role.ANCHOR, Role.CONTAINER})
_OTHER = frozenset({"інший", "сусідній", "другой", "иной", "соседний"})
_NAMED = frozenset({Role.LOCATION, Role.ANCHOR, Role.ORIGIN, Role.DESTINATION})
_TOLD = frozenset({Factuality.ASSERTED, Factuality.ALLEGED})
_OPENED = frozenset({":", "–", "—", "-"})
_LATER = HARM | {EventType.EXPLOSION, EventType.EVACUATION}


class Heading(NamedTuple):
    """
    What a sentence begins with: the place that it names, None where it names something else.

    `last` is the last paragraph that it stands over.
    """

    place: Where | None
    last: int


def read_heading(at: Scene, sentence: Sentence) -> Heading | None:
    """
    Read "Чернігів. …", "Севастополь: …" and "Білогорівка, Луганщина."; None if there is none.

    A seat of government alone is a dateline, and tells nothing.
    """
    first, *rest = at.chunks.clauses
    opened = bool(rest) and rest[0].sep in _OPENED
    if first.predicates or (rest and not opened):
        return None
    words = [i for i in range(first.first, first.last + 1) if at.chunks.tokens.words[i].isalnum()]
    named = [e for e in at.expressions if e.last <= first.last and e.role in _STATED]
    covered = {i for e in named for i in range(e.first, e.last + 1)}
    if not words or not covered.issuperset(words):
        about = opened and rest[0].sep == ":" and bool(covered)  # "Мер: …" is about no other place
        return Heading(None, sentence.paragraph) if about else None
    dateline = not opened and at.chunks.lemma(named[0].first) in at.lexicon.classes["seats"]
    known = len(named) == 1 and named[0].where.shape is not None and not dateline
    reach = 0 if opened else 1  # "Суми." may be a line of its own
    return Heading(named[0].where if known else None, sentence.paragraph + reach)


def place_later(
    at: Scene,
    found: Sequence[Mention],
    heading: Where | None,
    before: Sequence[Mention],
    around: Sequence[PlaceExpression],
) -> list[Mention]:
    """
    Give what has no place that of the heading over it, or the only one of what was told before.

    Where nothing was told before, it is the only settlement in which the paragraph has been.

    Parameters
    ----------
    found
        The mentions of a sentence.
    heading
        The place that the text has put above it, if any.
    before
        The mentions of the sentences just before it.
    around
        What the sentences of its paragraph before it name.

    Returns
    -------
    mentions
        The same, in the same order. Where the sentence names any place itself, as they were.
    """
    only = only_settlement([e for e in around if _is_at_war(at, e.where)])
    place = heading or (_only_place(before) if before else only)
    alone = only is not None and place is not None and place.places == only.places
    alone = alone and _OTHER.isdisjoint(at.chunks.tokens.lemmas)
    own = any(e.role in _STATED and e.where is not heading for e in at.expressions)
    if place is None or (own and not _is_heading(at, heading)):
        return list(found)
    return [
        msgspec.structs.replace(m, where=infer(place))
        if is_unplaced(m)
        and m.rule not in ALL_DAY
        and (heading is not None or _goes_on(m, alone=alone))
        else m
        for m in found
    ]


def place_earlier(at: Scene, told: Sequence[Mention], before: Sequence[Mention]) -> list[Mention]:
    """
    Give what was told without a place the one of "Це сталося біля X" after it.

    Parameters
    ----------
    at
        A sentence that tells no event itself.
    told
        All mentions so far.
    before
        Those of the sentences just before it.
    """
    where = _says_where(at)
    last = max((m.sentence for m in before), default=None)
    return [
        msgspec.structs.replace(m, where=infer(where))
        if where is not None and m.sentence == last and m.modality in _TOLD and is_unplaced(m)
        else m
        for m in told
    ]


def _says_where(at: Scene) -> Where | None:
    """Return the only place of "це сталося у X", "инцидент произошёл у X"."""
    clause, classes = at.chunks.clauses[0], at.lexicon.classes
    happened = any(at.chunks.lemma(i) in classes["occurring"] for i in clause.predicates)
    opened = at.chunks.lemma(clause.first) in classes["occurrence"]
    inside = [e.where for e in at.expressions if e.role in _STATED and e.first <= clause.last]
    only = inside[0] if happened and opened and len(inside) == 1 else None
    return only if only is not None and only.shape is not None else None


def _is_at_war(at: Scene, where: Where) -> bool:
    """Leave out Berlin, where only things are said and done that are no part of the war."""
    states = at.sides.states
    return not states or not where.places or where.places[0].country in states


def only_settlement(around: Sequence[PlaceExpression]) -> Where | None:
    """Return the one settlement that some sentences name; None where they name more, or none."""
    named = [e for e in around if e.role in _NAMED and not _is_wide(e.where)]
    stays = [e.where for e in named if e.role is not Role.DESTINATION]
    only = len({e.where.places for e in named}) == 1 and bool(stays)
    return stays[0] if only and stays[0].shape is not None else None


def _is_wide(where: Where) -> bool:
    return where.shape is not None and where.shape.form is Form.REGION


def _is_heading(at: Scene, heading: Where | None) -> bool:
    return heading is not None and all(
        e.where.expression == heading.expression for e in at.expressions if e.role in _STATED
    )


def _only_place(before: Sequence[Mention]) -> Where | None:
    """Return the place of what was told before, if it all happened at one."""
    told = [m for m in before if m.modality in _TOLD and m.scope is Scope.CURRENT]
    wheres = {m.where.places: m.where for m in told if m.where.shape is not None}
    only = next(iter(wheres.values())) if len(wheres) == 1 else None
    everywhere = only is not None and only.shape is not None and only.shape.form is Form.REGION
    return None if everywhere else only


def _goes_on(mention: Mention, *, alone: bool) -> bool:
    """
    Say whether a mention goes on with what was told: harm, or a strike with what it hit.

    Where a text names one settlement alone, any strike does.
    """
    told = mention.modality in _TOLD and mention.scope is Scope.CURRENT
    hit = mention.type in STRIKES and (alone or mention.target is not None)
    return told and (mention.type in _LATER or hit)
