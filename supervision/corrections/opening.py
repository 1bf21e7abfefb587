"""Opening a file in clear, for a purpose, and who has opened it before."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from supervision.audit import Act, Subject, audited_change
from supervision.corrections.category import Category
from supervision.corrections.content import term_of
from supervision.corrections.file_state import Absence, EndCause, FileState
from supervision.corrections.identity import Home, Identity, Judgment, Telephones
from supervision.corrections.purposes import Purpose, read_purpose
from supervision.corrections.reading_runs import Reading
from supervision.corrections.store import StoredFile, absences_of, load_file
from supervision.corrections.term import TermArithmetic
from supervision.legal_time import day_end, day_start
from supervision.officers import Officer
from supervision.paging import PAGE_SIZE, Cursor, Page, read_cursor, split_page
from supervision.settings import Register
from supervision.storage.database import Record, fetch

SUBJECT_KIND = "person-file"
"""How the audit names a person file."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A person file in clear, opened for a purpose."""

    file_id: UUID
    number: str
    division: str
    office_id: UUID
    office_name: str
    category: Category
    state: FileState
    identity: Identity
    telephones: Telephones
    home: Home
    judgment: Judgment
    term_starts_on: date
    term_ends_on: date
    report_due_on: date | None
    term: TermArithmetic
    absences: tuple[Absence, ...]
    ended_at: datetime | None
    end_cause: EndCause | None
    opened_at: datetime
    revision: int
    handed_over_on: date | None
    """The day on which the person was handed over to after-care; nothing else is kept of that."""
    is_minor: bool
    purpose: Purpose


def about_file(file_id: UUID) -> Subject:
    """The file as the subject of an act."""
    return Subject(SUBJECT_KIND, str(file_id))


async def open_person_file(officer: Officer, file_id: UUID, purpose: str | None, part: str | None = None) -> PersonFile:
    """The file in clear; InputInvalid without one of the allowed purposes, recorded with the opening, and the part."""
    reason = read_purpose(purpose)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        file = await load_file(officer, Act.PERSON_FILE_OPEN, file_id)
        change.note(number=file.number)
        if part is not None:
            change.note(part=part)
        return await _in_clear(file, reason)


async def _in_clear(file: StoredFile, purpose: Purpose) -> PersonFile:
    content = await file.open_content()
    return PersonFile(
        file_id=file.id,
        number=file.number,
        division=file.division,
        office_id=file.office_id,
        office_name=file.office_name,
        category=file.category,
        state=file.state,
        identity=content.identity,
        telephones=content.telephones,
        home=content.home,
        judgment=content.judgment,
        term_starts_on=file.term_starts_on,
        term_ends_on=file.term_ends_on,
        report_due_on=file.report_due_on,
        term=term_of(content, file.division),
        absences=await absences_of(file.id),
        ended_at=file.ended_at,
        end_cause=file.end_cause,
        opened_at=file.opened_at,
        revision=file.revision,
        handed_over_on=file.handed_over_on,
        is_minor=file.is_minor,
        purpose=purpose,
    )


@dataclass(frozen=True, slots=True)
class ReadingFilter:
    """Whose acts upon a file are shown, and of which days; None means any."""

    officer_id: UUID | None = None
    from_on: date | None = None
    until_on: date | None = None


async def readings_of(
    officer: Officer, file_id: UUID, purpose: str | None, cursor: str | None = None, wanted: ReadingFilter | None = None
) -> Page[Reading]:
    """The recorded acts upon the file, newest first; looking here is itself recorded as an opening."""
    wanted = wanted or ReadingFilter()
    reason, after = read_purpose(purpose), read_cursor(cursor)
    async with audited_change(officer.actor, Act.PERSON_FILE_OPEN, about_file(file_id), purpose=reason) as change:
        await load_file(officer, Act.PERSON_FILE_OPEN, file_id)
        change.note(part="readings")
        rows = await fetch(
            """SELECT e.position, e.at, e.actor_id, e.actor_name, e.act, e.purpose, e.result,
                      coalesce(office.name, '') AS office_name, e.detail_json::jsonb->>'part' AS part
               FROM audit_entry AS e LEFT JOIN officer ON officer.id::text = e.actor_id
               LEFT JOIN office ON office.id = officer.office
               WHERE e.register = $1 AND e.subject_kind = $2 AND e.subject_id = $3
                 AND ($4::int8 IS NULL OR e.position < $4) AND ($6::text IS NULL OR e.actor_id = $6)
                 AND ($7::timestamptz IS NULL OR e.at >= $7) AND ($8::timestamptz IS NULL OR e.at < $8)
               ORDER BY e.position DESC LIMIT $5""",
            Register.CORRECTIONS, SUBJECT_KIND, str(file_id), after and after.rank, PAGE_SIZE + 1,
            wanted.officer_id and str(wanted.officer_id), wanted.from_on and day_start(wanted.from_on),
            wanted.until_on and day_end(wanted.until_on),
        )  # fmt: skip
    shown, following = split_page(rows, lambda row: Cursor(row["at"], file_id, row["position"]))
    return Page(tuple(map(_reading, shown)), following)


def _reading(row: Record) -> Reading:
    return Reading(
        at=row["at"],
        officer_id=row["actor_id"],
        officer_name=row["actor_name"],
        office_name=row["office_name"],
        act=row["act"],
        purpose=row["purpose"],
        result=row["result"],
        part=row["part"],
    )
