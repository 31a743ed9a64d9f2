"""Words that point back to a region: "two more in the region", "died in his region"."""

from collections.abc import Iterator, Sequence

from gazetteer.model import PlaceKind
from geomap.model import PlaceExpression, Role
from geomap.places.anaphora import point_back
from geomap.places.expressions import Placed, stand_for_town
from geomap.places.grammar import View
from geomap.places.words import Lexicon

_POINTING = frozenset({"the", "this", "his", "her", "its", "our", "their"})
_CALLED = frozenset({"region", "oblast", "province"})
_SILENT = frozenset({Role.BACKGROUND, Role.DEMONYM, Role.METONYM, Role.PERSON, Role.ORGANISATION})


def refer_to_provinces(
    views: Sequence[View], placed: Sequence[Sequence[Placed]], lexicon: Lexicon
) -> list[PlaceExpression]:
    """
    Return expressions for "in the region" after the one region that a text has named so far.

    Also where only an office names it: "the governor of X region said two died in his region".
    Several regions leave it open.
    """
    made = []
    named: dict[str, PlaceExpression] = {}
    for view, group in zip(views, placed, strict=True):
        for at, one in enumerate(group):
            if _is_region(one) and one.place is not None:
                named.setdefault(one.place.id, stand_for_town(view, group, at, lexicon))
        region = next(iter(named.values())) if len(named) == 1 else None
        if region is not None and view.parsed and region.where.shape is not None:
            own = region.sentence == view.sentence.index
            made += [
                point_back(view, (at - 1, at, at), (region, not own), lexicon)
                for at in _pointers(view, lexicon)
                if not own or at > region.last
            ]
    return made


def _is_region(one: Placed) -> bool:
    return one.place is not None and one.place.kind is PlaceKind.ADMIN1 and one.role not in _SILENT


def _pointers(view: View, lexicon: Lexicon) -> Iterator[int]:
    """Yield each "region" of "in the region" that no name goes with."""
    for at in range(2, len(view)):
        inside = view.word(at - 2) in lexicon.prepositions.inside | {"across", "throughout"}
        pointed = inside and view.word(at - 1) in _POINTING and view.word(at) in _CALLED
        if pointed and not view.capital(at + 1) and view.word(at + 1) not in {"of", "'s", "’s"}:
            yield at
