"""Who does what to whom in a clause, by case, number and order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geomap.chunks import Chunks, Clause, Group
from geomap.events.cases.cores import antecedent, goes_on, groups_of, is_passive, read_core
from geomap.events.cases.lexicon import CaseLexicon
from geomap.model import PlaceExpression, Relation
from geomap.sides import Membership, Sides

Relations = dict[str, list[int]]
_BEARINGS = frozenset({Relation.OUTSIDE, Relation.OFFSET})
_NAMED = frozenset({"имя", "ім'я"})  # "шахта имени Бажанова"
_QUOTES = frozenset("\"'«»“”„‘’")


class Scene(NamedTuple):
    """A sentence with what is known about its names: tokens of places, of acting states."""

    chunks: Chunks
    text: str
    place_tokens: frozenset[int]
    state_tokens: frozenset[int]
    expressions: tuple[PlaceExpression, ...]
    sides: Sides
    lexicon: CaseLexicon
    opponent: str | None
    own: str | None

    def chain(self, i: int) -> list[Group]:
        """Return the group of a token and the genitives that specify it: склад - боєприпасів."""
        found: list[Group] = []
        group = self.chunks.group_at(i)
        while group is not None and (not found or group.of == found[-1].head):
            found.append(group)
            group = self.chunks.group_after(group)
        return found

    def words(self, i: int) -> set[str]:
        """Return the lemmas of a token's group and of the genitives that specify it."""
        inside = (k for g in self.chain(i) for k in range(g.first, g.last + 1))
        return {self.chunks.lemma(k) for k in inside}

    def side_of(self, i: int) -> Membership | None:
        """Return the side that a noun stands for, by its adjectives, itself or its genitives."""
        chain = self.chain(i)
        if not chain:
            return None
        first = chain[0].first if chain[0].prep is None else chain[0].first + 1
        quoted = self._quoted_after(chain[-1].last)
        return (
            (self.sides.find(self.dictionary(first, quoted)) if quoted is not None else None)
            or self.sides.find(self.dictionary(first, chain[-1].last))
            or self.sides.find(self.dictionary(first, chain[0].last))
        )

    def _quoted_after(self, last: int) -> int | None:
        """Return the word of "угруповання «Захід»" that names it."""
        words = self.chunks.tokens.words
        inside = last + 3 < len(words) and {words[last + 1], words[last + 3]} <= _QUOTES
        return last + 2 if inside else None

    def dictionary(self, first: int, last: int) -> str:
        """Return a run of tokens in dictionary form, acronyms as they are."""
        words = self.chunks.tokens.words
        return " ".join(
            words[k] if words[k].isupper() and len(words[k]) > 1 else self.chunks.lemma(k)
            for k in range(first, last + 1)
        )


def verb_relations(at: Scene, verb: int) -> Iterator[Relations]:
    """Yield what stands around a verb, by relation; first the likelier reading of two."""
    clause = at.chunks.clause_at(verb)
    times = at.lexicon.classes["time"].union(at.lexicon.calendar.months)
    every = groups_of(at.chunks, clause)
    timed = [g for g in every if at.chunks.lemma(g.head) in times]
    measures = {g.of for g in timed}  # "кілька тижнів"
    groups = [g for g in every if g not in timed and g.head not in measures]
    found: Relations = {"verb": [i for i in clause.predicates if i != verb]}
    found["inf"] = [i for i in range(verb + 1, clause.last + 1) if at.chunks.is_form(i, "inf")]
    _add_prepositions(at, groups, found)
    tools = [g for g in groups if g.prep is None and g.of is None and _only(g, "Ins")]
    tools = [g for g in tools if not goes_on(at.chunks, g)]
    acting = [g for g in groups if _is_acting_weapon(at, verb, g)]
    tools += acting
    found["instrument"] = [g.head for g in tools]
    free = [g for g in _without_names(at, groups) if not _only_tells_where(at, g)]
    free = [g for g in free if g not in acting and at.chunks.lemma(g.first - 1) not in _NAMED]
    end = next((i for i in range(verb, clause.last) if is_among(at, i)), clause.last)
    forced = at.lexicon.classes["forced"]
    free = [g for g in free if g.first <= end and at.chunks.lemma(g.head) not in forced]
    alone = at.chunks.lemma(verb) in at.lexicon.classes["intransitive"]
    for subjects, objects in read_core(at.chunks, verb, clause, free, intransitive=alone):
        passive = is_passive(at.chunks, verb)
        doers = tools if passive else subjects
        read = {**found}
        for name, members in (("subject", doers), ("object", objects)):
            read[name] = [_meant(at.chunks, clause, g).head for g in members]
        if alone and not passive:
            read["object"] = []
        read["object"] += _genitives(at, verb, free)
        read["object"] += _at_most(at, verb, groups)
        read["object"] = _listed(at.chunks, groups, read["object"])
        read["subject"] = _listed(at.chunks, groups, read["subject"])
        read["subject"] = [i for i in read["subject"] if not _goes_with(at, i, read["object"])]
        read["control"] = found.get("під", []) + found.get("под", []) + found.get("в", [])
        yield read


def _is_acting_weapon(at: Scene, verb: int, group: Group) -> bool:
    """Find "атакована БПЛА": an acronym right after a passive shows no case."""
    bare = group.prep is None and not group.cases and group.first == group.head == verb + 1
    armed = at.chunks.lemma(group.head) in at.lexicon.classes["launched"]
    return bare and armed and is_passive(at.chunks, verb)


def _at_most(at: Scene, verb: int, groups: list[Group]) -> list[int]:
    """Return the object of "втратив до 245 військових", "потерял до 200 человек"."""
    some = at.lexicon.classes["people"] | at.lexicon.classes["force"]
    first = at.chunks.next_word(verb)
    return [
        g.head
        for g in groups
        if g.prep == g.first == first
        and at.chunks.lemma(first) == "до"
        and at.chunks.pos(first + 1) == "NUM"
        and at.chunks.lemma(g.head) in some
    ]


def is_among(at: Scene, i: int) -> bool:
    """Find ", серед них" and ", зокрема": what follows is some of what was told."""
    phrases = at.lexicon.classes["among"]
    here = at.chunks.lemma(i)
    return here in phrases or f"{here} {at.chunks.lemma(i + 1)}" in phrases


def _genitives(at: Scene, verb: int, groups: list[Group]) -> list[int]:
    """Return the object of a verb that takes the genitive: "зазнав поранень", "не мав успіху"."""
    negated = at.chunks.lemma(verb - 1) in at.lexicon.modality.negations
    if not negated and at.chunks.lemma(verb) not in at.lexicon.classes["genitive"]:
        return []
    return [g.head for g in groups if g.prep is None and g.of is None and _only(g, "Gen")]


def noun_relations(at: Scene, noun: int) -> Iterator[Relations]:
    """Yield what stands around a noun, by relation."""
    chunks = at.chunks
    clause = chunks.clause_at(noun)
    own = chunks.group_at(noun)
    if own is None:
        return
    groups = groups_of(chunks, clause)
    after = list(_attached(chunks, groups, own))
    light = any(chunks.lemma(i) in at.lexicon.modality.light for i in clause.predicates)
    found: Relations = {"modifier": [k for k in range(own.first, own.head) if k != own.prep]}
    found["of"] = [g.head for g in at.chain(noun)[1:]]
    if after and not found["of"] and _only(after[0], "Ins"):  # "захоплення росіянами Лимана"
        found["of"] = [g.head for g in groups if g.of == after[0].head]
    if after and not found["of"] and _is_number(chunks, after[0]):  # "тіла 22 жителів"
        found["of"] = [after[0].head]
    found["verb"] = list(clause.predicates)
    _add_prepositions(at, groups if light else after, found)
    beside = groups if light or not clause.predicates else after
    tools = [g for g in beside if g.prep is None and g.of is None and _only(g, "Ins")]
    found["instrument"] = [g.head for g in tools if g is not own]
    found["owner"] = [*found["modifier"], *found["of"], *found["instrument"]]
    found["self"] = [noun]
    found["above"] = [] if own.of is None else [own.of]  # "лінія зіткнення"
    found["described"] = [own.head] if own.head != noun else []  # "збитого шахеда"
    found["prep"] = [] if own.prep is None else [own.prep]
    if light and clause.predicates:
        for subjects, _ in read_core(chunks, clause.predicates[0], clause, groups):
            found["owner"] += [g.head for g in subjects if g is not own]
            break
    yield found


def _is_number(chunks: Chunks, group: Group) -> bool:
    return group.prep is None and group.first < group.head and chunks.pos(group.first) == "NUM"


def _attached(chunks: Chunks, groups: list[Group], own: Group) -> Iterator[Group]:
    """Yield the groups that follow a noun without anything between."""
    last = own.last
    for group in groups:
        if group.first > last and group.first == chunks.next_word(last):
            yield group
            last = group.last


def _add_prepositions(at: Scene, groups: list[Group], found: Relations) -> None:
    for group in groups:
        if group.prep is not None:
            lemma = at.chunks.lemma(group.prep)
            found.setdefault(at.lexicon.same.get(lemma, lemma), []).append(group.head)


def _without_names(at: Scene, groups: list[Group]) -> list[Group]:
    """Leave out what only names a noun before it, and further such names: "села A, B та C"."""
    kept: list[Group] = []
    named: Group | None = None
    for group in groups:
        parted = (
            at.chunks.lemma(group.first - 1) == "," or at.chunks.pos(group.first - 1) == "CCONJ"
        )
        listed = named is not None and parted and group.first == named.last + 2
        if _is_apposed(at, group) or (listed and group.head in at.place_tokens):
            named = group
        else:
            kept.append(group)
    return kept


def _only_tells_where(at: Scene, group: Group) -> bool:
    """Find X in "західніше X" and "у Лимані, X": neither who does it nor what it is done to."""
    held = [e for e in at.expressions if e.first < group.first <= group.head <= e.last]
    governed = [e for e in held if at.chunks.pos(e.first) == "ADP"]
    measured = any(e.where.relation in _BEARINGS for e in held)
    return group.prep is None and (measured or (bool(governed) and group.head in at.place_tokens))


def _is_apposed(at: Scene, group: Group) -> bool:
    """Say whether a group only names the noun before it: "село Липці", "аеродром «Саки»"."""
    words, before = at.chunks.tokens.words, group.first - 1
    if group.prep is not None or not words[group.first][0].isupper():
        return False
    while before >= 0 and words[before] in _QUOTES:
        before -= 1
    if words[group.first].isascii():  # "ракетами Storm Shadow"
        return at.chunks.tokens.pos[_before_latin(words, before)] == "NOUN"
    noun = at.chunks.group_at(before) if before >= 0 else None
    if noun is None or at.chunks.pos(noun.head) != "NOUN":
        return False
    if words[noun.head][0].isupper() and noun.head > 0:
        return False
    named = at.lexicon.classes["territory"] | at.lexicon.targets["transport"]
    return before < group.first - 1 or at.chunks.lemma(noun.head) in named


def _before_latin(words: Sequence[str], at: int) -> int:
    """Return the word before a run of Latin ones that ends at a token, its own if it begins so."""
    while at > 0 and words[at].isascii() and words[at].isalpha():
        at -= 1
    return at


def _meant(chunks: Chunks, clause: Clause, group: Group) -> Group:
    """Return the noun that "який" stands for, any other group itself."""
    relative = chunks.pos(group.head) == "PRON" and chunks.lemma(group.head) == clause.mark
    return next(iter(antecedent(chunks, clause)), group) if relative else group


def _listed(chunks: Chunks, groups: list[Group], heads: list[int]) -> list[int]:
    """Add what is coordinated with a noun: "будинок, школа та лікарня"."""
    found = list(heads)
    known: list[Group] = []
    for group in groups:
        first = group.first - 1
        parted = chunks.lemma(first) == "," or chunks.pos(first) == "CCONJ"
        if group.head in heads:
            known.append(group)
        elif parted and group.prep is None and any(g.cases & group.cases for g in known):
            found.append(group.head)
            known.append(group)
    return found


def _goes_with(at: Scene, i: int, objects: list[int]) -> bool:
    """Find B in "звільнили A та B" where its form does not tell its case."""
    group = at.chunks.group_at(i)
    bare = group is not None and not group.cases and i in at.place_tokens
    parted = at.chunks.lemma(i - 1) == "," or at.chunks.pos(i - 1) == "CCONJ"
    return bare and parted and i - 2 in objects


def _only(group: Group, case: str) -> bool:
    """Say whether a group is surely in a case."""
    return bool(group.cases) and all(each.startswith(case) for each in group.cases)
