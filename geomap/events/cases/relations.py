"""Who does what to whom in a clause, by case, number and order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from geomap.chunks import Chunks, Clause, Group
from geomap.events.cases.lexicon import CaseLexicon
from geomap.model import PlaceExpression, Relation
from geomap.sides import Membership, Sides

Relations = dict[str, list[int]]
_BEARINGS = frozenset({Relation.OUTSIDE, Relation.OFFSET})
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
    every = _groups(at.chunks, clause)
    timed = [g for g in every if at.chunks.lemma(g.head) in times]
    measures = {g.of for g in timed}  # "кілька тижнів"
    groups = [g for g in every if g not in timed and g.head not in measures]
    found: Relations = {"verb": [i for i in clause.predicates if i != verb]}
    found["inf"] = [i for i in range(verb + 1, clause.last + 1) if at.chunks.is_form(i, "inf")]
    _add_prepositions(at, groups, found)
    tools = [g for g in groups if g.prep is None and g.of is None and _only(g, "Ins")]
    tools = [g for g in tools if not _goes_on(at.chunks, g)]
    found["instrument"] = [g.head for g in tools]
    free = [g for g in _without_names(at, groups) if not _only_tells_where(at, g)]
    end = next((i for i in range(verb, clause.last) if is_among(at, i)), clause.last)
    forced = at.lexicon.classes["forced"]
    free = [g for g in free if g.first <= end and at.chunks.lemma(g.head) not in forced]
    alone = at.chunks.lemma(verb) in at.lexicon.classes["intransitive"]
    for subjects, objects in _core(at.chunks, verb, clause, free, intransitive=alone):
        passive = _is_passive(at.chunks, verb)
        doers = tools if passive else subjects
        read = {**found}
        for name, members in (("subject", doers), ("object", objects)):
            read[name] = [_meant(at.chunks, clause, g).head for g in members]
        if alone and not passive:
            read["object"] = []
        read["object"] += _genitives(at, verb, free)
        read["object"] = _listed(at.chunks, groups, read["object"])
        read["subject"] = _listed(at.chunks, groups, read["subject"])
        read["control"] = found.get("під", []) + found.get("под", []) + found.get("в", [])
        yield read


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
    groups = _groups(chunks, clause)
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
    found["prep"] = [] if own.prep is None else [own.prep]
    if light and clause.predicates:
        for subjects, _ in _core(chunks, clause.predicates[0], clause, groups):
            found["owner"] += [g.head for g in subjects if g is not own]
            break
    yield found


def _is_number(chunks: Chunks, group: Group) -> bool:
    return group.prep is None and group.first < group.head and chunks.pos(group.first) == "NUM"


def _groups(chunks: Chunks, clause: Clause) -> list[Group]:
    return [g for g in chunks.groups_in(clause) if not chunks.is_aside(g.head)]


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


def _is_passive(chunks: Chunks, verb: int) -> bool:
    return chunks.is_form(verb, "pass", "impers") or chunks.is_participle(verb)


def _core(
    chunks: Chunks,
    verb: int,
    clause: Clause,
    groups: list[Group],
    *,
    intransitive: bool = False,
) -> Iterator[tuple[list[Group], list[Group]]]:
    """Yield subject and object of a verb as the cases allow, the likelier reading first."""
    bare = [g for g in groups if g.prep is None and g.of is None and g.head != verb]
    bare = [g for g in bare if not _is_split(chunks, g, bare)]
    bare = [g for g in bare if not _goes_on(chunks, g)]
    if _is_passive(chunks, verb):
        case = "Acc" if chunks.is_form(verb, "impers") else "Nom"
        done = [g for g in bare if g.may_be(case) or g.may_be("Nom")]
        yield [], _nearest(chunks, done, verb) or _antecedent(chunks, clause)
        return
    plural = _is_plural(chunks, verb, clause)
    both = [g for g in bare if g.may_be("Nom") and g.may_be("Acc")]
    nominative = [g for g in bare if g.may_be("Nom") and not g.may_be("Acc")]
    accusative = [g for g in bare if g.may_be("Acc") and not g.may_be("Nom")]
    if len(nominative) == 1 and both and _is_undeclined(chunks, nominative[0], plural=plural):
        nominative, accusative = [], [*accusative, *nominative]
    agreeing = [g for g in both if g.plural in {None, plural} or _is_counted(chunks, g)]
    before = [g for g in agreeing if g.head < verb]
    if nominative:
        yield nominative[:1], accusative or [g for g in both if g.head > verb] or both
        yield nominative[:1], accusative
    elif before:
        yield before[-1:], accusative or [g for g in both if g is not before[-1]]
        yield [g for g in agreeing if g is not before[-1]], before[-1:]
    elif accusative:
        yield agreeing[:1] or _before(chunks, clause), accusative
        yield accusative, []
    elif both and intransitive:
        yield both, []
    elif both:
        yield _before(chunks, clause), both
        yield agreeing[:1], [g for g in both if g not in agreeing[:1]]
    else:
        genitive = [g for g in bare if g.may_be("Gen")]
        yield _before(chunks, clause), genitive
        if clause.mark:
            yield [], _antecedent(chunks, clause)


def _is_plural(chunks: Chunks, verb: int, clause: Clause) -> bool:
    """Say whether a verb is in the plural, an infinitive's finite verb for it."""
    finite = clause.predicates if chunks.is_form(verb, "inf") else (verb,)
    return any(f.endswith(".plur") for i in finite for f in chunks.features(i))


def _is_undeclined(chunks: Chunks, group: Group, *, plural: bool) -> bool:
    """Find X in "дрони атакували X": a name in the nominative singular that does not act."""
    return plural and group.plural is False and chunks.is_name(group.head)


def _is_counted(chunks: Chunks, group: Group) -> bool:
    """Say whether a number governs a group: its verb is in the singular or the plural then."""
    return any(chunks.pos(i) == "NUM" for i in range(group.first, group.head))


def _goes_on(chunks: Chunks, group: Group) -> bool:
    """Say whether a group is a further object of a preposition: "в Сумах, Охтирці"."""
    before = chunks.group_at(group.first - 2)
    parted = chunks.lemma(group.first - 1) == "," or chunks.pos(group.first - 1) == "CCONJ"
    if before is None or before.last != group.first - 2 or not parted:
        return False
    if chunks.clause_at(before.head) != chunks.clause_at(group.head):
        return False
    if before.prep is None:  # "жителів A та B"
        named = chunks.is_name(group.head) and chunks.is_name(before.head)
        return before.of is not None and group.may_be("Gen") and (named or bool(group.cases))
    cases = {each.partition(".")[0] for each in before.cases}
    return not group.cases or not cases or any(group.may_be(case) for case in cases)


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


def _is_split(chunks: Chunks, group: Group, groups: list[Group]) -> bool:
    """Say whether an adjective's noun comes later: "найбільша у Криму нафтобаза"."""
    return chunks.pos(group.head) == "ADJ" and any(
        g.first > group.last and g.cases & group.cases and chunks.pos(g.head) == "NOUN"
        for g in groups
    )


def _meant(chunks: Chunks, clause: Clause, group: Group) -> Group:
    """Return the noun that "який" stands for, any other group itself."""
    relative = chunks.pos(group.head) == "PRON" and chunks.lemma(group.head) == clause.mark
    return next(iter(_antecedent(chunks, clause)), group) if relative else group


def _nearest(chunks: Chunks, groups: list[Group], verb: int) -> list[Group]:
    """Return the group after a verb up to a comma, else the last before it, else any after it."""
    after = [g for g in groups if g.head > verb]
    beside = [g for g in after if all(chunks.lemma(i) != "," for i in range(verb, g.first))]
    before = [g for g in groups if g.head < verb]
    return beside[:1] or before[-1:] or after[:1]


def _before(chunks: Chunks, clause: Clause) -> list[Group]:
    """Return the subject of the clause before, which a coordinated one shares."""
    at = chunks.clauses.index(clause)
    if not at or clause.mark or clause.sep in {"", ":", ";", "||", "(", "–", "—", "-"}:
        return _antecedent(chunks, clause) if clause.mark else []
    earlier = chunks.clauses[at - 1]
    if earlier.mark:
        return []
    bare = [g for g in _groups(chunks, earlier) if g.prep is None and g.of is None]
    return [g for g in bare if g.may_be("Nom") and g.cases][:1] if earlier.predicates else []


def _antecedent(chunks: Chunks, clause: Clause) -> list[Group]:
    """Return the noun that a relative clause is about."""
    if not clause.mark.startswith(("як", "котр")):
        return []
    earlier = [g for g in chunks.groups if g.last < clause.first]
    while earlier and earlier[-1].of is not None:
        earlier.pop()
    return earlier[-1:]


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


def _only(group: Group, case: str) -> bool:
    """Say whether a group is surely in a case."""
    return bool(group.cases) and all(each.startswith(case) for each in group.cases)
