"""Who says it: verbs and nouns of saying above a trigger, and the speakers of quotations."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from geomap.claims.lexicon import Speech
from geomap.claims.quotes import Quotation, Quotations
from geomap.claims.sources import SourceReader
from geomap.grammar import Grammar, first_of
from geomap.model import Mention, Sentence, Source, SourceKind, Span, Stance

_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "that"})
_SPOKEN = 4  # words from which a quotation is speech, and not a word held with tongs
_MEMORY = 8  # sentences for which "he said" still means the last speaker
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
_REFUSALS = frozenset({"refuse", "decline", "fail", "unable", "yet"})


class Attribution(NamedTuple):
    """The links of a chain behind the publisher, and what the innermost does to the claim."""

    links: tuple[Source, ...]
    stance: Stance


class Rebuttal(NamedTuple):
    """A denial of what was told before it: its sentence, its word and who denies."""

    sentence: int
    token: Span
    links: tuple[Source, ...]


class _Saying(NamedTuple):
    token: int
    stance: Stance
    speakers: tuple[Source, ...]  # outlet first, if it was told to one or cites somebody


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
        self._starts = [s.start for s in sentences]
        self._ends = [s.end for s in sentences]
        self._speech = speech
        self._reader = reader
        self._grammars = {s.index: Grammar(s.tokens) for s in sentences if s.tokens is not None}
        self._memory: list[tuple[int, Source]] = []
        self._sayings: Mapping[int, list[_Saying]] = {
            index: list(self._read_sayings(index, g)) for index, g in self._grammars.items()
        }

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
            outer = self._according_to(g, mention.token)
        return _combine(inside, outer)

    def rebuttals(self, text: str) -> Iterator[Rebuttal]:
        """Yield the denials that name no event: "Kyiv rejected the claim", "said it was false"."""
        for index, sayings in self._sayings.items():
            g = self._grammars[index]
            for saying in sayings:
                word = self._rebutting_word(g, saying)
                if word is not None and saying.speakers and not _is_refused(g, saying.token):
                    yield Rebuttal(index, g.spread(word, word, text), saying.speakers)

    def _rebutting_word(self, g: Grammar, saying: _Saying) -> int | None:
        verb = saying.token
        objects = self._speech.rebuttal["objects"]
        if saying.stance is Stance.DENY:
            denied = g.kids(verb, "dobj")
            told = any(g.lemma(i) in objects for i in denied) and not any(
                g.kids(i, "prep", "acl") for i in denied
            )
            claimed = g.dep(verb) in {"relcl", "acl"} and g.lemma(g.tokens.heads[verb]) in objects
            return verb if told or claimed else None
        below = [k for k in g.subtree(verb) if k > verb]
        false = first_of(k for k in below if g.lemma(k) in self._speech.rebuttal["false"])
        if false is None or any(
            g.is_verb(k) and g.lemma(k) != "be" for k in range(verb + 1, false)
        ):
            return None
        return false if any(g.lemma(k) in objects for k in below if k < false) else None

    def _read_sayings(self, index: int, g: Grammar) -> Iterator[_Saying]:
        for i in range(len(g.tokens.words)):
            if g.is_verb(i):
                stance = self._speech.stance_of(g.lemma(i), verb=True)
                if stance is not None:
                    yield _Saying(i, stance, self._verb_speakers(index, g, i))

    def _verb_speakers(self, index: int, g: Grammar, verb: int) -> tuple[Source, ...]:
        speaker = self._first_source(index, g, g.doers(verb))
        links = [] if speaker is None else [speaker]
        cited = [
            v
            for i in (verb, *g.kids(verb, "ccomp"))
            for v in g.kids(i, "advcl", "prep")
            if g.lemma(v) in self._speech.verbs["cite"]
        ]
        cited += [verb] if g.lemma(verb) in self._speech.verbs["cite"] else []
        for v in cited:
            inner = self._first_source(index, g, [*g.kids(v, "dobj"), *g.kids(v, "pobj")])
            links += [] if inner is None else [inner]
        told = [*g.kids(verb, "dobj", "dative"), *(o for p, o in g.prepositions(verb) if p == "to")]
        outlets = [self._reader.read(g, i) for i in told if self._reader.is_outlet(g, i)]
        return (*outlets[:1], *_citing(links))

    def _first_source(self, index: int, g: Grammar, tokens: Sequence[int]) -> Source | None:
        i = first_of(tokens)
        if i is None:
            return None
        if g.word(i) in _PRONOUNS or g.tokens.pos[i] == "PRON":
            return self._last_speaker(index)
        source = self._same_again(index, g, i) or self._reader.read(g, i)
        self._memory.append((index, source))
        return source

    def _last_speaker(self, index: int) -> Source | None:
        for sentence, source in reversed(self._memory):
            if 0 <= index - sentence <= _MEMORY:
                return source
        return None

    def _same_again(self, index: int, g: Grammar, i: int) -> Source | None:
        """Return the last speaker when "the spokesman" is said again of one who was a spokesman."""
        if not any(g.word(k) == "the" for k in g.kids(i, "det")) or g.kids(i, "amod", "compound"):
            return None
        last = self._last_speaker(index)
        if last is None or g.tokens.pos[i] == "PROPN":
            return None
        words = (last.name or last.role or "").lower().split()
        return last if g.lemma(i) in words else None

    def _sayings_above(self, g: Grammar, mention: Mention) -> list[_Saying] | None:
        """Return the sayings that hold the trigger, innermost first; None if nobody says it."""
        found: list[_Saying] = []
        known = {s.token: s for s in self._sayings[mention.sentence]}
        i = mention.token
        for above in g.ancestors(i):
            saying = known.get(above)
            if saying is not None and self._holds(g, i, above, saying):
                if _is_refused(g, above):
                    return None
                found.append(saying)
                if saying.speakers and g.dep(above) in {"advcl", "conj", "parataxis", "relcl"}:
                    return found
            elif g.is_noun(above) and g.dep(i) in {"prep", "acl", "ccomp", "relcl"}:
                stance = self._speech.stance_of(g.lemma(above), verb=False)
                if stance is not None and g.dep(i) != "relcl":
                    found.append(_Saying(above, stance, self._noun_speakers(mention, g, above)))
            i = above
        return found

    def _holds(self, g: Grammar, below: int, verb: int, saying: _Saying) -> bool:
        label = g.dep(below)
        if label == "ccomp" and any(g.word(k) == ";" for k in range(below, verb)):
            return False
        if label in {"ccomp", "dobj", "nsubjpass", "xcomp", "prep", "agent"}:
            return label != "prep" or g.lemma(below) in {"of", "about", "on", "by"}
        witnesses = any(s.kind is SourceKind.WITNESS for s in saying.speakers)
        return label == "advcl" and witnesses and bool(g.kids(verb, "dobj"))

    def _noun_speakers(self, mention: Mention, g: Grammar, noun: int) -> tuple[Source, ...]:
        owners = g.kids(noun, "poss") + [o for p, o in g.prepositions(noun) if p in {"by", "from"}]
        source = self._first_source(mention.sentence, g, owners)
        return () if source is None else (source,)

    def _according_to(self, g: Grammar, trigger: int) -> tuple[Source, ...]:
        """Return the links of "according to X, which cited Y" on the trigger's clause or above."""
        for i in [trigger, *g.ancestors(trigger)]:
            for prep in g.kids(i, "prep"):
                if g.lemma(prep) != "accord" and g.word(prep) != "according":
                    continue
                for to in g.kids(prep, "prep"):
                    for obj in g.kids(to, "pobj"):
                        return self._with_cited(g, obj)
        return ()

    def _with_cited(self, g: Grammar, outlet: int) -> tuple[Source, ...]:
        links = [self._reader.read(g, outlet)]
        for clause in g.kids(outlet, "relcl", "acl"):
            if g.lemma(clause) in self._speech.verbs["cite"]:
                links += [self._reader.read(g, i) for i in g.kids(clause, "dobj")[:1]]
        return _citing(links)

    def _quotation_of(self, mention: Mention, text: str) -> Quotation | None:
        q = self._quotations.around(mention.trigger.start, mention.trigger.end)
        spoken = q is not None and len(text[q.start : q.end].split()) >= _SPOKEN
        return q if spoken else None

    def _speaker_of(self, quotation: Quotation) -> _Saying | None:
        """Return who speaks a quotation: named beside it, else in the sentence before it."""
        while True:
            first = bisect_right(self._ends, quotation.start - 2)
            last = bisect_left(self._starts, quotation.end + 2)
            for sentence in self._sentences[first:last]:
                saying = self._outside_saying(sentence.index)
                if saying is not None:
                    return saying
            if first in {0, len(self._sentences)}:
                return None
            before, here = self._sentences[first - 1], self._sentences[first]
            if before.paragraph != here.paragraph:
                return None
            earlier = self._quotations.before(quotation)
            saying = self._outside_saying(before.index)
            if saying is not None or earlier is None or earlier.end < before.start:
                return saying
            quotation = earlier

    def _outside_saying(self, sentence: int) -> _Saying | None:
        """Return a saying with a speaker that is not itself within a quotation."""
        g = self._grammars.get(sentence)
        for saying in self._sayings.get(sentence, []) if g is not None else []:
            start = g.tokens.starts[saying.token] if g is not None else 0
            quoted = self._quotations.around(start, start + 1) is not None
            if saying.speakers and not quoted:
                return saying
        return None

    @staticmethod
    def _is_in(quotation: Quotation, g: Grammar, token: int) -> bool:
        return quotation.holds(g.tokens.starts[token], g.tokens.ends[token])


def _is_refused(g: Grammar, verb: int) -> bool:
    """Say whether a verb of saying is itself negated: nothing is claimed then."""
    chain = [verb]
    while g.dep(chain[-1]) == "xcomp":
        chain.append(g.tokens.heads[chain[-1]])
    negated = any(g.word(k) in _NEGATIONS for i in chain for k in g.kids(i, "neg", "advmod"))
    return negated or any(g.lemma(i) in _REFUSALS for i in chain[1:])


def _combine(inside: list[_Saying], outer: tuple[Source, ...]) -> list[Attribution]:
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


def _citing(links: Sequence[Source]) -> tuple[Source, ...]:
    """Take a named source of no known kind that cites another for an outlet."""
    return tuple(
        msgspec.structs.replace(link, kind=SourceKind.OUTLET)
        if n + 1 < len(links) and link.named and link.kind is SourceKind.OTHER
        else link
        for n, link in enumerate(links)
    )


def _unique(links: Sequence[Source]) -> tuple[Source, ...]:
    kept: list[Source] = []
    for link in links:
        if not any((k.start, k.end) == (link.start, link.end) for k in kept):
            kept.append(link)
    return tuple(kept)
