"""
Source text to clean text, with the way back for every character.

Cleaning takes away what would mislead a parser and nothing that carries meaning: characters that
take no room on the page, the asterisks and link targets of Markdown, a hyphen at a line's end,
repeated blanks. Everything else stays as it is, character for character.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_BREAKS = re.compile("\r(?!\n)|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile(
    "[\0-\x08\t\r\x0e-\x1b\x1f\x7f-\x84\x86-\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
)
_INVISIBLE = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_REMOVED = re.compile(
    "|".join(
        (
            f"[{_INVISIBLE}]+",
            r"(?<![\w*])\*{1,3}(?=[\w“‘«\"'(\[])",  # *emphasis begins
            r"(?<=[\w.,!?…”’»\"')\]])\*{1,3}(?![\w*])",  # and ends*
            r"\[(?=[^\[\]\n]{1,300}\]\((?:https?:|mailto:|/))",  # [text](target): its bracket
            r"\]\((?:https?:|mailto:|/)[^\s()]{0,2000}\)",  # and its target
            r"^#{1,6} +",
            r"(?<=\w)-\n(?=[^\W\d_A-ZА-ЯЄІЇҐЁ])",  # a word divided at the line's end
            r"(?<=[ \n]) +",
            r"^ +| +$",
        )
    ),
    re.MULTILINE,
)
_WRAP_WIDTH = 100
_AFTER_TITLE = re.compile(
    r"\b(Dr|Mr|Mrs|Ms|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Gov|Sen|Rep|Rev|St)\.\n(?=\w)"
)
# the captions of pictures and the rows of tables are lines of their own
_ITEM = r"[*•·▪+] |\d{1,2}[:.]\d{2} "  # what begins a line of a list or a chronicle
_SOFT_BREAK = re.compile(
    rf"^((?:!\[?\w|\|).*\n)|(?<![\n.!?…:])(?<![.!?…:][”’»\"')])\n(?!{_ITEM})(?=[^\s!|])",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class CleanText:
    """
    A text without what misleads, and where each of its characters stood.

    A line feed in `text` ends a line for good: a paragraph, a headline or an item of a list; two
    stand where the source has a blank line. `starts` are positions in the clean text before
    which something was taken away, `shifts` how many characters were, up to there.
    """

    source: str
    text: str
    starts: "array[int]"
    shifts: "array[int]"

    def to_source(self, i: int) -> int:
        """Return where character `i` of the clean text stands in the source."""
        before = bisect_right(self.starts, i)
        return i + self.shifts[before - 1] if before else i

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source from the first to the last character of a clean span."""
        first = self.to_source(start)
        return first, first if end <= start else self.to_source(end - 1) + 1


def clean_text(source: str) -> CleanText:
    """
    Clean a text; its length changes only where something is taken away.

    Parameters
    ----------
    source
        The text as it was read; it is kept unchanged beside the clean one.

    Returns
    -------
    clean
        The clean text and its offset map; made in time linear in the length.
    """
    even = _BLANKS.sub(" ", _BREAKS.sub("\n", source))
    starts, shifts = array("q"), array("q")
    kept = "".join(_keep(even, starts, shifts))
    return CleanText(source, _unwrap(kept), starts, shifts)


def _keep(text: str, starts: "array[int]", shifts: "array[int]") -> Iterator[str]:
    """Yield the pieces that stay; note where each later piece begins and how far it moved."""
    position = removed = 0
    for match in _REMOVED.finditer(text):
        if match.start() > position:
            yield text[position : match.start()]
        position = match.end()
        removed += position - match.start()
        begins = position - removed
        if starts and starts[-1] == begins:
            shifts[-1] = removed
        else:
            starts.append(begins)
            shifts.append(removed)
    yield text[position:]


def _unwrap(text: str) -> str:
    """Turn line ends that end nothing into blanks: after a title, or where a width was kept."""
    text = _AFTER_TITLE.sub(r"\1. ", text)
    width = max(map(len, text.splitlines()), default=0)
    return _SOFT_BREAK.sub(lambda m: m[1] or " ", text) if width <= _WRAP_WIDTH else text
