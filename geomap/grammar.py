"""
Questions about the grammar of one sentence, answered from its `Tokens` alone.

Labels are those of spaCy's English models (ClearNLP style): nsubj, nsubjpass, dobj, agent, pobj.
"""

import re
from collections.abc import Iterable, Iterator

from geomap.model import Span, Tokens

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_BLAMING = frozenset({"of", "from"})
_EACH_OTHER = frozenset({"other", "another"})
_OPEN_CLAUSES = frozenset({"xcomp", "advcl", "pcomp", "acl", "conj"})
_JOINING = frozenset({"cc", "advmod", "punct", "neg"})
_INSTRUMENTAL = frozenset({"use", "employ"})
_INSIDE_NOUN = frozenset(
    {"amod", "compound", "nmod", "nummod", "poss", "det", "quantmod", "punct", "npadvmod", "advmod"}
)


_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
)
_DATE = re.compile(rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|\d{{4}}-\d\d-\d\d|{_MONTHS}")
_YEAR, _DAY = re.compile(r"(?:19|20)\d\d"), re.compile(r"\d{1,2}(?:st|nd|rd|th)?")


class Grammar:
    """The dependency tree of a sentence; every argument and result is a token index."""

    def __init__(self, tokens: Tokens) -> None:
        """Index the children of each token."""
        self.tokens = tokens
        self._words = [word.lower() for word in tokens.words]
        self._lemmas = [lemma.lower() for lemma in tokens.lemmas]
        self.children: list[list[int]] = [[] for _ in tokens.words]
        for child, head in enumerate(tokens.heads):
            if child != head:
                self.children[head].append(child)

    def lemma(self, i: int) -> str:
        """Return the lemma in lower case."""
        return self._lemmas[i]

    def word(self, i: int) -> str:
        """Return the word in lower case."""
        return self._words[i]

    def dep(self, i: int) -> str:
        """Return the label of the token's relation to its head."""
        return self.tokens.deps[i]

    def head(self, i: int) -> int | None:
        """Return the head, or None for a root."""
        head = self.tokens.heads[i]
        return None if head == i else head

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the children with one of these labels (all of them without a label)."""
        children = self.children[i]
        if not children or not deps:
            return children[:]
        labels = self.tokens.deps
        return [k for k in children if labels[k] in deps]

    def ancestors(self, i: int) -> Iterator[int]:
        """Yield the heads above a token, nearest first."""
        seen = {i}
        head = self.head(i)
        while head is not None and head not in seen:
            yield head
            seen.add(head)
            head = self.head(head)

    def subtree(self, i: int) -> list[int]:
        """Return the token and all below it, in the order of the text."""
        found, stack = {i}, [i]
        while stack:
            for kid in self.children[stack.pop()]:
                if kid not in found:
                    found.add(kid)
                    stack.append(kid)
        return sorted(found)

    def is_verb(self, i: int) -> bool:
        """Say whether the token is a verb or auxiliary."""
        return self.tokens.pos[i] in {"VERB", "AUX"}

    def is_date(self, i: int) -> bool:
        """Say whether the token is part of a date: "8", "May" and "2022" of "8 May, 2022"."""
        last = len(self.tokens.words) - 1
        after, before = self.word(min(i + 1, last)), self.word(max(i - 1, 0))
        if _YEAR.fullmatch(self.word(i)):
            return before == "," or bool(_DATE.fullmatch(before) or _DAY.fullmatch(before))
        if _DAY.fullmatch(self.word(i)):
            return bool(re.fullmatch(_MONTHS, after) or re.fullmatch(_MONTHS, before))
        return _DATE.fullmatch(self.word(i)) is not None

    def is_noun(self, i: int) -> bool:
        """Say whether the token can head a noun phrase."""
        return self.tokens.pos[i] in _NOMINAL

    def conjuncts(self, i: int) -> list[int]:
        """Return the token and what is coordinated with it."""
        found = [i]
        for known in found:
            found += self.kids(known, "conj")
        return found

    def prepositions(self, i: int) -> list[tuple[str, int]]:
        """Return (preposition, object) pairs that depend on a token, coordinated ones included."""
        pairs = []
        for prep in self.kids(i, "prep", "agent", "dative"):
            for inner in [prep, *self.kids(prep, "prep")]:
                for obj in self.kids(inner, "pobj"):
                    pairs += [(self.lemma(inner), member) for member in self.conjuncts(obj)]
        return pairs

    def is_passive(self, i: int) -> bool:
        """Say whether a verb is passive, also a participle after its noun ("towns seized by")."""
        if self.kids(i, "auxpass", "nsubjpass"):
            return True
        if self.dep(i) == "conj" and self.tokens.tags[i] == "VBN" and not self.kids(i, "aux"):
            head = self.head(i)
            return head is not None and self.is_passive(head)
        return (
            self.tokens.tags[i] == "VBN"
            and self.dep(i) in {"acl", "relcl", "advcl"}
            and not (self.kids(i, "aux", "dobj"))
        )

    def doers(self, i: int) -> list[int]:
        """Return who does what the verb says: subject, passive agent, or the one implied."""
        if self.is_passive(i):
            return self._agents(i)
        return self._subjects(i, seen=set())

    def undergoers(self, i: int) -> list[int]:
        """Return what the verb is done to: direct object, or the subject of a passive."""
        if not self.is_passive(i):
            objects = self.kids(i, "dobj") or self._shared_objects(i)
            return [m for k in objects for m in self.conjuncts(self.antecedent(k))]
        own = self.kids(i, "nsubjpass") or self._bare_subjects(i)
        head = self.head(i)
        if not own and self.dep(i) in {"acl", "relcl"} and head is not None:
            return [head]
        if not own and self.dep(i) == "conj" and head is not None:
            passive = self.is_passive(head)
            return self.undergoers(head) if passive else self._subjects(head, seen=set())
        if not own and self.dep(i) in {"xcomp", "advcl"} and head is not None:
            return self._subjects(head, seen=set())
        return [m for k in own for m in self.conjuncts(self.antecedent(k))]

    def antecedent(self, i: int) -> int:
        """Return the noun a relative pronoun stands for, else the token itself."""
        if self.word(i) not in _RELATIVE:
            return i
        for above in self.ancestors(i):
            if self.dep(above) in {"relcl", "acl"}:
                return self.tokens.heads[above]
        return i

    def noun_phrase(self, i: int) -> tuple[int, int]:
        """Return the first and last token of a noun's phrase without what follows the noun."""
        inside = {i}
        stack = [i]
        while stack:
            for kid in self.children[stack.pop()]:
                if kid < i and self.dep(kid) in _INSIDE_NOUN and kid not in inside:
                    inside.add(kid)
                    stack.append(kid)
        first = min(inside)
        while first < i and self.dep(first) == "punct":
            first += 1
        last = i
        for kid in self.kids(i, "case"):
            last = max(last, kid if self.dep(i) != "poss" else i)
        return first, last

    def extended_phrase(self, i: int, prepositions: frozenset[str]) -> tuple[int, int]:
        """Return a noun's phrase with what these prepositions add: "the General Staff in Kyiv"."""
        first, last = self.noun_phrase(i)
        for prep in self.kids(i, "prep"):
            if self.lemma(prep) in prepositions and last < prep:
                last = max([last, *(self.noun_phrase(k)[1] for k in self.kids(prep, "pobj"))])
        return first, last

    def spread(self, first: int, last: int, text: str) -> Span:
        """Return the span of a run of tokens in the text that the tokens count in."""
        start, end = self.tokens.starts[first], self.tokens.ends[last]
        return Span(start=start, end=end, text=text[start:end])

    def _bare_subjects(self, i: int) -> list[int]:
        """Return what stands before a participle without its auxiliary: "and a barn destroyed"."""
        bare = self.tokens.tags[i] == "VBN" and not self.kids(i, "aux", "auxpass")
        return self.kids(i, "nsubj") if bare else []

    def _shared_objects(self, i: int) -> list[int]:
        """Return the object that a verb has in common with the next: "engaged and destroyed it"."""
        after = [k for k in self.kids(i, "conj") if self.is_verb(k) and k > i]
        after = [k for k in after if self._is_in_ing(k) == self._is_in_ing(i)]
        between = self.children[i] if after else []
        if not after or any(i < k < after[0] and self.dep(k) not in _JOINING for k in between):
            return []
        return self.kids(after[0], "dobj")

    def _is_laid_to(self, prep: int) -> bool:
        """Say whether somebody is said to have done what follows: "credited X with taking Y"."""
        above = self.tokens.heads[prep]
        above = self.tokens.heads[above] if self.dep(above) == "dobj" else above
        credited = self.lemma(prep) == "with" and self.lemma(above) == "credit"
        return credited or self.lemma(prep) in _BLAMING

    def _is_in_ing(self, i: int) -> bool:
        return self.tokens.tags[i] == "VBG"

    def _agents(self, i: int) -> list[int]:
        return [
            member
            for verb in self.conjuncts(i)
            for prep in self.kids(verb, "agent")
            for obj in self.kids(prep, "pobj")
            for member in self.conjuncts(obj)
        ]

    def _subjects(self, i: int, *, seen: set[int]) -> list[int]:
        if i in seen:
            return []
        seen.add(i)
        own = self.kids(i, "nsubj", "nsubjpass")
        own = own or [s for aux in self.kids(i, "aux") for s in self.kids(aux, "nsubj")]
        if own:
            return [m for k in own for m in self.conjuncts(self.antecedent(k))]
        head = self.head(i)
        if head is None or self.dep(i) not in _OPEN_CLAUSES:
            return []
        if self.dep(i) == "acl" and self.is_noun(head):
            return [head]
        controlled = self.dep(i) == "xcomp" and self.lemma(head) not in _INSTRUMENTAL
        if self.dep(i) == "pcomp" and self._is_laid_to(head):
            controlled, head = True, self.tokens.heads[head]  # "accused X of shelling"
            head = self.tokens.heads[head] if self.dep(head) == "dobj" else head
        objects = [k for k in self.kids(head, "dobj") if self.lemma(k) not in _EACH_OTHER]
        if controlled and objects:
            return [m for k in objects for m in self.conjuncts(k)]
        above = next((a for a in [head, *self.ancestors(head)] if self.is_verb(a)), None)
        return [] if above is None else self._subjects(above, seen=seen)


def first_of(values: Iterable[int]) -> int | None:
    """Return the first value, or None when there is none."""
    return next(iter(values), None)
