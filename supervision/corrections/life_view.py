"""The life of a file as officers look at it: its steps, its last days, and what waits for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from supervision.audit import Act, audited_change
from supervision.corrections.opening import about_file
from supervision.corrections.purposes import read_purpose
from supervision.corrections.steps import FileStep, steps_of
from supervision.corrections.store import load_file
from supervision.corrections.term_entries import TermEntry, entries_of
from supervision.corrections.waiting_files import Asked, FileQueue, WaitingFile, list_queue
from supervision.legal_time import legal_day, now
from supervision.officers import Officer
from supervision.paging import Page


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
class FileLife:
    """Steps and last days of a file, each newest first."""

    steps: tuple[FileStep, ...]
    entries: tuple[TermEntry, ...]


_TERMS = """SELECT f.id AS file, t.entered_at AS since, NULL::date AS due_on, t.id AS entry
            FROM {files} AS f JOIN term_entry AS t ON t.file = f.id CROSS JOIN asked WHERE f.ended_at IS NULL"""
LIFE_QUEUES: Mapping[LifeQueue, FileQueue] = {
    LifeQueue.REPORTING: FileQueue(
        Act.PERSON_FILE_REPORT_IN,
        """SELECT f.id AS file, f.opened_at AS since, f.report_due_on AS due_on, NULL::uuid AS entry
           FROM {files} AS f WHERE f.report_due_on IS NOT NULL AND f.ended_at IS NULL""",
    ),
    LifeQueue.INTAKE: FileQueue(
        Act.PERSON_FILE_DECLARE,
        """SELECT f.id AS file, s.taken_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM {files} AS f JOIN LATERAL (
               SELECT taken_at FROM file_step WHERE file = f.id ORDER BY number DESC LIMIT 1) AS s ON true
           WHERE f.state IN ('reported-in', 'declared')""",
    ),
    LifeQueue.LATE_DOCUMENTS: FileQueue(
        Act.PERSON_FILE_REPORT_IN,
        """SELECT f.id AS file, s.taken_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM {files} AS f JOIN file_step AS s ON s.file = f.id
           WHERE s.step = 'receive' AND s.was_late AND f.state IN ('documents-received', 'reported-in')""",
    ),
    LifeQueue.CUSTODY: FileQueue(
        Act.PERSON_FILE_CHANGE,
        """SELECT f.id AS file, a.began_at AS since, NULL::date AS due_on, NULL::uuid AS entry
           FROM {files} AS f JOIN file_absence AS a ON a.file = f.id
           WHERE f.state = 'in-custody' AND a.kind = 'custody' AND a.ended_at IS NULL""",
    ),
    LifeQueue.TERMS: FileQueue(
        Act.PERSON_FILE_CONFIRM_TERM,
        f"{_TERMS} AND t.state = 'waiting' AND t.entered_by IS DISTINCT FROM asked.officer",
    ),
    LifeQueue.RETURNED: FileQueue(
        Act.PERSON_FILE_CHANGE,
        f"""{_TERMS} AND t.state = 'returned'
            AND NOT EXISTS (SELECT 1 FROM term_entry AS later WHERE later.file = t.file AND later.number > t.number)""",  # noqa: S608 - made of constants
    ),
}


def asked_of_life(officer: Officer) -> Asked:
    """What the queues ask besides: who looks, and today."""
    return {"officer": ("uuid", officer.id), "today": ("date", legal_day(now()))}


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
    return await list_queue(officer, queue, LIFE_QUEUES[queue], asked_of_life(officer), cursor)
