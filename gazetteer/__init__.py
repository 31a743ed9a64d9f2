"""Places: names to coordinates, offline, with reasons. Knows nothing of events or maps."""
