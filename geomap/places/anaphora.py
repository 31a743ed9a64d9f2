"""Words that point back, as "the area" and "there": to the settlement last spoken of."""

from collections.abc import Iterable, Sequence

import msgspec

from gazetteer.model import PlaceKind
from geomap.model import Form, PlaceExpression, Relation, Role, Where
from geomap.places.frames import noun_kind
from geomap.places.grammar import View
from geomap.places.offsets import POINTS
from geomap.places.plurals import antecedents, find_plurals
from geomap.places.words import Lexicon

_VILLAGES = frozenset({"village", "hamlet"})
_VILLAGE_POINTS = 20.0  # of a place of 10,000 people, see `geomap.places.reasons`
_SETTLED = frozenset({"city", "town", "village", "settlement", "capital"})
_REACH = 2
_GOING = frozenset({"drive", "go", "come", "travel", "head", "ride", "walk", "return"})
_OFTEN, _FAR_MORE = 4, 3
_FULL_STOPS = frozenset({".", "!", "?", ":", ";", ","})
_DEFINITE = frozenset({"the", "that", "this"})
_INSIDE = frozenset({Relation.IN, Relation.AT, Relation.PART_OF})
_TOWNS = frozenset({PlaceKind.SETTLEMENT})


def refer_back(
    views: Sequence[View],
    expressions: Sequence[PlaceExpression],
    lexicon: Lexicon,
    *,
    mayors: Sequence[PlaceExpression] = (),
    anchors: Sequence[PlaceExpression] = (),
    scenes: Sequence[PlaceExpression] = (),
) -> list[PlaceExpression]:
    """
    Return the expressions that take their place from an earlier one.

    Only a single settlement in which something happens is referred to; one in the same sentence,
    else in the two sentences before it of the same paragraph, and then the place is inferred. "The
    city" may else be the one whose mayor speaks, or the one that the whole text is about.

    Parameters
    ----------
    mayors
        Towns whose mayors are named, as expressions; nothing is said to happen in them.
    anchors
        Towns near which something is, that people leave or go to, as expressions: "the town" after
        "8 km north of X", "there" after "evacuated from X".
    scenes
        Towns that a sentence is about without an event in them.
    """
    by_sentence = _by_sentence(expressions)
    beside, about = _by_sentence(anchors), _by_sentence(scenes)
    left = _by_sentence(o for o in anchors if not o.where.inferred)
    left = {
        view.sentence.index: _gone_to(view, told, by_sentence.get(view.sentence.index, ()))
        for view in views
        if (told := left.get(view.sentence.index))
    }
    topic, heading = _topic(expressions), _heading(views, by_sentence)
    towns = {one.sentence: one for one in mayors}
    made = []
    for at, view in enumerate(views):
        if not view.parsed:
            continue
        own = by_sentence.setdefault(view.sentence.index, [])
        for first, head, last in _anaphors(view, tuple(own), lexicon):
            settled = view.word(head) in _SETTLED
            there = view.word(head) == "there"
            reach = _REACH if settled or there else 1
            kinds = _TOWNS | {PlaceKind.FEATURE} if there else _TOWNS
            source = antecedent(views, at, first, by_sentence, reach=reach, kinds=kinds)
            mayor = towns.get(view.sentence.index)
            if settled and mayor and (source is None or source[1]):
                source = (mayor, True)
            if (settled or there) and source is None:
                known = beside if _is_turned(view, first) else left
                source = antecedent(views, at, first, known, reach=reach)
            if settled and source is None and not any(o.last < first for o in own):
                source = antecedent(views, at, first, about, reach=1)
            if settled and heading and source is None and _begins(views, at, own, by_sentence):
                source = (heading, True)
            if settled and topic and source is None:
                source = (topic, True)
            if source is not None and _is_called(view.word(head), source[0], lexicon):
                back = point_back(view, (first, head, last), source, lexicon)
                made.append(_beside(view, back, lexicon))
                own.append(made[-1])
        made += _plurals(views, at, by_sentence, lexicon)
    return made


def _gone_to(
    view: View, stood: Sequence[PlaceExpression], told: Sequence[PlaceExpression]
) -> list[PlaceExpression]:
    """Return the town that a sentence leads to: the only one, or the goal of people from X."""
    if len(told) == 1:
        return list(stood)
    goals = [e for e in told if e.role is Role.DESTINATION]
    homes = [e for e in told if e.role is Role.ORIGIN]
    if len(goals) != 1 or len(told) != len(homes) + 1:
        return []
    goal = goals[0]
    goes = view.lemma(goal.governor) in _GOING
    return [e for e in stood if goes and goal.first <= e.last <= goal.last]


def _by_sentence(expressions: Iterable[PlaceExpression]) -> dict[int, list[PlaceExpression]]:
    grouped: dict[int, list[PlaceExpression]] = {}
    for expression in expressions:
        grouped.setdefault(expression.sentence, []).append(expression)
    return grouped


def _plurals(
    views: Sequence[View],
    at: int,
    by_sentence: dict[int, list[PlaceExpression]],
    lexicon: Lexicon,
) -> list[PlaceExpression]:
    """Return an expression for each of the places that "both villages" means, with its words."""
    made = []
    for first, head, last, number in find_plurals(views[at]):
        found, inferred = antecedents(views, at, first, by_sentence, number=number)
        for one in found:
            back = point_back(views[at], (first, head, last), (one, inferred), lexicon)
            named = msgspec.structs.replace(back.where, expression=one.where.expression)
            made.append(msgspec.structs.replace(back, where=named))
    return made


def _topic(expressions: Sequence[PlaceExpression]) -> PlaceExpression | None:
    """Return the settlement that a text is about: named often, and far more so than any other."""
    by_place: dict[str, list[PlaceExpression]] = {}
    for one in expressions:
        if _is_settlement(one):
            by_place.setdefault(one.where.places[0].id, []).append(one)
    ranked = sorted(by_place.values(), key=lambda group: (-len(group), group[0].where.places[0].id))
    rival = len(ranked[1]) if len(ranked) > 1 else 0
    if not ranked or len(ranked[0]) < max(_OFTEN, _FAR_MORE * rival):
        return None
    return ranked[0][0]


def _heading(
    views: Sequence[View], by_sentence: dict[int, list[PlaceExpression]]
) -> PlaceExpression | None:
    """Return the one settlement of a headline: "the village" of the first words below it."""
    if len(views) < 2 or views[0].sentence.paragraph == views[1].sentence.paragraph:
        return None
    told = by_sentence.get(views[0].sentence.index, [])
    ended = views[0].word(len(views[0]) - 1) in _FULL_STOPS
    return None if ended or len(told) != 1 else _last_settlement(told, _TOWNS)


def _begins(
    views: Sequence[View],
    at: int,
    own: Sequence[PlaceExpression],
    by_sentence: dict[int, list[PlaceExpression]],
) -> bool:
    """Say whether a sentence is of the first paragraph, which has named no place so far."""
    first = views[1].sentence.paragraph == views[at].sentence.paragraph
    before = views[1:at] if first else ()
    return first and not own and not any(by_sentence.get(v.sentence.index) for v in before)


def _is_called(word: str, source: PlaceExpression, lexicon: Lexicon) -> bool:
    """Say whether a place may be called so: no town is "the village", few are "the capital"."""
    if word == "capital":
        return all(place.name.lower() in lexicon.words.seats for place in source.where.places)
    people = [dict(place.reasons).get("population", 0.0) for place in source.where.places]
    return word not in _VILLAGES or max(people, default=0.0) <= _VILLAGE_POINTS


def _anaphors(
    view: View, own: Sequence[PlaceExpression], lexicon: Lexicon
) -> Iterable[tuple[int, int, int]]:
    """Yield first token, head and last token of each phrase that points back."""
    covered = {at for one in own for at in range(one.first, one.last + 1)}
    for at in range(len(view)):
        if at in covered:
            continue
        if view.word(at) == "there" and view.dep(at) == "advmod":
            yield at, at, at
        elif view.word(at) in lexicon.words.anaphors and (first := _pointer(view, at)) is not None:
            last = _possessed_part(view, at, lexicon)
            if not _described(view, at, last):
                yield first, last, last


def _pointer(view: View, at: int) -> int | None:
    """Return where "the village" or "the same village" begins, None where it points nowhere."""
    same = view.word(at - 1) == "same" and view.word(at) in _SETTLED | _VILLAGES
    first = at - 2 if same else at - 1
    return first if view.word(first) in _DEFINITE else None


def _possessed_part(view: View, at: int, lexicon: Lexicon) -> int:
    """Return the noun of "the city's eastern outskirts", the word itself without one."""
    if view.word(at + 1) not in {"'s", "’s"}:
        return at
    last = at + 2
    while view.pos(last) == "ADJ":
        last += 1
    return last if noun_kind(view.word(last), lexicon, kinds=("part", "feature")) else at


def _described(view: View, at: int, last: int) -> bool:
    """Say whether the noun has a complement of its own: "the village of", "the area near"."""
    after = view.word(last + 1)
    named = view.capital(last + 1) or (last == at and after in {"'s", "’s"})
    return (
        named
        or after in {"of", "near", "around", "where", "between", "that", "which"}
        or (view.dep(at) == "compound")
    )


def antecedent(
    views: Sequence[View],
    at: int,
    before: int,
    by_sentence: dict[int, list[PlaceExpression]],
    *,
    reach: int = _REACH,
    kinds: frozenset[PlaceKind] = _TOWNS,
) -> tuple[PlaceExpression, bool] | None:
    """Return the expression referred to, and whether it stands in another sentence."""
    here = views[at].sentence
    own = [one for one in by_sentence.get(here.index, []) if one.last < before]
    found = _last_settlement(own, kinds)
    if found is not None:
        return found, False
    if own:
        return None
    for view in reversed(views[max(0, at - reach) : at]):
        if view.sentence.paragraph != here.paragraph:
            return None
        found = _last_settlement(by_sentence.get(view.sentence.index, []), kinds)
        if found is not None:
            return found, True
    return None


def _last_settlement(
    expressions: Sequence[PlaceExpression], kinds: frozenset[PlaceKind]
) -> PlaceExpression | None:
    """Return the only settlement that a sentence puts something in; two leave it open."""
    fitting = [one for one in expressions if _is_settlement(one, kinds)]
    ids = {place.id for one in fitting for place in one.where.places}
    return fitting[-1] if len(ids) == 1 else None


def _is_settlement(one: PlaceExpression, kinds: frozenset[PlaceKind] = _TOWNS) -> bool:
    """Say whether an expression puts something in one settlement that is surely meant."""
    return (
        one.role is Role.LOCATION
        and one.where.relation in _INSIDE
        and one.where.shape is not None
        and one.where.unresolved is None
        and len(one.where.places) == 1
        and one.where.places[0].kind in kinds
    )


def point_back(
    view: View,
    phrase: tuple[int, int, int],
    source: tuple[PlaceExpression, bool],
    lexicon: Lexicon,
) -> PlaceExpression:
    """Return the expression of a phrase that points back, with the place of its antecedent."""
    first, head, last = phrase
    antecedent, inferred = source
    preps = lexicon.prepositions
    if view.word(first - 1) in preps.inside | preps.across | preps.origin:
        first -= 1
    governor = _governor(view, first, last, head)
    where = antecedent.where
    return PlaceExpression(
        sentence=view.sentence.index,
        first=first,
        last=last,
        head=head,
        governor=governor,
        role=Role.ORIGIN if view.word(first) in preps.origin else Role.LOCATION,
        where=Where(
            expression=view.span(first, last),
            relation=Relation.IN,
            inferred=inferred,
            shape=where.shape,
            places=where.places,
            context=where.context,
        ),
    )


def _is_turned(view: View, first: int) -> bool:
    """Find "east of the village", not "in the east of the village"."""
    of = view.word(first - 1) == "of" and view.word(first - 3) != "the"
    return of and view.word(first - 2).startswith(POINTS)


def _beside(view: View, back: PlaceExpression, lexicon: Lexicon) -> PlaceExpression:
    """Take "east of the village" for what lies around it."""
    shape = back.where.shape
    if shape is None or not _is_turned(view, back.first):
        return back
    radius = max(shape.radius_m, lexicon.radii_m.near_village)
    around = msgspec.structs.replace(shape, form=Form.DISC, radius_m=radius)
    where = msgspec.structs.replace(back.where, relation=Relation.NEAR, shape=around)
    return msgspec.structs.replace(back, where=where)


def _governor(view: View, first: int, last: int, head: int) -> int | None:
    """Return the first ancestor outside the phrase that is no preposition."""
    at = head
    while view.head(at) != at:
        at = view.head(at)
        if not first <= at <= last and view.pos(at) != "ADP":
            return at
    return None
