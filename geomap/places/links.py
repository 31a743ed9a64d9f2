"""Names that belong together: "X, near Y", "X in Z region", "X, Y and Z"."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from gazetteer.model import Place, PlaceKind
from geomap.model import Role
from geomap.places.frames import Frame
from geomap.places.grammar import View
from geomap.places.words import Lexicon

_OPENING = {(), (",",), ("(",), (")",), (")", ","), (",", "just"), (",", "located"), (",", "in")}
_OPENING |= {(*opening, word) for opening in ((",",), ("(",)) for word in ("both", "all", "each")}
_LISTING = {
    (",",),
    ("and",),
    ("or",),
    ("/",),
    (",", "and"),
    ("&",),
    ("as", "well", "as"),
    (",", "as", "well", "as"),
    ("and", "the"),
}
_RANK = {
    PlaceKind.FEATURE: 0,
    PlaceKind.SETTLEMENT: 0,
    PlaceKind.ADMIN2: 2,
    PlaceKind.ADMIN1: 3,
    PlaceKind.REGION: 3,
    PlaceKind.COUNTRY: 4,
    PlaceKind.MACROREGION: 5,
}
_LOCAL = {PlaceKind.FEATURE, PlaceKind.SETTLEMENT}
_A_CITY = 100_000
_SHARED = {"settlement", "area"}
_ROADS = frozenset({"road", "highway", "route", "railway", "line"})
_JOINED = {("-",), ("–",), ("—",)}
_HELD = frozenset({"occupied", "held", "russian", "ukrainian", "-", "partly", "partially"})
_SUBJECTS = {"nsubj", "nsubjpass"}


def without_holders(gap: tuple[str, ...]) -> tuple[str, ...]:
    """Pass over who holds a region in "X, occupied Y" and "X, Russian-held Y"."""
    held = gap[:1] == (",",) and all(word in _HELD for word in gap[1:])
    return (",",) if held else gap


class Link(msgspec.Struct, frozen=True):
    """
    What a frame is to another of its sentence, by index.

    `specifies` is the frame that this one tells apart (as container or anchor), `listed` the
    first member of its enumeration.
    """

    frame: Frame
    specifies: int | None = None
    role: Role | None = None
    listed: int | None = None


def link_frames(
    view: View, frames: Sequence[Frame], senses: Sequence[Place | None], lexicon: Lexicon
) -> list[Link]:
    """Link each frame of a sentence to the one before it where the words between say so."""
    links: list[Link] = []
    for at, frame in enumerate(frames):
        if at and _is_hub(view, links, frame, lexicon):
            links.append(Link(frame=frame, listed=_list_of(links)))
            links[-2] = Link(frame=links[-2].frame, specifies=at, role=Role.ANCHOR)
            continue
        if at and _is_way(view, links[-1].frame, frame):
            first = replace(links[-1].frame, relation_word="between")
            links[-1] = replace(links[-1], frame=first)
            links.append(Link(frame=replace(frame, relation_word="between"), listed=at - 1))
            continue
        links.append(_link(view, links, frame, senses, lexicon) if at else Link(frame=frame))
        if at and links[at - 1].frame.owned == frame.name.first:
            owner = replace(links[at - 1].frame, owned=None)
            links[at - 1] = Link(frame=owner, specifies=at, role=Role.CONTAINER)
    return _share_carriers(view, links)


def _is_hub(view: View, links: Sequence[Link], frame: Frame, lexicon: Lexicon) -> bool:
    """Find "west of Y near X": Y is the town by which X is known, X is where it was."""
    before, near = links[-1], lexicon.prepositions.near
    hub, told = before.frame, before.specifies
    listing = told is not None and links[told].frame.relation_word in near
    turned = hub.relation_word == "bearing" and hub.distance_km is None
    named = frame.host is None and not frame.name.demonym and frame.relation_word in near
    follows = view.low[hub.last + 1 : frame.prep] in {(), (",",), ("city",), ("city", ",")}
    return turned and named and follows and (told is None or listing)


def _is_way(view: View, first: Frame, second: Frame) -> bool:
    """Find "on the road from X to Y", which lies between them."""
    way = view.word(first.first - 1) in _ROADS
    ends = (first.relation_word, second.relation_word) == ("from", "to")
    return way and ends and first.host is None and second.first == first.last + 1


def _list_of(links: Sequence[Link]) -> int | None:
    """Return the list that goes on behind the last name: "near X, north of Y near Z"."""
    told = links[-1].specifies
    if told is None:
        return links[-1].listed
    return told if links[told].listed is None else links[told].listed


def specifiers(links: Sequence[Link], at: int) -> list[int]:
    """
    Return what stands beside a name to tell it apart, by index.

    A member of a list without any shares what contains the next member that has some: "A and B
    (Y district)", "Y's A and B".
    """
    own = [i for i, link in enumerate(links) if link.specifies == at]
    if own:
        return own
    first = at if links[at].listed is None else links[at].listed
    for later in range(at + 1, len(links)):
        if links[later].listed == first:
            found = [i for i, link in enumerate(links) if link.specifies == later]
            areas = [i for i in found if links[i].role is Role.CONTAINER]
            if areas:
                return areas
    return [i for i, link in enumerate(links[:first]) if link.specifies == first]


def set_before(links: Sequence[Link], roles: Sequence[Role], at: int) -> list[int]:
    """
    Return what may set the scene for a name without any specifier, by index: "In Y, shells hit X".

    Those are the names before it, in no list with it, in which something is said to be; the
    nearest comes first.
    """
    lists = {at, links[at].listed} - {None}
    return [
        i
        for i in range(at - 1, -1, -1)
        if roles[i] in {Role.LOCATION, Role.CONTAINER}
        and not lists & {i, links[i].listed, links[i].specifies}
        and not _is_left(roles, links[i].specifies)
    ]


def _is_left(roles: Sequence[Role], at: int | None) -> bool:
    """Say whether a region only tells where something came from: "fired from X in Y"."""
    return at is not None and roles[at] is Role.ORIGIN


def set_after(links: Sequence[Link], at: int) -> list[int]:
    """
    Return the regions of what follows a name in its own clause: "near X on Cape Y in Z".

    What the verb has another phrase for in region Z happened there, so that X is no village
    elsewhere; members of one list have their own regions.
    """
    own, root = links[at].frame.governor, links[at].listed
    return [
        i
        for i, link in enumerate(links)
        if link.role is Role.CONTAINER
        and link.specifies is not None
        and link.specifies > at
        and own is not None
        and links[link.specifies].frame.governor == own
        and links[link.specifies].listed not in {at, root} - {None}
    ]


def rank(frame: Frame, sense: Place | None) -> int:
    """Return how broad a name is: -1 a part of a city, 0 a settlement, 4 a country."""
    if sense is not None and sense.part_of is not None:
        return -1
    if frame.carrier == "admin":
        return {"commune": 1, "district": 2}.get(frame.level, 3)
    if frame.carrier == "settlement" or sense is None:
        return 0
    return _RANK[sense.kind]


def _link(
    view: View,
    links: Sequence[Link],
    frame: Frame,
    senses: Sequence[Place | None],
    lexicon: Lexicon,
) -> Link:
    at, before = len(links), links[-1]
    if frame.name.demonym or before.frame.name.demonym:
        return Link(frame=frame)
    if view.low[before.frame.name.last + 1 : frame.name.first] in _JOINED:
        return _join(links, frame)
    if before.frame.owned == frame.name.first:
        return _take_possessor(before, frame)
    start = frame.prep if frame.prep is not None and frame.host is None else frame.first
    gap = without_holders(view.low[before.frame.last + 1 : start])
    root = at - 1 if before.specifies is None else before.specifies
    alike = before.role is Role.CONTAINER and before.frame.level == frame.level != ""
    if alike and _in_brackets(view, frame):  # "X (Y and Z districts)"
        return Link(frame=frame, specifies=root, role=Role.CONTAINER)
    role = _specifier(view, gap, (links[root].frame, frame), (senses[root], senses[at]), lexicon)
    if role:
        return Link(frame=frame, specifies=root, role=role)
    gap = gap[gap.index(")") + 1 :] if ")" in gap else gap
    listing = gap in _LISTING and not _starts_clause(view, frame, links[root])
    return _list(links, root, frame, lexicon) if listing else Link(frame=frame)


def _list(links: Sequence[Link], root: int, frame: Frame, lexicon: Lexicon) -> Link:
    """Add a frame to an enumeration: "near A, B", "near A and to the south of B"."""
    listed = links[root].listed
    first = root if listed is None else listed
    if frame.prep is None:
        return Link(frame=_inherit(links[first].frame, frame), listed=first)
    near = lexicon.prepositions.near | {"bearing"}
    alike = frame.relation_word in near and links[first].frame.relation_word in near
    return Link(frame=frame, listed=first if alike else None)


def _join(links: Sequence[Link], frame: Frame) -> Link:
    """Take "X-Y highway" and "X–Y–Z axis" for what lies between their ends."""
    listed = links[-1].listed
    at = len(links) - 1 if listed is None else listed
    first = links[at].frame
    joined = replace(
        frame, prep=first.prep, governor=first.governor, first=first.first, relation_word="between"
    )
    return Link(frame=joined, listed=at)


def _take_possessor(before: Link, frame: Frame) -> Link:
    """Let "Y" of "in X region's Y" stand where X stands; X becomes its container."""
    owner = before.frame
    joined = replace(
        frame,
        first=owner.first,
        prep=owner.prep,
        relation_word=owner.relation_word,
        governor=owner.governor if owner.prep is not None else frame.governor,
    )
    return Link(frame=joined, specifies=before.specifies, role=before.role)


def _specifier(
    view: View,
    gap: tuple[str, ...],
    frames: tuple[Frame, Frame],
    senses: tuple[Place | None, Place | None],
    lexicon: Lexicon,
) -> Role | None:
    """Say whether the second frame tells which place the first means, and how."""
    first, second = frames
    closed = first.follower and (first.follower != "the" or rank(first, senses[0]) == 0)
    if closed or not _adjoins(view, second, gap):
        return None
    if second.relation_word in lexicon.prepositions.near | {"bearing"}:
        aimed = first.carrier == "axis" or first.relation_word in lexicon.prepositions.toward
        return Role.ANCHOR if rank(first, senses[0]) == 0 and not aimed else None
    apposed = view.dep(second.head) == "appos" or second.relation_word in {"in", ""}
    edge = second.relation_word in {"on", "at"} and second.carrier in {"part", "area"}
    if gap == (",",) and (apposed or edge) and second.carrier in {"area", "part"}:
        return Role.ANCHOR
    broader = rank(second, senses[1]) > rank(first, senses[0])
    if second.relation_word == "in":
        unknown = senses[0] is None and first.carrier == "settlement"
        around = Role.ANCHOR if unknown else None
        return Role.CONTAINER if broader or second.host is not None else around
    if second.relation_word == "of" and "admin" in {first.carrier, second.carrier}:
        quarter = first.level == "district" and rank(second, senses[1]) == 0
        return Role.CONTAINER if broader or quarter else None
    return (
        _bare_role(view, gap, frames, senses, apposed=apposed) if not second.relation_word else None
    )


def _bare_role(
    view: View,
    gap: tuple[str, ...],
    frames: tuple[Frame, Frame],
    senses: tuple[Place | None, Place | None],
    *,
    apposed: bool,
) -> Role | None:
    """Read "X, Z region" and "X (Y, Z region)", where Y is X's town or another name of it."""
    second = frames[1]
    ranks = rank(frames[0], senses[0]), rank(second, senses[1])
    if gap == ("(",) and ranks == (0, 0) and not second.carrier:
        return Role.ANCHOR
    named = second.carrier == "admin" or _in_brackets(view, second)
    inside = _within(senses) or (named and (apposed or _is_small(senses[0])))
    beside = gap in {(",",), ("(",), (")", ",")}
    return Role.CONTAINER if beside and ranks[1] > ranks[0] and inside else None


def _in_brackets(view: View, frame: Frame) -> bool:
    before = view.low[: frame.first]
    return before.count("(") > before.count(")")


def _adjoins(view: View, frame: Frame, gap: tuple[str, ...]) -> bool:
    """Say whether nothing but a comma or bracket parts a frame from the one before."""
    return gap in _OPENING if frame.host is None else _apposed(view, frame, gap)


def _apposed(view: View, frame: Frame, gap: tuple[str, ...]) -> bool:
    """Accept "X, a city in Y" where the parse calls the city an apposition."""
    if frame.host is None or gap != (",",) or frame.name.last == frame.host:
        return False
    return not view.parsed or view.dep(frame.host) == "appos"


def _within(senses: tuple[Place | None, Place | None]) -> bool:
    """Say that a region may hold a place; an unknown place may lie anywhere."""
    inner, outer = senses
    return inner is None or outer is None or inner.country == outer.country


def _is_small(sense: Place | None) -> bool:
    """Say whether a name may just as well mean a village elsewhere."""
    return sense is None or (sense.kind in _LOCAL and sense.population < _A_CITY)


def _starts_clause(view: View, frame: Frame, before: Link) -> bool:
    """Tell "X, and Y was hit" from the enumeration "X, and Y" and from "X and Y oblasts"."""
    if frame.carrier == "admin" and view.word(frame.last).endswith("s"):
        return False
    own = view.dep(frame.head)
    return own in _SUBJECTS and view.dep(view.first_of_list(before.frame.head)) not in _SUBJECTS


def _inherit(first: Frame, frame: Frame) -> Frame:
    """Give a member of an enumeration the preposition and governor of its first member."""
    return replace(
        frame,
        prep=first.prep,
        relation_word=first.relation_word,
        governor=first.governor,
        host=first.host,
        bearing=first.bearing,
        carrier=frame.carrier or (first.carrier if first.carrier in _SHARED else ""),
    )


def _share_carriers(view: View, links: list[Link]) -> list[Link]:
    """Let "X and Y regions" be two regions, and "X-Y axis" one axis."""
    shared = list(links)
    for at, link in enumerate(links):
        joined = link.frame.relation_word == "between" and link.listed is not None
        plural = view.word(link.frame.last).endswith("s")
        if link.listed is None or not (joined or plural):
            continue
        for member in range(link.listed, at):
            if shared[member].specifies is None:
                frame = _share(shared[member].frame, link.frame, joined=joined)
                shared[member] = replace(shared[member], frame=frame)
    return shared


def _share(frame: Frame, last: Frame, *, joined: bool) -> Frame:
    if joined:
        head = last.head if last.carrier else frame.head
        frame = replace(frame, relation_word="between", head=head, suffix="")
    before = frame.carrier in {"part", "settlement"} and frame.head < frame.name.first
    if (frame.carrier and not before) or last.carrier not in {"admin", "axis"}:
        return frame
    follower = "" if frame.follower == "the" else frame.follower
    return replace(frame, carrier=last.carrier, level=last.level, follower=follower)
