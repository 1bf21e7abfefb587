"""How many a county had, took in and let go in a period, by category. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from supervision.corrections.category import Category
from supervision.corrections.file_state import RELEASES, EndCause, FileState


class Left(StrEnum):
    """How a file left the county's numbers."""

    RELEASED = "released"
    TERMINATED = "terminated"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Stay:
    """For how long a file belonged to the county, and how it came and left."""

    category: Category
    from_at: datetime
    until_at: datetime | None = None
    has_moved_in: bool = False
    left: Left | None = None


@dataclass(frozen=True, slots=True)
class CountedFile:
    """A file as the counting knows it; `moves` are the counties to which it moved, and when, the first first.

    `first_county` is where it was opened.
    """

    category: Category
    state: FileState
    opened_at: datetime
    ended_at: datetime | None
    end_cause: EndCause | None
    first_county: str
    moves: tuple[tuple[datetime, str], ...] = ()


class CategoryCount(msgspec.Struct, frozen=True):
    """The numbers of one category: at_end = carried_over + opened + moved_in - released - terminated - moved_out."""

    category: Category
    carried_over: int = 0
    opened: int = 0
    moved_in: int = 0
    released: int = 0
    terminated: int = 0
    moved_out: int = 0
    at_end: int = 0


def stays_in(county: str, file: CountedFile) -> list[Stay]:
    """When a file belonged to a county: it may have come twice.

    One whose correction had ended before it was opened here, or before it came, leaves in the moment in which it comes.
    """
    places = [(file.opened_at, file.first_county), *file.moves]
    stays = []
    for index, (came_at, place) in enumerate(places):
        if place != county:
            continue
        is_last = index + 1 == len(places)
        if not is_last:
            until_at, left = places[index + 1][0], Left.MOVED
        elif file.ended_at is not None:
            until_at, left = max(file.ended_at, came_at), _left_by(file.end_cause)
        else:
            until_at, left = None, None
        stays.append(Stay(file.category, came_at, until_at, index > 0, left))
    return stays


def _left_by(cause: EndCause | None) -> Left:
    return Left.RELEASED if cause in RELEASES else Left.TERMINATED


def count_stays(stays: Iterable[Stay], start: datetime, end: datetime) -> tuple[CategoryCount, ...]:
    """The numbers of the period from `start` up to, but not including, `end`, in the order of the categories."""
    by_category: dict[Category, list[Stay]] = {category: [] for category in Category}
    for stay in stays:
        by_category[stay.category].append(stay)
    return tuple(_count(category, found, start, end) for category, found in by_category.items())


def _count(category: Category, stays: Sequence[Stay], start: datetime, end: datetime) -> CategoryCount:
    came = [stay for stay in stays if start <= stay.from_at < end]
    left = [stay for stay in stays if stay.until_at is not None and start <= stay.until_at < end]

    def gone(how: Left) -> int:
        return sum(stay.left is how for stay in left)

    return CategoryCount(
        category,
        carried_over=sum(_was_here(stay, start) for stay in stays),
        opened=sum(not stay.has_moved_in for stay in came),
        moved_in=sum(stay.has_moved_in for stay in came),
        released=gone(Left.RELEASED),
        terminated=gone(Left.TERMINATED),
        moved_out=gone(Left.MOVED),
        at_end=sum(_was_here(stay, end) for stay in stays),
    )


def _was_here(stay: Stay, at: datetime) -> bool:
    """Whether it belonged to the county in the moment before `at`; what began and ended in one moment never did."""
    return stay.from_at < at and (stay.until_at is None or stay.until_at >= at)
