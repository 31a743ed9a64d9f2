"""Roads that a text speaks of again: "on this road", after what lay between two towns."""

from collections.abc import Iterator, Sequence

import msgspec

from geomap.model import Form, PlaceExpression
from geomap.places.anaphora import point_back
from geomap.places.grammar import View
from geomap.places.words import Lexicon

_WAYS = frozenset({"road", "route", "highway", "stretch", "section", "track"})
_POINTING = frozenset({"this", "that", "same"})
_NAMED = frozenset({"of", "between", "from", "to", "into", "near"})
_REACH = 2  # sentences back to the two towns


def refer_to_roads(
    views: Sequence[View], expressions: Sequence[PlaceExpression], lexicon: Lexicon
) -> list[PlaceExpression]:
    """Return expressions for "this road", which take the corridor told of last before them."""
    corridors = [e for e in expressions if e.where.shape and e.where.shape.form is Form.CORRIDOR]
    made = []
    for view in views if corridors else ():
        here = view.sentence.index
        before = [e for e in corridors if 0 <= here - e.sentence <= _REACH]
        before = [e for e in before if _is_same_paragraph(views, e.sentence, view)]
        for at in _ways(view) if view.parsed else ():
            told = [e for e in before if e.sentence < here or e.last < at]
            if told:
                source = max(told, key=lambda e: (e.sentence, e.last))
                back = point_back(view, (at - 1, at, at), (source, source.sentence < here), lexicon)
                relation = source.where.relation
                where = msgspec.structs.replace(back.where, relation=relation)
                made.append(msgspec.structs.replace(back, where=where))
    return made


def _ways(view: View) -> Iterator[int]:
    for at in range(1, len(view)):
        pointing = view.word(at) in _WAYS and view.word(at - 1) in _POINTING
        if pointing and view.word(at + 1) not in _NAMED:
            yield at


def _is_same_paragraph(views: Sequence[View], sentence: int, view: View) -> bool:
    by_index = {v.sentence.index: v.sentence.paragraph for v in views}
    return by_index[sentence] == view.sentence.paragraph
