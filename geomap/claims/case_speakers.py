"""Who says it in Ukrainian and Russian: verbs of saying, "за словами X", dashes and colons."""

from collections.abc import Iterator, Sequence

from geomap.chunks import Chunks, Clause, Group
from geomap.claims.case_reach import (
    ABOUT,
    APART,
    DASHES,
    Saying,
    closes,
    flat,
    heads,
    lemmas,
    name_after,
    precedes_colon,
    reaches,
    signs,
    subject,
)
from geomap.claims.case_sources import CaseSourceReader
from geomap.claims.lexicon import Speech
from geomap.claims.speakers import Attribution, Rebuttal
from geomap.grammar import Grammar
from geomap.model import EventType, Mention, Sentence, SourceKind, Stance

_INSIDE = frozenset({"в", "у", "во"})
_NOT = frozenset({"не", "ні", "ни"})
_TOLD_AFTER, _HEADED = 4, 12  # sentences
_NAME_WORDS = {2, 3}
_OFFICES = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.OUTLET})
_DATELINE = 3  # words and marks
_OPEN, _CLOSE = frozenset("«“„"), frozenset("»”")


class CaseSpeakers:
    """The speakers of one document."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        *,
        speech: Speech,
        reader: CaseSourceReader,
        places: frozenset[str],
    ) -> None:
        """Read the sayings of all sentences once; `places` are names in lower case."""
        self._places = places
        self._speech = speech
        self._reader = reader
        self._chunks = {s.index: Chunks(s.tokens) for s in sentences if s.tokens}
        self._paragraphs = {s.index: s.paragraph for s in sentences}
        self._sayings = {i: list(self._read(chunks)) for i, chunks in self._chunks.items()}
        self._quoted = self._find_quoted()

    def _find_quoted(self) -> dict[int, list[Saying]]:
        """Return who speaks in the sentences that go on with a quotation begun before them."""
        found: dict[int, list[Saying]] = {}
        speaking: list[Saying] = []
        depth = 0
        for index, chunks in sorted(self._chunks.items()):
            own = [s for s in self._sayings[index] if s.speaker is not None and not s.refused]
            if depth and index - 1 in self._chunks and speaking:
                found[index] = speaking
            for word in chunks.tokens.words:
                depth = max(0, depth + (word in _OPEN) - (word in _CLOSE))
            speaking = (own or speaking) if depth else []
        return found

    def grammar(self, sentence: int) -> Grammar:
        """Return a sentence's words as a grammar in which nothing hangs on anything."""
        return Grammar(flat(self._chunks[sentence].tokens))

    def attribute(self, mention: Mention, _text: str) -> list[Attribution]:
        """Return who says what a mention tells; none when it is said that nobody does."""
        chunks = self._chunks[mention.sentence]
        clause = chunks.clause_at(mention.token)
        mine = [
            s
            for s in self._sayings[mention.sentence]
            if reaches(chunks, s, clause, mention) and not self._answers(chunks, s, clause)
        ]
        if any(s.refused and not s.loose for s in mine):
            return []
        spoken = [s for s in mine if s.speaker is not None] or self._told_after(mention)
        spoken = spoken or self._quoted.get(mention.sentence, [])
        spoken = spoken or self._signing(mention.sentence) or self._heading(mention.sentence)
        links = tuple(dict.fromkeys(s.speaker for s in spoken[:1] if s.speaker is not None))
        stances = [s.stance for s in mine if not s.loose] + [s.stance for s in spoken]
        for stance in (Stance.DENY, Stance.ALLEGE, Stance.CONFIRM):
            if stance in stances:
                return [Attribution(links, stance)]
        return [Attribution(links, Stance.ASSERT)]

    def rebuttals(self, text: str) -> Iterator[Rebuttal]:
        """Yield the denials that name no event: "Генштаб це заперечив", "мер: місто наше"."""
        for index, sayings in self._sayings.items():
            chunks = self._chunks[index]
            for saying in sayings:
                if saying.speaker is None or saying.refused:
                    continue
                words = lemmas(chunks, saying.clause)
                denied = saying.stance is Stance.DENY and words & self._speech.rebuttal["objects"]
                held = self._holds(chunks, saying)
                if denied or held or words & self._speech.rebuttal["false"]:
                    span = chunks.span(saying.token, saying.token, text)
                    only = EventType.CAPTURE if held and not denied else None
                    yield Rebuttal(index, span, (saying.speaker,), only=only)

    def _answers(self, chunks: Chunks, saying: Saying, clause: Clause) -> bool:
        """Say whether a denial is of what another clause told: ", у ЗСУ це заперечили"."""
        back = lemmas(chunks, saying.clause) & self._speech.rebuttal["objects"]
        return saying.stance is Stance.DENY and saying.clause != clause and bool(back)

    def _holds(self, chunks: Chunks, saying: Saying) -> bool:
        """Say whether somebody says that a place is still his, or still fought for."""
        at = chunks.clauses.index(chunks.clause_at(saying.clause.first))
        said = chunks.clauses[at : at + 2]
        words = set().union(*(lemmas(chunks, clause) for clause in said))
        phrases = self._speech.rebuttal["held"]
        return any(set(phrase.split()) <= words for phrase in phrases)

    def _read(self, chunks: Chunks) -> Iterator[Saying]:
        for clause in (*chunks.clauses, *chunks.asides):
            for i in clause.predicates:
                yield from self._said(chunks, clause, i)
        for group in chunks.groups:
            yield from self._according(chunks, group)
            yield from self._rumoured(chunks, group)
        yield from self._headline(chunks)

    def _said(self, chunks: Chunks, clause: Clause, i: int) -> Iterator[Saying]:
        lemma = chunks.lemma(i)
        refused = chunks.lemma(i - 1) in _NOT
        if lemma in self._speech.phrases["reported"] | self._speech.phrases["stated"]:
            yield from self._stated(chunks, clause, i)
        stance = self._speech.stance_of(lemma, verb=True)
        if stance is not None:
            back = self._speech.rebuttal["objects"]
            passive = chunks.is_form(i, "pass", "impers") or chunks.is_participle(i)
            who = None if passive else subject(chunks, clause, i, back)
            who = who or self._office_after(chunks, clause, i)
            who = who or self._office_before(chunks, clause, i)
            who = who or name_after(chunks, clause, i)
            speaker = None if who is None else self._reader.read(chunks, who)
            apart = clause.sep in DASHES or closes(chunks, clause, i)
            loose = apart and stance is not Stance.DENY and speaker is not None
            yield Saying(clause, i, stance, speaker, loose=loose, refused=refused)

    def _stated(self, chunks: Chunks, clause: Clause, i: int) -> Iterator[Saying]:
        """Read "говорится в сообщении министерства", and "сообщается", which nobody says."""
        said = chunks.group_at(chunks.next_word(i))
        owner = (
            None if said is None else next((g for g in chunks.groups if g.of == said.head), None)
        )
        if said is not None and owner is not None and self._is_statement(chunks, said):
            speaker = self._reader.read(chunks, owner)
            loose = closes(chunks, clause, i)
            yield Saying(clause, i, Stance.ASSERT, speaker, loose=loose)
        elif chunks.lemma(i) in self._speech.phrases["reported"]:
            yield Saying(clause, i, Stance.ALLEGE, None)

    def _is_statement(self, chunks: Chunks, group: Group) -> bool:
        inside = group.prep is not None and chunks.lemma(group.prep) in _INSIDE
        return inside and chunks.lemma(group.head) in self._speech.phrases["statements"]

    def _office_after(self, chunks: Chunks, clause: Clause, verb: int) -> Group | None:
        """Return the office of "заявили в Генштабі"."""
        group = chunks.group_at(chunks.next_word(verb))
        if group is None or group.prep is None or group.last > clause.last:
            return None
        inside = chunks.lemma(group.prep) in _INSIDE
        known = self._reader.is_office(chunks, group.first + 1, group.last)
        return (
            group if inside and (known or chunks.tokens.words[group.head][:1].isupper()) else None
        )

    def _office_before(self, chunks: Chunks, clause: Clause, verb: int) -> Group | None:
        """Return the office of "у ЗСУ це спростували", the capital of "в Киеве отрицают"."""
        inside = [
            g
            for g in chunks.groups
            if clause.first <= g.first
            and g.last < verb
            and g.prep is not None
            and chunks.lemma(g.prep) in _INSIDE
        ]
        for group in inside:
            office = self._reader.is_office(chunks, group.first + 1, group.last)
            if office or self._reader.is_speaker(chunks, group.first + 1, group.last):
                return group
        return None

    def _according(self, chunks: Chunks, group: Group) -> Iterator[Saying]:
        """Read "за словами мера", "по данным ОВА"."""
        prep = None if group.prep is None else chunks.lemma(group.prep)
        phrases = self._speech.phrases
        if (
            prep not in phrases["prepositions"]
            or chunks.lemma(group.head) not in phrases["according"]
        ):
            return
        owner = next((g for g in chunks.groups if g.of == group.head), None)
        if owner is not None:
            clause = chunks.clause_at(group.head)
            speaker = self._reader.read(chunks, owner)
            yield Saying(clause, group.head, Stance.ASSERT, speaker, loose=True)

    def _rumoured(self, chunks: Chunks, group: Group) -> Iterator[Saying]:
        """Read "повідомлення про вибухи" in a clause without a verb, which nobody says."""
        clause = chunks.clause_at(group.head)
        after = chunks.group_at(chunks.next_word(group.last))
        about = after is not None and after.prep is not None and chunks.lemma(after.prep) in ABOUT
        told = self._speech.stance_of(chunks.lemma(group.head), verb=False)
        if about and group.prep is None and not clause.predicates and told is Stance.ASSERT:
            yield Saying(clause, group.head, Stance.ALLEGE, None)

    def _headline(self, chunks: Chunks) -> Iterator[Saying]:
        """Read "… – мер" at the end and "Мер: …" at the beginning of a headline, "ОВА." alone."""
        clauses = chunks.clauses
        for n, clause in enumerate(clauses):
            last = n + 1 == len(clauses) or clauses[n + 1].sep in APART | {"("}
            tail = clause.sep in DASHES and last
            alone = len(clauses) == 1 and clause.sep == ""
            head = precedes_colon(chunks, n) and (n == 0 or clause.sep in APART)
            groups = [g for g in chunks.groups if clause.first <= g.first and g.last <= clause.last]
            placed = tail or head or alone
            if clause.predicates or not groups or not placed or groups[0].prep is not None:
                continue
            signed = tail and len(clauses) == 1
            person = (head or signed) and self._is_person(chunks, clause, signed=signed)
            if not person and not self._names_speaker(chunks, clause, groups):
                continue
            speaker = self._reader.read(chunks, groups[0])
            if not alone or (speaker.named and speaker.kind in _OFFICES):
                heads = (head or alone) and n == 0
                yield Saying(clause, clause.first, Stance.ASSERT, speaker, loose=True, heads=heads)

    def _names_speaker(self, chunks: Chunks, clause: Clause, groups: list[Group]) -> bool:
        """Say whether a clause without a verb begins with somebody who speaks."""
        heading = chunks.lemma(groups[0].head) in self._speech.phrases["headings"]
        last = groups[1].last if len(groups) > 1 and groups[1].of is not None else groups[0].last
        office = self._reader.is_office(chunks, groups[0].first, groups[0].last)
        named = self._reader.is_speaker(chunks, groups[0].first, last)
        named = named or (clause.first == 0 and self._reader.is_surname(chunks, 0, clause.last))
        return not heading and (office or (named and groups[0].first == clause.first))

    def _is_person(self, chunks: Chunks, clause: Clause, *, signed: bool) -> bool:
        """Find "Ім'я Прізвище", which is no place; under a text with an office behind a comma."""
        words = chunks.tokens.words[clause.first : clause.last + 1]
        words = words[: words.index(",")] if signed and "," in words else words
        named = all(word.istitle() and word.isalpha() for word in words)
        return (
            named and len(words) in _NAME_WORDS and " ".join(words).casefold() not in self._places
        )

    def _told_after(self, mention: Mention) -> list[Saying]:
        """Return who says "про це повідомив X" after it, of all that its paragraph told before."""
        for index in range(mention.sentence + 1, mention.sentence + 1 + _TOLD_AFTER):
            chunks = self._chunks.get(index)
            if chunks is None or self._paragraphs[index] != self._paragraphs[mention.sentence]:
                break
            sayings = [s for s in self._sayings[index] if s.speaker is not None and not s.refused]
            if chunks.lemma(0) in ABOUT:
                return sayings
            if sayings:
                break
        return []

    def _signing(self, sentence: int) -> list[Saying]:
        """Return who signs a paragraph with its last words, where nobody else speaks before."""
        here = self._paragraphs[sentence]
        near = range(sentence + 1, sentence + 1 + _TOLD_AFTER)
        rest = [i for i in near if self._paragraphs.get(i) == here]
        last = self._chunks.get(rest[-1]) if rest else None
        goes_on = self._paragraphs.get(sentence + 1 + len(rest)) == here
        if last is None or goes_on or any(self._sayings.get(i) for i in rest[:-1]):
            return []
        return [s for s in self._sayings[rest[-1]] if signs(last, s)]

    def _heading(self, sentence: int) -> list[Saying]:
        """Return whose name with a colon begins the paragraph, where nobody else speaks since."""
        for index in range(sentence - 1, sentence - 1 - _HEADED, -1):
            if self._paragraphs.get(index) != self._paragraphs[sentence]:
                return []
            if self._sayings.get(index):
                chunks = self._chunks[index]
                return [s for s in self._sayings[index] if self._begins(index) and heads(chunks, s)]
        return []

    def _begins(self, index: int) -> bool:
        """Say whether a sentence is its paragraph's first, but for a dateline of a word or two."""
        before = self._chunks.get(index - 1)
        here = self._paragraphs[index]
        if before is None or self._paragraphs[index - 1] != here:
            return True
        dateline = len(before) <= _DATELINE and not before.clauses[0].predicates
        return dateline and self._paragraphs.get(index - 2) != here
