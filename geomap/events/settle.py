"""One sentence's mentions set in order: one act is one mention, and harm points to its cause."""

from collections.abc import Iterable, Sequence

import msgspec

from geomap.events.families import STRIKES, is_unplaced
from geomap.events.harm import infer, settle_harm
from geomap.events.relations import Setting, governing_verb, is_light
from geomap.grammar import Grammar
from geomap.model import EventType, Mention

_SAME_ACT = frozenset({"advcl", "acl", "relcl", "conj", "xcomp", "pcomp", "ccomp"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "pobj", "prep", "conj", "csubj"})
_ACTS = STRIKES | {EventType.CLASH, EventType.EXPLOSION, EventType.INTERCEPTION}
_RECALLING = frozenset({EventType.STRIKE, EventType.EXPLOSION})
_REACH = 2  # sentences back to the strike that harm without a place came from

Mentions = list[Mention]


def settle(at: Setting, found: Iterable[Mention], before: Sequence[Mention]) -> Mentions:
    """
    Return the mentions of a sentence, each act once and each harm with its cause.

    Parameters
    ----------
    found
        The mentions of one sentence, in its order.
    before
        Those of the same paragraph's sentences before it, the last at the end.
    """
    acts = _told_once(at, _typed(at, _group(_recalled(m, before) for m in found)))
    mentions = [m for token in sorted(acts) for m in acts[token]]
    return settle_harm(at, mentions, before)


def _group(found: Iterable[Mention]) -> dict[int, Mentions]:
    acts: dict[int, Mentions] = {}
    for mention in found:
        acts.setdefault(mention.token, []).append(mention)
    return acts


def _recalled(mention: Mention, before: Sequence[Mention]) -> Mention:
    """Take "the attack" and "the explosions" after a strike for that strike."""
    if mention.type not in _RECALLING or not mention.definite:
        return mention
    near = [m for m in before if mention.sentence - m.sentence <= _REACH]
    told = any(m.type is mention.type for m in near)
    near = [m for m in near if m.type in STRIKES]
    if not near or (told and mention.type is EventType.EXPLOSION):
        return mention
    places = {m.where.places for m in near if m.where.places}
    recalled = len(places) == 1 and is_unplaced(mention)
    where = infer(next(m.where for m in near if m.where.places)) if recalled else mention.where
    return msgspec.structs.replace(mention, type=near[-1].type, where=where)


def _typed(at: Setting, acts: dict[int, Mentions]) -> dict[int, Mentions]:
    """
    Give a strike without a weapon the type of the act it is a part of.

    That act may be a strike whose weapon is told, or an attack that was beaten off.
    """
    done = dict(acts)
    for token in sorted(acts):
        if acts[token][0].type is EventType.STRIKE:
            known = [
                acts[other][0].type
                for other in sorted(acts)
                if _tells_type(acts[other][0]) and _are_one_act(at, token, other)
            ]
            if known:
                done[token] = [msgspec.structs.replace(m, type=known[0]) for m in acts[token]]
    return done


def _tells_type(mention: Mention) -> bool:
    return mention.type in STRIKES - {EventType.STRIKE} or mention.mode == "attack_repelled"


def _told_once(at: Setting, acts: dict[int, Mentions]) -> dict[int, Mentions]:
    """Join the words that tell one act: "launched an attack on X that hit a school"."""
    kept: dict[int, Mentions] = {}
    for token in sorted(acts):
        twin = next(
            (k for k in sorted(kept) if _tells_again(at, (k, kept[k]), (token, acts[token]))), None
        )
        if twin is None:
            kept[token] = acts[token]
        elif _says_more(acts[token][0], kept[twin][0]):
            kept[token] = _filled(acts[token], kept.pop(twin)[0])
        else:
            kept[twin] = _filled(kept[twin], acts[token][0])
    return kept


def _says_more(later: Mention, first: Mention) -> bool:
    """Say whether the later word of an act tells it better: with its place, or what came of it."""
    other = later.type is not first.type and not {later.type, first.type} <= STRIKES
    return (is_unplaced(first) and not is_unplaced(later)) or other


def _tells_again(at: Setting, one: tuple[int, Mentions], other: tuple[int, Mentions]) -> bool:
    a, b = one[1][0], other[1][0]
    same_kind = a.type is b.type and a.type in _ACTS
    same_kind = same_kind or (a.type in STRIKES and _are_one_launch(at, one[0], other[0]))
    led_to = b.type is EventType.CAPTURE or b.mode == "attack_repelled"
    same_kind = same_kind or (a.type is EventType.ADVANCE and led_to)
    same_place = (
        is_unplaced(a)
        or is_unplaced(b)
        or ([m.where.places for m in one[1]] == [m.where.places for m in other[1]])
    )
    return (
        same_kind
        and same_place
        and a.modality is b.modality
        and a.scope is b.scope
        and not _are_opposed(a, b)
        and _are_one_act(at, one[0], other[0])
    )


def _are_one_launch(at: Setting, verb: int, noun: int) -> bool:
    """Say whether a noun stands among what a verb launches: "a missile and drone attack"."""
    g = at.grammar
    return g.is_verb(verb) and any(noun in g.conjuncts(i)[1:] for i in g.kids(verb, "dobj"))


def _are_opposed(a: Mention, b: Mention) -> bool:
    sides = {m.actor.side for m in (a, b) if m.actor is not None and m.actor.side is not None}
    repelled = {a.mode, b.mode} & {"attack_repelled"}
    return len(sides) > 1 and not repelled


def _filled(winners: Mentions, other: Mention) -> Mentions:
    """Give what is said of an act by its other word to the one that is kept."""
    return [
        msgspec.structs.replace(
            m,
            actor=m.actor or other.actor,
            where=other.where if is_unplaced(m) else m.where,
            affected=m.affected or (other.affected if other.affected != m.actor else None),
            target=m.target or other.target,
            mode=m.mode or other.mode,
            counts=other.counts | m.counts,
        )
        for m in winners
    ]


def _are_one_act(at: Setting, i: int, j: int) -> bool:
    """Say whether one of two triggers hangs on the other, seen through light verbs."""
    g = at.grammar
    forms = [(a, b) for a in _told_by(at, i) for b in _told_by(at, j)]
    return any(_is_same_act(g, a, b) or _is_same_act(g, b, a) for a, b in forms if a != b)


def _told_by(at: Setting, i: int) -> list[int]:
    """Return a trigger and the verb that only carries it: "launched an attack"."""
    verb = None if at.grammar.is_verb(i) else governing_verb(at.grammar, i)
    return [i] if verb is None or not is_light(at, verb) else [i, verb]


def _is_same_act(g: Grammar, i: int, j: int) -> bool:
    """Say whether a trigger hangs on another by one step of clause, argument or list."""
    step = i
    crossed = 0
    for above in g.ancestors(i):
        label = g.dep(step)
        if above == j and label in _SAME_ACT and g.is_verb(step):
            return not g.kids(step, "nsubj") or label in {"relcl", "acl"} or crossed == 0
        if above == j and label in _ARGUMENT:
            return True
        if label not in _ARGUMENT:
            crossed += 1
        if crossed > 1:
            return False
        step = above
    return False
