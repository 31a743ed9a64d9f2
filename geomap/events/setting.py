"""A sentence with what is known about its names, for the rules to look at."""

from collections.abc import Sequence

from gazetteer.model import PlaceKind
from geomap.events.lexicon import Lexicon
from geomap.events.relations import Setting
from geomap.grammar import Grammar
from geomap.model import PlaceExpression, Role, Sentence, Toponym
from geomap.sides import Sides

_VILLAGE = 18.5  # points of a place of 5,000 people, see `geomap.places.reasons`


def read_setting(
    text: str,
    sentence: Sentence,
    expressions: Sequence[PlaceExpression],
    toponyms: Sequence[Toponym],
    sides: Sides,
    lexicon: Lexicon,
) -> Setting:
    """Return a parsed sentence with the tokens of its names, by what they stand for."""
    tokens = sentence.tokens
    assert tokens is not None  # noqa: S101 (the caller passes parsed sentences only)
    inside = [
        (i, name)
        for name in toponyms
        for i, start in enumerate(tokens.starts)
        if name.start <= start < name.end
    ]
    heads = {e.head for e in expressions if e.where.shape is not None}
    return Setting(
        Grammar(tokens),
        text,
        place_tokens=frozenset({i for i, _ in inside} | heads),
        state_tokens=frozenset(i for i, name in inside if name.role is Role.METONYM),
        settlement_tokens=frozenset(i for i, name in inside if _is_settlement(name)),
        village_tokens=frozenset(i for i, name in inside if _is_village(name)),
        sides=sides,
        lexicon=lexicon,
    )


def _is_settlement(name: Toponym) -> bool:
    """Say whether a name stands for a settlement where something is, not for who acts there."""
    known = name.place is not None and name.place.kind == PlaceKind.SETTLEMENT
    return known and name.role is Role.LOCATION


def _is_village(name: Toponym) -> bool:
    """Say whether a name is that of a small settlement, or of one that many or none bear."""
    if name.place is None:
        return name.role is Role.LOCATION and name.unresolved is not None
    return _is_settlement(name) and dict(name.place.reasons).get("population", 0) <= _VILLAGE
