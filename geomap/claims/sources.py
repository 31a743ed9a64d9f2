"""A noun phrase to a source: name or role, kind, side, and whether its identity is withheld."""

import msgspec

from geomap.claims.lexicon import Speech
from geomap.grammar import Grammar
from geomap.model import Source, SourceKind
from geomap.sides import Membership, Sides

_PUBLIC_KINDS = frozenset(
    {SourceKind.OFFICIAL, SourceKind.MILITARY, SourceKind.ANALYST, SourceKind.MEDIA}
)
_OF = frozenset({"in", "of", "from", "for", "with"})
_BELONGING = frozenset({SourceKind.OFFICIAL, SourceKind.MILITARY})
_PRIVATE_ROLE = "person"
_GROUPS = {
    "metonyms": SourceKind.OFFICIAL,
    "institutions": SourceKind.OFFICIAL,
    "persons": SourceKind.OFFICIAL,
    "forces": SourceKind.MILITARY,
}


class SourceReader:
    """Reads speakers out of noun phrases; remembers persons by their surnames within a document."""

    def __init__(self, text: str, speech: Speech, sides: Sides, places: frozenset[str]) -> None:
        """Keep what phrases are looked up in; `places` are the texts of the place names."""
        self._text = text
        self._speech = speech
        self._sides = sides
        self._places = places
        self._persons: dict[str, Source] = {}

    def read(self, g: Grammar, i: int) -> Source:
        """
        Return the source that a noun stands for.

        Institutions and office-holders, commanders, spokespeople and experts have names, also
        where the name stands beside the office ("the governor of the region, Oleh N."). A
        private person's name is not kept: `named` is true, `name` null, the span stays.
        """
        beside = self._name_beside(g, i)
        if beside is not None and self._kind(g, i, self._bare(g, i), None) in _PUBLIC_KINDS:
            return self._read_office(g, i, beside)
        return self._read_plain(g, i)

    def is_person(self, g: Grammar, i: int) -> bool:
        """Say whether a noun is the name of a person: a known one, or two names and no office."""
        if g.tokens.pos[i] != "PROPN":
            return False
        first, last = g.noun_phrase(i)
        phrase = g.spread(first, last, self._text).text
        if phrase.casefold().removeprefix("the ") in self._places | self._speech.outlets:
            return False
        member = self._sides.find(phrase)
        if member is not None:
            return member.group == "persons"
        names = [k for k in range(first, last + 1) if g.tokens.pos[k] == "PROPN"]
        return len(names) > 1 and not self._is_institution(g, i)

    def is_speaker(self, g: Grammar, i: int) -> bool:
        """Say whether a noun is somebody who can say something, by kind or by name; no town is."""
        first, last = g.noun_phrase(i)
        words = g.spread(first, last, self._text).text
        if words.casefold() in self._places and self._sides.find(words) is None:
            return False
        kind = self._kind(g, i, self._bare(g, i), None)
        return kind is not SourceKind.OTHER or self.is_person(g, i)

    def _read_office(self, g: Grammar, office: int, name: int) -> Source:
        """Return an office-holder by the name beside the office, with side and kind of both."""
        held, named = self._read_plain(g, office), self._read_plain(g, name)
        source = msgspec.structs.replace(
            held,
            name=g.spread(*g.noun_phrase(name), self._text).text,
            named=True,
            side=held.side or named.side,
            start=named.start,
            end=named.end,
            role=g.lemma(office),
        )
        self._persons[g.tokens.words[g.noun_phrase(name)[1]]] = source
        return source

    def _name_beside(self, g: Grammar, i: int) -> int | None:
        """Return the person's name in apposition to an office, or to the office's last word."""
        if g.tokens.pos[i] == "PROPN":
            return None
        holders = [i, *(obj for _, obj in g.prepositions(i))]
        holders += [obj for k in holders[1:] for _, obj in g.prepositions(k)]
        beside = [k for holder in holders for k in g.kids(holder, "appos")]
        return next((k for k in beside if k > i and self._is_named(g, k)), None)

    def _is_named(self, g: Grammar, i: int) -> bool:
        channel = self._bare(g, i) not in self._places and g.tokens.pos[i] == "PROPN"
        return channel and not g.kids(i, "det") and not self._is_institution(g, i)

    def _bare(self, g: Grammar, i: int) -> str:
        first, _ = g.noun_phrase(i)
        text = g.spread(first, self._name_end(g, i), self._text).text
        return text.casefold().removeprefix("the ")

    def _read_plain(self, g: Grammar, i: int) -> Source:
        """Return the source of a noun by its own phrase."""
        first, last = g.noun_phrase(i)
        span = g.spread(first, self._name_end(g, i), self._text)
        bare = self._bare(g, i)
        extended = g.spread(*g.extended_phrase(i, _OF), self._text).text
        member = self._sides.find(span.text) or self._sides.find(extended)
        kind = self._kind(g, i, bare, member.group if member else None)
        proper = g.tokens.pos[i] == "PROPN" or (member is not None and member.group != "adjectives")
        proper = proper or self._is_named_channel(g, i, kind)
        known = self._persons.get(g.tokens.words[last])
        if known is not None and known.named and first == last:
            return msgspec.structs.replace(known, start=span.start, end=span.end)
        namesake = member is not None and member.group == "persons" and self._is_namesake(g, i)
        unknown = member is None and self._is_private(g, i, bare, kind)
        private = proper and (unknown or namesake)
        role = self._role(g, i) if private else None
        source = Source(
            name=None if private else span.text,
            kind=SourceKind.WITNESS if private and kind is SourceKind.OTHER else kind,
            named=proper and not self._is_generic(g, i),
            anonymous=kind is not SourceKind.OUTLET and self._is_anonymous(g, i),
            side=self._side(g, i, kind, member),
            start=span.start,
            end=span.end,
            role=role,
        )
        if proper and first < last:
            self._persons.setdefault(g.tokens.words[last], source)
        return source

    def _side(self, g: Grammar, i: int, kind: SourceKind, member: Membership | None) -> str | None:
        """Return the side of a name, else of the office that stands beside it."""
        if member is not None:
            return member.side if kind is not SourceKind.OUTLET else None
        offices = g.kids(i, "appos") if kind in _BELONGING else []
        phrases = [g.spread(*g.extended_phrase(k, _OF), self._text).text for k in offices]
        return next((held.side for p in phrases if (held := self._sides.find(p))), None)

    def _is_named_channel(self, g: Grammar, i: int, kind: SourceKind) -> bool:
        """Say whether a channel or blog has a name of its own: "the Rybar Telegram channel"."""
        first, last = g.noun_phrase(i)
        names = [k for k in range(first, last) if g.tokens.pos[k] == "PROPN"]
        platforms = self._speech.words["channels"]
        return kind is SourceKind.MEDIA and any(g.word(k) not in platforms for k in names)

    def _name_end(self, g: Grammar, i: int) -> int:
        """Return the last token of a proper name that goes on: "Institute for the Study of War"."""
        _, last = g.noun_phrase(i)
        if g.tokens.pos[i] != "PROPN":
            return last
        for prep in g.kids(i, "prep"):
            for obj in g.kids(prep, "pobj"):
                if g.lemma(prep) in {"of", "for", "on"} and g.tokens.pos[obj] == "PROPN":
                    return max(last, self._name_end(g, obj))
        return last

    def is_outlet(self, g: Grammar, i: int) -> bool:
        """Say whether a phrase is the name of a known outlet, or says that it is one."""
        first, last = g.noun_phrase(i)
        bare = g.spread(first, last, self._text).text.casefold().removeprefix("the ")
        return bare in self._speech.outlets or g.lemma(i) in self._speech.words["outlets"]

    def _kind(self, g: Grammar, i: int, bare: str, group: str | None) -> SourceKind:
        if bare in self._speech.outlets:
            return SourceKind.OUTLET
        first, last = g.noun_phrase(i)
        words = [i, *(k for k in range(last, first - 1, -1) if k != i)]
        for described in [[i], words, g.kids(i, "appos"), self._attributes(g, i)]:
            kind = self._kind_of_words(g, described)
            if kind is SourceKind.OFFICIAL and self._is_military(g, words):
                return SourceKind.MILITARY
            if kind is not None:
                return kind
        if group in _GROUPS:
            return _GROUPS[group]
        if bare in self._places:
            return SourceKind.OFFICIAL
        return SourceKind.OTHER

    def _is_military(self, g: Grammar, tokens: list[int]) -> bool:
        return any(g.lemma(k) in self._speech.kinds[SourceKind.MILITARY] for k in tokens)

    def _kind_of_words(self, g: Grammar, tokens: list[int]) -> SourceKind | None:
        common = [k for k in tokens if g.tokens.pos[k] != "PROPN"]
        lemmas = {form for k in tokens for form in (g.lemma(k), g.word(k))}
        plain = {form for k in common for form in (g.lemma(k), g.word(k))}
        for kind, nouns in self._speech.kinds.items():
            if (plain if kind is SourceKind.WITNESS else lemmas) & nouns:
                return kind
        return None

    def _attributes(self, g: Grammar, i: int) -> list[int]:
        return [k for a in g.kids(i, "appos") for k in g.kids(a, "compound", "amod")]

    def _is_private(self, g: Grammar, i: int, bare: str, kind: SourceKind) -> bool:
        if kind in _PUBLIC_KINDS or kind in {SourceKind.OUTLET, SourceKind.DOCUMENT}:
            return False
        return bare not in self._places and not self._is_institution(g, i)

    def _is_namesake(self, g: Grammar, i: int) -> bool:
        """Say whether somebody introduced without an office only bears a known surname."""
        first, last = g.noun_phrase(i)
        introduced = first < last and g.kids(i, "relcl", "appos")
        titles = [*range(first, last + 1), *g.kids(i, "appos"), *self._attributes(g, i)]
        return bool(introduced) and self._kind_of_words(g, titles) not in _PUBLIC_KINDS

    def _is_institution(self, g: Grammar, i: int) -> bool:
        """Say whether a proper name has a common word for an institution in it, or is initials."""
        first, last = g.noun_phrase(i)
        words = [g.word(k) for k in range(first, last + 1)]
        nouns = frozenset().union(*self._speech.kinds.values(), self._speech.words["institutions"])
        return any(w in nouns for w in words) or g.tokens.words[last].isupper() or words[0] == "the"

    def _is_generic(self, g: Grammar, i: int) -> bool:
        return g.tokens.pos[i] != "PROPN" and any(
            g.word(k) in self._speech.words["generic"] for k in g.kids(i, "det", "nummod", "amod")
        )

    def _is_anonymous(self, g: Grammar, i: int) -> bool:
        inside = [k for k in g.subtree(i) if not self._is_clause_of_said(g, k, i)]
        if any(g.lemma(k) in self._speech.anonymous["modifiers"] for k in g.kids(i, "amod")):
            return True
        if not inside:
            return False
        around = g.spread(inside[0], inside[-1], self._text).text.lower()
        head = g.head(i)
        beside = ""
        if head is not None:
            mods = [
                k
                for m in g.kids(head, "prep", "advcl")
                if g.lemma(m) != "cite"
                for k in g.subtree(m)
            ]
            beside = " ".join(g.word(k) for k in mods if k > i)
        phrases = self._speech.anonymous["phrases"]
        return any(p in around or p in beside for p in phrases)

    def _is_clause_of_said(self, g: Grammar, k: int, i: int) -> bool:
        return k < i and g.dep(k) == "ccomp"

    def _role(self, g: Grammar, i: int) -> str:
        """Return what a private person is, as the text words it, else "person"."""
        witness = self._speech.kinds[SourceKind.WITNESS] | self._speech.kinds[SourceKind.AID_WORKER]
        first, last = g.noun_phrase(i)
        for k in [*range(first, last + 1), *g.kids(i, "appos")]:
            if g.lemma(k) in witness:
                return g.lemma(k)
        return _PRIVATE_ROLE
