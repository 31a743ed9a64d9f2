"""Words on stderr: what the verbs say to people; and the exit codes that say it to programs."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from geomap.model import Rejected
from geomap.run.printable import printable

if TYPE_CHECKING:
    from gazetteer import Index
    from geomap.run.extraction import Collected
    from geomap.run.judgement import Judgement

DONE, FAULT, USAGE, NOTHING, REJECTED, INTERRUPTED = 0, 1, 2, 3, 4, 130

Advance = Callable[[int, int | None, str], None]


def say(words: str) -> None:
    """Print a line on stderr."""
    click.echo(printable(words), err=True)


def say_rejected(rejected: Iterable[Rejected]) -> None:
    """Name each rejected input with its reason."""
    for item in rejected:
        where = item.input if item.line is None else f"{item.input}:{item.line}"
        say(f"rejected: {where}: {item.reason}")


def say_judgement(judged: "Judgement") -> int:
    """Name the rows of a review that were not applied, and return the exit code."""
    for row in judged.refused:
        say(f"{judged.name}:{row.line}: not applied: {row.reason}")
    say(str(judged))
    return REJECTED if judged.refused else DONE


def exit_code(collected: "Collected") -> int:
    """Return the code for what was done and what was rejected."""
    if not collected.extractions:
        say("nothing done: no document could be read")
        return FAULT if collected.faults else NOTHING
    return REJECTED if collected.rejected else DONE


def open_default_index(folder: str | None = None) -> "Index":
    """Open the index that was named, else the default one; its first build is shown."""
    from gazetteer import open_index

    with _progress() as advance:
        return open_index(folder, progress=advance)


@contextmanager
def count_documents() -> Iterator[Callable[[str], None]]:
    """Yield what is to be called for each document; a terminal shows their number."""
    done = 0
    with _progress() as advance:

        def tick(_: str) -> None:
            nonlocal done
            done += 1
            advance(done, None, "documents")

        yield tick


@contextmanager
def _progress() -> Iterator[Advance]:
    """Yield a function of done, total and words that draws a bar on a terminal's stderr."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TextColumn("{task.completed:.0f}"),
        TimeElapsedColumn(),
    )
    console = Console(stderr=True)
    with Progress(
        *columns, console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = None

        def advance(done: int, total: int | None, words: str) -> None:
            nonlocal task
            if task is None:
                task = bar.add_task(printable(words), total=total)
            bar.update(task, completed=done, total=total, description=printable(words))

        yield advance
