"""Clean text to sentences: exact spans, bounded lengths, quotations divided at their sentences."""

import re
from collections.abc import Iterator
from itertools import pairwise

from geomap.model import Sentence
from geomap.text.furniture import divide_line

MAX_CHARACTERS = 2_000
_BLOCK = 8_000

_QUOTE_MARKS = re.compile(r"[“”„‟«»‹›\"‘‚]|(?<!\w)['’]|['’](?!\w)")
_OPENING = re.compile(r"(?<=\s)[“„‟«‹\"‘‚'(\[]+$")
_LINE = re.compile(r"[^\n]+")
_OPENED = re.compile(r"[“„«]|‘(?=\w)|(?<!\w)\"(?=\w)")
_CLOSED = re.compile(r"[”»]|’(?!\w)|\"(?!\w)")
_CLAUSE_ENDS = (re.compile(r"[;:—–]\s"), re.compile(r",\s"), re.compile(r"\s"))
# rows of tables and captions of pictures are no sentences
_MARKUP = re.compile(r"\s*(?:\|.*\|\s*$|!\[?\w)")
_WORD = re.compile(r"\w")
_ABBREVIATED = re.compile(r"\b(?:incl|approx|obl|distr|reg|sett|vil|ca|vs)\.\s*$")


def split_sentences(text: str, language: str = "en") -> list[Sentence]:
    """
    Split a clean text into sentences.

    Parameters
    ----------
    text
        Clean text, where a line feed ends a line for good (see `geomap.text.clean`).
    language
        ISO 639-1 code; chooses the abbreviations after which a full stop ends nothing.

    Returns
    -------
    sentences
        Spans without blanks at their edges, at most `MAX_CHARACTERS` long, in the order of the
        text. A line that stands alone, such as a headline, is a sentence; a row of a Markdown
        table, the caption of a picture and links to other reports are none.
    """
    sentences: list[Sentence] = []
    paragraph, last_end, quoting = 0, 0, False
    for line in _LINE.finditer(text):
        if _MARKUP.match(line.group()):
            continue
        blank_line = text.count("\n", last_end, line.start()) > 1
        if sentences and (blank_line or not quoting):
            paragraph = sentences[-1].paragraph + 1
        quoting = _leaves_quote_open(line.group(), opened=quoting and not blank_line)
        last_end = line.end()
        for start, end in _split_line(text, *line.span(), language):
            index = len(sentences)
            sentences.append(Sentence(index=index, paragraph=paragraph, start=start, end=end))
    return sentences


def _leaves_quote_open(line: str, *, opened: bool) -> bool:
    """Say whether a quotation that begins in a line, or before it, goes on after it."""
    marks = sorted(
        [(m.start(), 1) for m in _OPENED.finditer(line)]
        + [(m.start(), 0) for m in _CLOSED.finditer(line)]
    )
    return bool(marks[-1][1]) if marks else opened


def _split_line(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a line, none of them longer than a parser should be given."""
    for told in divide_line(text, start, end):
        for block in _pieces(text, *told, limit=_BLOCK):
            for first, last in _split_block(text, *block, language):
                for piece in _pieces(text, first, last, limit=MAX_CHARACTERS):
                    yield from _trimmed(text, *piece)


def _split_block(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """
    Return the sentences of a block.

    Quotation marks are blanked first: sentencex keeps a quotation of many sentences in one piece,
    and its time grows with the square of the number of marks that are not closed.
    """
    from sentencex import get_sentence_boundaries  # noqa: PLC0415 - loaded with the first text

    block = text[start:end]
    edges = [0]
    for boundary in get_sentence_boundaries(language, _QUOTE_MARKS.sub(" ", block)):
        edge = boundary["end_index"]
        opening = _OPENING.search(block, edges[-1], edge)
        edge = opening.start() if opening else edge
        following = _WORD.search(block, edge)
        abbreviated = _ABBREVIATED.search(block, edges[-1], edge)
        if following and not (following.group().islower() or abbreviated) and edge > edges[-1]:
            edges.append(edge)
    edges.append(len(block))
    return [(start + a, start + b) for a, b in pairwise(edges)]


def _pieces(text: str, start: int, end: int, *, limit: int) -> Iterator[tuple[int, int]]:
    """Cut a span that is too long behind its last clause end within the limit, else at a blank."""
    while end - start > limit:
        cut = _last_cut(text, start + limit // 2, start + limit)
        yield start, cut
        start = cut
    yield start, end


def _last_cut(text: str, start: int, end: int) -> int:
    for pattern in _CLAUSE_ENDS:
        cuts = [match.end() for match in pattern.finditer(text, start, end)]
        if cuts:
            return cuts[-1]
    return end


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the span without blanks at its edges, if a word is in it."""
    piece = text[start:end]
    if _WORD.search(piece):
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
