"""What one verb tells of several places, each with its own number or weapon."""

from collections.abc import Sequence
from typing import NamedTuple

from geomap.events.cases.parties import bounded_sum, is_date
from geomap.events.cases.relations import Scene
from geomap.events.cases.rules import is_a, weapon_type
from geomap.events.lexicon import Rule
from geomap.model import Count, EventType, Form, PlaceExpression, Role

_STATED = frozenset({Role.LOCATION, Role.ANCHOR, Role.CONTAINER})


class Share(NamedTuple):
    """
    Places, what is counted there, and the type that the weapon told with it makes.

    `each` says that as many were counted at each of the places.
    """

    places: list[PlaceExpression]
    number: Count | None
    type: EventType | None
    each: bool


def share_out(
    at: Scene, trigger: int, places: Sequence[PlaceExpression], rule: Rule, *, verb: bool
) -> list[Share]:
    """
    Read "збили ракету над A та два дрони над B", "над A збили шість, над B — одну".

    A noun is shared out by numbers alone: "на X – 14 атак, на Y – 38". A place without a
    number or weapon of its own belongs to the one before it, as in a list.

    Parameters
    ----------
    trigger
        A verb or a noun.
    places
        Where its event happens, as far as is known.

    Returns
    -------
    shares
        In the order of the text; empty where nothing is shared out.
    """
    if not places or at.chunks.pos(places[0].first) != "ADP":
        return []
    itemised = _itemised(at, trigger, places[0])
    named = _alike(at, trigger, itemised or _first(at, trigger, places[0]))
    after = named[0].first < trigger or _heads(at, range(trigger + 1, named[0].first))
    after = after and (itemised is None or _heads(at, range(trigger + 1, named[0].first)))
    shares: list[Share] = []
    for n, segment in enumerate(_segments(at, trigger, named, after=after)):
        if not _is_bare(at, trigger, segment):
            break
        count, kind = _count(at, segment), _weapon(at, segment)
        if shares and count is None and kind is None:
            if after or not _is_list(at, segment):
                break
            shares[-1].places.append(named[n])
        else:
            each = any(_gives_each(at, i) for i in segment)
            shares.append(Share([named[n]], count, kind, each))
    told = not verb or rule.type not in {EventType.STRIKE, EventType.SHELLING}
    if not verb and any(s.number is None for s in shares):
        return []
    apart = [s for s in shares[1:] if (s.number if told else s.type) is not None]
    return shares if len(apart) == len(shares) - 1 and len(shares) > 1 else []


def _first(at: Scene, trigger: int, place: PlaceExpression) -> PlaceExpression:
    """Return the first place of the clause behind the preposition of the one that was chosen."""
    clause = at.chunks.clause_at(trigger)
    lemma = at.chunks.lemma(place.first)
    same = at.lexicon.same
    return next(
        one
        for one in [*at.expressions, place]
        if one == place
        or (
            clause.first <= one.first < trigger
            and one.role in _STATED
            and same.get(at.chunks.lemma(one.first), at.chunks.lemma(one.first))
            == same.get(lemma, lemma)
        )
    )


def _itemised(at: Scene, trigger: int, place: PlaceExpression) -> PlaceExpression | None:
    """Find A in "в області загинули 4: 2 в A, 1 в B": a region told apart after a colon."""
    shape = place.where.shape
    whole = shape is not None and shape.form is Form.REGION
    colon = next((i for i in range(trigger, len(at.chunks)) if at.chunks.lemma(i) == ":"), None)
    if colon is None or not whole or place.first > colon:
        return None
    after = [e for e in at.expressions if e.first > colon and e.role in _STATED]
    governed = len(after) > 1 and at.chunks.pos(after[0].first) == "ADP"
    return after[0] if governed else None


def _heads(at: Scene, segment: range) -> bool:
    """Find "погибли пятеро: в" before a place: what is told of each place follows it."""
    inside = [at.chunks.lemma(i) for i in segment]
    return bool(inside) and inside[-1] == ":"


def _gives_each(at: Scene, i: int) -> bool:
    """Find "по одному"."""
    return at.chunks.lemma(i) == "по" and at.chunks.pos(at.chunks.next_word(i)) == "NUM"


def _alike(at: Scene, trigger: int, first: PlaceExpression) -> list[PlaceExpression]:
    """Return a place and those after it that stand behind the same preposition, before any verb."""
    chunks, same = at.chunks, at.lexicon.same
    prep = same.get(chunks.lemma(first.first), chunks.lemma(first.first))
    found = [first]
    for one in at.expressions:
        between = range(found[-1].last + 1, one.first)
        if one.first <= first.last or one.role not in _STATED:
            continue
        if any(chunks.is_predicate_of_clause(i) and i != trigger for i in between):
            break
        lemma = chunks.lemma(one.first)
        governed = chunks.pos(one.first) == "ADP"
        if governed and same.get(lemma, lemma) == prep:
            found.append(one)
    return found


def _segments(
    at: Scene, trigger: int, named: Sequence[PlaceExpression], *, after: bool
) -> list[range]:
    """Return the tokens that tell what is counted at each place: before it, or after it."""
    if after:
        ends = [one.first for one in named[1:]] + [_end(at, named[-1].last)]
        return [range(one.last + 1, end) for one, end in zip(named, ends, strict=True)]
    begins = [trigger] + [one.last for one in named[:-1]]
    return [range(begin + 1, one.first) for begin, one in zip(begins, named, strict=True)]


def _end(at: Scene, last: int) -> int:
    """Return where what follows the last place ends: at a mark that parts, but for a dash."""
    marks = {",", ";", ".", ":", "("}
    size = len(at.chunks)
    return next((i for i in range(last + 1, size) if at.chunks.lemma(i) in marks), size)


def _is_bare(at: Scene, trigger: int, segment: range) -> bool:
    """Say whether nothing happens in a segment but the trigger: no verb, no other event."""
    chunks = at.chunks
    return not any(
        i != trigger
        and (chunks.is_verb(i) or (bool(at.lexicon.rules(chunks.lemma(i), verb=False))))
        and not is_a(at, i, "aircraft")
        and weapon_type(at, i) is None
        for i in segment
    )


def _is_list(at: Scene, segment: range) -> bool:
    return all(at.chunks.lemma(i) == "," or at.chunks.pos(i) == "CCONJ" for i in segment)


def _count(at: Scene, segment: range) -> Count | None:
    """Read the numbers of a segment, after its last colon; one thing alone is one."""
    chunks = at.chunks
    colon = max((i for i in segment if chunks.lemma(i) == ":"), default=segment.start - 1)
    inside = [i for i in segment if i > colon and not is_date(at, i)]
    count = bounded_sum(at, inside)
    if count is not None:
        return count
    things = [i for i in inside if is_a(at, i, "aircraft") or is_a(at, i, "people")]
    groups = [g for i in things if (g := chunks.group_at(i)) is not None and g.head == i]
    single = [g for g in groups if g.prep is None and g.plural is False]
    if len(single) != 1 or len(groups) != 1:
        return None
    start, end = chunks.tokens.starts[single[0].head], chunks.tokens.ends[single[0].head]
    return Count(low=1, high=1, start=start, end=end)


def _weapon(at: Scene, segment: range) -> EventType | None:
    """Return what the weapon makes that a segment names as the tool: ", а дронами —"."""
    tools = [
        g
        for i in segment
        if (g := at.chunks.group_at(i)) is not None and g.head == i and g.prep is None
    ]
    sure = [g for g in tools if g.cases and all(c.startswith("Ins") for c in g.cases)]
    return next((kind for g in sure if (kind := weapon_type(at, g.head)) is not None), None)
