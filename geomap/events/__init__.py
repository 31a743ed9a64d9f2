"""Placed names to event mentions."""

from geomap.events.extract import extract_mentions
from geomap.events.triggers import find_triggers

__all__ = ["extract_mentions", "find_triggers"]
