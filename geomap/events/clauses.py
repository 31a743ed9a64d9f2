"""The place that another clause, or the clause around, gives to what happens."""

from collections.abc import Sequence

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat, PlaceKind
from geomap.events.families import HARM
from geomap.events.lexicon import Lexicon
from geomap.events.lists import Places, together
from geomap.events.paths import CLAUSES, child_towards, find_path, first_conjunct, is_saying
from geomap.grammar import Grammar
from geomap.model import EventType, PlaceExpression, Relation

_FOLLOWING = frozenset({"after", "following", "due", "because", "amid"})
_STAYING = frozenset({"flee", "stay", "remain", "live", "shelter", "trap", "strand"})
_INSIDE = frozenset({Relation.IN, Relation.AT, Relation.NEAR, Relation.OUTSIDE, Relation.OFFSET})
_BESIDE = frozenset({Relation.NEAR, Relation.OUTSIDE})
_NEAR_KM = 30.0
_DRIVING = frozenset({"send", "force", "cause", "prompt", "drive", "displace", "uproot", "push"})
_INTO = frozenset({"to", "in", "into", "at"})


def from_clauses_above(
    g: Grammar, trigger: int, usable: Sequence[PlaceExpression], lexicon: Lexicon
) -> Places:
    """Climb from the trigger through nouns and clauses to the place that covers it."""
    i = trigger
    same_clause = True
    for above in g.ancestors(trigger):
        label = g.dep(i)
        crossing = g.is_verb(i) and (label in CLAUSES or label == "conj") and not _is_named(g, i)
        if crossing and label != "xcomp":
            same_clause = False
        found = [e for e in usable if _covers(g, e, above, trigger, lexicon)]
        found = [] if is_tended(g, above, lexicon) else found
        told = is_saying(g, above) and not g.is_passive(above)
        if not same_clause or told:
            found = [e for e in found if _sets_scene(g, e, above) and e.first < trigger]
        if is_saying(g, above) and not _speaks_from_there(g, above, trigger, lexicon):
            shown = [s for s in g.doers(above) if g.lemma(s) in lexicon.modality.pictures]
            found = [e for e in usable if any(is_of(g, e, s) for s in shown)]
        if label == "relcl" and crossing:
            of_people = g.lemma(above) in lexicon.classes["people"]
            found = [e for e in usable if of_people and is_of(g, e, above)]
        if found:
            return together(g, found)
        i = above
    return []


def is_tended(g: Grammar, verb: int, lexicon: Lexicon) -> bool:
    """Find "died in hospital in X" and "died of wounds", which were got elsewhere."""
    if g.lemma(verb) not in {"die", "succumb"}:
        return False
    nouns = [noun for prep in g.kids(verb, "prep") for noun in g.kids(prep, "pobj")]
    return any(g.lemma(noun) in lexicon.classes["aftermath"] | {"hospital"} for noun in nouns)


def _is_named(g: Grammar, i: int) -> bool:
    """Find "mortar shelling was reported", where the parse takes the noun for a participle."""
    between = {g.tokens.pos[k] for k in range(g.tokens.heads[i], i)}
    noun = g.dep(i) == "acl" and g.word(i).endswith("ing") and between <= {"NOUN", "CCONJ", "ADJ"}
    return noun and not g.kids(i, "dobj", "nsubj", "npadvmod")


def _is_anothers(
    g: Grammar, expression: PlaceExpression, above: int, trigger: int, lexicon: Lexicon
) -> bool:
    """Say whether the place is that of another event noun: "after the fall of X, ..."."""
    for i in g.ancestors(expression.head):
        if i == above:
            return False
        event = (
            bool(lexicon.rules(g.lemma(i), verb=False)) or g.lemma(i) in lexicon.classes["warfare"]
        )
        if i != trigger and g.is_noun(i) and event:
            return True
    return False


def _covers(
    g: Grammar, expression: PlaceExpression, above: int, trigger: int, lexicon: Lexicon
) -> bool:
    path = find_path(g, expression.head, above)
    if path is None or not path:
        return False
    if g.is_noun(above):
        return path[-1] in {"prep", "poss", "compound", "nmod", "amod"}
    head_under = child_towards(g, expression.head, above)
    if _is_anothers(g, expression, above, trigger, lexicon):
        return False
    if path[-1] in {"nsubj", "nsubjpass", "dobj", "attr"}:
        return trigger in g.subtree(head_under)
    return path[-1] in {"prep", "advmod", "npadvmod", "dep", "appos"}


def _sets_scene(g: Grammar, expression: PlaceExpression, verb: int) -> bool:
    """Say whether a phrase stands before its verb's subject, so that it covers all that follows."""
    subjects = g.kids(verb, "nsubj", "nsubjpass", "expl")
    return bool(subjects) and expression.last < min(min(g.subtree(s)) for s in subjects)


def _speaks_from_there(g: Grammar, verb: int, trigger: int, lexicon: Lexicon) -> bool:
    """Say whether what is told is there, or the speakers are people who live there."""
    told = [i for k in g.kids(verb, "nsubjpass") for i in g.subtree(k)]
    if g.is_passive(verb) and (trigger in told or not g.doers(verb)):
        return True  # "shelling was reported in X"
    return any(g.lemma(s) in lexicon.classes["people"] for s in g.doers(verb))


def from_clause_before(
    g: Grammar, trigger: int, usable: Sequence[PlaceExpression], kind: EventType
) -> Places:
    """
    Return the place of the clause that a verb without a subject of its own goes on.

    "Crossed the border near X, clashed with guards" clashed near X; what was done to the place
    itself ("captured X and shelled positions") says nothing of the next act but its harm.
    """
    i = trigger
    while g.is_verb(i) and _goes_on(g, i) and (g.dep(i) == "conj" or _does_harm(g, i, kind)):
        i = g.tokens.heads[i]
        paths = [(e, find_path(g, e.head, i)) for e in usable]
        near = [
            e
            for e, path in paths
            if path and ("prep" in path or kind in HARM) and e.where.relation in _INSIDE
        ]
        if near:
            return together(g, near)
    return []


def from_arrival(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression], lexicon: Lexicon
) -> Places:
    """Return where those came who then did it: "reached X and brought out eleven people"."""
    i = trigger
    while g.is_verb(i) and g.dep(i) == "conj" and _goes_on(g, i):
        i = g.tokens.heads[i]
        if g.lemma(i) in lexicon.classes["arriving"]:
            reached = [e for e in expressions if _is_reached(g, e, i)]
            return together(g, reached) if reached else []
    return []


def _is_reached(g: Grammar, expression: PlaceExpression, verb: int) -> bool:
    path = find_path(g, expression.head, verb, brought=True)
    below = child_towards(g, expression.head, verb)
    return path == ["dobj"] or (path == ["pobj", "prep"] and g.word(below) in _INTO)


def from_affected(
    g: Grammar, trigger: int, usable: Sequence[PlaceExpression], found: Places
) -> Places:
    """
    Return where something was of which the clause tells what a blow made of it.

    "Schools in X closed after strikes", "in R region, clinics in X and Y shut due to shelling".
    """
    above = list(g.ancestors(trigger))
    prep = next((i for i in above if g.word(i) not in {"to", "of"}), trigger)
    verb = next((i for i in g.ancestors(prep) if g.is_verb(i)), None)
    wide = all(e.where.shape and e.where.shape.region_id for e in found)
    if g.dep(trigger) != "pobj" or g.word(prep) not in _FOLLOWING or verb is None or not wide:
        return []
    verb = g.tokens.heads[verb] if g.dep(verb) == "xcomp" else verb
    things = [s for s in g.kids(verb, "nsubj", "nsubjpass") if not g.kids(s, "poss")]
    there = [e for e in usable if e not in found and _is_in_thing(g, e, things)]
    return together(g, there) if there and not is_saying(g, verb) else []


def from_supply(
    g: Grammar, trigger: int, expressions: Sequence[PlaceExpression], lexicon: Lexicon
) -> Places:
    """Return the places that are supplied no more: "shelling cut electricity to X and Y"."""
    cut = g.kids(trigger, "dobj", "nsubjpass", "nsubj")
    cut = [i for i in cut if any(g.lemma(k) in lexicon.classes["supply"] for k in g.subtree(i))]
    if not cut:
        return []
    around = {trigger, *cut}
    preps = {k for i in around for k in g.kids(i, "prep", "dative") if g.word(k) in {"to", "for"}}
    served = [obj for k in preps for obj in g.kids(k, "pobj")]
    found = [e for e in expressions if e.where.shape and first_conjunct(g, e.head) in served]
    return together(g, found) if found else []


def from_list_after(g: Grammar, trigger: int, usable: Sequence[PlaceExpression]) -> Places:
    """Return the places of "Villages hit by artillery on Monday: X, Y, Z"."""
    words = range(trigger + 1, len(g.tokens.words))
    colon = next((i for i in words if g.word(i) == ":"), None)
    if colon is None or not usable or any(map(g.is_verb, range(colon, len(g.tokens.words)))):
        return []
    after = [e for e in usable if e.first > colon]
    return list(after) if len(after) == len(usable) and after[0].first <= colon + 2 else []


def _is_in_thing(g: Grammar, expression: PlaceExpression, things: Sequence[int]) -> bool:
    paths = (find_path(g, expression.head, thing) for thing in things)
    inside = expression.where.relation in _INSIDE
    return inside and any(path is not None and path[-1:] == ["prep"] for path in paths)


def from_recipients(
    g: Grammar, trigger: int, usable: Sequence[PlaceExpression], lexicon: Lexicon
) -> Places:
    """Return where those are whom aid is given to: "handed out food to families who reached X"."""
    given = [obj for prep, obj in g.prepositions(trigger) if prep in {"to", "for", "among"}]
    given += g.kids(trigger, "dobj", "nsubjpass", "dative")
    clauses = [k for obj in given for k in g.kids(obj, "relcl", "acl")]
    come = [k for k in clauses if g.lemma(k) in lexicon.classes["arriving"] | _STAYING]
    found = [e for e in usable if any(find_path(g, e.head, k, brought=True) for k in come)]
    return together(g, found) if found else []


def _does_harm(g: Grammar, verb: int, kind: EventType) -> bool:
    """Find "debris fell on houses in X, injuring one"."""
    participle = g.dep(verb) == "advcl" and g.tokens.tags[verb] == "VBG"
    return participle and kind in HARM and verb > g.tokens.heads[verb]


def _goes_on(g: Grammar, verb: int) -> bool:
    return all(g.word(k) in {"it", "they"} for k in g.kids(verb, "nsubj", "nsubjpass"))


def from_clause_of_time(
    g: Grammar, trigger: int, usable: Sequence[PlaceExpression], lexicon: Lexicon
) -> Places:
    """Return the place of what happened meanwhile: "were killed when a wall collapsed in X"."""
    times = g.kids(trigger, "npadvmod")  # "this week when rockets landed in X"
    for clause in (*g.kids(trigger, "advcl"), *(k for i in times for k in g.kids(i, "relcl"))):
        meanwhile = any(
            g.word(k) in lexicon.classes["meanwhile"] for k in g.kids(clause, "mark", "advmod")
        )
        paths = [(e, find_path(g, e.head, clause)) for e in usable] if meanwhile else []
        there = [e for e, path in paths if path and "prep" in path]
        if there:
            return together(g, there)
    return []


def from_narrower(
    g: Grammar,
    trigger: int,
    found: Places,
    usable: Sequence[PlaceExpression],
    kind: EventType,
    lexicon: Lexicon,
) -> Places:
    """
    Return the town that a sentence tells after the region, or what it was near.

    "Two died in R region: in X", "were killed near Y when rockets landed on mourners in X".
    """
    towns = [e for e in usable if all(_is_narrower(e, wide) for wide in found)]
    listed = [e for e in towns if g.word(e.first - 1) == ":" and e.first > trigger][:1]
    harmed = from_clause_of_time(g, trigger, towns, lexicon) if kind in HARM and towns else []
    return listed or harmed


def _is_narrower(one: PlaceExpression, wide: PlaceExpression) -> bool:
    """Say whether a town lies in the region, or by the other town, of which it is told."""
    if not one.where.places or not wide.where.places or one.where.shape is None:
        return False
    town, around = one.where.places[0], wide.where.places[0]
    if town.kind != PlaceKind.SETTLEMENT or town.id == around.id:
        return False
    if wide.where.relation in _BESIDE:
        return distance_km(LonLat(town.lon, town.lat), LonLat(around.lon, around.lat)) <= _NEAR_KM
    region = around.kind in {PlaceKind.ADMIN1, PlaceKind.ADMIN2}
    return region and (town.country, town.admin1) == (around.country, around.admin1)


def from_driving_out(g: Grammar, trigger: int, usable: Sequence[PlaceExpression]) -> Places:
    """Return where those were whom a blow drove away: "seized X, sending 3,000 fleeing"."""
    for verb in (trigger, *g.ancestors(trigger)):
        if g.dep(verb) == "advcl" and g.tokens.tags[verb] == "VBG" and g.lemma(verb) in _DRIVING:
            main = g.tokens.heads[verb]
            paths = [(e, find_path(g, e.head, main)) for e in usable if e.where.relation in _INSIDE]
            there = [e for e, path in paths if path]
            return together(g, there) if there else []
    return []


def is_of(g: Grammar, expression: PlaceExpression, trigger: int) -> bool:
    """Say whether a place hangs on a word by "of": "the shelling of X"."""
    head = g.head(expression.head)
    return head is not None and g.lemma(head) == "of" and g.head(head) == trigger
