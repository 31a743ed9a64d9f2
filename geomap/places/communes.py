"""Ukrainian communes in English: "the Krasnopilska hromada" lies around Krasnopillia."""

import re
from collections.abc import Iterator, Sequence

from gazetteer.index import Index
from geomap.places.case_units import find_seats
from geomap.places.grammar import View
from geomap.places.toponyms import Name
from geomap.places.words import Lexicon

_ADJECTIVE = re.compile(r"[a-z][a-z'’-]+(?:sk|tsk|zk)a")
_KINDS = frozenset({"territorial", "urban", "rural", "settlement", "city", "village", "town"})
_INITIAL = {"ya": "я", "ye": "є", "yi": "ї", "yu": "ю"}
_CLUSTERS = {
    "shch": "щ",
    "zgh": "зг",
    "lsk": "льськ",
    "tsk": "цьк",
    "sk": "ськ",
    "zk": "зьк",
    "zh": "ж",
    "kh": "х",
    "ts": "ц",
    "ch": "ч",
    "sh": "ш",
    "aip": "айп",
    "ia": "я",
    "ie": "є",
    "iu": "ю",
}
_LETTERS = dict(zip("abvhgdezyklmnoprstufi", "абвгґдезиклмнопрстуфі", strict=True))
_PIECES = re.compile("|".join([*_CLUSTERS, "[a-z]"]))


def add_communes(view: View, names: Sequence[Name], index: Index, lexicon: Lexicon) -> list[Name]:
    """Return the names of a sentence with its communes, which are no names of towns."""
    found = list(_communes(view, index, lexicon))
    at = {name.first for name in found}
    kept = [name for name in names if at.isdisjoint(range(name.first, name.last + 1))]
    return sorted(kept + found, key=lambda name: name.start)


def _communes(view: View, index: Index, lexicon: Lexicon) -> Iterator[Name]:
    """Yield the adjectives before "hromada", each with the towns that it may be made from."""
    for noun in range(1, len(view)):
        if view.word(noun) not in lexicon.nouns.commune:
            continue
        at = noun - 1
        while view.word(at) in _KINDS:
            at -= 1
        while view.capital(at) and _ADJECTIVE.fullmatch(view.word(at)):
            places = find_seats(to_ukrainian(view.word(at)).removesuffix("а"), index)
            span = view.span(at, at)
            yield Name(
                sentence=view.sentence.index,
                start=span.start,
                end=span.end,
                text=span.text,
                first=at,
                last=at,
                ids=tuple(dict.fromkeys(place.id for place in places)),
                level="commune",
            )
            at -= 1
            while view.word(at) in {",", "and"}:
                at -= 1


def to_ukrainian(word: str) -> str:
    """
    Write an adjective in Cyrillic that stands in the national romanisation of 2010.

    What that leaves out, soft signs but those before "k" and apostrophes, stays left out.
    """
    start = _INITIAL.get(word[:2], "")
    rest = word[2:] if start else word
    pieces = (piece.group() for piece in _PIECES.finditer(rest))
    return start + "".join(_CLUSTERS.get(p, _LETTERS.get(p, "")) for p in pieces)
