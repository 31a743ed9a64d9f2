"""Whether several publishers say the same thing each by itself, or one after the other."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from geomap.model import Claim, SourceKind

_SHINGLE = 4  # words
_COPIED = 0.4  # share of the shorter quotation's shingles from which it is the same text
_MOST = 40  # tellings compared with each other: enough to find two that are independent
_WORD = re.compile(r"\w+")


def is_corroborated(told: Sequence[Claim]) -> bool:
    """
    Say whether at least two publishers tell it independently of each other.

    They are known and different, none cites the other or the same source as the other, and their
    words are not near-duplicates: news of an agency is one report, however often it is printed.
    """
    first = {(_publisher(c), _voice(c)): c for c in reversed(told) if _publisher(c)}
    kept = [first[key] for key in sorted(first)][:_MOST]
    return any(_are_independent(one, other) for one, other in combinations(kept, 2))


def are_near_duplicates(one: str, other: str) -> bool:
    """
    Say whether two texts have most of their words in the same order.

    Their runs of four words are compared, in small letters and without punctuation.
    """
    first, second = _shingles(one), _shingles(other)
    return len(first & second) >= _COPIED * min(len(first), len(second))


def _are_independent(one: Claim, other: Claim) -> bool:
    if one.doc_id == other.doc_id or _publisher(one) == _publisher(other):
        return False
    if _names(one) & _names(other):
        return False
    return not are_near_duplicates(one.quote.text, other.quote.text)


def _publisher(claim: Claim) -> str:
    return _fold(claim.chain[0].name or "")


def _voice(claim: Claim) -> str:
    """Return what the innermost source is called; the publisher's own name where it is none."""
    return _fold(claim.chain[-1].name or claim.chain[-1].role or claim.chain[-1].kind)


def _names(claim: Claim) -> set[str]:
    """Return everybody in the chain who could be cited elsewhere: private persons could not."""
    links = [link for link in claim.chain if link.name and link.kind is not SourceKind.WITNESS]
    return {_fold(link.name) for link in links if link.name}


def _fold(name: str) -> str:
    return " ".join(_WORD.findall(name.casefold())).removeprefix("the ")


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    last = max(1, len(words) - _SHINGLE + 1)
    return set(_runs(words, last))


def _runs(words: Sequence[str], last: int) -> Iterable[tuple[str, ...]]:
    return (tuple(words[n : n + _SHINGLE]) for n in range(last))
