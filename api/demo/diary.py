"""What happened in the town, in the order of its days: each act is done with the clock at its own moment."""

from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from supervision.legal_time import moved_clock

Act = Callable[[], Awaitable[None]]


class Diary:
    """Acts with their times; one that is done may enter others."""

    def __init__(self) -> None:
        self._entries: list[tuple[datetime, int, Act]] = []
        self._numbers = count()

    def enter(self, at: datetime, act: Act) -> None:
        """Let `act` happen at that time; what was entered first for a moment happens first."""
        heappush(self._entries, (at, next(self._numbers), act))

    async def live_through(self) -> None:
        """Do everything, the earliest first."""
        while self._entries:
            at, _, act = heappop(self._entries)
            with clock_at(at):
                await act()


def clock_at(at: datetime) -> AbstractContextManager[None]:
    """The clock of the product, stopped at a moment."""
    return moved_clock(lambda: at)
