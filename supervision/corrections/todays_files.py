"""How many files wait for what, from a correction's documents to its last notice, counted in one statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from supervision.audit import Act
from supervision.corrections.induction.queues import INDUCTION_QUEUES, InductionQueue, asked_of_induction
from supervision.corrections.life_view import LIFE_QUEUES, LifeQueue, asked_of_life
from supervision.corrections.release.looking import RELEASE_QUEUES, ReleaseQueue, asked_of_release
from supervision.corrections.waiting_files import FileQueue, count_queues
from supervision.officers import Officer
from supervision.storage.questions import Question


class _Late(StrEnum):
    """Part of a queue, counted beside it."""

    REPORTING = "late-reporting"


_LATE = {
    _Late.REPORTING: FileQueue(
        Act.PERSON_FILE_REPORT_IN,
        f"SELECT w.* FROM ({LIFE_QUEUES[LifeQueue.REPORTING].sql}) AS w CROSS JOIN asked WHERE w.due_on < asked.today",  # noqa: S608 - constants
    )
}


@dataclass(frozen=True, slots=True)
class TodaysFiles:
    """How many files stand in each queue; a queue that is not the officer's is left out.

    `late_reports` of those that wait for the report in are overdue.
    """

    life: Mapping[LifeQueue | ReleaseQueue, int]
    induction: Mapping[str, int]
    late_reports: int


async def ask_for_todays_files(officer: Officer) -> Question[TodaysFiles]:
    """Which files within reach wait for something, by what they wait for; births are looked at before it is asked."""
    asked = {**asked_of_life(officer), **asked_of_release(), **await asked_of_induction(officer)}
    queues = [*LIFE_QUEUES.items(), *RELEASE_QUEUES.items(), *INDUCTION_QUEUES.items(), *_LATE.items()]
    counted = count_queues(officer, queues, asked)
    return Question(counted.sql, counted.values, lambda row: _sorted(counted.read(row)))


def _sorted(counts: Mapping[StrEnum, int]) -> TodaysFiles:
    return TodaysFiles(
        life={queue: count for queue, count in counts.items() if isinstance(queue, LifeQueue | ReleaseQueue)},
        induction={queue: count for queue, count in counts.items() if isinstance(queue, InductionQueue)},
        late_reports=counts.get(_Late.REPORTING, 0),
    )
