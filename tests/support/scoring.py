"""Events as the gold's scorer wants them: one record an event, its marks by name and point."""

import importlib.util
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from geomap.model import Claim, Event, Form

SHARED = Path(__file__).resolve().parents[3] / "shared"


def load_scorer() -> ModuleType:
    """Load the scorer that lies beside the gold."""
    path = SHARED / "bench" / "score_events.py"
    spec = importlib.util.spec_from_file_location("score_events", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_predictions(events: Iterable[Event], claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Return one prediction an event: its lead trigger, and the marks that the map draws."""
    by_id = {claim.id: claim for claim in claims}
    return [_prediction(event, by_id[event.lead_claim]) for event in events]


def _prediction(event: Event, lead: Claim) -> dict[str, Any]:
    speaker = lead.chain[-1]
    return {
        "type": str(event.type),
        "start": lead.trigger.start,
        "end": lead.trigger.end,
        "places": _marks(event) if event.mappable else [],
        "factuality": str(event.factuality),
        "disputed": bool(event.disputed_fields),
        "source": (speaker.name or speaker.role) if len(lead.chain) > 1 else None,
        "actor": event.actor.side if event.actor is not None else None,
    }


def _marks(event: Event) -> list[dict[str, Any]]:
    shape = event.where.shape
    names = [place.name for place in event.where.places]
    names += [] if names else [place.name for place in event.where.context]
    if shape is None:
        return []
    if shape.form is Form.REGION:
        return [{"name": name} for name in names[:1]]
    return [{"name": names[0] if names else "?", "lat": shape.lat, "lon": shape.lon}]
