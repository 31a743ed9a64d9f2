"""How far a time reaches in its sentence, and into the next one."""

import re
from collections.abc import Sequence

from msgspec import structs

from geomap.events.calendar import Time
from geomap.events.paths import is_saying
from geomap.grammar import Grammar
from geomap.model import Mention, Scope

BOUNDS = frozenset({"before", "prior", "since", "until", "till", "after", "following"})
_HOURS = frozenset(
    {
        "dawn",
        "daybreak",
        "sunrise",
        "noon",
        "midday",
        "sunset",
        "dusk",
        "dark",
        "nightfall",
        "midnight",
        "curfew",
    }
)
_IMAGERY = frozenset({"footage", "imagery", "image", "video", "photo", "photograph", "picture"})
_CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?(?:[ap]\.?m\.?)?|[ap]\.?m\.?|o'clock")
_CLAUSE = frozenset({"relcl", "ccomp", "parataxis"})
_APART = frozenset({"earlier", "previously", "before", "since", "later", "subsequently", "ago"})
_PRESENT = frozenset({"VBZ", "VBP", "MD"})
OPENING = frozenset(
    {
        "on",
        "in",
        "around",
        "by",
        "between",
        "from",
        "during",
        "about",
        "at",
        "late",
        "early",
        "the",
        "of",
        "night",
        "morning",
        "evening",
        "afternoon",
        "over",
        "approximately",
        "since",
        "mid",
        "as",
        "reported",
    }
)


def go_on(g: Grammar, mention: Mention, before: Sequence[Mention]) -> Mention:
    """
    Date what states no time by the sentence before it, where the story goes on.

    That is not so in the past perfect, nor with "earlier" or "previously", nor in the present.
    """
    last = before[-1] if before else None
    if last is None or mention.when.basis not in {None, "published"}:
        return mention
    told = last.when.first is not None and last.when.precision == "day"
    told = told and last.when.basis != "published" and last.scope is mention.scope is Scope.CURRENT
    if not told or last.sentence != mention.sentence - 1 or not _goes_on(g, mention.token):
        return mention
    when = structs.replace(last.when, basis="inherited", span=None)
    return structs.replace(mention, when=when)


def _goes_on(g: Grammar, trigger: int) -> bool:
    verbs = [i for i in (trigger, *g.ancestors(trigger)) if g.is_verb(i)]
    if not verbs:
        return False
    around = [k for i in (trigger, verbs[0]) for k in g.kids(i)]
    apart = any(g.word(k) in _APART for k in (*around, *(x for k in around for x in g.kids(k))))
    told = {g.tokens.tags[i] for i in (verbs[0], *g.kids(verbs[0], "aux", "auxpass"))}
    had = any(g.word(k) == "had" for k in g.kids(verbs[0], "aux"))
    return not apart and not had and not told & _PRESENT


def reach(g: Grammar, time: Time, trigger: int) -> int | None:
    """
    Say how many steps above the trigger the word stands on which a time hangs, 0 for itself.

    None for a time that belongs to another clause, or to a verb of saying. A time that opens the
    sentence covers all of it.
    """
    inside = [i for i, start in enumerate(g.tokens.starts) if time.start <= start < time.end]
    if not inside:
        return None
    top, way = inside[0], set(inside)
    while (head := g.head(top)) is not None and not (g.is_verb(head) or head == trigger):
        top = head
        way.add(top)
    holder = g.head(top)
    beside = {top, *g.kids(top, "advmod")} - set(inside)
    if any(g.lemma(i) in BOUNDS for i in beside) and not _bounds_hour(g, top):
        return None
    opening = len(g.tokens.words) if _opens(g, inside[0]) else None
    if holder is not None and is_saying(g, holder) and not _tells_of(g, holder, trigger):
        return None if time.relative else opening
    clause = _clause_of(g, trigger)
    if holder in clause:
        return clause.index(holder)
    if any(g.dep(i) == "relcl" and g.head(i) in way for i in clause):
        return len(clause)  # "on Monday morning when a shell landed"
    before = holder is not None and holder in _clauses_before(g, trigger)
    before = before or (holder is not None and _is_of_imagery(g, holder, trigger))
    return opening or (len(g.tokens.words) if before else None)


def _is_of_imagery(g: Grammar, holder: int, trigger: int) -> bool:
    """Say whether a time is that of the footage that shows it: "footage of 5 May shows"."""
    seen = holder if g.is_noun(holder) else g.head(holder)
    if seen is None or not {g.lemma(holder), g.lemma(seen)} & _IMAGERY:
        return False
    return any(seen in g.kids(i, "nsubj") for i in g.ancestors(trigger))


def _bounds_hour(g: Grammar, prep: int) -> bool:
    """Find "before dawn on Thursday" and "after 3 a.m. on 5 May", which lie in that day."""
    objects = g.kids(prep, "pobj", "npadvmod")
    words = {g.word(k) for i in objects for k in (i, *g.kids(i, "nummod"))}
    return not words.isdisjoint(_HOURS) or any(_CLOCK.fullmatch(word) for word in words)


def _clauses_before(g: Grammar, trigger: int) -> list[int]:
    """List the verbs that a trigger's clause is coordinated with: "that ended, and X withdrew"."""
    verb = trigger
    while not g.is_verb(verb) and (head := g.head(verb)) is not None:
        verb = head
    found: list[int] = []
    while g.dep(verb) == "conj" and (head := g.head(verb)) is not None:
        found.append(head)
        verb = head
    return found


def is_of_saying(g: Grammar, time: Time) -> bool:
    """Say whether a time hangs on a verb of saying."""
    inside = [i for i, start in enumerate(g.tokens.starts) if time.start <= start < time.end]
    verb = next((i for i in g.ancestors(inside[0]) if g.is_verb(i)), None) if inside else None
    return verb is not None and is_saying(g, verb)


def _tells_of(g: Grammar, verb: int, trigger: int) -> bool:
    """Say whether the time of a saying is that of the act: "was reported", "claimed to have"."""
    reported = g.is_passive(verb) and not g.doers(verb)
    return (reported and trigger in g.undergoers(verb)) or trigger in g.kids(verb, "xcomp")


def _opens(g: Grammar, first: int) -> bool:
    """Say whether nothing but a preposition, or a heading with a colon, stands before a time."""
    words = [g.word(i) for i in range(first)]
    while ":" in words:
        words = words[words.index(":") + 1 :]
    return set(words) <= OPENING


def _clause_of(g: Grammar, trigger: int) -> list[int]:
    """List the words that govern a trigger; what is only coordinated shares its last member's."""
    clause = [trigger]
    i = trigger
    while (head := g.head(i)) is not None:
        own = bool(g.kids(i, "nsubj", "nsubjpass"))
        if g.is_verb(i) and (g.dep(i) in _CLAUSE or (g.dep(i) == "conj" and own)):
            break
        clause.append(head)
        i = head
    return clause + [k for k in g.kids(trigger, "conj") if not g.kids(k, "nsubj", "nsubjpass")]
