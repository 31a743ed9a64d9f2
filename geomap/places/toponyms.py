"""Names of places in sentences: those of the gazetteer, and those that grammar says are places."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gazetteer.index import Index
from gazetteer.model import NameMatch, Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.theatre import Theatre, list_theatres, load_theatre
from geomap.places.grammar import View
from geomap.places.words import Lexicon, Others

_A_TOWN = 5_000
_NOTABLE = 100_000
_ENDS = {".", ";", ":", ")"}
_LONGEST = 6
_RUN = {"-", "–", "’", "'"}
_ENDING = re.compile(r"(?:iy|yi|yy|ij|ii|y)$")  # of a Russian adjective, by school
_GOES_ON = re.compile(r"-(?:(?:on|na|upon|nad)-\w|(?:east|west)ern\b)", re.IGNORECASE)


@dataclass(frozen=True)
class Name:
    """
    A place name as it stands in a sentence.

    `first` and `last` are token indexes; `ids` the places of that name, empty for a name that
    only grammar calls a place; `demonym` marks "Russian". `level` says that the places are the
    seats of a unit: of a district, or of a commune.
    """

    sentence: int
    start: int
    end: int
    text: str
    first: int
    last: int
    ids: tuple[str, ...]
    demonym: bool = False
    level: str = ""


def find_names(view: View, index: Index, lexicon: Lexicon, common: frozenset[str]) -> list[Name]:
    """
    Find the place names of a sentence, in order and without overlap.

    Parameters
    ----------
    common
        Words that the document also writes in lower case: as one-word names they are doubted.
    """
    known = [
        n
        for n in _dictionary_names(view, index, lexicon)
        if not _ordinary(view, n, lexicon, common)
    ]
    taken = {at for name in known for at in range(name.first, name.last + 1)}
    guessed = [
        n
        for n in _grammar_names(view, lexicon, known)
        if n.first not in taken or _joins_known(view, n, known, lexicon)
    ]
    within = {at for name in guessed for at in range(name.first, name.last + 1)}
    apart = [name for name in known if name.first not in within]
    ends = {name.last for name in apart + guessed}
    nouns = lexicon.nouns.settlement  # "Kharkiv City" has one name
    kept = [n for n in apart + guessed if n.first - 1 not in ends or n.text.lower() not in nouns]
    return sorted(kept, key=lambda name: name.start)


def _joins_known(view: View, name: Name, known: list[Name], lexicon: Lexicon) -> bool:
    """Say whether a longer name only has known ones in it: "Stara Huta" is neither of the two."""
    words = set(view.low[name.first : name.last + 1])
    nouns = lexicon.nouns
    telling = nouns.admin | nouns.settlement | nouns.feature | nouns.title | nouns.organisation
    inside = [k for k in known if name.first <= k.first <= k.last <= name.last]
    whole = any((k.first, k.last) == (name.first, name.last) or k.demonym for k in inside)
    return bool(inside) and not whole and not words & (telling | lexicon.nouns.bearing)


def drop_strangers(
    view: View,
    names: list[Name],
    index: Index,
    lexicon: Lexicon,
    theatre: Theatre | None,
    *,
    calling: frozenset[str] = frozenset(),
) -> list[Name]:
    """
    Leave out small places of other parts of the world, unless a word says place.

    That is a preposition, a noun beside the name, or a lemma of `calling` before it.
    """
    preps = lexicon.prepositions
    saying = preps.inside | preps.near | preps.origin | preps.to | preps.toward | preps.about
    nouns = lexicon.nouns.admin | lexicon.nouns.settlement
    return [
        name
        for name in names
        if not name.ids
        or (not view.parsed and view.pos(name.first - 1) == "ADP")
        or (name.first > 0 and calling and view.lemma(name.first - 1) in calling)
        or view.word(name.first - 1) in saying
        or view.word(name.last + 1) in nouns
        or any(_notable(index.place(one), theatre) for one in name.ids)
    ]


def _notable(place: Place, theatre: Theatre | None) -> bool:
    small = {PlaceKind.SETTLEMENT, PlaceKind.ADMIN2}
    if place.kind not in small or place.population >= _NOTABLE:
        return True
    return theatre is not None and theatre.covers(place.country, place.admin1)


def _dictionary_names(view: View, index: Index, lexicon: Lexicon) -> Iterator[Name]:
    offset, end = view.sentence.start, view.sentence.end
    for match in index.find_names(view.text[offset:end]):
        start, stop = offset + match.start, offset + match.end
        tokens = view.token_span(start, stop)
        written = _capitalised(view, match.text, lexicon.words) or _is_listed(match, index)
        # "X-on-Y" is another town than X, "Ukraine's north-eastern X" not Ukraine's north
        whole = _GOES_ON.match(view.text, stop) is None
        if tokens and written and whole and _believable(match, index):
            yield Name(
                sentence=view.sentence.index,
                start=start,
                end=stop,
                text=match.text,
                first=tokens[0],
                last=tokens[1],
                ids=match.places,
                demonym=match.how == "demonym",
            )


def _believable(match: NameMatch, index: Index) -> bool:
    """Take another spelling for a theatre's places only: elsewhere it is mostly another word."""
    if match.how != "folded":
        return True
    return any(_is_of_theatre(index.place(one), match.text) for one in match.places)


def _is_of_theatre(place: Place, text: str) -> bool:
    """Say whether a place lies in a theatre; beyond its countries, whether a town is called so."""
    if place.country in theatre_countries():
        return True
    town = f"{place.country}.{place.admin1}" in theatre_units() and place.population >= _A_TOWN
    return town and _ENDING.sub("y", normalise(text)) == _ENDING.sub("y", normalise(place.name))


def _is_listed(match: NameMatch, index: Index) -> bool:
    """Accept what a theatre lists by names in small letters: "Pokrovsk direction", "X camp"."""
    place = index.place(match.places[0])
    camp = place.kind is PlaceKind.SETTLEMENT and match.text[0].isupper()
    called = camp or place.kind in {PlaceKind.REGION, PlaceKind.FEATURE}
    own = called and place.id.startswith("theatre:")
    return own and match.how in {"exact", "inflected"}


@cache
def theatre_countries() -> frozenset[str]:
    """Return the countries of all theatres, as ISO 3166-1 alpha-2 codes."""
    return frozenset(c for name in list_theatres() for c in load_theatre(name).countries)


@cache
def theatre_units() -> frozenset[str]:
    """Return the units of other countries that belong to a theatre, as `RU.09`."""
    return frozenset(unit for name in list_theatres() for unit in load_theatre(name).units)


def _capitalised(view: View, text: str, words: Others) -> bool:
    """Accept "Chasiv Yar", "Isle of Man" and "eastern Ukraine"."""
    parts = re.findall(r"[^\W\d_]+(?:['’ʼ][^\W\d_]{2,})*", text)
    if text.isupper() and len(text) <= 4 and view.shouting:
        return False
    lower = [word for word in parts if not word[0].isupper()]
    return len(lower) < len(parts) and all(
        word in words.joining | words.name_articles | words.generic for word in lower
    )


def _ordinary(view: View, name: Name, lexicon: Lexicon, common: frozenset[str]) -> bool:
    """Doubt a name that is more often an ordinary word."""
    low, words = name.text.lower(), lexicon.words
    if name.demonym:
        return False
    if low in words.ordinary or low in words.alike or low in words.numbers:
        return True
    if low in common and name.first == name.last:
        return True
    if _is_date(view, name, lexicon):
        return True
    initials = name.text.isupper() and name.text.isascii() and len(name.text) <= 2
    if low in lexicon.words.honorifics or initials:
        return True
    tag = view.tokens.tags[name.last] if view.tokens.tags else "NNP"
    return (
        len(low) <= 4
        and name.first == name.last
        and tag in {"IN", "DT", "PRP", "MD", "CC", "WRB", "RB", "TO"}
    )


def _is_date(view: View, name: Name, lexicon: Lexicon) -> bool:
    """Find "October 6", for which a city is named, and "Thursday", the name of an island."""
    words = view.low[name.first : name.last + 1]
    return all(word.isdigit() or word in lexicon.words.calendar for word in words)


def _grammar_names(view: View, lexicon: Lexicon, known: list[Name]) -> Iterator[Name]:
    """Yield capitalised words that grammar says are a settlement nobody has listed."""
    known_at = {name.first for name in known}
    listed = {name.last for name in known if _called_place(view, name.first, name.last, lexicon)}
    at = 0
    while at < len(view):
        last = _run_end(view, at, lexicon)
        if last is None:
            at += 1
            continue
        if (
            _called_place(view, at, last, lexicon)
            or _beside_place(view, at, last, lexicon, known_at - set(range(at, last + 1)))
            or _follows_in_list(view, at, listed)
            or _is_bracketed(view, at, last, lexicon)
        ):
            listed.add(last)
            span = view.span(at, last)
            yield Name(
                sentence=view.sentence.index,
                start=span.start,
                end=span.end,
                text=span.text,
                first=at,
                last=last,
                ids=(),
            )
        at = last + 1


def _run_end(view: View, at: int, lexicon: Lexicon) -> int | None:
    """Return the last token of the run of capitalised words that begins here, if one does."""
    articles = lexicon.words.name_articles
    first = at + 2 * _is_article(view, at, articles)
    if not view.capital(first) or (first == at and len(view.tokens.words[at]) < 3):
        return None
    last = first
    while step := _step(view, last, articles):
        last += step
    return last if last - at < _LONGEST else None


def _step(view: View, last: int, articles: frozenset[str]) -> int:
    """Return how many tokens the next word of a run takes, 0 behind its end."""
    if view.capital(last + 1):
        return 1
    if view.word(last + 1) in _RUN and view.capital(last + 2):
        return 2
    return 3 * _is_article(view, last + 1, articles)


def _is_article(view: View, at: int, articles: frozenset[str]) -> bool:
    """Find "al-" before a capital letter."""
    small = view.word(at) in articles and not view.capital(at)
    return small and view.word(at + 1) == "-" and view.capital(at + 2)


def _called_place(view: View, first: int, last: int, lexicon: Lexicon) -> bool:
    """Accept "the village of X", "the hamlet X" and "X village"."""
    nouns = lexicon.nouns.settlement
    before = view.word(first - 1)
    if before == "of" and view.word(first - 2) in nouns:
        return True
    if before in nouns and not view.capital(first - 1):
        preps = lexicon.prepositions
        opening = lexicon.words.articles | lexicon.words.modifiers
        return view.word(first - 2) in opening | preps.inside | preps.near | preps.origin
    return view.word(last + 1) in nouns - {"capital", "community"} and first > 0


def _follows_in_list(view: View, first: int, listed: set[int]) -> bool:
    """Accept "C" of "the villages of A, B and C" where the one before it was accepted."""
    before = first - 1
    while view.word(before) in {",", "and"} and before > first - 3:
        before -= 1
    return before < first - 1 and before in listed


def _is_bracketed(view: View, first: int, last: int, lexicon: Lexicon) -> bool:
    """Accept the district of "X (Y-skyi, Z)", "X, Y-skyi, Z", listed nowhere without its noun."""
    if not view.low[last].endswith(lexicon.words.adjective_endings):
        return False
    before = view.low[:first]
    opened = before.count("(") > before.count(")") or view.word(last + 1) == ","
    joined = view.word(first - 1) in {"(", ",", "and", "/"} and view.capital(first - 2)
    return joined and opened and view.word(last + 1) in {",", ")", "and", "/"}


def _beside_place(view: View, first: int, last: int, lexicon: Lexicon, known: set[int]) -> bool:
    """Accept "in X, near Y", "in X, Y region", "in X, Y.", "and X (Y region)" for an unknown X."""
    inner = view.capital(first - 1) or (view.word(first - 1) in _RUN and view.capital(first - 2))
    if inner or view.word(first) in lexicon.words.calendar:
        return False
    preps = lexicon.prepositions
    placed = view.word(first - 1) in preps.inside | preps.near | preps.origin | preps.toward
    comma = view.word(last + 1) in {",", "("}
    listed = view.word(last + 1) == "(" and view.word(first - 1) in {",", "and"}
    if not (placed or listed) and view.pos(first - 1) != "VERB":
        return False
    after = last + 2 if comma else last + 1
    if view.word(after) in preps.near | {"in"}:
        after += 1
        while view.word(after) in lexicon.words.articles | lexicon.words.modifiers:
            after += 1
        return after in known
    if not comma or after not in known:
        return False
    ends = after + 1 >= len(view) or view.word(after + 1) in _ENDS or view.pos(after + 1) == "ADP"
    return view.word(after + 1) in lexicon.nouns.admin or (placed and ends)
