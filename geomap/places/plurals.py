"""Words that point back to several places: "both villages", "these towns", "all three cities"."""

from collections.abc import Iterable, Sequence

from gazetteer.model import PlaceKind
from geomap.model import PlaceExpression, Relation, Role
from geomap.places.grammar import View

_POINTING = frozenset({"these", "those", "both"})
_SETTLED = frozenset({"villages", "towns", "cities", "settlements", "hamlets"})
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "2": 2, "3": 3, "4": 4}
_LEADING = _POINTING | frozenset(_NUMBERS) | {"all", "of", "the"}
_NAMED = frozenset({"of", "near", "around", "between", "in"})
_RELATIONS = frozenset(
    {Relation.IN, Relation.AT, Relation.TO, Relation.TOWARD, Relation.FROM, Relation.PART_OF}
)


def find_plurals(view: View) -> Iterable[tuple[int, int, int, int | None]]:
    """Yield first token, head, last token and how many are meant (None: not said)."""
    for at in range(len(view)):
        if view.word(at) not in _SETTLED:
            continue
        first = at
        while first > 0 and view.word(first - 1) in _LEADING:
            first -= 1
        words = [view.word(i) for i in range(first, at)]
        told = [_NUMBERS[word] for word in words if word in _NUMBERS]
        number = 2 if "both" in words else next(iter(told), None)
        pointing = bool(_POINTING & set(words)) or ("the" in words and number is not None)
        named = view.capital(at + 1) or view.word(at + 1) in _NAMED
        if (pointing or ("all" in words and number)) and not named:
            yield first, at, at, number


def antecedents(
    views: Sequence[View],
    at: int,
    before: int,
    by_sentence: dict[int, list[PlaceExpression]],
    *,
    number: int | None,
) -> tuple[list[PlaceExpression], bool]:
    """
    Return the settlements that a plural means, and whether they stand in another sentence.

    They are those named last in one role, in the same sentence or the one before it in its
    paragraph, and as many as are said to be.
    """
    here = views[at].sentence
    own = [one for one in by_sentence.get(here.index, []) if one.last < before]
    for view in reversed(views[max(0, at - 1) : at + 1]):
        if view.sentence.paragraph != here.paragraph:
            break
        same = view.sentence.index == here.index
        named = own if same else by_sentence.get(view.sentence.index, [])
        found = _of_last_role(named)
        if len(found) == number or (number is None and len(found) > 1):
            return found, not same
        if found:
            break
    return [], False


def _of_last_role(expressions: Sequence[PlaceExpression]) -> list[PlaceExpression]:
    fitting = [one for one in expressions if _is_settlement(one)]
    role = fitting[-1].role if fitting else Role.LOCATION
    by_id = {one.where.places[0].id: one for one in fitting if one.role is role}
    return list(by_id.values())


def _is_settlement(one: PlaceExpression) -> bool:
    where = one.where
    known = where.shape is not None and where.unresolved is None and where.relation in _RELATIONS
    return known and [place.kind for place in where.places] == [PlaceKind.SETTLEMENT]
