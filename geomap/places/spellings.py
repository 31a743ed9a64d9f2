"""A name that the theatre's places bear in another spelling: all of them are meant, not the few."""

import re
from collections.abc import Iterator
from dataclasses import replace

from gazetteer.index import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.names import normalise
from gazetteer.theatre import Theatre
from geomap.places.toponyms import Name

_CYRILLIC = re.compile("[\u0400-\u04ff]")


def widen_names(names: list[Name], index: Index, theatre: Theatre | None) -> list[Name]:
    """
    Add to the places of a name those of the theatre that are only spelled otherwise.

    The index knows for some places how the press writes them and for most only their own name. So
    where no place of the theatre is called just so, "Semyonovka" is any Semenivka there, and
    "Krasnoarmeisk" is not sure to be the town abroad.
    """
    if theatre is None:
        return names
    return [_widen(name, index, theatre) for name in names]


def _widen(name: Name, index: Index, theatre: Theatre) -> Name:
    places = [index.place(one) for one in name.ids]
    settled = bool(places) and all(p.kind is PlaceKind.SETTLEMENT for p in places)
    if not settled or name.demonym or _CYRILLIC.search(name.text):
        return name
    form = normalise(name.text)
    if any(p.country in theatre.countries and normalise(p.name) == form for p in places):
        return name
    alike = _alike(name, index, theatre)
    return replace(name, ids=tuple(dict.fromkeys((*name.ids, *(p.id for p in alike)))))


def _alike(name: Name, index: Index, theatre: Theatre) -> Iterator[Place]:
    """Yield the theatre's settlements that have the name in any spelling."""
    for place in index.lookup_folded(name.text):
        if place.kind is PlaceKind.SETTLEMENT and place.country in theatre.countries:
            yield place
