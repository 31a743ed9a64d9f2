"""Harm told place by place: "two killed in X and one in Y" is a record for each."""

from collections.abc import Sequence
from typing import NamedTuple

from geomap.events.counts import read_counts
from geomap.events.lexicon import Rule
from geomap.events.matching import Match
from geomap.events.relations import Setting
from geomap.events.union import unite_places
from geomap.grammar import Grammar
from geomap.model import Count, PlaceExpression, Where

_LISTED = frozenset({"conj", "appos"})
_ALL = frozenset({"all", "both", "each"})


class Share(NamedTuple):
    """What is counted at a place; None for no place of its own."""

    counts: dict[str, Count]
    where: Where | None


def read_shares(at: Setting, match: Match, expressions: Sequence[PlaceExpression]) -> list[Share]:
    """
    Return the counts of a match with their places, one for each place it is counted at.

    A number over several places ("five killed in X and Y") stays one; a total that is only the
    sum of what is told place by place is left out.
    """
    rule, relations = match.rule, match.relations
    some = [e for e in expressions if e.where in match.places and _counts_some(at.grammar, e)]
    shares = _of_total(at, match, some, expressions) if some and rule.counts else []
    if shares:
        return shares
    apart = _told_apart(at, match, expressions)
    rest = {name: [i for i in of if i not in apart] for name, of in relations.items()}
    counts = read_counts(at, rule, rest)
    shares = [Share(_counted(at, rule, i), e.where) for i, e in sorted(apart.items())]
    elsewhere = [share.where for share in shares]
    places = [where for where in match.places if where not in elsewhere]
    if shares and not places and _is_sum(counts, shares):
        return shares
    if not places and shares:  # not a place each, only some of them described: "among them four"
        return _together(read_counts(at, rule, relations), match.places)
    return [*_together(counts, places), *shares]


def _of_total(
    at: Setting,
    match: Match,
    some: Sequence[PlaceExpression],
    expressions: Sequence[PlaceExpression],
) -> list[Share]:
    """
    Find "nine died in R, five of them in X": the total lies in R, how many are "most" nobody knows.

    Empty where neither is told: of "downed nine drones, most of them over X" X is the place.
    """
    g, rule = at.grammar, match.rule
    heads = [_some_of(g, e) for e in some]
    whole = [e for e in expressions if e.last < min(heads) and e.governor in _around(at, match)]
    rest = {n: [i for i in of if i not in heads] for n, of in match.relations.items()}
    total = Share(read_counts(at, rule, rest), whole[-1].where if whole else None)
    parts = [Share(_counted(at, rule, i), e.where) for i, e in zip(heads, some, strict=True)]
    if whole:
        return [total, *parts]
    return parts if all(share.counts for share in parts) else []


def _around(at: Setting, match: Match) -> set[int]:
    """Return the trigger, its verb and what it counts: what a place of the total hangs on."""
    counted = [i for name in match.rule.counts.values() for i in match.relations.get(name, [])]
    return {match.trigger, *counted, *(at.grammar.tokens.heads[i] for i in counted)}


def _counts_some(g: Grammar, expression: PlaceExpression) -> bool:
    """Say whether a place is that of a part: "five of them in X", not "all of them in X"."""
    head = _some_of(g, expression)
    return head >= 0 and g.word(head) not in _ALL


def _some_of(g: Grammar, expression: PlaceExpression) -> int:
    """Return the head of "five of them" before a place, -1 where there is none."""
    before = expression.first - 1
    before -= g.tokens.pos[before] == "ADP"  # the preposition of the place may be its first word
    led = before > 1 and g.tokens.pos[before] == "PRON" and g.word(before - 1) == "of"
    return before - 2 if led else -1


def _together(counts: dict[str, Count], places: Sequence[Where]) -> list[Share]:
    """Return a count over all places, or what is not counted at each of them."""
    if not places:
        return [Share(counts, None)]
    united = [unite_places(places)] if counts else places
    return [Share(counts, where) for where in united]


def _is_sum(total: dict[str, Count], shares: Sequence[Share]) -> bool:
    """Say whether a total is no more than the shares together."""
    return all(
        count.low == sum(s.counts[name].low or 0 for s in shares) for name, count in total.items()
    )


def _counted(at: Setting, rule: Rule, i: int) -> dict[str, Count]:
    return read_counts(at, rule, {relation: [i] for relation in rule.counts.values()})


def _told_apart(
    at: Setting, match: Match, expressions: Sequence[PlaceExpression]
) -> dict[int, PlaceExpression]:
    """Return what is counted later in the list, each with the place that it has of its own."""
    g, rule = at.grammar, match.rule
    first = match.relations.get(next(iter(rule.counts.values()), ""), [])[:1]
    if len(rule.counts) != 1 or not first:
        return {}
    owners = {i: e for e in expressions if (i := _owner(g, e)) is not None}
    linked = {
        match.trigger,
        *first,
        *(e.head for i, e in owners.items() if i in {*first, g.head(first[0])}),
    }
    apart = {}
    for i in sorted(owners):
        listed = g.dep(i) in _LISTED and g.head(i) in linked
        listed = listed or _goes_on(at, i, [owners[k] for k in linked & set(owners)])
        if listed and i not in first and _counted(at, rule, i):
            apart[i] = owners[i]
            linked |= {i, owners[i].head}
    return apart


def _goes_on(at: Setting, i: int, before: Sequence[PlaceExpression]) -> bool:
    """Say whether a number stands right after a place of the list, whatever the parse says."""
    g, listing = at.grammar, at.lexicon.classes["listing"]
    gaps = [range(e.last + 1, i) for e in before if e.last < i - 1]
    number = g.tokens.pos[i] == "NUM" and g.dep(i) not in {"nsubj", "nsubjpass"}
    return number and any(all(g.word(k) in listing for k in gap) for gap in gaps)


def _owner(g: Grammar, expression: PlaceExpression) -> int | None:
    """Return the word that a place's preposition hangs on: "two in X"."""
    inside = range(expression.first, expression.last + 1)
    above = list(g.ancestors(expression.head))
    led = any(g.tokens.pos[i] == "ADP" for i in [*inside, *above[:1]])
    out = (i for i in above if i not in inside and g.tokens.pos[i] != "ADP")
    return next(out, None) if led else None
