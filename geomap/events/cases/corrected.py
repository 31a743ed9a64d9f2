"""Places that a sentence takes back: "по Лозовій... ні, по Слатиному"."""

from collections.abc import Sequence
from itertools import pairwise

from geomap.model import PlaceExpression


def without_corrected(
    expressions: Sequence[PlaceExpression], words: Sequence[str], corrects: frozenset[str]
) -> list[PlaceExpression]:
    """Leave out each place of a sentence after which it says "no" and names the next one."""
    taken = [
        one
        for one, after in pairwise(sorted(expressions, key=lambda e: e.first))
        if _first_word(words[one.last + 1 : after.first]) in corrects
    ]
    return [one for one in expressions if one not in taken]


def _first_word(words: Sequence[str]) -> str:
    return next((word.lower() for word in words if word[:1].isalpha()), "")
