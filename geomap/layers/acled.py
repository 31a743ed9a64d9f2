"""
ACLED's two labels for our types of event.

Checked against ACLED's codebook: a foreign state that gains territory "overtakes" it, displacement
is among the other strategic developments, what is intercepted is a disrupted use of weapons.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from geomap.model import EventType


class SubEvent(NamedTuple):
    """ACLED's two labels of an event."""

    event_type: str
    sub_event_type: str


_BATTLES = "Battles"
_REMOTE = "Explosions/Remote violence"
_STRATEGIC = "Strategic developments"
_SHELLED = SubEvent(_REMOTE, "Shelling/artillery/missile attack")
_FROM_AIR = SubEvent(_REMOTE, "Air/drone strike")
_OTHER = SubEvent(_STRATEGIC, "Other")

ACLED_BY_TYPE: Mapping[EventType, SubEvent] = MappingProxyType(
    {
        EventType.RETREAT: SubEvent(_STRATEGIC, "Non-violent transfer of territory"),
        EventType.CLASH: SubEvent(_BATTLES, "Armed clash"),
        EventType.TROOP_MOVEMENT: SubEvent(_STRATEGIC, "Change to group/activity"),
        EventType.SHELLING: _SHELLED,
        EventType.MISSILE_STRIKE: _SHELLED,
        EventType.AIRSTRIKE: _FROM_AIR,
        EventType.DRONE_STRIKE: _FROM_AIR,
        EventType.STRIKE: _SHELLED,
        EventType.EXPLOSION: SubEvent(_REMOTE, "Remote explosive/landmine/IED"),
        EventType.INTERCEPTION: SubEvent(_STRATEGIC, "Disrupted weapons use"),
        EventType.DAMAGE: SubEvent(_STRATEGIC, "Looting/property destruction"),
        EventType.DISPLACEMENT: _OTHER,
        EventType.EVACUATION: _OTHER,
        EventType.AID_OBSTRUCTION: _OTHER,
        EventType.AID_DELIVERY: _OTHER,
    }
)
ACLED_BY_MODE: Mapping[tuple[EventType, str], SubEvent] = MappingProxyType(
    {(EventType.AID_OBSTRUCTION, "attacked"): SubEvent("Violence against civilians", "Attack")}
)
REGAINED = SubEvent(_BATTLES, "Government regains territory")
OVERTAKEN = SubEvent(_BATTLES, "Non-state actor overtakes territory")


def acled_labels(
    kind: EventType,
    *,
    mode: str | None = None,
    side: str | None = None,
    country: str | None = None,
) -> SubEvent | None:
    """
    Give ACLED's labels for a type; None where it has none.

    Casualties are a number in ACLED, and an advance is coded only where a clash is reported.

    Parameters
    ----------
    kind
        Type of the event.
    mode
        Its variant, such as "attacked".
    side
        Side that acts; a capture by the country's own side is regained territory, by any other
        it is overtaken (ACLED counts foreign forces there).
    country
        ISO 3166-1 alpha-2 code of the country, by UN recognition.
    """
    if kind is EventType.CAPTURE:
        if side is None or country is None:
            return None
        return REGAINED if side == country else OVERTAKEN
    if mode is not None and (kind, mode) in ACLED_BY_MODE:
        return ACLED_BY_MODE[kind, mode]
    return ACLED_BY_TYPE.get(kind)
