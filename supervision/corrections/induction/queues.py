"""What waits of induction within reach: groups and plans to make, exit bans, needs and receipts overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act
from supervision.corrections.guardians.missing import find_without_guardian
from supervision.corrections.waiting_files import Asked, FileQueue, WaitingFile, count_queues, list_queue
from supervision.legal_time import legal_day, now
from supervision.officers import Officer, reach
from supervision.paging import Page


class InductionQueue(StrEnum):
    """Why a file waits."""

    NO_GUARDIAN = "no-guardian"
    NO_GROUP = "no-group"
    NO_PLAN = "no-plan"
    EXIT_BAN = "exit-ban"
    NEED_OVERDUE = "need-overdue"
    NO_RECEIPT = "no-receipt"


_LONGEST_OPEN = "SELECT f.id AS file, f.opened_at AS since, NULL::date AS due_on, NULL::uuid AS entry"
_WHERE: Mapping[InductionQueue, str] = {
    InductionQueue.NO_GUARDIAN: "f.id = ANY(asked.without_guardian)",
    InductionQueue.NO_GROUP: """f.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM group_member AS g WHERE g.file = f.id AND g.until_on IS NULL)""",
    InductionQueue.NO_PLAN: """f.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM correction_plan AS p WHERE p.file = f.id)""",
    InductionQueue.EXIT_BAN: """CASE WHEN f.ended_at IS NULL
        THEN NOT EXISTS (SELECT 1 FROM exit_ban_step AS e WHERE e.file = f.id AND e.step = 'confirmed')
        ELSE EXISTS (SELECT 1 FROM exit_ban_step AS e WHERE e.file = f.id AND e.step = 'filed')
             AND NOT EXISTS (SELECT 1 FROM exit_ban_step AS e WHERE e.file = f.id AND e.step = 'lifted') END""",
    InductionQueue.NEED_OVERDUE: """EXISTS (
        SELECT 1 FROM file_need AS n WHERE n.file = f.id AND n.state = 'referred' AND n.due_on < asked.today)""",
    InductionQueue.NO_RECEIPT: """EXISTS (
        SELECT 1 FROM paper_movement AS m
        WHERE m.file = f.id AND m.direction = 'sent' AND m.receipt_on IS NULL AND m.happened_on < asked.today)""",
}
INDUCTION_QUEUES: Mapping[InductionQueue, FileQueue] = {
    queue: FileQueue(Act.GROUP_SET, f"{_LONGEST_OPEN} FROM {{files}} AS f CROSS JOIN asked WHERE {condition}")
    for queue, condition in _WHERE.items()
}


async def asked_of_induction(officer: Officer) -> Asked:
    """What the queues ask besides: today, and the minors whose guardian is missing, whom no query can tell."""
    return _asked(await find_without_guardian(officer, Act.GROUP_SET) if reach(officer, Act.GROUP_SET) else [])


def _asked(without_guardian: Sequence[UUID]) -> Asked:
    return {"today": ("date", legal_day(now())), "without_guardian": ("uuid[]", without_guardian)}


async def count_induction(officer: Officer) -> Mapping[str, int]:
    """How many files wait in each queue; empty for who may not work on them."""
    counts = await count_queues(officer, [*INDUCTION_QUEUES.items()], await asked_of_induction(officer))
    return dict(counts.items())


async def list_induction(officer: Officer, queue: InductionQueue, cursor: str | None = None) -> Page[WaitingFile]:
    """The files that wait in a queue, masked, 50 a page, the longest open first; looking is an act.

    Whoever may list files may look, also where others do the work.
    """
    looked_at = replace(INDUCTION_QUEUES[queue], act=Act.PERSON_FILE_LIST)
    without: Sequence[UUID] = ()
    if queue is InductionQueue.NO_GUARDIAN and reach(officer, Act.PERSON_FILE_LIST):
        without = await find_without_guardian(officer, Act.PERSON_FILE_LIST)
    return await list_queue(officer, f"induction-{queue}", looked_at, _asked(without), cursor)
