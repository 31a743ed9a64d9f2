"""
Names that nobody knows in Ukrainian and Russian: "у Берестовому", "в посёлке Хмелики".

A phrase whose name is in no gazetteer still says that something happened there and nowhere else: it
keeps the place of another phrase away. What only grammar finds has no places.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gazetteer.index import Index
from gazetteer.model import PlaceKind
from gazetteer.morphology import readings
from geomap.chunks import Chunks
from geomap.places.case_words import CaseWords
from geomap.places.grammar import View
from geomap.places.toponyms import Name

_CYRILLIC = re.compile("[\u0400-\u052f'’ʼ-]{4,}")
_SECOND = re.compile("[\u0400-\u052f'’ʼ-]{2,}")  # "Зелений Гай"
_LATIN = re.compile("[A-Za-z]")
_LOCATIVE = re.compile(r"\w+(?:і|ї|ому|ах|ях|е|и|ой|ом|ово|ево|ино|єво)")
_QUALITY = re.compile(
    r"(?:нижн|верхн|нов|стар|красн|червон|зел[её]н|больш|мал|велик|б[еі]л|ч[её]рн|чорн|средн|середн)"
    r"(?:ий|ый|ой|ого|его|ому|ему|им|ым|ом|ем|ій|ое|ее|е|є|ая|яя|а|я|ої|ьої|ую|юю|у|ю|ою|ею)"
)
_SURNAME = re.compile(r"\w+(?:енк|чук)\w+")
_PERSONAL = re.compile(r"\w+(?:ськ|цьк|зьк|ск|цк)(?:ий|ого|им|ой|ая|а|ої|ій|ую|у)")
_QUOTES = frozenset("\"'«»“”„‘’")
_OVER = frozenset({"над", "за", "на"})  # "на Ізюмському" is a direction, told before


def name_unknown(
    view: View, names: Sequence[Name], words: CaseWords, *, language: str
) -> list[Name]:
    """Return the names of a sentence with those that only their phrase tells, in order."""
    names = join_qualified(view, names)
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    chunks = Chunks(view.tokens)
    made = [
        _name(view, at)
        for at in range(1, len(view))
        if at not in taken and _is_name(view, at, words) and _is_place(chunks, at, words, language)
    ]
    return sorted([*names, *made], key=lambda name: name.start)


def name_declined(view: View, names: Sequence[Name], index: Index, words: CaseWords) -> list[Name]:
    """Take "в станице Северской" for a place where the same form is the adjective of another."""
    return [_declined(view, name, index, words) for name in names]


def _declined(view: View, name: Name, index: Index, words: CaseWords) -> Name:
    described = view.pos(name.last + 1) in {"NOUN", "ADJ", "X"} and not view.capital(name.last + 1)
    alone = name.first == name.last and not described
    before = view.lemma(name.first - 1) if name.first else ""
    inside = words.prepositions.inside - _OVER
    preps = words.prepositions
    around = inside | preps.near | preps.origin | preps.to
    told = before in words.nouns.settlement or before in around
    told = told or before in words.nouns.fought  # "захват Степового"
    joined = before == "," or view.pos(name.first - 1) == "CCONJ"
    told = told or (joined and view.capital(name.first - 2))  # "по Мировому, Покровському"
    if not (name.demonym and alone and told and view.capital(name.first)):
        return name
    found = (*index.lookup_exact(name.text), *index.lookup_inflected(name.text))
    ids = tuple(dict.fromkeys(p.id for p in found if p.kind is PlaceKind.SETTLEMENT))
    return replace(name, ids=ids, demonym=False) if ids else name


def name_features(view: View, names: Sequence[Name], index: Index, words: CaseWords) -> list[Name]:
    """Take B of "по аеродромах A і B" for the airfield of that name, where there is one."""
    found: list[Name] = []
    noun = ""
    for name in names:
        own = view.lemma(name.first) if name.last > name.first else ""
        after = range(found[-1].last + 1, name.first) if found else range(0)
        between = [i for i in after if view.tokens.words[i] not in _QUOTES]
        parted = [i for i in between if view.word(i) == "," or view.pos(i) == "CCONJ"]
        joined = len(between) == len(parted) == 1
        noun = own if own in words.nouns.feature else (noun if joined else "")
        called = index.lookup(f"{noun} {name.text}") if noun and noun != own else []
        ids = tuple(p.id for p in called if p.kind is PlaceKind.FEATURE)
        found.append(replace(name, ids=ids) if ids else name)
    return found


def join_qualified(view: View, names: Sequence[Name]) -> list[Name]:
    """Make "Нижнее Березово" one name that nobody knows, not the place "Нижнее" and another one."""
    cut = {name.first for name in names if _is_qualified(view, name)}
    inside = {at + 1 for at in cut}
    kept = [name for name in names if name.first not in cut | inside]
    return sorted([*kept, *(_name(view, at, at + 1) for at in cut)], key=lambda name: name.start)


def _is_qualified(view: View, name: Name) -> bool:
    """Say whether a name is but the adjective of a longer one."""
    after = name.last + 1
    preposition = view.pos(name.first) == "ADP"  # "Біля Сум"
    if preposition or name.first != name.last or after >= len(view) or not view.capital(after):
        return False
    follows = view.tokens.words[after]
    unit = _PERSONAL.fullmatch(follows.lower()) and view.pos(after + 1) == "NOUN"
    longer = follows.istitle() and _SECOND.fullmatch(follows) is not None and not unit
    return longer and _QUALITY.fullmatch(view.word(name.first)) is not None


def _name(view: View, first: int, last: int | None = None) -> Name:
    last = first if last is None else last
    span = view.span(first, last)
    return Name(view.sentence.index, span.start, span.end, span.text, first, last, ids=())


def _is_name(view: View, at: int, words: CaseWords) -> bool:
    """Say whether a word stands alone in capitals: no acronym, no part of a person's name."""
    word = view.tokens.words[at]
    noun = view.lemma(at + 2) if at + 2 < len(view) else ""
    held = noun in words.nouns.admin | words.nouns.area  # "у X Сумського району"
    alone = (held or not view.capital(at + 1)) and not view.capital(at - 1)
    return view.capital(at) and alone and not word.isupper() and bool(_CYRILLIC.fullmatch(word))


def _is_place(chunks: Chunks, at: int, words: CaseWords, language: str) -> bool:
    """Say whether a preposition or a noun says that a word which no dictionary has is a place."""
    word, before = chunks.tokens.words[at].lower(), chunks.lemma(at - 1)
    called = chunks.pos(at - 1) == "NOUN" and before in words.nouns.settlement | words.nouns.feature
    if called and len(before) > 1:
        return not _is_common(word, language)
    known = chunks.lemma(at) in words.lemmas
    if chunks.pos(at - 1) != "ADP" or _SURNAME.fullmatch(word) or known:
        return False
    near = before in words.prepositions.near and _PERSONAL.fullmatch(word) is None
    inside = before in words.prepositions.inside and _LOCATIVE.fullmatch(word) is not None
    followed = at + 1 < len(chunks) and chunks.pos(at + 1) == "NOUN" and chunks.pos(at) == "ADJ"
    return (near or inside) and not followed and not _is_common(word, language)


def _is_common(word: str, language: str) -> bool:
    """Say whether a dictionary has the word as anything but the name of a place."""
    return any(r.known and r.name != "Geox" for r in readings(word, language))


def without_products(view: View, names: Sequence[Name]) -> Iterator[Name]:
    """Leave out several Latin words, or capitals: weapons and firms ("Storm Shadow")."""
    for name in names:
        beside = view.word(name.first - 1) + view.word(name.last + 1)
        alone = name.first == name.last and not _LATIN.search(beside)
        if _CYRILLIC.search(name.text) or (alone and name.text.istitle()):
            yield name
