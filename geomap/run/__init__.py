"""From text to map: the stages tied together."""
