"""How far a word of saying reaches in Ukrainian and Russian, and who stands beside it."""

from typing import NamedTuple

import msgspec

from geomap.chunks import Chunks, Clause, Group
from geomap.model import Mention, Source, Stance, Tokens

ABOUT = frozenset({"про", "о", "об", "щодо"})
DASHES = frozenset({"–", "—", "-"})
APART = frozenset({"||", ";"})
_FIRST_WORDS = 2
_OPEN = frozenset("«“„")
_AS = frozenset({"як", "как"})
_THAT = frozenset({"що", "что", "як", "как"})


class Saying(NamedTuple):
    """
    A word of saying in a clause, with its speaker.

    `loose` ones speak for the whole sentence; what `heads` it stands before a colon.
    """

    clause: Clause
    token: int
    stance: Stance
    speaker: Source | None
    loose: bool = False
    refused: bool = False
    heads: bool = False


def precedes_colon(chunks: Chunks, n: int) -> bool:
    """Say whether a colon follows a clause, or a bracket and a colon do."""
    after = chunks.clauses[n + 1 : n + 3]
    if after and after[0].sep == "(":
        after = after[1:]
    return bool(after) and chunks.lemma(after[0].first - 1) == ":"


def heads(chunks: Chunks, saying: Saying) -> bool:
    """Find "ОВА: …", "ОВА повідомляє: …" and "По информации ОВА, …" at the very beginning."""
    if saying.speaker is None or saying.refused or chunks.clause_at(saying.token).first > 1:
        return False
    after = next((c for c in chunks.clauses if c.first > saying.clause.last), None)
    colon = after is not None and after.sep == ":" and chunks.clauses[0] == saying.clause
    return saying.heads or colon or (saying.loose and saying.token <= _FIRST_WORDS)


def signs(chunks: Chunks, saying: Saying) -> bool:
    """Find ", повідомив X" and " — X" at the end of what is told in plain words."""
    spoken = saying.speaker is not None and saying.loose and not saying.refused
    spoken = spoken and chunks.clauses[min(1, len(chunks.clauses) - 1)].sep != ":"  # a topic's own
    alone = saying.clause == chunks.clauses[0] and saying.clause.sep not in DASHES
    last = saying.clause == chunks.clauses[-1] and not alone
    apart = saying.clause.sep in DASHES or closes(chunks, saying.clause, saying.token)
    return (
        spoken and last and apart and _OPEN.isdisjoint(chunks.tokens.words[: saying.clause.first])
    )


def name_after(chunks: Chunks, clause: Clause, verb: int) -> Group | None:
    """Return the name that ends ", написав Малков", whose case a surname may hide."""
    group = chunks.group_at(chunks.next_word(verb))
    if group is None or group.prep is not None or not closes(chunks, clause, verb):
        return None
    return group if chunks.tokens.words[group.head][:1].isupper() else None


def closes(chunks: Chunks, clause: Clause, verb: int) -> bool:
    """Say whether a saying ends its sentence: "якщо A, то B, припускає C"."""
    ends = clause == chunks.clauses[-1] or chunks.clauses[-1].sep in APART
    return clause.sep == "," and clause.first == verb and ends


def lemmas(chunks: Chunks, clause: Clause) -> set[str]:
    """Return the lemmas of a clause."""
    return {chunks.lemma(i) for i in range(clause.first, clause.last + 1)}


def subject(chunks: Chunks, clause: Clause, verb: int, back: frozenset[str]) -> Group | None:
    """Return the group in the nominative that speaks, nearest to its verb."""
    bare = [
        g
        for g in chunks.groups
        if clause.first <= g.first and g.last <= clause.last and g.prep is None and g.of is None
    ]
    found = [g for g in bare if g.may_be("Nom") and chunks.lemma(g.head) not in back]
    nearest = min(found, key=lambda g: (abs(g.head - verb), g.head), default=None)
    return None if nearest is None else _whole(chunks, nearest)


def _whole(chunks: Chunks, group: Group) -> Group:
    """Return the group that a name goes on from: "речник" of "речник штабу Іван Коваль"."""
    for before in reversed([g for g in chunks.groups if g.last < group.first]):
        beside = chunks.next_word(before.last) == group.first and before.prep is None
        if not beside or not (before.may_be("Nom") or before.of is not None):
            break
        group = before
    return group


def reaches(chunks: Chunks, saying: Saying, clause: Clause, mention: Mention) -> bool:
    """Say whether a saying tells what happens in a clause."""
    clauses = chunks.clauses
    holding = chunks.clause_at(saying.clause.first)
    here, there = clauses.index(clause), clauses.index(holding)
    low, high = sorted((here, there))
    follows = clauses[there + 1] if there + 1 < len(clauses) else None
    complement = here > there and follows is not None and follows.mark in _THAT
    over = complement or saying.heads or (saying.loose and saying.clause == clauses[-1])
    apart = APART - {";"} if over else APART  # "said that A; B", "A; B, said X"
    if any(c.sep in apart for c in clauses[low + 1 : high + 1]):
        return False
    beside = saying.clause.mark in _AS and abs(here - there) <= 1
    if saying.loose or beside:
        return True
    if here == there:
        between = range(mention.token, saying.token)
        parted = any(chunks.lemma(i) == "," for i in between)
        return parted or _is_object(chunks, saying, mention)
    if here > there and follows is not None and follows.sep == ":":
        return True
    if saying.stance is Stance.ASSERT or here == there - 1:
        owing = follows is not None and follows.mark in _THAT and here < there
        return complement or (abs(here - there) == 1 and not owing)
    return complement


def _is_object(chunks: Chunks, saying: Saying, mention: Mention) -> bool:
    """Say whether an event is what a verb of saying is about: "повідомив про вибух"."""
    group = chunks.group_at(mention.token)
    if group is None:
        return False
    if group.prep is not None:
        before = (g for g in chunks.groups if saying.token < g.first <= group.first)
        return any(g.prep is not None and chunks.lemma(g.prep) in ABOUT for g in before)
    return saying.stance is not Stance.ASSERT or group.head > saying.token


def flat(tokens: Tokens) -> Tokens:
    """Return tokens in which nothing hangs on anything."""
    size = len(tokens.words)
    return msgspec.structs.replace(tokens, deps=("",) * size, heads=tuple(range(size)))
