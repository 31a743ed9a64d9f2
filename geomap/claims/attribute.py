"""Event mentions to claims: who says so, with what stance, and about which happening."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile

import msgspec

from geomap.claims.build import ClaimBuilder, ToSource
from geomap.claims.case_sources import CaseSourceReader
from geomap.claims.case_speakers import CaseSpeakers
from geomap.claims.facets import OF_A_MOMENT, Draft
from geomap.claims.happenings import group_happenings
from geomap.claims.headings import heading_speaker
from geomap.claims.lexicon import Speech, load_speech
from geomap.claims.quotes import find_quotations
from geomap.claims.reference import (
    comes_later,
    dayparts_of,
    goes_on,
    is_belied,
    is_fresh,
    is_regained,
    points_back,
)
from geomap.claims.sources import SourceReader
from geomap.claims.speakers import Attribution, Rebuttal, Speakers
from geomap.claims.stance import is_unverified
from geomap.grammar import Grammar
from geomap.ids import happening_id
from geomap.model import Claim, Document, EventType, Mention, Sentence, Source, Stance, Toponym
from geomap.sides import Sides, load_sides

_REBUTS_WITHIN = 2
_DONE_BY_SOMEBODY = OF_A_MOMENT | {EventType.CLASH}


def attribute_claims(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    *,
    toponyms: Sequence[Toponym],
    theatre: str | None,
    document: Document,
    to_source: ToSource,
) -> list[Claim]:
    """
    Make the claims of a document.

    Parameters
    ----------
    text
        The clean text that sentences, mentions and toponyms count in.
    to_source
        Turns a span of the clean text into one of `document.text`.

    Returns
    -------
    claims
        In the order of the text; all their spans count in the source text.
    """
    speech = load_speech(document.language or "en")
    if speech is None:
        return []
    sides = load_sides(theatre)
    speakers = _speakers(text, sentences, speech, toponyms, sides)
    builder = ClaimBuilder(document, speech=speech, sides=sides, to_source=to_source)
    heading = heading_speaker(text, speech, sides, toponyms)
    by_index = {s.index: s for s in sentences}
    drafts: list[Draft] = []
    for mention in mentions:
        sentence = by_index[mention.sentence]
        last = by_index.get(mention.sentence + 1, sentence)
        unverified = is_unverified(text[mention.trigger.end : last.end], speech)
        g, token = speakers.grammar(mention.sentence), mention.token
        drafts += [
            Draft(
                builder.build(mention, attribution, sentence, unverified=unverified),
                at=(mention.sentence, token),
                cause=mention.cause,
                definite=points_back(g, mention),
                fresh=_is_apart(g, mention, speech),
                regained=is_regained(g, token, speech),
                goes_on=goes_on(g, mention, speech),
                dayparts=dayparts_of(g, speech),
                answers=bool(attribution.links),
            )
            for attribution in _under(heading, speakers.attribute(mention, text), mention)
        ]
    denials = list(_rebut(speakers.rebuttals(text), drafts, by_index, builder))
    return list(_named([*drafts, *denials]))


def _under(
    heading: Source | None, attributions: Iterable[Attribution], mention: Mention
) -> Iterator[Attribution]:
    """Let the speaker over a post say what nobody else in it does."""
    for one in attributions:
        spoken = one.links or heading is None or mention.trigger.start < (heading.end or 0)
        yield one if spoken or heading is None else one._replace(links=(heading,))


def _is_apart(g: Grammar, mention: Mention, speech: Speech) -> bool:
    """Say whether a mention is no further word on what was told before it."""
    later = comes_later(g, speech) and not mention.definite
    token = mention.token
    return later or is_fresh(g, token, speech) or is_belied(g, token, speech)


def _speakers(
    text: str,
    sentences: Sequence[Sentence],
    speech: Speech,
    toponyms: Sequence[Toponym],
    sides: Sides,
) -> Speakers | CaseSpeakers:
    """Read the speakers from parses, or from cases where sentences have lemmas and no heads."""
    names = frozenset(t.text.casefold() for t in toponyms)
    if any(s.tokens is not None and not s.tokens.heads and s.tokens.words for s in sentences):
        known = frozenset(t.text.casefold() for t in toponyms if t.unresolved is None)
        reader = CaseSourceReader(text, speech, sides, known)
        return CaseSpeakers(sentences, speech=speech, reader=reader, places=names)
    parsed = SourceReader(text, speech, sides, names)
    return Speakers(sentences, find_quotations(text), speech=speech, reader=parsed)


def _rebut(
    rebuttals: Iterable[Rebuttal],
    drafts: Sequence[Draft],
    by_index: Mapping[int, Sentence],
    builder: ClaimBuilder,
) -> Iterator[Draft]:
    """Yield a denial of each claim that a rebuttal turns against: the last ones told before it."""
    for rebuttal in rebuttals:
        for n in _rebutted(rebuttal, drafts, builder.source_start(rebuttal.token)):
            denial = builder.deny(drafts[n].claim, rebuttal, by_index[rebuttal.sentence])
            yield Draft(denial, rebuts=n)


def _rebutted(rebuttal: Rebuttal, drafts: Sequence[Draft], start: int) -> list[int]:
    """Return the claims of the nearest sentence before a rebuttal that another side makes."""
    side = rebuttal.links[-1].side if rebuttal.links else None
    near = bisect_left(
        drafts, rebuttal.sentence - _REBUTS_WITHIN, key=lambda draft: draft.claim.sentence
    )
    within = takewhile(
        lambda n: drafts[n].claim.sentence <= rebuttal.sentence, range(near, len(drafts))
    )
    before = [
        n
        for n in within
        if drafts[n].claim.stance is not Stance.DENY
        and drafts[n].claim.trigger.end <= start
        and _may_turn_against(rebuttal, drafts[n].claim)
        and (side is None or drafts[n].claim.chain[-1].side != side)
    ]
    if not before:
        return []
    last = drafts[before[-1]].claim
    return [
        n
        for n in before
        if (drafts[n].claim.sentence, drafts[n].claim.chain) == (last.sentence, last.chain)
    ]


def _may_turn_against(rebuttal: Rebuttal, claim: Claim) -> bool:
    """Say whether a rebuttal can be of a claim: of who did it, only where something was done."""
    if rebuttal.disowns:
        return claim.type in _DONE_BY_SOMEBODY and claim.sentence < rebuttal.sentence
    return len(claim.chain) > 1 and rebuttal.only in {None, claim.type}


def _named(drafts: Sequence[Draft]) -> Iterator[Claim]:
    """
    Yield every claim with its happening and the happening that caused it.

    What one source says of one happening in one sentence is one claim, whatever words it takes.
    """
    groups = group_happenings(drafts)
    happenings = {n: happening_id(drafts[group[0]].claim.id) for group in groups for n in group}
    causes = _causes(drafts, happenings)
    blamed = _blamed_otherwise(drafts, groups)
    seen: set[object] = set()
    for n in sorted(happenings):
        claim = drafts[n].claim
        said = (happenings[n], claim.sentence, claim.chain, claim.stance)
        if said not in seen:
            seen.add(said)
            disputes = "actor" if n in blamed else claim.disputes
            yield msgspec.structs.replace(
                claim, happening=happenings[n], cause=causes.get(n), disputes=disputes
            )


def _blamed_otherwise(drafts: Sequence[Draft], groups: Sequence[Sequence[int]]) -> set[int]:
    """Return the claims that name another side as the actor than the first one of theirs does."""
    found: set[int] = set()
    for group in groups:
        told = [n for n in group if drafts[n].claim.stance is not Stance.DENY]
        sides = {n: actor.side for n in told if (actor := drafts[n].claim.actor) and actor.side}
        first = next(iter(sides.values()), None)
        found |= {n for n, side in sides.items() if side != first}
    return found


def _causes(drafts: Sequence[Draft], happenings: Mapping[int, str]) -> dict[int, str]:
    """Return the happening that each harm points to: of a strike on several places, its own."""
    at: dict[tuple[int, int], list[int]] = {}
    for n in sorted(happenings):
        if (token := drafts[n].at) is not None:
            at.setdefault(token, []).append(n)
    found = {}
    for n, draft in enumerate(drafts):
        causes = at.get(draft.cause, []) if draft.cause is not None else []
        places = draft.claim.where.places
        here = [c for c in causes if drafts[c].claim.where.places == places] or causes
        if here:
            found[n] = happenings[here[0]]
    return found
