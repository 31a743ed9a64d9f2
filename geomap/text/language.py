"""Which language a text is in."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = (
    *("ar", "be", "bg", "cs", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hu", "it"),
    *("ja", "ka", "ko", "lt", "lv", "nl", "pl", "pt", "ro", "ru", "sk", "sr", "sv", "tr", "uk"),
    "zh",
)
UNDETERMINED = "und"
_SAMPLE = 4_000


def detect_language(text: str) -> str:
    """
    Name the language of a text, judged by its beginning.

    Parameters
    ----------
    text
        Clean text.

    Returns
    -------
    language
        ISO 639-1 code, one of `LANGUAGES`, or "und" for a text without letters.
    """
    sample = text[:_SAMPLE]
    if not any(map(str.isalpha, sample)):
        return UNDETERMINED
    return _classifier()(sample)


@cache
def _classifier() -> "Callable[[str], str]":
    import py3langid  # noqa: PLC0415 - loads numpy and a model

    py3langid.set_languages(list(LANGUAGES))
    return lambda text: str(py3langid.classify(text)[0])
