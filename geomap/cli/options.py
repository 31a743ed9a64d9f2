"""Options that several verbs share."""

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from geomap.errors import InputError

F = TypeVar("F", bound=Callable[..., Any])

_PATH = click.Path(path_type=str)


def _published(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from geomap.text.reader import check_published

    try:
        return value and check_published(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def _theatre(_: click.Context, __: click.Parameter, value: str) -> str | None:
    return None if value == "none" else value


def _max_characters() -> int:
    from geomap.text.reader import MAX_CHARACTERS

    return MAX_CHARACTERS


_GAZETTEER = click.option(
    "--gazetteer",
    type=_PATH,
    metavar="FOLDER",
    envvar="GEOMAP_GAZETTEER",
    show_envvar=True,
    help="An index made by `gazetteer build FOLDER`, instead of the default one.",
)

_READING = (
    click.argument("inputs", nargs=-1, metavar="INPUT...", type=_PATH),
    click.option("--samples", is_flag=True, help="Read the sample articles of the package too."),
    click.option("--publisher", help="Publisher of articles that do not name theirs."),
    click.option(
        "--published", callback=_published, help="Day of publication, such as 2024-03-01."
    ),
    click.option("--url", help="Link to the article."),
    click.option("--language", help="Language such as en; detected unless given."),
    click.option("--title", help="Title of the article."),
    click.option(
        "--max-characters",
        type=click.IntRange(min=1),
        default=_max_characters,
        show_default="10,000,000",
        help="Longest document that is read.",
    ),
    click.option(
        "--theatre",
        default="auto",
        show_default=True,
        metavar="NAME|none|auto",
        callback=_theatre,
        help="Theatre of war whose places and sides are used.",
    ),
    _GAZETTEER,
)

_EVENTS = (
    click.argument("events", type=_PATH),
    click.option("--claims", "claims_path", type=_PATH, required=True, help="The events' claims."),
    click.option("--manifest", "manifest_path", type=_PATH, help="Run that tells the documents."),
    _GAZETTEER,
)


def reading_options(command: F) -> F:
    """Add the inputs and what is said about them."""
    return _decorate(command, _READING)


def event_options(command: F) -> F:
    """Add the events and what belongs to them."""
    return _decorate(command, _EVENTS)


def input_paths(inputs: tuple[str, ...], *, samples: bool) -> list[str]:
    """
    Return what is to be read.

    Raises
    ------
    click.UsageError
        Neither inputs nor the samples are asked for.
    """
    if not inputs and not samples:
        message = "name at least one INPUT: a file, a folder or - (or try --samples)"
        raise click.UsageError(message)
    return [*inputs, *([_samples()] if samples else [])]


def _samples() -> str:
    from importlib.resources import files

    return str(files("geomap") / "samples" / "articles.jsonl")


def _decorate(command: F, decorators: tuple[Callable[[F], F], ...]) -> F:
    return reduce(lambda made, decorator: decorator(made), reversed(decorators), command)
