"""Names of the theatres' towns, found before anything is parsed, so that the parser can be told."""

import re
from collections.abc import Sequence

from gazetteer.index import Index
from gazetteer.model import NameMatch, PlaceKind
from geomap.model import Sentence
from geomap.places.toponyms import theatre_countries
from geomap.places.words import english

_LOWER_WORD = re.compile(r"\b[^\W\dA-Z_]")


def find_towns(text: str, sentences: Sequence[Sentence], index: Index) -> list[tuple[int, int]]:
    """
    Find the spans in some sentences that may name a settlement of a theatre.

    Parameters
    ----------
    text
        The clean text in which the sentences' spans count.

    Returns
    -------
    spans
        In the order of the text. A span is only a hint for the parser: what the name means, and
        whether it is a place at all, is decided with the parse (see `locate_places`).
    """
    return [
        (sentence.start + match.start, sentence.start + match.end)
        for sentence in sorted(sentences, key=lambda s: s.start)
        for match in index.find_names(text[sentence.start : sentence.end])
        if _is_town(match, index)
    ]


def _is_town(match: NameMatch, index: Index) -> bool:
    if match.how == "demonym" or _LOWER_WORD.search(match.text) or match.text.isupper():
        return False
    low, words = match.text.lower(), english().words
    if low in words.ordinary or low in words.alike or low in words.numbers:
        return False
    places = [index.place(one) for one in match.places]
    return any(p.kind is PlaceKind.SETTLEMENT and p.country in theatre_countries() for p in places)
