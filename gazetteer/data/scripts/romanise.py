# /// script
# requires-python = ">=3.11"
# ///
"""Ukrainian and Russian names in Latin letters, as the theatre's data files spell them."""

import re

_SHARED = {
    **dict(zip("абвдзклмнопрстуфйцч", "a b v d z k l m n o p r s t u f y ts ch".split())),
    **{"ж": "zh", "х": "kh", "ш": "sh", "ь": "", "'": "", "\u2019": ""},
}
_UKRAINIAN = {**_SHARED, "г": "h", "ґ": "g", "и": "y", "і": "i", "е": "e", "щ": "shch"} | {
    "є": "ie", "ї": "i", "ю": "iu", "я": "ia", "й": "i"
}  # fmt: skip
_UKRAINIAN_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {**_SHARED, "г": "g", "и": "i", "ы": "y", "э": "e", "щ": "shch", "ъ": ""} | {
    "е": "e", "ё": "yo", "ю": "yu", "я": "ya"
}  # fmt: skip


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
