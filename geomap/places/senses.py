"""One sense per document: all mentions of a name resolved together, each with its own hints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from msgspec.structs import replace

from gazetteer.geodesy import destination
from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.reported import Months
from gazetteer.theatre import Theatre
from geomap.model import PINNABLE_ROLES, Role, Unresolved
from geomap.places.candidates import ADMIN_KINDS, SMALLER, places_of, titled, wanted_kind
from geomap.places.evidence import Evidence, covered
from geomap.places.expressions import Placed
from geomap.places.fitting import Hints, lies_in
from geomap.places.frames import Frame
from geomap.places.links import Link, set_after, set_before, specifiers
from geomap.places.resolve import Resolution, resolve_name
from geomap.places.words import english

_SETTLED = frozenset({PlaceKind.SETTLEMENT})
_NO_PLACE = frozenset({Role.PERSON, Role.ORGANISATION, Role.STREET})
_NEAR_KM, _HUB_KM = 40.0, 80.0  # "near Y", "north of Y"
_METROPOLIS = 2_000_000
_A_CITY = 10_000
_NAMESAKES = 15  # of a name that is to tell where the others of its list are
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


def _bare_hints(frame: Frame) -> Hints:
    return Hints(wanted=wanted_kind(frame), village=frame.village, seat=bool(frame.name.level))


def _names_region(places: Sequence[Place]) -> bool:
    """Say whether "western X" may be a part of region X: no part of a metropolis is meant then."""
    metropolis = any(p.kind is PlaceKind.SETTLEMENT and p.population > _METROPOLIS for p in places)
    return not metropolis and any(p.kind is PlaceKind.ADMIN1 for p in places)


def resolve_document(
    groups: Sequence[Group], index: Index, theatre: Theatre | None, months: Months | None = None
) -> list[list[Placed]]:
    """
    Resolve the names of a document.

    First every name for itself; what is sure then is the evidence for the second round. What only
    the reports of those months tell is no evidence for others.
    """
    first = _Round(index, theatre, Evidence()).resolve(groups)
    sure = {
        one.place.id: one.place
        for group in first
        for one in group
        if one.place and one.role in _TELLING
    }
    evidence = Evidence(tuple(sure[key] for key in sorted(sure)), months)
    return _Round(index, theatre, evidence, first).resolve(groups)


@dataclass(frozen=True)
class _Round:
    """One round over all names of a document with the evidence so far."""

    index: Index
    theatre: Theatre | None
    evidence: Evidence
    first: Sequence[Sequence[Placed]] = ()
    memo: dict[tuple[str, str, bool, Hints], Resolution] = field(default_factory=dict)

    def resolve(self, groups: Sequence[Group]) -> list[list[Placed]]:
        """Resolve each name with its own hints, else with those of its other mentions."""
        told = [
            [self._told(group, at, first) for at in range(len(group[0]))]
            for group, first in zip(groups, self.first or [()] * len(groups), strict=True)
        ]
        shared = _share(groups, told)
        return [
            [
                Placed(link, role, self._answer_best(link, role, hints, shared.get(key(link))))
                for link, role, hints in zip(links, roles, own, strict=True)
            ]
            for (links, roles), own in zip(groups, told, strict=True)
        ]

    def _told(self, group: Group, at: int, first: Sequence[Placed]) -> Told:
        """Return what the containers and anchors beside a name say, and the names around it."""
        links, roles = group
        beside = specifiers(links, at)
        own = any(links[i].specifies == at for i in beside)
        areas = tuple(self._that_holds(a, links[at].frame) for a in self._containers(links, beside))
        if links[at].frame.level == "district" and not _is_adjective(links[at].frame):
            cities = {p.part_of for p in places_of(links[at].frame, self.index)}
            areas = tuple(a for a in areas if a.kind is not PlaceKind.SETTLEMENT or a.id in cities)
        anchors = tuple(self._anchors([links[i] for i in beside]))
        turned = self._turned([links[i] for i in beside])
        bare = replace(
            _bare_hints(links[at].frame),
            regions=self._regions(links, at),
            scene=self._scene(links, roles, at),
            company=_company(first, at, self.theatre),
        )
        hints = replace(bare, containers=areas, anchors=anchors, turned=turned)
        return Told(bare, hints if areas or anchors else None, own=own)

    def _containers(self, links: Sequence[Link], beside: Sequence[int]) -> tuple[Place, ...]:
        """Resolve the regions first, so that they tell which district of a name is meant."""
        areas: list[Place] = []
        containers = [links[i].frame for i in beside if links[i].role is Role.CONTAINER]
        for frame in sorted(containers, key=lambda f: f.level in SMALLER):
            within = tuple(areas) if frame.level in SMALLER else ()
            place = self._answer(
                frame, Role.CONTAINER, replace(_bare_hints(frame), containers=within)
            ).place
            areas += [place] if place else []
        owned = [i for i in beside if self._owns_village(links, i)]
        return tuple(areas) if not owned else self._region_of(links[owned[0]].frame) or tuple(areas)

    def _that_holds(self, area: Place, frame: Frame) -> Place:
        """Take the region around a city for the city where it alone has a place of the name."""
        around = [p for p in self.index.lookup(f"{area.name} Oblast") if p.kind is PlaceKind.ADMIN1]
        if area.kind is not PlaceKind.ADMIN1 or not around or around[0].id == area.id:
            return area
        places = places_of(frame, self.index)
        held = any(lies_in(p, area) for p in places)
        return around[0] if not held and any(lies_in(p, around[0]) for p in places) else area

    def _owns_village(self, links: Sequence[Link], at: int) -> bool:
        """Find "X's Y" where Y is no quarter of the town X."""
        target = links[at].specifies
        frame = links[at].frame
        bare = not frame.carrier and frame.last == frame.name.last
        if target is None or at > target or not bare:
            return False
        return links[target].frame.carrier in {"", "settlement"}

    def _region_of(self, frame: Frame) -> tuple[Place, ...]:
        """Return the region that a name may mean."""
        return tuple(p for p in titled(frame, self.index, "region") if p.kind is PlaceKind.ADMIN1)[
            :1
        ]

    def _regions(self, links: Sequence[Link], at: int) -> tuple[Place, ...]:
        """Return the regions and districts that the sentence names beside a settlement."""
        if links[at].frame.carrier == "admin":
            return ()
        frames = [link.frame for link in links if self._is_area(link.frame)]
        found = [self._answer(frame, Role.CONTAINER, None).place for frame in frames]
        return tuple(p for p in found if p is not None and p.kind in ADMIN_KINDS)

    def _scene(self, links: Sequence[Link], roles: Sequence[Role], at: int) -> tuple[Place, ...]:
        """Return the smallest regions in which the clause puts what it tells beside a name."""
        if links[at].frame.carrier == "admin" or links[at].specifies is not None:
            return ()
        around = [links[i].frame for i in (*set_before(links, roles, at), *set_after(links, at))]
        areas = [self._answer(frame, Role.CONTAINER, None).place for frame in around]
        known = [area for area in areas if area is not None and area.kind in ADMIN_KINDS]
        return tuple(a for a in known if not any(b is not a and lies_in(b, a) for b in known))

    def _is_area(self, frame: Frame) -> bool:
        """Say whether a name can only be that of a region, a district or an axis."""
        if frame.carrier in {"admin", "axis"}:
            return True
        kinds = {self.index.place(one).kind for one in frame.name.ids}
        return not frame.name.demonym and bool(kinds) and kinds <= ADMIN_KINDS

    def _anchors(self, links: Sequence[Link]) -> Iterator[tuple[Place, float]]:
        """Yield the places said to be near, and how far that may be."""
        for link in links:
            anchored = link.role is Role.ANCHOR
            place = self._answer(link.frame, Role.ANCHOR, None).place if anchored else None
            if place is not None:
                stated, bearing = link.frame.distance_km, link.frame.bearing
                turned = link.frame.relation_word == "bearing"
                usual = _HUB_KM if turned else _NEAR_KM
                near = usual if stated is None else 1.3 * stated + 10
                if stated is not None and bearing is not None:
                    there = destination(place.point, bearing=bearing, km=stated)
                    place, near = replace(place, point=there), 0.35 * stated + 5
                yield place, near + place.radius_m / 1000

    def _turned(self, links: Sequence[Link]) -> tuple[tuple[Place, float], ...]:
        """Return the places from which a name is said to lie in a direction, with its degrees."""
        told = [
            (self._answer(link.frame, Role.ANCHOR, None).place, link.frame.bearing)
            for link in links
            if link.role is Role.ANCHOR and link.frame.distance_km is None
        ]
        return tuple((place, deg) for place, deg in told if place and deg is not None)

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
        elsewhere = any(h is not None and h.containers for h in (told.hints, shared))
        doubted = bare.place is not None and elsewhere and not _is_town(bare.place)
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
        places = places_of(frame, self.index)
        if frame.compass and not hints.wanted and _names_region(places):
            hints = replace(hints, wanted="admin")
        wanted = hints.wanted
        called = {"admin": ADMIN_KINDS, "settlement": {PlaceKind.SETTLEMENT}}.get(wanted)
        if places and called and not any(p.kind in called for p in places):
            hints = replace(hints, wanted="")
        return resolve_name(
            frame.name.text, places, hints=hints, evidence=self.evidence, theatre=self.theatre
        )


def _company(
    first: Sequence[Placed], at: int, theatre: Theatre | None
) -> tuple[tuple[Place, ...], ...]:
    """Return the settlements that the first round found for the others of a name's list."""
    if not first:
        return ()
    root = at if first[at].link.listed is None else first[at].link.listed
    others = [one for i, one in enumerate(first) if i != at and root in {i, one.link.listed}]
    towns = [_towns(one.resolution, theatre) for one in others]
    known = tuple(found for found in towns if 0 < len(found) <= _NAMESAKES)
    return known if len(others) > 1 or any(len(found) == 1 for found in known) else ()


def _towns(resolution: Resolution, theatre: Theatre | None) -> tuple[Place, ...]:
    """Return the settlement that a name means, where that is open all that it may."""
    sure = resolution.place
    places = [c.place for c in resolution.ranked if covered(theatre, c.place)]
    return tuple(p for p in ([sure] if sure else places) if p.kind in _SETTLED)


def _is_adjective(frame: Frame) -> bool:
    """Tell "Kharkiv's Kyivskyi district", a quarter, from "the Beryslav district of Kherson"."""
    return frame.name.text.split()[0].lower().endswith(english().words.adjective_endings)


def _is_town(place: Place) -> bool:
    return place.kind is PlaceKind.SETTLEMENT and place.population >= _A_CITY


def key(link: Link) -> Key:
    """Return what mentions of one sense have in common."""
    frame = link.frame
    return frame.name.text.casefold(), frame.level if wanted_kind(frame) == "admin" else ""


def _share(groups: Sequence[Group], told: Sequence[Sequence[Told]]) -> dict[Key, Hints]:
    """Let the first mention that is told apart speak for those that are not."""
    shared: dict[Key, Hints] = {}
    for (links, _), said in zip(groups, told, strict=True):
        for link, one in zip(links, said, strict=True):
            if one.hints is not None:
                shared.setdefault(key(link), one.hints)
    return shared
