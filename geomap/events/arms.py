"""One verb, several weapons: "shelled A with artillery and B with mortars"."""

from collections.abc import Iterator, Sequence

from geomap.events.lexicon import Words
from geomap.events.relations import Relations, Setting
from geomap.events.weapons import weapon_type
from geomap.model import PlaceExpression

_WITH: Words = frozenset({"with", "by", "using"})

Arm = tuple[list[PlaceExpression], Relations]


def part_by_weapon(
    at: Setting, relations: Relations, chosen: Sequence[PlaceExpression]
) -> Iterator[Arm]:
    """
    Yield places with the relations of what was done there.

    What is hit with a weapon of its own ("and B with mortars") has that weapon and no other.
    """
    own = {e.head: armed for e in chosen if (armed := _own_weapons(at, e.head))}
    known = {i for armed in own.values() for i in armed}
    rest = [e for e in chosen if e.head not in own]
    if rest or not own:
        others = [i for i in relations["weapon"] if i not in known]
        yield rest, {**relations, "weapon": others or relations["weapon"]}
    for e in chosen:
        if e.head in own:
            yield [e], {**relations, "weapon": own[e.head]}


def _own_weapons(at: Setting, head: int) -> list[int]:
    """Return the weapons that hang on a place, or on the one that begins its part of the list."""
    g = at.grammar
    for i in (head, *g.ancestors(head)):
        with_it = [obj for prep, obj in g.prepositions(i) if prep in _WITH]
        armed = [k for k in with_it if weapon_type(at, k) is not None]
        if armed or g.dep(i) != "conj":
            return armed if g.dep(i) == "conj" else []
    return []
