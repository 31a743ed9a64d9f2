"""What a place name does in its sentence, told roughly by the words beside it."""

import re
from collections.abc import Sequence
from functools import cache

from geomap.model import Role
from geomap.places.general.judging import Judged
from geomap.places.general.ranking import containers_beside
from geomap.places.words import english

_BEFORE_REVERSED = re.compile(r"\s+(?:eht\s+)?([\w'’-]*\w)")
_AFTER = re.compile(r"\s+([\w'’-]*\w)(?:\s+([\w'’-]*\w))?")
_BODY_OF = re.compile(r"([A-Z]\w+) of (?:the )?$")
_REACH = 32
_BY_SIGN = {
    "before a word for a body": Role.ORGANISATION,
    "after a word for a body": Role.ORGANISATION,
    "after a first name": Role.PERSON,
    "after a title": Role.PERSON,
    "before a verb of saying": Role.METONYM,
    "a government speaks": Role.METONYM,
    "before a street word": Role.STREET,
}


def role_of(text: str, judged: Sequence[Judged], at: int) -> Role:
    """Return the role of a name; what is not told otherwise is a location."""
    one = judged[at]
    if one.proposal.reading.demonym:
        return Role.DEMONYM
    named = next((role for sign, role in _BY_SIGN.items() if sign in one.around), None)
    return named or _title(text, one) or _relation(text, judged, at) or Role.LOCATION


def _title(text: str, one: Judged) -> Role | None:
    """Recognise the "Kharkiv mayor" and the "Ohio state governor", not "in Paris police came"."""
    right = _AFTER.match(text, one.proposal.end, one.proposal.end + _REACH)
    if right is None or "after in or near" in one.around:
        return None
    first, second = right.groups()
    linked = first in english().words.links | english().nouns.admin
    return Role.TITLE if (second if linked else first) in english().nouns.title else None


def _relation(text: str, judged: Sequence[Judged], at: int) -> Role | None:
    """Read the preposition before a name, or the town before its region."""
    one = judged[at].proposal
    if at and containers_beside(text, [judged[at - 1].proposal, one], 0):
        return Role.CONTAINER
    before = text[max(0, one.start - _REACH) : one.start]
    if (body := _BODY_OF.search(before)) and body[1].lower() in english().nouns.organisation:
        return Role.ORGANISATION
    left = _BEFORE_REVERSED.match(before[::-1])
    return _relations().get(left.group(1)[::-1].lower()) if left else None


@cache
def _relations() -> dict[str, Role]:
    preps = english().prepositions
    roles = (
        (preps.origin, Role.ORIGIN),
        (preps.to, Role.DESTINATION),
        (preps.toward, Role.DIRECTION),
        (preps.near, Role.ANCHOR),
    )
    return {word: role for words, role in reversed(roles) for word in words}
