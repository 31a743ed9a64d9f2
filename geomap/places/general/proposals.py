"""Spans that may be place names: what the gazetteer knows, short names, and what a model offers."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gazetteer.model import Place
from geomap.places.general.atlas import MAX_PLACES, Atlas

Span = tuple[int, int]
_POSTAL = re.compile(r"(?<=\w,\s)([A-Z]{2})\b(?![.'’]\w)")
_SMALL = re.compile(
    r"of|the|and|de|la|le|du|des|del|upon|on|na|nad|di|by|am|an|der|y|e|s|al|el|ad|sur|in"
    r"|north|south|east|west|northern|southern|eastern|western|central"
    r"|county|province|region|state|city|district|parish|oblast|river|area"
)
_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"\b[A-Z][a-z]{3,}s\b")
_PLACE_LABELS = frozenset({"GPE", "LOC"})
_DOTTED = re.compile(r"\.\w|\w{4}")


@dataclass(frozen=True)
class Proposal:
    """A span with the places that its words may mean; `short` marks an abbreviation."""

    start: int
    end: int
    text: str
    places: tuple[Place, ...]
    demonym: bool = False
    short: bool = False
    folded: bool = False


@dataclass(frozen=True)
class Entity:
    """A span of a text with the label that a language model gives it."""

    start: int
    end: int
    label: str


def propose(text: str, atlas: Atlas, entities: Sequence[Entity] = ()) -> list[Proposal]:
    """
    List the spans of a text that may be place names, in order and without overlap.

    Parameters
    ----------
    entities
        What a model calls a place counts where no name of the gazetteer stands.
    """
    names = list(_known_names(text, atlas))
    short = list(_without_longer(_short_names(text, atlas), names))
    names = list(_without_overlap(names, short))
    labelled = (
        make_proposal(text, (one.start, one.end), atlas)
        for one in entities
        if one.label in _PLACE_LABELS
    )
    peoples = list(_without_overlap(_peoples(text, atlas), short + names))
    offered = _without_overlap(labelled, short + names + peoples)
    return sorted([*short, *names, *peoples, *offered], key=lambda one: one.start)


def make_proposal(text: str, span: Span, atlas: Atlas) -> Proposal:
    """Return a given span with all that its words may mean, as a name or else as a demonym."""
    start, end = span
    words = text[start:end]
    bare = re.sub(r"['’]s?$", "", words)
    postal = atlas.postal.get(words) if _POSTAL.match(text, start) else None
    places = (postal,) if postal else atlas.named(bare)
    called = atlas.called(bare)
    if called and (not places or places[0].population < 50_000):
        return Proposal(start, end, words, called, demonym=True)
    return Proposal(start, end, words, places, short=bare in atlas.abbreviations or bool(postal))


def _short_names(text: str, atlas: Atlas) -> Iterator[Proposal]:
    """Yield wide places, abbreviations and derived demonyms; a plain "La." only after a comma."""
    for found in atlas.extra_names.finditer(text):
        words = found.group()
        if words in atlas.abbreviations:
            if _DOTTED.search(words) or text[max(0, found.start() - 2) : found.start()] == ", ":
                yield Proposal(*found.span(), words, (atlas.abbreviations[words],), short=True)
        elif places := atlas.named(words):
            yield Proposal(*found.span(), words, places)
        elif places := atlas.called(words):
            yield Proposal(*found.span(), words, places, demonym=True)
    for found in _POSTAL.finditer(text):
        if found.group() in atlas.postal:
            place = atlas.postal[found.group()]
            yield Proposal(*found.span(), found.group(), (place,), short=True)


def _known_names(text: str, atlas: Atlas) -> Iterator[Proposal]:
    for match in atlas.index.find_names(text):
        if _looks_proper(match.text):
            places = tuple(atlas.index.place(one) for one in match.places[:MAX_PLACES])
            kind = match.how
            yield Proposal(
                match.start,
                match.end,
                match.text,
                places,
                demonym=kind == "demonym",
                folded=kind == "folded",
            )


def _peoples(text: str, atlas: Atlas) -> Iterator[Proposal]:
    """Yield plural demonyms that the index has in the singular only: "Iraqis"."""
    for found in _PLURAL.finditer(text):
        if places := atlas.called(found.group()):
            yield Proposal(*found.span(), found.group(), places, demonym=True)


def _looks_proper(words: str) -> bool:
    """Accept "Isle of Man" and "eastern Ukraine"; names begin with capitals."""
    found = _WORD.findall(words)
    small = [word for word in found if word[0].islower()]
    proper = [word for word in found if word[0].isupper() and not _SMALL.fullmatch(word.lower())]
    return all(map(_SMALL.fullmatch, small)) and bool(proper or not small)


def _without_longer(
    proposals: Iterable[Proposal], others: Sequence[Proposal]
) -> Iterator[Proposal]:
    """Leave out "Africa" where "South Africa" stands; the others are in order."""
    ends = [one.end for one in others]
    for one in proposals:
        at = bisect_left(ends, one.end)
        longer = at < len(others) and others[at].start <= one.start
        if not longer or others[at].end - others[at].start <= one.end - one.start:
            yield one


def _without_overlap(
    proposals: Iterable[Proposal], taken: Iterable[Proposal]
) -> Iterator[Proposal]:
    """Leave out what touches a span that is taken; those do not touch each other."""
    spans = sorted((one.start, one.end) for one in taken)
    for one in proposals:
        at = bisect_left(spans, (one.end, 0))
        if at == 0 or spans[at - 1][1] <= one.start:
            yield one
