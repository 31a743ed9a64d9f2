"""One sentence's mentions set in order: one act is one mention, and harm points to its cause."""

from collections.abc import Iterable, Sequence

import msgspec

from geomap.events.families import CAUSES, HARM, STRIKES, is_unplaced
from geomap.events.relations import Setting, governing_verb, is_light
from geomap.events.union import unite_places
from geomap.grammar import Grammar
from geomap.model import Count, EventType, Factuality, Mention, Scope, Where

_SAME_ACT = frozenset({"advcl", "acl", "relcl", "conj", "xcomp", "pcomp", "ccomp"})
_ARGUMENT = frozenset({"nsubj", "nsubjpass", "dobj", "agent", "pobj", "prep", "conj", "csubj"})
_NONE_TOLD = frozenset({Factuality.DENIED})
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
    g = at.grammar
    acts = _told_once(at, _typed(at, _group(_recalled(m, before) for m in found)))
    mentions = [m for token in sorted(acts) for m in acts[token]]
    mentions = [_placed_by_harm(g, m, mentions) for m in join_casualties(mentions)]
    mentions = [_caused(g, m, mentions, before) for m in mentions]
    return count_zeros([m for m in mentions if not _is_no_harm(at, m)])


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
    return (is_unplaced(first) and not is_unplaced(later)) or later.type is not first.type


def _tells_again(at: Setting, one: tuple[int, Mentions], other: tuple[int, Mentions]) -> bool:
    a, b = one[1][0], other[1][0]
    same_kind = a.type is b.type and a.type in STRIKES | {EventType.CLASH, EventType.INTERCEPTION}
    same_kind = same_kind or (a.type, b.type) == (EventType.ADVANCE, EventType.CAPTURE)
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


def join_casualties(mentions: Mentions) -> Mentions:
    """Make one record of the killed and the wounded of one act."""
    kept: Mentions = []
    for mention in mentions:
        twin = next((n for n, k in enumerate(kept) if _are_one_toll(k, mention)), None)
        if twin is None:
            kept.append(mention)
        else:
            one = kept[twin]
            where = mention.where if is_unplaced(one) else one.where
            counts = mention.counts | one.counts
            kept[twin] = msgspec.structs.replace(one, where=where, counts=counts)
    return kept


def _are_one_toll(a: Mention, b: Mention) -> bool:
    return (
        a.type is b.type is EventType.CASUALTIES
        and a.modality is b.modality
        and a.scope is b.scope
        and not set(a.counts) & set(b.counts)
        and (is_unplaced(a) or is_unplaced(b) or a.where.places == b.where.places)
    )


def _is_no_harm(at: Setting, mention: Mention) -> bool:
    """Say whether there is none ("damage not reported"), or only an accident or illness did it."""
    missing = mention.modality is Factuality.DENIED and not at.grammar.is_verb(mention.token)
    if mention.type in HARM and missing:
        return not mention.counts
    tokens = range(len(at.grammar.tokens.words))
    unexplained = mention.type in HARM and mention.cause is None
    return unexplained and any(at.is_in(i, "accident") for i in tokens)


def _placed_by_harm(g: Grammar, mention: Mention, beside: Mentions) -> Mention:
    """Place a strike where its clause places the harm: "A drone strike injures two in X"."""
    verb = governing_verb(g, mention.token)
    done = [m for m in beside if m.type in HARM and m.token == verb and m.where.places]
    if mention.type not in CAUSES or not is_unplaced(mention) or len(done) != 1:
        return mention
    return msgspec.structs.replace(mention, where=done[0].where)


def _caused(g: Grammar, mention: Mention, beside: Mentions, before: Sequence[Mention]) -> Mention:
    """Point harm to its cause, and give it the cause's place where it has none of its own."""
    if mention.type not in HARM or mention.cause is not None:
        return mention
    causes = _causes_beside(g, mention, beside)
    near = bool(causes)
    if not near and is_unplaced(mention):
        causes = _causes_before(mention, before)
    if not causes:
        return mention
    first = causes[0]
    where = mention.where
    if is_unplaced(mention):
        where = unite_places([cause.where for cause in causes])
        where = where if near else infer(where)
    told = mention.when.first is not None or mention.when.span is not None
    return msgspec.structs.replace(
        mention,
        cause=(first.sentence, first.token),
        where=where,
        when=mention.when if told else first.when,
        scope=first.scope if mention.scope is Scope.CURRENT else mention.scope,
    )


def _causes_beside(g: Grammar, mention: Mention, beside: Mentions) -> Mentions:
    """Return the mentions of the nearest strike of the same sentence that may have caused harm."""
    able = [m for m in beside if m.type in CAUSES and m.token != mention.token]
    able = [m for m in able if m.modality not in _NONE_TOLD and m.scope is mention.scope]
    near = [m for m in able if _distance(g, mention.token, m.token) is not None]
    if not near:
        return []
    best = min(near, key=lambda m: (_distance(g, mention.token, m.token) or 0, m.token))
    same = [m for m in near if m.token == best.token]
    own = [m for m in same if m.where.places == mention.where.places and m.where.places]
    return own or same


def _distance(g: Grammar, i: int, j: int) -> int | None:
    """Return the steps in the tree between two tokens."""
    up = {token: steps for steps, token in enumerate([i, *g.ancestors(i)])}
    for steps, token in enumerate([j, *g.ancestors(j)]):
        if token in up:
            return steps + up[token]
    return None


def _causes_before(mention: Mention, before: Sequence[Mention]) -> Mentions:
    """Return the one strike that the sentence before tells of, all its places, or nothing."""
    recent = [m for m in before if mention.sentence - m.sentence <= _REACH]
    if not recent:
        return []
    last = max(m.sentence for m in recent)
    able = [m for m in recent if m.sentence == last]
    told = [
        m
        for m in able
        if m.type in CAUSES
        and m.modality in {Factuality.ASSERTED, Factuality.ALLEGED}
        and m.scope is mention.scope
    ]
    places = {m.where.places for m in told if m.where.places}
    return told[:1] if len(places) == 1 else []


def infer(where: Where) -> Where:
    """Return a place as one that another clause states."""
    nowhere = where.expression is None and where.shape is None
    return where if nowhere else msgspec.structs.replace(where, inferred=True)


def count_zeros(mentions: Mentions) -> Mentions:
    """Count "no casualties" on the strike that had none; it is no event of its own."""
    zeros = [m for m in mentions if m.type is EventType.CASUALTIES and _is_zero(m.counts)]
    counts = {name: count for m in zeros for name, count in m.counts.items()}
    return [
        msgspec.structs.replace(m, counts=counts | m.counts) if m.type in CAUSES and counts else m
        for m in mentions
        if m not in zeros
    ]


def _is_zero(counts: dict[str, Count]) -> bool:
    return bool(counts) and all(c.low == c.high == 0 for c in counts.values())
