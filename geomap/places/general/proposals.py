"""Spans that may be place names: what the gazetteer knows, short names, and what a model offers."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from geomap.places.general.atlas import Atlas
from geomap.places.general.reading import Reading

Span = tuple[int, int]
_POSTAL = re.compile(r"(?<=\w,\s)([A-Z]{2})\b(?![.'’]\w)")
_PLURAL = re.compile(r"\b[A-Z][a-z]{3,}s\b")
_POSSESSIVE = re.compile(r"['’]s?$")
_CALLED = re.compile(
    r"\b(?:village|town|city|hamlet|settlement|township|suburb|district|island)s?\s(?:of|called)\s"
    r"([A-Z][\w’'-]*(?:[ -][A-Z][\w’'-]*)*)"
)
_PLACE_LABELS = frozenset({"GPE", "LOC"})
_DOTTED = re.compile(r"\.\w|\w{4}")
_KNOWN_CITY = 50_000


class Proposal(NamedTuple):
    """A span with what its words may mean."""

    start: int
    end: int
    reading: Reading


class Entity(NamedTuple):
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
        What a model calls a place counts where no name of the gazetteer stands; so does what the
        text itself calls a village.
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
    offered = list(_without_overlap(labelled, short + names + peoples))
    known = [*short, *names, *peoples, *offered]
    called = list(_called_names(text, frozenset(one.start for one in known)))
    return sorted([*called, *_without_overlap(known, called)], key=lambda one: one.start)


def _called_names(text: str, known: frozenset[int]) -> Iterator[Proposal]:
    """Yield what the text calls a village: "Ternovi Pody" also where only Pody is known."""
    for found in _CALLED.finditer(text):
        if found.start(1) not in known:
            yield Proposal(*found.span(1), Reading(found[1], (), called=True))


def make_proposal(text: str, span: Span, atlas: Atlas) -> Proposal:
    """Return a given span with all that its words may mean, as a name or else as a demonym."""
    start, end = span
    words = text[start:end]
    if words in atlas.postal and _POSTAL.match(text, start):
        return Proposal(start, end, atlas.postal[words])
    bare = _POSSESSIVE.sub("", words)
    places, called = atlas.named(bare), atlas.called(bare)
    if called and (not places or places[0].population < _KNOWN_CITY):
        return Proposal(start, end, Reading(words, called, demonym=True))
    return Proposal(start, end, Reading(words, places, short=bare in atlas.abbreviations))


def _short_names(text: str, atlas: Atlas) -> Iterator[Proposal]:
    """Yield wide places, abbreviations and derived demonyms; a plain "La." only after a comma."""
    for start, end, reading in atlas.find_own_names(text):
        plain = reading.short and not _DOTTED.search(reading.text)
        if reading.places and not (plain and text[max(0, start - 2) : start] != ", "):
            yield Proposal(start, end, reading)
    for found in _POSTAL.finditer(text):
        if found.group() in atlas.postal:
            yield Proposal(*found.span(), atlas.postal[found.group()])


def _known_names(text: str, atlas: Atlas) -> Iterator[Proposal]:
    for match in atlas.index.find_names(text):
        reading = atlas.read(match)
        if reading.proper:
            yield Proposal(match.start, match.end, reading)


def _peoples(text: str, atlas: Atlas) -> Iterator[Proposal]:
    """Yield plural demonyms that the index has in the singular only: "Iraqis"."""
    for found in _PLURAL.finditer(text):
        if reading := atlas.people(found.group()):
            yield Proposal(*found.span(), reading)


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
