"""Place expressions: what a sentence says of where, with its words, shape and context."""

from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from gazetteer.geodesy import distance_km
from gazetteer.model import Place, PlaceKind
from geomap.model import (
    PINNABLE_ROLES,
    ContextRef,
    PlaceExpression,
    PlaceRef,
    Relation,
    Role,
    Shape,
    Unresolved,
    Where,
)
from geomap.places.frames import Frame
from geomap.places.grammar import View
from geomap.places.links import Link, set_before, specifiers
from geomap.places.refs import make_ref
from geomap.places.resolve import Resolution
from geomap.places.shapes import AREAS, find_relation, make_corridor, make_shape, make_side
from geomap.places.words import Lexicon

_QUARTER_KM = 20.0
_STAYING = frozenset({"live", "reside", "remain", "stay"})
_DWELLERS = frozenset({"residents", "inhabitants", "villagers", "people", "families"})
_WAYS = frozenset({"road", "roads", "street", "highway", "bridge", "way"})
_COMING = frozenset({"come", "arrive", "return"})
_OBJECTS = frozenset({"dobj", "pobj", "conj"})
_TRAVELLING = _COMING | {"evacuate", "flee", "leave", "escape", "go", "travel", "drive", "bring"}
_CITY = 100_000  # inhabitants from which a part of it is no point


class Placed(msgspec.Struct, frozen=True):
    """A linked name with its role and what it was resolved to."""

    link: Link
    role: Role
    resolution: Resolution

    @property
    def frame(self) -> Frame:
        """Return the phrase of the name."""
        return self.link.frame

    @property
    def place(self) -> Place | None:
        """Return the place, None where the answer is an abstention."""
        return self.resolution.place

    def ref(self, role: Role | None = None) -> PlaceRef | None:
        """Return the place as a record, in its own role or another one."""
        return make_ref(self.frame.name, self.resolution, role or self.role)


def make_expressions(
    view: View, placed: Sequence[Placed], lexicon: Lexicon
) -> list[PlaceExpression]:
    """Return the expressions of a sentence in order; names that only specify have none."""
    if not view.tokens.lemmas:
        return []
    made = []
    for at, one in enumerate(placed):
        if one.role not in PINNABLE_ROLES or _only_specifies(placed, one):
            continue
        if _second_of_pair(placed, at) or _has_part(placed, at):
            continue
        made.append(_express(view, placed, at, lexicon))
    return made


def _only_specifies(placed: Sequence[Placed], one: Placed) -> bool:
    """
    Say whether a name only tells another place apart.

    Not in "the Siverskyi Donets near X" and "X's Lukianivska station", which name no other place.
    """
    if one.link.specifies is None:
        return False
    beside = placed[one.link.specifies].role
    near = one.role is Role.ANCHOR and beside is Role.PERSON
    return not near and not (one.role is Role.CONTAINER and beside is Role.STREET)


def _has_part(placed: Sequence[Placed], at: int) -> bool:
    """Leave "in X" to its part where the sentence goes on to one: "in the Y district"."""
    one = placed[at]
    alone = one.link.listed is None and all(other.link.listed != at for other in placed)
    parts = (p for p in placed if p.role is Role.LOCATION and p.link.specifies is None)
    city = one.place.id if one.place and one.role is Role.LOCATION else ""
    return alone and any(p.place is not None and p.place.part_of == city for p in parts)


def stand_for_towns(
    view: View, placed: Sequence[Placed], lexicon: Lexicon, *, mayors: frozenset[str]
) -> list[PlaceExpression]:
    """Return the towns whose mayors are named: theirs is "the city", though nothing is there."""
    made = []
    for at, one in enumerate(placed):
        around = view.low[max(0, one.frame.name.first - 2) : one.frame.name.last + 4]
        if one.role is Role.TITLE and not mayors.isdisjoint(around):
            made.append(stand_for_town(view, placed, at, lexicon))
    return made


def stand_for_scenes(
    view: View, placed: Sequence[Placed], lexicon: Lexicon
) -> list[PlaceExpression]:
    """
    Return the towns that a report is about without telling an event of them.

    Those of the people who live there, of the mayor who speaks, to which a road leads, and of a
    dateline. A city's is inferred: correspondents sit there, and much is told from it.
    """
    towns = [
        at
        for at, one in enumerate(placed)
        if one.place is not None and one.place.kind is PlaceKind.SETTLEMENT
    ]
    homes = [
        stand_for_town(view, placed, at, lexicon)
        for at in towns
        if not _is_city(placed[at])
        and (
            placed[at].role is Role.SPEECH
            or _is_home(view, placed[at])
            or _is_gone_to(view, placed[at])
        )
    ]
    cities = [
        _as_inferred(stand_for_town(view, placed, at, lexicon))
        for at in towns
        if _is_city(placed[at]) and _is_dateline(placed[at], lexicon)
    ]
    mayors = stand_for_towns(view, placed, lexicon, mayors=lexicon.words.mayors)
    return [*mayors, *homes, *cities]


def _is_city(one: Placed) -> bool:
    return one.place is not None and one.place.population >= _CITY


def _is_dateline(one: Placed, lexicon: Lexicon) -> bool:
    """Find "KRAMATORSK, Ukraine (AP) —"; much is told from a capital that happened elsewhere."""
    first = one.role is Role.SPEECH and one.frame.first == 0 and not one.frame.relation_word
    return first and one.frame.name.text.lower() not in lexicon.words.seats


def _as_inferred(expression: PlaceExpression) -> PlaceExpression:
    return replace(expression, where=replace(expression.where, inferred=True))


def _is_home(view: View, one: Placed) -> bool:
    """Find "she has lived in X", "residents of X"."""
    governor = one.frame.governor
    if governor is None or one.frame.relation_word not in {"in", "of"}:
        return False
    return view.lemma(governor) in _STAYING or view.word(governor) in _DWELLERS


def _is_gone_to(view: View, one: Placed) -> bool:
    """Find "the road into X is lined with nets", "the medics came to X"."""
    governor = one.frame.governor
    if view.lemma(governor) in _COMING and one.role is Role.DESTINATION:
        return governor is not None and view.tokens.tags[governor] == "VBD"
    led = governor is not None and view.word(governor) in _WAYS
    subject = led and governor is not None and view.dep(governor) in {"nsubj", "nsubjpass"}
    return subject and one.frame.relation_word in {"into", "through"}


def stand_for_anchors(
    view: View, placed: Sequence[Placed], lexicon: Lexicon
) -> list[PlaceExpression]:
    """
    Return the towns that people leave or go to, or from which an offset is told: "the town" later.

    One that something is only near is inferred: of it, what lies "east of the village" may be told.
    """
    if not view.tokens.lemmas:
        return []
    towns = [
        (one, stand_for_town(view, placed, at, lexicon))
        for at, one in enumerate(placed)
        if (one.role is Role.ANCHOR and one.link.specifies is None) or _is_left(view, one)
    ]
    near = {id(one) for one, _ in towns if one.role is Role.ANCHOR and one.frame.bearing is None}
    return [_as_inferred(town) if id(one) in near else town for one, town in towns]


def _is_left(view: View, one: Placed) -> bool:
    """Find "evacuated ten people from X", "fled to X"; an advance from X is no such way."""
    governor = one.frame.governor
    if governor is None or one.role not in {Role.ORIGIN, Role.DESTINATION}:
        return False
    return bool({view.lemma(governor), view.lemma(view.head(governor))} & _TRAVELLING)


def stand_for_town(
    view: View, placed: Sequence[Placed], at: int, lexicon: Lexicon
) -> PlaceExpression:
    """Return the expression that the name at an index would have by itself: in that town."""
    one = placed[at]
    name = one.frame.name
    bare = replace(one, link=Link(Frame(name, name.first, name.last, one.frame.head)))
    town = replace(bare, role=Role.LOCATION)
    return _express(view, [*placed[:at], town, *placed[at + 1 :]], at, lexicon)


def _second_of_pair(placed: Sequence[Placed], at: int) -> bool:
    """Leave "Y" of "between X and Y" to the expression of "X"."""
    link = placed[at].link
    return link.listed is not None and link.frame.relation_word == "between"


def _express(view: View, placed: Sequence[Placed], at: int, lexicon: Lexicon) -> PlaceExpression:
    one = placed[at]
    frame = one.frame
    parts = [p for p in placed if p.link.specifies == at]
    ends = [p for p in placed[at + 1 :] if p.link.listed == at]
    pair = ends[-1] if ends and frame.relation_word == "between" else None
    worded = [p for p in parts if p.frame.host is None]
    last = max(p.frame.last for p in (one, *worded, *((pair,) if pair else ())))
    first = min(p.frame.first for p in (one, *worded))
    last = _close_bracket(view, first, last)
    around = _shared(placed, at) or _scene(placed, at)
    where = _pair_where(view, one, pair, lexicon) if pair else _where(one, around, lexicon)
    role = Role.LOCATION if one.role in {Role.ANCHOR, Role.CONTAINER} else one.role
    return PlaceExpression(
        sentence=view.sentence.index,
        first=first,
        last=last,
        head=_head(view, frame),
        governor=_governor(placed, at),
        role=role,
        where=Where(
            expression=view.span(first, last),
            relation=where.relation,
            unresolved=where.unresolved,
            shape=where.shape,
            places=where.places,
            context=tuple(
                _context(part)
                for part in parts
                if all(part.frame.name.start != place.start for place in where.places)
            ),
        ),
    )


def _head(view: View, frame: Frame) -> int:
    """Return the word that carries a name, or an earlier one where the parse tears them apart."""
    torn = frame.host is None and frame.head < view.head(frame.head)
    inside = range(frame.name.first, frame.head) if torn else ()
    hung = (i for i in inside if view.dep(i) in _OBJECTS and view.head(i) < frame.name.first)
    return next(hung, frame.head)


def _governor(placed: Sequence[Placed], at: int) -> int | None:
    """Look past another place: "advanced from X towards Y" tells of an advance in both."""
    governor = placed[at].frame.governor
    for _ in placed:
        inside = (
            p.frame
            for p in placed
            if governor is not None and p.frame.first <= governor <= p.frame.last
        )
        other = next(inside, None)
        if other is None or other is placed[at].frame:
            break
        governor = other.governor
    return governor


def _close_bracket(view: View, first: int, last: int) -> int:
    """Return the end of a phrase, with the bracket that it opens and that closes after it."""
    words = view.low[first : last + 1]
    after = last + 2 if view.word(last + 1) == "." else last + 1
    opens = "(" in words and ")" not in words and view.word(after) == ")"
    return after if opens else last


def _shared(placed: Sequence[Placed], at: int) -> list[Placed]:
    """List what tells a name apart: its own containers, else those at the end of its list."""
    return [placed[i] for i in specifiers([p.link for p in placed], at)]


def _scene(placed: Sequence[Placed], at: int) -> list[Placed]:
    """Return the region in which the sentence has put what it tells before a name."""
    before = set_before([p.link for p in placed], [p.role for p in placed], at)
    areas = (placed[i] for i in before if not _is_district_of_other(placed[i]))
    known = [one for one in areas if one.place is not None and _is_area(one)]
    seats = [one for one in known if one.frame.level]  # of districts that the gazetteer lacks
    return (seats or known)[:1]


def _is_area(one: Placed) -> bool:
    return bool(one.frame.level) or (one.place is not None and one.place.kind in AREAS)


def _is_district_of_other(one: Placed) -> bool:
    """Say whether it is a district in which another name was said to lie, not what follows."""
    small = one.place is not None and one.place.kind is PlaceKind.ADMIN2
    return small and one.link.specifies is not None


def _context(part: Placed) -> ContextRef:
    name, place = part.frame.name, part.place
    return ContextRef(
        id=place.id if place else None,
        name=place.name if place else name.text,
        role=part.role,
        start=name.start,
        end=name.end,
    )


def _where(one: Placed, parts: Sequence[Placed], lexicon: Lexicon) -> Where:
    """Give a resolved name its shape, an unresolved one that of its container or anchor."""
    city = _city_of_quarter(one, parts)
    relation = Relation.PART_OF if city else find_relation(one.frame, one.role, lexicon)
    if one.frame.carrier == "area" and one.place and one.place.kind in AREAS:
        relation = Relation.PART_OF  # the areas of a region lie in it, those of a town around it
    place, ref = one.place, one.ref()
    if city and city.place and not _is_beside(place, city.place):
        place, ref = city.place, city.ref(one.role)
    if place is None or ref is None:
        return _fall_back(one, parts, relation, lexicon)
    frame = replace(one.frame, carrier="part") if city else one.frame
    shape = make_shape(place, frame, relation, lexicon)
    return Where(
        relation=relation,
        shape=shape,
        places=(ref,),
        unresolved=None if shape else Unresolved.TOO_WEAK,
    )


def _is_beside(place: Place | None, city: Place) -> bool:
    settled = place is not None and place.kind is PlaceKind.SETTLEMENT
    return settled and place is not None and distance_km(place.point, city.point) <= _QUARTER_KM


def _city_of_quarter(one: Placed, parts: Sequence[Placed]) -> Placed | None:
    """Return the city of "the city's X district": what is called so lies in the city."""
    if one.frame.level != "district" or (one.place and one.place.kind is PlaceKind.ADMIN2):
        return None
    cities = (
        part
        for part in parts
        if part.place is not None
        and part.place.kind is PlaceKind.SETTLEMENT
        and part.frame.carrier in {"", "part", "settlement"}
        and part.role is Role.CONTAINER
    )
    return next(cities, None)


def _fall_back(one: Placed, parts: Sequence[Placed], relation: Relation, lexicon: Lexicon) -> Where:
    """Draw an unresolved name as the smallest known area that the text puts it in."""
    known = sorted((p for p in parts if p.place), key=_breadth)
    for part in known:
        ref, shape = part.ref(), _surroundings(part, lexicon)
        if ref and shape:
            near = part.role is Role.ANCHOR
            return Where(
                relation=Relation.NEAR if near else Relation.IN,
                shape=shape,
                places=(ref,),
                unresolved=one.resolution.unresolved,
            )
    return Where(relation=relation, unresolved=one.resolution.unresolved)


def _breadth(part: Placed) -> tuple[bool, float]:
    return part.role is not Role.ANCHOR, part.place.radius_m if part.place else 0.0


def _surroundings(part: Placed, lexicon: Lexicon) -> Shape | None:
    """Return the area of a container, or the one around an anchor."""
    if part.place is None:
        return None
    near = Relation.NEAR if part.role is Role.ANCHOR else Relation.IN
    if near is Relation.IN and part.place.population >= _CITY and not part.frame.level:
        return make_shape(part.place, replace(part.frame, carrier="part"), near, lexicon)
    if part.frame.bearing is not None and part.frame.distance_km is not None:
        near = Relation.OFFSET
    elif part.frame.bearing is not None and part.place.kind is PlaceKind.SETTLEMENT:
        return make_side(part.place, part.frame.bearing)
    called = part.frame.carrier == "admin"
    if near is Relation.IN and part.place.kind is PlaceKind.SETTLEMENT and not called:
        near = Relation.NEAR
    return make_shape(part.place, part.frame, near, lexicon)


def _pair_where(view: View, one: Placed, other: Placed, lexicon: Lexicon) -> Where:
    """Return the corridor of "between X and Y", none for "the X-Y border"."""
    refs = tuple(ref for ref in (one.ref(), other.ref()) if ref)
    unresolved = one.resolution.unresolved or other.resolution.unresolved
    if one.place is None or other.place is None:
        return Where(relation=Relation.BETWEEN, unresolved=unresolved)
    axis = "axis" in {one.frame.carrier, other.frame.carrier}
    axis = axis or view.word(other.frame.last + 1) in lexicon.nouns.border
    shape = None if axis else make_corridor(one.place, other.place, lexicon)
    weak = None if shape else Unresolved.TOO_WEAK
    return Where(relation=Relation.BETWEEN, shape=shape, places=refs, unresolved=weak)
