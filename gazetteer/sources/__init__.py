"""Readers of places: one module for each source, all yielding the same record."""
