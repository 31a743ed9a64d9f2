"""One sense per document: all mentions of a name resolved together, each with its own hints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.theatre import Theatre
from geomap.model import PINNABLE_ROLES, Role, Unresolved
from geomap.places.evidence import Evidence, covered
from geomap.places.expressions import Placed
from geomap.places.frames import Frame
from geomap.places.grammar import View
from geomap.places.links import Link, specifiers
from geomap.places.resolve import Hints, Resolution, resolve_name

_ADMIN_KINDS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_SETTLED = frozenset({PlaceKind.SETTLEMENT})
_QUARTER_ENDINGS = ("skyi", "skyy", "skiy", "skyj", "skii", "sky", "skij")
_SMALLER = frozenset({"district", "commune"})
_LEVELS = {
    "region": frozenset({PlaceKind.ADMIN1, PlaceKind.REGION}),
    "district": frozenset({PlaceKind.ADMIN2}),
    "commune": _SETTLED,
}
_TITLES = {"district": ("Raion", "District"), "region": ("Oblast", "Region", "Republic")}
_NO_PLACE = frozenset({Role.PERSON, Role.ORGANISATION, Role.STREET})
_NEAR_KM = 40.0
_A_TOWN = 10_000
_METROPOLIS = 2_000_000
_A_CITY = 10_000
_TELLING = PINNABLE_ROLES | {Role.TITLE, Role.DEMONYM}
Group = tuple[Sequence[Link], Sequence[Role]]
Key = tuple[str, str]


class Told(NamedTuple):
    """
    What a sentence says of a name: without and with what stands beside it.

    `own` says that it stands beside the name itself, not beside another one of its list.
    """

    bare: Hints
    hints: Hints | None
    own: bool


def guess_sense(frame: Frame, index: Index, theatre: Theatre | None) -> Place | None:
    """Return the most likely place of a name on its own, for judging its role."""
    places = _places(frame, index)
    wanted = _wanted(frame)
    if wanted == "admin":
        places = [p for p in places if p.kind in _ADMIN_KINDS] or places
    return max(places, key=lambda p: (*_prominence(p, theatre), p.id), default=None)


def _prominence(place: Place, theatre: Theatre | None) -> tuple[bool, bool, int, int]:
    """Put a state first, then what lies in the theatre; a town, a region, a village, in order."""
    town = place.kind is PlaceKind.SETTLEMENT and place.population >= _A_TOWN
    wide = place.kind in {PlaceKind.ADMIN1, PlaceKind.REGION}
    settled = place.kind is PlaceKind.SETTLEMENT
    state = place.kind is PlaceKind.COUNTRY
    return state, covered(theatre, place), 3 * town or 2 * wide or settled, place.population


def _places(frame: Frame, index: Index) -> list[Place]:
    """
    List the places of a name; a name called a district also those of "X Raion".

    What is called a district is no region of that name, and what is called a commune lies around
    a settlement.
    """
    places = [index.place(one) for one in frame.name.ids]
    if _wanted(frame) != "admin":
        return _cities_called_so(frame, places, index)
    kinds = _LEVELS.get(frame.level, _ADMIN_KINDS)
    called = [p for p in places if p.kind in kinds]
    if not called and kinds <= _ADMIN_KINDS:
        found = _titled(frame, index, frame.level)
        called = [p for p in dict.fromkeys(found) if p.kind in kinds]
    return called or [p for p in places if frame.level not in _SMALLER or p.kind in _SETTLED]


def _cities_called_so(frame: Frame, places: list[Place], index: Index) -> list[Place]:
    """Take "Kyiv city" for the city where the index has a unit of that name only."""
    name, _, noun = frame.name.text.rpartition(" ")
    if noun.lower() != "city" or any(p.kind in _SETTLED for p in places):
        return places
    return [p for p in index.lookup(name) if p.kind in _SETTLED] or places


def _titled(frame: Frame, index: Index, level: str) -> list[Place]:
    """List the places that a name means with the title of a district or region."""
    titles = _TITLES.get(level, ())
    return [p for word in titles for p in index.lookup(f"{frame.name.text} {word}")]


def take_brackets(view: View, frames: Sequence[Frame], index: Index) -> list[Frame]:
    """Take bare names after a name for its district and region: "X (Y, Z)", "X, Y, on Monday"."""
    taken = list(frames)
    for at, frame in enumerate(frames[1:], start=1):
        before, closing = view.word(frame.first - 1), view.word(frame.last + 1)
        inside = before == "(" or (before == "," and taken[at - 1].level and closing == ")")
        bare = not (frame.carrier or frame.level or frame.name.demonym or frame.owned)
        if _is_aside(view, taken[at - 1], frame) and bare:
            level = _bracket_level(frame, index, last=True)
            if level == "region":
                taken[at] = replace(frame, carrier="admin", level=level)
        elif inside and bare and closing in {")", ","}:
            level = _bracket_level(frame, index, last=closing == ")")
            taken[at] = replace(frame, carrier="admin" if level else "", level=level)
    return taken


def _is_aside(view: View, before: Frame, frame: Frame) -> bool:
    """Say whether a name stands between two commas after another one, and begins no list."""
    commas = view.word(frame.first - 1) == view.word(frame.last + 1) == ","
    adjoins = before.last == frame.first - 2 and view.word(before.first - 1) not in {",", "and"}
    following = view.word(frame.last + 2)
    ends = following not in {"and", "or", "as"} and not view.capital(frame.last + 2)
    return commas and adjoins and ends and before.carrier != "admin"


def _bracket_level(frame: Frame, index: Index, *, last: bool) -> str:
    """Say what a bare name in a bracket is: a region at its end, else a district, else neither."""
    order = ("region", "district") if last else ("district", "region")
    called = (
        level
        for level in order
        if any(p.kind in _LEVELS[level] for p in _titled(frame, index, level))
    )
    return next(called, "")


def _bare_hints(frame: Frame) -> Hints:
    return Hints(wanted=_wanted(frame), village=frame.village)


def _names_region(places: Sequence[Place]) -> bool:
    """Say whether "western X" may be a part of region X: no part of a metropolis is meant then."""
    metropolis = any(p.kind is PlaceKind.SETTLEMENT and p.population > _METROPOLIS for p in places)
    return not metropolis and any(p.kind is PlaceKind.ADMIN1 for p in places)


def _wanted(frame: Frame) -> str:
    """Return which kind of place the words around a name call for."""
    if frame.follower in {"water", "the"} and frame.carrier != "admin":
        return "water" if frame.follower == "water" else "area"
    return frame.carrier if frame.carrier in {"settlement", "admin"} else ""


def resolve_document(
    groups: Sequence[Group], index: Index, theatre: Theatre | None
) -> list[list[Placed]]:
    """
    Resolve the names of a document.

    First every name for itself; what is sure then is the evidence for the second round.
    """
    first = _Round(index, theatre, Evidence()).resolve(groups)
    sure = {
        one.place.id: one.place
        for group in first
        for one in group
        if one.place and one.role in _TELLING
    }
    evidence = Evidence(tuple(sure[key] for key in sorted(sure)))
    return _Round(index, theatre, evidence).resolve(groups)


@dataclass(frozen=True)
class _Round:
    """One round over all names of a document with the evidence so far."""

    index: Index
    theatre: Theatre | None
    evidence: Evidence
    memo: dict[tuple[str, str, bool, Hints], Resolution] = field(default_factory=dict)

    def resolve(self, groups: Sequence[Group]) -> list[list[Placed]]:
        """Resolve each name with its own hints, else with those of its other mentions."""
        told = [[self._told(links, at) for at in range(len(links))] for links, _ in groups]
        shared = _share(groups, told)
        return [
            [
                Placed(link, role, self._answer_best(link, role, hints, shared.get(key(link))))
                for link, role, hints in zip(links, roles, own, strict=True)
            ]
            for (links, roles), own in zip(groups, told, strict=True)
        ]

    def _told(self, links: Sequence[Link], at: int) -> Told:
        """Return what the containers and anchors beside a name say."""
        beside = specifiers(links, at)
        own = any(links[i].specifies == at for i in beside)
        areas = self._containers(links, beside)
        if links[at].frame.level == "district" and not _is_adjective(links[at].frame):
            areas = tuple(area for area in areas if area.kind is not PlaceKind.SETTLEMENT)
        anchors = tuple(self._anchors([links[i] for i in beside]))
        bare = replace(_bare_hints(links[at].frame), regions=self._regions(links, at))
        hints = replace(bare, containers=areas, anchors=anchors)
        return Told(bare, hints if areas or anchors else None, own=own)

    def _containers(self, links: Sequence[Link], beside: Sequence[int]) -> tuple[Place, ...]:
        """Resolve the regions first, so that they tell which district of a name is meant."""
        areas: list[Place] = []
        containers = [links[i].frame for i in beside if links[i].role is Role.CONTAINER]
        for frame in sorted(containers, key=lambda f: f.level in _SMALLER):
            within = tuple(areas) if frame.level in _SMALLER else ()
            place = self._answer(
                frame, Role.CONTAINER, replace(_bare_hints(frame), containers=within)
            ).place
            areas += [place] if place else []
        return tuple(areas)

    def _regions(self, links: Sequence[Link], at: int) -> tuple[Place, ...]:
        """Return the regions and districts that the sentence names beside a settlement."""
        if links[at].frame.carrier == "admin":
            return ()
        frames = [link.frame for link in links if link.frame.carrier == "admin"]
        found = [self._answer(frame, Role.CONTAINER, None).place for frame in frames]
        return tuple(p for p in found if p is not None and p.kind in _ADMIN_KINDS)

    def _anchors(self, links: Sequence[Link]) -> Iterator[tuple[Place, float]]:
        """Yield the places said to be near, and how far that may be."""
        for link in links:
            anchored = link.role is Role.ANCHOR
            place = self._answer(link.frame, Role.ANCHOR, None).place if anchored else None
            if place is not None:
                stated = link.frame.distance_km
                near = _NEAR_KM if stated is None else 1.3 * stated + 10
                yield place, near + place.radius_m / 1000

    def _answer_best(self, link: Link, role: Role, told: Told, shared: Hints | None) -> Resolution:
        """
        Resolve a name with its own hints, else with those of another mention, else without any.

        What is said of one mention, or of the last of a list, helps the others: nothing small is
        taken for a name that the text elsewhere puts where nobody knows one.
        """
        if told.hints is not None and told.own:
            return self._answer(link.frame, role, told.hints)
        for hints in (told.hints, shared):
            if hints is not None:
                helped = self._answer(link.frame, role, hints)
                if helped.unresolved is not Unresolved.UNKNOWN:
                    return helped
        bare = self._answer(link.frame, role, told.bare)
        elsewhere = shared is not None and shared.containers and not told.hints
        doubted = bare.place is not None and elsewhere and _is_village(bare.place)
        return Resolution(unresolved=Unresolved.UNKNOWN) if doubted else bare

    def _answer(self, frame: Frame, role: Role, hints: Hints | None) -> Resolution:
        if role in _NO_PLACE:
            return Resolution()
        hints = hints or _bare_hints(frame)
        known = (frame.name.text, frame.level, frame.compass, hints)
        if known not in self.memo:
            self.memo[known] = self._resolve(frame, hints)
        return self.memo[known]

    def _resolve(self, frame: Frame, hints: Hints) -> Resolution:
        places = _places(frame, self.index)
        if frame.compass and not hints.wanted and _names_region(places):
            hints = replace(hints, wanted="admin")
        wanted = hints.wanted
        called = {"admin": _ADMIN_KINDS, "settlement": {PlaceKind.SETTLEMENT}}.get(wanted)
        if places and called and not any(p.kind in called for p in places):
            hints = replace(hints, wanted="")
        return resolve_name(
            frame.name.text, places, hints=hints, evidence=self.evidence, theatre=self.theatre
        )


def _is_adjective(frame: Frame) -> bool:
    """Tell "Kharkiv's Kyivskyi district", a quarter, from "the Beryslav district of Kherson"."""
    return frame.name.text.split()[0].lower().endswith(_QUARTER_ENDINGS)


def _is_village(place: Place) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and place.population < _A_CITY


def key(link: Link) -> Key:
    """Return what mentions of one sense have in common."""
    frame = link.frame
    return frame.name.text.casefold(), frame.level if _wanted(frame) == "admin" else ""


def _share(groups: Sequence[Group], told: Sequence[Sequence[Told]]) -> dict[Key, Hints]:
    """Let the first mention that is told apart speak for those that are not."""
    shared: dict[Key, Hints] = {}
    for (links, _), said in zip(groups, told, strict=True):
        for link, one in zip(links, said, strict=True):
            if one.hints is not None:
                shared.setdefault(key(link), one.hints)
    return shared
