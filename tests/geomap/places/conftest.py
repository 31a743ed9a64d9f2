"""A call that reads a text as the pipeline does and returns what the stage found."""

from collections.abc import Callable

import pytest

from gazetteer import Index
from geomap.model import Located, PlaceExpression, Toponym
from geomap.places import locate_places
from geomap.text.parse import parse_sentences
from geomap.text.sentences import split_sentences


class Reading:
    """What was found in a text, with short ways to ask."""

    def __init__(self, text: str, located: Located) -> None:
        self.text = text
        self.located = located

    def toponym(self, name: str) -> Toponym:
        """Return the first toponym of that text."""
        return next(one for one in self.located.toponyms if one.text == name)

    def role(self, name: str) -> str:
        """Return the role of a name."""
        return self.toponym(name).role.value

    @property
    def expressions(self) -> list[PlaceExpression]:
        """Return all expressions."""
        return self.located.expressions

    @property
    def drawn(self) -> list[str]:
        """List the words of all expressions that have a shape."""
        return [
            one.where.expression.text
            for one in self.expressions
            if one.where.shape and one.where.expression
        ]

    def words(self, expression: PlaceExpression) -> str:
        """Return the text of an expression."""
        return expression.where.expression.text if expression.where.expression else ""


@pytest.fixture
def locate(index: Index) -> Callable[..., Reading]:
    def read(text: str, *, theatre: str | None = "auto", parsed: bool = True) -> Reading:
        sentences = split_sentences(text, "en")
        if parsed:
            sentences = parse_sentences(sentences, text)
        return Reading(text, locate_places(text, sentences, index, theatre=theatre))

    return read
