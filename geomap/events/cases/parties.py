"""Who acts, who is affected, and the numbers told of them."""

from collections.abc import Iterable

from geomap.events.cases.relations import Relations, Scene
from geomap.events.cases.rules import is_a
from geomap.events.lexicon import Rule
from geomap.model import Count, EventType, Party
from geomap.sides import THIRD

_BOUND = 3
_YEARS = ("річн", "літн", "летн")
_KINDS = {
    EventType.CASUALTIES: ("killed", "injured"),
    EventType.DAMAGE: ("destroyed",),
    EventType.INTERCEPTION: ("destroyed",),
    EventType.DISPLACEMENT: ("displaced",),
    EventType.EVACUATION: ("evacuated",),
}


def name_actor(at: Scene, rule: Rule, relations: Relations) -> Party | None:
    """Return who acts: a side or an armed group."""
    wanted = [rule.actor] if rule.actor else ["subject", "owner"]
    for i in (i for name in wanted for i in relations.get(name, [])):
        if i in at.place_tokens and i not in at.state_tokens:
            continue
        if is_a(at, i, "side") or is_a(at, i, "force") or _is_owned(at, i):
            return _party(at, i)
    return None


def _is_owned(at: Scene, i: int) -> bool:
    """Find "літаки ворога" and "розрахунки ППО", things that act for whom they belong to."""
    classes, owners = at.lexicon.classes, at.chain(i)[1:2]
    enemy = any(at.chunks.lemma(g.head) in classes["opponent"] for g in owners)
    guard = any(at.chunks.lemma(g.head) in classes["air_defence"] for g in owners)
    return guard or (enemy and is_a(at, i, "aircraft"))


def name_affected(at: Scene, rule: Rule, relations: Relations) -> Party | None:
    """Return whom or what it befalls; never a place by its name."""
    wanted = [rule.affected] if rule.affected else ["object", "of", "по"]
    members = (i for name in wanted for i in relations.get(name, []))
    return next((_party(at, i) for i in members if _is_common(at, i)), None)


def _is_common(at: Scene, i: int) -> bool:
    plain = at.chunks.pos(i) in {"NOUN", "NUM", "ADJ"}
    return plain and i not in at.place_tokens and not at.chunks.tokens.words[i][:1].isupper()


def _party(at: Scene, i: int) -> Party:
    chain = at.chain(i)
    member = at.side_of(i)
    last = chain[-1].last if member is not None and len(chain) < 4 else chain[0].last
    whose = chain[1] if len(chain) > 1 and member is None else chain[0]
    of_enemy = at.chunks.lemma(whose.head) in at.lexicon.classes["opponent"]
    if of_enemy or at.chunks.lemma(whose.head) in at.lexicon.classes["air_defence"]:
        last = max(last, whose.last)  # "авіація ворога", "сили ППО"
    first = chain[0].first if chain[0].prep is None else chain[0].first + 1
    span = at.chunks.span(first, last, at.text)
    side = member.side if member is not None else None
    side = at.opponent if side in {None, THIRD} and of_enemy else side
    ours = any(at.chunks.lemma(k) in at.lexicon.classes["ours"] for k in range(first, last + 1))
    side = at.own if side is None and ours else side
    return Party(text=span.text, start=span.start, end=span.end, side=side)


def read_counts(at: Scene, rule: Rule, trigger: int, relations: Relations) -> dict[str, Count]:
    """Return the number of those killed, injured, ... that the trigger's word is about."""
    kind = count_kind(at, rule, trigger)
    if kind is None:
        return {}
    names = ("subject", "object", "of")
    members = [*(i for name in names for i in relations.get(name, [])), trigger]
    counts = (_count(at, i, persons=kind != "destroyed") for i in members)
    count = next((c for c in counts if c is not None), None) or _one_of(at, trigger)
    count = count or _grown(at, trigger) or _after(at, trigger)
    return {kind: count} if count is not None else {}


def count_kind(at: Scene, rule: Rule, trigger: int) -> str | None:
    """Return what a rule counts, by the trigger's word."""
    lemma = at.chunks.lemma(trigger)
    kinds = _KINDS.get(rule.type, ())
    return next((kind for kind in kinds if lemma in at.lexicon.counting[kind]), None)


def _count(at: Scene, i: int, *, persons: bool) -> Count | None:
    """Read the number in a token's group, or the one person that it is."""
    group = at.chunks.group_at(i)
    if group is None:
        return None
    inside = range(group.first, group.last + 1)
    numbers = [(k, n) for k in inside if (n := _value(at, k)) is not None]
    if numbers:
        start = _from(at, group.first)
        if start is not None:
            first, low = start
            count = _bounded(at, [first, *(k for k, _ in numbers)], low, exact=True)
            return Count(
                low=low, high=_sum(n for _, n in numbers), start=count.start, end=count.end
            )
        return _bounded(at, [k for k, _ in numbers], _sum(n for _, n in numbers))
    single = persons and is_a(at, i, "people") and not is_a(at, i, "quantity")
    alone = single and group.plural is False and at.chunks.pos(i) == "NOUN"
    many = at.chunks.lemma(i) in at.lexicon.classes["collective"]
    return _bounded(at, [i], 1) if alone and not many else None


def _from(at: Scene, i: int) -> tuple[int, int] | None:
    """Read the lower end of "від п'яти до семи" and "10-15" that stands before a group."""
    before = i if at.chunks.pos(i) == "ADP" else i - 1
    low = _value(at, before - 1) if before > 0 else None
    ranged = at.chunks.lemma(before) == "до" or at.chunks.tokens.words[before] in {"-", "–"}
    return (before - 1, low) if ranged and low is not None else None


def _one_of(at: Scene, trigger: int) -> Count | None:
    """Read "одна з постраждалих": at least one."""
    group = at.chunks.group_at(trigger)
    if group is None or group.prep is None:
        return None
    number = _value(at, group.prep - 1) if group.prep else None
    of = at.lexicon.same.get(at.chunks.lemma(group.prep), at.chunks.lemma(group.prep))
    if number is None or of not in {"з", "из"}:
        return None
    count = _bounded(at, [group.prep - 1], number)
    return Count(low=number, high=None, start=count.start, end=count.end)


def _sum(numbers: Iterable[int]) -> int:
    """Put "двадцять п'ять" and "дві тисячі" together."""
    total = 0
    for number in numbers:
        total = total * number if number == 1000 and total else total + number
    return total


def _value(at: Scene, i: int) -> int | None:
    word, lemma = "".join(at.chunks.tokens.words[i].split()), at.chunks.lemma(i)
    if word.isdigit():
        return None if _is_age(at, i) else int(word)
    return at.lexicon.numbers.get(lemma, at.lexicon.numbers.get(word.lower()))


def _is_age(at: Scene, i: int) -> bool:
    """Find "61-річного" and "7-летняя"."""
    return at.chunks.lemma(i + 1) == "-" and at.chunks.lemma(i + 2).startswith(_YEARS)


def bounded_sum(at: Scene, tokens: list[int]) -> Count | None:
    """Return what the numbers among some tokens make together, None where there are none."""
    numbers = [(k, n) for k in tokens if (n := _value(at, k)) is not None]
    return _bounded(at, [k for k, _ in numbers], _sum(n for _, n in numbers)) if numbers else None


def is_date(at: Scene, i: int) -> bool:
    """Say whether a number is the day of a date, or counts days or hours."""
    return at.chunks.lemma(i + 1) in at.lexicon.calendar.months or _is_time(at, i)


def _grown(at: Scene, trigger: int) -> Count | None:
    """Read "кількість жертв зросла до двох осіб": the number that it grew to."""
    clause = at.chunks.clause_at(trigger)
    inside = range(clause.first, clause.last + 1)
    grown = any(at.chunks.lemma(i) in at.lexicon.classes["quantity"] for i in inside)
    found = [i for i in inside if grown and _value(at, i) is not None and not _is_time(at, i)]
    return _bounded(at, found[-1:], _value(at, found[-1]) or 0, exact=True) if found else None


def _after(at: Scene, trigger: int) -> Count | None:
    """Read "поранених 78" and "тіла 22 жителів"."""
    after = at.chunks.group_at(trigger + 1)
    counted = after is not None and at.chunks.pos(after.first) == "NUM"
    number = _value(at, trigger + 1) if counted else None
    return None if number is None else _bounded(at, [trigger + 1], number)


def _is_time(at: Scene, i: int) -> bool:
    """Say whether a number counts days or years."""
    group = at.chunks.group_at(i)
    return group is not None and at.chunks.lemma(group.head) in at.lexicon.classes["time"]


def _bounded(at: Scene, tokens: list[int], number: int, *, exact: bool = False) -> Count:
    """Open an end of the range where the words before the number say so."""
    words, starts, ends = at.lexicon.approximate, at.chunks.tokens.starts, at.chunks.tokens.ends
    before = [
        at.chunks.tokens.words[k].lower() for k in range(tokens[0] - _BOUND, tokens[0]) if k >= 0
    ]
    said = {" ".join(before[n:]) for n in range(len(before))}
    low: int | None = number
    high: int | None = number
    if said & words["least"]:
        high = None
    elif said & words["most"] and not exact:
        low = None
    return Count(low=low, high=high, start=starts[tokens[0]], end=ends[tokens[-1]])
