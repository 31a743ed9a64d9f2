"""
Units that adjectives name in Ukrainian and Russian.

"Над Брянською та Курською областями" names two regions with one noun, "Марганецьку громаду" and
"Судженский район" what lies around a town, "на Нікопольщині" a district without any noun.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

import msgspec

from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.theatre import list_theatres, load_theatre
from geomap.chunks import Chunks
from geomap.places.case_words import CaseWords
from geomap.places.grammar import View
from geomap.places.toponyms import Name

_ADJECTIVE = re.compile(
    r"(?P<stem>\w[\w'’ʼ-]*(?:ськ|цьк|зьк|ск|цк))"
    r"(?:ий|ого|ому|им|ім|ій|ої|ою|ой|ом|ый|у|ую|а|ая|е|ое|і|их|ими)"
)
_LAND = re.compile(r"(?P<stem>\w[\w'’ʼ]*)(?:щин|чин)(?:а|и|і|у|ою|е|ой)")
_KINDS = {
    "region": PlaceKind.ADMIN1,
    "district": PlaceKind.ADMIN2,
    "axis": PlaceKind.REGION,
}
_A_SEAT = 1_000  # inhabitants that a district's or commune's seat has, where any namesake has
_FARTHEST = 3  # words between an adjective and its noun: "міська територіальна"


class _Data(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    level: Mapping[str, str]
    titles: Mapping[str, Mapping[str, tuple[str, ...]]]
    seats: Mapping[str, tuple[str, ...]]
    compounds: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, str]
    lands: Mapping[str, str]


@cache
def _data() -> _Data:
    file = resources.files("geomap.places") / "data" / "case_units.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), _Data)


def name_units(
    view: View, names: Sequence[Name], index: Index, words: CaseWords, *, language: str
) -> list[Name]:
    """
    Return the names of a sentence with the units that only grammar finds, in order.

    An adjective that belongs to a unit's noun names no town, whatever town is called so.
    """
    chunks = Chunks(view.tokens)
    units: dict[int, Name | None] = {}
    for noun in range(len(chunks)):
        level = _data().level.get(chunks.lemma(noun))
        for at in _adjectives(chunks, noun, names) if level else ():
            units[at] = _unit(view, at, noun, level or "", index, words, language)
    made = [name for name in units.values() if name is not None]
    elliptic = [
        name
        for name in _elliptic(view, chunks, [*names, *made], index, language)
        if name.first not in units
    ]
    made += elliptic
    units |= {name.first: name for name in elliptic}
    named = list(_regions_on(view, index))
    made += named
    units |= {name.first: name for name in named}
    made += _lands(view, names, index, language)
    made += _parts(view, chunks, index) if language == "uk" else []
    kept = [name for name in names if units.keys().isdisjoint(range(name.first, name.last + 1))]
    found = sorted(kept + made, key=lambda name: name.start)
    begun = {name.first for name in found}
    return [
        _of_level(view, name, index)
        if name.last + 1 in begun
        else _of_any_city(view, _of_level(view, name, index), index, words)
        for name in found
    ]


def _of_level(view: View, name: Name, index: Index) -> Name:
    """Take "Воронежскую область" for the region alone, where its city bears that name too."""
    if name.first == name.last or _data().level.get(view.lemma(name.last)) != "region":
        return name
    ids = tuple(one for one in name.ids if index.place(one).kind is PlaceKind.ADMIN1)
    return replace(name, ids=ids) if ids else name


def _of_any_city(view: View, name: Name, index: Index, words: CaseWords) -> Name:
    """Leave a quarter that nobody knows without its city unknown: "у Лісовому районі"."""
    if any(index.place(one).part_of for one in name.ids):
        return name
    quarter = name.text.lower().startswith(tuple(words.words.quarters))
    placed = view.pos(name.first - 1) == "ADP" and view.lemma(name.last) == "район"
    return replace(name, ids=()) if quarter and placed else name


def _adjectives(chunks: Chunks, noun: int, names: Sequence[Name]) -> Iterator[int]:
    """Yield the capitalised adjectives before a noun, from the last to the first of their list."""
    known = {i: n.first for n in names for i in range(n.first, n.last + 1) if n.last >= noun}
    at = known.get(noun, noun) - 1
    if noun in known:
        at = _before_comma(chunks, at)
    first = at
    while at >= 0 and first - at < _FARTHEST and _describes(chunks, at):
        at -= 1
    while at >= 0 and _names_unit(chunks, at):
        yield at
        at = _before_comma(chunks, at - 1)


def _before_comma(chunks: Chunks, at: int) -> int:
    """Step over a comma or conjunction, to -1 where there is none."""
    parted = chunks.lemma(at) == "," or chunks.pos(at) == "CCONJ"
    return at - 1 if parted else -1


def _describes(chunks: Chunks, at: int) -> bool:
    return chunks.pos(at) == "ADJ" and chunks.tokens.words[at][0].islower()


def _names_unit(chunks: Chunks, at: int) -> bool:
    word = chunks.tokens.words[at]
    return word[0].isupper() and _ADJECTIVE.fullmatch(word.lower()) is not None


def _unit(
    view: View, at: int, noun: int, level: str, index: Index, words: CaseWords, language: str
) -> Name | None:
    """Make the name of an adjective: the unit that is known, else the town it is made from."""
    word = view.word(at)
    match = _ADJECTIVE.fullmatch(word)
    if match is None:
        return None
    known = _titled(match["stem"], level, index, language)
    quarter = level == "district" and word.startswith(tuple(words.words.quarters))
    if quarter and not any(place.part_of for place in known):
        alone = view.pos(at - 1) == "ADP" and not view.capital(noun + 1)
        return _name(view, at, noun, ()) if alone else None
    seats = [] if level in {"region", "axis"} else find_seats(match["stem"], index)
    known = _of_the_theatre(known, seats)
    places = known or seats
    last = noun if all(_describes(Chunks(view.tokens), i) for i in range(at + 1, noun)) else at
    name = _name(view, at, last, places)
    small = level not in {"region", "axis"}
    governed = view.pos(at - 1) == "ADP" and small and not view.capital(noun + 1)
    if not places:  # a district that nobody knows is still no place of the sentence before
        return name if governed else None
    return replace(name, level="" if known else level)


def _of_the_theatre(known: Sequence[Place], seats: Sequence[Place]) -> list[Place]:
    """Leave out units of other countries where one of ours may have its seat in such a town."""
    inside = [p for p in known if _is_covered(p)]
    return inside or ([] if any(map(_is_covered, seats)) else list(known))


def _is_covered(place: Place) -> bool:
    return any(load_theatre(name).covers(place.country, place.admin1) for name in list_theatres())


def _name(view: View, first: int, last: int, places: Sequence[Place]) -> Name:
    span = view.span(first, last)
    return Name(
        sentence=view.sentence.index,
        start=span.start,
        end=span.end,
        text=span.text,
        first=first,
        last=last,
        ids=tuple(dict.fromkeys(place.id for place in places)),
    )


def _titled(stem: str, level: str, index: Index, language: str) -> list[Place]:
    """List the units that the gazetteer has: "Брянська область"."""
    titles = _data().titles[language].get(level, ())
    found = (p for title in titles for p in index.lookup(stem.capitalize() + title))
    return [p for p in found if p.kind is _KINDS[level] and _is_called(p, stem)]


def _is_called(place: Place, stem: str) -> bool:
    """Say whether a place found by its folded name begins like an adjective: no other word."""
    return any(name.lower().startswith(stem[:3]) for name in place.names)


def find_seats(stem: str, index: Index) -> list[Place]:
    """List the towns that an adjective may be made from, those that are large enough for one."""
    ends = [end for end in _data().seats if stem.endswith(end)]
    nouns = {stem.removesuffix(e) + new.strip("-") for e in ends for new in _data().seats[e]}
    nouns |= {whole for noun in nouns for whole in _in_two(noun)}
    found = (p for noun in sorted(nouns) for p in index.lookup_exact(noun.title()))
    places = [place for place in found if place.kind is PlaceKind.SETTLEMENT]
    return [place for place in places if place.population >= _A_SEAT] or places


def _in_two(noun: str) -> Iterator[str]:
    """Yield "велика писарівка" for "великописарівка"."""
    for start, adjectives in _data().compounds.items():
        if noun.startswith(start):
            yield from (f"{one} {noun.removeprefix(start)}" for one in adjectives)


def _lands(view: View, names: Sequence[Name], index: Index, language: str) -> Iterator[Name]:
    """Find "на Нікопольщині", a district, and "на Курщині", a region."""
    taken = {i for name in names for i in range(name.first, name.last + 1)}
    for at in (i for i in range(len(view)) if i not in taken and view.capital(i)):
        match = _LAND.fullmatch(view.word(at))
        stem = f"{match['stem']}{'ськ' if language == 'uk' else 'ск'}" if match else ""
        for level in ("region", "district") if match else ():
            places = _titled(stem, level, index, language)
            if places:
                yield _name(view, at, at, places)
                break


def _regions_on(view: View, index: Index) -> Iterator[Name]:
    """Find "на Запоріжжі", the region: in the city of that name things happen "у Запоріжжі"."""
    for at in range(1, len(view)):
        region = _data().lands.get(view.word(at)) if view.word(at - 1) == "на" else None
        if region is not None and view.capital(at):
            found = index.lookup(region)
            yield _name(view, at, at, [p for p in found if p.kind in _KINDS.values()])


def _elliptic(
    view: View, chunks: Chunks, names: Sequence[Name], index: Index, language: str
) -> Iterator[Name]:
    """Find "над Курською" beside "над Брянською областю": a unit whose noun is told once."""
    levels = {_data().level.get(chunks.lemma(name.last)) for name in names}
    told = [level for level in ("region", "axis") if level in levels]
    for at in range(1, len(chunks) if told else 0):
        alone = chunks.pos(at - 1) == "ADP" and chunks.pos(at + 1) in {"", "PUNCT", "CCONJ"}
        match = _ADJECTIVE.fullmatch(view.word(at)) if alone and view.capital(at) else None
        found = [_titled(match["stem"], level, index, language) for level in told] if match else []
        places = next((each for each in found if each), [])
        if places:
            yield _name(view, at, at, places)


def _parts(view: View, chunks: Chunks, index: Index) -> Iterator[Name]:
    """Find "на півдні країни", which in Ukrainian is Ukraine's."""
    for at in range(len(view) - 1):
        part = _data().parts.get(chunks.lemma(at))
        last = at + 1
        while part is not None and last < len(view) and _goes_on(chunks, last):
            last += 1
        if part is not None and chunks.lemma(last) == "країна":
            yield _name(view, at, at if last > at + 1 else last, index.lookup(part))


def _goes_on(chunks: Chunks, at: int) -> bool:
    """Say whether "на півночі, заході та сході" goes on with a token."""
    listed = chunks.lemma(at) == "," or chunks.pos(at) == "CCONJ"
    return listed or chunks.lemma(at) in _data().parts
