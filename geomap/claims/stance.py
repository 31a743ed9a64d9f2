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
_GAINS = frozenset({EventType.ADVANCE, EventType.CAPTURE})
_OFFICIALS = frozenset({SourceKind.MILITARY, SourceKind.OFFICIAL})
_SPACE = re.compile(r"\s+")

Verdict = tuple[Stance, Factuality]


def judge(mention: Mention, attribution: Attribution, *, unverified: bool) -> Verdict:
    """
    Return stance and factuality of one claim.

    What grammar says of the event itself (planned, hypothetical, negated, hedged) stands before
    what the word of saying adds, but for a denial. "Confirmed" is only what its adverse party or
    somebody independent confirms.
    """
    if attribution.stance is Stance.DENY:
        return Stance.DENY, Factuality.DENIED
    if mention.modality in _STANCES:
        return _STANCES[mention.modality], mention.modality
    if attribution.stance is Stance.CONFIRM and _is_adverse(mention, attribution):
        return Stance.CONFIRM, Factuality.CONFIRMED
    if attribution.stance is Stance.ALLEGE or unverified:
        return Stance.ALLEGE, Factuality.ALLEGED
    if attribution.stance is Stance.CONFIRM:
        return Stance.CONFIRM, Factuality.ASSERTED
    return Stance.ASSERT, Factuality.ASSERTED


def is_unverified(following: str, speech: Speech) -> bool:
    """Say whether a sentence tells that what stood before it could not be checked."""
    words = _SPACE.sub(" ", following.lower().replace("’", "'"))
    return any(phrase in words for phrase in speech.unverified["phrases"])


def _is_adverse(mention: Mention, attribution: Attribution) -> bool:
    """Say whether the event speaks against the one who confirms it, or that one is independent."""
    source = attribution.links[-1] if attribution.links else None
    speaker = source.side if source is not None else None
    actor = mention.actor.side if mention.actor is not None else None
    if speaker is None:
        return mention.type in _LOSSES and source is not None and source.kind in _OFFICIALS
    if speaker == THIRD:
        return True
    if mention.type in _LOSSES:
        return actor in {None, speaker}
    if mention.type in _GAINS:
        return actor is not None and actor != speaker
    return actor == speaker
