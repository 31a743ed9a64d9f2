"""A sentence as words with, where it was parsed, their grammar."""

import re
from dataclasses import dataclass
from functools import cached_property

from geomap.model import Sentence, Span, Tokens

_WORD = re.compile(r"[^\W_]+(?:[.](?=[^\W_])[^\W_]+)*|['’]s\b|[^\w\s]|_")


@dataclass(frozen=True)
class View:
    """
    A sentence to ask about; token indexes are local to it.

    Without a parse the words come from a plain split and `parsed` is false.
    """

    text: str
    sentence: Sentence
    tokens: Tokens

    @property
    def parsed(self) -> bool:
        """Say whether heads and labels are there."""
        return bool(self.tokens.heads)

    @cached_property
    def low(self) -> tuple[str, ...]:
        """Words in lower case."""
        return tuple(word.lower() for word in self.tokens.words)

    def __len__(self) -> int:
        """Count the tokens."""
        return len(self.tokens.words)

    def word(self, at: int) -> str:
        """Return the lower-case word at an index, an empty string outside the sentence."""
        return self.low[at] if 0 <= at < len(self) else ""

    def pos(self, at: int) -> str:
        """Return the part of speech, empty where it is unknown."""
        return self.tokens.pos[at] if 0 <= at < len(self.tokens.pos) else ""

    def lemma(self, at: int | None) -> str:
        """Return the lemma in lower case, the word itself where there is none."""
        if at is None:
            return ""
        return self.tokens.lemmas[at].lower() if self.tokens.lemmas else self.word(at)

    def dep(self, at: int) -> str:
        """Return the dependency label, empty where it is unknown."""
        return self.tokens.deps[at] if 0 <= at < len(self.tokens.deps) else ""

    def head(self, at: int) -> int:
        """Return the head's index; a root, and any token without a parse, is its own."""
        return self.tokens.heads[at] if self.parsed else at

    def capital(self, at: int) -> bool:
        """Say whether the word begins with an upper-case letter."""
        return 0 <= at < len(self) and self.tokens.words[at][:1].isupper()

    def children(self, at: int) -> list[int]:
        """List the tokens that depend on a token, in order."""
        return [i for i, head in enumerate(self.tokens.heads) if head == at and i != at]

    def subject(self, verb: int) -> int | None:
        """Return the subject of a verb, or None."""
        found = [i for i in self.children(verb) if self.dep(i) in {"nsubj", "nsubjpass"}]
        return found[0] if found else None

    def first_of_list(self, at: int) -> int:
        """Climb from a member of an enumeration to its first member."""
        while self.dep(at) == "conj" and self.pos(self.head(at)) != "VERB":
            at = self.head(at)
        return at

    def token_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return first and last token that touch a span of the text."""
        inside = [
            i
            for i, (left, right) in enumerate(
                zip(self.tokens.starts, self.tokens.ends, strict=True)
            )
            if left < end and right > start
        ]
        return (inside[0], inside[-1]) if inside else None

    def span(self, first: int, last: int) -> Span:
        """Return the text from the first to the last token, both included."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        return Span(start=start, end=end, text=self.text[start:end])

    @cached_property
    def shouting(self) -> bool:
        """Say whether the sentence is written in capitals throughout."""
        letters = [c for c in self.text[self.sentence.start : self.sentence.end] if c.isalpha()]
        return len(letters) > 12 and sum(map(str.isupper, letters)) > 0.8 * len(letters)

    @cached_property
    def title_case(self) -> bool:
        """Say whether nearly all long words are capitalised, as in a headline."""
        long = [word for word in self.tokens.words if len(word) > 3 and word.isalpha()]
        return len(long) > 3 and sum(w[0].isupper() for w in long) > 0.8 * len(long)


def view_sentence(text: str, sentence: Sentence) -> View:
    """Return a sentence of the clean text as a view, with its parse where it has one."""
    return View(text=text, sentence=sentence, tokens=sentence.tokens or _split(text, sentence))


def _split(text: str, sentence: Sentence) -> Tokens:
    """Cut an unparsed sentence into words."""
    found = list(_WORD.finditer(text, sentence.start, sentence.end))
    words = tuple(match.group() for match in found)
    return Tokens(
        starts=tuple(match.start() for match in found),
        ends=tuple(match.end() for match in found),
        words=words,
        lemmas=(),
        pos=(),
        tags=(),
        deps=(),
        heads=(),
    )
