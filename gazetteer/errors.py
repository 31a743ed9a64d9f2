"""The error tree of the gazetteer: one root, and each leaf is also a builtin."""


class GazetteerError(Exception):
    """Root of all errors that the gazetteer raises on purpose; its text says what to do."""


class IndexDamagedError(GazetteerError, OSError):
    """An index folder is missing, incomplete, of an older format, or fails its checksums."""


class SourceError(GazetteerError, ValueError):
    """A source file of places does not follow its format."""


class TheatreError(GazetteerError, ValueError):
    """A theatre is unknown, or one of its files does not follow its format."""


class RemoteError(GazetteerError, ValueError):
    """A geocoder on the network is set up wrongly, or its answers cannot be kept on disk."""
