"""Who acts and who is affected, and for which side."""

from typing import NamedTuple

from geomap.events.families import STRIKES
from geomap.events.lexicon import Rule
from geomap.events.relations import Relations, Setting
from geomap.events.weapons import weapon_type, weapons
from geomap.grammar import Grammar
from geomap.model import Party
from geomap.sides import THIRD, Membership

_POSSESSIVES = frozenset({"its", "their", "his", "her"})
_PERSONAL = frozenset({"they", "it", "he", "she", "we", "them"})
_OF = frozenset({"in", "of", "from"})
_BEFALLEN = ["object", "of"]
_AIMED_AT = ["on", "against"]  # of a noun: "an attack on"
_MEMORY = 2  # sentences for which "the troops" are still those last spoken of


class Remembered(NamedTuple):
    """The side last seen as the subject of a sentence, and the subject's token there."""

    sentence: int
    side: str
    token: int


def name_actor(
    at: Setting, rule: Rule, relations: Relations, *, sentence: int, last: Remembered | None
) -> Party | None:
    """
    Return who acts, by the rule's relation.

    "The troops", "its forces" and "they" take the side that was the subject last, at most two
    sentences ago. A person who is nobody's office-holder is not kept as a party. Where nobody is
    told to act, the one who claims the deed does, or who alone has such a weapon.
    """
    wanted = [rule.actor] if rule.actor else ["subject", "owner"]
    for relation in wanted:
        for i in relations.get(relation, []):
            party = _party(at, i, sentence=sentence, last=last, acting=True)
            if party is not None:
                return party
    armed = rule.type in STRIKES
    return _claimant(at, relations) or (_wielder(at, rule, relations) if armed else None)


def _claimant(at: Setting, relations: Relations) -> Party | None:
    """Return who claims or is credited with a deed: "claimed responsibility for the strike"."""
    g = at.grammar
    for i in relations.get("credit", []):
        member = _member(at, i)
        if member is not None:
            span = g.spread(*g.noun_phrase(i), at.text)
            return Party(text=span.text, start=span.start, end=span.end, side=member.side)
    return None


def _wielder(at: Setting, rule: Rule, relations: Relations) -> Party | None:
    """Return a weapon that only one side has, for the side: "two Shaheds"."""
    g = at.grammar
    used = weapons(at, rule, relations)
    alike = [i for i in used if weapon_type(at, i) is weapon_type(at, used[0])]
    for i in alike:
        span = g.spread(*g.noun_phrase(i), at.text)
        side = at.sides.wielder(span.text)
        if side is not None:
            return Party(text=span.text, start=span.start, end=span.end, side=side)
    return None


def name_affected(at: Setting, rule: Rule, relations: Relations) -> Party | None:
    """Return whom or what it befalls, by the rule's relation; never a place by its name."""
    noun = "object" not in relations
    wanted = [rule.affected] if rule.affected else _BEFALLEN + (_AIMED_AT if noun else [])
    carried = frozenset().union(*rule.require.values())
    for relation in wanted:
        for i in relations.get(relation, []):
            thrown = "object" in rule.weapon and weapon_type(at, i) is not None
            if i not in at.place_tokens and at.grammar.lemma(i) not in carried and not thrown:
                party = _party(at, i, sentence=-1, last=None, acting=False)
                if party is not None:
                    return party
    return None


def remember_side(at: Setting, sentence: int, last: Remembered | None) -> Remembered | None:
    """Return the side that a sentence's main subject stands for, else what was remembered."""
    g = at.grammar
    root = next((i for i, head in enumerate(g.tokens.heads) if i == head), None)
    if root is None:
        return last
    for i in [*g.kids(root, "nsubj", "nsubjpass"), *g.kids(root, "agent")]:
        member = _member(at, i) if g.is_noun(i) else None
        if member is not None and member.side != THIRD:
            return Remembered(sentence, member.side, i)
    return last


def _member(at: Setting, i: int) -> Membership | None:
    """Return the side that a phrase names, also by its place ("the General Staff in Kyiv")."""
    phrase = at.grammar.spread(*at.grammar.extended_phrase(i, _OF), at.text)
    return at.sides.find(at.phrase(i)) or at.sides.find(phrase.text)


def _party(
    at: Setting, i: int, *, sentence: int, last: Remembered | None, acting: bool
) -> Party | None:
    g = at.grammar
    first, final = g.noun_phrase(i)
    first = _after_date(g, first, i)
    counted = g.lemma(i) in at.lexicon.quantities or g.tokens.pos[i] == "NUM"
    of = [obj for p, obj in g.prepositions(i) if p == "of"] if counted else []
    final = max([final, *(g.noun_phrase(obj)[1] for obj in of)])
    i = of[0] if of and _is_possessed(at, of[0]) else i  # "63 of its soldiers"
    span = g.spread(first, final, at.text)
    member = _member(at, i) if _is_armed(at, i) else at.sides.find(span.text)
    both = _are_both(at, i)
    side = member.side if member is not None and not both else None
    if side is None and not both and (_points_back(at, i) if acting else _is_possessed(at, i)):
        side = _side_before(at, i)
        if side is None and last is not None and not _is_possessed(at, i):
            recent = _is_recent(at, i, sentence, last) and not _is_new(at, i)
            side = last.side if recent else None
    if side is None and not _common(at, i):
        return None
    if acting and not _may_act(at, i, side):
        return None
    return Party(text=span.text, start=span.start, end=span.end, side=side)


def _is_recent(at: Setting, i: int, sentence: int, last: Remembered) -> bool:
    """Say whether a phrase may mean the side spoken of last: not if it acts on just that one."""
    if not 0 <= sentence - last.sentence <= _MEMORY:
        return False
    same = last.sentence == sentence
    return not same or (last.token < i and last.token not in _victims(at.grammar, i))


def _is_new(at: Setting, i: int) -> bool:
    """Say whether a phrase brings somebody new: "a marine", "troops from Zolote"."""
    g = at.grammar
    one = any(g.word(k) in {"a", "an", "another"} for k in g.kids(i, "det"))
    bare = not g.kids(i, "det", "poss") and g.tokens.pos[i] != "PRON"
    return one or (bare and any(p in _OF for p, _ in g.prepositions(i)))


def _after_date(g: Grammar, first: int, noun: int) -> int:
    """Return where a phrase begins without the date before it: "On 8 May 2022 Russian forces"."""
    dated = [k for k in range(first, noun) if g.is_date(k)]
    start = dated[-1] + 1 if dated else first
    while start < noun and dated and not g.word(start)[0].isalnum():
        start += 1
    return start


def _may_act(at: Setting, i: int, side: str | None) -> bool:
    """Say whether a phrase may be who acts: a force, or what a side has that is no mere thing."""
    return _is_armed(at, i) or (side is not None and not at.is_in(i, "inert"))


def _are_both(at: Setting, i: int) -> bool:
    """Say whether more than one acts: "Russian and Ukrainian forces", "X and Y exchanged fire"."""
    g = at.grammar
    listed = g.dep(i) == "conj" or g.kids(i, "conj")
    if listed and any(at.is_in(above, "mutual") for above in g.ancestors(i)):
        return True
    named = (at.sides.find(word) for word in at.phrase(i).split())
    return len({member.side for member in named if member is not None}) > 1


def _points_back(at: Setting, i: int) -> bool:
    g = at.grammar
    if g.word(i) in _PERSONAL:
        return True
    if g.lemma(i) in at.lexicon.classes["opponent"]:
        return False
    if _is_possessed(at, i):
        return True
    return g.lemma(i) in at.lexicon.classes["force"]


def _victims(g: Grammar, i: int) -> set[int]:
    """Return whom a doer does it to: "a soldier was killed by a sniper"."""
    done = [above for above in g.ancestors(i) if i in g.doers(above)]
    return {one for above in done for one in g.undergoers(above)}


def _is_possessed(at: Setting, i: int) -> bool:
    g = at.grammar
    return any(g.word(k) in _POSSESSIVES for k in g.kids(i, "poss"))


def _is_armed(at: Setting, i: int) -> bool:
    """Say whether a noun is a force; a weapon alone acts for nobody."""
    classes = at.lexicon.classes
    return at.grammar.lemma(i) in classes["force"] - classes["artillery"]


def _side_before(at: Setting, i: int) -> str | None:
    """Return the side of the nearest subject above and before a noun in its own sentence."""
    g = at.grammar
    victims = _victims(g, i)
    for above in g.ancestors(i):
        for subject in sorted({*g.kids(above, "nsubj", "nsubjpass")} - victims):
            if subject < i and i not in g.subtree(subject) and g.is_noun(subject):
                member = _member(at, subject)
                if member is not None and member.side != THIRD:
                    return member.side
    return None


def _common(at: Setting, i: int) -> bool:
    """Say whether a phrase names a kind of people or thing, not a person."""
    g = at.grammar
    if g.tokens.pos[i] == "PRON":
        return False
    return g.tokens.pos[i] != "PROPN"
