"""Text from outside, for a terminal."""


def printable(words: str) -> str:
    """Return words in which no control sequence acts on a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words)
