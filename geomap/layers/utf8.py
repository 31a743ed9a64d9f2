"""Text that UTF-8 can hold: half a character, which only an escape can write, becomes U+FFFD."""

import msgspec

_encode = msgspec.json.Encoder().encode


def without_surrogates(value: object) -> object:
    """Return a text, or any nesting of texts, with U+FFFD for each lone surrogate."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, list | tuple):
        return [without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {without_surrogates(key): without_surrogates(it) for key, it in value.items()}
    return value


def encode_json(value: object) -> bytes:
    """Return a value as JSON, without the lone surrogates of its texts."""
    try:
        return _encode(value)
    except UnicodeEncodeError:
        return _encode(without_surrogates(value))
