"""Who says it: verbs and nouns of saying above a trigger, and the speakers of quotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from geomap.claims.citations import Citations
from geomap.claims.lexicon import Speech
from geomap.claims.paragraphs import Paragraphs
from geomap.claims.quotes import Quotation, Quotations
from geomap.claims.rebuttals import disowns, find_false_predicates, find_rebutting_word
from geomap.claims.sayings import Saying, Sayings
from geomap.claims.sources import SourceReader
from geomap.grammar import Grammar
from geomap.model import EventType, Mention, Sentence, Source, SourceKind, Span, Stance

_RUN = 30  # quotations in a row that are searched for the speaker of one
_SPOKEN = 4  # words from which a quotation is speech, and not a word held with tongs


class Attribution(NamedTuple):
    """The links of a chain behind the publisher, and what the innermost does to the claim."""

    links: tuple[Source, ...]
    stance: Stance


class Rebuttal(NamedTuple):
    """
    A denial of what was told before it: its sentence, its word and who denies.

    `only` is the type of what it can turn against, where its words tell; `disowns` marks one that
    denies no more than to have done it.
    """

    sentence: int
    token: Span
    links: tuple[Source, ...]
    only: EventType | None = None
    disowns: bool = False


class Speakers:
    """The speakers of one document; asked sentence by sentence, in the order of the text."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        quotations: Sequence[Quotation],
        *,
        speech: Speech,
        reader: SourceReader,
    ) -> None:
        """Read the speakers of all parsed sentences once, so that pronouns find theirs."""
        self._sentences = sentences
        self._quotations = Quotations(quotations)
        self._spoken: dict[Quotation, Saying | None] = {}
        self._starts = [s.start for s in sentences]
        self._ends = [s.end for s in sentences]
        self._speech = speech
        self._grammars = {s.index: Grammar(s.tokens) for s in sentences if s.tokens is not None}
        self._reader = reader
        self._citations = Citations(speech, reader)
        self._sayings = Sayings(self._grammars, speech=speech, reader=reader)
        self._paragraphs = Paragraphs(
            self._grammars,
            {s.index: s.paragraph for s in sentences},
            sayings=self._sayings,
            reader=reader,
        )

    def grammar(self, sentence: int) -> Grammar:
        """Return the grammar of a parsed sentence."""
        return self._grammars[sentence]

    def attribute(self, mention: Mention, text: str) -> list[Attribution]:
        """
        Return who says what a mention tells; several when one denies what another claims.

        An empty list means that the sentence makes no claim of it ("has not confirmed the
        capture"); a single attribution without links that it is the publisher's own voice.
        """
        g = self._grammars[mention.sentence]
        inside = self._sayings_above(g, mention)
        if inside is None:
            return []
        quotation = self._quotation_of(mention, text)
        if quotation is not None:
            inside = [s for s in inside if self._is_in(quotation, g, s.token)]
            said = self._speaker_of(quotation)
            outer = said.speakers if said is not None else ()
        else:
            outer = self._sayings.according_to(mention.sentence, g, mention.token)
            if not outer and not any(s.speakers for s in inside):
                outer = self._cited(g, mention.token) or self._paragraphs.speakers(mention.sentence)
        return _combine(inside, outer)

    def _cited(self, g: Grammar, trigger: int) -> tuple[Source, ...]:
        """Return who is cited where the part of the sentence that a trigger is in ends."""
        noun = self._citations.closing(g, trigger)
        return () if noun is None else (self._reader.read(g, noun),)

    def rebuttals(self, text: str) -> Iterator[Rebuttal]:
        """
        Yield the denials that name no event: "Kyiv rejected the claim", "that is a lie".

        Those without links are the publisher's own.
        """
        for index, g in self._grammars.items():
            found: dict[int, tuple[Source, ...]] = {}
            sayings = self._sayings.of(index)
            yield from self._disowned(index, g, sayings, text)
            for saying in sayings:
                word = find_rebutting_word(g, saying, self._speech)
                if word is not None and saying.speakers and not self._is_refused(g, saying.token):
                    found[word] = saying.speakers
            for word in find_false_predicates(g, self._speech):
                found.setdefault(word, self._speakers_around(index, g, word))
            for word in sorted(found):
                yield Rebuttal(index, g.spread(word, word, text), found[word])

    def _disowned(
        self, index: int, g: Grammar, sayings: Sequence[Saying], text: str
    ) -> Iterator[Rebuttal]:
        for saying in sayings:
            if saying.speakers and disowns(g, saying, self._speech):
                word = g.spread(saying.token, saying.token, text)
                yield Rebuttal(index, word, saying.speakers, disowns=True)

    def _speakers_around(self, index: int, g: Grammar, token: int) -> tuple[Source, ...]:
        """Return who says a word: the speaker of its quotation, else of a saying above it."""
        quotation = self._quotations.around(g.tokens.starts[token], g.tokens.ends[token])
        if quotation is not None:
            said = self._speaker_of(quotation)
            return said.speakers if said is not None else ()
        known = {s.token: s.speakers for s in self._sayings.of(index)}
        return next((known[above] for above in g.ancestors(token) if known.get(above)), ())

    def _sayings_above(self, g: Grammar, mention: Mention) -> list[Saying] | None:
        """Return the sayings that hold the trigger, innermost first; None if nobody says it."""
        found: list[Saying] = []
        known = {s.token: s for s in self._sayings.of(mention.sentence)}
        i = mention.token
        for above in g.ancestors(i):
            saying = known.get(above)
            if saying is not None and self._holds(g, i, above, saying):
                if self._is_refused(g, above):
                    if not g.is_passive(above):
                        return None
                    saying = Saying(above, Stance.ALLEGE, saying.speakers)
                found.append(saying)
                if saying.speakers and g.dep(above) in {"advcl", "conj", "parataxis", "relcl"}:
                    return found
            elif g.is_noun(above) and g.dep(i) in {"prep", "acl", "ccomp"}:
                by_noun = self._sayings.by_noun(mention.sentence, g, above)
                found += [] if by_noun is None else [by_noun]
            i = above
        return found + self._sayings_between(g, mention.token, known)

    def _sayings_between(self, g: Grammar, token: int, known: Mapping[int, Saying]) -> list[Saying]:
        """Return what is said between commas: "shells, officials said, fell on"."""
        beside = [k for i in (token, *g.ancestors(token)) for k in g.kids(i, "parataxis")]
        said = [k for k in beside if not g.kids(k, "ccomp", "dobj")]
        return [known[k] for k in said if k in known and known[k].speakers]

    def _holds(self, g: Grammar, below: int, verb: int, saying: Saying) -> bool:
        label = g.dep(below)
        if label == "ccomp" and any(g.word(k) == ";" for k in range(below, verb)):
            return False
        if label in {"ccomp", "dobj", "nsubjpass", "xcomp", "prep", "agent"}:
            return label != "prep" or g.lemma(below) in {"of", "about", "on", "by", "as"}
        if label == "advcl" and g.is_passive(verb):
            return any(g.word(k) == "as" for k in g.kids(below, "mark"))
        witnesses = any(s.kind is SourceKind.WITNESS for s in saying.speakers)
        return label == "advcl" and witnesses and bool(g.kids(verb, "dobj"))

    def _quotation_of(self, mention: Mention, text: str) -> Quotation | None:
        q = self._quotations.around(mention.trigger.start, mention.trigger.end)
        spoken = q is not None and len(text[q.start : q.end].split()) >= _SPOKEN
        return q if spoken else None

    def _speaker_of(self, quotation: Quotation) -> Saying | None:
        """Return who speaks a quotation, also one that goes on over paragraphs."""
        if quotation not in self._spoken:
            self._spoken[quotation] = self._find_speaker(quotation)
        return self._spoken[quotation]

    def _find_speaker(self, quotation: Quotation) -> Saying | None:
        seen: Quotation | None = quotation
        for _ in range(_RUN):
            saying = None if seen is None else self._speaker_beside(seen)
            if saying is not None or seen is None or seen.closed:
                return saying
            seen = self._quotations.after(seen)
        return None

    def _speaker_beside(self, quotation: Quotation) -> Saying | None:
        """Return who is named beside a quotation, else in the sentence before it."""
        for _ in range(_RUN):
            first = bisect_right(self._ends, quotation.start - 2)
            last = bisect_left(self._starts, quotation.end + 2)
            beside = (self._outside_saying(s.index) for s in self._sentences[first:last])
            saying = next((said for said in beside if said is not None), None)
            if saying is not None or first in {0, len(self._sentences)}:
                return saying
            before, here = self._sentences[first - 1], self._sentences[first]
            earlier = self._quotations.before(quotation)
            goes_on = earlier is not None and not earlier.closed and earlier.end >= before.end - 1
            if before.paragraph != here.paragraph and not goes_on:
                return None
            saying = self._outside_saying(before.index)
            if saying is not None or earlier is None or earlier.end < before.start:
                return saying
            quotation = earlier
        return None

    def _outside_saying(self, sentence: int) -> Saying | None:
        """Return a saying with a speaker that is not itself within a quotation."""
        g = self._grammars.get(sentence)
        for saying in self._sayings.of(sentence):
            start = g.tokens.starts[saying.token] if g is not None else 0
            quoted = self._quotations.around(start, start + 1) is not None
            if saying.speakers and not quoted:
                return saying
        return None

    def _is_refused(self, g: Grammar, verb: int) -> bool:
        """Say whether a verb of saying is itself negated: nothing is claimed then."""
        words = self._speech.words
        chain = [verb]
        while g.dep(chain[-1]) == "xcomp":
            chain.append(g.tokens.heads[chain[-1]])
        beside = [k for i in chain for k in g.kids(i, "neg", "advmod")]
        negated = any(g.word(k) in words["negations"] for k in beside)
        return negated or any(g.lemma(i) in words["refusals"] for i in chain[1:])

    @staticmethod
    def _is_in(quotation: Quotation, g: Grammar, token: int) -> bool:
        return quotation.holds(g.tokens.starts[token], g.tokens.ends[token])


def _combine(inside: list[Saying], outer: tuple[Source, ...]) -> list[Attribution]:
    """Turn the sayings above a trigger, innermost first, into chains."""
    denied = next((n for n, s in enumerate(inside) if s.stance is Stance.DENY), None)
    if denied is None:
        links = [*outer, *(x for s in reversed(inside) for x in s.speakers)]
        stances = [s.stance for s in inside]
        stance = Stance.ASSERT
        if Stance.ALLEGE in stances:
            stance = Stance.ALLEGE
        elif stances and stances[0] is Stance.CONFIRM:
            stance = Stance.CONFIRM
        return [Attribution(_unique(links), stance)]
    above = [*outer, *(x for s in reversed(inside[denied:]) for x in s.speakers)]
    result = [Attribution(_unique(above), Stance.DENY)]
    below = [s for s in inside[:denied] if s.speakers]
    if below:
        said = [*outer, *(x for s in reversed(below) for x in s.speakers)]
        result.insert(0, Attribution(_unique(said), Stance.ALLEGE))
    return result


def _unique(links: Sequence[Source]) -> tuple[Source, ...]:
    kept: list[Source] = []
    for link in links:
        if not any((k.start, k.end) == (link.start, link.end) for k in kept):
            kept.append(link)
    return tuple(kept)
