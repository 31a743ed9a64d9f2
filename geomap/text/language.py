"""Which language a text is in."""

import re
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
_TINY = 60
_SHORT = 300  # letters below which a classifier is often wrong about a headline
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_ACCENTED = re.compile("[\u00c0-\u024f]")
# letters of other languages in Cyrillic; in Russian ъ is rare, in Bulgarian it is not
_OTHERS = re.compile("[ўђѓѕјљњћќџъ\u0492-\u04ff]", re.IGNORECASE)
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэё]", re.IGNORECASE)
# words that tell Ukrainian from Russian where no letter does, and English from its kin
_WORDS = {
    "uk": frozenset(["та", "й", "у", "з", "що", "щоб", "від", "під", "про", "як", "це", "за"]),
    "ru": frozenset(["и", "с", "что", "чтобы", "от", "об", "из", "как", "это", "со", "во", "под"]),
    "en": frozenset(
        ["the", "of", "and", "near", "after", "from", "with", "by", "were", "was", "said", "says"]
    ),
}


def detect_language(text: str) -> str:
    """
    Name the language of a text, judged by its beginning.

    Ukrainian and Russian are told apart by their letters first (і ї є ґ against ы э ё), then by
    small words; a short text in plain Latin letters with an English small word is English.

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
    return _by_letters(sample) or _by_model(sample)


def _by_letters(sample: str) -> str | None:
    """Return the language that letters and small words give away."""
    cyrillic, latin = len(_CYRILLIC.findall(sample)), len(_LATIN.findall(sample))
    words = set(re.findall(r"[^\W\d_]+", sample.lower()))
    if cyrillic > latin:
        return _of_two(sample, words)
    plain = latin < _SHORT and not cyrillic and not _ACCENTED.search(sample)
    return "en" if plain and words & _WORDS["en"] else None


def _of_two(sample: str, words: set[str]) -> str | None:
    ours = len(_UKRAINIAN.findall(sample)), len(_RUSSIAN.findall(sample))
    others = len(_OTHERS.findall(sample))
    if others and others >= max(ours):
        return None
    if ours == (0, 0) and len(sample) < _SHORT:
        ours = len(words & _WORDS["uk"]), len(words & _WORDS["ru"])
    return None if ours[0] == ours[1] else "uk" if ours[0] > ours[1] else "ru"


def _by_model(sample: str) -> str:
    """Ask the classifier, which takes a short Russian headline for any Slavic language."""
    guess = _classifier()(sample)
    short = len(sample) < _TINY and len(_CYRILLIC.findall(sample)) > len(_LATIN.findall(sample))
    return "ru" if short and not _OTHERS.search(sample) and guess not in {"uk", "be"} else guess


@cache
def _classifier() -> "Callable[[str], str]":
    import py3langid  # noqa: PLC0415 - loads numpy and a model

    py3langid.set_languages(list(LANGUAGES))
    return lambda text: str(py3langid.classify(text)[0])
