"""What waits of induction within reach: groups and plans to make, exit bans, needs and receipts overdue."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from supervision import legal_time
from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.guardians.missing import find_without_guardian
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.legal_time import legal_day
from supervision.officers import Officer, check_officer_may, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch


class InductionQueue(StrEnum):
    """Why a file waits."""

    NO_GUARDIAN = "no-guardian"
    NO_GROUP = "no-group"
    NO_PLAN = "no-plan"
    EXIT_BAN = "exit-ban"
    NEED_OVERDUE = "need-overdue"
    NO_RECEIPT = "no-receipt"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file with something undone."""

    person: SupervisedPerson
    queue: InductionQueue


_WAITING: Mapping[InductionQueue, str] = {
    InductionQueue.NO_GROUP: """f.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM group_member AS g WHERE g.file = f.id AND g.until_on IS NULL)""",
    InductionQueue.NO_PLAN: """f.ended_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM correction_plan AS p WHERE p.file = f.id)""",
    InductionQueue.EXIT_BAN: """CASE WHEN f.ended_at IS NULL
        THEN NOT EXISTS (SELECT 1 FROM exit_ban_step AS e WHERE e.file = f.id AND e.step = 'confirmed')
        ELSE EXISTS (SELECT 1 FROM exit_ban_step AS e WHERE e.file = f.id AND e.step = 'filed')
             AND NOT EXISTS (SELECT 1 FROM exit_ban_step AS e WHERE e.file = f.id AND e.step = 'lifted') END""",
    InductionQueue.NEED_OVERDUE: """EXISTS (
        SELECT 1 FROM file_need AS n WHERE n.file = f.id AND n.state = 'referred' AND n.due_on < $2)""",
    InductionQueue.NO_RECEIPT: """EXISTS (
        SELECT 1 FROM paper_movement AS m
        WHERE m.file = f.id AND m.direction = 'sent' AND m.receipt_on IS NULL AND m.happened_on < $2)""",
}


async def count_induction(officer: Officer) -> Mapping[str, int]:
    """How many files wait in each queue; empty for who may not work on them."""
    if not reach(officer, Act.GROUP_SET):
        return {}
    columns = ", ".join(f'count(*) FILTER (WHERE {condition}) AS "{queue}"' for queue, condition in _WAITING.items())
    rows = await fetch(
        f"SELECT {columns}, $2::date FROM files_within($1) AS f",  # noqa: S608 - constants
        asking(officer, Act.GROUP_SET), legal_day(legal_time.now()),
    )  # fmt: skip
    found: dict[str, int] = {queue: int(rows[0][queue]) for queue in _WAITING}
    return {InductionQueue.NO_GUARDIAN: len(await find_without_guardian(officer, Act.GROUP_SET)), **found}


async def list_induction(officer: Officer, queue: InductionQueue, cursor: str | None = None) -> Page[WaitingFile]:
    """The files that wait in a queue, masked, 50 a page, the longest open first; looking is an act."""
    after = read_cursor(cursor)
    check_officer_may(officer, Act.PERSON_FILE_LIST, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_LIST, detail={"list": f"induction-{queue}"}) as change:
        rows = await _waiting(officer, queue, legal_day(change.at), after)
        waiting, following = split_page(rows, lambda row: Cursor(row["opened_at"], row["id"]))
        ids = [row["id"] for row in waiting]
        people = await load_supervised_people(officer, ids)
        change.note(shown=len(people))
    return Page(tuple(WaitingFile(people[file_id], queue) for file_id in ids if file_id in people), following)


async def _waiting(officer: Officer, queue: InductionQueue, today: date, after: Cursor | None) -> list[Record]:
    among = None
    if queue is InductionQueue.NO_GUARDIAN:
        among = await find_without_guardian(officer, Act.PERSON_FILE_LIST)
    return await fetch(
        f"""SELECT f.id, f.opened_at, $2::date FROM files_within($1) AS f
            WHERE {_WAITING.get(queue, "true")} AND ($3::uuid[] IS NULL OR f.id = ANY($3))
              AND ($4::timestamptz IS NULL OR (f.opened_at, f.id) > ($4, $5::uuid))
            ORDER BY f.opened_at, f.id LIMIT {PAGE_SIZE + 1}""",  # noqa: S608 - constants
        asking(officer, Act.PERSON_FILE_LIST), today, among, after and after.at, after and after.row_id,
    )  # fmt: skip
