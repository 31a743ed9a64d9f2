"""Sentences to placed names."""
