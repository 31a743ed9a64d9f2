"""
Clauses and noun groups of a sentence that has lemmas and cases but no heads.

What `geomap.grammar` answers from a parse is answered here, more roughly, from the order of words,
their cases and the marks between them. Every argument and result is a token index.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from geomap.model import Span, Tokens

HARD = frozenset({";", ":", "—", "–", "-", "||", "(", ")", "…"})
_DASHES = frozenset({"–", "—", "-"})
_TITLE = 3  # words of a title on either side of its dash
_QUOTES = frozenset("\"'«»“”„‘’")
_FINITE = ("past", "pres", "fut", "impers", "pass", "imper")
_WHICH = ("як", "котр")
_AS = frozenset({"як", "как"})
_COMMON = frozenset({"в", "у", "на"})
_NOT = frozenset({"не", "ні", "ни", "б", "би", "бы"})
_POSSESSIVE = frozenset({"його", "її", "їх", "его", "ее", "их"})
_SPANS = frozenset({"місяць", "тиждень", "рік", "день", "доба", "месяц", "неделя", "год", "сутки"})
_CAUSING = frozenset(
    {"внаслідок", "унаслідок", "після", "результат", "вследствие", "после", "из-за", "через"}
)
_ABOUT = frozenset({"близько", "понад", "більше", "около", "более", "больше", "свыше"})
_YEARS = ("річн", "літн", "летн")
_UNDECLINED = ("ово", "ево", "ёво", "ино", "ыно")  # "об освобождении Курахово"
_ASIDE = 8
_LONGEST = 8
_RUN_ON = 60  # words without any mark, after which a clause is taken to end
_YEAR = re.compile("(?:19|20)[0-9]{2}-[а-яії]{1,3}")
_Segment = tuple[int, int, str]


class Clause(NamedTuple):
    """Tokens `first` to `last`; `mark` is the lemma that subordinates it, `sep` stands before."""

    first: int
    last: int
    mark: str
    sep: str
    predicates: tuple[int, ...]


class Group(NamedTuple):
    """
    A noun with what agrees with it, from its preposition on.

    `prep` is the preposition's index; `of` the head of the group right before it that it
    specifies by its genitive; `cases` those it may be in ("Acc.sing"), empty where unknown.
    """

    first: int
    last: int
    head: int
    prep: int | None
    of: int | None
    cases: frozenset[str]

    def may_be(self, case: str) -> bool:
        """Say whether the group can be in a case; of unknown ones all are possible."""
        return not self.cases or any(each.startswith(case) for each in self.cases)

    @property
    def plural(self) -> bool | None:
        """Say whether the group is plural; None where either is possible."""
        numbers = {each.rpartition(".")[2] for each in self.cases}
        return numbers == {"plur"} if len(numbers) == 1 else None


class Chunks:
    """The clauses and groups of one sentence."""

    def __init__(self, tokens: Tokens, names: Iterable[tuple[int, int]] = ()) -> None:
        """
        Keep the tokens; all else is worked out when asked for.

        Parameters
        ----------
        names
            First and last tokens of proper names: each is a noun, whatever its words look like.
        """
        self.tokens = tokens
        self._size = len(tokens.words)
        runs = list(names)
        self._names = {i: last for first, last in runs for i in range(first, last + 1)}
        self._begun = {last: first for first, last in runs}

    def __len__(self) -> int:
        """Count the tokens."""
        return self._size

    def lemma(self, i: int) -> str:
        """Return the lemma, an empty string outside the sentence."""
        return self.tokens.lemmas[i] if 0 <= i < len(self) else ""

    def pos(self, i: int) -> str:
        """Return the part of speech, an empty string outside the sentence."""
        if i in self._names:
            return "NOUN"
        pos = self.tokens.pos[i] if 0 <= i < len(self) else ""
        return "NOUN" if pos == "PROPN" else pos

    def features(self, i: int) -> frozenset[str]:
        """Return what the form may be, nothing of names like adjectives or without cases."""
        if i >= len(self):
            return frozenset()
        word = self.tokens.words[i]
        if i in self._names and (
            self.tokens.pos[i] not in {"NOUN", "PROPN"} or word.endswith(_UNDECLINED)
        ):
            return frozenset()
        return frozenset(self.tokens.tags[i].split())

    def is_name(self, i: int) -> bool:
        """Say whether a token is part of a proper name."""
        return i in self._names

    def is_verb(self, i: int) -> bool:
        """Say whether a token is a verb in any form."""
        return self.pos(i) == "VERB"

    def is_form(self, i: int, *forms: str) -> bool:
        """Say whether a verb is in one of some forms: "past", "inf", "impers", "pass"."""
        return self.is_verb(i) and any(f.partition(".")[0] in forms for f in self.features(i))

    def is_predicate(self, i: int) -> bool:
        """Say whether a token makes a clause: a finite verb, or a participle in the nominative."""
        if self.is_verb(i):
            return not self.features(i) or self.is_form(i, *_FINITE)
        counted = i > 0 and self.pos(i - 1) == "NUM"  # "144 поранені"
        nominative = any(f.startswith("Nom") for f in self.features(i))
        return self.is_participle(i) and nominative and not counted

    def is_predicate_of_clause(self, i: int) -> bool:
        """Say whether a token is among the predicates of its clause."""
        return i in self.clause_at(i).predicates

    def is_participle(self, i: int) -> bool:
        """Say whether a token is a full passive participle."""
        return self.pos(i) == "ADJ" and "pssv" in self.features(i)

    def span(self, first: int, last: int, text: str) -> Span:
        """Return the span of a run of tokens in the text that the tokens count in."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        return Span(start=start, end=end, text=text[start:end])

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in order; each token but for marks between them is in one."""
        made: list[Clause] = []
        for n, (first, last, sep) in enumerate(self._segments):
            if made and not self._begins(made[-1], n):
                whole = made.pop()
                made.append(self._clause(whole.first, last, whole.sep))
            else:
                made.append(self._clause(first, last, sep))
        return tuple(made)

    def clause_at(self, i: int) -> Clause:
        """Return the clause that holds a token, for a mark between two the one before it."""
        at = bisect_right(self._starts, i) - 1
        return self.clauses[max(at, 0)]

    @cached_property
    def _starts(self) -> list[int]:
        return [clause.first for clause in self.clauses]

    @cached_property
    def asides(self) -> tuple[Clause, ...]:
        """Short clauses between the commas of another: ", як повідомляє штаб,"."""
        return tuple(
            self._clause(*one, inside=True)
            for one, after in pairwise(self._segments)
            if one[2] == after[2] == "," and self._is_aside(one, after)
        )

    def _is_aside(self, one: _Segment, after: _Segment) -> bool:
        said, rest = self._clause(*one, inside=True), self._clause(*after, inside=True)
        short = said.mark in _AS and said.last - said.first < _ASIDE
        return short and not rest.predicates and not rest.mark

    def _begins(self, before: Clause, n: int) -> bool:
        """Say whether a segment begins a clause, or goes on with the one before."""
        first, last, sep = self._segments[n]
        clause = self._clause(first, last, sep, inside=True)
        if sep in HARD:
            return True
        if any(aside.first == first for aside in self.asides):
            return False
        both = bool(before.predicates and clause.predicates)
        return bool(clause.mark) or both or self._opens(before, n)

    def _opens(self, before: Clause, n: int) -> bool:
        """Say whether a phrase belongs to a verb after it: "палає склад, у Керчі лунали вибухи"."""
        first, _, sep = self._segments[n]
        told = {self.lemma(i) for i in range(before.first, before.last + 1)}
        if sep != "," or self.pos(first) != "ADP" or not before.predicates:
            return False
        for one in self._segments[n + 1 :]:
            clause = self._clause(*one, inside=True)
            if clause.sep in HARD or clause.mark:
                return False
            if clause.predicates:
                return self.lemma(first) not in told or self.lemma(first) in _COMMON
        return False

    @cached_property
    def _segments(self) -> list[_Segment]:
        """The runs of tokens between marks and conjunctions, each with what precedes it."""
        made: list[_Segment] = []
        first, sep = 0, ""
        for i in range(len(self) + 1):
            mark = self._mark(i) if i < len(self) else "."
            if not mark and i - first >= _RUN_ON:
                made.append((first, i - 1, sep))
                first, sep = i, ";"
            if not mark:
                continue
            if i > first:
                made.append((first, i - 1, sep))
                sep = ""
            sep = sep if sep in HARD else mark
            first = i + 1
        return made or [(0, len(self) - 1, "")]

    def _mark(self, i: int) -> str:
        """Return a token that may part two clauses, an empty string for any other."""
        word = self.tokens.words[i]
        if word == "." and self._ends_sentence(i):
            return ";"
        if (word == "-" and not self._spaced(i)) or (word in _DASHES and self._is_of_title(i)):
            return ""
        return word if word in HARD or word == "," else self.lemma(i) * (self.pos(i) == "CCONJ")

    def _is_of_title(self, i: int) -> bool:
        """Find the dash of "«Київ — Суми»", a title in quotation marks."""
        words = self.tokens.words
        before, after = words[max(i - _TITLE, 0) : i], words[i + 1 : i + 1 + _TITLE]
        opened = next((word for word in reversed(before) if word in _QUOTES), "»")
        closed = next((word for word in after if word in _QUOTES), "«")
        bare = bool(before) and before[-1].isalnum()
        return bare and opened not in {"»", "”"} and closed not in {"«", "„", "“"}

    def _ends_sentence(self, i: int) -> bool:
        words = self.tokens.words
        follows = i + 1 < len(self) and words[i + 1][:1].isupper()
        whole = len(words[i - 1]) > 3 or words[i - 1].isupper() or "." in words[i - 1]
        return follows and i > 0 and whole

    def _spaced(self, i: int) -> bool:
        starts, ends = self.tokens.starts, self.tokens.ends
        before = i > 0 and ends[i - 1] < starts[i]
        return before and i + 1 < len(self) and ends[i] < starts[i + 1]

    def _clause(self, first: int, last: int, sep: str, *, inside: bool = False) -> Clause:
        """Make a clause of a run of tokens; `inside` reads an aside as a clause of its own."""
        start = first + 1 if self.pos(first) == "ADP" else first
        which = self.pos(start) == "PRON" and self.lemma(start).startswith(_WHICH)
        which = which or (sep == "," and self.is_participle(first))
        mark = self.lemma(start) if which or self.pos(first) == "SCONJ" else ""
        tokens = [i for i in range(first, last + 1) if inside or not self.is_aside(i)]
        verbs = [i for i in tokens if self.is_verb(i) and self.is_predicate(i)]
        predicates = verbs or [i for i in tokens if self.is_predicate(i)]
        return Clause(first, last, mark, sep, tuple(predicates))

    def is_aside(self, i: int) -> bool:
        """Say whether a token stands in an aside."""
        return i in self._inside_asides

    @cached_property
    def _inside_asides(self) -> frozenset[int]:
        return frozenset(i for a in self.asides for i in range(a.first, a.last + 1))

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The noun groups in order."""
        made: list[Group] = []
        i = 0
        while i < len(self):
            group = self._group(i, made[-1] if made else None)
            if group is not None:
                made.append(group)
            i = i + 1 if group is None else group.last + 1
        return tuple(made)

    def groups_in(self, clause: Clause) -> tuple[Group, ...]:
        """Return the noun groups of a clause in order."""
        first = bisect_left(self._group_starts, clause.first)
        last = bisect_right(self._group_starts, clause.last)
        return tuple(g for g in self.groups[first:last] if g.last <= clause.last)

    def group_after(self, group: Group) -> Group | None:
        """Return the next noun group, None after the last."""
        at = bisect_right(self._group_starts, group.first)
        return self.groups[at] if at < len(self.groups) else None

    @cached_property
    def _group_starts(self) -> list[int]:
        return [group.first for group in self.groups]

    def group_at(self, i: int) -> Group | None:
        """Return the group that holds a token."""
        return self._grouped.get(i)

    @cached_property
    def _grouped(self) -> dict[int, Group]:
        return {i: g for g in self.groups for i in range(g.first, g.last + 1)}

    def next_word(self, i: int) -> int:
        """Return the next token that is no quotation mark."""
        i += 1
        while i < len(self) and self.tokens.words[i] in _QUOTES:
            i += 1
        return i

    def _group(self, first: int, before: Group | None) -> Group | None:
        """Read the group that begins at a token, if one does."""
        if self._is_age(first):
            return None
        prep = first if self.pos(first) == "ADP" and not self._shares_out(first) else None
        at = self.next_word(first) if self.pos(first) == "ADP" else first
        while at < len(self) and self._is_passed_over(at, prep):
            at = self.next_word(at)
        head, modifiers = None, []
        while at < len(self) and at - first < _LONGEST and self._is_nominal(at):
            head = at = self._names.get(at, at)
            if self.pos(at) in {"NOUN", "X"} or self._is_pronoun(at) or self._is_year(at):
                break
            modifiers.append(at)
            at = self.next_word(at)
        if head is None:
            return None
        cases = self._agree(head, modifiers, prep)
        beside = before is not None and self.next_word(before.last) == first
        named = before is not None and before.head in self._names
        free = any(self._counts(i) or (named and self.pos(i) == "NUM") for i in modifiers)
        attached = beside and prep is None and not free and self._specifies(head, cases, before)
        of = before.head if before is not None and attached else None
        return Group(first, head, head, prep, of, cases)

    def _is_age(self, i: int) -> bool:
        """Find the number of "61-річного": it counts no persons."""
        return self.lemma(i + 1) == "-" and self.lemma(i + 2).startswith(_YEARS)

    def _is_passed_over(self, i: int, prep: int | None) -> bool:
        """Find "лише" in "лише двоє", and the adverb in "на заздалегідь підготовлені позиції"."""
        describing = self.pos(i) == "ADV" and prep is not None
        describes = describing and self.pos(self.next_word(i)) == "ADJ"
        return describes or (self.pos(i) == "PART" and self.lemma(i) not in _NOT)

    def _shares_out(self, i: int) -> bool:
        """Tell "по три дрони", three each, from "по трьох містах"; "около двадцати" is some."""
        number, noun = self.next_word(i), self.next_word(self.next_word(i))
        if self.pos(number) != "NUM" or self.lemma(i) not in _ABOUT | {"по"}:
            return False
        if self.lemma(i) in _ABOUT:
            return True
        cases = self.features(noun)
        return bool(cases) and not any(each.startswith(("Loc", "Dat")) for each in cases)

    def _is_year(self, i: int) -> bool:
        """Find "2014-му", unless what follows may be counted by it: "на 1941-му кілометрі"."""
        counts = any(f.startswith(("Loc", "Dat", "Gen")) for f in self.features(i + 1))
        return _YEAR.fullmatch(self.tokens.words[i]) is not None and not counts

    def _is_pronoun(self, i: int) -> bool:
        """Say whether a pronoun stands alone; "його" and "жоден" before a noun are that noun's."""
        after = self.next_word(i)
        agrees = after < len(self) and bool(self.features(i) & self.features(after))
        belongs = self.lemma(i) in _POSSESSIVE or agrees
        return self.pos(i) == "PRON" and not (belongs and self.pos(after) in {"NOUN", "ADJ", "NUM"})

    def _is_nominal(self, i: int) -> bool:
        word = self.tokens.words[i]
        if self.is_predicate_of_clause(i):
            return False
        return self.pos(i) in {"NOUN", "ADJ", "NUM", "PRON"} or (
            self.pos(i) == "X" and word[0].isalnum()
        )

    def _agree(self, head: int, modifiers: list[int], prep: int | None) -> frozenset[str]:
        """Return the cases that a head, its modifiers and its preposition have in common."""
        cases = self.features(head) - {"pssv"}
        first = self._begun.get(head, head)
        if first < head and cases and all(case.startswith("Nom") for case in cases):
            cases = self.features(first) or cases  # "порт Усть-Луга"
        for i in modifiers:
            common = cases & self.features(i) if cases else self.features(i) - {"pssv"}
            cases = common or cases
        counted = any(self._counts(i) for i in modifiers)
        if prep is not None:
            governed = tuple(self.tokens.tags[prep].split())
            return frozenset(c for c in cases if c.startswith(governed)) or cases
        if counted:
            cases = frozenset(c for c in cases if not c.startswith("Loc")) or cases
        if counted and cases and not any(c.startswith(("Ins", "Loc", "Dat")) for c in cases):
            return frozenset({"Nom.plur", "Acc.plur"})
        return cases

    def _counts(self, i: int) -> bool:
        """Tell "33" and "два", which govern their noun, from "двох", which agrees with it."""
        features = self.features(i)
        free = not features or any(f.startswith("Nom") for f in features)
        return self.pos(i) == "NUM" and (free or self.lemma(i - 1) in _ABOUT)

    def _is_of_cause(self, group: Group) -> bool:
        """Say whether a group tells what something came from: an acronym behind it is its own."""
        above = group.prep if group.prep is not None else group.of
        return above is not None and self.lemma(above) in _CAUSING

    def _after_genitive(self, i: int) -> int:
        """Step over what specifies a noun before its verb: "Сили оборони зупинили"."""
        following = self.next_word(i) if i < len(self) else i
        verb = following < len(self) and self.is_predicate_of_clause(following)
        genitive = i < len(self) and any(f.startswith("Gen") for f in self.features(i))
        return following if verb and genitive and not self.is_predicate_of_clause(i) else i

    def _specifies(self, head: int, cases: frozenset[str], before: Group | None) -> bool:
        """Say whether a group is the genitive of the one before, and not the subject of a verb."""
        if cases and not any(c.startswith("Gen") for c in cases):
            return False
        named = before is not None and before.head in self._names
        if named and not cases and head not in self._names:
            return False  # "на Куп'янському напрямку ЗС РФ ..."
        if before is not None and self.lemma(before.head) in _SPANS:
            return True  # "після дев'яти місяців окупації підняли прапор"
        if before is not None and not cases and self._is_of_cause(before):
            return True  # "внаслідок атаки БпЛА пошкоджено"
        after = self.next_word(head)
        if before is not None and self.tokens.words[head][:1].isupper() and cases:
            after = self._after_genitive(after)  # an organisation's name begins
        if after >= len(self) or not self.is_predicate_of_clause(after):
            return True
        numbers = {c.rpartition(".")[2] for c in cases if c.startswith("Nom")}
        agrees = not cases or any(f.rpartition(".")[2] in numbers for f in self.features(after))
        bare = before is not None and before.prep is None and before.of is None
        return not agrees or (bare and before is not None and before.may_be("Nom"))
