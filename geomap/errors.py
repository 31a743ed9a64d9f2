"""The error tree: one root, and each leaf is also a builtin that callers may already catch."""


class GeomapError(Exception):
    """Root of all errors that geomap raises on purpose; its text says what to do."""


class InputError(GeomapError, ValueError):
    """An input cannot be read as documents: it is missing, binary, empty or malformed."""


class RecordError(GeomapError, ValueError):
    """A stored record cannot be read back."""


class LexiconError(GeomapError, ValueError):
    """A file of trigger words, sides or sources does not follow its format."""


class ExportError(GeomapError, OSError):
    """An output file cannot be written."""


class UnknownEventError(GeomapError, LookupError):
    """There is no event of that id."""
