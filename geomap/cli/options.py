"""Options that several verbs share."""

from collections.abc import Callable
from functools import reduce, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from geomap.errors import InputError, LexiconError
from geomap.model import EventType, Factuality, is_type_name

if TYPE_CHECKING:
    from datetime import date, datetime

    from geomap.events import OwnRules
    from geomap.layers.overlays import Overlay
    from geomap.layers.select import Selection

F = TypeVar("F", bound=Callable[..., Any])

GENERATED = "output"
_PATH = click.Path(path_type=str)


def _published(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    from geomap.text.reader import check_published

    try:
        return value and check_published(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def _box(_: click.Context, __: click.Parameter, value: str | None) -> tuple[float, ...] | None:
    try:
        numbers = tuple(map(float, value.split(","))) if value else None
    except ValueError:
        numbers = ()
    if numbers is not None and len(numbers) != 4:
        message = "four numbers with commas between them are needed, such as 36,47,39,50"
        raise click.BadParameter(message)
    return numbers


def _day(_: click.Context, __: click.Parameter, value: "datetime | None") -> "date | None":
    return value and value.date()


def _overlays(
    _: click.Context, __: click.Parameter, value: tuple[tuple[str, str, str], ...]
) -> "list[Overlay]":
    from geomap.layers.overlays import Overlay

    return [Overlay(path, name or None, credit or None) for path, name, credit in value]


def _theatre(_: click.Context, __: click.Parameter, value: str) -> str | None:
    return None if value == "none" else value


def _types(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> tuple[EventType, ...]:
    import difflib

    for name in set(value) - set(EventType):
        close = difflib.get_close_matches(name, [kind.value for kind in EventType], n=1)
        if close or not is_type_name(name):
            meant = f"did you mean {close[0]!r}?" if close else f"ours are {', '.join(EventType)}"
            message = f"{name!r} is no type of event; {meant}"
            raise click.BadParameter(message)
    return tuple(map(EventType, value))


def _lexicon(_: click.Context, __: click.Parameter, value: str | None) -> "OwnRules | None":
    from geomap.events import load_lexicon, read_own_rules

    if value is None:
        return None
    try:
        own = read_own_rules(value)
        load_lexicon("en", own)
    except LexiconError as error:
        raise click.BadParameter(str(error)) from error
    return own


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

REVIEW = click.option(
    "--review",
    type=click.Path(exists=True, dir_okay=False),
    metavar="CSV",
    help="What people have judged: a review.csv, as the map page saves it.",
)

FORCE = click.option(
    "--force",
    is_flag=True,
    help=f"Replace files that are there already; in the folder {GENERATED}/ they always are.",
)

_READING = (
    click.argument("inputs", nargs=-1, metavar="INPUT...", type=_PATH),
    click.option("--samples", is_flag=True, help="Read the sample articles of the package too."),
    click.option("--publisher", help="Publisher of articles that do not name theirs."),
    click.option(
        "--published", callback=_published, help="Day of publication, such as 2024-03-01."
    ),
    click.option("--url", help="Link to the article."),
    click.option(
        "--language",
        type=click.Choice(["en", "ru", "uk"]),
        help="Language of the articles; detected from each one's letters and words unless given.",
    ),
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
    click.option(
        "--lexicon",
        "own",
        type=_PATH,
        callback=_lexicon,
        metavar="FILE",
        help="Rules of your own beside ours, with types of your own (TOML; see the README).",
    ),
    _GAZETTEER,
)

_EVENTS = (
    click.argument("events", type=_PATH),
    click.option(
        "--claims",
        type=_PATH,
        help="The events' claims; claims.jsonl beside EVENTS unless given.",
    ),
    click.option(
        "--manifest",
        type=_PATH,
        help="Run that tells the documents; manifest.json beside EVENTS unless given.",
    ),
    click.option(
        "--public",
        is_flag=True,
        help="Make it fit for anybody's eyes: delayed, coarsened, names masked.",
    ),
    click.option(
        "--delay",
        type=click.IntRange(min=0),
        default=72,
        show_default=True,
        metavar="HOURS",
        help="With --public: how old events have to be.",
    ),
    click.option(
        "--as-of",
        callback=_day,
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DAY",
        help="With --public: the day to count from; that of the newest report unless given.",
    ),
    click.option(
        "--delicate",
        multiple=True,
        callback=_types,
        metavar="TYPE",
        help="With --public: a type more to draw as its region; those of the run's lexicon are.",
    ),
    _GAZETTEER,
)

_SELECTED = ("types", "statuses", "sides", "since", "until", "bbox", "precision", "where")
_DAY = click.DateTime(["%Y-%m-%d"])
_SELECTION = (
    click.option(
        "--type",
        "types",
        multiple=True,
        callback=_types,
        metavar="TYPE",
        help="Take events of this type; may be given several times, as the next two.",
    ),
    click.option(
        "--status",
        "statuses",
        multiple=True,
        type=click.Choice([status.value for status in Factuality]),
        metavar="STATUS",
        help="Take events of this status, such as confirmed.",
    ),
    click.option("--side", "sides", multiple=True, help="Take what this side does, such as UA."),
    click.option("--since", type=_DAY, metavar="DAY", help="Take what may have happened since."),
    click.option("--until", type=_DAY, metavar="DAY", help="Take what may have happened until."),
    click.option(
        "--bbox",
        callback=_box,
        metavar="WEST,SOUTH,EAST,NORTH",
        help="Take what is drawn and touches this box (degrees).",
    ),
    click.option(
        "--precision",
        type=click.IntRange(1, 3),
        help="Take places known so well: 1 the named place, 2 near it too, 3 regions too.",
    ),
    click.option(
        "--where",
        multiple=True,
        metavar="CONDITION",
        help="Take rows such as 'killed_low>=3' or 'quote~bridge' (= != < <= > >= ~).",
    ),
)


def may_replace(path: str, *, force: bool) -> bool:
    """Tell whether a file may be replaced: if told so, or where all is generated anyway."""
    return force or Path(GENERATED).resolve() in Path(path).resolve().parents


OVERLAYS = click.option(
    "--overlay",
    "overlays",
    multiple=True,
    type=(str, str, str),
    metavar="FILE NAME CREDIT",
    callback=_overlays,
    help="A layer of your own: any vector file, what to call it, whose it is. Repeatable.",
)


def reading_options(command: F) -> F:
    """Add the inputs and what is said about them."""
    return _decorate(command, _READING)


def event_options(command: F) -> F:
    """Add the events and what belongs to them."""
    return _decorate(command, _EVENTS)


def selection_options(command: F) -> F:
    """Add the conditions on events; the command gets them as `selection`."""

    @wraps(command)
    def with_selection(*given: object, **options: object) -> object:
        asked = {name: options.pop(name) for name in _SELECTED}
        return command(*given, selection=_selection(asked), **options)

    return _decorate(cast("F", with_selection), _SELECTION)


def _selection(asked: dict[str, Any]) -> "Selection":
    from geomap.layers.select import Selection, make_filter

    days = {name: asked[name] and asked[name].date() for name in ("since", "until")}
    chosen = {"statuses": tuple(map(Factuality, asked["statuses"]))}
    selection = Selection(**asked | days | chosen)
    try:
        make_filter(selection)
    except InputError as error:
        raise click.UsageError(str(error)) from error
    return selection


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
