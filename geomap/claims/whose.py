"""Whose forces act, where not their own words but the speaker, the land or the victim tells it."""

from typing import NamedTuple

from msgspec.structs import replace

from geomap.claims.lexicon import Speech
from geomap.model import EventType, Mention, Party, Source, SourceKind
from geomap.sides import Sides

_STRIKES = frozenset(
    {
        EventType.SHELLING,
        EventType.MISSILE_STRIKE,
        EventType.AIRSTRIKE,
        EventType.DRONE_STRIKE,
        EventType.STRIKE,
    }
)
_ARMY = "military"  # a target that a side tells of as hit by itself


class Telling(NamedTuple):
    """A mention, who tells it and in which sentence, and what words and names stand for."""

    mention: Mention
    speaker: Source | None
    quoted: str
    speech: Speech
    sides: Sides

    @property
    def side(self) -> str | None:
        """The side of who speaks, if it is one of those that fight."""
        side = None if self.speaker is None else self.speaker.side
        return side if side in self.sides.belligerents else None

    @property
    def lands(self) -> set[str | None]:
        """The sides that hold the places of the mention, None for land that both hold."""
        places = self.mention.where.places
        return {self.sides.guarding(p.country, p.admin1) for p in places}

    def has(self, words: str, name: str) -> bool:
        """Say whether one of the words is in a list."""
        return not self.speech.listed(name).isdisjoint(words.lower().split())


def name_side(telling: Telling) -> Party | None:
    """
    Return who acts, with a side if somebody tells it.

    "We" and "our troops" are the side of who speaks, "the enemy" and "militants" the other one. An
    air defence is that of the land over which it shoots, else of who tells it. A strike of which
    nobody is said to be the author is done by those who fight whom it hits.
    """
    actor, told = telling.mention.actor, telling.side
    if actor is None:
        side, words = _untold(telling), telling.mention.trigger
        if side is None:
            return None
        return Party(text=words.text, start=words.start, end=words.end, side=side)
    if telling.has(actor.text, "first_person"):
        return replace(actor, side=told or actor.side)
    if telling.has(actor.text, "opponent"):
        return replace(actor, side=telling.sides.opponent(told or _hit_land(telling)) or actor.side)
    if actor.side is None and telling.mention.type is EventType.INTERCEPTION:
        return replace(actor, side=_guard(telling, actor))
    unknown = told is not None and actor.side is None
    return replace(actor, side=told) if unknown and _is_own(telling, actor) else actor


def _hit_land(telling: Telling) -> str | None:
    """Return whose land "the enemy" strikes, where one side holds it all."""
    lands = telling.lands if telling.mention.type in _STRIKES else set()
    return next(iter(lands)) if len(lands) == 1 else None


def _is_own(telling: Telling, actor: Party) -> bool:
    """Say whether forces without a name are those of who speaks: "the army", a staff's "troops"."""
    *before, last = actor.text.split()
    staff = telling.speaker is not None and telling.speaker.kind is SourceKind.MILITARY
    staff = staff or telling.mention.type is EventType.RETREAT  # of a loss everybody tells his own
    alone = [word.lower() for word in before] == ["the"] or (not before and staff)
    return alone and telling.has(last, "own_forces")


def _guard(telling: Telling, actor: Party) -> str | None:
    """Return the side of an air defence that no side is told of."""
    words = actor.text.lower()
    if not any(name in words for name in telling.speech.listed("air_defence")):
        return None
    lands = telling.lands
    return next(iter(lands)) if len(lands) == 1 and None not in lands else telling.side


def _untold(telling: Telling) -> str | None:
    """Return the side of whom no words tell: who shot down what is told of, or who struck."""
    mention, sides = telling.mention, telling.sides
    hit = mention.affected
    foe = sides.opponent(hit.side) if hit is not None and hit.side is not None else None
    if mention.type is EventType.INTERCEPTION:
        foreign = telling.lands - {None, telling.side}
        return foe or (None if foreign else telling.side)
    if mention.type not in _STRIKES or foe is not None:
        return foe if mention.type in _STRIKES else None
    if hit is not None and telling.has(hit.text, "opponent"):
        return telling.side
    return _striker(telling)


def _striker(telling: Telling) -> str | None:
    """
    Return whose strike it is by the land that it hits, None where nobody tells.

    Who reports what hit the land of his own side tells who shot, also an official whose name is
    unknown; on land that both hold only an official does, who speaks of what he governs. A weapon
    of the side that is hit belies it.
    """
    speaker, sides, lands = telling.speaker, telling.sides, telling.lands
    if speaker is None or telling.mention.target == _ARMY or len(lands) != 1:
        return None
    land = next(iter(lands))
    civil = speaker.kind is SourceKind.OFFICIAL
    host = telling.side or (land if civil and speaker.side is None else None)
    own = host is not None and (land == host or (land is None and civil))
    return sides.opponent(host) if own and sides.wielder(telling.quoted) != host else None
