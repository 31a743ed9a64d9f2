"""
Names as people write them: words of a text, one normal form, and folding of spellings.

Everything here is pure `str -> str`. `normalise` forgets only typography (case, diacritics,
apostrophes, hyphens); `fold` also forgets which romanisation was used and whether a Ukrainian
name came through Russian.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_APOSTROPHES = "'\u2018\u2019\u201b\u02b9\u02ba\u02bb\u02bc\u02bd\u02be\u2032\u0060\u00b4\uff07"
_DROPPED = _APOSTROPHES + '\u00ad\u200b\u200c\u200d\u2060\ufeff\u044c\u044a\u042c\u042a"\u201d'
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
_WORD_PATTERN = rf"[^\W_]+(?:(?:[{_MARKS}]+|[{re.escape(_APOSTROPHES)}](?=[^\W_]))[^\W_]*)*"
_WORD = re.compile(_WORD_PATTERN)
_GAP = r"(?:[^\S\n]+[«„“\"]{0,8}|[^\S\n]*\n[^\S\n]*|[-\u2010\u2011\u2013]\n?|\.[^\S\n]?)"
_PLAIN = re.compile("(?:[0-9a-zа-щыэюяєґії]+ )*[0-9a-zа-щыэюяєґії]+")
_NEXT = re.compile(f"{_GAP}({_WORD_PATTERN})")
_ABBREVIATION = 3
_LIGATURES = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "þ": "th", "ð": "d"},
)
# These are letters of their own although Unicode decomposes them.
_KEPT = {"и\u0306": "й", "і\u0308": "ї"}
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh",
    "з": "z", "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ю": "iu", "я": "ia", "ў": "u",
}  # fmt: skip
_INITIAL = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {"г": "g", "и": "i", "й": "y", "э": "e", "ы": "y", "ю": "yu", "я": "ya", "ё": "yo"}


def find_words(text: str) -> Iterator[re.Match[str]]:
    """Yield the words of a text; a word holds its inner apostrophes and marks, not its hyphens."""
    return _WORD.finditer(text)


def next_word(text: str, start: int, end: int) -> tuple[int, int] | None:
    """
    Return the offsets of the word that a name may run on to from the word at `start` to `end`.

    Only a space, a line break, a hyphen, the full stop of an abbreviation or the quotation mark
    before an own name (аеродром «Бельбек») may lie between.
    """
    found = _NEXT.match(text, end)
    if found is None or (text[end] == "." and end - start > _ABBREVIATION):
        return None
    return found.span(1)


def normalise(text: str) -> str:
    """Return the words of a text in their normal form, joined by single spaces."""
    lower = text.lower()
    if _PLAIN.fullmatch(lower):  # most names: the short way
        return lower
    return " ".join(filter(None, map(word_form, _WORD.findall(text))))


@lru_cache(maxsize=1 << 15)
def word_form(word: str) -> str:
    """Return one word without case, diacritics, apostrophes, hard and soft signs."""
    plain = word.lower()
    if plain.isascii():
        return plain.replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFC", plain)
    plain = "".join(map(_base, plain)).translate(_LIGATURES)
    return plain if plain == word else word_form(plain)


@lru_cache(maxsize=1 << 12)
def _base(char: str) -> str:
    if char in _DROPPED:
        return ""
    parts = unicodedata.normalize("NFKD", char)
    if parts in _KEPT:
        return _KEPT[parts]
    return "".join(part for part in parts if part.isalnum() and part not in _DROPPED)


def possessive_end(word: str) -> int:
    """Return where a word ends without its possessive: `Bakhmut's` is seven letters long."""
    if len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES:
        return len(word) - 2
    return len(word)


def transliterate(name: str, *, russian: bool = False) -> str:
    """
    Write a Ukrainian name, or a Russian one, in Latin letters.

    Ukrainian follows the national system of 2010 (Cabinet resolution 55), Russian the habit of
    the press (BGN/PCGN without its marks). Letters of other scripts are kept.
    """
    table = _CYRILLIC | _RUSSIAN if russian else _CYRILLIC
    initial = {} if russian else _INITIAL
    result = []
    for word in re.split(r"([\s-]+)", name):
        letters = word.lower().replace("зг", "zgh") if not russian else word.lower()
        latin = "".join(
            initial.get(char, table.get(char, char)) if index == 0 else table.get(char, char)
            for index, char in enumerate(letters)
            if char not in _DROPPED
        )
        result.append(latin.capitalize() if word[:1].isupper() else latin)
    return "".join(result)


# Order matters: clusters before their letters. Values are codes, not spellings.
_CLUSTERS = [
    (re.compile(pattern), code)
    for pattern, code in (
        (r"^vu(?=[hg]l)", "u"),  # Vuhledar, Ugledar
        (r"^m[yi]kol", "nikol"),  # Mykolaivka, Nikolaevka
        (r"^oleks", "aleks"),
        (r"^volodym[yi]r", "vladimir"),
        (r"(?<!sch)tsch", "c"),
        (r"schtsch|shtsh|shch|szcz|sch", "q"),
        (r"tch|ch|cz|ts|tz", "c"),
        (r"sh|sz", "s"),
        (r"dzh|zgh|zh", "z"),
        (r"kh|g", "h"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"[yij]+a", "a"),
        (r"[yij]+u", "u"),
        (r"[eioyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
]
_TAIL = re.compile(r"(?<=.{3})[aiu]+$")


@lru_cache(maxsize=1 << 15)
def fold(name: str) -> str:
    """
    Unite the spellings of one Ukrainian or Russian name: Chasiv Yar, Chasov Yar, Часів Яр.

    The result is a key, not a name. Uniting is by sound classes: `i`, `y`, `e` and `o` are one
    vowel (Ukrainian `i` stands where Russian has `o` or `e`), `h`, `g` and `kh` one consonant, and
    final vowels are dropped (Debaltseve, Debaltsevo; Popasna, Popasnaya).
    """
    return " ".join(filter(None, map(fold_word, normalise(name).split())))


@lru_cache(maxsize=1 << 15)
def fold_word(form: str) -> str:
    """Return the folded key of one word that is in its normal form."""
    if not form.isascii():
        form = "".join(_CYRILLIC.get(char, _RUSSIAN.get(char, char)) for char in form)
    for pattern, code in _CLUSTERS:
        form = pattern.sub(code, form)
    return _TAIL.sub("", form)
