"""The weapon of a headline's strike, which the first sentences under it name."""

from collections.abc import Sequence

from msgspec import structs

from geomap.events.families import STRIKES
from geomap.model import EventType, Mention, Sentence

_REACH = 4  # sentences under a headline that tell the same again


def name_weapons(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> list[Mention]:
    """
    Return the mentions with the strike of a headline told as the text right under it tells it.

    "Strike kills four in X" over "A missile hit a restaurant in X" is that missile strike; where
    the text names two kinds of strikes there, or another place, the headline's stays as it is.
    """
    if len(sentences) < 2 or sentences[0].paragraph == sentences[1].paragraph:
        return list(mentions)
    first = sentences[0].index
    under = [m for m in mentions if first < m.sentence <= first + _REACH and m.type in STRIKES]
    return [_as_told_under(m, under) if m.sentence == first else m for m in mentions]


def _as_told_under(mention: Mention, under: Sequence[Mention]) -> Mention:
    places = {place.id for place in mention.where.places}
    same = [m for m in under if places & {place.id for place in m.where.places}]
    kinds = {m.type for m in same} - {EventType.STRIKE}
    if mention.type is not EventType.STRIKE or len(kinds) != 1:
        return mention
    return structs.replace(mention, type=kinds.pop())
