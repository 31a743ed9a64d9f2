"""Happenings of many documents to groups that are one event each."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import TypeVar

from geomap.merge.distance import ANSWERED_DAYS, Happening, can_join, is_blurred
from geomap.model import HAPPENS_ONCE, Form, Shape

_CELL_DEGREES = 0.25
_OFFSET_DEGREES = 0.25  # of longitude: more than `OFFSET_KM` up to 68 degrees north
_WEEK_DAYS = 7

Group = list[Happening]
Bucket = tuple[str, Hashable, int]
HappeningId = tuple[str, str]
T = TypeVar("T")


def find_components(happenings: Iterable[Happening], *, max_days: int) -> list[Group]:
    """
    Cut happenings into parts that have nothing to do with each other.

    Parameters
    ----------
    max_days
        By how many days reports of what happens once may differ.

    Returns
    -------
    components
        What is in different ones can never be one event: no type, place and day is in both.
        Ordered by their oldest claim, whatever the order of the input.
    """
    ordered = sorted(happenings, key=lambda h: h.order)
    parents = list(range(len(ordered)))
    held: dict[Hashable, int] = {}
    for n, happening in enumerate(ordered):
        for bucket in (*_buckets(happening, max_days), *_links(happening)):
            _unite(parents, held.setdefault(bucket, n), n)
    numbered = _grouped(range(len(ordered)), lambda n: _root(parents, n))
    return [[ordered[n] for n in numbers] for numbers in numbered]


def split_component(component: Sequence[Happening], *, max_days: int) -> list[Group]:
    """
    Cut a component into events.

    Happenings that agree in everything are one event. A vaguer one joins where there is exactly
    one that it can mean, the least vague first; where it could mean two, it stays by itself. Two
    happenings of one document are never one: the document tells them apart. What one event
    caused is one, as far as each document tells it once.
    """
    cores = _Cores(max_days)
    ordered = sorted(component, key=lambda h: (h.vagueness, h.order))
    for _, level in groupby(ordered, key=lambda h: h.vagueness):
        cores.add(list(level))
    return _joined_by_cause(cores.groups)


def _joined_by_cause(groups: Sequence[Group]) -> list[Group]:
    """Make one of the harm that several documents tell of one event."""
    holder = {h.id: n for n, group in enumerate(groups) for h in group}
    found: list[Group] = []
    for members in _grouped(enumerate(groups), lambda item: _harm_key(*item, holder)):
        apart = [group for _, group in members]
        together = [h for group in apart for h in group]
        found += [together] if len(apart) == 1 or _is_told_alike(together) else apart
    return found


def _is_told_alike(group: Group) -> bool:
    """Say whether no document tells two of them, and no two name other places or sides."""
    places = {h.place for h in group} - {None}
    sides = {h.side for h in group} - {None}
    docs = {h.doc_id for h in group}
    return len(docs) == len(group) and len(places) < 2 and len(sides) < 2


def _harm_key(n: int, group: Group, holder: Mapping[HappeningId, int]) -> Hashable:
    """Return what harm is known by when its one cause is known, else its number."""
    causes = {holder.get(h.cause) for h in group if h.cause is not None}
    if len(causes) != 1 or None in causes:
        return n
    first = group[0]
    return (*causes, first.type, first.target, first.open, first.scope, first.denial)


def _links(happening: Happening) -> Iterator[Hashable]:
    """Yield what a happening shares with what it caused, or what has caused it."""
    yield happening.id
    if happening.cause is not None:
        yield happening.cause


class _Cores:
    """The events found so far, the most exact happening of each first, looked up by buckets."""

    def __init__(self, max_days: int) -> None:
        self.groups: list[Group] = []
        self._max_days = max_days
        self._held: dict[Bucket, list[int]] = {}

    def add(self, level: Sequence[Happening]) -> None:
        """Add happenings that are equally vague: none of them can be a telling of another."""
        meant = [self._only_one(h) for h in level]
        told = Counter((n, h.doc_id) for n, h in zip(meant, level, strict=True))
        sides = {(n, h.side) for n, h in zip(meant, level, strict=True) if h.side is not None}
        blamed = Counter(n for n, _ in sides)
        rest = []
        for n, happening in zip(meant, level, strict=True):
            clear = happening.side is None or blamed[n] < 2
            if n is not None and clear and told[n, happening.doc_id] == 1:
                self.groups[n].append(happening)
            else:
                rest.append(happening)
        for group in _alike(rest, self._max_days):
            for bucket in set(_buckets(group[0], self._max_days)):
                self._held.setdefault(bucket, []).append(len(self.groups))
            self.groups.append(group)

    def _only_one(self, happening: Happening) -> int | None:
        """Return the number of the one event that a happening may be a vaguer report of."""
        found = list(islice(self._meant(happening, denials=False), 2))
        found = found or list(islice(self._meant(happening, denials=True), 2))
        if len(found) != 1 or not _may_join(happening, self.groups[found[0]]):
            return None
        return found[0]

    def _meant(self, happening: Happening, *, denials: bool) -> Iterator[int]:
        """Yield each event, told or only denied, that a happening may be a vaguer report of."""
        seen: set[int] = set()
        for bucket in _buckets_meant(happening, self._max_days):
            for n in self._held.get(bucket, ()):
                core = self.groups[n][0]
                if n not in seen and core.denial == denials and is_blurred(happening, core):
                    yield n
                seen.add(n)


def _may_join(happening: Happening, group: Group) -> bool:
    """Say whether no member is of the same document, or has another side act."""
    sides = {h.side for h in (happening, *group)} - {None}
    return len(sides) < 2 and all(h.doc_id != happening.doc_id for h in group)


def _buckets(happening: Happening, max_days: int) -> Iterator[Bucket]:
    """Yield type, place and week, coarsely: whatever may be one event shares at least one."""
    place, shape = happening.place, happening.shape
    if not can_join(happening) or place is None or shape is None:
        return
    places: list[Hashable] = [place[1:]]
    if shape.form in {Form.POINT, Form.OFFSET}:
        places += _cells(shape)
    for week in _weeks(happening, max_days):
        for where in places:
            yield happening.group, where, week


def _buckets_meant(happening: Happening, max_days: int) -> Iterator[Bucket]:
    """Yield the buckets with what it can be a vaguer report of: an offset's neighbours, too."""
    offset = happening.shape is not None and happening.shape.form is Form.OFFSET
    place = happening.place
    for bucket in _buckets(happening, max_days):
        if offset or (place is not None and bucket[1] == place[1:]):
            yield bucket


def _cells(shape: Shape) -> Iterator[Hashable]:
    """Yield the squares that a shape lies in, all that it may reach if it is an offset."""
    wide, high = (_OFFSET_DEGREES, _OFFSET_DEGREES / 2) if shape.form is Form.OFFSET else (0, 0)
    for column in _steps(shape.lon - wide, shape.lon + wide, _CELL_DEGREES):
        for row in _steps(shape.lat - high, shape.lat + high, _CELL_DEGREES):
            yield column, row


def _weeks(happening: Happening, max_days: int) -> range:
    slack = max_days if happening.type in HAPPENS_ONCE else 0
    before = ANSWERED_DAYS if happening.denial else slack
    return _steps((happening.first or 0) - before, (happening.last or 0) + slack, _WEEK_DAYS)


def _steps(low: float, high: float, size: float) -> range:
    return range(int(low // size), int(high // size) + 1)


def _alike(happenings: Sequence[Happening], max_days: int) -> Iterator[Group]:
    """Group those that agree in everything; a document that tells two such stays apart."""
    for members in _grouped(happenings, _exact_key):
        for window in _windows(members, max_days):
            told = Counter(h.doc_id for h in window)
            yield from ([h] for h in window if told[h.doc_id] > 1)
            single = [h for h in window if told[h.doc_id] == 1]
            if single:
                yield single


def _exact_key(h: Happening) -> Hashable:
    if not can_join(h):
        return h.order
    days = 0 if h.first is None or h.last is None else h.last - h.first
    day = None if h.type in HAPPENS_ONCE else h.last
    return h.type, h.place, days, day, h.side, h.mode, h.target, h.open, h.scope, h.denial


def _windows(members: Sequence[Happening], max_days: int) -> Iterator[Group]:
    """Cut what happens once by days, so that no event is longer than the window."""
    window: Group = []
    for happening in sorted(members, key=lambda h: (h.last or 0, h.order)):
        if window and (happening.last or 0) - (window[0].last or 0) > max_days:
            yield window
            window = []
        window.append(happening)
    yield window


def _grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Put items of one key together, in the order of the first of each."""
    found: dict[Hashable, list[T]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())


def _root(parents: list[int], n: int) -> int:
    while parents[n] != n:
        parents[n] = parents[parents[n]]
        n = parents[n]
    return n


def _unite(parents: list[int], one: int, other: int) -> None:
    """Join two sets; the smaller number is the root."""
    first, second = sorted((_root(parents, one), _root(parents, other)))
    parents[second] = first
