"""What the verbs of `gazetteer` share: kinds of options, words on stderr, progress, errors."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from gazetteer.index import Index
    from gazetteer.model import LonLat

T = TypeVar("T")

INDEX = click.option(
    "--index",
    "folder",
    type=click.Path(path_type=Path),
    help="An index folder instead of the default one.",
)


class Point(click.ParamType):  # type: ignore[type-arg]  # generic since 8.3
    """Longitude and latitude, as `37.96,48.53`."""

    name = "LON,LAT"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives what it has
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> LonLat:
        """Return the point."""
        from gazetteer.model import LonLat  # noqa: PLC0415

        try:
            lon, lat = map(float, value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not LON,LAT such as 37.96,48.53", param, ctx)
        if not (-180 <= lon <= 180 and -90 <= lat <= 90):
            self.fail(f"{value!r}: longitude comes first, -180 to 180, then latitude", param, ctx)
        return LonLat(lon, lat)


class Bounds(click.ParamType):  # type: ignore[type-arg]  # generic since 8.3
    """West, south, east and north, as `22,44,42,54`."""

    name = "W,S,E,N"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives what it has
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, float, float, float]:
        """Return the four numbers; west may be greater than east."""
        try:
            west, south, east, north = map(float, value.split(","))
        except ValueError:
            self.fail(f"{value!r} is not W,S,E,N such as 22,44,42,54", param, ctx)
        degrees = all(map(math.isfinite, (west, south, east, north)))
        if not degrees or not (-90 <= south <= north <= 90 and max(abs(west), abs(east)) <= 180):
            self.fail(f"{value!r}: west, south, east, north in degrees", param, ctx)
        return west, south, east, north


class Assignment(click.ParamType):  # type: ignore[type-arg]  # generic since 8.3
    """A field of ours and a column of a file, as `name=Settlement`."""

    name = "FIELD=COLUMN"

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives what it has
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[str, str]:
        """Return field and column."""
        from gazetteer.sources.fields import COLUMN_NAMES  # noqa: PLC0415

        field, equals, column = value.partition("=")
        if field not in COLUMN_NAMES or not equals or not column.strip():
            self.fail(f"{value!r}: FIELD=COLUMN, a field of {', '.join(COLUMN_NAMES)}", param, ctx)
        return field, column


class Codes(click.ParamType):  # type: ignore[type-arg]  # generic since 8.3
    """Codes with commas between them, as `P,A`."""

    def __init__(self, name: str, letters: int) -> None:
        """Take what help calls them and how long each is."""
        self.name, self._letters = name, letters

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click gives what it has
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> frozenset[str]:
        """Return the codes in capitals."""
        codes = frozenset(code.strip().upper() for code in value.split(","))
        if not all(code.isalpha() and len(code) == self._letters for code in codes):
            self.fail(f"{value!r}: codes of {self._letters} letters, as {self.name}", param, ctx)
        return codes


def open_chosen(folder: Path | None) -> Index:
    """Open an index, the default one unless a folder is named; fail as a command does."""
    from gazetteer.index import open_index  # noqa: PLC0415

    with ProgressBar() as progress:
        return or_leave(lambda: open_index(folder, progress=progress))


def or_leave(call: Callable[[], T]) -> T:
    """Turn our own errors into words and exit code 2."""
    from gazetteer.errors import GazetteerError  # noqa: PLC0415

    try:
        return call()
    except GazetteerError as error:
        raise click.UsageError(str(error)) from error


def warn(words: str) -> None:
    """Print a line on stderr; what would steer a terminal is shown as its code."""
    click.echo(printable(words), err=True)


def printable(words: str) -> str:
    """Return words without the characters that a terminal obeys."""
    shown = (char if char.isprintable() or char == "\n" else repr(char)[1:-1] for char in words)
    return "".join(shown)


class ProgressBar:
    """Shows progress on stderr, once there is any: a bar on a terminal, else one line."""

    def __init__(self, title: str = "building the place index, which takes about a minute") -> None:
        """Take what is being done."""
        self._title = title
        self._said = False
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Self:
        """Return the bar; it shows at its first step."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def __call__(self, done: int, total: int, words: str) -> None:
        """Show a step: what is done, what there is in all (0 if unknown), what comes now."""
        if not sys.stderr.isatty():
            if not self._said:
                warn(f"{self._title} ({words})")
            self._said = True
            return
        if self._bar is None:
            self._start()
        described = printable(words)
        self._bar.update(self._task, completed=done, total=total or None, description=described)

    def _start(self) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415

        words = TextColumn("{task.description}", markup=False)
        columns = (words, BarColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=Console(stderr=True))
        self._bar.start()
        self._task = self._bar.add_task(self._title, total=None)
