"""What is due of the register's quality: rectifications that an officer owns, or that wait for a re-check."""

from supervision.officers import Officer
from supervision.residence.households.queues import MOST_LINES, Queue
from supervision.residence.quality.rectification_rows import (
    Rectification,
    RectificationShow,
    count_rectifications,
    most_urgent,
)


async def rectifications_owned(officer: Officer, most: int = MOST_LINES) -> Queue[Rectification]:
    """Open rectifications that the officer owns, those due first on top."""
    return await _queue(officer, RectificationShow.MINE, most)


async def rectifications_to_recheck(officer: Officer, most: int = MOST_LINES) -> Queue[Rectification]:
    """Rectifications that others reported as done, those due first on top."""
    return await _queue(officer, RectificationShow.TO_RECHECK, most)


async def _queue(officer: Officer, show: RectificationShow, most: int) -> Queue[Rectification]:
    return Queue((await count_rectifications(officer))[show], await most_urgent(officer, show, most))
