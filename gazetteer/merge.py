"""
Sources into one list of places: the same place from two sources is one.

It is the same by its id, else by name, kind and distance: of two files with ids of their own, two
settlements of one country and one name that are no farther apart than their points are sure (5 km
at least). Names and sources are those of both, the id is GeoNames' where there is one. The point
is that of the better source: a user's own file, then GeoNames, then a theatre's checked
settlements, then postal files, then what a theatre could not check; of two equally good ones, that
of the file read later. A unit or country keeps the point it had first, which lies inside its
outline.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

import msgspec

from gazetteer.errors import SourceError
from gazetteer.geodesy import bounds, distance_km
from gazetteer.keys import FOLDED_COUNTRIES
from gazetteer.manifest import Input
from gazetteer.model import LonLat, Place, PlaceKind
from gazetteer.names import fold, normalise
from gazetteer.sources.model import EVERYTHING, Selection, Source

_SAME_KM, _FARTHEST_KM = 5.0, 20.0
_UNCHECKED_M = 3000.0
_RANKS = {"user": 0, "geonames": 1, "theatre": 2, "geonames-postal": 3}
_UNCHECKED_RANK = 4
_CELLS_PER_DEGREE = 8
_SHOWN = 3
Cell = tuple[int, int]


def merge_sources(
    sources: Sequence[Source],
    *,
    selection: Selection = EVERYTHING,
    tell: Callable[[int, str], None] = lambda _done, _words: None,
) -> tuple[list[Place], list[Input]]:
    """
    Read sources in their order.

    Parameters
    ----------
    sources
        What to read.
    selection
        Which of the places shall be kept at the end.
    tell
        Called with the number of sources done and what comes now.

    Returns
    -------
    places
        Ordered by id.
    inputs
        For each source what it is, and what became of its rows.

    Raises
    ------
    SourceError
        If no row of a source can be used.
    """
    merger = _Merger()
    inputs = []
    for done, source in enumerate(sources):
        tell(done, f"reading {source.name}")
        found = 0
        for found, place in enumerate(source.read(merger.places), 1):  # noqa: B007 - counts
            merger.add(place)
        _check_rows(source)
        inputs.append(_input(source, found))
    kept = (merger.places[key] for key in sorted(merger.places))
    return [place for place in kept if selection.takes(place)], inputs


def _check_rows(source: Source) -> None:
    """Refuse a file of which every row is refused: it is not what it was taken for."""
    log = source.log
    if log is not None and len(log.refused) >= log.rows > 0:
        first = "\n".join(map(str, log.refused[:_SHOWN]))
        message = f"{source.name}: none of its {log.rows:,} rows can be used:\n{first}"
        raise SourceError(message)


def _input(source: Source, found: int) -> Input:
    log = source.log
    digests = {}
    for path in source.files:
        with path.open("rb") as file:
            digests[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return Input(
        name=source.name,
        licence=source.licence,
        version=source.version or (f"rows until {log.newest}" if log and log.newest else ""),
        files=digests,
        places=found,
        rows=log.rows if log else 0,
        refused=log.reasons() if log else {},
        left_out=dict(sorted(log.left_out.items())) if log else {},
    )


class _Merger:
    """Places by id, and settlements by the file that gave their ids and where they are."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {}
        self._cells: dict[str, dict[Cell, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._widest_km = _SAME_KM

    def add(self, place: Place) -> None:
        known = self.places.get(place.id) or self._same(place)
        if known is None:
            self.places[place.id] = place
            self._note(place)
            return
        united = unite(known, place)
        if _is_geonames(place) and not _is_geonames(known):
            del self.places[known.id]
            united = msgspec.structs.replace(united, id=place.id)
        self.places[united.id] = united
        if (united.id, united.point) != (known.id, known.point):
            self._note(united)

    def _note(self, place: Place) -> None:
        if place.kind is PlaceKind.SETTLEMENT:
            self._cells[_file(place)][_cell(place.point)].append(place.id)
            self._widest_km = max(self._widest_km, _unsure_km(place))

    def _same(self, place: Place) -> Place | None:
        """Find the known settlement that this one is, the nearest if there are several."""
        if place.kind is not PlaceKind.SETTLEMENT:
            return None
        found = [
            (km, known.id)
            for known in self._around(place)
            for km in (distance_km(known.point, place.point),)
            if km <= max(_SAME_KM, _unsure_km(known), _unsure_km(place))
            if _one_name(known, place)
        ]
        return self.places[min(found)[1]] if found else None

    def _around(self, place: Place) -> Iterator[Place]:
        """Yield the settlements of other files near a place."""
        own = _file(place)
        others = [cells for file, cells in self._cells.items() if file != own]
        if not others:
            return
        reach_km = max(self._widest_km, _unsure_km(place))
        for cell in _cells_around(place.point, reach_km):
            for cells in others:
                ids = cells.get(cell, ())
                yield from (self.places[each] for each in ids if each in self.places)


def _is_geonames(place: Place) -> bool:
    return place.id.startswith("gn:")


def _file(place: Place) -> str:
    """Return what tells the ids of one file from those of others."""
    return place.id.rpartition("/")[0] or place.id.partition(":")[0]


def _cell(point: LonLat) -> Cell:
    return int(point.lon * _CELLS_PER_DEGREE // 1), int(point.lat * _CELLS_PER_DEGREE // 1)


def _cells_around(point: LonLat, reach_km: float) -> Iterator[Cell]:
    west, south, east, north = bounds(point, radius_km=reach_km)
    first, last = _cell(LonLat(west, south)), _cell(LonLat(east, north))
    for column in range(first[0], last[0] + 1):
        yield from ((column, row) for row in range(first[1], last[1] + 1))


def _one_name(known: Place, place: Place) -> bool:
    """Say whether the main name of one settlement is a name of the other, in one country."""
    countries = {known.country, place.country} - {None}
    if len(countries) > 1:
        return False
    key = fold if countries & FOLDED_COUNTRIES else normalise
    return key(known.name) in map(key, place.names) or key(place.name) in map(key, known.names)


def _unsure_km(place: Place) -> float:
    """
    Return how far the point may be off: the reach of a postal or a theatre's village.

    A vague one of a theatre's table is another village: those that are the same are left out of it.
    """
    if (
        (place.is_vague and place.former_admin2)
        or _is_geonames(place)
        or rank(place) <= _RANKS["geonames"]
    ):
        return 0.0
    return min(place.radius_m / 1000, _FARTHEST_KM)


def rank(place: Place) -> int:
    """Say how good a place's point is: 0 is the best."""
    best = min(_RANKS.get(source.partition(":")[0], _UNCHECKED_RANK) for source in place.sources)
    unchecked = best == _RANKS["theatre"] and place.radius_m > _UNCHECKED_M
    return _UNCHECKED_RANK if unchecked else best


def unite(first: Place, second: Place) -> Place:
    """
    Unite two records of one place.

    The first decides what it is and is called, names and sources are those of both, the point of
    a settlement is that of the better source, and the second's if both are equally good.
    """
    names = {normalise(name): name for name in (*second.names, *first.names)}
    ordered = dict.fromkeys((*first.names, *second.names))
    better = first.kind is second.kind is PlaceKind.SETTLEMENT and rank(second) <= rank(first)
    return msgspec.structs.replace(
        first,
        names=tuple(name for name in ordered if names[normalise(name)] == name),
        demonyms=tuple(dict.fromkeys((*first.demonyms, *second.demonyms))),
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        point=second.point if better else first.point,
        radius_m=_reach(first, second, better=better),
        country=first.country or second.country,
        admin1=first.admin1 or second.admin1,
        admin1_name=first.admin1_name or second.admin1_name,
        admin2_name=first.admin2_name or second.admin2_name,
        former_admin2=first.former_admin2 or second.former_admin2,
        population=max(first.population, second.population),
        theatre=first.theatre or second.theatre,
        area_id=first.area_id or second.area_id,
        part_of=first.part_of or second.part_of,
    )


def _reach(first: Place, second: Place, *, better: bool) -> float:
    """Take the reach of the record that gives the point; of two GeoNames records the larger."""
    if better and rank(second) == rank(first):
        return max(first.radius_m, second.radius_m)
    return second.radius_m if better else first.radius_m
