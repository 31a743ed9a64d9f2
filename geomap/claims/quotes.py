"""Where a text quotes: the spans between quotation marks, over sentences and paragraphs."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

_CLOSERS = {"“": "”", "‘": "’", "«": "»", "„": "“”", '"': '"'}
_OPENING = re.compile(r"[“«„]|(?<!\w)[‘\"](?=\S)|(?<![\w’])'(?=[A-Z])")
_LONGEST = 3000
_SCARE_WORDS = 6


class Quotation(NamedTuple):
    """
    A quotation: the span between its marks, in the text that it was found in.

    One that is not `closed` ends with its paragraph, and may go on in the next.
    """

    start: int
    end: int
    closed: bool = True

    def holds(self, start: int, end: int) -> bool:
        """Say whether a span lies within the quotation."""
        return self.start <= start and end <= self.end


class Quotations:
    """The quotations of a text, in its order, looked up by place."""

    def __init__(self, found: Sequence[Quotation]) -> None:
        """Keep quotations that are in order and do not overlap."""
        self._found = found
        self._starts = [q.start for q in found]

    def around(self, start: int, end: int) -> Quotation | None:
        """Return the quotation that holds a span, or None."""
        n = bisect_right(self._starts, start) - 1
        return self._found[n] if n >= 0 and self._found[n].holds(start, end) else None

    def before(self, quotation: Quotation) -> Quotation | None:
        """Return the quotation before another one, or None."""
        n = bisect_left(self._starts, quotation.start) - 1
        return self._found[n] if n >= 0 else None

    def after(self, quotation: Quotation) -> Quotation | None:
        """Return the quotation after another one, or None."""
        n = bisect_right(self._starts, quotation.start)
        return self._found[n] if n < len(self._found) else None


def find_quotations(text: str) -> list[Quotation]:
    """
    Find all quotations, in the order of the text.

    A quotation without a closing mark ends with its paragraph. An apostrophe closes nothing: a
    single mark closes only where no letter follows, and after punctuation or a few words.
    """
    found: list[Quotation] = []
    position = 0
    while (match := _OPENING.search(text, position)) is not None:
        start = match.end()
        limit = _paragraph_end(text, start)
        end = _closing(text, start, limit, match.group())
        found.append(Quotation(start, limit if end is None else end, closed=end is not None))
        position = found[-1].end + 1
    return found


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start, start + _LONGEST)
    return end if end >= 0 else min(len(text), start + _LONGEST)


def _closing(text: str, start: int, limit: int, opening: str) -> int | None:
    if opening not in {"‘", "'"}:
        marks = _CLOSERS[opening]
        return next((i for i in range(start, limit) if text[i] in marks), None)
    mark = "’" if opening == "‘" else "'"
    for i in range(start, limit):
        if text[i] != mark or text[i + 1 : i + 2].isalnum():
            continue
        if text[i - 1] in ",.!?…;:—-" or len(text[start:i].split()) <= _SCARE_WORDS:
            return i
    return None
