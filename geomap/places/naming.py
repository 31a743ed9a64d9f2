"""Place names inside longer names: of persons, organisations and streets."""

import re
from collections.abc import Iterable, Sequence

from geomap.model import Role
from geomap.places.grammar import View
from geomap.places.toponyms import Name
from geomap.places.words import Lexicon

_MODEL = re.compile(r"[A-Z][a-z]+-\d+\w*|T-\d\d")
_PLACE_KINDS = ("water", "admin", "settlement", "feature", "axis", "area", "part", "title")


def find_persons(text: str, lexicon: Lexicon) -> frozenset[str]:
    """List the surnames of a document: what follows a first name or an honorific."""
    pairs = re.findall(r"\b([A-Z][a-z]+)\.?\s+([A-Z][\w’'-]+)", text)
    before = lexicon.words.first_names | lexicon.words.honorifics
    return frozenset(
        re.sub("['’]s$", "", second) for first, second in pairs if first.lower() in before
    )


def naming_role(
    view: View, name: Name, lexicon: Lexicon, *, others: Sequence[Name], persons: frozenset[str]
) -> Role | None:
    """Say what a place name is when it is only a part of another proper name, else None."""
    if _belongs_to_organisation(view, name, lexicon) or _is_machine(view, name, lexicon):
        return Role.ORGANISATION
    if view.low[name.last] in lexicon.nouns.street and view.capital(name.first - 1):
        return Role.STREET
    taken = _apart(view, name, others)
    if view.title_case or view.shouting:
        return None
    right = _right_run(view, name, taken, lexicon)
    if right:
        return _name_to_the_right(name, right, lexicon)
    left = _left_run(view, name, taken, lexicon)
    if left:
        return _name_to_the_left(view, name, left, lexicon)
    harmed = not name.ids and name.first and view.lemma(name.first - 1) in lexicon.verbs.harming
    personal = harmed or name.text in persons or name.text.lower() in lexicon.words.first_names
    return Role.PERSON if personal and not _is_placed(view, name, lexicon, others) else None


def _is_placed(view: View, name: Name, lexicon: Lexicon, others: Sequence[Name]) -> bool:
    """Find "in X", "neighbouring X", "the villages of X", "in Y and X"."""
    before = view.word(name.first - 1)
    called = before == "of" and view.word(name.first - 2) in lexicon.nouns.settlement
    inside = lexicon.prepositions.inside | lexicon.prepositions.near
    if before in inside | {"neighbouring", "neighboring", "nearby", "adjacent"} or called:
        return True
    after = view.word(name.last + 1) in {",", "and"}
    beside = {name.first - 2} if before in {",", "and"} else set()
    return any(
        not one.demonym and (one.last in beside or (after and one.first == name.last + 2))
        for one in others
    )


def _is_machine(view: View, name: Name, lexicon: Lexicon) -> bool:
    """Find "the X brigade", "A and B battalion", "the cruiser X", "sank X", "the Hotel X"."""
    nouns = lexicon.nouns
    after = name.last + 1
    if view.word(after) == "and" and view.capital(after + 1):
        after += 2
    before = name.first - 1
    while view.word(before) in {"*", '"', "“", "the"}:
        before -= 1
    model = name.first > 0 and _MODEL.fullmatch(view.tokens.words[name.first - 1]) is not None
    sunk = view.lemma(before) in lexicon.verbs.sinking if before >= 0 else False
    venue = view.capital(name.last + 1) and view.word(name.last + 1) in nouns.venue
    called = view.word(before) in nouns.vessel | nouns.venue or view.word(before) == "sign"
    return view.word(after) in nouns.formation or called or model or sunk or venue


def _apart(view: View, name: Name, others: Iterable[Name]) -> set[int]:
    """
    List the tokens that begin no longer name with this one: demonyms.

    In Ukrainian and Russian a name's case ending says that it stands alone, so that neither the
    place after it ("у Жданівці Донецької області") nor an acronym ("Херсона ЗСУ") belongs to it.
    """
    cyrillic = "\u0400" <= name.text[0] <= "\u052f"
    taken = {
        at for one in others if one.demonym or cyrillic for at in range(one.first, one.last + 1)
    }
    if cyrillic:
        taken.update(at for at, word in enumerate(view.tokens.words) if word.isupper())
    return taken


def _belongs_to_organisation(view: View, name: Name, lexicon: Lexicon) -> bool:
    """Find "Armed Forces of Ukraine" and "Bank of the X"."""
    at = name.first - 1
    while view.word(at) in lexicon.words.articles | lexicon.words.modifiers:
        at -= 1
    if view.word(at) not in {"of", "for", "on"}:
        return False
    noun = at - 1
    return (
        view.capital(noun)
        and noun >= 0
        and (noun > 0 or view.word(noun) not in {"forces", "people"})
        and view.word(noun) in lexicon.nouns.organisation - lexicon.nouns.admin
        and not view.title_case
    )


def _right_run(view: View, name: Name, taken: set[int], lexicon: Lexicon) -> list[str]:
    """List the capitalised words that directly follow the name."""
    run, at = [], name.last + 1
    while view.capital(at) and at not in taken and view.word(at) not in lexicon.words.calendar:
        run.append(view.word(at))
        at += 1
        if view.word(at) in {"'s", "’s"} and view.capital(at + 1):
            run.append("'s")
            at += 1
    return run


def _left_run(view: View, name: Name, taken: set[int], lexicon: Lexicon) -> list[str]:
    """List the capitalised names that directly precede the name."""
    run: list[str] = []
    at = name.first - 1
    if view.word(at) == "." and view.word(at - 1) in {"gen", "dr", "mr", "mrs", "ms", "col", "lt"}:
        at -= 1
    while view.capital(at) and at not in taken and _proper(view, at, lexicon):
        run.insert(0, view.word(at))
        at -= 1
    return run


def _proper(view: View, at: int, lexicon: Lexicon) -> bool:
    """Doubt the capital letter of a sentence's first word, and of a preposition anywhere."""
    preps = lexicon.prepositions
    place_words = preps.inside | preps.near | preps.across | preps.origin | preps.toward
    if view.word(at) in lexicon.words.calendar | place_words | lexicon.words.articles:
        return False
    long = len(view.word(at)) > 2
    return long and (view.pos(at) == "PROPN" if view.parsed else at > 0)


def _name_to_the_right(name: Name, run: list[str], lexicon: Lexicon) -> Role | None:
    nouns = lexicon.nouns
    if nouns.street & set(run):
        return Role.STREET
    if run[-1] in nouns.feature:
        return None  # "X National University" is a place too
    if nouns.organisation & set(run) - nouns.feature - nouns.admin:
        return Role.ORGANISATION
    if "republic" in run and len(run) > 1:
        return Role.ORGANISATION
    if any(word in getattr(nouns, kind) for kind in _PLACE_KINDS for word in run):
        return None
    single = len(run) == 1 and " " not in name.text
    return Role.PERSON if single else Role.ORGANISATION


def _name_to_the_left(view: View, name: Name, run: list[str], lexicon: Lexicon) -> Role | None:
    words = lexicon.words
    nearest = run[-1]
    place_word = lexicon.nouns.settlement | lexicon.nouns.bearing | words.modifiers
    if nearest in place_word or nearest in lexicon.nouns.feature | lexicon.nouns.admin:
        return None
    if nearest in words.first_names or nearest in words.honorifics:
        return Role.PERSON
    if nearest in lexicon.nouns.organisation | lexicon.nouns.title:
        return Role.ORGANISATION
    joined = not view.parsed or view.dep(name.first - 1) in {"compound", "nmod"}
    return Role.PERSON if joined else None
