# /// script
# requires-python = ">=3.11"
# ///
"""Ukrainian and Russian names in Latin letters, as the theatre's data files spell them."""

import re

_SHARED = {
    "а": "a",
    "б": "b",
    "в": "v",
    "д": "d",
    "ж": "zh",
    "з": "z",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "kh",
    "ц": "ts",
    "ч": "ch",
    "ш": "sh",
    "щ": "shch",
    "ь": "",
    "'": "",
    "\u2019": "",
}
_UKRAINIAN = _SHARED | {
    "г": "h",
    "ґ": "g",
    "е": "e",
    "є": "ie",
    "и": "y",
    "і": "i",
    "ї": "i",
    "й": "i",
    "ю": "iu",
    "я": "ia",
}
_RUSSIAN = _SHARED | {
    "г": "g",
    "е": "e",
    "ё": "yo",
    "и": "i",
    "й": "y",
    "ъ": "",
    "ы": "y",
    "э": "e",
    "ю": "yu",
    "я": "ya",
}
_UKRAINIAN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}


def romanise_ukrainian(name: str) -> str:
    """Spell a Ukrainian name by the national system of 2010."""
    spelled = re.sub("зг", "zgh", name, flags=re.IGNORECASE)
    return _spell(spelled, _UKRAINIAN, _UKRAINIAN_INITIAL)


def romanise_russian(name: str, *, ye: bool = True) -> str:
    """Spell a Russian name as BGN/PCGN does, or with a plain "e" after vowels as the press does."""
    name = re.sub("ь(?=[иео])", "й", name)
    name = re.sub("(?<=[ие])ё", "йо", name)
    if ye:
        name = re.sub("(?<=[аеёиоуыэюя])е|\\bЕ", "йе", name)
    return _spell(name, _RUSSIAN, {"йе": "ye"})


def _spell(name: str, letters: dict[str, str], initials: dict[str, str]) -> str:
    words = re.split(r"([ -])", name.lower())
    return "".join(_spell_word(word, letters, initials) for word in words)


def _spell_word(word: str, letters: dict[str, str], initials: dict[str, str]) -> str:
    first = initials.get(word[:1])
    rest = word[1:] if first else word
    return ((first or "") + "".join(letters.get(letter, letter) for letter in rest)).capitalize()
