"""Harm: its counts in one record, its cause, and the place that it has from it."""

from collections.abc import Mapping, Sequence

import msgspec

from geomap.events.clauses import is_tended
from geomap.events.families import CAUSES, HARM, STRIKES, is_unplaced
from geomap.events.paths import first_conjunct
from geomap.events.relations import Setting, governing_verb
from geomap.events.union import unite_places
from geomap.grammar import Grammar
from geomap.model import EventType, Factuality, Mention, Scope, Where

_CAUSAL = frozenset({"by", "in", "from", "of", "during", "as", "to"})  # "due to"
_BLOWS = STRIKES | {EventType.EXPLOSION}
_IN_PHRASE = frozenset({"pobj", "pcomp"})
_NONE_TOLD = frozenset({Factuality.DENIED})
_REACH = 2  # sentences back to the strike that harm without a place came from
_NEAR_M = 30_000.0  # reach of a list in one or all of whose places the harm was

Mentions = list[Mention]


def settle_harm(at: Setting, mentions: Mentions, before: Sequence[Mention]) -> Mentions:
    """
    Return the mentions of a sentence with one toll an act and with each harm's cause.

    `before` are the mentions of the sentences before it in its paragraph. Harm without a place
    has its cause's; "no casualties" are counted on the strike; harm by accident is left out, not
    what a side did.
    """
    g = at.grammar
    joined = join_casualties(mentions)
    mentions = [one for m in joined for one in _placed_by_harm(at, m, joined)]
    mentions = [_caused(g, m, mentions, before) for m in mentions]
    return [m for m in mentions if not _is_no_harm(at, m)]


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
    by_a_side = mention.actor is not None and mention.actor.side is not None
    unexplained = mention.type in HARM and mention.cause is None and not by_a_side
    return unexplained and any(_is_accident(at, i) for i in tokens)


def _is_accident(at: Setting, i: int) -> bool:
    """Say whether a word, or with the one before it, tells of an accident: "gas explosion"."""
    pair = f"{at.grammar.lemma(i - 1)} {at.grammar.lemma(i)}" if i else ""
    return at.is_in(i, "accident") or pair in at.lexicon.classes["accident"]


def _placed_by_harm(at: Setting, mention: Mention, beside: Mentions) -> Mentions:
    """Place a strike where its clause places the harm: "A drone strike injures two in X"."""
    g = at.grammar
    verb = governing_verb(g, mention.token) or _verb_of_result(g, mention.token)
    verbs = {verb, *g.kids(mention.token, "relcl")}  # "the missile that killed two in X"
    done = [m for m in beside if m.type in HARM and m.token in verbs and m.where.places]
    done = [m for m in done if not is_tended(g, m.token, at.lexicon)]
    one_act = len({m.token for m in done}) == 1
    if mention.type not in CAUSES or not is_unplaced(mention) or not one_act:
        return [mention]
    return [msgspec.structs.replace(mention, where=m.where) for m in done]


def _verb_of_result(g: Grammar, noun: int) -> int | None:
    """Return the verb that tells what came of a noun: "damaged in a raid", "as a result of"."""
    step = first_conjunct(g, noun)
    while g.dep(step) in _IN_PHRASE and g.lemma(g.tokens.heads[step]) in _CAUSAL:
        step = g.tokens.heads[step]
        while g.tokens.pos[step] == "ADP" and g.head(step) is not None:
            step = g.tokens.heads[step]
    next_act = g.is_verb(noun) and g.dep(noun) == "conj"  # "levelled A and damaged B"
    return step if step != noun and g.is_verb(step) and not next_act else None


def _caused(g: Grammar, mention: Mention, beside: Mentions, before: Sequence[Mention]) -> Mention:
    """Point harm to its cause, and give it the cause's place where it has none of its own."""
    if mention.type not in HARM or mention.cause is not None:
        return mention
    causes = _causes_beside(g, mention, beside)
    near = bool(causes)
    if not near:
        causes = _causes_before(mention, before)
    if not causes:
        return mention
    first = causes[0]
    where = mention.where
    if is_unplaced(mention):
        where = unite_places([cause.where for cause in causes])
        where = where if near else infer(where)
    told = mention.when.first is not None or mention.when.span is not None
    done = first.type in _BLOWS and mention.modality is not Factuality.DENIED
    return msgspec.structs.replace(
        mention,
        cause=(first.sentence, first.token),
        where=where,
        actor=mention.actor or (first.actor if done else None),
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
    if not is_unplaced(mention):
        here = {place.id for place in mention.where.places}
        return [m for m in told if here and here == {place.id for place in m.where.places}][:1]
    places = {m.where.places for m in told if m.where.places}
    if len(places) > 1 and len({m.token for m in told}) == 1:
        area = unite_places([m.where for m in told], widest_m=_NEAR_M).shape
        return told if area else []  # "shelled X and Y": the harm is in one of them or in all
    return told[:1] if len(places) == 1 else []


def infer(where: Where) -> Where:
    """Return a place as one that another clause states."""
    nowhere = where.expression is None and where.shape is None
    return where if nowhere else msgspec.structs.replace(where, inferred=True)


def count_zeros(mentions: Sequence[Mention], paragraphs: Mapping[int, int]) -> Mentions:
    """
    Count "no casualties" on the strike that had none; it is no event of its own.

    Parameters
    ----------
    mentions
        Those of a whole text, in its order.
    paragraphs
        The paragraph of each sentence: what had no casualties was told in the same one.
    """
    found = list(mentions)
    for zero in filter(_is_zero, mentions):
        told = [n for n, m in enumerate(found) if _may_mean(zero, m, paragraphs)]
        last = max((found[n].sentence for n in told), default=None)
        for n in told:
            if found[n].sentence == last:
                counts = zero.counts | found[n].counts
                found[n] = msgspec.structs.replace(found[n], counts=counts)
    return [m for m in found if not _is_zero(m)]


def _may_mean(zero: Mention, act: Mention, paragraphs: Mapping[int, int]) -> bool:
    """Say whether an act may be the one that had no casualties: told just before, there."""
    near = 0 <= zero.sentence - act.sentence <= _REACH
    stated = set() if zero.where.inferred else {place.id for place in zero.where.places}
    return (
        act.type in CAUSES
        and act.modality not in _NONE_TOLD
        and near
        and paragraphs[act.sentence] == paragraphs[zero.sentence]
        and stated <= {place.id for place in act.where.places}
    )


def _is_zero(mention: Mention) -> bool:
    counted = mention.type is EventType.CASUALTIES and bool(mention.counts)
    return counted and all(c.low == c.high == 0 for c in mention.counts.values())
