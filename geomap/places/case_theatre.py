"""The theatre of a text whose places do not tell it."""

import re
from collections.abc import Iterable, Sequence

from gazetteer import Index
from gazetteer.model import Place, PlaceKind
from gazetteer.theatre import Theatre, list_theatres, load_theatre
from geomap.places.grammar import View
from geomap.places.toponyms import Name
from geomap.sides import Sides, load_sides

_FORCES = re.compile(
    r"\b([^\W\d_][\w'\u2019-]+) (?:armed )?(?:forces|troops|soldiers|army|military|marines"
    r"|artillery|aviation|aircraft|drones?|missiles?|shelling|positions|units|defenders)\b",
    re.IGNORECASE,
)
_SMALL = 50_000
_HOME = {"uk": "UA"}  # a language that hardly anybody writes of other wars in


def theatre_of_language(views: Sequence[View], language: str) -> Theatre | None:
    """Return the theatre at home in the language, else the one whose two sides are named."""
    for title in list_theatres():
        theatre = load_theatre(title)
        if _HOME.get(language) in theatre.countries or _names_states(views, load_sides(title)):
            return theatre
    return None


def theatre_of_forces(text: str, names: Iterable[Name], index: Index) -> Theatre | None:
    """
    Return the theatre of whose states an English text names the forces: "Russian troops".

    Only where each larger place that it names may lie there: rows of a database hold one village
    each, and often one of many of its name.
    """
    named = [[index.place(one) for one in name.ids] for name in names]
    large = [p for p in named if any(_is_large(one) for one in p)]
    places = [{place.country for place in found} for found in large]
    for title in list_theatres():
        theatre, sides = load_theatre(title), load_sides(title)
        told = (sides.find(match[1]) for match in _FORCES.finditer(text))
        armed = any(member and member.side in sides.states for member in told)
        near = {*theatre.countries, *sides.states}
        if armed and all(near & countries for countries in places):
            return theatre
    return None


def _is_large(place: Place) -> bool:
    return place.kind is PlaceKind.COUNTRY or place.population > _SMALL


def _names_states(views: Sequence[View], sides: Sides) -> bool:
    """Say whether the forces or the people of a belligerent state are named."""
    for view in views:
        for word, lemma in zip(view.tokens.words, view.tokens.lemmas, strict=False):
            member = sides.find(word if word.isupper() else lemma)
            if member is not None and member.side in sides.states:
                return True
    return False
