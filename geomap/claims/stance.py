"""What a source does with a happening, and what that makes of it."""

import re

from geomap.claims.lexicon import Speech
from geomap.claims.speakers import Attribution
from geomap.model import EventType, Factuality, Mention, SourceKind, Stance
from geomap.sides import THIRD

_STANCES = {
    Factuality.PLANNED: Stance.PLAN,
    Factuality.HYPOTHETICAL: Stance.PREDICT,
    Factuality.DENIED: Stance.DENY,
    Factuality.ALLEGED: Stance.ALLEGE,
}
_LOSSES = frozenset({EventType.RETREAT})
_HARM = frozenset({EventType.CASUALTIES, EventType.DAMAGE})
_GAINS = frozenset({EventType.ADVANCE, EventType.CAPTURE})
_OFFICIALS = frozenset({SourceKind.MILITARY, SourceKind.OFFICIAL})
_SPACE = re.compile(r"\s+")

Verdict = tuple[Stance, Factuality]


def judge(mention: Mention, attribution: Attribution, *, unverified: bool) -> Verdict:
    """
    Return stance and factuality of one claim.

    What grammar says of the event itself (planned, hypothetical, negated, hedged) stands before
    what the word of saying adds, but for a denial. "Confirmed" is only what its adverse party or
    somebody independent confirms; a side that simply tells its own loss admits it.
    """
    if attribution.stance is Stance.DENY:
        return Stance.DENY, Factuality.DENIED
    if mention.modality in _STANCES:
        return _STANCES[mention.modality], mention.modality
    confirms = attribution.stance is Stance.CONFIRM
    if confirms and _is_adverse(mention, attribution):
        return Stance.CONFIRM, Factuality.CONFIRMED
    if attribution.stance is Stance.ALLEGE or unverified:
        return Stance.ALLEGE, Factuality.ALLEGED
    admitted = _is_admitted(mention, attribution)
    return (
        Stance.CONFIRM if confirms or admitted else Stance.ASSERT,
        Factuality.CONFIRMED if admitted else Factuality.ASSERTED,
    )


def is_unverified(after: str, speech: Speech) -> bool:
    """Say whether what stands after a trigger tells that it could not be checked."""
    words = _SPACE.sub(" ", after.lower().replace("’", "'"))
    return any(phrase in words for phrase in speech.unverified["phrases"])


def _is_admitted(mention: Mention, attribution: Attribution) -> bool:
    """Say whether a side itself tells what it lost, not somebody of it who hides his name."""
    source = attribution.links[-1] if attribution.links else None
    if source is None or source.side in {None, THIRD} or source.anonymous:
        return False
    actor = mention.actor.side if mention.actor is not None else None
    return mention.type in _LOSSES and actor == source.side and source.kind in _OFFICIALS


def _is_adverse(mention: Mention, attribution: Attribution) -> bool:
    """Say whether the event speaks against the one who confirms it, or that one is independent."""
    source = attribution.links[-1] if attribution.links else None
    speaker = source.side if source is not None else None
    actor = mention.actor.side if mention.actor is not None else None
    if speaker is None:
        return mention.type in _LOSSES and source is not None and source.kind in _OFFICIALS
    if speaker == THIRD:
        return True
    if mention.type in _HARM and mention.affected is not None:
        return mention.affected.side == speaker
    if mention.type in _LOSSES:
        return actor in {None, speaker}
    if mention.type in _GAINS:
        return actor is not None and actor != speaker
    return actor == speaker
