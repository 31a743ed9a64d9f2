"""A file of what people have judged, applied to events, and what came of it."""

import hashlib
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from geomap.errors import InputError
from geomap.merge.review import Row, apply_reviews, read_reviews
from geomap.model import Claim, Event, Record


class NotApplied(Record, frozen=True, kw_only=True):
    """A row of a review that found nothing, or cannot be: its line, and why."""

    line: int
    reason: str


class Judgement(Record, frozen=True, kw_only=True):
    """A review by name and content, the number of its rows, and those that were not applied."""

    name: str
    sha256: str
    rows: int
    refused: tuple[NotApplied, ...] = ()

    def __str__(self) -> str:
        """Say how many rows were applied."""
        return f"{self.rows - len(self.refused)} of {self.rows} judgements applied"


class Judged(NamedTuple):
    """A file of judgements: its name, the sha256 of its bytes, its rows."""

    name: str
    sha256: str
    rows: list[Row]


def open_review(review: str | Path) -> Judged:
    """
    Read a review.csv.

    Raises
    ------
    InputError
        The file cannot be read, or is no review.
    """
    path = Path(review)
    try:
        data = path.read_bytes()
        rows = read_reviews(StringIO(data.decode(), newline=""))
    except OSError as error:
        message = f"{path}: cannot be read: {error.strerror}"
        raise InputError(message) from error
    except ValueError as error:
        message = f"{path}: not a review: {error}"
        raise InputError(message) from error
    return Judged(path.name, hashlib.sha256(data).hexdigest(), rows)


def judge_events(
    events: Iterable[Event], judged: Judged, *, claims: Iterable[Claim]
) -> tuple[list[Event], Judgement]:
    """Apply a review to events (see `apply_reviews`), and tell what came of it."""
    found = apply_reviews(events, judged.rows, claims={claim.id: claim for claim in claims})
    refused = tuple(NotApplied(line=line, reason=reason) for line, reason in found.refused)
    return found.events, Judgement(
        name=judged.name, sha256=judged.sha256, rows=len(judged.rows), refused=refused
    )
