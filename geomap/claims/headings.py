"""Who speaks all of a post: the name that stands over it, "Oleh Syniehubov, governor:"."""

import re
from collections.abc import Sequence

from geomap.claims.lexicon import Speech
from geomap.model import Source, SourceKind, Toponym
from geomap.sides import Sides

_HEAD = re.compile(r"\W*(?P<who>[^\W\d_][^:\n]{4,100}):[ \t]*\n")
_NAME = re.compile(r"[^\W\d_a-zа-яіїєґё][\w’'ʼ-]+(?: [^\W\d_a-zа-яіїєґё][\w’'ʼ-]+){1,2}")
_OVER = re.compile(r"\W*(?P<who>[^\W\d_][^\n]{8,110}?)(?:\n|[:.] (?=[^\W\d_a-z]))")
_PART = re.compile(r"[^,/|()\u2013\u2014]+(?:(?<=\d)\u2013[^,/|()\u2014]+)?")
_GROUPS = frozenset({"persons", "institutions", "forces"})
_FEW = 8  # words
_WORD = re.compile(r"[^\W\d_]+")


def heading_speaker(
    text: str, speech: Speech, sides: Sides, toponyms: Sequence[Toponym]
) -> Source | None:
    """
    Return who is named on a line of its own over a text, before a colon; None where nobody is.

    It is a person, or an office by its words; a town over its news speaks nothing. Beside an
    office or a date the line needs no colon: "Russian MoD briefing, 1-7 November".
    """
    head = _HEAD.match(text)
    if head is None:
        return _dated_speaker(text, speech, sides)
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


def _dated_speaker(text: str, speech: Speech, sides: Sides) -> Source | None:
    """Return who stands over a text with nothing but an office, a date or "press statement"."""
    head = _OVER.match(text)
    if head is None:
        return None
    parts = [m for m in _PART.finditer(text, *head.span("who")) if m.group().strip()]
    named = [m for m in parts if _is_of_side(m.group(), sides)]
    others = [m for m in parts if m not in named]
    if not named or not others or not all(_is_beside(m.group(), speech) for m in others):
        return None
    first = next((m for m in named if _NAME.fullmatch(m.group().strip())), named[0])
    who = first.group().strip()
    start = first.start() + first.group().index(who)
    member = sides.find(who)
    return Source(
        name=who,
        kind=_kind_of(" ".join(m.group() for m in parts), speech) or SourceKind.OTHER,
        named=True,
        anonymous=False,
        side=None if member is None else member.side,
        start=start,
        end=start + len(who),
    )


def _is_of_side(part: str, sides: Sides) -> bool:
    """Say whether a part of a heading is a name of those who fight, and no clause about them."""
    words = part.split()
    member = sides.find(part)
    known = member is not None and member.group in _GROUPS and member.side in sides.belligerents
    plain = all(w[0].isupper() or w in {"of", "the", "and", "briefing"} for w in words)
    return known and plain and len(words) <= _FEW


def _is_beside(part: str, speech: Speech) -> bool:
    """Say whether a part of a heading only tells an office, a date, or what kind of text it is."""
    if any(c.isdigit() for c in part):
        return len(part.split()) <= _FEW // 2
    words = {word.lower() for word in _WORD.findall(part)}
    beside = speech.listed("headings")
    return bool(words & beside) and len(words) <= _FEW // 2


def _kind_of(who: str, speech: Speech) -> SourceKind | None:
    """Return the kind that the words of an office tell."""
    words = {word.lower() for word in _WORD.findall(who)}
    return next((SourceKind(k) for k, known in speech.kinds.items() if words & known), None)
