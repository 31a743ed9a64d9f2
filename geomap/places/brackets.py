"""Bare names after a name that say in which district and region it lies: "X (Y, Z)"."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from gazetteer.index import Index
from gazetteer.model import PlaceKind
from gazetteer.names import fold
from geomap.places.candidates import LEVELS, places_of, titled
from geomap.places.fitting import lies_in
from geomap.places.frames import Frame
from geomap.places.grammar import View
from geomap.places.links import without_holders
from geomap.places.words import Lexicon

_A_CITY, _METROPOLIS = 100_000, 200_000
_LISTING = frozenset({"and", "or", "as", "&"})


def take_brackets(
    view: View, frames: Sequence[Frame], index: Index, lexicon: Lexicon
) -> list[Frame]:
    """
    Take bare names after a name for its district and region.

    "X (Y, Z)" and "X (Y-skyi, Z)" always; "X, Y, on Monday" where Y is a region's name and no list
    begins; "X, Y." where one of the places called X lies in region Y.
    """
    taken = list(frames)
    for at, frame in enumerate(frames[1:], start=1):
        bare = not (frame.carrier or frame.level or frame.name.demonym or frame.owned)
        bare = bare and frame.bearing is None  # "X (north of Y)"
        third = at > 1 and view.low[taken[at - 2].last + 1 : taken[at - 1].first] == (",",)
        beside = _Beside(view, taken[at - 1], frame, index, lexicon, third=third)
        level = beside.level() if bare else None
        if level is not None:
            taken[at] = replace(frame, carrier="admin" if level else "", level=level)
    return taken


@dataclass(frozen=True)
class _Beside:
    """A bare name and the one before it; `third` where a list of names runs up to them."""

    view: View
    before: Frame
    frame: Frame
    index: Index
    lexicon: Lexicon
    third: bool

    def level(self) -> str | None:
        """Return what the name is to the one before: a level, "" for none, None if unrelated."""
        if self._holds_part():
            return ""
        opening, closing = self._word(-1), self._word(1)
        following = opening in {",", "and", "or", "/"} and bool(self.before.level)
        if opening == "(" or (following and self._in_bracket()):
            return self._bracketed(last=closing.startswith(")"))
        gap = self.view.low[self.before.last + 1 : self.frame.first]
        adjoins = without_holders(gap) == (",",)
        adjoins = adjoins and self.frame.bearing is None and self.frame.host is None
        return self._after_comma(closing) if adjoins else None

    def _holds_part(self) -> bool:
        """Say whether the name before may be a part of the city of this name."""
        parts = [p for p in places_of(self.before, self.index) if p.part_of is not None]
        cities = {p.id for p in places_of(self.frame, self.index)} if parts else set()
        return any(p.part_of in cities for p in parts)

    def _after_comma(self, closing: str) -> str | None:
        """Say what "Y" of "X, Y" and "Z" of "X, Y-skyi, Z" is."""
        if self._is_adjective() and self._called("district") and not self._is_city():
            return None if closing in _LISTING else "district"
        if not self._called("region"):
            return None
        if self.before.carrier == "admin":
            district = self.before.level == "district" and not self._goes_on()
            return "region" if district or self._follows_adjective() else None
        holds = not self._begins_list() and (closing == "," or self._may_hold())
        return "region" if holds else None

    def _word(self, step: int) -> str:
        """Return the word before (-1) or after (1) the name."""
        return self.view.word(self.frame.first - 1 if step < 0 else self.frame.last + step)

    def _in_bracket(self) -> bool:
        before = self.view.low[: self.frame.first]
        return before.count("(") > before.count(")")

    def _bracketed(self, *, last: bool) -> str:
        """Say what a bare name in a bracket is: a region at its end, else a district."""
        if self._is_adjective() and not (last and self._called("region")):
            return "district"
        order = ("region", "district") if last else ("district", "region")
        return next((level for level in order if self._called(level)), "")

    def _called(self, level: str) -> bool:
        """Say whether there is a district or region of that name."""
        return any(p.kind in LEVELS[level] for p in titled(self.frame, self.index, level))

    def _is_adjective(self) -> bool:
        return self.frame.name.text.lower().endswith(self.lexicon.words.adjective_endings)

    def _is_city(self) -> bool:
        return any(p.population >= _A_CITY for p in places_of(self.frame, self.index))

    def _follows_adjective(self) -> bool:
        """Find "Z" of "X, Y-skyi, Z"."""
        text = self.before.name.text.lower()
        bare = self.before.last == self.before.name.last
        return bare and text.endswith(self.lexicon.words.adjective_endings)

    def _begins_list(self) -> bool:
        """Say whether the two names are the first ones of more, or not the first ones."""
        if self._word(1) == "and" and self._is_paired():
            return False
        return self._goes_on() or self.third

    def _goes_on(self) -> bool:
        """Say whether another name or "and" follows."""
        following, second = self._word(1), self._word(2)
        more = second in _LISTING and (second != "as" or self._word(3) == "well")
        named = self.view.capital(self.frame.last + 2) or more
        return following in _LISTING or (following == "," and named)

    def _is_paired(self) -> bool:
        """Find "X, Y and X2, Y2": what follows is a place with a region of its own."""
        rest = self.view.tokens.words[self.frame.last + 2 :]
        comma = next((i for i, word in enumerate(rest) if word == ","), 0)
        name = rest[:comma]
        after = rest[comma + 1] if 0 < comma < len(rest) - 1 else ""
        titled_so = any(self.index.lookup(f"{after} {word}") for word in ("Oblast", "Region"))
        return bool(name) and all(word[0].isupper() for word in name) and bool(after) and titled_so

    def _may_hold(self) -> bool:
        """Say whether a place of the name before lies in the region: a great city, if it is one."""
        regions = titled(self.frame, self.index, "region")
        places = places_of(self.before, self.index)
        form = fold(self.before.name.text)
        great = [p for p in places if p.population >= _METROPOLIS and fold(p.name) == form]
        towns = great or [p for p in places if p.kind is PlaceKind.SETTLEMENT]
        return not places or any(lies_in(p, region) for p in towns for region in regions)
