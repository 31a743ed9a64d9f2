"""Who speaks all of a post: the name that stands over it, "Oleh Syniehubov, governor:"."""

import re
from collections.abc import Sequence

from geomap.claims.lexicon import Speech
from geomap.model import Source, SourceKind, Toponym
from geomap.sides import Sides

_HEAD = re.compile(r"\W*(?P<who>[^\W\d_][^:\n]{4,100}):[ \t]*\n")
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґё][\w’'ʼ-]+(?: [^\W\d_a-zа-яіїєґё][\w’'ʼ-]+){1,2}")
_WORD = re.compile(r"[^\W\d_]+")


def heading_speaker(
    text: str, speech: Speech, sides: Sides, toponyms: Sequence[Toponym]
) -> Source | None:
    """
    Return who is named on a line of its own over a text, before a colon; None where nobody is.

    It is a person, or an office by its words; a town over its news speaks nothing.
    """
    head = _HEAD.match(text)
    if head is None:
        return None
    start, end = head.span("who")
    who = text[start:end].rstrip()
    kind = _kind_of(who, speech)
    name = _NAME.match(who)
    if any(t.start <= start and t.end >= start + len(who) for t in toponyms):
        name = None  # a town over its news; a surname may be a village's name as well
    if kind is None and name is None:
        return None
    said = who if name is None else name.group()
    known = sides.find(who)
    return Source(
        name=said,
        kind=kind or SourceKind.OTHER,
        named=True,
        anonymous=False,
        side=None if known is None else known.side,
        start=start,
        end=start + len(said),
    )


def _kind_of(who: str, speech: Speech) -> SourceKind | None:
    """Return the kind that the words of an office tell."""
    words = {word.lower() for word in _WORD.findall(who)}
    return next((SourceKind(k) for k, known in speech.kinds.items() if words & known), None)
