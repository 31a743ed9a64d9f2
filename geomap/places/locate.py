"""The stage as a page of calls: names, frames, links, roles, places, expressions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gazetteer.index import Index
from gazetteer.reported import Months
from gazetteer.theatre import Theatre
from geomap.chunks import Chunks
from geomap.model import Located, Role, Sentence, Toponym
from geomap.places.anaphora import refer_back
from geomap.places.brackets import take_brackets
from geomap.places.candidates import guess_senses
from geomap.places.case_anaphora import refer_back_by_case
from geomap.places.case_frames import frame_by_case
from geomap.places.case_roles import keep_places, link_by_case, role_by_case
from geomap.places.case_theatre import theatre_of_forces, theatre_of_language
from geomap.places.case_units import name_units
from geomap.places.case_unknown import (
    name_declined,
    name_features,
    name_unknown,
    without_products,
)
from geomap.places.case_words import CASE_LANGUAGES, case_words
from geomap.places.communes import add_communes
from geomap.places.evidence import choose_theatre
from geomap.places.expressions import (
    Placed,
    make_expressions,
    stand_for_anchors,
    stand_for_scenes,
    stand_for_towns,
)
from geomap.places.frames import frame_name
from geomap.places.grammar import View, view_sentence
from geomap.places.homes import refer_home
from geomap.places.links import Link, link_frames
from geomap.places.naming import find_persons, naming_role
from geomap.places.provinces import refer_to_provinces
from geomap.places.refs import make_ref
from geomap.places.roads import refer_to_roads
from geomap.places.roles import assign_role
from geomap.places.senses import resolve_document
from geomap.places.spellings import widen_names
from geomap.places.toponyms import Name, drop_strangers, find_names
from geomap.places.words import Lexicon, english


@dataclass(frozen=True)
class Read:
    """A sentence with its linked names and their roles."""

    view: View
    links: list[Link]
    roles: list[Role]


def locate_places(
    text: str,
    sentences: Sequence[Sentence],
    index: Index,
    *,
    theatre: str | None = "auto",
    language: str = "en",
    months: Months | None = None,
) -> Located:
    """
    Find the place names of a document, say what each does, and resolve them together.

    Parameters
    ----------
    text
        The clean text of the document.
    sentences
        Its sentences; only those with a parse yield expressions.
    theatre
        A theatre's name or folder, `auto` to find it from the places named, None for none.
    language
        ISO 639-1 code; "uk" and "ru" are read by cases where sentences have lemmas.
    months
        First and last month that the document tells of; None for any.

    Raises
    ------
    TheatreError
        If the theatre is unknown.
    """
    lexicon = english()
    common = frozenset(re.findall(r"\b[^\W\d_A-Z]{3,}\b", text))
    views = [view_sentence(text, sentence) for sentence in sentences]
    by_case = language in CASE_LANGUAGES
    names = [find_names(view, index, lexicon, common) for view in views]
    if language == "en":
        names = [
            add_communes(view, found, index, lexicon)
            for view, found in zip(views, names, strict=True)
        ]
    if by_case:
        names = [
            _name_by_case(view, found, index, language)
            for view, found in zip(views, names, strict=True)
        ]
    needed = 1 if by_case else 2
    every = [name for found in names for name in found]
    chosen = choose_theatre(theatre, every, index, needed=needed)
    if chosen is None and theatre == "auto":
        chosen = (
            theatre_of_language(views, language)
            if by_case
            else theatre_of_forces(text, every, index)
        )
    calling = case_words(language).calling if by_case else frozenset()
    persons = find_persons(text, lexicon)
    names = [
        drop_strangers(
            view, widen_names(found, index, chosen), index, lexicon, chosen, calling=calling
        )
        for view, found in zip(views, names, strict=True)
    ]
    read = [
        _read_by_case(view, found, index, chosen, language)
        if _has_cases(view, language)
        else _read(view, found, index, lexicon, chosen, persons)
        for view, found in zip(views, names, strict=True)
    ]
    placed = resolve_document([(r.links, r.roles) for r in read], index, chosen, months)
    stated = [
        expression
        for one, group in zip(read, placed, strict=True)
        for expression in make_expressions(one.view, group, lexicon)
    ]
    titles = case_words(language).words.mayors if by_case else lexicon.words.mayors
    mayors = [
        expression
        for one, group in zip(read, placed, strict=True)
        for expression in stand_for_towns(one.view, group, lexicon, mayors=titles)
    ]
    if by_case:
        words = case_words(language)
        stated += refer_back_by_case(views, stated, words, lexicon, mayors=mayors)
    anchors = [
        expression
        for one, group in zip(read, placed, strict=True)
        for expression in stand_for_anchors(one.view, group, lexicon)
    ]
    scenes = [
        expression
        for one, group in zip(read, placed, strict=True)
        for expression in ([] if by_case else stand_for_scenes(one.view, group, lexicon))
    ]
    back = refer_back(views, stated, lexicon, mayors=mayors, anchors=anchors, scenes=scenes)
    if not by_case:
        back += refer_to_roads(views, stated, lexicon)
        back += refer_to_provinces(views, placed, lexicon)
        for one, group in zip(read, placed, strict=True):
            back += refer_home(one.view, group, lexicon)
    placed_names = [*stated, *back]
    return Located(
        toponyms=[_toponym(one) for group in placed for one in group],
        expressions=sorted(placed_names, key=lambda e: (e.sentence, e.first, e.last)),
        theatre=chosen.name if chosen else None,
        scenes=scenes,
    )


def _read(
    view: View,
    names: list[Name],
    index: Index,
    lexicon: Lexicon,
    theatre: Theatre | None,
    persons: frozenset[str],
) -> Read:
    """Frame, link and judge the names of one sentence."""
    bare = [frame_name(view, name, lexicon) for name in names]
    frames = take_brackets(view, bare, index, lexicon)
    senses = guess_senses(frames, index, theatre)
    links = link_frames(view, frames, senses, lexicon)
    roles = []
    for link, sense in zip(links, senses, strict=True):
        name = link.frame.name
        others = [other for other in names if other is not name]
        naming = naming_role(view, name, lexicon, others=others, persons=persons)
        roles.append(assign_role(view, link, sense, lexicon, naming=naming))
    return Read(view, links, roles)


def _name_by_case(view: View, names: list[Name], index: Index, language: str) -> list[Name]:
    """Add what only grammar finds: units that adjectives name, and names that nobody knows."""
    words = case_words(language)
    ours = list(without_products(view, names)) if view.tokens.lemmas else names
    units = name_units(view, ours, index, words, language=language)
    declined = name_declined(view, units, index, words) if view.tokens.lemmas else units
    featured = name_features(view, declined, index, words) if view.tokens.lemmas else declined
    return name_unknown(view, featured, words, language=language)


def _has_cases(view: View, language: str) -> bool:
    return language in CASE_LANGUAGES and bool(view.tokens.lemmas)


def _read_by_case(
    view: View, names: list[Name], index: Index, theatre: Theatre | None, language: str
) -> Read:
    """Frame, link and judge the names of one sentence that has lemmas and cases."""
    words = case_words(language)
    kept = keep_places(Chunks(view.tokens), names, words)
    chunks = Chunks(view.tokens, [(n.first, n.last) for n in kept if not n.demonym])
    frames = [frame_by_case(chunks, name, words) for name in kept]
    senses = guess_senses(frames, index, theatre)
    links = link_by_case(chunks, frames, senses, words)
    roles = [
        role_by_case(chunks, link, sense, words) for link, sense in zip(links, senses, strict=True)
    ]
    return Read(view, links, roles)


def _toponym(one: Placed) -> Toponym:
    name = one.frame.name
    return Toponym(
        sentence=name.sentence,
        start=name.start,
        end=name.end,
        text=name.text,
        role=one.role,
        place=make_ref(name, one.resolution, one.role),
        unresolved=one.resolution.unresolved,
    )
