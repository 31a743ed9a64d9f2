"""Places that a sentence lists: behind commas, shares and ", зокрема"."""

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.chunks import Chunks
from geomap.events.cases.relations import Scene, is_among
from geomap.model import Form, PlaceExpression, Relation

_BUT = frozenset({"а", "але", "но"})
_QUOTES = frozenset("\"'«»“”„‘’")
DASHES = frozenset({"–", "—", "-"})
_NAMED = 4  # words between "зокрема" and the first place
Expressions = list[PlaceExpression]


def parts(chunks: Chunks, i: int) -> bool:
    """Say whether a token is a comma or a conjunction."""
    return chunks.lemma(i) == "," or chunks.pos(i) == "CCONJ"


def together(
    at: Scene, first: PlaceExpression, usable: Expressions, trigger: int, tier: Expressions
) -> Expressions:
    """Return an expression with those of its list; a town before the region it stands beside."""
    precise = [e for e in tier if not is_region(e)]
    after = [e for e in precise if e.first > trigger]
    within = [e for e in tier if e.first > trigger > tier[0].last and _is_within(e, tier[0])]
    first = (after or precise or within or [first])[0]
    if first is not tier[0] and precise and precise[0].last < trigger < first.first:
        first = precise[0] if _stands_over(at, precise[0], first) else first
    found = [first]
    for expression in usable:
        gapped = expression.first > found[-1].last + 1 and _is_gapped(at, first, expression)
        if _is_next(at, found[-1], expression) or gapped or _is_next_target(at, found, expression):
            found.append(expression)
    for expression in reversed(usable):
        if _is_next(at, expression, found[0]):
            found.insert(0, expression)
    return found


def with_named(at: Scene, found: Expressions, trigger: int, usable: Expressions) -> Expressions:
    """Add the places of ", зокрема A, B": some of those that a region or a number stands for."""
    chunks = at.chunks
    mark = next((i for i in range(trigger, len(chunks)) if is_among(at, i)), None)
    after = [] if mark is None else [e for e in usable if e.first > mark >= found[0].last]
    if not after or any(chunks.is_predicate_of_clause(i) for i in range(mark or 0, after[0].first)):
        return found
    if after[0].first > (mark or 0) + _NAMED:
        return found
    named = together(at, after[0], after, -1, after[:1])
    kept = [e for e in found if not is_region(e) and e not in named]
    return [*kept, *named]


def _stands_over(at: Scene, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Say whether a place that begins the clause is meant, and not a narrower one "near" it."""
    wide, inner = one.where.shape, other.where.shape
    near = one.where.relation is Relation.NEAR and wide is not None and inner is not None
    if not near or wide is None or inner is None:
        return _begins_clause(at, one)
    apart = distance_km(LonLat(wide.lon, wide.lat), LonLat(inner.lon, inner.lat))
    narrower = inner.radius_m < wide.radius_m and apart * 1000 <= 1.5 * wide.radius_m
    return _begins_clause(at, one) and not narrower


def _is_next_target(at: Scene, found: Expressions, other: PlaceExpression) -> bool:
    """Find Y in "уразили склад у X та аеродром біля Y": the next target has its own place."""
    chunks, last = at.chunks, found[-1].last
    between = range(last + 2, other.first)
    if not between or not parts(chunks, last + 1) or chunks.pos(other.first) != "ADP":
        return False
    clause = chunks.clause_at(last)
    told = clause.first <= other.first <= clause.last and bool(clause.predicates)
    plain = all(chunks.pos(i) in {"NOUN", "ADJ", "NUM", "PROPN"} for i in between)
    named = not at.place_tokens.isdisjoint(between)
    things = [g for i in between if (g := chunks.group_at(i)) is not None and g.head == i]
    subject = bool(things) and all(c.startswith("Nom") for c in things[0].cases)
    hit = bool(things) and not subject and not _is_someone(at, things[0].head)
    return told and max(clause.predicates) < other.first and plain and hit and not named


def _is_someone(at: Scene, i: int) -> bool:
    """Say whether a noun is people, or an event of its own."""
    lemma, classes = at.chunks.lemma(i), at.lexicon.classes
    return lemma in classes["people"] or bool(at.lexicon.rules(lemma, verb=False))


def _is_within(one: PlaceExpression, other: PlaceExpression) -> bool:
    """Say whether a region is smaller than another: "на Сумщині ... по Краснопільській громаді"."""
    shapes = one.where.shape, other.where.shape
    return (
        shapes[0] is not None
        and shapes[1] is not None
        and (shapes[0].radius_m < shapes[1].radius_m / 2)
    )


def _is_next(at: Scene, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Say whether only a comma, a conjunction or a share stands between: "ще два над X"."""
    apart = [i for i in range(one.last + 1, other.first) if not _is_share(at, i, other)]
    between = [i for i in apart if at.chunks.tokens.words[i] not in _QUOTES]
    listed = len(between) > 0 and all(parts(at.chunks, i) for i in between)
    listed = listed and not any(at.chunks.lemma(i) in _BUT for i in between)
    listed = listed and _in_one_case(at.chunks, one, other)
    return listed and at.chunks.clause_at(one.first) == at.chunks.clause_at(other.first)


def _is_share(at: Scene, i: int, other: PlaceExpression) -> bool:
    """Say whether a word before a place tells how many of all there were: "решту над X"."""
    counted = at.chunks.pos(i) == "NUM" or at.chunks.lemma(i) in at.lexicon.classes["share"]
    return counted and at.chunks.pos(other.first) == "ADP"


def _in_one_case(chunks: Chunks, one: PlaceExpression, other: PlaceExpression) -> bool:
    """Tell "в Чонгаре и Геническе" from "в Чонгаре, Геническ ...": what stands in another case."""
    first, second = chunks.group_at(one.first), chunks.group_at(other.first)
    if first is None or second is None or second.prep is not None or first.prep is None:
        return True
    named = chunks.group_at(one.last) or first
    units = is_region(one) and is_region(other)  # "на Купянском и Лиманском направлениях"
    if units or (not named.cases and chunks.is_name(other.first)):
        return True
    every = {case.partition(".")[0] for case in first.cases | named.cases}
    cases = {case.partition(".")[0] for case in second.cases}
    return not every or not cases or bool(every & cases)


def _is_gapped(at: Scene, first: PlaceExpression, other: PlaceExpression) -> bool:
    """Find "у Сумах пошкоджено школу, в Охтирці лікарню": a place whose verb is told before."""
    chunks = at.chunks
    clause = chunks.clause_at(first.first)
    told = bool(clause.predicates) and max(clause.predicates) < other.first
    same = {
        at.lexicon.same.get(chunks.lemma(e.first), chunks.lemma(e.first)) for e in (first, other)
    }
    bare = chunks.group_at(chunks.next_word(other.last))
    named = bare is not None and bare.prep is None and chunks.next_word(other.last) <= clause.last
    return told and named and chunks.lemma(other.first - 1) == "," and len(same) == 1


def _begins_clause(at: Scene, expression: PlaceExpression) -> bool:
    return expression.first == at.chunks.clause_at(expression.first).first


def heads_item(at: Scene, expression: PlaceExpression) -> bool:
    """Find B in "A – 10 снарядів, B – шість": what a dash tells of comes after it."""
    chunks = at.chunks
    named = {i for e in at.expressions for i in range(e.first, e.last + 1)}
    first, after = expression.first - 1, expression.last + 1
    while first in named:
        first -= 1
    while after in named:
        after += 1
    dashed = after < len(chunks) and chunks.lemma(after) in DASHES
    return dashed and first >= 0 and chunks.lemma(first) in {",", ";"}


def is_region(expression: PlaceExpression) -> bool:
    """Say whether an expression is drawn as a region."""
    shape = expression.where.shape
    return shape is not None and shape.form is Form.REGION
