"""Which types belong together."""

from geomap.model import EventType, Mention

STRIKES = frozenset(
    {
        EventType.SHELLING,
        EventType.MISSILE_STRIKE,
        EventType.AIRSTRIKE,
        EventType.DRONE_STRIKE,
        EventType.STRIKE,
    }
)
HARM = frozenset({EventType.CASUALTIES, EventType.DAMAGE})
LEAVING = frozenset({EventType.RETREAT, EventType.DISPLACEMENT, EventType.EVACUATION})
MOVING = LEAVING | {EventType.ADVANCE, EventType.TROOP_MOVEMENT, EventType.AID_DELIVERY}
CAUSES = STRIKES | {EventType.EXPLOSION, EventType.CLASH, EventType.INTERCEPTION}
BELLIGERENT = STRIKES | {
    EventType.ADVANCE,
    EventType.CAPTURE,
    EventType.RETREAT,
    EventType.CLASH,
    EventType.EXPLOSION,
}


def is_unplaced(mention: Mention) -> bool:
    """Say whether a mention has neither a place nor words for one."""
    return mention.where.expression is None and mention.where.shape is None
