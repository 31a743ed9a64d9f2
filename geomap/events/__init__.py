"""Placed names to event mentions."""
