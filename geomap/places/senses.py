"""One sense per document: all mentions of a name resolved together, each with its own hints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.theatre import Theatre
from geomap.model import PINNABLE_ROLES, Role
from geomap.places.evidence import Evidence, covered
from geomap.places.expressions import Placed
from geomap.places.frames import Frame
from geomap.places.links import Link
from geomap.places.resolve import Hints, Resolution, resolve_name

_ADMIN_KINDS = frozenset({PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.REGION})
_DISTRICTS = ("Raion", "District", "Oblast", "Region", "Republic")
_NO_PLACE = frozenset({Role.PERSON, Role.ORGANISATION, Role.STREET})
_NEAR_KM = 40.0
_METROPOLIS = 2_000_000
_TELLING = PINNABLE_ROLES | {Role.TITLE, Role.DEMONYM}
Group = tuple[Sequence[Link], Sequence[Role]]
Key = tuple[str, bool]


def guess_sense(frame: Frame, index: Index, theatre: Theatre | None) -> Place | None:
    """Return the most likely place of a name on its own, for judging its role."""
    places = _places(frame, index)
    wanted = _wanted(frame)
    if wanted == "admin":
        places = [p for p in places if p.kind in _ADMIN_KINDS] or places
    return max(places, key=lambda p: (*_prominence(p, theatre), p.id), default=None)


def _prominence(place: Place, theatre: Theatre | None) -> tuple[bool, bool, bool, int]:
    settled = place.kind is PlaceKind.SETTLEMENT
    state = place.kind is PlaceKind.COUNTRY
    return state, covered(theatre, place), settled, place.population


def _places(frame: Frame, index: Index) -> list[Place]:
    """List the places of a name; a name called a district also those of "X Raion"."""
    places = [index.place(one) for one in frame.name.ids]
    if _wanted(frame) == "admin" and not any(p.kind in _ADMIN_KINDS for p in places):
        found = [p for word in _DISTRICTS for p in index.lookup(f"{frame.name.text} {word}")]
        places += [p for p in found if p.kind in _ADMIN_KINDS and p not in places]
    return places


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
    memo: dict[tuple[str, Hints], Resolution] = field(default_factory=dict)

    def resolve(self, groups: Sequence[Group]) -> list[list[Placed]]:
        """Resolve each name with its own hints, else with those of its other mentions."""
        own = [self._own_hints(links) for links, _ in groups]
        shared = _share(groups, own)
        return [
            [
                Placed(link, role, self._answer_best(link, role, hints, shared.get(key(link))))
                for link, role, hints in zip(links, roles, told, strict=True)
            ]
            for (links, roles), told in zip(groups, own, strict=True)
        ]

    def _own_hints(self, links: Sequence[Link]) -> list[Hints | None]:
        """Return what the containers and anchors beside each name say, None without any."""
        told: list[Hints | None] = []
        for at, link in enumerate(links):
            beside = _specifiers(links, at)
            areas = self._places(beside, Role.CONTAINER)
            anchors = tuple(self._anchors(beside))
            hints = replace(_bare_hints(link.frame), containers=areas, anchors=anchors)
            told.append(hints if areas or anchors else None)
        return told

    def _places(self, links: Sequence[Link], role: Role) -> tuple[Place, ...]:
        found = (self._answer(li.frame, role, None).place for li in links if li.role is role)
        return tuple(place for place in found if place is not None)

    def _anchors(self, links: Sequence[Link]) -> Iterator[tuple[Place, float]]:
        """Yield the places said to be near, and how far that may be."""
        for link in links:
            for place in self._places([link], Role.ANCHOR):
                stated = link.frame.distance_km
                near = _NEAR_KM if stated is None else 1.3 * stated + 10
                yield place, near + place.radius_m / 1000

    def _answer_best(
        self, link: Link, role: Role, own: Hints | None, shared: Hints | None
    ) -> Resolution:
        """
        Resolve a name with its own hints, else with those of another mention, else without any.

        What is said of one mention helps the others and never silences them: "in the Donetsk
        region" may have been a slip, or another place.
        """
        if own is not None or shared is None:
            return self._answer(link.frame, role, own)
        helped = self._answer(link.frame, role, shared)
        return helped if helped.place is not None else self._answer(link.frame, role, None)

    def _answer(self, frame: Frame, role: Role, hints: Hints | None) -> Resolution:
        if role in _NO_PLACE:
            return Resolution()
        hints = hints or _bare_hints(frame)
        known = (frame.name.text, hints)
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


def key(link: Link) -> Key:
    """Return what mentions of one sense have in common."""
    return link.frame.name.text.casefold(), _wanted(link.frame) == "admin"


def _specifiers(links: Sequence[Link], at: int) -> list[Link]:
    """List what stands beside a name to tell it apart; a list shares what its last member has."""
    own = [link for link in links if link.specifies == at]
    if own:
        return own
    first = at if links[at].listed is None else links[at].listed
    members = {i for i, link in enumerate(links) if first in {i, link.listed}}
    return [li for li in links if li.specifies in members and li.role is Role.CONTAINER]


def _share(groups: Sequence[Group], own: Sequence[Sequence[Hints | None]]) -> dict[Key, Hints]:
    """Let the first mention that is told apart speak for those that are not."""
    shared: dict[Key, Hints] = {}
    for (links, _), told in zip(groups, own, strict=True):
        for link, hints in zip(links, told, strict=True):
            if hints is not None:
                shared.setdefault(key(link), hints)
    return shared
