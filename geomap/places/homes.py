"""What is one's own is where one is from: "a man from X was wounded in his garden"."""

from collections.abc import Iterator, Sequence

from geomap.model import PlaceExpression, Role
from geomap.places.anaphora import point_back
from geomap.places.expressions import Placed, stand_for_town
from geomap.places.grammar import View
from geomap.places.words import Lexicon

_FROM = frozenset({Role.ORIGIN, Role.AFFILIATION})
_THEIRS = frozenset({"his", "her", "their"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj"})


def refer_home(view: View, placed: Sequence[Placed], lexicon: Lexicon) -> list[PlaceExpression]:
    """Return expressions for "in his garden" where the sentence tells where its owner is from."""
    if not view.parsed or any(one.role is Role.LOCATION for one in placed):
        return []
    owners = [at for at, one in enumerate(placed) if _is_from(view, one)]
    if len(owners) != 1:
        return []
    town = stand_for_town(view, placed, owners[0], lexicon)
    return [
        point_back(view, (at - 1, at, at), (town, True), lexicon)
        for at in _own_grounds(view, lexicon)
        if at > town.last and town.where.shape is not None
    ]


def _is_from(view: View, one: Placed) -> bool:
    """Find "a farmer from X" who does something or has it done to him."""
    governor = one.frame.governor
    person = governor is not None and view.dep(governor) in _SUBJECTS
    return person and one.role in _FROM and one.frame.relation_word == "from"


def _own_grounds(view: View, lexicon: Lexicon) -> Iterator[int]:
    for at in range(2, len(view)):
        inside = view.word(at - 2) in lexicon.prepositions.inside | lexicon.prepositions.near
        if inside and view.word(at - 1) in _THEIRS and view.word(at) in lexicon.words.homestead:
            yield at
