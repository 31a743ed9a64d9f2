"""The words of saying in parsed sentences: what each does to what is said, and who says it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from geomap.claims.lexicon import Speech
from geomap.claims.sources import SourceReader
from geomap.grammar import Grammar, first_of
from geomap.model import Source, SourceKind, Stance

_MEMORY = 8  # sentences for which "he said" still means the last speaker
_DATELINE = 16  # words
_HEADING = 9  # words before which a headline's colon stands
OFFICES = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY})
_DASHES = frozenset({"-", "\u2013", "\u2014"})
_SAME = frozenset({"same", "that"})
_PERSONAL = frozenset({"he", "she"})


class Saying(NamedTuple):
    """A word of saying by its token; its speakers stand outlet first, if it was told to one."""

    token: int
    stance: Stance
    speakers: tuple[Source, ...]


class Sayings:
    """The sayings of one document, read once in the order of the text, so that "he" is known."""

    def __init__(
        self, grammars: Mapping[int, Grammar], *, speech: Speech, reader: SourceReader
    ) -> None:
        """Read the sayings of all parsed sentences; `grammars` are by sentence, in order."""
        self._speech = speech
        self._reader = reader
        self._memory: list[tuple[int, Source]] = []
        self._persons: list[tuple[int, Source]] = []
        self._found = {index: self._read(index, g) for index, g in grammars.items()}

    def of(self, sentence: int) -> Sequence[Saying]:
        """Return the verbs of saying of a sentence, in its order."""
        return self._found.get(sentence, ())

    def by_noun(self, sentence: int, g: Grammar, noun: int) -> Saying | None:
        """Return what a noun of saying does ("the denial of"), and whose it is."""
        stance = self._speech.stance_of(g.lemma(noun), verb=False)
        if stance is None:
            return None
        owners = g.kids(noun, "poss") + [o for p, o in g.prepositions(noun) if p in {"by", "from"}]
        owners = [i for i in owners if g.word(i) not in self._speech.again["times"]]
        return Saying(noun, stance, tuple(self._first_source(sentence, g, owners)))

    def according_to(self, sentence: int, g: Grammar, trigger: int) -> tuple[Source, ...]:
        """Return the links of "according to X, which cited Y" on the trigger's clause or above."""
        for i in [trigger, *g.ancestors(trigger)]:
            for prep in g.kids(i, "prep"):
                for obj in self._told_by(g, prep):
                    told = self._same_paper(sentence, g, obj) or self._reader.read(g, obj)
                    return _citing([told, *self._cited_beside(g, obj)])
        return tuple(self._reader.read(g, i) for i in self.before_colon(g, trigger))

    def before_colon(self, g: Grammar, end: int) -> list[int]:
        """Return whom a headline names before a colon: "Governor: shells hit Nikopol"."""
        words = g.tokens.words[: min(end, _HEADING)]
        if ":" not in words:
            return []
        before = range(words.index(":"))
        nouns = [i for i in before if g.is_noun(i)]
        speaks = bool(nouns) and not any(map(g.is_verb, before))
        if not speaks or self._reader.is_speaker(g, nouns[-1]):
            return nouns[-1:] if speaks else []
        offices = (i for i in nouns if self._reader.is_speaker(g, i))
        return [i for i in offices if self._reader.read(g, i).kind in OFFICES][:1]

    def _told_by(self, g: Grammar, prep: int) -> list[int]:
        """Return whom "according to" or "per" names; "per day" names nobody."""
        if g.lemma(prep) == "accord" or g.word(prep) == "according":
            return [obj for to in g.kids(prep, "prep") for obj in g.kids(to, "pobj")]
        if g.word(prep) not in self._speech.words["per"]:
            return []
        return [obj for obj in g.kids(prep, "pobj") if self._reader.is_speaker(g, obj)]

    def _read(self, index: int, g: Grammar) -> list[Saying]:
        found = list(self._verbs(index, g))
        for i, label in enumerate(g.tokens.deps):
            if label == "nsubj" and self._reader.is_person(g, i):
                self._persons.append((index, self._reader.read(g, i)))
        return found

    def _verbs(self, index: int, g: Grammar) -> Iterator[Saying]:
        for i in range(len(g.tokens.words)):
            stance = self._speech.stance_of(g.lemma(i), verb=True) if g.is_verb(i) else None
            if stance is None:
                continue
            speakers = self._verb_speakers(index, g, i)
            hearsay = g.lemma(i) in self._speech.verbs["hearsay"] and g.is_passive(i)
            yield Saying(i, Stance.ALLEGE if hearsay and not speakers else stance, speakers)

    def _verb_speakers(self, index: int, g: Grammar, verb: int) -> tuple[Source, ...]:
        doers = [i for i in self._doers(g, verb) if not self._is_time(g, i)]
        links = self._first_source(index, g, doers)
        for doer in doers[:1]:
            links += self._cited_beside(g, doer)
        for v in self._citing_verbs(g, verb):
            links += self._first_source(index, g, [*g.kids(v, "dobj"), *g.kids(v, "pobj")])
        told = [*g.kids(verb, "dobj", "dative"), *(o for p, o in g.prepositions(verb) if p == "to")]
        outlets = [self._reader.read(g, i) for i in told if self._reader.is_outlet(g, i)]
        return (*outlets[:1], *_citing(links))

    def _is_time(self, g: Grammar, i: int) -> bool:
        """Find "by noon" and "by Monday", by which nobody says anything."""
        hours = frozenset().union(*self._speech.dayparts.values())
        return g.word(i) in self._speech.again["times"] | hours

    def _doers(self, g: Grammar, verb: int) -> list[int]:
        """Return who says it, also where the parser takes him for somebody's object before it."""
        before = verb - 1
        dash = next((i for i in range(min(verb, _DATELINE)) if g.word(i) in _DASHES), verb)
        doers = g.doers(verb)
        if doers and doers[0] < dash < before and g.is_noun(before):
            return [before]  # behind a dateline
        if g.kids(verb, "nsubj", "nsubjpass", "agent") or before < 0 or not g.is_noun(before):
            return g.doers(verb)
        stray = g.dep(before) in {"dobj", "pobj", "dep"} and g.tokens.pos[before] == "NOUN"
        return [before] if stray and self._reader.is_speaker(g, before) else g.doers(verb)

    def _citing_verbs(self, g: Grammar, verb: int) -> list[int]:
        """Return the verb itself, if it cites, and what it is said with: "said, citing X"."""
        beside = [v for i in (verb, *g.kids(verb, "ccomp")) for v in g.kids(i, "advcl", "prep")]
        return [v for v in [*beside, verb] if g.lemma(v) in self._speech.verbs["cite"]]

    def _cited_beside(self, g: Grammar, speaker: int) -> list[Source]:
        """Return whom a speaker's own clause cites: "the Telegraph, which cited officers"."""
        clauses = g.kids(speaker, "relcl", "acl")
        citing = [c for c in clauses if g.lemma(c) in self._speech.verbs["cite"]]
        return [self._reader.read(g, i) for c in citing for i in g.kids(c, "dobj")[:1]]

    def _first_source(self, index: int, g: Grammar, tokens: Sequence[int]) -> list[Source]:
        i = first_of(tokens)
        if i is None:
            return []
        if g.word(i) in self._speech.words["pronouns"] or g.tokens.pos[i] == "PRON":
            last = self._meant(index, personal=g.word(i) in _PERSONAL)
            return [] if last is None else [last]
        i = _whole(g, i)
        source = self._same_again(index, g, i) or self._reader.read(g, i)
        self._memory.append((index, source))
        return [source]

    def _meant(self, index: int, *, personal: bool) -> Source | None:
        """Return whom a pronoun means: the last speaker; "he" also a person named since."""
        last = next((told for told in reversed(self._memory) if told[0] <= index), None)
        named = next(reversed(self._persons), None) if personal else None
        if named is not None and (last is None or named[0] > last[0]):
            last = named
        return last[1] if last is not None and 0 <= index - last[0] <= _MEMORY else None

    def _same_paper(self, sentence: int, g: Grammar, i: int) -> Source | None:
        """Return the last speaker for "the same statement", "that post"."""
        paper = self._speech.stance_of(g.lemma(i), verb=False) is Stance.ASSERT
        paper |= g.lemma(i) in self._speech.kinds[SourceKind.DOCUMENT]
        same = any(g.word(k) in _SAME for k in g.kids(i, "amod", "det"))
        return self._meant(sentence, personal=False) if paper and same else None

    def _same_again(self, index: int, g: Grammar, i: int) -> Source | None:
        """Return the last speaker when "the spokesman" is said again of one who was a spokesman."""
        if not any(g.word(k) == "the" for k in g.kids(i, "det")) or g.kids(i, "amod", "compound"):
            return None
        last = self._meant(index, personal=False)
        if last is None or g.tokens.pos[i] == "PROPN":
            return None
        words = f"{last.name or ''} {last.role or ''}".lower().split()
        return last if g.lemma(i) in words else None


def _whole(g: Grammar, i: int) -> int:
    """Return whom "one of the officials" is one of."""
    if g.tokens.pos[i] not in {"NUM", "DET", "ADJ"}:
        return i
    return next((obj for prep, obj in g.prepositions(i) if prep == "of"), i)


def _citing(links: Sequence[Source]) -> tuple[Source, ...]:
    """Take a named source of no known kind that cites another for an outlet."""
    return tuple(
        msgspec.structs.replace(link, kind=SourceKind.OUTLET)
        if n + 1 < len(links) and link.named and link.kind is SourceKind.OTHER
        else link
        for n, link in enumerate(links)
    )
