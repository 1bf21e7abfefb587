"""The life of a file as officers look at it: its steps, its last days, and what waits for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.access import asking
from supervision.corrections.listing import SupervisedPerson, load_supervised_people
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.steps import FileStep, steps_of
from supervision.corrections.store import load_file
from supervision.corrections.term_entries import TermEntry, entries_of
from supervision.legal_time import day_start, legal_day, now
from supervision.officers import Officer, check_officer_may, reach
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.storage.database import Record, fetch

Name = TypeVar("Name", bound=StrEnum)


class LifeQueue(StrEnum):
    """What waits: to report in, to be declared or begun, out of custody, a last day for another officer or returned.

    And whose documents came late, until the person is declared under correction.
    """

    REPORTING = "reporting"
    INTAKE = "intake"
    CUSTODY = "in-custody"
    TERMS = "terms"
    RETURNED = "returned-terms"
    LATE_DOCUMENTS = "late-documents"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file in a queue, its person masked; `since` is when it came there, `due_on` until when it must leave."""

    person: SupervisedPerson
    since: datetime
    due_on: date | None
    entry_id: UUID | None


@dataclass(frozen=True, slots=True)
class FileLife:
    """Steps and last days of a file, each newest first."""

    steps: tuple[FileStep, ...]
    entries: tuple[TermEntry, ...]


_TERMS = "SELECT t.file, t.entered_at AS since, NULL::date AS due_on, t.id AS entry FROM term_entry AS t"
_WAITING = {
    LifeQueue.REPORTING: (
        Act.PERSON_FILE_REPORT_IN,
        """SELECT id AS file, opened_at AS since, report_due_on AS due_on, NULL::uuid AS entry FROM person_file
           WHERE report_due_on IS NOT NULL AND ended_at IS NULL AND $5::uuid IS NOT NULL""",
    ),
    LifeQueue.INTAKE: (
        Act.PERSON_FILE_DECLARE,
        """SELECT f.id AS file, s.taken_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM person_file AS f JOIN LATERAL (
               SELECT taken_at FROM file_step WHERE file = f.id ORDER BY number DESC LIMIT 1) AS s ON true
           WHERE f.state IN ('reported-in', 'declared') AND $5::uuid IS NOT NULL""",
    ),
    LifeQueue.LATE_DOCUMENTS: (
        Act.PERSON_FILE_REPORT_IN,
        """SELECT s.file, s.taken_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM file_step AS s JOIN person_file AS p ON p.id = s.file
           WHERE s.step = 'receive' AND s.was_late AND p.state IN ('documents-received', 'reported-in')
             AND $5::uuid IS NOT NULL""",
    ),
    LifeQueue.CUSTODY: (
        Act.PERSON_FILE_CHANGE,
        """SELECT a.file, a.began_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM file_absence AS a JOIN person_file AS p ON p.id = a.file
           WHERE p.state = 'in-custody' AND a.kind = 'custody' AND a.ended_at IS NULL AND $5::uuid IS NOT NULL""",
    ),
    LifeQueue.TERMS: (
        Act.PERSON_FILE_CONFIRM_TERM,
        f"""{_TERMS} JOIN person_file AS p ON p.id = t.file WHERE p.ended_at IS NULL
            AND t.state = 'waiting' AND t.entered_by IS DISTINCT FROM $5""",
    ),
    LifeQueue.RETURNED: (
        Act.PERSON_FILE_CHANGE,
        f"""{_TERMS} JOIN person_file AS p ON p.id = t.file WHERE p.ended_at IS NULL
            AND t.state = 'returned' AND $5::uuid IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM term_entry AS later WHERE later.file = t.file AND later.number > t.number)""",  # noqa: S608 - made of constants
    ),
}
"""By which act somebody has to do with a queue, and the files in it; $5 is the officer."""


async def open_life(officer: Officer, file_id: UUID, purpose: str | None) -> FileLife:
    """Steps and last days in clear, for a purpose that is recorded with the file's readings."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        change.note(part="life")
        return await load_life(officer, Act.PERSON_FILE_OPEN, file_id)


async def load_life(officer: Officer, act: Act, file_id: UUID) -> FileLife:
    """The same of a file on which the officer may do `act`; the caller's act is audited."""
    file = await load_file(officer, act, file_id)
    return FileLife(await steps_of(file), await entries_of(file))


async def list_waiting(officer: Officer, queue: LifeQueue, cursor: str | None = None) -> Page[WaitingFile]:
    """A queue within reach, what is due first or has waited longest on top; looking is an audited act."""
    act, sql = _WAITING[queue]
    return await list_queue(officer, act, queue, sql, (officer.id,), cursor)


async def list_queue(
    officer: Officer, act: Act, name: str, sql: str, values: Sequence[object], cursor: str | None = None
) -> Page[WaitingFile]:
    """The files that a query names (`file`, `since`, `due_on`, `entry`), within reach for `act`; recorded as a list.

    The query's own values are $5 and on.
    """
    after = read_cursor(cursor)
    check_officer_may(officer, Act.PERSON_FILE_LIST, None)
    async with audited_change(officer.actor, Act.PERSON_FILE_LIST, detail={"list": name}) as change:
        rows = await fetch(
            f"""SELECT w.*, f.id FROM ({sql}) AS w JOIN files_within($1) AS f ON f.id = w.file
                WHERE ($2::timestamptz IS NULL OR (coalesce({_DUE_AT}, w.since), f.id) > ($2, $3::uuid))
                ORDER BY coalesce({_DUE_AT}, w.since), f.id LIMIT $4""",  # noqa: S608 - made of constants
            asking(officer, act), after and after.at, after and after.row_id, PAGE_SIZE + 1, *values,
        )  # fmt: skip
        shown, following = split_page(rows, _cursor_of)
        people = await load_supervised_people(officer, [row["file"] for row in shown])
        change.note(shown=len(shown))
    return Page(tuple(_waiting(row, people[row["file"]]) for row in shown if row["file"] in people), following)


async def count_queues(
    officer: Officer, queues: Mapping[Name, tuple[Act, str]], values: Sequence[object]
) -> dict[Name, int]:
    """How many files within reach such queries name, in one statement; without the queues that are not the officer's.

    Which files an officer may know is found out once for all queues that ask it alike.
    """
    asked = {reach(officer, act): asking(officer, act) for act, _ in queues.values()}
    names = {within: f"within_{place}" for place, within in enumerate(asked)}
    first = 5 + len(values)
    known_files = ", ".join(
        f"{name} AS MATERIALIZED (SELECT id FROM files_within(${first + place}))"  # noqa: S608 - constants
        for place, name in enumerate(names.values())
    )
    counts = ", ".join(
        f"(SELECT count(*) FROM ({sql}) AS w JOIN {names[reach(officer, act)]} AS f ON f.id = w.file)"  # noqa: S608 - constants
        for act, sql in queues.values()
    )
    rows = await fetch(
        f"""WITH {known_files} SELECT ARRAY[{counts}] AS counts
            WHERE $1::int IS NULL AND $2::int IS NULL AND $3::int IS NULL AND $4::int IS NULL""",
        None, None, None, None, *values, *asked.values(),
    )  # fmt: skip
    counted = zip(queues.items(), rows[0]["counts"], strict=True)
    return {queue: count for (queue, (act, _)), count in counted if reach(officer, act)}


_DUE_AT = "(w.due_on::timestamp AT TIME ZONE 'Asia/Shanghai')"


async def count_waiting(officer: Officer) -> dict[LifeQueue, int]:
    """How many files each queue within reach has; a queue that is not the officer's is left out."""
    return await count_queues(officer, _WAITING, (officer.id,))


async def count_late_reports(officer: Officer) -> int:
    """How many people within reach are overdue to report in."""
    rows = await fetch(
        "SELECT count(*) AS late FROM files_within($1) WHERE ended_at IS NULL AND report_due_on < $2",
        asking(officer, Act.PERSON_FILE_REPORT_IN), legal_day(now()),
    )  # fmt: skip
    return int(rows[0]["late"])


def _cursor_of(row: Record) -> Cursor:
    return Cursor(row["since"] if row["due_on"] is None else day_start(row["due_on"]), row["file"])


def _waiting(row: Record, person: SupervisedPerson) -> WaitingFile:
    return WaitingFile(person, row["since"], row["due_on"], row["entry"])
