"""Text for formats that cannot hold every character."""

import re

from geomap.layers.utf8 import encode_json

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SIGNS = "=+\\-@\uff1d\uff0b\uff0d\uff20"  # the wide ones are read as the narrow in some locales
_FORMULA = re.compile(rf"[{_SIGNS}\t\r\n]|\s+[{_SIGNS}]")


def plain_text(text: str) -> str:
    """Return a text that XML and tables can hold: U+FFFD for control characters and surrogates."""
    return text if text.isprintable() else _UNPRINTABLE.sub("\ufffd", text)


def inert_cell(text: str) -> str:
    """
    Return a text that a spreadsheet shows and does not calculate.

    What could be read as a formula gets an apostrophe in front, as OWASP advises.
    """
    if text[:1].isalnum() and text.isprintable():
        return text
    text = plain_text(text)
    return f"'{text}" if _FORMULA.match(text) else text


def json_text(value: object) -> str:
    """Return a list or an object as JSON that UTF-8 can hold."""
    return encode_json(value).decode()
