"""Subject and object of a verb, as far as cases, number and order tell them apart."""

from collections.abc import Iterator

from geomap.chunks import Chunks, Clause, Group


def groups_of(chunks: Chunks, clause: Clause) -> list[Group]:
    """Return the groups of a clause, without those in asides."""
    return [g for g in chunks.groups_in(clause) if not chunks.is_aside(g.head)]


def is_passive(chunks: Chunks, verb: int) -> bool:
    """Say whether what a verb is done to is its subject, or nobody is told to do it."""
    return chunks.is_form(verb, "pass", "impers") or chunks.is_participle(verb)


def read_core(
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
    bare = [g for g in bare if not goes_on(chunks, g)]
    if is_passive(chunks, verb):
        case = "Acc" if chunks.is_form(verb, "impers") else "Nom"
        done = [g for g in bare if g.may_be(case) or g.may_be("Nom")]
        yield [], _nearest(chunks, done, verb) or antecedent(chunks, clause)
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
            yield [], antecedent(chunks, clause)


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


def goes_on(chunks: Chunks, group: Group) -> bool:
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


def _is_split(chunks: Chunks, group: Group, groups: list[Group]) -> bool:
    """Say whether an adjective's noun comes later: "найбільша у Криму нафтобаза"."""
    return chunks.pos(group.head) == "ADJ" and any(
        g.first > group.last and g.cases & group.cases and chunks.pos(g.head) == "NOUN"
        for g in groups
    )


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
        return antecedent(chunks, clause) if clause.mark else []
    earlier = chunks.clauses[at - 1]
    if earlier.mark:
        return []
    bare = [g for g in groups_of(chunks, earlier) if g.prep is None and g.of is None]
    return [g for g in bare if g.may_be("Nom") and g.cases][:1] if earlier.predicates else []


def antecedent(chunks: Chunks, clause: Clause) -> list[Group]:
    """Return the noun that a relative clause is about."""
    if not clause.mark.startswith(("як", "котр")):
        return []
    earlier = [g for g in chunks.groups if g.last < clause.first]
    while earlier and earlier[-1].of is not None:
        earlier.pop()
    return earlier[-1:]
