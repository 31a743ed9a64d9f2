"""The theatre of a Ukrainian or Russian text whose places do not tell it."""

from collections.abc import Sequence

from gazetteer.theatre import Theatre, list_theatres, load_theatre
from geomap.places.grammar import View
from geomap.sides import Sides, load_sides

_HOME = {"uk": "UA"}  # a language that hardly anybody writes of other wars in


def theatre_of_language(views: Sequence[View], language: str) -> Theatre | None:
    """Return the theatre at home in the language, else the one whose two sides are named."""
    for title in list_theatres():
        theatre = load_theatre(title)
        if _HOME.get(language) in theatre.countries or _names_states(views, load_sides(title)):
            return theatre
    return None


def _names_states(views: Sequence[View], sides: Sides) -> bool:
    """Say whether the forces or the people of a belligerent state are named."""
    for view in views:
        for word, lemma in zip(view.tokens.words, view.tokens.lemmas, strict=False):
            member = sides.find(word if word.isupper() else lemma)
            if member is not None and member.side in sides.states:
                return True
    return False
