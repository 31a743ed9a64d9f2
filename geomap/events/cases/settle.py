"""One sentence's mentions set in order: one act is one mention, and harm points to its cause."""

from collections.abc import Sequence

import msgspec

from gazetteer.geodesy import distance_km
from gazetteer.model import LonLat
from geomap.events.cases.relations import Scene
from geomap.events.families import CAUSES, HARM, STRIKES, is_unplaced
from geomap.events.harm import infer, join_casualties
from geomap.events.union import unite_places
from geomap.model import EventType, Factuality, Form, Mention, Where

_RECALLING = frozenset({"strike.noun", "strike.attack_noun"})
ALL_DAY = frozenset({"casualties.loss"})
"""Rules of what a side lost, mostly in a day and everywhere: no act near it tells where."""
_BESIDE_KM = 10.0
_TOLD = frozenset({Factuality.ASSERTED, Factuality.ALLEGED})


def settle(at: Scene, found: Sequence[Mention], before: Sequence[Mention]) -> list[Mention]:
    """
    Return the mentions of a sentence, each act once and each harm with its cause.

    Parameters
    ----------
    found
        The mentions of one sentence, in its order.
    before
        Those of the sentences just before it, the last at the end.
    """
    kept: list[Mention] = []
    for mention in (_recalled(m, before) for m in found):
        twin = next((n for n, k in enumerate(kept) if _tells_again(at, k, mention)), None)
        if twin is None:
            kept.append(mention)
        else:
            kept[twin] = _joined(kept[twin], mention)
    kept = [m for m in kept if not any(_details(at, other, m) for other in kept)]
    kept = [m for m in kept if not any(_counts_blasts(at, other, m) for other in kept)]
    kept = [m for m in kept if not any(_achieves(at, other, m) for other in kept)]
    kept = join_casualties(kept)
    return [_caused(at, m, kept, before) for m in kept]


def _recalled(mention: Mention, before: Sequence[Mention]) -> Mention:
    """Take "удар" without a place, after a strike was told, for that strike."""
    strikes = [m for m in before if m.type in STRIKES and m.modality in _TOLD]
    places = {m.where.places for m in strikes}
    noun = mention.rule in _RECALLING and mention.type is EventType.STRIKE
    if not noun or not is_unplaced(mention) or len(places) != 1:
        return mention
    last = strikes[-1]
    return msgspec.structs.replace(
        mention, type=last.type, where=infer(last.where), definite=True, actor=last.actor
    )


def _details(at: Scene, one: Mention, summary: Mention) -> bool:
    """Say whether a strike after a colon tells what the words before it only sum up."""
    if not {one.type, summary.type} <= STRIKES or summary.type is not EventType.STRIKE:
        return False
    between = range(summary.token, one.token)
    shape = summary.where.shape
    vague = shape is None or shape.form is Form.REGION
    return vague and not is_unplaced(one) and any(at.chunks.lemma(i) == ":" for i in between)


def _achieves(at: Scene, gain: Mention, fight: Mention) -> bool:
    """Find "наступальні дії" in "у результаті наступальних дій звільнили X": how it was done."""
    gains = gain.type in {EventType.CAPTURE, EventType.ADVANCE} and fight.type is EventType.CLASH
    noun = at.chunks.group_at(fight.token)
    above = noun.of if noun is not None else None
    means = above is not None and at.chunks.lemma(above) in at.lexicon.classes["outcome"]
    return gains and means and fight.token < gain.token


def _counts_blasts(at: Scene, strike: Mention, blast: Mention) -> bool:
    """Find "(4 вибухи)" after a strike: how often it struck."""
    bracketed = at.chunks.clause_at(blast.token).sep == "("
    before = strike.type in STRIKES and strike.token < blast.token
    return blast.type is EventType.EXPLOSION and bracketed and before


def _tells_again(at: Scene, one: Mention, other: Mention) -> bool:
    """Say whether two words of one clause tell one act: "внаслідок атаки ... влучив дрон"."""
    if one.token == other.token or one.modality is not other.modality:
        return False
    clauses = [at.chunks.clause_at(m.token) for m in (one, other)]
    near = clauses[0] == clauses[1]
    strikes = {one.type, other.type} <= STRIKES and (
        one.type is other.type or EventType.STRIKE in {one.type, other.type}
    )
    alike = strikes or one.type is other.type
    placed = is_unplaced(one) or is_unplaced(other) or one.where.places == other.where.places
    return near and alike and placed and one.type is not EventType.CASUALTIES


def _joined(one: Mention, other: Mention) -> Mention:
    """Keep the first word, the clearer type, the place that there is."""
    kind = other.type if one.type is EventType.STRIKE else one.type
    return msgspec.structs.replace(
        one,
        type=kind,
        where=other.where if is_unplaced(one) else one.where,
        actor=one.actor or other.actor,
        affected=one.affected or other.affected,
        target=one.target or other.target,
        counts=other.counts | one.counts,
    )


def _caused(
    at: Scene, mention: Mention, beside: Sequence[Mention], before: Sequence[Mention]
) -> Mention:
    """Point harm to its cause, and give it the cause's place where it has none of its own."""
    if mention.type not in HARM or mention.rule in ALL_DAY:
        return mention
    near = [m for m in beside if _may_cause(m, mention) and _is_beside(at, m, mention)]
    far = [m for m in before if _may_cause(m, mention)] if is_unplaced(mention) else []
    causes = near or far
    acts = {(m.sentence, m.token) for m in causes}
    near_all = _nearby(causes)
    if not causes or (is_unplaced(mention) and len(acts) > 1 and near_all is None):
        return mention
    same = [m for m in causes if m.where.places == mention.where.places]
    cause = (same or causes)[0]
    where = mention.where
    if is_unplaced(mention):
        own = unite_places([m.where for m in causes if m.token == cause.token])
        where = infer(own if len(acts) == 1 or near_all is None else near_all)
    return msgspec.structs.replace(mention, cause=(cause.sentence, cause.token), where=where)


def _nearby(causes: Sequence[Mention]) -> Where | None:
    """Return the widest place of several acts that all happened within it, or beside it."""
    wheres = [m.where for m in causes if m.where.shape is not None]
    widest = max(wheres, key=lambda w: w.shape.radius_m if w.shape else 0, default=None)
    if len({m.where.places for m in causes}) == 1:
        return causes[0].where
    if widest is None or widest.shape is None or len(wheres) < len(causes):
        return None
    middle = LonLat(widest.shape.lon, widest.shape.lat)
    far = [distance_km(middle, LonLat(w.shape.lon, w.shape.lat)) for w in wheres if w.shape]
    return widest if widest.shape.form is not Form.REGION and max(far) <= _BESIDE_KM else None


def _is_beside(at: Scene, cause: Mention, harm: Mention) -> bool:
    """Say whether harm is told after its cause, or right before it."""
    between = range(harm.token + 1, cause.token)
    clause = at.chunks.clause_at(cause.token)
    if clause.sep == ":" and at.chunks.clause_at(clause.first - 2).first == 0:
        return True  # "Двоє загиблих: ворог ударив по автобусу"
    marks = any(at.chunks.pos(i) in {"PUNCT", "CCONJ"} for i in between)
    return cause.token < harm.token or not marks


def _may_cause(cause: Mention, harm: Mention) -> bool:
    able = cause.type in CAUSES and cause.modality in _TOLD and cause.scope is harm.scope
    return able and (cause.sentence, cause.token) != (harm.sentence, harm.token)
